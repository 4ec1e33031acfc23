#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/kinds.h"
#include "rules/pack.h"

namespace gouji {

/// A pack made of texts, and what is wrong with them.
struct MadePack {
  std::vector<std::unique_ptr<Source>> sources;
  std::vector<std::unique_ptr<NodeTree>> trees;
  Diagnostics diagnostics;
  std::unique_ptr<RulePack> pack;

  /// Each mistake as "line:column: message", with the text it stands at in braces when it is short.
  std::vector<std::string> Mistakes() const {
    std::vector<Diagnostic> sorted = diagnostics.all();
    Sort(sorted);
    std::vector<std::string> mistakes;
    for (const Diagnostic& each : sorted) {
      const Place place = each.source->PlaceOf(each.where.begin);
      const std::string at(each.source->Slice(each.where));
      const bool shown = at.size() <= 40 && at.find('\n') == std::string::npos;
      mistakes.push_back(std::to_string(place.line) + ":" + std::to_string(place.column) + ": " + each.message +
                         (shown ? " {" + at + "}" : ""));
    }
    return mistakes;
  }
};

/// Loads texts as the files of one pack.
inline MadePack MakePack(const std::vector<std::string>& texts, Lang lang = Lang::kEn) {
  MadePack made;
  std::vector<PackFile> files;
  for (const std::string& text : texts) {
    made.sources.push_back(std::make_unique<Source>("pack.yaml", text));
    auto tree = ParseYaml(*made.sources.back(), lang, {}, made.diagnostics);
    if (tree != nullptr) {
      files.push_back({made.sources.back().get(), &tree->root()});
      made.trees.push_back(std::move(tree));
    }
  }
  if (made.trees.size() == texts.size()) {
    made.pack = LoadPack(files, Kinds(), lang, false, made.diagnostics);
  }
  return made;
}

}  // namespace gouji
