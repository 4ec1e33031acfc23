#include "text/fold.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/utf8.h"

namespace gouji {
namespace {

struct Row {
  std::string_view text;
  std::string_view folded;
};

TEST_CASE("labels that say the same fold to the same") {
  const std::vector<Row> rows = {
      {"", ""},
      {"一、总体情况", "一、总体情况"},
      {"（一）予以公开", "(一)予以公开"},
      {"(一) 予以公开", "(一)予以公开"},
      {"㈠予以公开", "(一)予以公开"},
      {"结果 维持", "结果维持"},
      {"结果　维持", "结果维持"},
      {"结\n果\t维\r\n持", "结果维持"},
      {"结\u00A0果\u2003维\u200B持\uFEFF", "结果维持"},
      {"第二十条  第(一)项", "第二十条第(一)项"},
      {"ＡＢＣ１２３", "abc123"},
      {"N/A", "n/a"},
      {"Ｎ／Ａ", "n/a"},
      {"① ② ⑩", "1210"},
      {"⑴⒈", "(1)1."},
      {"㎡", "m2"},
      {"10㎡", "10m2"},
      {"Ⅳ", "iv"},
      {"½", "1/2"},
      {"ﬁ", "fi"},
      {"ß", "ss"},
      {"É", "é"},
      {"E\u0301", "é"},
      {"Ｅ\u0301", "é"},
      {"e\u0301\u0302\u0303x", "éx"},
      {"e \u0301", "é"},
      {"e\u3000\u200B\u0301", "é"},
      {"\u3138\u3000\uFFD6", "\uB6F0"},
      {"公\u0301开", "公开"},
      {"公\uFE00开", "公开"},
      {"公\U000E0100开", "公开"},
      {"公\u00AD开", "公开"},
      {"公\u202E开\u202C", "公开"},
      {"\u0301", ""},
      {" \u0301a", "a"},
      {"\u2F00\u2F8F", "一行"},
      {"⻚⻔⻋⻅⻓⻜⻛⻢", "页门车见长飞风马"},
      {"⻤⻥⻦⻨⻩⺟⺠⻘", "鬼鱼鸟麦黄母民青"},
      {"⻝⻬⻮⻰⻳⻄⻆⻉⻊⻌", "食齐齿龙龟西角贝足辶"},
      {"\uF9D1", "六"},
      {"“三安全一稳定”", "\"三安全一稳定\""},
      {"\"三安全一稳定\"", "\"三安全一稳定\""},
      {"„x‟「x」『x』＂〝〞", "\"x\"\"x\"\"x\"\"\"\""},
      {"‘x’＇", "'x''"},
      {"〔2019〕60号", "[2019]60号"},
      {"［2019］60号", "[2019]60号"},
      {"【2019】60号", "[2019]60号"},
      {"﹝2019﹞60号", "[2019]60号"},
      {"〖注〗", "[注]"},
      {"—–―−－﹣‐‑─", "---------"},
      {"一—一", "一-一"},
      {"～〜~∼", "~~~~"},
      {"；：，！？．％", ";:,!?.%"},
      {"；∶﹐﹒", ";:,."},
      {"•・‧·･", "·····"},
      {"。、《》〈〉", "。、《》〈〉"},
      {"｡､", "。、"},
      {"…", "..."},
      {"＼／", "\\/"},
      {"二〇二三二○二三二Ｏ二三二O二三", "二〇二三二○二三二o二三二o二三"},
      {"𠀀", "𠀀"},
      {"a\xFFz", "a\uFFFDz"},
      {"\xE4\xB8", "\uFFFD\uFFFD"},
      {"ｶﾞ", "ガ"},
      {"か\u3099", "が"},
      {"각", "각"},
      {"\u1100\u1161\u11A8", "각"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(Fold(row.text) == row.folded);
    CHECK(FoldWithOrigin(row.text).text == row.folded);
  }
}

TEST_CASE("prose keeps its case and its words apart") {
  const std::vector<Row> rows = {
      {"", ""},
      {"   ", ""},
      {"2020 年", "2020年"},
      {"2025 年 1 月 1\n  日", "2025年1月1日"},
      {"收到 12 13 件", "收到12 13件"},
      {"a b", "a b"},
      {"a \t\n b", "a b"},
      {"  a  ", "a"},
      {"APP 和 APP v2", "APP和APP v2"},
      {"ＡＰＰ　Ｘ", "APP X"},
      {"a ，b", "a,b"},
      {"a\u200Bb", "ab"},
      {"a\u200B b", "a b"},
      {"①② 件", "12件"},
      {"E\u0301 E", "ÉE"},
      {"a E\u0301", "aÉ"},
      {"待 补 充 ××", "待补充××"},
      {"2021—2025年", "2021-2025年"},
      {"共 1，853 件（含上年结转）。", "共1,853件(含上年结转)。"},
      {"见 http://www.example.cn 2023 年", "见http://www.example.cn 2023年"},
      {"\u2F8F政", "行政"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(FoldProse(row.text).text == row.folded);
  }
}

TEST_CASE("every folded byte knows the character it came from") {
  struct Origins {
    std::string_view text;
    std::vector<std::uint32_t> label;
    std::vector<std::uint32_t> prose;
  };
  const std::vector<Origins> rows = {
      {"", {0}, {0}},
      {"ab", {0, 1, 2}, {0, 1, 2}},
      {"a b", {0, 2, 3}, {0, 1, 2, 3}},
      {"a \u3000b ", {0, 5, 7}, {0, 1, 5, 7}},
      {"（一）", {0, 3, 3, 3, 6, 9}, {0, 3, 3, 3, 6, 9}},
      {"㈠公", {0, 0, 0, 0, 0, 3, 3, 3, 6}, {0, 0, 0, 0, 0, 3, 3, 3, 6}},
      {" ①②x", {1, 4, 7, 8}, {1, 4, 7, 8}},
      {"10㎡。", {0, 1, 2, 2, 5, 5, 5, 8}, {0, 1, 2, 2, 5, 5, 5, 8}},
      {"xe\u0301y", {0, 1, 1, 4, 5}, {0, 1, 1, 4, 5}},
      {"公\u0301开", {0, 0, 0, 5, 5, 5, 8}, {0, 0, 0, 5, 5, 5, 8}},
      {"…a", {0, 0, 0, 3, 4}, {0, 0, 0, 3, 4}},
      {"\uFDFAa",
       {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 4},
       {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 4}},
  };
  for (const Origins& row : rows) {
    CAPTURE(row.text);
    CHECK(FoldWithOrigin(row.text).origin == row.label);
    CHECK(FoldProse(row.text).origin == row.prose);
  }
}

TEST_CASE("folding again changes nothing, whatever the character") {
  std::string around;
  for (char32_t c = 0; c < 0x20100; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    for (const std::string_view before : {"", "が"}) {
      if (c >= 0x4E00 && c < 0xD7A0 && c % 64 != 0) continue;
      around.assign(before);
      AppendUtf8(c, around);
      around += "x";
      const Folded label = FoldWithOrigin(around);
      const Folded prose = FoldProse(around);
      const bool well = Fold(label.text) == label.text && Fold(around) == label.text &&
                        FoldProse(prose.text).text == prose.text && Fold(prose.text) == label.text &&
                        label.origin.size() == label.text.size() + 1 && prose.origin.size() == prose.text.size() + 1 &&
                        std::is_sorted(label.origin.begin(), label.origin.end()) &&
                        std::is_sorted(prose.origin.begin(), prose.origin.end());
      if (!well) {
        CAPTURE(static_cast<unsigned>(c));
        CAPTURE(around);
        CAPTURE(label.text);
        CAPTURE(Fold(label.text));
        CAPTURE(prose.text);
        CAPTURE(Fold(prose.text));
        CHECK(well);
      }
    }
  }
}

TEST_CASE("ideographs stay what they are") {
  std::string all;
  for (char32_t c = 0x3400; c < 0xA000; ++c) {
    if (c >= 0x4DC0 && c < 0x4E00) continue;
    AppendUtf8(c, all);
  }
  CHECK(Fold(all) == all);
  CHECK(FoldProse(all).text == all);
}

TEST_CASE("marks without end cost no more than they are") {
  std::string text = "a";
  for (int i = 0; i < 200000; ++i) text += i % 2 == 0 ? "\u0301" : "\u0323";
  text += "公";
  const Folded folded = FoldWithOrigin(text);
  CHECK(folded.text.substr(folded.text.size() - 3) == "公");
  CHECK(folded.origin.back() == text.size());
}

TEST_CASE("what is nothing to a reader is blank") {
  for (const char32_t c :
       std::u32string_view(U" \t\n\r\v\f\u0001\u007F\u0085\u00A0\u00AD\u2000\u200B\u200F\u2028\u202E\u202F"
                           U"\u2060\u3000\uFE0F\uFEFF\U000E0100")) {
    CAPTURE(static_cast<unsigned>(c));
    CHECK(IsBlank(c));
  }
  CHECK(IsBlank(0));
  for (const char32_t c : std::u32string_view(U"a0-_一〇○、。—·“①\u0301𠀀😀\uFFFD")) {
    CAPTURE(static_cast<unsigned>(c));
    CHECK_FALSE(IsBlank(c));
  }
}

TEST_CASE("blanks go from both ends") {
  const std::vector<Row> rows = {
      {"", ""},
      {" ", ""},
      {"\u3000\u00A0", ""},
      {" a b ", "a b"},
      {"\u3000公 开\uFEFF\t", "公 开"},
      {"公开", "公开"},
      {"\U000E0100a", "a"},
      {"a\U000E0100", "a"},
      {"\xFF ", "\xFF"},
      {" \x80\x80\x80\x80\x80 ", "\x80\x80\x80\x80\x80"},
      {"a\x80 ", "a\x80"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(Trim(row.text) == row.folded);
  }
  const std::string_view inner = "\u3000x ";
  CHECK(Trim(inner).data() == inner.data() + 3);
}

TEST_CASE("ill-formed bytes are one code point each") {
  CHECK(CodePoints("a公😀") == U"a公😀");
  CHECK(CodePoints("\xFF\xC0\x80") == U"\uFFFD\uFFFD\uFFFD");
  CHECK(CodePoints("\xED\xA0\x80") == U"\uFFFD\uFFFD\uFFFD");
  CHECK(CodePoints("\xF4\x90\x80\x80").size() == 4);
  CHECK(CodePoints("\xE5\x85") == U"\uFFFD\uFFFD");
}

int SlowDistance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::vector<int>> d(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = static_cast<int>(i + j);
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

TEST_CASE("edit distance counts code points, up to its limit") {
  CHECK(EditDistance(U"", U"", 0) == 0);
  CHECK(EditDistance(U"三类内部事务信息", U"三类内容事务信息", 2) == 1);
  CHECK(EditDistance(U"colum", U"column", 2) == 1);
  CHECK(EditDistance(U"开公", U"公开", 2) == 1);
  CHECK(EditDistance(U"abcdef", U"", 3) == 4);
  CHECK(EditDistance(U"abc", U"xyz", 2) == 3);
  CHECK(EditDistance(U"abc", U"xyz", 3) == 3);
  CHECK(EditDistance(U"abc", U"abd", 0) == 1);

  // Against the plain table, over all pairs of short words of three letters.
  std::vector<std::u32string> words = {U""};
  for (std::size_t i = 0; i < words.size() && words[i].size() < 4; ++i) {
    for (const char32_t c : {U'a', U'b', U'c'}) words.push_back(words[i] + c);
  }
  int wrong = 0;
  for (const std::u32string& a : words) {
    for (const std::u32string& b : words) {
      const int truth = SlowDistance(a, b);
      for (int limit = 0; limit < 5; ++limit) wrong += EditDistance(a, b, limit) != std::min(truth, limit + 1) ? 1 : 0;
    }
  }
  CHECK(wrong == 0);

  std::u32string a;
  std::u32string b;
  unsigned state = 1;
  for (int round = 0; round < 500; ++round) {
    a.clear();
    b.clear();
    const auto next = [&] { return state = state * 1103515245U + 12345U, state >> 16U; };
    for (unsigned i = next() % 24; i > 0; --i) a.push_back(U'a' + next() % 3);
    for (unsigned i = next() % 24; i > 0; --i) b.push_back(U'a' + next() % 3);
    const int truth = SlowDistance(a, b);
    for (int limit = 0; limit < 26; ++limit) {
      if (EditDistance(a, b, limit) != std::min(truth, limit + 1)) ++wrong;
    }
  }
  CHECK(wrong == 0);
}

}  // namespace
}  // namespace gouji
