#include "report/heading_checks.h"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "base/rewrite.h"
#include "report/heading_match.h"
#include "text/fold.h"
#include "text/ordinal.h"
#include "text/utf8.h"

namespace gouji {
namespace {

Irregular& Note(std::vector<Irregular>& irregulars, Irregularity what, Span where, std::string_view section) {
  Irregular& irregular = irregulars.emplace_back();
  irregular.what = what;
  irregular.where = where;
  irregular.subject.section = section;
  return irregular;
}

/// An ordinal in the style of the official heading: 四、 where that is 一、, "4. " where it is "1. ".
std::string OrdinalLike(std::string_view label, const Numeral& official, int value) {
  const std::string digits = official.digits == Numeral::Digits::kChinese ? OrdinalOf(value) : std::to_string(value);
  const std::size_t mark_end = Trim(label.substr(0, official.bytes)).size();
  const bool blank = mark_end < official.bytes;
  const std::string open = official.bracketed ? (official.mark == ")" ? "(" : "（") : "";
  return open + digits + std::string(official.mark) + (blank ? " " : "");
}

/// The ordinal's own bytes with its mark, without the blanks behind it, and the official way to write it.
/// `lost`: the numeral is not the document's, so that only the section tells which one it should be; so it does of "0".
void CheckNumeral(const SectionForm& form, const Heading& heading, bool lost, std::vector<Irregular>& irregulars) {
  const Numeral& numeral = heading.numeral;
  const Numeral official = ReadNumeral(form.label.official);
  const bool in_style = numeral.digits == official.digits && numeral.bracketed == official.bracketed &&
                        Fold(numeral.mark) == Fold(official.mark);
  if (!numeral || !official || in_style) {
    return;
  }
  const std::size_t end = Trim(heading.text.says.substr(0, numeral.bytes)).size();
  Irregular& irregular = Note(irregulars, Irregularity::kSectionNumeral, heading.text.SpanOf(0, end), form.id);
  irregular.found = std::string(heading.text.says.substr(0, end));
  irregular.expected =
      OrdinalLike(form.label.official, official, lost || numeral.value == 0 ? form.ordinal : numeral.value);
  irregular.fix = Rewrite(heading.text.Part(0, numeral.bytes), irregular.expected);
}

void CheckWording(const SectionForm& form, const Heading& heading, std::vector<Irregular>& irregulars) {
  if (heading.fit == Fit::kExact) {
    return;
  }
  Irregular& irregular = Note(irregulars, Irregularity::kSectionHeading, heading.text.where, form.id);
  irregular.found = std::string(heading.text.says);
  irregular.expected = std::string(form.label.official);
  const Numeral official = ReadNumeral(form.label.official);
  const Text body = heading.text.Part(heading.numeral.bytes, heading.text.says.size());
  irregular.fix = Rewrite(body, form.label.official.substr(official.bytes));
}

/// Out of order, or ordinals that neither run from one nor are the official ones. One finding: the first heading out of
/// place. `first`: those of `headings` that are their sections' first. `lost` tells the numerals that say nothing.
template <typename Lost>
void CheckOrder(const ReportForm& form, const std::vector<FoundHeading>& headings,
                const std::vector<const FoundHeading*>& first, const Lost& lost, std::vector<Irregular>& irregulars) {
  std::vector<const FoundHeading*> sorted = first;
  std::ranges::sort(sorted, {}, [](const FoundHeading* found) { return found->section; });
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (first[i] != sorted[i]) {
      const SectionForm& section = form.sections[first[i]->section];
      Irregular& irregular = Note(irregulars, Irregularity::kSectionOrder, first[i]->heading.text.where, section.id);
      irregular.found = std::string(first[i]->heading.text.says);
      irregular.expected = std::string(form.sections[sorted[i]->section].label.official);
      return;
    }
  }
  const auto run = [&](auto expected) -> const FoundHeading* {
    for (std::size_t i = 0; i < first.size(); ++i) {
      const Numeral& numeral = first[i]->heading.numeral;
      if (numeral && !lost(numeral) && numeral.value != expected(i)) {
        return first[i];
      }
    }
    return nullptr;
  };
  const FoundHeading* official = run([&](std::size_t i) { return form.sections[first[i]->section].ordinal; });
  const FoundHeading* running = run([](std::size_t i) { return static_cast<int>(i) + 1; });
  // A section that stands twice, which is said already, has a number each time where Word counts.
  const FoundHeading* counted = run([&](std::size_t i) { return static_cast<int>(first[i] - headings.data()) + 1; });
  if (official == nullptr || running == nullptr || counted == nullptr) {
    return;
  }
  const SectionForm& section = form.sections[official->section];
  Irregular& irregular = Note(irregulars, Irregularity::kSectionOrder, official->heading.text.where, section.id);
  irregular.found = std::string(official->heading.text.says);
  const Numeral style = ReadNumeral(section.label.official);
  irregular.expected =
      style ? OrdinalLike(section.label.official, style, section.ordinal) : OrdinalOf(section.ordinal) + "、";
}

/// Whether a row begins as a heading does and has its characters in order, with others between: the lines of one cell
/// above another, each cut at the same columns ("四、行政 | 政府信复议 | 息公开 | …").
bool IsInterleaved(std::string_view heading, std::string_view row) {
  constexpr std::size_t kBeginning = std::size_t{2} * 3;  // the ordinal and its mark
  if (heading.size() <= kBeginning || !row.starts_with(heading.substr(0, kBeginning))) {
    return false;
  }
  std::size_t at = 0;
  for (std::size_t next = 0; next < row.size() && at < heading.size();) {
    const std::size_t begin = next;
    NextCodePoint(row, next);
    const std::string_view character = row.substr(begin, next - begin);
    at += heading.substr(at).starts_with(character) ? character.size() : 0;
  }
  return at == heading.size();
}

/// Whether words of a row are a caption's. `begins`: where the words of each cell begin in `all`, `words`: these.
bool HasCaptionAt(const Source& source, std::span<const Cell> row, const std::vector<std::size_t>& begins,
                  std::string_view all, std::size_t words) {
  const auto cell = static_cast<std::size_t>(std::ranges::upper_bound(begins, words) - begins.begin() - 1);
  return IsInCaption(source, row[cell].text.where, all.substr(begins[cell], words - begins[cell]));
}

/// Whether the words of a heading stand where converters leave them when they take a heading apart or run it into what
/// stands beside it: in the cells of a row, or with their ordinal anywhere, whatever line ends are between. The words
/// alone in a sentence ("本报告由总体情况、…组成") are none, nor is a caption unless `in_captions`.
bool StandsElsewhere(const Label& label, const Document& document, bool in_captions) {
  const std::string numbered = ReadNumeral(label.official) ? Fold(label.official) : std::string();
  std::string all;
  for (const Block& block : document.blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      // A menu of the page or a table of contents has the words of all headings.
      all += paragraph->role == Paragraph::Role::kMargin ? std::string() : Fold(paragraph->text.says);
      continue;
    }
    const Grid& grid = std::get<Grid>(block);
    for (std::uint32_t row = 0; row < grid.rows; ++row) {
      const std::size_t begin = all.size();
      std::vector<std::size_t> begins;
      for (const Cell& cell : grid.Row(row)) {
        begins.push_back(all.size());
        all += Fold(cell.text.says);
      }
      const std::size_t words = label.key.empty() ? std::string::npos : all.find(label.key, begin);
      const bool whole = words != std::string::npos &&
                         (in_captions || !HasCaptionAt(*document.source, grid.Row(row), begins, all, words));
      if (whole || IsInterleaved(numbered, std::string_view(all).substr(begin))) {
        return true;
      }
    }
  }
  return !numbered.empty() && all.find(numbered) != std::string::npos;
}

}  // namespace

