#include "report/rejoin.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "text/fold.h"

namespace gouji {
namespace {

/// The labels of all tables of a form, and what they begin with.
class Labels {
 public:
  explicit Labels(const ReportForm& form) {
    for (const std::vector<TableForm>& variants : form.tables) {
      for (const TableForm& table : variants) {
        for (const auto& [key, role] : table.roles) Add(std::string(key));
      }
    }
  }

  bool Has(const std::string& key) const { return whole_.contains(key); }
  /// Whether `key` is a part of a label.
  bool Holds(const std::string& key) const {
    return std::ranges::any_of(whole_, [&](const std::string& label) { return label.find(key) != label.npos; });
  }
  /// Whether a label goes on behind `key`.
  bool Begins(const std::string& key) const { return beginnings_.contains(key); }

 private:
  void Add(std::string key) {
    whole_.insert(key);
    while (true) {
      while (!key.empty() && (static_cast<unsigned char>(key.back()) & 0xC0) == 0x80) key.pop_back();
      if (key.size() < 2) return;
      key.pop_back();
      beginnings_.insert(key);
    }
  }

  std::unordered_set<std::string> whole_;
  std::unordered_set<std::string> beginnings_;
};

class Rejoiner {
 public:
  Rejoiner(const Labels& labels, Source& source, Grid& grid) : labels_(labels), source_(source), grid_(grid) {}

  void Rejoin() {
    for (std::uint32_t row = 0; row < grid_.rows;) {
      std::span<const Cell> line = grid_.Row(row);
      // A row with nothing in it, and what a row that was joined goes on with.
      std::size_t begin = 0;
      while (true) {
        for (std::size_t i = begin; i + 1 < line.size(); ++i) Put(line[i].text);
        const std::uint32_t last = line.empty() ? row : LastOf(line.back().text, row);
        if (!line.empty()) Put(Joined(line.back().text, row, last));
        if (last == row) break;
        row = last;
        line = grid_.Row(row);
        begin = 1;
        if (line.size() < 2) break;
      }
      pieces_ = pieces_ || IsLeft();
      ++row;
      next_row_ += column_ > 0 ? 1 : 0;
      column_ = 0;
    }
    grid_.cells = std::move(cells_);
    grid_.broken = false;
    grid_.wrapped = grid_.wrapped || pieces_;
    grid_.Finish();
  }

 private:
  void Put(const Text& text) {
    Cell& cell = cells_.emplace_back();
    cell.text = text;
    cell.row = static_cast<std::uint16_t>(next_row_);
    cell.column = static_cast<std::uint16_t>(column_++);
  }

  /// The last row whose first cell goes on with a label that begins in `text`, the last cell of `row`.
  std::uint32_t LastOf(const Text& text, std::uint32_t row) const {
    std::string says(text.says);
    std::uint32_t last = row;
    for (std::uint32_t next = row + 1; next < grid_.rows && labels_.Begins(LabelKey(says)); ++next) {
      const std::span<const Cell> line = grid_.Row(next);
      if (line.empty() || line.front().text.empty()) break;
      says += line.front().text.says;
      if (labels_.Has(LabelKey(says))) last = next;
      if (line.size() > 1) break;
    }
    return last;
  }

  Text Joined(const Text& text, std::uint32_t row, std::uint32_t last) const {
    if (last == row) return text;
    TextBuilder words(source_);
    words.Add(text);
    for (std::uint32_t next = row + 1; next <= last; ++next) words.Add(grid_.Row(next).front().text);
    return words.Build(text.where.begin);
  }

  /// Whether the row just put together holds a piece of a label: alone, or at its end.
  bool IsLeft() const {
    if (column_ == 0) return false;
    const std::string key = ReadWords(cells_.back().text.says).key;
    if (key.empty() || labels_.Has(key)) return false;
    return labels_.Begins(key) || (column_ == 1 && labels_.Holds(key));
  }

  const Labels& labels_;
  Source& source_;
  Grid& grid_;
  std::vector<Cell> cells_;
  std::uint32_t next_row_ = 0;
  std::uint32_t column_ = 0;
  bool pieces_ = false;
};

}  // namespace

void RejoinCells(const ReportForm& form, Document& document) {
  const auto is_broken = [](const Block& block) {
    const auto* grid = std::get_if<Grid>(&block);
    return grid != nullptr && grid->broken;
  };
  if (std::ranges::none_of(document.blocks, is_broken)) return;
  const Labels labels(form);
  for (Block& block : document.blocks) {
    if (is_broken(block)) Rejoiner(labels, *document.source, std::get<Grid>(block)).Rejoin();
  }
}

}  // namespace gouji
