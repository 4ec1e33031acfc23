#include "repair/encoding.h"

#include <doctest/doctest.h>

#include <string>

namespace gouji {

TEST_CASE("repair: bytes and text go back and forth in every encoding, or it is said that they do not") {
  const std::string text = "年度报告\r\n“四、”𠮷\n";
  for (const FileEncoding& each : {FileEncoding{Encoding::kUtf8, true},
                                   {Encoding::kUtf8Bom, true},
                                   {Encoding::kGb18030, true},
                                   {Encoding::kGb18030Bom, true},
                                   {Encoding::kUtf16Le, true},
                                   {Encoding::kUtf16Be, true},
                                   {Encoding::kUtf16Le, false},
                                   {Encoding::kUtf16Be, false}}) {
    const auto bytes = each.Bytes(text);
    REQUIRE(bytes);
    const auto found = EncodingOf(*bytes, text);
    REQUIRE(found);
    CHECK(found->encoding == each.encoding);
    CHECK(found->has_mark == each.has_mark);
    CHECK(found->Bytes("四") == each.Bytes("四"));
  }
  CHECK_FALSE(EncodingOf("other bytes", text));
  CHECK_FALSE(EncodingOf("\x80", "€"));  // one of two ways to write it, and not the one we would
}

}  // namespace gouji
