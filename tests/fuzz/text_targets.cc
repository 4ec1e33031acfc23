// Characters: encodings, folding, numbers, patterns.

#include <string>

#include "target.h"
#include "text/decode.h"
#include "text/fold.h"
#include "text/number.h"
#include "text/pattern.h"
#include "text/width.h"

namespace gouji {
namespace {

/// The first line and the rest.
std::pair<std::string_view, std::string_view> SplitLine(std::string_view bytes) {
  const std::size_t end = bytes.find('\n');
  return {bytes.substr(0, end), end == bytes.npos ? std::string_view("") : bytes.substr(end + 1)};
}

void RunDecode(std::string_view bytes) {
  for (const std::string_view declared : {"", "gb2312", "utf-8"}) {
    DecodeError error{};
    const std::optional<Decoded> decoded = Decode(std::string(bytes), declared, error);
    if (!decoded) continue;
    Promise(decoded->text.find('\0') == std::string::npos, "a text holds no NUL");
    const std::optional<std::string> back = Encode(decoded->text, decoded->encoding);
    if (!back) continue;
    DecodeError error_again{};
    const std::optional<Decoded> again = Decode(*back, declared, error_again);
    Promise(!again || again->encoding != decoded->encoding || again->text == decoded->text,
            "what was encoded again says the same");
  }
}

void RunCells(std::string_view bytes) {
  DecodeError error{};
  const std::optional<Decoded> decoded = Decode(std::string(bytes), "", error);
  if (!decoded) return;
  const std::string_view text = decoded->text;
  PromiseHarmless(Printable(text));
  Promise(Cells(text) >= 0, "a width is no less than nothing");
  const std::string folded = Fold(text);
  Promise(Fold(folded) == folded, "folding twice changes nothing");
  const Folded with_origin = FoldWithOrigin(text);
  Promise(with_origin.text == folded && with_origin.origin.size() == folded.size() + 1,
          "folding with the way back says the same");
  Promise(with_origin.origin.back() == text.size(), "the way back ends at the end");
  const Folded prose = FoldProse(text);
  Promise(prose.origin.size() == prose.text.size() + 1, "every byte of prose has its way back");
  Promise(FoldProse(prose.text).text == prose.text, "folding prose twice changes nothing");
  ReadCell(text);
  for (std::size_t at = 0; at < prose.text.size() && at < 200; ++at) {
    const std::string_view rest = std::string_view(prose.text).substr(at);
    if (const auto number = ReadNumber(rest))
      Promise(number->bytes > 0 && number->bytes <= rest.size(), "a number ends");
    if (const auto year = ReadYear(rest)) Promise(year->bytes > 0 && year->bytes <= rest.size(), "a year ends");
  }
  std::size_t begin = text.size() / 3;
  std::size_t end = text.size() / 2;
  const std::string excerpt = Excerpt(text, begin, end, 60);
  Promise(begin <= end && end <= excerpt.size(), "an excerpt holds its marks");
  Marks(excerpt, begin, end);
}

void RunPattern(std::string_view bytes) {
  const auto [expression, text] = SplitLine(bytes);
  const Pattern pattern{std::string(expression)};
  if (const auto error = pattern.Check()) {
    Promise(error->at + error->length <= expression.size(), "a mistake lies inside its pattern");
    return;
  }
  Pattern::Match match;
  for (std::size_t from = 0; from <= text.size() && pattern.Find(text, from, match);) {
    const auto at = static_cast<std::size_t>(match[0].text.data() - text.data());
    Promise(at >= from && at + match[0].text.size() <= text.size(), "a match lies inside its text");
    from = at + match[0].text.size() + 1;
  }
  // What is quick to refuse is refused rightly.
  Promise(!pattern.MatchesWhole(text) || pattern.Finds(text), "what matches whole is found");
}

}  // namespace

extern const FuzzTarget kDecodeTarget;
extern const FuzzTarget kCellsTarget;
extern const FuzzTarget kPatternTarget;
const FuzzTarget kDecodeTarget{"decode", RunDecode};
const FuzzTarget kCellsTarget{"cells", RunCells};
const FuzzTarget kPatternTarget{"pattern", RunPattern};

}  // namespace gouji
