#include "text/well_formed.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__)
#define GOUJI_HAS_SHUFFLE 1
#include <immintrin.h>
#else
#define GOUJI_HAS_SHUFFLE 0
#endif

namespace gouji {
namespace {

bool IsUtf8ByCharacter(std::string_view bytes) {
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* const end = at + bytes.size();
  const auto continues = [](unsigned char byte) { return (byte & 0xC0) == 0x80; };
  while (at < end) {
    const unsigned char lead = *at;
    if (lead < 0x80) {
      std::uint64_t eight = 0x80;
      if (end - at >= 8) std::memcpy(&eight, at, 8);
      at += (eight & 0x8080808080808080ULL) == 0 ? 8 : 1;
    } else if (lead >= 0xE0 && lead < 0xF0) {
      if (end - at < 3 || !continues(at[1]) || !continues(at[2])) return false;
      const unsigned code = (lead & 0xFU) << 12 | (at[1] & 0x3FU) << 6;
      if (code < 0x800 || (code >= 0xD800 && code < 0xE000)) return false;
      at += 3;
    } else if (lead >= 0xC2 && lead < 0xE0) {
      if (end - at < 2 || !continues(at[1])) return false;
      at += 2;
    } else if (lead >= 0xF0 && lead < 0xF5) {
      if (end - at < 4 || !continues(at[1]) || !continues(at[2]) || !continues(at[3])) return false;
      const unsigned code = (lead & 0x7U) << 18 | (at[1] & 0x3FU) << 12;
      if (code < 0x10000 || code > 0x10FFFF) return false;
      at += 4;
    } else {
      return false;
    }
  }
  return true;
}

#if GOUJI_HAS_SHUFFLE

// Sixteen bytes at a time, after J. Keiser and D. Lemire, "Validating UTF-8 in less than one instruction per byte"
// (2021): every mistake shows in the high half of a byte, its low half and the high half of the next one, so three
// look-ups that give the mistakes each half leaves possible, and'ed, give those that are there. Every report is read
// through here.
enum Mistake : unsigned char {
  kTooShort = 1 << 0,      // 11______ 0_______ or 11______ 11______
  kTooLong = 1 << 1,       // 0_______ 10______
  kOverlong3 = 1 << 2,     // 11100000 100_____
  kTooLarge = 1 << 3,      // 11110100 1001____ and above
  kSurrogate = 1 << 4,     // 11101101 101_____
  kOverlong2 = 1 << 5,     // 1100000_ 10______
  kTooLarge1000 = 1 << 6,  // 11110101 1000____ and above
  kOverlong4 = 1 << 6,     // 11110000 1000____; shares the bit, told apart by the first byte
  kTwoContinue = 1 << 7,   // 10______ 10______: right only as third or fourth byte
  kCarry = kTooShort | kTooLong | kTwoContinue,
};

constexpr unsigned char kLarge = kCarry | kTooLarge | kTooLarge1000;
constexpr unsigned char kAfter = kTooLong | kOverlong2 | kTwoContinue;

alignas(16) constexpr unsigned char kFirstHigh[16] = {
    kTooLong,
    kTooLong,
    kTooLong,
    kTooLong,  //
    kTooLong,
    kTooLong,
    kTooLong,
    kTooLong,  //
    kTwoContinue,
    kTwoContinue,
    kTwoContinue,
    kTwoContinue,  //
    kTooShort | kOverlong2,
    kTooShort,
    kTooShort | kOverlong3 | kSurrogate,
    kTooShort | kTooLarge | kTooLarge1000,
};
alignas(16) constexpr unsigned char kFirstLow[16] = {
    kCarry | kOverlong2 | kOverlong3 | kOverlong4,
    kCarry | kOverlong2,
    kCarry,
    kCarry,  //
    kCarry | kTooLarge,
    kLarge,
    kLarge,
    kLarge,  //
    kLarge,
    kLarge,
    kLarge,
    kLarge,  //
    kLarge,
    kLarge | kSurrogate,
    kLarge,
    kLarge,
};
alignas(16) constexpr unsigned char kSecondHigh[16] = {
    kTooShort,
    kTooShort,
    kTooShort,
    kTooShort,  //
    kTooShort,
    kTooShort,
    kTooShort,
    kTooShort,  //
    kAfter | kOverlong3 | kTooLarge1000,
    kAfter | kOverlong3 | kTooLarge,
    kAfter | kSurrogate | kTooLarge,
    kAfter | kSurrogate | kTooLarge,  //
    kTooShort,
    kTooShort,
    kTooShort,
    kTooShort,
};
/// What the last three bytes of a block may be at most, when no character runs over its end.
alignas(16) constexpr unsigned char kComplete[16] = {
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0xF0 - 1, 0xE0 - 1, 0xC0 - 1,
};

[[gnu::target("ssse3")]] inline __m128i Load(const void* from) {
  return _mm_loadu_si128(static_cast<const __m128i*>(from));
}

[[gnu::target("ssse3")]] inline __m128i HighHalves(__m128i bytes) {
  return _mm_and_si128(_mm_srli_epi16(bytes, 4), _mm_set1_epi8(0x0F));
}

/// Not zero in every byte that is a mistake, looking back into the block before.
[[gnu::target("ssse3")]] inline __m128i Mistakes(__m128i block, __m128i before) {
  const __m128i first = _mm_alignr_epi8(block, before, 15);
  const __m128i possible =
      _mm_and_si128(_mm_and_si128(_mm_shuffle_epi8(Load(kFirstHigh), HighHalves(first)),
                                  _mm_shuffle_epi8(Load(kFirstLow), _mm_and_si128(first, _mm_set1_epi8(0x0F)))),
                    _mm_shuffle_epi8(Load(kSecondHigh), HighHalves(block)));
  const __m128i third = _mm_subs_epu8(_mm_alignr_epi8(block, before, 14), _mm_set1_epi8(0xE0 - 0x80));
  const __m128i fourth = _mm_subs_epu8(_mm_alignr_epi8(block, before, 13), _mm_set1_epi8(0xF0 - 0x80));
  // The top bit: here a second continuation must stand, and nowhere else may one.
  const __m128i must = _mm_and_si128(_mm_or_si128(third, fourth), _mm_set1_epi8(static_cast<char>(0x80)));
  return _mm_xor_si128(must, possible);
}

[[gnu::target("ssse3")]] bool IsUtf8ByBlock(std::string_view bytes) {
  __m128i wrong = _mm_setzero_si128();
  __m128i before = _mm_setzero_si128();
  __m128i unfinished = _mm_setzero_si128();
  const auto take = [&](__m128i block) __attribute__((target("ssse3"))) {
    if (_mm_movemask_epi8(block) == 0) {
      wrong = _mm_or_si128(wrong, unfinished);
      unfinished = _mm_setzero_si128();
    } else {
      wrong = _mm_or_si128(wrong, Mistakes(block, before));
      unfinished = _mm_subs_epu8(block, Load(kComplete));
    }
    before = block;
  };
  std::size_t at = 0;
  for (; at + 16 <= bytes.size(); at += 16) take(Load(bytes.data() + at));
  if (at < bytes.size()) {
    // Padded with NUL, which ends a character that is cut short as any ASCII would.
    unsigned char last[16] = {};
    std::memcpy(last, bytes.data() + at, bytes.size() - at);
    take(Load(last));
  }
  wrong = _mm_or_si128(wrong, unfinished);
  return _mm_movemask_epi8(_mm_cmpeq_epi8(wrong, _mm_setzero_si128())) == 0xFFFF;
}

#endif

}  // namespace

bool IsUtf8(std::string_view bytes) {
#if GOUJI_HAS_SHUFFLE
  if (__builtin_cpu_supports("ssse3")) return IsUtf8ByBlock(bytes);
#endif
  return IsUtf8ByCharacter(bytes);
}

}  // namespace gouji
