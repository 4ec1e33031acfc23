#include "report/outline.h"

#include <algorithm>
#include <array>
#include <map>

#include "text/fold.h"

namespace gouji {
namespace {

/// Longer paragraphs are prose; a heading that runs into its prose is found by its label all the same.
constexpr std::size_t kLongestHeading = 3 * 60;

bool IsHeadingStop(std::string_view text, std::size_t at) {
  if (at >= text.size()) {
    return true;
  }
  static constexpr std::array<std::string_view, 10> kStops = {" ",  "\t", "　",     "：",     ":",
                                                              "。", "，", "\u00a0", "\u2003", "【"};
  return std::ranges::any_of(kStops, [&](std::string_view stop) { return text.substr(at, stop.size()) == stop; });
}

/// A blank without width stands between a heading and what a page has behind it.
bool EndsWithBlank(std::string_view text) {
  return text.ends_with(' ') || text.ends_with("　") || text.ends_with("\u2003") || text.ends_with("\u200b");
}

std::string_view WithoutEndMarks(std::string_view key) {
  static constexpr std::array<std::string_view, 5> kMarks = {":", "。", ".", ";", ","};
  for (std::string_view mark : kMarks) {
    if (key.ends_with(mark)) {
      return key.substr(0, key.size() - mark.size());
    }
  }
  return key;
}

struct Match {
  int section = -1;
  Fit fit = Fit::kNone;
  std::size_t bytes = 0;  // of the folded body that the label took, when prose follows it
};

ReportForm::HeadingFit FitAny(const ReportForm& form, std::string_view key) {
  ReportForm::HeadingFit best;
  for (std::size_t i = 0; i < form.sections.size(); ++i) {
    const Fit fit = FitOf(form.sections[i].label, key);
    if (fit > best.fit) {
      best = {static_cast<int>(i), fit};
    }
  }
  return best;
}

Match MatchWhole(const ReportForm& form, std::string_view key) {
  const auto work_out = [&] { return FitAny(form, key); };
  const ReportForm::HeadingFit* known = form.known_headings.Of(key, work_out);
  const ReportForm::HeadingFit best = known != nullptr ? *known : work_out();
  return {best.section, best.fit, 0};
}

/// What `MatchWhole` finds where nothing but the official words counts.
Match MatchExactly(const ReportForm& form, std::string_view key) {
  for (std::size_t i = 0; i < form.sections.size(); ++i) {
    const Label& label = form.sections[i].label;
    if (!key.empty() && !label.official.empty() && key == label.key) {
      return {static_cast<int>(i), Fit::kExact, 0};
    }
  }
  return {};
}

/// "六、其他需要报告的事项：无": a known label, a stop, and the section's prose.
Match MatchHead(const ReportForm& form, const Folded& body, std::string_view text) {
  Match best;
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
bool IsItem(const ReportForm& form, const Numeral& numeral, const Match& match) {
  return numeral.digits == Numeral::Digits::kArabic && match.fit != Fit::kExact && match.section >= 0 &&
         numeral.value != form.sections[match.section].ordinal;
}

/// "（一）" heads an item of a section, unless the form numbers its sections so.
bool HasBrackets(const ReportForm& form) {
  return std::ranges::any_of(form.sections,
                             [](const SectionForm& section) { return ReadNumeral(section.label.official).bracketed; });
}

std::optional<FoundHeading> HeadingIn(const ReportForm& form, const Text& text, bool marked) {
  if (text.says.starts_with('#') || text.says.starts_with("**")) {
    const Text bare = WithoutMarks(text);
    const bool again = bare.says.starts_with('#') || bare.says.starts_with("**");
    return again ? std::nullopt : HeadingIn(form, bare, marked);
  }
  const Numeral numeral = ReadNumeral(text.says);
  if ((numeral.bracketed && !HasBrackets(form)) || (!numeral && text.says.size() > kLongestHeading)) {
    return std::nullopt;
  }
  const std::string_view body = text.says.substr(numeral.bytes);
  FoundHeading found;
  found.heading.numeral = numeral;
  if (body.size() <= kLongestHeading) {
    const std::string key = Fold(body);
    // Without an ordinal only the very words of a heading are one.
    const bool only_exact = !numeral && !marked;
    const Match match = only_exact ? MatchExactly(form, WithoutEndMarks(key)) : MatchWhole(form, WithoutEndMarks(key));
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
  const Match match = MatchHead(form, folded, beginning);
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
  found.heading.text = text.Part(0, heading.size() + static_cast<std::size_t>(heading.data() - text.says.data()));
  if (prose < text.says.size()) {
    found.rest = text.Part(prose, text.says.size());
  }
  return found;
}

/// Entries of a table of contents, or of a menu: three and more headings with nothing between them but the dots of a
/// list, each met again later.
void DropContents(const Document& document, std::vector<FoundHeading>& headings) {
  constexpr std::size_t kDot = 3;
  const auto is_next = [&](std::size_t above, std::size_t below) {
    for (std::size_t block = above + 1; block < below; ++block) {
      const auto* paragraph = std::get_if<Paragraph>(&document.blocks[block]);
      if (paragraph == nullptr || paragraph->text.says.size() > kDot) {
        return false;
      }
    }
    return above < below;
  };
  std::size_t end = 0;
  while (end < headings.size() && (end == 0 || is_next(headings[end - 1].block, headings[end].block))) {
    ++end;
  }
  if (end < 3) {
    return;
  }
  const bool again = std::all_of(
      headings.begin(), headings.begin() + static_cast<std::ptrdiff_t>(end), [&](const FoundHeading& entry) {
        return std::any_of(headings.begin() + static_cast<std::ptrdiff_t>(end), headings.end(),
                           [&](const FoundHeading& later) { return later.section == entry.section; });
      });
  if (again) {
    headings.erase(headings.begin(), headings.begin() + static_cast<std::ptrdiff_t>(end));
  }
}

/// A heading without its ordinal counts only where no numbered one of its section stands.
void DropUnnumbered(std::vector<FoundHeading>& headings) {
  std::map<int, bool> numbered;
  for (const FoundHeading& found : headings) {
    numbered[found.section] = numbered[found.section] || static_cast<bool>(found.heading.numeral);
  }
  std::map<int, int> kept;
  std::erase_if(headings, [&](const FoundHeading& found) {
    if (found.heading.numeral) {
      return false;
    }
    return numbered[found.section] || kept[found.section]++ > 0;
  });
}

/// Of several candidates for a section, those that fit less well than the best are items of some other section.
void DropWeaker(std::vector<FoundHeading>& headings) {
  std::map<int, Fit> best;
  for (const FoundHeading& found : headings) {
    best[found.section] = std::max(best[found.section], found.heading.fit);
  }
  std::erase_if(headings, [&](const FoundHeading& found) { return found.heading.fit < best[found.section]; });
}

/// A section whose words nobody knows: its ordinal, in its style, between its neighbours. Where the numbers are lost,
/// any numeral like those of the other headings will do.
void FindByPlace(const ReportForm& form, const Document& document, std::vector<FoundHeading>& headings) {
  const bool lost = LostNumbers(headings, Numeral::Digits::kArabic);
  for (std::size_t section = 0; section < form.sections.size(); ++section) {
    const auto of = [&](std::size_t wanted) {
      return std::ranges::find_if(headings,
                                  [&](const FoundHeading& found) { return found.section == static_cast<int>(wanted); });
    };
    if (of(section) != headings.end()) {
      continue;
    }
    const auto before = section == 0 ? headings.end() : of(section - 1);
    const auto after = section + 1 == form.sections.size() ? headings.end() : of(section + 1);
    if ((section > 0 && before == headings.end()) || (section + 1 < form.sections.size() && after == headings.end())) {
      continue;
    }
    const std::size_t first = section == 0 ? 0 : before->block + 1;
    const std::size_t last = after == headings.end() ? document.blocks.size() : after->block;
    for (std::size_t block = first; block < last; ++block) {
      const auto* paragraph = std::get_if<Paragraph>(&document.blocks[block]);
      if (paragraph == nullptr || paragraph->role == Paragraph::Role::kMargin || paragraph->text.says.size() > 3 * 30) {
        continue;
      }
      const Numeral numeral = ReadNumeral(paragraph->text.says);
      const std::string key = Fold(paragraph->text.says.substr(numeral.bytes));
      const bool sentence = key.find("。") != std::string::npos || key.find(',') != std::string::npos;
      const bool own = numeral.digits == Numeral::Digits::kChinese && !numeral.bracketed && numeral.mark == "、" &&
                       numeral.value == form.sections[section].ordinal;
      const bool made_up = lost && numeral.digits == Numeral::Digits::kArabic && !numeral.bracketed;
      if ((!own && !made_up) || sentence ||
          (Likeness(key, form.sections[section].label.key) < 0.4 &&
           MatchWhole(form, WithoutEndMarks(key)).section != static_cast<int>(section))) {
        continue;
      }
      FoundHeading found;
      found.block = block;
      found.section = static_cast<int>(section);
      found.heading = {paragraph->text, numeral, Fit::kAlias};
      headings.insert(std::ranges::find_if(headings, [&](const FoundHeading& each) { return each.block > block; }),
                      found);
      break;
    }
  }
}

/// "（一）总体情况" for "一、总体情况", throughout: where no heading is written as it should be, the very words of
/// three and more sections, each behind its own number and in their order, are headings too.
std::vector<FoundHeading> FindBracketed(const ReportForm& form, const Document& document) {
  std::vector<FoundHeading> headings;
  for (std::size_t block = 0; block < document.blocks.size(); ++block) {
    const auto* paragraph = std::get_if<Paragraph>(&document.blocks[block]);
    if (paragraph == nullptr || paragraph->text.says.size() > kLongestHeading) continue;
    const Numeral numeral = ReadNumeral(paragraph->text.says);
    if (!numeral.bracketed) continue;
    const Match match = MatchExactly(form, WithoutEndMarks(Fold(paragraph->text.says.substr(numeral.bytes))));
    if (match.section < 0 || numeral.value != form.sections[static_cast<std::size_t>(match.section)].ordinal) continue;
    if (!headings.empty() && match.section <= headings.back().section) return {};
    FoundHeading& found = headings.emplace_back();
    found.block = block;
    found.section = match.section;
    found.heading = {paragraph->text, numeral, match.fit};
  }
  return headings.size() < 3 ? std::vector<FoundHeading>() : headings;
}

/// The one cell of a row that says something; converters may have written it into every column that it covers.
const Cell* OnlyWords(std::span<const Cell> row) {
  const Cell* only = nullptr;
  for (const Cell& cell : row) {
    if (cell.text.empty()) {
      continue;
    }
    if (only != nullptr && only->text.says != cell.text.says) {
      return nullptr;
    }
    only = only == nullptr ? &cell : only;
  }
  return only;
}

}  // namespace

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

bool LostNumbers(const std::vector<FoundHeading>& headings, Numeral::Digits digits) {
  int ones = 0;
  int all = 0;
  int previous = 0;
  for (const FoundHeading& found : headings) {
    const Numeral& numeral = found.heading.numeral;
    if (numeral.digits != digits) {
      continue;
    }
    if (numeral.value != 1 && numeral.value != previous + 1) {
      return false;
    }
    ones += numeral.value == 1 ? 1 : 0;
    ++all;
    previous = numeral.value;
  }
  // A second 一、 is a slip of the hand, a third is none.
  return ones >= (digits == Numeral::Digits::kChinese ? 3 : 2) && 2 * ones > all;
}

bool HeadsSection(const ReportForm& form, const Text& text) {
  const auto found = HeadingIn(form, text, false);
  return found && !found->rest;
}

std::vector<FoundHeading> FindHeadings(const ReportForm& form, const Document& document) {
  std::vector<FoundHeading> headings;
  const auto consider = [&](const Text& text, std::size_t block, int row, const Paragraph* paragraph) {
    const bool marked = paragraph != nullptr && paragraph->role == Paragraph::Role::kHeading;
    if (auto found = HeadingIn(form, text, marked)) {
      found->block = block;
      found->row = row;
      found->listed = paragraph != nullptr && paragraph->listed;
      headings.push_back(*found);
    }
  };
  for (std::size_t block = 0; block < document.blocks.size(); ++block) {
    if (const auto* paragraph = std::get_if<Paragraph>(&document.blocks[block])) {
      if (paragraph->role != Paragraph::Role::kMargin) {
        consider(paragraph->text, block, -1, paragraph);
      }
      continue;
    }
    const Grid& grid = std::get<Grid>(document.blocks[block]);
    for (std::uint32_t row = 0; row < grid.rows; ++row) {
      if (const Cell* only = OnlyWords(grid.Row(row))) {
        consider(only->text, block, static_cast<int>(row), nullptr);
      }
    }
  }
  DropContents(document, headings);
  DropUnnumbered(headings);
  DropWeaker(headings);
  if (headings.empty()) headings = FindBracketed(form, document);
  FindByPlace(form, document, headings);
  return headings;
}

std::optional<std::size_t> FirstHeading(const ReportForm& form, const std::vector<Block>& blocks) {
  const auto heading_in = [&](const Block& block) -> std::optional<FoundHeading> {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    const bool body = paragraph != nullptr && paragraph->role != Paragraph::Role::kMargin;
    return body ? HeadingIn(form, paragraph->text, paragraph->role == Paragraph::Role::kHeading) : std::nullopt;
  };
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    if (!std::holds_alternative<Paragraph>(blocks[block])) {
      return std::nullopt;
    }
    if (const auto found = heading_in(blocks[block])) {
      const bool is_first = found->section == 0 && found->heading.numeral && found->heading.fit == Fit::kExact &&
                            block + 1 < blocks.size() && std::holds_alternative<Paragraph>(blocks[block + 1]) &&
                            !heading_in(blocks[block + 1]);
      return is_first ? std::optional(block) : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace gouji
