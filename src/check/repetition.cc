// Rules that find a word written twice in a row: 资金资金. Two to `longest` ideographs, right after themselves; a
// single ideograph twice (人人, 常常) is a word of its own and never meant.
//
//   repetition:
//     longest: 4
//     allow: ['公开公开透明']     # where the second word begins another

#include <algorithm>
#include <array>
#include <cstring>

#include "check/prose.h"
#include "text/fold.h"
#include "text/offset.h"

namespace gouji {
namespace {

constexpr std::size_t kIdeograph = 3;  // bytes

bool StartsIdeograph(char c) { return c >= '\xe3' && c <= '\xe9'; }

class RepetitionCheck : public Check {
 public:
  ProseScope scope;
  std::size_t longest = 4;
  std::vector<Pattern> allow;
  std::vector<Pattern> words;  ///< words that are wrong twice though the general rule does not see it

  void Run(const Rule& rule, const Pass& pass, Findings& findings) const override {
    if (!Applies(rule, pass, Evaluator(rule.scope, pass.now(), pass.previous(), Missing::kZero), findings)) {
      return;
    }
    const std::size_t before = findings.diagnostics.size();
    for (const ProseText& text : pass.prose()) {
      if (scope.Has(text)) {
        Look(rule, pass, text, findings);
      }
    }
    if (findings.diagnostics.size() == before) {
      findings.Pass();
    }
  }

 private:
  /// Words without a mark of a sentence, in a section of tables: what a conversion left of a header, whose cells may
  /// begin alike ("本年新制作数量", "本年新公开数量").
  static bool IsOfTable(const Pass& pass, const ProseText& text) {
    if (text.part != ProseText::Part::kSection || text.section < 0 || ReadNumeral(text.text.says)) {
      return false;
    }
    const std::string_view id = pass.now().sections[static_cast<std::size_t>(text.section)].form->id;
    const bool has_table = std::ranges::any_of(
        pass.now().tables, [&](const BoundTable& table) { return table.form != nullptr && table.form->section == id; });
    static constexpr std::array<std::string_view, 5> kMarks = {"。", "，", "；", "：", "、"};
    return has_table && std::ranges::none_of(kMarks, [&](std::string_view mark) {
             return text.text.says.find(mark) != std::string_view::npos;
           });
  }

  void Look(const Rule& rule, const Pass& pass, const ProseText& text, Findings& findings) const {
    const std::string_view folded = text.folded.text;
    if (IsOfTable(pass, text)) {
      return;
    }
    for (std::size_t i = 0; i + 4 * kIdeograph <= folded.size();) {
      const std::size_t length = RepeatedAt(folded, i);
      if (length == 0) {
        i += StartsIdeograph(folded[i]) ? kIdeograph : 1;
        continue;
      }
      if (!AreApart(pass, text, i, length) && !Allowed(folded, i, i + 2 * length)) {
        Fail(rule, pass, text, i, i + length, i + 2 * length, findings);
      }
      i += length;
    }
    Pattern::Match match;
    for (const Pattern& pattern : words) {
      for (std::size_t from = 0; pattern.Find(text.passage(), from, match);) {
        const auto group = static_cast<std::size_t>(pattern.GroupOf("at"));
        const std::size_t begin = OffsetIn(folded, match[group].text);
        const std::size_t end = begin + match[group].text.size();
        from = std::max(end, from + 1);
        if (!Allowed(folded, OffsetIn(folded, match[0].text), end)) {
          Fail(rule, pass, text, begin, begin, end, findings);
        }
      }
    }
  }

  /// Bytes of the longest word that stands at `i` and again right after itself; 0 when none does.
  std::size_t RepeatedAt(std::string_view folded, std::size_t i) const {
    if (!StartsIdeograph(folded[i])) {
      return 0;
    }
    const char* const first = folded.data() + i;
    const std::size_t most = std::min(longest, (folded.size() - i) / 2 / kIdeograph);
    for (std::size_t length = most * kIdeograph; length >= 2 * kIdeograph; length -= kIdeograph) {
      // The last byte of an ideograph tells most of them apart.
      const bool may_be = first[kIdeograph - 1] == first[length + kIdeograph - 1];
      if (!may_be || std::memcmp(first, first + length, length) != 0) {
        continue;
      }
      const std::string_view word = folded.substr(i, length);
      if (IsWord(word)) {
        return length;
      }
    }
    return 0;
  }

