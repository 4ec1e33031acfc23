#include "text/decode.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>

#include "text/well_formed.h"

namespace gouji {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LeMark = "\xFF\xFE";
constexpr std::string_view kUtf16BeMark = "\xFE\xFF";
constexpr char16_t kMark = 0xFEFF;

enum class Bytes { kLittle, kBig };

/// The labels under which HTML documents mean GBK or GB18030, as the WHATWG encoding standard lists them, and the two
/// that Windows tools write.
constexpr std::array<std::string_view, 12> kGbLabels = {
    "gb18030", "gbk",   "gb2312",          "gb_2312",   "gb_2312-80", "csgb2312",
    "chinese", "x-gbk", "csiso58gb231280", "iso-ir-58", "cp936",      "windows-936",
};

bool MeansGb18030(std::string_view label) {
  constexpr std::string_view kBlanks = " \t\r\n\f\"'";
  const std::size_t begin = std::min(label.find_first_not_of(kBlanks), label.size());
  const std::size_t end = label.find_last_not_of(kBlanks) + 1;
  std::string name(label.substr(begin, std::max(begin, end) - begin));
  for (char& c : name) c = (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
  return std::ranges::find(kGbLabels, name) != kGbLabels.end();
}

/// Whether some character of valid UTF-8 takes three or four bytes, as every ideograph does.
bool HasLongCharacters(std::string_view text) {
  return std::ranges::any_of(text, [](char byte) { return static_cast<unsigned char>(byte) >= 0xE0; });
}

std::optional<std::string> ToUtf8(const std::u16string& units) {
  std::string text(units.size() * 3, '\0');
  int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;
  // A surrogate alone is an error here, as it should be.
  u_strToUTF8(text.data(), static_cast<int32_t>(text.size()), &length, units.data(), static_cast<int32_t>(units.size()),
              &status);
  if (U_FAILURE(status)) return std::nullopt;
  text.resize(static_cast<std::size_t>(length));
  return text;
}

std::optional<std::u16string> ToUtf16(std::string_view text) {
  std::u16string units(text.size(), u'\0');
  int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8(units.data(), static_cast<int32_t>(units.size()), &length, text.data(),
                static_cast<int32_t>(text.size()), &status);
  if (U_FAILURE(status)) return std::nullopt;
  units.resize(static_cast<std::size_t>(length));
  return units;
}

std::u16string Units(std::string_view bytes, Bytes order) {
  std::u16string units(bytes.size() / 2, u'\0');
  const std::size_t low = order == Bytes::kLittle ? 0 : 1;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto lower = static_cast<unsigned char>(bytes[2 * i + low]);
    const auto upper = static_cast<unsigned char>(bytes[2 * i + 1 - low]);
    units[i] = static_cast<char16_t>(upper << 8 | lower);
  }
  return units;
}

std::optional<Decoded> DecodeUtf16(std::string_view bytes, Bytes order, DecodeError& error) {
  error = DecodeError::kNotText;
  if (bytes.size() % 2 != 0) return std::nullopt;
  const std::u16string units = Units(bytes, order);
  if (units.find(u'\0') != units.npos) {
    error = DecodeError::kNul;
    return std::nullopt;
  }
  std::optional<std::string> text = ToUtf8(units);
  if (!text) return std::nullopt;
  return Decoded{std::move(*text), order == Bytes::kLittle ? Encoding::kUtf16Le : Encoding::kUtf16Be};
}

/// What Chinese text is nearly all made of. Surrogates count: whether they pair is found out when they are decoded.
bool IsOrdinary(char16_t unit) {
  if (unit < 0x80) return unit >= 0x20 ? unit != 0x7F : unit == '\t' || unit == '\n' || unit == '\r' || unit == '\f';
  return (unit >= 0xA0 && unit < 0x100) || (unit >= 0x2000 && unit < 0x2070) || (unit >= 0x2160 && unit < 0x2180) ||
         (unit >= 0x2460 && unit < 0x2600) || (unit >= 0x3000 && unit < 0x3040) || (unit >= 0x4E00 && unit < 0xA000) ||
         (unit >= 0xD840 && unit < 0xD880) || (unit >= 0xDC00 && unit < 0xE000) || (unit >= 0xFF00 && unit < 0xFFF0);
}

/// Whether units read as text for certain: digits, blanks and line ends here and there, and hardly anything unusual.
bool ReadsAsText(const std::u16string& units) {
  if (units.size() < 4 || units.find(u'\0') != units.npos) return false;
  const auto ascii = static_cast<std::size_t>(std::ranges::count_if(units, [](char16_t unit) { return unit < 0x80; }));
  const auto ordinary = static_cast<std::size_t>(std::ranges::count_if(units, IsOrdinary));
  return ascii * 64 >= units.size() && ordinary * 20 >= units.size() * 19;
}

/// The byte order of UTF-16 that lost its mark. Zero bytes in one half only would not tell: 一 is U+4E00. Taken only
/// when one order reads as text and the other does not.
std::optional<Bytes> OrderWithoutMark(std::string_view bytes) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  const bool little = ReadsAsText(Units(bytes, Bytes::kLittle));
  const bool big = ReadsAsText(Units(bytes, Bytes::kBig));
  if (little == big) return std::nullopt;
  return little ? Bytes::kLittle : Bytes::kBig;
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

/// A GB18030 converter that stops at anything it has no exact answer for.
Converter OpenGb18030() {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open("GB18030", &status));
  if (U_FAILURE(status)) return nullptr;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  if (U_FAILURE(status)) return nullptr;
  return converter;
}

