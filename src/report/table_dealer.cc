#include "report/table_dealer.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

#include "text/fold.h"

namespace gouji {
namespace {

/// A row of a grid with its words, as labels are compared.
struct ReadRow {
  GridRow at;
  std::vector<std::string> keys;
  bool numbers = false;
};

bool Answers(const Label& label, const std::string& key) { return !label.empty() && FitOf(label, key) >= Fit::kAlias; }

/// The labels of one form that were seen, as places in it: the same label counts once however often it is met.
class Sightings {
 public:
  explicit Sightings(const TableForm& form) : form_(form) {}

  /// How many cells of the row answer to a label; those are remembered.
  int See(const ReadRow& row) {
    int votes = 0;
    for (const std::string& key : row.keys) {
      votes += SeeKey(key, row.numbers) ? 1 : 0;
    }
    return votes;
  }
  int seen() const { return static_cast<int>(seen_.size()); }
  int all() const {
    std::size_t labels = form_.rows.size();
    for (const BlockForm& block : form_.blocks) {
      labels += block.columns.size();
    }
    return static_cast<int>(std::max<std::size_t>(labels, 1));
  }

 private:
  bool SeeKey(const std::string& key, bool numbers) {
    bool any = false;
    for (std::size_t r = 0; r < form_.rows.size(); ++r) {
      if (Answers(form_.rows[r].label, key)) {
        seen_.insert(static_cast<int>(r));
        any = true;
      }
    }
    // Key-value tables have no header, and a row with numbers is none.
    if (numbers || form_.kind == TableForm::Rows::kKeyValue) {
      return any;
    }
    int place = static_cast<int>(form_.rows.size());
    for (const BlockForm& block : form_.blocks) {
      any = any || Answers(block.label, key);
      for (const ColumnForm& column : block.columns) {
        if (Answers(column.label, key)) {
          seen_.insert(place);
          any = true;
        }
        any = any || Answers(column.under, key);
        ++place;
      }
    }
    return any;
  }

  const TableForm& form_;
  std::set<int> seen_;
};

class Dealer {
 public:
  Dealer(const ReportForm& form, const Document& document, const std::vector<int>& tables, std::vector<bool>& taken)
      : form_(form), document_(document), tables_(tables), taken_(taken) {}

  std::vector<DealtRows> Deal(const std::vector<GridRow>& rows) {
    for (std::size_t begin = 0; begin < rows.size();) {
      std::size_t end = begin;
      std::vector<ReadRow> grid;
      while (end < rows.size() && rows[end].grid == rows[begin].grid) {
        grid.push_back(Read(rows[end++]));
      }
      DealGrid(grid);
      begin = end;
    }
    return std::move(dealt_);
  }

 private:
  static ReadRow Read(const GridRow& at) {
    ReadRow row;
    row.at = at;
    for (const Cell& cell : at.grid->Row(at.row)) {
      const CellValue value = ReadCell(cell.text.says);
      row.numbers = row.numbers || value.kind == CellValue::Kind::kNumber;
      if (value.kind == CellValue::Kind::kWords) {
        row.keys.push_back(LabelKey(cell.text.says));
      }
    }
    return row;
  }

  /// Cuts a grid where another table's labels begin, and deals out the pieces.
  void DealGrid(const std::vector<ReadRow>& grid) {
    constexpr int kSure = 2;  // labels in one row that begin another table
    std::size_t begin = 0;
    std::set<int> possible;
    for (std::size_t i = 0; i < grid.size(); ++i) {
      std::set<int> here;
      int most = 0;
      for (const int t : tables_) {
        const int votes = VotesOf(t, grid[i]);
        if (votes > 0) {
          here.insert(t);
        }
        most = std::max(most, votes);
      }
      if (here.empty()) {
        continue;
      }
      std::set<int> both;
      std::ranges::set_intersection(possible, here, std::inserter(both, both.end()));
      if (possible.empty()) {
        possible = here;
      } else if (!both.empty()) {
        possible = both;
      } else if (most >= kSure) {
        DealPiece(grid, begin, i);
        begin = i;
        possible = here;
      }
    }
    DealPiece(grid, begin, grid.size());
  }

  int VotesOf(int table, const ReadRow& row) const {
    int most = 0;
    for (const TableForm& form : form_.tables[static_cast<std::size_t>(table)]) {
      most = std::max(most, form.id.empty() ? 0 : Sightings(form).See(row));
    }
    return most;
  }

