#include "report/doubt.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace gouji {
namespace {

/// Several that were lost together are named one after another.
constexpr std::string_view kBetween = " / ";

void DoubtLabels(const Section& section, BoundTable& table) {
  constexpr std::size_t kShortest = std::size_t{5} * 3;  // bytes: shorter labels stand in other words
  std::string words;
  for (Irregular& irregular : table.irregulars) {
    // Columns of several blocks have one label.
    const bool missing = irregular.what == Irregularity::kBlockMissing || irregular.what == Irregularity::kRowMissing;
    if (!missing || irregular.unsure) {
      continue;
    }
    if (words.empty()) {
      for (const Text& text : section.prose) words.append(LabelKey(text.says)).append("\n");
      for (const GridRow& row : section.rows) {
        for (const Cell& cell : row.grid->Row(row.row)) words.append(LabelKey(cell.text.says)).append("\n");
      }
    }
    std::string_view rest = irregular.expected;
    while (!rest.empty() && !irregular.unsure) {
      const std::size_t end = std::min(rest.find(kBetween), rest.size());
      const std::string key = LabelKey(rest.substr(0, end));
      irregular.unsure = key.size() >= kShortest && words.find(key) != std::string::npos;
      rest.remove_prefix(std::min(end + kBetween.size(), rest.size()));
    }
  }
}

std::size_t CountOf(const Irregular& missing) {
  std::size_t count = 1;
  for (std::size_t at = missing.expected.find(kBetween); at != std::string::npos;
       at = missing.expected.find(kBetween, at + 1)) {
    ++count;
  }
  return count;
}

/// Whether a paragraph or a cell of a section says this and nothing else.
bool StandsAlone(const Section& section, std::string_view key) {
  const auto says = [&](const Text& text) { return LabelKey(text.says) == key; };
  return std::ranges::any_of(section.prose, says) || std::ranges::any_of(section.rows, [&](const GridRow& row) {
           return std::ranges::any_of(row.grid->Row(row.row), says, &Cell::text);
         });
}

/// A label that lacks its end is no slip where that stands on a line below the row: "其他对外管理服务事", "项". So with
/// one of which all stands there.
void DoubtWording(const Section& section, BoundTable& table) {
  for (Irregular& irregular : table.irregulars) {
    const std::string found = LabelKey(irregular.found);
    const std::string whole = LabelKey(irregular.expected);
    // Columns of several groups have one label.
    const bool lost_column = found.empty() && !irregular.subject.column.empty();
    if (irregular.what != Irregularity::kLabelWording || found == whole || !whole.starts_with(found) || lost_column) {
      continue;
    }
    const std::string_view rest = std::string_view(whole).substr(found.size());
    irregular.unsure = irregular.unsure || StandsAlone(section, rest);
  }
}

/// Labels that wrapped, in columns that no line parts, run into those above and below: then many rows are missing and
/// as many are of no row.
void DoubtRows(BoundTable& table) {
  constexpr std::size_t kMany = 4;
  const bool pieces = std::ranges::any_of(table.grids, [](const Grid* grid) { return grid->has_pieces(); });
  std::size_t missing = 0;
  std::size_t unexpected = 0;
  for (const Irregular& irregular : table.irregulars) {
    missing += irregular.what == Irregularity::kRowMissing ? CountOf(irregular) : 0;
    unexpected += irregular.what == Irregularity::kRowUnexpected ? 1 : 0;
  }
  if (!pieces || missing < kMany || unexpected < kMany) {
    return;
  }
  for (Irregular& irregular : table.irregulars) {
    irregular.unsure = irregular.unsure || irregular.what == Irregularity::kRowMissing ||
                       irregular.what == Irregularity::kRowUnexpected;
  }
}

}  // namespace

bool HasPicture(const Section& section, const Report& report) {
  const std::uint32_t begin = section.heading.text.where.begin;
  std::uint32_t end = std::numeric_limits<std::uint32_t>::max();
  for (const Section& other : report.sections) {
    const std::uint32_t at = other.heading.text.where.begin;
    if (other.present && at > begin) end = std::min(end, at);
  }
  return std::ranges::any_of(report.document->pictures,
                             [&](std::uint32_t picture) { return picture > begin && picture < end; });
}

void DoubtMissing(const Section& section, BoundTable& table) {
  DoubtLabels(section, table);
  DoubtWording(section, table);
  DoubtRows(table);
}

}  // namespace gouji
