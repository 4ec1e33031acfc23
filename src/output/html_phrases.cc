#include "output/html_phrases.h"

#include "base/trouble.h"
#include "output/markup.h"

namespace gouji {
namespace {

constexpr Localized kBlank{"空", "blank"};

}  // namespace

Localized WordOf(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return {"错误", "error"};
    case Severity::kWarning:
      return {"警告", "warning"};
    default:
      return {"提示", "note"};
  }
}

Localized PluralOf(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return {"错误", "errors"};
    case Severity::kWarning:
      return {"警告", "warnings"};
    default:
      return {"提示", "notes"};
  }
}

std::string HtmlPhrases::Say(const Localized& text) const { return Markup(text.In(lang_)); }

std::string HtmlPhrases::Filled(const Localized& text,
                                std::initializer_list<std::pair<std::string_view, std::string_view>> values) const {
  return Markup(Fill(text.In(lang_), values));
}

std::string HtmlPhrases::Framed(const Localized& text,
                                std::initializer_list<std::pair<std::string_view, std::string_view>> values) const {
  return Fill(text.In(lang_), values);
}

std::string HtmlPhrases::Value(std::string_view value) const { return value.empty() ? Say(kBlank) : Markup(value); }

}  // namespace gouji