/// GB18030 gives every code point some bytes, so unassigned ones, and the controls of other code pages, are how text of
/// another encoding shows itself. Private use is no such sign: older GBK fonts put rare characters of names there.
bool IsForeign(UChar32 c) {
  if (c < 0x80 || (c >= 0x4E00 && c < 0x9FA6)) return false;
  if (c < 0xA0) return true;
  return !u_isdefined(c);
}

std::optional<Decoded> DecodeGb18030(std::string_view bytes) {
  const Converter converter = OpenGb18030();
  if (converter == nullptr) return std::nullopt;
  // Never more units than bytes: even four bytes are at most two units.
  std::u16string units(bytes.size(), u'\0');
  const char* from = bytes.data();
  UChar* to = units.data();
  UErrorCode status = U_ZERO_ERROR;
  ucnv_toUnicode(converter.get(), &to, units.data() + units.size(), &from, bytes.data() + bytes.size(), nullptr,
                 static_cast<UBool>(true), &status);
  if (U_FAILURE(status)) return std::nullopt;
  units.resize(static_cast<std::size_t>(to - units.data()));
  const bool marked = !units.empty() && units.front() == kMark;
  if (marked) units.erase(0, 1);
  for (std::size_t i = 0; i < units.size();) {
    UChar32 c = 0;
    U16_NEXT(units.data(), i, units.size(), c);
    if (IsForeign(c)) return std::nullopt;
  }
  std::optional<std::string> text = ToUtf8(units);
  if (!text) return std::nullopt;
  return Decoded{std::move(*text), marked ? Encoding::kGb18030Bom : Encoding::kGb18030};
}

std::optional<std::string> EncodeGb18030(const std::u16string& units) {
  const Converter converter = OpenGb18030();
  if (converter == nullptr) return std::nullopt;
  std::string bytes(units.size() * 4, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const int32_t length = ucnv_fromUChars(converter.get(), bytes.data(), static_cast<int32_t>(bytes.size()),
                                         units.data(), static_cast<int32_t>(units.size()), &status);
  if (U_FAILURE(status)) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(length));
  return bytes;
}

std::string EncodeUtf16(const std::u16string& units, Bytes order) {
  std::string bytes;
  bytes.reserve(units.size() * 2 + 2);
  const auto add = [&](char16_t unit) {
    const auto upper = static_cast<char>(unit >> 8);
    const auto lower = static_cast<char>(unit & 0xFF);
    bytes += order == Bytes::kLittle ? lower : upper;
    bytes += order == Bytes::kLittle ? upper : lower;
  };
  add(kMark);
  for (const char16_t unit : units) add(unit);
  return bytes;
}

}  // namespace

std::string_view Name(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
    case Encoding::kUtf8Bom:
      return "UTF-8";
    case Encoding::kUtf16Le:
      return "UTF-16LE";
    case Encoding::kUtf16Be:
      return "UTF-16BE";
    case Encoding::kGb18030:
    case Encoding::kGb18030Bom:
      return "GB18030";
  }
  return {};
}

std::optional<Decoded> Decode(std::string bytes, std::string_view declared, DecodeError& error) {
  const std::string_view view = bytes;
  if (view.starts_with(kUtf16LeMark)) return DecodeUtf16(view.substr(2), Bytes::kLittle, error);
  if (view.starts_with(kUtf16BeMark)) return DecodeUtf16(view.substr(2), Bytes::kBig, error);
  if (view.find('\0') != view.npos) {
    if (const std::optional<Bytes> order = OrderWithoutMark(view)) return DecodeUtf16(view, *order, error);
    error = DecodeError::kNul;
    return std::nullopt;
  }
  error = DecodeError::kNotText;
  const bool is_utf8 = IsUtf8(view);
  if (view.starts_with(kUtf8Mark)) {
    if (!is_utf8) return std::nullopt;
    bytes.erase(0, kUtf8Mark.size());
    return Decoded{std::move(bytes), Encoding::kUtf8Bom};
  }
  // A few words of GBK can be valid UTF-8 of two-byte letters; of three-byte characters they practically never are.
  if (is_utf8 && MeansGb18030(declared) && !HasLongCharacters(view)) {
    if (std::optional<Decoded> decoded = DecodeGb18030(view)) return decoded;
  }
  if (is_utf8) return Decoded{std::move(bytes), Encoding::kUtf8};
  return DecodeGb18030(view);
}

std::optional<std::string> Encode(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::kUtf8 || encoding == Encoding::kUtf8Bom) {
    if (!IsUtf8(text)) return std::nullopt;
    return std::string(encoding == Encoding::kUtf8Bom ? kUtf8Mark : std::string_view{}).append(text);
  }
  std::optional<std::u16string> units = ToUtf16(text);
  if (!units) return std::nullopt;
  if (encoding == Encoding::kGb18030Bom) units->insert(units->begin(), kMark);
  if (encoding == Encoding::kGb18030 || encoding == Encoding::kGb18030Bom) return EncodeGb18030(*units);
  return EncodeUtf16(*units, encoding == Encoding::kUtf16Le ? Bytes::kLittle : Bytes::kBig);
}

}  // namespace gouji
