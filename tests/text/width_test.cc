#include "text/width.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/utf8.h"

namespace gouji {
namespace {

TEST_CASE("what a text takes on a terminal, and what goes there") {
  struct Row {
    std::string_view text;
    int cells;
    std::string_view printed;
  };
  const std::vector<Row> rows = {
      {"", 0, ""},
      {"abc", 3, "abc"},
      {"总计", 4, "总计"},
      {"总计 15", 7, "总计 15"},
      {"（一）", 6, "（一）"},
      {"(一)", 4, "(一)"},
      {"，。、；", 8, "，。、；"},
      {"　x", 3, "　x"},
      {"\u00A0x", 2, "\u00A0x"},
      {"ＡＢ１２", 8, "ＡＢ１２"},
      {"ｱ", 1, "ｱ"},
      {"“三安全一稳定”", 16, "“三安全一稳定”"},
      {"“abc”", 5, "“abc”"},
      {"—…·×①", 5, "—…·×①"},
      {"—…·×①一", 12, "—…·×①一"},
      {"‘’x𠀀", 7, "‘’x𠀀"},
      {"§3", 2, "§3"},
      {"café", 4, "café"},
      {"cafe\u0301", 4, "cafe\u0301"},
      {"公\u0301开\u0302\u0303", 4, "公\u0301开\u0302\u0303"},
      {"\u0301", 0, "\u0301"},
      {"각", 2, "각"},
      {"\u1100\u1161\u11A8", 2, "\u1100\u1161\u11A8"},
      {"😀", 2, "😀"},
      {"a😀b", 4, "a😀b"},
      {"❤\uFE0F", 1, "❤\uFE0F"},
      {"👩\u200D💻", 12, "👩<U+200D>💻"},
      {"𠀀", 2, "𠀀"},
      {"\t", 8, "        "},
      {"a\tb", 9, "a       b"},
      {"1234567\tb", 9, "1234567 b"},
      {"12345678\tb", 17, "12345678        b"},
      {"规章\t1", 9, "规章    1"},
      {"规章章章\t1", 17, "规章章章        1"},
      {"\t\t", 16, "                "},
      {"\x1B[31m红", 14, "<U+001B>[31m红"},
      {"a\rb", 10, "a<U+000D>b"},
      {"a\nb", 10, "a<U+000A>b"},
      {"a\x7F", 9, "a<U+007F>"},
      {"\u009B1m", 10, "<U+009B>1m"},
      {"\u202Etxt", 11, "<U+202E>txt"},
      {"\u2066a\u2069", 17, "<U+2066>a<U+2069>"},
      {"\u200Ba", 9, "<U+200B>a"},
      {"\u00ADa", 9, "<U+00AD>a"},
      {"\uFEFFa", 9, "<U+FEFF>a"},
      {"\u2028", 8, "<U+2028>"},
      {"\u3164", 8, "<U+3164>"},
      {"\uFFFF", 8, "<U+FFFF>"},
      {"\U000E0041", 9, "<U+E0041>"},
      {"\U0010FFFF", 10, "<U+10FFFF>"},
      {"a\xFFz", 8, "a<0xFF>z"},
      {"\xE5\x85", 12, "<0xE5><0x85>"},
      {"\uFFFD", 1, "\uFFFD"},
      {"\u202E\t总", 18, "<U+202E>        总"},
      {"\x01\ta", 17, "<U+0001>        a"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(Cells(row.text) == row.cells);
    CHECK(Printable(row.text) == row.printed);
  }
  CHECK(Printable(std::string_view("a\0b", 3)) == "a<U+0000>b");
}

TEST_CASE("marks stand under what they mark") {
  struct Row {
    std::string_view line;
    std::string_view marked;  // its first occurrence in the line
    std::string_view marks;
  };
  const std::vector<Row> rows = {
      {"total: 15", "15", "       ^~"},
      {"total: 15", "t", "^"},
      {"总计 15", "15", "     ^~"},
      {"总计 15", "总计", "^~~~"},
      {"总计 15", "计", "  ^~"},
      {"（一）予以公开 3", "3", "               ^"},
      {"“三安全” 3", "3", "           ^"},
      {"“safe” 3", "3", "       ^"},
      {"规章\t1\t–", "1", "        ^"},
      {"规章\t1\t–", "–", "                ^~"},
      {"规章\t1", "\t", "    ^~~~"},
      {"a\tb\tc", "b\tc", "        ^~~~~~~~~"},
      {"cafe\u0301 3", "3", "     ^"},
      {"cafe\u0301 3", "e\u0301", "   ^"},
      {"cafe\u0301 3", "\u0301", "   ^"},
      {"公\u0301开", "\u0301", "^~"},
      {"公\u0301开", "开", "  ^~"},
      {"😀 15", "15", "   ^~"},
      {"a😀", "😀", " ^~"},
      {"\x1B[0m 3", "3", "            ^"},
      {"\x1B[0m 3", "\x1B", "^~~~~~~~"},
      {"\u202E总 3", "总", "        ^~"},
      {"\u202E总 3", "\u202E", "^~~~~~~~"},
      {"\xFFz", "z", "      ^"},
      {"\xFFz", "\xFF", "^~~~~~"},
      {"\uFEFF\t3", "3", "                ^"},
      {"，１２", "１２", "  ^~~~"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    CAPTURE(row.marked);
    const std::size_t begin = row.line.find(row.marked);
    REQUIRE(begin != std::string_view::npos);
    CHECK(Marks(row.line, begin, begin + row.marked.size()) == row.marks);
  }
  CHECK(Marks("", 0, 0) == "^");
  CHECK(Marks("总计", 6, 6) == "    ^");
  CHECK(Marks("总计", 3, 3) == "  ^");
  CHECK(Marks("总计", 99, 100) == "    ^");
  CHECK(Marks("总计", 3, 99) == "  ^~");
  CHECK(Marks("总计", 4, 5) == "  ^~");
  CHECK(Marks("总计", 1, 4) == "^~~~");
  CHECK(Marks("总计", 5, 2) == "  ^");
}

TEST_CASE("an excerpt is centred on its span") {
  struct Row {
    std::string_view text;
    std::string_view marked;
    int cells;
    std::string_view excerpt;
  };
  const std::vector<Row> rows = {
      {"abc", "b", 80, "abc"},
      {"abc", "b", 3, "abc"},
      {"总计应为", "计", 8, "总计应为"},
      {"0123456789", "5", 7, "…456…"},
      {"0123456789", "0", 7, "01234…"},
      {"0123456789", "9", 7, "…56789"},
      {"0123456789", "1", 7, "01234…"},
      {"0123456789", "345", 7, "…345…"},
      {"0123456789", "3456", 7, "…345…"},
      {"0123456789", "012345678", 7, "01234…"},
      {"一二三四五六七八九", "五", 10, "…四五六…"},
      {"一二三四五六七八九", "五", 11, "…四五六…"},
      {"一二三四五六七八九", "一", 10, "一二三四…"},
      {"一二三四五六七八九", "九", 10, "…六七八九"},
      {"一二三四五六七八九", "五", 5, "…"},
      {"一二三四五六七八九", "五", 6, "…五…"},
      {"一二三四五六七八九", "五", 0, ""},
      {"共收到ab件\tcd，办结ef件", "ef", 14, "…cd，办结ef件"},
      {"e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301xe\u0301e\u0301e\u0301", "x", 7, "…e\u0301xe\u0301…"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.marked);
    CAPTURE(row.cells);
    std::size_t begin = row.text.find(row.marked);
    REQUIRE(begin != std::string_view::npos);
    std::size_t end = begin + row.marked.size();
    const std::string excerpt = Excerpt(row.text, begin, end, row.cells);
    CHECK(excerpt == row.excerpt);
    const std::string_view marked = std::string_view(excerpt).substr(begin, end - begin);
    CHECK(row.marked.substr(0, marked.size()) == marked);
  }
}

// Lines of every sort of character, the same each time.
std::string Line(unsigned seed, std::size_t length) {
  static const std::vector<std::string> kPieces = {
      "a",      "1",    " ",    "总",     "计",     "（", "“",      "—",          "\t",         "\u0301", "😀",
      "\u202E", "\x1B", "\xFF", "\u3000", "\uFE0F", "①",  "\u200B", "\U000E0100", "\U0010FFFF", "é"};
  std::string line;
  unsigned state = seed * 2654435761U + 1;
  for (std::size_t i = 0; i < length; ++i) {
    state = state * 1103515245U + 12345U;
    line += kPieces[(state >> 16U) % (seed % 3 == 0 ? 3 : kPieces.size())];
  }
  return line;
}

TEST_CASE("what is measured, printed and marked agree on every line") {
  for (unsigned seed = 0; seed < 400; ++seed) {
    const std::string line = Line(seed, seed % 40);
    CAPTURE(line);
    const std::string printed = Printable(line);
    REQUIRE(Cells(printed) == Cells(line));
    REQUIRE(Printable(printed) == printed);
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t begin = at;
      const char32_t c = NextCodePoint(line, at);
      const std::string marks = Marks(line, begin, at);
      REQUIRE(marks.find('^') <= static_cast<std::size_t>(Cells(line)));
      REQUIRE(marks.size() <= static_cast<std::size_t>(Cells(line)) + 1);
      // A character that stands for itself is marked where the part of the printed line before it ends. The ideograph
      // makes that part measured as the whole is.
      if (c == U'总') {
        REQUIRE(marks == std::string(static_cast<std::size_t>(Cells(line.substr(0, at)) - 2), ' ') + "^~");
      }
    }
    const std::string all = Marks(line, 0, line.size());
    REQUIRE(all.size() == static_cast<std::size_t>(std::max(Cells(line), 1)));
  }
}

TEST_CASE("an excerpt never takes more than it may, nor loses its span") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    const std::string line = Line(seed, 5 + seed % 60);
    for (std::size_t from = 0; from < line.size();) {
      std::size_t to = from;
      NextCodePoint(line, to);
      for (const int cells : {0, 1, 2, 3, 5, 8, 13, 30, 60, 200}) {
        std::size_t begin = from;
        std::size_t end = to;
        const std::string excerpt = Excerpt(line, begin, end, cells);
        CAPTURE(line);
        CAPTURE(excerpt);
        CAPTURE(cells);
        REQUIRE(Cells(excerpt) <= cells);
        REQUIRE(begin <= end);
        REQUIRE(end <= excerpt.size());
        if (Cells(line) <= cells) REQUIRE(excerpt == line);
        // Ten for the longest name, four for what is left out.
        if (cells >= 14) REQUIRE(excerpt.substr(begin, end - begin) == line.substr(from, to - from));
      }
      from = to;
    }
  }
}

TEST_CASE("a line of megabytes is cut without reading it all") {
  std::string line(5000000, 'x');
  line += "总计";
  line.append(5000000, 'y');
  for (int i = 0; i < 2000; ++i) {
    std::size_t begin = 5000000;
    std::size_t end = begin + 6;
    const std::string excerpt = Excerpt(line, begin, end, 20);
    REQUIRE(excerpt == "…xxxxxx总计yyyyyy…");
    REQUIRE(excerpt.substr(begin, end - begin) == "总计");
  }
}

}  // namespace
}  // namespace gouji
