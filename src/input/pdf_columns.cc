#include "input/pdf_columns.h"

#include <algorithm>
#include <cmath>

namespace gouji {

PdfColumns::PdfColumns(std::span<const PdfLine> lines, std::span<const std::size_t> rows) {
  FindValues(lines, rows);
  FindLabels(lines.subspan(rows.front()));
}

void PdfColumns::FindValues(std::span<const PdfLine> lines, std::span<const std::size_t> rows) {
  std::vector<PdfWords> values;
  for (const std::size_t row : rows) {
    for (const PdfWords& piece : lines[row].pieces) {
      if (IsPdfValue(piece.text)) values.push_back(piece);
    }
  }
  for (const PdfWords& value : values) Widen(value);
  // A column all of whose cells are blank is known by its heading alone.
  const double first = values_.front().left;
  for (std::size_t i = 0; i < rows.front(); ++i) {
    for (const PdfWords& piece : lines[i].pieces) {
      const bool narrow = Characters(piece.text) <= 6;
      const bool free =
          std::ranges::none_of(values_, [&](const Column& c) { return piece.left < c.right && c.left < piece.right; });
      if (narrow && free && piece.left > first) Widen(piece);
    }
  }
}

/// Widens the column a piece stands in, or makes one.
void PdfColumns::Widen(const PdfWords& piece) {
  Column merged{piece.left, piece.right};
  std::erase_if(values_, [&](const Column& column) {
    const bool overlaps = piece.left < column.right && column.left < piece.right;
    if (overlaps) merged = {std::min(merged.left, column.left), std::max(merged.right, column.right)};
    return overlaps;
  });
  values_.push_back(merged);
  std::ranges::sort(values_, {}, &Column::left);
}

/// Left of the values stand labels, in one to three columns. A boundary is where few labels cross and many begin.
void PdfColumns::FindLabels(std::span<const PdfLine> lines) {
  const double zone = values_.front().left;
  std::vector<const PdfWords*> labels;
  for (const PdfLine& line : lines) {
    for (const PdfWords& piece : line.pieces) {
      if (piece.right <= zone + piece.height() && !IsPdfValue(piece.text)) labels.push_back(&piece);
    }
  }
  if (labels.empty()) return;
  std::ranges::sort(labels, {}, [](const PdfWords* piece) { return piece->left; });
  std::vector<double> starts;
  for (const PdfWords* label : labels) {
    const double start = label->left - label->height() * 0.15;
    const auto crossing = std::ranges::count_if(labels, [&](const PdfWords* other) {
      return other->left < start - other->height() * 0.3 && other->right > start + other->height() * 0.3;
    });
    const auto begins = std::ranges::count_if(
        labels, [&](const PdfWords* other) { return std::abs(other->left - label->left) < other->height() * 0.5; });
    const auto before = std::ranges::count_if(labels, [&](const PdfWords* other) { return other->right <= start + 1; });
    const bool first = starts.empty();
    // Lines that are centred in one column begin at many places, and most of them cross every one.
    const auto begin_left = [&](const PdfWords* other) {
      return !first && other->left >= starts.back() && other->left < start - other->height() * 0.3;
    };
    const auto left = std::ranges::count_if(labels, begin_left);
    const auto cross = std::ranges::count_if(labels, [&](const PdfWords* other) {
      return begin_left(other) && other->right > start + other->height() * 0.3;
    });
    const bool apart = !first && start - starts.back() > label->height() * 1.5;
    const bool boundary =
        begins >= 2 && before >= 1 && crossing * 100 <= static_cast<long>(labels.size()) * 35 && cross * 4 <= left * 3;
    if (first || (apart && boundary)) starts.push_back(start);
  }
  for (std::size_t i = 0; i < starts.size(); ++i) {
    labels_.push_back({starts[i], i + 1 < starts.size() ? starts[i + 1] : zone});
  }
}

std::optional<std::uint32_t> PdfColumns::LabelColumnOf(const PdfWords& piece) const {
  if (labels_.empty() || piece.center() >= values_.front().left) return std::nullopt;
  std::uint32_t column = 0;
  while (column + 1 < labels() && piece.left > labels_[column + 1].left - piece.height() * 0.3) ++column;
  return column;
}

std::uint32_t PdfColumns::ValueColumnOf(const PdfWords& piece) const {
  const auto distance = [&](const Column& c) { return std::abs((c.left + c.right) / 2 - piece.center()); };
  const auto nearest = std::ranges::min_element(values_, {}, distance);
  return labels() + static_cast<std::uint32_t>(nearest - values_.begin());
}

bool PdfColumns::ReachesLastLabel(const PdfWords& piece) const {
  return LabelColumnOf(piece) == labels() - 1 || piece.right > labels_.back().left + piece.height();
}

long PdfColumns::Covered(const PdfWords& piece) const {
  return std::ranges::count_if(values_, [&](const Column& c) {
    const double middle = (c.left + c.right) / 2;
    return piece.left < middle && middle < piece.right;
  });
}

}  // namespace gouji
