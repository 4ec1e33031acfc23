#include "input/refusal.h"

namespace gouji {

std::nullopt_t Refuse(Diagnostics& diagnostics, Trouble trouble, Lang lang, std::string_view zh, std::string_view en) {
  const Source nowhere("", "");
  Diagnostic diagnostic = MakeTrouble(trouble, nowhere, {}, std::string(Localized{zh, en}.In(lang)));
  diagnostic.source = nullptr;
  diagnostics.Add(std::move(diagnostic));
  return std::nullopt;
}

}  // namespace gouji
