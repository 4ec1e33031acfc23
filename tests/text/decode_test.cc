#include "text/decode.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace gouji {
namespace {

using namespace std::string_literals;

struct Told {
  std::optional<Decoded> decoded;
  DecodeError error{};
};

Told Tell(const std::string& bytes, std::string_view declared = {}) {
  Told told;
  told.decoded = Decode(bytes, declared, told.error);
  return told;
}

/// UTF-16 by hand, so that the tests do not lean on what they test.
std::string Utf16(std::u16string_view units, bool little) {
  std::string bytes;
  for (const char16_t unit : units) {
    const char upper = static_cast<char>(unit >> 8), lower = static_cast<char>(unit & 0xFF);
    bytes += little ? lower : upper;
    bytes += little ? upper : lower;
  }
  return bytes;
}

const std::string kGbkTotal = "\xD7\xDC\xBC\xC6";  // 总计

TEST_CASE("decode: bytes to text, by what they are") {
  const std::u16string report = u"一、总体情况\n2021年共收到申请12件，𠮷。\r\n";
  const std::string report8 = "一、总体情况\n2021年共收到申请12件，𠮷。\r\n";
  struct Row {
    std::string name;
    std::string bytes;
    std::string text;
    Encoding encoding;
  };
  const std::vector<Row> rows = {
      {"empty", "", "", Encoding::kUtf8},
      {"ascii", "a\tb\r\n", "a\tb\r\n", Encoding::kUtf8},
      {"utf-8", report8, report8, Encoding::kUtf8},
      {"utf-8 with mark", "\xEF\xBB\xBF" + report8, report8, Encoding::kUtf8Bom},
      {"only a mark", "\xEF\xBB\xBF", "", Encoding::kUtf8Bom},
      {"two-byte letters", "caf\xC3\xA9 \xC2\xA0", "café \xC2\xA0", Encoding::kUtf8},
      {"utf-16le with mark", "\xFF\xFE" + Utf16(report, true), report8, Encoding::kUtf16Le},
      {"utf-16be with mark", "\xFE\xFF" + Utf16(report, false), report8, Encoding::kUtf16Be},
      {"utf-16le without mark", Utf16(report, true), report8, Encoding::kUtf16Le},
      {"utf-16be without mark", Utf16(report, false), report8, Encoding::kUtf16Be},
      {"utf-16 of ascii", Utf16(u"abc, 123\n", true), "abc, 123\n", Encoding::kUtf16Le},
      {"gbk", kGbkTotal + " 15\r\n", "总计 15\r\n", Encoding::kGb18030},
      {"gb18030, four bytes", "\x95\x32\x82\x36", "𠀀", Encoding::kGb18030},
      {"gb18030 with mark", "\x84\x31\x95\x33" + kGbkTotal, "总计", Encoding::kGb18030Bom},
      {"gbk, brackets and full width", "\xA3\xA8\xD2\xBB\xA3\xA9", "（一）", Encoding::kGb18030},
      {"gbk, private use in a name", "\xAA\xA1" + kGbkTotal, "\xEE\x80\x80总计", Encoding::kGb18030},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Told told = Tell(row.bytes);
    REQUIRE(told.decoded.has_value());
    CHECK(told.decoded->text == row.text);
    CHECK(Name(told.decoded->encoding) == Name(row.encoding));
    CHECK((told.decoded->encoding == row.encoding));
  }
}

TEST_CASE("decode: what is no text is refused") {
  struct Row {
    std::string name;
    std::string bytes;
    DecodeError error;
  };
  const std::vector<Row> rows = {
      {"a NUL in ASCII", "total\0 15"s, DecodeError::kNul},
      {"a program",
       "\x7F"
       "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0"s,
       DecodeError::kNul},
      {"old Word", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0\0\0\0\0"s, DecodeError::kNul},
      {"numbers as 32 bits", "\1\0\0\0\2\0\0\0\3\0\0\0"s, DecodeError::kNul},
      {"a NUL in UTF-16",
       "\xFF\xFE"
       "a\0\0\0"s,
       DecodeError::kNul},
      {"little words that say nothing", "\1\0\2\0\3\0\4\0\5\0"s, DecodeError::kNul},
      {"half a unit",
       "\xFF\xFE"
       "a\0b"s,
       DecodeError::kNotText},
      {"a surrogate alone",
       "\xFF\xFE\x00\xD8"
       "a\0"s,
       DecodeError::kNotText},
      {"latin-1", "caf\xE9\n", DecodeError::kNotText},
      {"mark, then not UTF-8", "\xEF\xBB\xBF" + kGbkTotal, DecodeError::kNotText},
      {"half a GBK character", kGbkTotal + "\xD7", DecodeError::kNotText},
      {"0xFF", kGbkTotal + "\xFF\xFF", DecodeError::kNotText},
      {"0x80, a control of other code pages",
       kGbkTotal + "\x80"
                   "5",
       DecodeError::kNotText},
      {"four bytes of an unassigned code point",
       "\x83\x30\x81\x30"
       "\xE3\x32\x9A\x35",
       DecodeError::kNotText},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Told told = Tell(row.bytes);
    CHECK_FALSE(told.decoded.has_value());
    CHECK((told.error == row.error));
  }
}

TEST_CASE("decode: UTF-8 is strict") {
  // Each stands between enough plain text for every path of the reading loop.
  const std::vector<std::string> broken = {
      "\xC0\x80",
      "\xC1\xBF",
      "\xE0\x9F\xBF",
      "\xED\xA0\x80",
      "\xED\xBF\xBF",
      "\xF0\x8F\xBF\xBF",
      "\xF4\x90\x80\x80",
      "\xF5\x80\x80\x80",
      "\x80",
      "\xBF\xBF",
      "\xE4\xB8",
      "\xF0\x9F\x98",
      "\xC3",
      "\xE4\xB8\xC3\xA9",
      "\xFE",
  };
  for (const std::string& bytes : broken) {
    for (const std::string before : {"", "a", "abcdefgh", "总", "总计abcdefghi"}) {
      for (const std::string after : {"", "\n", "总"}) {
        const Told told = Tell(before + bytes + after);
        CAPTURE(before + "|" + after);
        // Some of it may happen to be GB18030; none of it is UTF-8.
        if (told.decoded) CHECK((told.decoded->encoding == Encoding::kGb18030));
      }
    }
  }
}

TEST_CASE("decode: every code point comes through UTF-8 as it is") {
  std::string all;
  for (std::uint32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c == 0xD800) c = 0xE000;
    if (c < 0x80) {
      all += static_cast<char>(c);
    } else if (c < 0x800) {
      all += {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 0x3F))};
    } else if (c < 0x10000) {
      all += {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3F)),
              static_cast<char>(0x80 | (c & 0x3F))};
    } else {
      all += {static_cast<char>(0xF0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 0x3F)),
              static_cast<char>(0x80 | (c >> 6 & 0x3F)), static_cast<char>(0x80 | (c & 0x3F))};
    }
  }
  const Told told = Tell(all);
  REQUIRE(told.decoded.has_value());
  CHECK((told.decoded->encoding == Encoding::kUtf8));
  CHECK(told.decoded->text == all);
}

