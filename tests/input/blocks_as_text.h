#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "input/layout.h"

namespace gouji {

/// What the tests of readers and layouts compare: a paragraph a line, a row of a grid a line with its cells between
/// bars,
/// "_" for a blank one.
inline std::string AsText(const std::vector<Block>& blocks) {
  std::string text;
  for (const Block& block : blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      if (paragraph->role == Paragraph::Role::kHeading) text += "# ";
      if (paragraph->role == Paragraph::Role::kMargin) text += "~ ";
      text.append(paragraph->text.says).append("\n");
      continue;
    }
    const Grid& grid = std::get<Grid>(block);
    text += grid.kind == GridKind::kExact ? "[exact" : grid.kind == GridKind::kSequence ? "[sequence" : "[bare";
    text += grid.padded ? " padded]\n" : "]\n";
    for (std::uint32_t row = 0; row < grid.rows; ++row) {
      text += "|";
      for (const Cell& cell : grid.Row(row)) {
        text.append(cell.text.empty() ? "_" : cell.text.says);
        text += "|";
      }
      text += "\n";
    }
  }
  return text;
}

/// A source and what its lines were read as.
struct Reading {
  explicit Reading(std::string_view text) : source(std::make_unique<Source>("a.txt", std::string(text))) {
    ReadLines(*source, LinesOf(*source), blocks);
  }

  const Grid& grid(std::size_t index) const {
    std::size_t seen = 0;
    for (const Block& block : blocks) {
      if (const Grid* found = std::get_if<Grid>(&block); found != nullptr && seen++ == index) return *found;
    }
    static const Grid kNone;
    return kNone;
  }

  std::size_t grid_count() const {
    std::size_t count = 0;
    for (const Block& block : blocks) count += std::holds_alternative<Grid>(block) ? 1 : 0;
    return count;
  }

  /// Where a cell stands: "174:2" for line and column.
  std::string PlaceOf(const Cell& cell) const {
    const Place place = source->PlaceOf(cell.text.where.begin);
    return std::to_string(place.line) + ":" + std::to_string(place.column);
  }

  std::unique_ptr<Source> source;
  std::vector<Block> blocks;
};

/// Lines, and what they are read as.
struct Sample {
  const char* name;
  std::string_view text;
  std::string_view expected;
};

inline void Compare(std::span<const Sample> samples) {
  for (const Sample& sample : samples) {
    const std::string_view name = sample.name;
    CAPTURE(name);
    CHECK(AsText(Reading(sample.text).blocks) == sample.expected);
  }
}

}  // namespace gouji
