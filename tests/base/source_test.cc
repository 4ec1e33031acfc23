#include "base/source.h"

#include <doctest/doctest.h>

#include <string>
#include <type_traits>

namespace gouji {
namespace {

static_assert(!std::is_copy_constructible_v<Source> && !std::is_move_constructible_v<Source>);

std::vector<std::string> Lines(const Source& source) {
  std::vector<std::string> lines;
  for (std::uint32_t number = 1; number <= source.line_count(); ++number) {
    lines.emplace_back(source.Slice(source.Line(number)));
  }
  return lines;
}

TEST_CASE("source: lines end with LF, CRLF or a lone CR") {
  struct Row {
    std::string text;
    std::vector<std::string> lines;
  };
  const std::vector<Row> rows = {
      {"", {""}},
      {"a", {"a"}},
      {"a\n", {"a", ""}},
      {"a\nb", {"a", "b"}},
      {"a\r\nb\r\n", {"a", "b", ""}},
      {"a\rb\rc", {"a", "b", "c"}},
      {"a\r\r\nb", {"a", "", "b"}},
      {"\r", {"", ""}},
      {"\n\r\n\r", {"", "", "", ""}},
      {"一\r\n二\n三\r四", {"一", "二", "三", "四"}},
      {"a\r\n\r\nb", {"a", "", "b"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(Lines(Source("t", row.text)) == row.lines);
  }
}

TEST_CASE("source: columns count code points and UTF-16 units") {
  // Bytes:                   0123 456 7 8 9 ...
  const Source source("t", "a总b\r\n𠮷x\n");
  struct Row {
    std::uint32_t offset, line, column, utf16;
  };
  const std::vector<Row> rows = {
      {0, 1, 1, 1}, {1, 1, 2, 2},                // a, 总
      {2, 1, 2, 2}, {3, 1, 2, 2},                // inside 总 is at it
      {4, 1, 3, 3}, {5, 1, 4, 4}, {6, 1, 4, 4},  // b, CR, LF: a line end stands after the last character
      {7, 2, 1, 1}, {9, 2, 1, 1}, {11, 2, 2, 3}, {12, 2, 3, 4}, {13, 3, 1, 1}, {99, 3, 1, 1},  // the end, and past it
  };
  for (const Row& row : rows) {
    CAPTURE(row.offset);
    const Place place = source.PlaceOf(row.offset);
    CHECK(place.line == row.line);
    CHECK(place.column == row.column);
    CHECK(place.utf16 == row.utf16);
  }
  CHECK(source.LineSpan(8) == Span{7, 12});
  CHECK(source.LineSpan(6) == Span{0, 5});
}

TEST_CASE("source: a slice outside the text is cut to it") {
  const Source source("t", "abc");
  CHECK(source.Slice({1, 9}) == "bc");
  CHECK(source.Slice({9, 12}) == "");
}

TEST_CASE("source: what is kept stays where it is") {
  Source source("t", "");
  const std::string_view first = source.Keep(std::string("x"));
  const char* at = first.data();
  for (int i = 0; i < 100; ++i) source.Keep(std::to_string(i));
  CHECK(first.data() == at);
  CHECK(first == "x");
}

TEST_CASE("text: verbatim text maps byte for byte") {
  const Source source("t", "一、总体情况");
  const Text text = source.At({3, 18});
  CHECK(text.SpanOf(3, 9) == Span{6, 12});
  CHECK(text.SpanOf(3, 99) == Span{6, 18});
  const Text part = text.Part(3, 9);
  CHECK(part.says == "总体");
  CHECK(part.where == Span{6, 12});
  CHECK(part.SpanOf(3, 6) == Span{9, 12});
}

TEST_CASE("text builder: one verbatim stretch views the source") {
  Source source("t", "abcdef");
  TextBuilder builder(source);
  builder.Add(Span{1, 3});
  builder.Add("de", {3, 5});
  CHECK(builder.says() == "bcde");
  const Text text = builder.Build(0);
  CHECK(text.says == "bcde");
  CHECK(text.says.data() == source.text().data() + 1);
  CHECK(text.pieces.empty());
  CHECK(text.where == Span{1, 5});
  CHECK(builder.empty());
}

TEST_CASE("text builder: an entity is one lump, the text around it is not") {
  //                   0123456789012
  Source source("t", "ab&lt;cd\n  ef");
  TextBuilder builder(source);
  builder.Add(Span{0, 2});
  builder.Add("<", {2, 6});
  builder.Add(Span{6, 8});
  builder.Add("", {8, 9});
  builder.Add(" ", {8, 11});
  builder.Add(Span{11, 13});
  const Text text = builder.Build(0);
  REQUIRE(text.says == "ab<cd ef");
  CHECK(text.where == Span{0, 13});
  struct Row {
    std::size_t begin, end;
    Span where;
  };
  const std::vector<Row> rows = {
      {0, 8, {0, 13}}, {0, 1, {0, 1}},  {1, 3, {1, 6}},   {2, 3, {2, 6}},   {2, 2, {2, 2}},    {3, 5, {6, 8}},
      {4, 7, {7, 12}}, {5, 6, {8, 11}}, {6, 6, {11, 11}}, {8, 8, {13, 13}}, {7, 99, {12, 13}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.begin);
    CAPTURE(row.end);
    CHECK(text.SpanOf(row.begin, row.end) == row.where);
    // A part of a part stands where the same bytes of the whole stand.
    const Text part = text.Part(1, 8);
    if (row.begin >= 1) CHECK(part.SpanOf(row.begin - 1, row.end - 1) == row.where);
    if (row.begin >= 3) CHECK(part.Part(2, 7).SpanOf(row.begin - 3, row.end - 3) == row.where);
  }
  CHECK(text.Part(2, 3).says == "<");
  CHECK(text.Part(2, 3).where == Span{2, 6});
}

TEST_CASE("text builder: stretches with a gap do not become one") {
  Source source("t", "12 34");
  TextBuilder builder(source);
  builder.Add(Span{0, 2});
  builder.Add(Span{3, 5});
  CHECK(builder.says() == "1234");
  const Text text = builder.Build(0);
  CHECK(text.says == "1234");
  CHECK(text.SpanOf(1, 2) == Span{1, 2});
  CHECK(text.SpanOf(2, 3) == Span{3, 4});
  CHECK(text.SpanOf(1, 3) == Span{1, 4});
  CHECK(text.SpanOf(2, 2) == Span{3, 3});
}

TEST_CASE("text builder: an empty text stands where it is told to, and a builder can be used again") {
  Source source("t", "ab");
  TextBuilder builder(source);
  CHECK(builder.Build(1).where == Span{1, 1});
  builder.Add("x", {0, 2});
  CHECK(builder.Build(0).says == "x");
  builder.Add(Span{1, 2});
  CHECK(builder.Build(0).says == "b");
}

}  // namespace
TEST_CASE("source: places in a line of a million characters are counted once, and rightly") {
  std::string text = "首行\n";
  for (int i = 0; i < 100'000; ++i) text += "甲a😀b";
  text += "\r\n末行";
  const Source source("a", text);
  std::uint32_t offset = 7;
  for (std::uint32_t i = 0; i < 100'000; ++i, offset += 9) {
    const Place place = source.PlaceOf(offset + 4);
    if (place.line != 2 || place.column != 4 * i + 3 || place.utf16 != 5 * i + 3) FAIL("place " << i);
  }
  CHECK(source.PlaceOf(offset + 2).line == 3);
  CHECK(source.PlaceOf(offset + 5).column == 2);
}

}  // namespace gouji
