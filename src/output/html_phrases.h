#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "output/writer.h"

namespace gouji {

/// "错误", "error": a severity as the page calls it.
Localized WordOf(Severity severity);
/// "错误", "errors": findings of that severity.
Localized PluralOf(Severity severity);

/// Says things in the language of the run, as markup.
class HtmlPhrases {
 public:
  explicit HtmlPhrases(Lang lang = Lang::kZh) : lang_(lang) {}

  Lang lang() const { return lang_; }
  std::string Say(const Localized& text) const;
  /// Our own words with `values` filled in, all of it as markup.
  std::string Filled(const Localized& text,
                     std::initializer_list<std::pair<std::string_view, std::string_view>> values) const;
  /// The same with values that are markup already; the words around them are our own and need no escaping.
  std::string Framed(const Localized& text,
                     std::initializer_list<std::pair<std::string_view, std::string_view>> values) const;
  /// What a cell says; a blank one is called so.
  std::string Value(std::string_view value) const;

 private:
  Lang lang_;
};

}  // namespace gouji