TEST_CASE("decode: a declared charset decides only where the bytes could be either") {
  // 猫 is C3 A8 in GBK, and è in UTF-8.
  const std::string either = "<p>\xC3\xA8</p>";
  struct Row {
    std::string declared;
    std::string text;
  };
  const std::vector<Row> rows = {
      {"gb2312", "<p>猫</p>"}, {"GBK", "<p>猫</p>"}, {" gb18030 ", "<p>猫</p>"},
      {"utf-8", "<p>è</p>"},   {"", "<p>è</p>"},     {"klingon", "<p>è</p>"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.declared);
    const Told told = Tell(either, row.declared);
    REQUIRE(told.decoded.has_value());
    CHECK(told.decoded->text == row.text);
  }
  CHECK(Tell("总计", "gb2312").decoded->text == "总计");
  CHECK(Tell(kGbkTotal, "utf-8").decoded->text == "总计");
  CHECK((Tell("plain", "utf-8").decoded->encoding == Encoding::kUtf8));
}

TEST_CASE("encode: there and back") {
  const std::string text = "一、总体情况（2021）\r\n𠮷 é\n";
  for (const Encoding encoding : {Encoding::kUtf8, Encoding::kUtf8Bom, Encoding::kUtf16Le, Encoding::kUtf16Be,
                                  Encoding::kGb18030, Encoding::kGb18030Bom}) {
    CAPTURE(Name(encoding));
    const std::optional<std::string> bytes = Encode(text, encoding);
    REQUIRE(bytes.has_value());
    const Told told = Tell(*bytes);
    REQUIRE(told.decoded.has_value());
    CHECK(told.decoded->text == text);
    CHECK((told.decoded->encoding == encoding));
    CHECK_FALSE(Encode("\xC0\x80", encoding).has_value());
  }
  CHECK(Encode("总计", Encoding::kGb18030) == kGbkTotal);
  CHECK(Encode("a", Encoding::kUtf16Be) == "\xFE\xFF\0a"s);
  CHECK(Encode("", Encoding::kUtf8) == "");
}

}  // namespace
}  // namespace gouji
