#include "rules/pack.h"

#include <algorithm>

#include "rules/pack_parts.h"
#include "rules/shipped.h"

namespace gouji {

const Rule* RulePack::FindRule(std::string_view id_or_name) const {
  for (const std::unique_ptr<Rule>& rule : rules) {
    if (rule->info.id == id_or_name || rule->info.name == id_or_name) {
      return rule.get();
    }
  }
  return nullptr;
}

std::unique_ptr<RulePack> LoadPack(std::span<const PackFile> files, std::span<const Kind> kinds, Lang lang,
                                   bool trusted, Diagnostics& diagnostics, KeyLog* keys, PatternLog* patterns) {
  const std::size_t before = diagnostics.all().size();
  auto pack = std::make_unique<RulePack>();
  pack->vocabulary.Know(ShippedPatterns());
  const auto context = [&](const PackFile& file) {
    return NodeContext{file.source, lang, &diagnostics, Trouble::kPack, !trusted, &pack->vocabulary, keys, patterns};
  };
  HeadReader heads(*pack);
  for (const PackFile& file : files) {
    heads.Read(context(file), *file.root);
  }
  if (pack->form.variants.empty()) {
    pack->form.variants.emplace_back();
  }
  FormReader forms(*pack);
  for (const PackFile& file : files) {
    forms.Read(context(file), *file.root, file.layer);
  }
  forms.Finish();
  heads.Finish();
  RulesReader rules(*pack, kinds);
  for (const PackFile& file : files) {
    rules.Read(context(file), *file.root, file.layer);
  }
  std::ranges::sort(pack->rules, {}, [](const std::unique_ptr<Rule>& rule) { return rule->info.id; });
  return diagnostics.all().size() == before ? std::move(pack) : nullptr;
}

}  // namespace gouji
