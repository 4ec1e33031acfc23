#pragma once

// What `Fold` makes of the characters that reports are full of, so that it need not ask ICU about them.

#include <array>
#include <cstddef>
#include <string_view>

namespace gouji {

/// What becomes of a code point that needs no normalizer: one of these, or the code point that stands for it.
constexpr char16_t kAskIcu = 0;
constexpr char16_t kInvisible = 1;  // nothing at all
constexpr char16_t kBlank = 2;      // nothing, but it parts two words

namespace fold_table {

template <std::size_t kSize>
using Window = std::array<char16_t, kSize>;

template <std::size_t kSize>
constexpr void Fill(Window<kSize>& window, char32_t base, char32_t first, char32_t last, char16_t value) {
  for (char32_t c = first; c <= last; ++c) window[c - base] = value;
}

template <std::size_t kSize>
constexpr void Keep(Window<kSize>& window, char32_t base, std::u16string_view characters) {
  for (const char16_t c : characters) window[c - base] = c;
}

constexpr Window<0x100> MakeLatin() {
  Window<0x100> to{};
  Fill(to, 0, 0x00, 0x1F, kInvisible);
  Fill(to, 0, '\t', '\r', kBlank);
  to[' '] = kBlank;
  for (char16_t c = 0x21; c < 0x7F; ++c) to[c] = c;
  Fill(to, 0, 0x7F, 0x9F, kInvisible);
  to[0x85] = kBlank;
  to[0xA0] = kBlank;
  to[0xAD] = kInvisible;
  to[0xB4] = '\'';
  Keep(to, 0, u"¥§°±·×÷");
  return to;
}

constexpr Window<0x70> MakePunctuation() {
  constexpr char32_t kBase = 0x2000;
  Window<0x70> to{};
  Fill(to, kBase, 0x2000, 0x200A, kBlank);
  Fill(to, kBase, 0x200B, 0x200F, kInvisible);
  Fill(to, kBase, 0x2010, 0x2015, '-');
  Fill(to, kBase, 0x2018, 0x201B, '\'');
  Fill(to, kBase, 0x201C, 0x201F, '"');
  Fill(to, kBase, 0x2022, 0x2022, u'·');
  Fill(to, kBase, 0x2024, 0x2024, '.');
  Fill(to, kBase, 0x2027, 0x2027, u'·');
  Fill(to, kBase, 0x2028, 0x2029, kBlank);
  Fill(to, kBase, 0x202A, 0x202E, kInvisible);
  Fill(to, kBase, 0x202F, 0x202F, kBlank);
  Fill(to, kBase, 0x2032, 0x2032, '\'');
  Fill(to, kBase, 0x2033, 0x2033, '"');
  Fill(to, kBase, 0x2035, 0x2035, '\'');
  Fill(to, kBase, 0x2036, 0x2036, '"');
  Fill(to, kBase, 0x2044, 0x2044, '/');
  Fill(to, kBase, 0x205F, 0x205F, kBlank);
  Fill(to, kBase, 0x2060, 0x206F, kInvisible);
  Keep(to, kBase, u"‖†‡‰※");
  return to;
}

constexpr Window<0x40> MakeIdeographicPunctuation() {
  constexpr char32_t kBase = 0x3000;
  Window<0x40> to{};
  to[0] = kBlank;
  Keep(to, kBase, u"、。〃々〆〇〈〉《》〒〓");
  Fill(to, kBase, 0x300C, 0x300F, '"');  // 「」『』
  for (const char16_t open : std::u16string_view(u"【〔〖〘〚")) {
    to[open - kBase] = '[';
    to[open + 1 - kBase] = ']';
  }
  to[0x1C] = '~';                        // 〜
  Fill(to, kBase, 0x301D, 0x301F, '"');  // 〝〞〟
  return to;
}

// Radicals turn up for the ideographs they look like where text comes out of a PDF. NFKC knows those of Kangxi (U+2F00)
// but of this block only two. After Unicode's EquivalentUnifiedIdeograph.txt.
constexpr Window<0x80> MakeRadicals() {
  constexpr char32_t kBase = 0x2E80;
  constexpr std::u16string_view kPairs =
      u"⺁厂⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺘扌⺙攵⺛旡⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤"
      u"爫⺦丬"
      u"⺧牛⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺲罒⺶羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊足⻋"
      u"车⻌辶⻍辶"
      u"⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬"
      u"齐⻭歯"
      u"⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";
  Window<0x80> to{};
  for (std::size_t i = 0; i < kPairs.size(); i += 2) to[kPairs[i] - kBase] = kPairs[i + 1];
  return to;
}

constexpr Window<0x60> MakeFullWidth() {
  Window<0x60> to{};
  for (char16_t i = 1; i < 0x5F; ++i) to[i] = static_cast<char16_t>(i + 0x20);  // ！ to ～ are ! to ~
  return to;
}

inline constexpr auto kLatin = MakeLatin();
inline constexpr auto kPunctuation = MakePunctuation();
inline constexpr auto kIdeographicPunctuation = MakeIdeographicPunctuation();
inline constexpr auto kRadicals = MakeRadicals();
inline constexpr auto kFullWidth = MakeFullWidth();

/// For `Quick`: the rare ones.
char16_t QuickOther(char32_t c);

}  // namespace fold_table

/// An ideograph that stays as it is.
inline bool IsPlainIdeograph(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF); }

/// What becomes of any character but a plain ideograph.
inline char16_t Quick(char32_t c) {
  if (c < 0x100) return fold_table::kLatin[c];
  if (c >= 0xFF00 && c < 0xFF60) return fold_table::kFullWidth[c - 0xFF00];
  if (c >= 0x3000 && c < 0x3040) return fold_table::kIdeographicPunctuation[c - 0x3000];
  if (c >= 0x2000 && c < 0x2070) return fold_table::kPunctuation[c - 0x2000];
  if (c >= 0x2E80 && c < 0x2F00 && fold_table::kRadicals[c - 0x2E80] != 0) return fold_table::kRadicals[c - 0x2E80];
  return fold_table::QuickOther(c);
}

}  // namespace gouji
