// One report in every encoding and with every line end: the same findings, at the same lines and columns.

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "prose_report.h"
#include "text/decode.h"

namespace gouji {
namespace {

/// "GK301@17:30", in order.
std::string PlacesOf(const Outcome& outcome) {
  std::string places;
  for (const Diagnostic& finding : outcome.findings) {
    const Place place = outcome.source->PlaceOf(finding.where.begin);
    places.append(finding.rule->id) += "@" + std::to_string(place.line) + ":" + std::to_string(place.column) + " ";
  }
  return places;
}

std::string WithLineEnds(std::string_view text, std::string_view end) {
  std::string changed;
  for (const char c : text) {
    if (c == '\n') {
      changed += end;
    } else {
      changed += c;
    }
  }
  return changed;
}

std::string Replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

TEST_CASE("encodings: the same findings at the same places") {
  Numbers numbers;
  numbers.received = 5;
  numbers.total = 4;
  const std::string text = ReportText(numbers, "依法公开政府信息。全年收到政府信息公开申请7件。");
  const std::string expected = PlacesOf(CheckText(text));
  REQUIRE(expected.find("GK301@") != std::string::npos);
  REQUIRE(expected.find("GK401@5:") != std::string::npos);
  for (const std::string_view end : {"\n", "\r\n", "\r"}) {
    for (const Encoding encoding :
         {Encoding::kUtf8, Encoding::kUtf8Bom, Encoding::kGb18030, Encoding::kUtf16Le, Encoding::kUtf16Be}) {
      CAPTURE(Name(encoding));
      CAPTURE(end.size());
      std::string bytes = Encode(WithLineEnds(text, end), encoding).value();
      CHECK(PlacesOf(CheckText(bytes)) == expected);
      const bool utf16 = encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be;
      if (utf16) CHECK(PlacesOf(CheckText(bytes.substr(2))) == expected);  // without its byte order mark
    }
  }
}

TEST_CASE("encodings: characters that look alike are alike, and stand where they stand") {
  Numbers numbers;
  numbers.received = 5;
  numbers.total = 5;
  const std::string text = ReportText(numbers, "依法公开政府信息。");
  const std::string expected = PlacesOf(CheckText(text));
  struct Row {
    const char* situation;
    std::string_view from, to;
  };
  const Row rows[] = {
      {"radicals of a PDF's font", "一、总体情况", "\u2F00、总体情况"},
      {"radicals in words", "二、主动公开", "\u2F06、主动公开"},
      {"zero-width characters", "三、收到和处理", "三、收到\u200B和处\uFEFF理"},
      {"an ideographic blank", "五、存在的", "五、\u3000存在的"},
      {"no-break blanks", "六、其他", "六、\u00A0其他"},
      {"full-width digits of the title", "2023年政府信息公开工作", "２０２３年政府信息公开工作"},
      {"compatibility ideographs", "行政复议", "\uFA08政复议"},
      {"half-width brackets", "（七）总计", "(七)总计"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.situation);
    CHECK(PlacesOf(CheckText(Replaced(text, row.from, row.to))) == expected);
  }
}

}  // namespace
}  // namespace gouji