void CheckHeadings(const ReportForm& form, const Document& document, const std::vector<FoundHeading>& headings,
                   Span fallback, std::vector<Irregular>& irregulars) {
  std::vector<const FoundHeading*> first(form.sections.size(), nullptr);
  std::vector<const FoundHeading*> in_order;
  const bool arabic_lost = LostNumbers(headings, Numeral::Digits::kArabic);
  const bool chinese_lost = LostNumbers(headings, Numeral::Digits::kChinese);
  const auto lost = [&](const Numeral& numeral) {
    return numeral.digits == Numeral::Digits::kArabic ? arabic_lost : chinese_lost;
  };
  // How the document numbers is not known where all its numerals are those of a converter, or of lists.
  const bool all_made_up = std::ranges::all_of(headings, [&](const FoundHeading& found) {
    return found.listed || !found.heading.numeral || lost(found.heading.numeral);
  });
  const FoundHeading* before = nullptr;
  for (const FoundHeading& found : headings) {
    const SectionForm& section = form.sections[found.section];
    // Above the first row of its section's table it is the table's title.
    const FoundHeading* const last = std::exchange(before, &found);
    if (last != nullptr && last->section == found.section && last->row < 0 && found.row == 0) continue;
    if (first[found.section] != nullptr) {
      Note(irregulars, Irregularity::kSectionRepeated, found.heading.text.where, section.id).found =
          std::string(found.heading.text.says);
      continue;
    }
    first[found.section] = &found;
    in_order.push_back(&found);
    if (!all_made_up) CheckNumeral(section, found.heading, lost(found.heading.numeral), irregulars);
    CheckWording(section, found.heading, irregulars);
  }
  Span previous = fallback;
  for (std::size_t i = 0; i < form.sections.size(); ++i) {
    if (first[i] != nullptr) {
      previous = first[i]->heading.text.where;
      continue;
    }
    Irregular& irregular = Note(irregulars, Irregularity::kSectionMissing, previous, form.sections[i].id);
    irregular.expected = std::string(form.sections[i].label.official);
    irregular.mild = StandsElsewhere(form.sections[i].label, document, headings.empty());
  }
  // Nobody writes a report without a heading: where some stand in other places, a converter lost them all.
  const auto lost_headings = std::ranges::count_if(
      irregulars, [](const Irregular& each) { return each.what == Irregularity::kSectionMissing && each.mild; });
  for (Irregular& irregular : irregulars) {
    irregular.mild =
        irregular.mild || (irregular.what == Irregularity::kSectionMissing && headings.empty() && lost_headings > 1);
  }
  CheckOrder(form, headings, in_order, lost, irregulars);
}

