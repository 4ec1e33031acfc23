#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/pack.h"

namespace gouji::tests {

/// A pack loaded from texts, with what was wrong with them.
struct Loaded {
  std::vector<std::shared_ptr<const Source>> sources;
  std::vector<std::shared_ptr<NodeTree>> trees;
  std::vector<Diagnostic> mistakes;  ///< by file and place
  std::unique_ptr<RulePack> pack;

  /// "line:column words: message" a line, in order; `words` is what is marked.
  std::string Mistakes() const {
    std::string all;
    for (const Diagnostic& mistake : mistakes) {
      const Place place = mistake.source->PlaceOf(mistake.where.begin);
      std::string_view words = mistake.source->Slice(mistake.where);
      words = words.substr(0, words.find('\n'));
      all += std::to_string(place.line) + ":" + std::to_string(place.column) + " [" + std::string(words) + "] " +
             mistake.message + "\n";
    }
    return all;
  }
};

inline std::shared_ptr<Loaded> Load(const std::vector<std::pair<std::string, std::string>>& files,
                                    std::span<const Kind> kinds, Lang lang = Lang::kEn) {
  auto loaded = std::make_shared<Loaded>();
  Diagnostics diagnostics;
  std::vector<PackFile> parsed;
  for (const auto& [name, text] : files) {
    loaded->sources.push_back(std::make_shared<const Source>(name, text));
    const Source& source = *loaded->sources.back();
    loaded->trees.push_back(ParseYaml(source, lang, {}, diagnostics));
    if (loaded->trees.back() != nullptr) {
      parsed.push_back({&source, &loaded->trees.back()->root()});
    }
  }
  if (parsed.size() == files.size()) {
    loaded->pack = LoadPack(parsed, kinds, lang, false, diagnostics);
  }
  loaded->mistakes = diagnostics.Take();
  std::ranges::stable_sort(loaded->mistakes, [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.source->name(), a.where) < std::pair(b.source->name(), b.where);
  });
  return loaded;
}

}  // namespace gouji::tests