  void DealPiece(const std::vector<ReadRow>& grid, std::size_t begin, std::size_t end) {
    DealtRows& piece = dealt_.emplace_back();
    for (std::size_t i = begin; i < end; ++i) {
      piece.rows.push_back(grid[i].at);
    }
    std::vector<Candidate> candidates;
    for (const int t : tables_) {
      candidates.push_back(Judge(t, grid, begin, end));
    }
    const auto best =
        std::ranges::max_element(candidates, [](const Candidate& a, const Candidate& b) { return a < b; });
    if (best != candidates.end() && (best->captioned || best->seen > 0)) {
      piece.table = best->table;
    } else if (dealt_.size() > 1 && Continues(dealt_[dealt_.size() - 2], piece)) {
      piece.table = dealt_[dealt_.size() - 2].table;
    }
    if (piece.table >= 0) {
      taken_[static_cast<std::size_t>(piece.table)] = true;
    }
  }

  /// A table as the home of a piece.
  struct Candidate {
    int table = -1;
    bool captioned = false;
    int seen = 0;       // labels
    int permille = 0;   // of the table's labels
    bool open = false;  // it has no rows yet
    int place = 0;      // in the pack, from the end

    bool operator<(const Candidate& other) const {
      const auto key = [](const Candidate& c) {
        return std::make_tuple(c.captioned, c.seen, c.permille, c.open, c.place);
      };
      return key(*this) < key(other);
    }
  };

  Candidate Judge(int table, const std::vector<ReadRow>& grid, std::size_t begin, std::size_t end) const {
    Candidate candidate;
    candidate.table = table;
    candidate.open = !taken_[static_cast<std::size_t>(table)];
    candidate.place = -table;
    for (const TableForm& form : form_.tables[static_cast<std::size_t>(table)]) {
      if (form.id.empty()) {
        continue;
      }
      Sightings sightings(form);
      for (std::size_t i = begin; i < end; ++i) {
        sightings.See(grid[i]);
      }
      const int permille = sightings.seen() * 1000 / sightings.all();
      if (std::tie(candidate.seen, candidate.permille) < std::make_tuple(sightings.seen(), permille)) {
        candidate.seen = sightings.seen();
        candidate.permille = permille;
      }
      candidate.captioned = candidate.captioned || HasCaption(form.caption, *grid[begin].at.grid, begin == 0);
    }
    return candidate;
  }

  /// The caption stands in one of the lines above the grid, or in a first row of one cell.
  bool HasCaption(const Label& caption, const Grid& grid, bool whole) const {
    constexpr std::size_t kLines = 3;
    constexpr std::size_t kLongest = 3 * 60;
    if (caption.empty() || !whole) {
      return false;
    }
    const auto says = [&](std::string_view text) {
      const std::string key = Fold(text);
      const auto in = [&](const std::string& words) { return !words.empty() && key.find(words) != key.npos; };
      return text.size() <= kLongest && (in(caption.key) || std::ranges::any_of(caption.aliases, in) ||
                                         std::ranges::any_of(caption.patterns, [&](const Pattern& pattern) {
                                           return pattern.Finds(key) || pattern.Finds(FoldProse(text).text);
                                         }));
    };
    const auto first = grid.Row(0);
    const auto filled = std::ranges::count_if(first, [](const Cell& cell) { return !cell.text.empty(); });
    if (filled == 1 &&
        says(std::ranges::find_if(first, [](const Cell& cell) { return !cell.text.empty(); })->text.says)) {
      return true;
    }
    std::size_t at = 0;
    while (at < document_.blocks.size() && std::get_if<Grid>(&document_.blocks[at]) != &grid) {
      ++at;
    }
    for (std::size_t line = 1; line <= kLines && line <= at; ++line) {
      const auto* paragraph = std::get_if<Paragraph>(&document_.blocks[at - line]);
      if (paragraph == nullptr) {
        return false;
      }
      if (says(paragraph->text.says)) {
        return true;
      }
    }
    return false;
  }

  /// A piece without any label goes on with the table before it when it is as wide.
  static bool Continues(const DealtRows& before, const DealtRows& piece) {
    return before.table >= 0 && !before.rows.empty() && !piece.rows.empty() &&
           before.rows.front().grid->columns == piece.rows.front().grid->columns;
  }

  const ReportForm& form_;
  const Document& document_;
  const std::vector<int>& tables_;
  std::vector<bool>& taken_;
  std::vector<DealtRows> dealt_;
};

}  // namespace

std::vector<DealtRows> DealRows(const ReportForm& form, const Document& document, const std::vector<int>& tables,
                                const std::vector<GridRow>& rows, std::vector<bool>& taken) {
  return Dealer(form, document, tables, taken).Deal(rows);
}

}  // namespace gouji