void CheckItems(const Section& section, std::vector<Irregular>& irregulars) {
  struct Item {
    const Text* text;
    Numeral numeral;
  };
  std::vector<Item> items;
  std::set<int> in_style;  // what Chinese ordinals there are
  for (const Text& text : section.prose) {
    if (const Numeral numeral = ReadNumeral(text.says); numeral && numeral.bracketed) {
      items.push_back({&text, numeral});
      if (numeral.digits == Numeral::Digits::kChinese) in_style.insert(numeral.value);
    }
  }
  const auto chinese = [](const Item& item, int value) {
    return item.numeral.digits == Numeral::Digits::kChinese && item.numeral.value == value;
  };
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Numeral& numeral = items[i].numeral;
    const bool arabic_neighbour = (i > 0 && items[i - 1].numeral.digits == Numeral::Digits::kArabic) ||
                                  (i + 1 < items.size() && items[i + 1].numeral.digits == Numeral::Digits::kArabic);
    // A run of its own, (1) (2) (3), is an enumeration inside an item; one in the run of the others is out of style.
    const bool in_run = (i > 0 && chinese(items[i - 1], numeral.value - 1)) ||
                        (i + 1 < items.size() && chinese(items[i + 1], numeral.value + 1));
    const bool taken = numeral.value == 0 || in_style.contains(numeral.value);
    if (numeral.digits != Numeral::Digits::kArabic || arabic_neighbour || !in_run || taken) {
      continue;
    }
    const std::size_t end = Trim(items[i].text->says.substr(0, numeral.bytes)).size();
    Irregular& irregular =
        Note(irregulars, Irregularity::kSectionNumeral, items[i].text->SpanOf(0, end), section.form->id);
    irregular.found = std::string(items[i].text->says.substr(0, end));
    irregular.expected = "（" + OrdinalOf(numeral.value) + "）";
    irregular.fix = Rewrite(items[i].text->Part(0, numeral.bytes), irregular.expected);
  }
}

}  // namespace gouji
