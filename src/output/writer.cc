#include "output/writer.h"

namespace gouji {

extern const Format kTextFormat;
extern const Format kGccFormat;
extern const Format kJsonFormat;
extern const Format kJsonLinesFormat;
extern const Format kSarifFormat;
extern const Format kGithubFormat;
extern const Format kGitlabFormat;
extern const Format kRdjsonFormat;
extern const Format kJunitFormat;
extern const Format kHtmlFormat;

std::span<const Format> Formats() {
  static const Format formats[] = {
      kTextFormat,   kGccFormat,    kJsonFormat,   kJsonLinesFormat, kSarifFormat,
      kGithubFormat, kGitlabFormat, kRdjsonFormat, kJunitFormat,     kHtmlFormat,
  };
  return formats;
}

}  // namespace gouji
