#include "output/writer.h"

namespace gouji {

extern const Format kTextFormat;
extern const Format kGccFormat;
extern const Format kJsonFormat;
extern const Format kJsonLinesFormat;

std::span<const Format> Formats() {
  static const Format formats[] = {
      kTextFormat,
      kGccFormat,
      kJsonFormat,
      kJsonLinesFormat,
  };
  return formats;
}

}  // namespace gouji
