#include "report/heading_match.h"

#include <algorithm>
#include <array>

#include "text/fold.h"
#include "text/offset.h"
#include "text/ordinal.h"
#include "text/utf8.h"

namespace gouji {
namespace {

bool IsHeadingStop(std::string_view text, std::size_t at) {
  if (at >= text.size()) {
    return true;
  }
  static constexpr std::array<std::string_view, 12> kStops = {" ",  "\t",     "　",     "：", ":", "。",
                                                              "，", "\u00a0", "\u2003", "【", "[", "［"};
  return std::ranges::any_of(kStops, [&](std::string_view stop) { return text.substr(at, stop.size()) == stop; });
}

/// A blank without width stands between a heading and what a page has behind it.
bool EndsWithBlank(std::string_view text) {
  return text.ends_with(' ') || text.ends_with("　") || text.ends_with("\u2003") || text.ends_with("\u200b");
}

ReportForm::HeadingFit FitAny(const ReportForm& form, std::string_view key) {
  ReportForm::HeadingFit best;
  for (std::size_t i = 0; i < form.sections.size(); ++i) {
    const Label& label = form.sections[i].label;
    // What stands behind a colon is no remark on the heading but the section's prose.
    const bool colon = key.size() > label.key.size() && key[label.key.size()] == ':' && key.starts_with(label.key);
    const Fit fit = colon ? Fit::kNone : FitOf(label, key);
    if (fit > best.fit) {
      best = {static_cast<int>(i), fit};
    }
  }
  return best;
}

/// "六、其他需要报告的事项：无": a known label, a stop, and the section's prose.
HeadingMatch MatchHead(const ReportForm& form, const Folded& body, std::string_view text) {
  HeadingMatch best;
  for (std::size_t i = 0; i < form.sections.size(); ++i) {
    const Label& label = form.sections[i].label;
    const auto consider = [&](const std::string& known, Fit fit) {
      if (known.size() <= best.bytes || body.text.size() <= known.size() || !body.text.starts_with(known)) {
        return;
      }
      // Blanks are folded away: the stop may be one right before the character that follows.
      const std::size_t next = body.origin[known.size()];
      if (IsHeadingStop(text, next) || EndsWithBlank(text.substr(0, next))) {
        best = {static_cast<int>(i), fit, known.size()};
      }
    };
    consider(label.key, Fit::kExact);
    for (const std::string& alias : label.aliases) {
      consider(alias, Fit::kAlias);
    }
  }
  return best;
}

/// "1." may head an item as well as a section: then only the official words, or the section's own number, make it a
/// heading.
bool IsItem(const ReportForm& form, const Numeral& numeral, const HeadingMatch& match) {
  return numeral.digits == Numeral::Digits::kArabic && match.fit != Fit::kExact && match.section >= 0 &&
         numeral.value != form.sections[match.section].ordinal;
}

/// Whether the first letter of a text tells that it is none of the official headings.
bool BeginsOtherwise(const ReportForm& form, std::string_view text) {
  if (text.empty() || !IsCommonIdeograph(text, 0) || text[0] < '\xe4' || text[0] > '\xe9') {
    return false;  // it may be folded away, or to another
  }
  return std::ranges::none_of(form.sections, [first = text.substr(0, 3)](const SectionForm& section) {
    return section.label.key.starts_with(first);
  });
}

/// "（一）" heads an item of a section, unless the form numbers its sections so.
bool HasBrackets(const ReportForm& form) {
  return std::ranges::any_of(form.sections,
                             [](const SectionForm& section) { return ReadNumeral(section.label.official).bracketed; });
}

}  // namespace

std::string_view WithoutEndMarks(std::string_view key) {
  static constexpr std::array<std::string_view, 5> kMarks = {":", "。", ".", ";", ","};
  for (std::string_view mark : kMarks) {
    if (key.ends_with(mark)) {
      return key.substr(0, key.size() - mark.size());
    }
  }
  return key;
}

HeadingMatch MatchWhole(const ReportForm& form, std::string_view key) {
  const auto work_out = [&] { return FitAny(form, key); };
  const ReportForm::HeadingFit* known = form.known_headings.Of(key, work_out);
  const ReportForm::HeadingFit best = known != nullptr ? *known : work_out();
  return {best.section, best.fit, 0};
}

HeadingMatch MatchExactly(const ReportForm& form, std::string_view key) {
  for (std::size_t i = 0; i < form.sections.size(); ++i) {
    const Label& label = form.sections[i].label;
    if (!key.empty() && !label.official.empty() && key == label.key) {
      return {static_cast<int>(i), Fit::kExact, 0};
    }
  }
  return {};
}

Text WithoutMarks(const Text& text) {
  if (constexpr std::string_view kNextItem = "#. "; text.says.starts_with(kNextItem)) {  // of a reStructuredText list
    return text.Part(kNextItem.size(), text.says.size());
  }
  std::size_t begin = std::min(text.says.find_first_not_of('#'), text.says.size());
  std::size_t end = text.says.size();
  while (begin > 0 && begin < end && text.says[begin] == ' ') {
    ++begin;
  }
  const auto emphasis = [](char c) { return c == '*' || c == '_'; };
  while (begin + 1 < end && emphasis(text.says[begin]) && text.says[end - 1] == text.says[begin]) {
    ++begin;
    --end;
  }
  return text.Part(begin, end);
}

bool IsInCaption(const Source& source, Span cell, std::string_view in_cell) {
  constexpr std::uint32_t kFarthest = 60;
  constexpr std::size_t kOrdinal = 3;  // bytes of one
  const Span line = source.LineSpan(cell.begin);
  if (line.begin > cell.begin || cell.begin - line.begin > kFarthest) {
    return false;
  }
  const std::string before = Fold(source.Slice({line.begin, cell.begin})).append(in_cell);
  // 三 alone is the heading's own.
  const bool ordinal = before.size() > kOrdinal && OrdinalDigit(before) == 0 &&
                       OrdinalDigit(std::string_view(before).substr(before.size() - kOrdinal)) != 0;
  return ordinal || (!before.empty() && before.back() >= '0' && before.back() <= '9');
}

/// Bytes of the bullet that a converter put where a word processor numbers the headings by itself: "- 总体情况".
std::size_t BulletOf(std::string_view text) {
  for (const std::string_view bullet : {"- ", "* "}) {
    if (text.starts_with(bullet)) {
      return std::min(text.find_first_not_of(' ', bullet.size()), text.size());
    }
  }
  return 0;
}

std::optional<FoundHeading> HeadingIn(const ReportForm& form, const Text& text, bool marked) {
  static constexpr std::array<std::string_view, 3> kMarks = {"#", "**", "__"};
  const auto is_marked = [](const Text& words) {
    return std::ranges::any_of(kMarks, [&](std::string_view mark) { return words.says.starts_with(mark); });
  };
  if (is_marked(text)) {
    const Text bare = WithoutMarks(text);
    const bool again = is_marked(bare);
    return again ? std::nullopt : HeadingIn(form, bare, marked);
  }
  if (const std::size_t bullet = BulletOf(text.says); bullet > 0) {
    std::optional<FoundHeading> found = HeadingIn(form, text.Part(bullet, text.says.size()), marked);
    // With a numeral of its own it is a line of a menu.
    return found && found->heading.fit == Fit::kExact && !found->heading.numeral ? found : std::nullopt;
  }
  const Numeral numeral = ReadNumeral(text.says);
  if ((numeral.bracketed && !HasBrackets(form)) || (!numeral && text.says.size() > kLongestHeading)) {
    return std::nullopt;
  }
  const std::string_view body = text.says.substr(numeral.bytes);
  if (!numeral && !marked && BeginsOtherwise(form, body)) {
    return std::nullopt;
  }
  FoundHeading found;
  found.heading.numeral = numeral;
  if (body.size() <= kLongestHeading) {
    const std::string key = Fold(body);
    // Without an ordinal only the very words of a heading are one.
    const bool only_exact = !numeral && !marked;
    const HeadingMatch match =
        only_exact ? MatchExactly(form, WithoutEndMarks(key)) : MatchWhole(form, WithoutEndMarks(key));
    const bool sure = numeral ? match.fit != Fit::kNone && !IsItem(form, numeral, match)
                              : match.fit == Fit::kExact || (match.fit == Fit::kAlias && marked);
    // "六、其他需要报告的事项：无。" is no heading with a slip in it.
    const bool prose_follows =
        numeral && match.fit == Fit::kSimilar && MatchHead(form, FoldWithOrigin(body), body).section == match.section;
    if (sure && !prose_follows) {
      found.section = match.section;
      found.heading.fit = match.fit;
      found.heading.text = text;
      return found;
    }
  }
  if (!numeral) {
    return std::nullopt;
  }
  // Only the beginning can hold the label; folding all of a long paragraph would be work for nothing.
  const std::string_view beginning = body.substr(0, std::min<std::size_t>(body.size(), 3 * 80));
  const Folded folded = FoldWithOrigin(beginning);
  const HeadingMatch match = MatchHead(form, folded, beginning);
  if (match.section < 0 || IsItem(form, numeral, match)) {
    return std::nullopt;
  }
  const std::size_t label_end = numeral.bytes + folded.origin[match.bytes];
  const std::string_view heading = Trim(text.says.substr(0, label_end));
  std::size_t prose = label_end;
  while (prose < text.says.size() && IsHeadingStop(text.says, prose)) {
    ++prose;
    while (prose < text.says.size() && (static_cast<unsigned char>(text.says[prose]) & 0xC0) == 0x80) {
      ++prose;
    }
  }
  found.section = match.section;
  found.heading.fit = match.fit;
  found.heading.text = text.Part(0, heading.size() + OffsetIn(text.says, heading));
  if (prose < text.says.size()) {
    found.rest = text.Part(prose, text.says.size());
  }
  return found;
}

}  // namespace gouji
