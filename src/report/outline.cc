#include "report/outline.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "report/heading_match.h"
#include "text/fold.h"
#include "text/offset.h"

namespace gouji {
namespace {

/// Whether nothing stands between two blocks but the dots of a list.
bool IsNext(const Document& document, std::size_t above, std::size_t below) {
  constexpr std::size_t kDot = 3;
  for (std::size_t block = above + 1; block < below; ++block) {
    const auto* paragraph = std::get_if<Paragraph>(&document.blocks[block]);
    if (paragraph == nullptr || paragraph->text.says.size() > kDot) {
      return false;
    }
  }
  return above < below;
}

/// Behind the headings, from one on, that follow one another with nothing between, none of a section that had one.
std::size_t EndOfRun(const Document& document, const std::vector<FoundHeading>& headings, std::size_t begin) {
  std::set<int> sections;
  std::size_t end = begin;
  while (end < headings.size() && (end == begin || IsNext(document, headings[end - 1].block, headings[end].block)) &&
         sections.insert(headings[end].section).second) {
    ++end;
  }
  return end;
}

/// Entries of a table of contents, or of a menu above the report or below it: three and more headings with nothing
/// between them that are met elsewhere too. One may not be: the report lacks it.
void DropContents(const Document& document, std::vector<FoundHeading>& headings) {
  constexpr std::size_t kFewest = 3;
  std::map<int, std::size_t> left;
  for (const FoundHeading& found : headings) {
    ++left[found.section];
  }
  std::vector<FoundHeading> kept;
  for (std::size_t begin = 0; begin < headings.size();) {
    const std::size_t end = EndOfRun(document, headings, begin);
    const std::span<const FoundHeading> entries(&headings[begin], end - begin);
    const auto elsewhere = static_cast<std::size_t>(
        std::ranges::count_if(entries, [&](const FoundHeading& entry) { return left[entry.section] > 1; }));
    const bool contents = elsewhere >= kFewest && elsewhere + 1 >= entries.size();
    for (const FoundHeading& entry : entries) {
      if (contents) {
        --left[entry.section];
      } else {
        kept.push_back(entry);
      }
    }
    begin = end;
  }
  headings = std::move(kept);
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

/// The ordinal of a section at the head of a text that has its very words behind it, in whatever style: "四 政府信息…",
/// "（四）、政府信息…".
Numeral OwnNumeral(const SectionForm& section, std::string_view says) {
  Numeral numeral = ReadNumeral(says);
  const Numeral official = ReadNumeral(section.label.official);
  if (!numeral && official && !official.bracketed) {
    const std::string_view digits = Trim(section.label.official.substr(0, official.bytes - official.mark.size()));
    const std::string_view trimmed = Trim(says);
    const std::string_view words = trimmed.starts_with(digits) ? Trim(trimmed.substr(digits.size())) : "";
    if (!words.empty()) {
      numeral = official;
      numeral.mark = {};
      numeral.bytes = OffsetIn(says, words);
    }
  }
  const bool own = numeral && numeral.value == section.ordinal &&
                   WithoutEndMarks(Fold(says.substr(numeral.bytes))) == section.label.key;
  return own ? numeral : Numeral();
}

/// A section that no heading written as it should be opens: its words in another style of numbering, or its ordinal
/// before words that nobody knows, between its neighbours. Where the numbers are lost, any numeral like those of the
/// other headings will do.
void FindByPlace(const ReportForm& form, const Document& document, std::vector<FoundHeading>& headings) {
  const bool lost = LostNumbers(headings, Numeral::Digits::kArabic);
  const int sections = static_cast<int>(form.sections.size());
  for (int section = 0; section < sections; ++section) {
    const auto of = [&](int wanted) { return std::ranges::find(headings, wanted, &FoundHeading::section); };
    if (of(section) != headings.end()) {
      continue;
    }
    // The nearest sections around it that are there.
    int above = section - 1;
    while (above >= 0 && of(above) == headings.end()) {
      --above;
    }
    int below = section + 1;
    while (below < sections && of(below) == headings.end()) {
      ++below;
    }
    if (above < 0 && below == sections) {
      continue;
    }
    const bool neighbours = above == section - 1 && below == section + 1;
    const SectionForm& wanted = form.sections[static_cast<std::size_t>(section)];
    const std::size_t first = above < 0 ? 0 : of(above)->block + 1;
    const std::size_t last = below == sections ? document.blocks.size() : of(below)->block;
    for (std::size_t block = first; block < last; ++block) {
      const auto* paragraph = std::get_if<Paragraph>(&document.blocks[block]);
      if (paragraph == nullptr || paragraph->role == Paragraph::Role::kMargin || paragraph->text.says.size() > 3 * 30) {
        continue;
      }
      Numeral numeral = OwnNumeral(wanted, paragraph->text.says);
      const bool very_words = static_cast<bool>(numeral);
      if (!very_words) {
        numeral = ReadNumeral(paragraph->text.says);
        const std::string key = Fold(paragraph->text.says.substr(numeral.bytes));
        const bool sentence = key.find("。") != std::string::npos || key.find(',') != std::string::npos;
        const bool own = numeral.digits == Numeral::Digits::kChinese && !numeral.bracketed && numeral.mark == "、" &&
                         numeral.value == wanted.ordinal;
        const bool made_up = lost && numeral.digits == Numeral::Digits::kArabic && !numeral.bracketed;
        constexpr std::size_t kShortened = std::size_t{2} * 3;  // "六、其他"
        const bool like = Likeness(key, wanted.label.key) >= 0.4 ||
                          (key.size() >= kShortened && wanted.label.key.starts_with(WithoutEndMarks(key)));
        if (!neighbours || (!own && !made_up) || sentence ||
            (!like && MatchWhole(form, WithoutEndMarks(key)).section != section)) {
          continue;
        }
      }
      FoundHeading found;
      found.block = block;
      found.section = section;
      found.heading = {paragraph->text, numeral, very_words ? Fit::kExact : Fit::kAlias};
      headings.insert(std::ranges::find_if(headings, [&](const FoundHeading& each) { return each.block > block; }),
                      found);
      break;
    }
  }
}

/// "（一）总体情况" for "一、总体情况", throughout: where no heading is written as it should be, the very words of
/// three and more sections, each behind its own number and in their order, are headings too.
std::vector<FoundHeading> FindOtherwiseNumbered(const ReportForm& form, const Document& document) {
  std::vector<FoundHeading> headings;
  for (std::size_t block = 0; block < document.blocks.size(); ++block) {
    const auto* paragraph = std::get_if<Paragraph>(&document.blocks[block]);
    if (paragraph == nullptr || paragraph->text.says.size() > kLongestHeading) continue;
    for (std::size_t section = 0; section < form.sections.size(); ++section) {
      const Numeral numeral = OwnNumeral(form.sections[section], paragraph->text.says);
      if (!numeral) continue;
      if (!headings.empty() && static_cast<int>(section) <= headings.back().section) return {};
      FoundHeading& found = headings.emplace_back();
      found.block = block;
      found.section = static_cast<int>(section);
      found.heading = {paragraph->text, numeral, Fit::kExact};
      break;
    }
  }
  return headings.size() < 3 ? std::vector<FoundHeading>() : headings;
}

/// Headings behind which the page has words of its own, the same behind each ("一、总体情况返回顶部"): those of three
/// and more sections. They count before what a menu has of the same sections.
void FindTailed(const ReportForm& form, const Document& document, std::vector<FoundHeading>& headings) {
  constexpr std::size_t kLongestTail = 3 * 8;
  constexpr std::size_t kFewest = 3;
  std::map<std::string, std::vector<FoundHeading>> by_tail;
  for (std::size_t block = 0; block < document.blocks.size(); ++block) {
    const auto* paragraph = std::get_if<Paragraph>(&document.blocks[block]);
    if (paragraph == nullptr || paragraph->text.says.size() > kLongestHeading + kLongestTail) continue;
    const Numeral numeral = ReadNumeral(paragraph->text.says);
    if (!numeral || numeral.bracketed) continue;
    const Folded body = FoldWithOrigin(paragraph->text.says.substr(numeral.bytes));
    for (std::size_t section = 0; section < form.sections.size(); ++section) {
      const std::string& label = form.sections[section].label.key;
      const bool heads = !label.empty() && body.text.size() > label.size() && body.text.starts_with(label) &&
                         body.text.size() - label.size() <= kLongestTail;
      if (!heads) continue;
      FoundHeading found;
      found.block = block;
      found.section = static_cast<int>(section);
      const std::size_t end = numeral.bytes + body.origin[label.size()];
      found.heading = {paragraph->text.Part(0, Trim(paragraph->text.says.substr(0, end)).size()), numeral, Fit::kExact};
      by_tail[body.text.substr(label.size())].push_back(found);
      break;
    }
  }
  for (const auto& [tail, tailed] : by_tail) {
    std::vector<bool> has(form.sections.size(), false);
    for (const FoundHeading& found : tailed) has[static_cast<std::size_t>(found.section)] = true;
    if (static_cast<std::size_t>(std::ranges::count(has, true)) < kFewest) continue;
    std::erase_if(headings, [&](const FoundHeading& found) { return has[static_cast<std::size_t>(found.section)]; });
    headings.insert(headings.end(), tailed.begin(), tailed.end());
    std::ranges::stable_sort(headings, {}, &FoundHeading::block);
    return;
  }
}

/// Whether what was found is a menu, if anything, or has more than its own words: all headings follow one another with
/// nothing between, there is not one for half of the sections, or none is as it should be.
bool IsDoubtful(const ReportForm& form, const Document& document, const std::vector<FoundHeading>& headings) {
  return 2 * headings.size() < form.sections.size() || EndOfRun(document, headings, 0) == headings.size() ||
         std::ranges::none_of(headings, [](const FoundHeading& found) { return found.heading.fit == Fit::kExact; });
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
    if (auto found = HeadingIn(form, text, marked);
        found &&
        (row < 0 || found->heading.numeral.value != 0 || !IsInCaption(*document.source, found->heading.text.where))) {
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
  if (IsDoubtful(form, document, headings)) FindTailed(form, document, headings);
  if (headings.empty()) headings = FindOtherwiseNumbered(form, document);
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