  /// Ideographs, and not one of them over and over.
  static bool IsWord(std::string_view word) {
    bool same = true;
    for (std::size_t at = 0; at < word.size(); at += kIdeograph) {
      const std::string_view each = word.substr(at, kIdeograph);
      if (!StartsIdeograph(each[0]) || each < "\u3400" || each > "\u9fff") {
        return false;
      }
      same = same && each == word.substr(0, kIdeograph);
    }
    return !same;
  }

  /// Blanks between the two: they may be the end of one cell or line and the beginning of another.
  static bool AreApart(const Pass& pass, const ProseText& text, std::size_t first, std::size_t length) {
    const std::string_view word = pass.source().Slice(text.SpanOf(first, first + length));
    return Trim(word).size() < word.size();
  }

  /// An exception reaches over the place where the second word begins.
  bool Allowed(std::string_view folded, std::size_t begin, std::size_t end) const {
    constexpr std::size_t kAround = std::size_t{8} * 3;
    constexpr std::size_t kBehind = std::size_t{32} * 3;
    const auto inside = [&](std::size_t at) {
      return at < folded.size() && (static_cast<unsigned char>(folded[at]) & 0xC0) == 0x80;
    };
    Pattern::Match match;
    std::size_t first = begin > kAround ? begin - kAround : 0;
    while (inside(first)) {
      ++first;
    }
    // What would end further behind is no exception of a word here, and to look for it in all that follows would be
    // slow.
    std::size_t last = end + kBehind;
    while (inside(last)) {
      ++last;
    }
    folded = folded.substr(0, last);
    for (const Pattern& pattern : allow) {
      for (std::size_t from = first; pattern.Find(folded, from, match);) {
        const std::size_t at = OffsetIn(folded, match[0].text);
        if (at >= end) {
          break;
        }
        if (at + match[0].text.size() >= end) {
          return true;
        }
        from = at + 1;
        while (inside(from)) {
          ++from;
        }
      }
    }
    return false;
  }

  static void Fail(const Rule& rule, const Pass& pass, const ProseText& text, std::size_t first, std::size_t second,
                   std::size_t end, Findings& findings) {
    Diagnostic& diagnostic = findings.Fail(rule, pass, text, second, end);
    Evaluator evaluator(rule.scope, pass.now(), pass.previous(), Missing::kZero);
    const std::string_view folded = text.folded.text;
    evaluator.SetLocal("found", Value::OfText(std::string(folded.substr(second, end - second))));
    evaluator.SetLocal("text", Value::OfText(std::string(folded.substr(first, end - first))));
    Word(rule, evaluator, pass.lang(), diagnostic);
  }
};

std::unique_ptr<Check> Compile(RuleReader& reader, const Node& value) {
  reader.rule.scope.locals = {"found", "text"};
  auto check = std::make_unique<RepetitionCheck>();
  Options options(reader.context(), value, {"repetition", "repetition"});
  constexpr unsigned kAll = ProseScope::kTitle | ProseScope::kHeadings | ProseScope::kPreface | ProseScope::kSections;
  check->scope = ProseScope::Read(reader, options, kAll);
  if (const auto longest = options.Integer("longest")) {
    if (*longest < 2 || *longest > 8) {
      reader.context().Wrong(options.Find("longest")->where, "longest 应为 2 到 8", "longest must be 2 to 8");
      return nullptr;
    }
    check->longest = static_cast<std::size_t>(*longest);
  }
  const Words words = Words::Read(options);
  check->allow = words.Patterns(reader.context(), options.Find("allow"));
  check->words = words.Patterns(reader.context(), options.Find("also"));
  options.Finish();
  reader.read_common();
  return check;
}

}  // namespace

extern const Kind kRepetition;
const Kind kRepetition = {"repetition", {"同一个词紧接着又写一遍", "a word written twice in a row"}, Compile};

}  // namespace gouji
