#include "output/writer.h"

namespace gouji {

extern const Format kTextFormat;
extern const Format kGccFormat;
extern const Format kJsonFormat;
extern const Format kJsonLinesFormat;
extern const Format kSarifFormat;

std::span<const Format> Formats() {
  static const Format formats[] = {
      kTextFormat, kGccFormat, kJsonFormat, kJsonLinesFormat, kSarifFormat,
  };
  return formats;
}

}  // namespace gouji
