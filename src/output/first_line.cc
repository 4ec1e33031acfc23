#include "output/first_line.h"

#include <fmt/format.h>

#include "output/place.h"
#include "text/width.h"

namespace gouji {

Paint PaintOf(Severity severity, bool color) {
  if (!color) return {};
  switch (severity) {
    case Severity::kError:
      return {"\033[1;31m", "\033[0m"};
    case Severity::kWarning:
      return {"\033[1;35m", "\033[0m"};
    default:
      return {"\033[1;36m", "\033[0m"};
  }
}

Paint BoldPaint(bool color) { return color ? Paint{"\033[1m", "\033[0m"} : Paint{}; }

Paint FaintPaint(bool color) { return color ? Paint{"\033[2m", "\033[0m"} : Paint{}; }

std::string FirstLine(const Diagnostic& finding, const Outcome& outcome, bool color) {
  const Source* source = SourceOf(finding, outcome);
  const Place place = ExtentOf(source, finding.where).begin;
  const Paint bold = BoldPaint(color);
  const Paint paint = PaintOf(finding.severity, color);
  std::string line =
      fmt::format("{}{}:{}:{}:{} {}{}:{} {}", bold.on, Printable(PathOf(source, outcome)), place.line, place.column,
                  bold.off, paint.on, Name(finding.severity), paint.off, Printable(finding.message));
  if (finding.rule != nullptr) line += fmt::format(" [{}]", finding.rule->id);
  return line;
}

}  // namespace gouji
