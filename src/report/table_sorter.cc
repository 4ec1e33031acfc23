#include "report/table_sorter.h"

#include <algorithm>
#include <forward_list>
#include <map>
#include <set>

#include "report/bind_again.h"
#include "report/table_dealer.h"
#include "report/variant.h"
#include "text/fold.h"

namespace gouji {
namespace {

using KnownWords = ReportForm::KnownWords;

/// The words of a row's cells, and which of them is the row's own label: the last before its numbers, those before it
/// are its groups.
struct RowWords {
  std::vector<const KnownWords*> cells;
  std::vector<std::size_t> named;  ///< those that are a label of some table
  bool numbers = false;
  std::size_t label = 0;
};

/// How many cells of a row answer to a label of a variant of a table: one with numbers behind it must be a row's.
int Votes(const RowWords& words, std::size_t table, std::size_t variant) {
  int votes = 0;
  for (const std::size_t i : words.named) {
    const TableForm::Role* role = words.cells[i]->roles[table][variant];
    votes += role != nullptr && (!words.numbers || (role->row && i == words.label)) ? 1 : 0;
  }
  return votes;
}

bool IsLabel(const KnownWords& words) {
  return std::ranges::any_of(words.roles, [](const auto& of_table) {
    return std::ranges::any_of(of_table, [](const TableForm::Role* role) { return role != nullptr; });
  });
}

struct VotedRow {
  GridRow at;
  std::vector<const CellWords*> words;  // of its cells
  int home = -1;                        // the table of the section it stands in
  std::size_t votes = 0;                // where its own begin in those of all rows, by table, then variant
  int best = -1;                        // the one table it can only belong to
};

class TableSorter {
 public:
  TableSorter(const ReportForm& form, Report& report) : form_(form), report_(report) {}

  void Sort() {
    rows_.resize(form_.tables.size());
    Vote();
    Deal();
    DealPlaces();
    chosen_ = ChooseVariants(form_, scores_, report_);
    for (std::size_t t = 0; t < form_.tables.size(); ++t) {
      const TableForm& table = form_.tables[t][static_cast<std::size_t>(chosen_[t])];
      report_.tables.push_back(Bind(table, rows_[t]));
    }
    CheckVariant(form_, rows_, chosen_, report_);
  }

 private:
  /// Converters make headings of a table's lines, and paragraphs of what wrapped; they are looked through where
  /// something seems to be missing.
  BoundTable Bind(const TableForm& table, const std::vector<GridRow>& rows) const {
    BoundTable bound = BindTable(table, rows);
    const bool lacks = std::ranges::any_of(bound.irregulars, [](const Irregular& each) {
      return each.what == Irregularity::kBlockMissing || each.what == Irregularity::kColumnMissing ||
             each.what == Irregularity::kRowMissing || each.what == Irregularity::kLabelWording;
    });
    if (!lacks) {
      return bound;
    }
    if (no_headings_) {  // what a page without headings holds of a table in pieces tells nothing of what is missing
      return BindTable(table, {});
    }
    std::vector<Text> captions;
    for (const Section& section : report_.sections) {
      captions.insert(captions.end(), section.prose.begin(), section.prose.end());
    }
    std::ranges::sort(captions, {}, [](const Text& text) { return text.where.begin; });
    bound = BindTable(table, rows, captions);
    DropNamedAbove(table, captions, bound);
    return bound;
  }

  /// A header all of which is missing from its table, with its words in the paragraphs around it, is not missing.
  static void DropNamedAbove(const TableForm& table, const std::vector<Text>& captions, BoundTable& bound) {
    constexpr std::size_t kFew = 2;
    constexpr std::size_t kLongest = 3 * 60;
    const bool any = std::ranges::any_of(bound.columns, [](const std::vector<BoundColumn>& columns) {
      return std::ranges::any_of(columns, &BoundColumn::present);
    });
    std::set<std::string_view> named;
    for (const Text& caption : captions) {
      const std::string key = any || caption.says.size() > kLongest ? std::string() : LabelKey(caption.says);
      for (const BlockForm& block : table.blocks) {
        for (const ColumnForm& column : block.columns) {
          if (!key.empty() && !column.label.key.empty() && key.find(column.label.key) != std::string::npos) {
            named.insert(column.label.key);
          }
        }
      }
    }
    if (named.size() >= kFew) {
      std::erase_if(bound.irregulars, [](const Irregular& each) { return each.what == Irregularity::kColumnMissing; });
    }
  }

  void Vote() {
    std::vector<int> anywhere = TablesOf(form_, {});
    if (!anywhere.empty()) {
      places_.push_back({anywhere, report_.loose_rows});
    }
    for (const Section& section : report_.sections) {
      std::vector<int> tables = section.form == nullptr ? std::vector<int>() : TablesOf(form_, section.form->id);
      if (tables.size() > 1 || (!anywhere.empty() && !section.rows.empty())) {
        tables.insert(tables.end(), anywhere.begin(), anywhere.end());
        places_.push_back({std::move(tables), section.rows});
        continue;
      }
      for (const GridRow& at : section.rows) {
        VoteFor(at, tables.size() == 1 ? tables[0] : -1);
      }
    }
    // Where a page lost every heading, its tables are still its tables.
    no_headings_ = anywhere.empty() && std::ranges::none_of(report_.sections, &Section::present);
    if (no_headings_) {
      for (const GridRow& at : report_.loose_rows) {
        VoteFor(at, -1);
      }
    }
  }

  void VoteFor(const GridRow& at, int home) {
    VotedRow& row = voted_.emplace_back();
    row.at = at;
    row.home = home;
    const RowWords& words = WordsOf(at);
    row.words.assign(words.cells.begin(), words.cells.end());
    TakeWholeLabels(at);
    row.votes = votes_.size();
    for (std::size_t t = 0; t < form_.tables.size(); ++t) {
      for (std::size_t v = 0; v < form_.variants.size(); ++v) {
        votes_.push_back(Votes(words, t, v));
      }
    }
    row.best = Best(row);
  }

  /// Where the cells are lines: "本年" before "处理决定数量" is one label over two of them, and not the one that the
  /// second is alone.
  void TakeWholeLabels(const GridRow& at) {
    if (at.grid->kind == GridKind::kExact) {
      return;
    }
    std::vector<const KnownWords*>& cells = row_words_.cells;
    for (const std::size_t i : row_words_.named) {
      const bool begins = i > 0 && !cells[i - 1]->key.empty() && !IsLabel(*cells[i - 1]);
      if (!begins) continue;
      KnownWords whole = form_.Know(cells[i - 1]->key + cells[i]->key);
      if (IsLabel(whole)) cells[i] = &own_words_.emplace_front(std::move(whole));
    }
  }

  /// The table that a row can only belong to: none of the others has a third as many of its labels.
  int Best(const VotedRow& row) const {
    constexpr int kTimes = 3;
    int best = -1;
    int most = 0;
    int second = 0;
    for (int t = 0; t < static_cast<int>(form_.tables.size()); ++t) {
      const int votes = MostVotes(row, t);
      if (votes > most) {
        second = most;
        most = votes;
        best = t;
      } else {
        second = std::max(second, votes);
      }
    }
    return second * kTimes <= most ? best : -1;
  }

  /// Until the words of another row are asked for. They are taken from memory where they are known.
  const RowWords& WordsOf(const GridRow& at) {
    static const KnownWords kNumber{{CellValue::Kind::kNumber, {}}, {}};
    RowWords& words = row_words_;
    words.cells.clear();
    words.named.clear();
    words.numbers = false;
    words.label = 0;
    for (const Cell& cell : at.grid->Row(at.row)) {
      const std::string_view text = cell.text.says;
      const auto work_out = [&] { return form_.Know(text); };
      const KnownWords* known = binding::IsPlainNumber(text) ? &kNumber : form_.known_words.Of(text, work_out);
      words.cells.push_back(known != nullptr ? known : &own_words_.emplace_front(work_out()));
      if (!words.cells.back()->roles.empty()) {
        words.named.push_back(words.cells.size() - 1);
      }
      words.numbers = words.numbers || words.cells.back()->kind == CellValue::Kind::kNumber;
      words.label = words.cells.back()->kind == CellValue::Kind::kWords ? words.cells.size() - 1 : words.label;
    }
    return words;
  }

  /// Gives every row to a table: the one its grid speaks for, else the one of its section.
  void Deal() {
    for (std::size_t begin = 0; begin < voted_.size();) {
      std::size_t end = begin;
      std::map<int, int> sure;
      while (end < voted_.size() && voted_[end].at.grid == voted_[begin].at.grid &&
             voted_[end].home == voted_[begin].home) {
        if (const VotedRow& row = voted_[end++]; row.best >= 0) {
          sure[row.best] += MostVotes(row, row.best);
        }
      }
      DealGrid(begin, end, sure);
      begin = end;
    }
  }

  int MostVotes(const VotedRow& row, int table) const { return std::ranges::max(VotesFor(row, table)); }

  std::span<const int> VotesOf(const VotedRow& row) const {
    return std::span(votes_).subspan(row.votes, form_.tables.size() * form_.variants.size());
  }

  /// By variant.
  std::span<const int> VotesFor(const VotedRow& row, int table) const {
    const std::size_t variants = form_.variants.size();
    return std::span(votes_).subspan(row.votes + static_cast<std::size_t>(table) * variants, variants);
  }

  /// Rows above `end`, where the labels of `next` begin, that are more its own than the table's before it: words of a
  /// header without a number that both have, or neither.
  std::size_t HeaderAbove(std::size_t begin, std::size_t end, int before, int next) const {
    while (end > begin) {
      const VotedRow& row = voted_[end - 1];
      const bool numbers = std::ranges::any_of(row.words, [](const CellWords* words) {
        return words->kind == CellValue::Kind::kNumber || words->kind == CellValue::Kind::kPlaceholder;
      });
      if (numbers || row.best >= 0 || (before >= 0 && MostVotes(row, before) > MostVotes(row, next))) {
        break;
      }
      --end;
    }
    return end;
  }

  /// Whether a grid is some other table, though it stands in the section of one: a header of its own above its rows, no
  /// word that is a label of any table, and no row with as many numbers as one of the table's. Pieces of a table have
  /// no such header.
  bool IsForeign(std::size_t begin, std::size_t end, int home) const {
    const Grid& grid = *voted_[begin].at.grid;
    const auto count = [](const VotedRow& row, CellValue::Kind kind) {
      return std::ranges::count(row.words, kind, &CellWords::kind);
    };
    const std::ptrdiff_t named = count(voted_[begin], CellValue::Kind::kWords);
    if (grid.kind != GridKind::kExact || grid.has_pieces() || end - begin < 2 || named < 2 ||
        named != std::ssize(voted_[begin].words)) {
      return false;
    }
    const auto is_columns = [&](std::ptrdiff_t numbers) {
      return std::ranges::any_of(form_.tables[static_cast<std::size_t>(home)], [&](const TableForm& table) {
        return std::ranges::any_of(table.blocks,
                                   [&](const BlockForm& block) { return std::ssize(block.columns) == numbers; });
      });
    };
    return std::none_of(voted_.begin() + static_cast<std::ptrdiff_t>(begin),
                        voted_.begin() + static_cast<std::ptrdiff_t>(end), [&](const VotedRow& row) {
                          return is_columns(count(row, CellValue::Kind::kNumber)) ||
                                 std::ranges::any_of(VotesOf(row), [](int votes) { return votes > 0; });
                        });
  }

  void DealGrid(std::size_t begin, std::size_t end, const std::map<int, int>& sure) {
    constexpr int kStranger = 3;  // votes a table needs outside its section
    const int home = voted_[begin].home;
    if (home >= 0 && sure.empty() && IsForeign(begin, end, home)) {
      return;
    }
    int current = home;
    // A table cut in many goes on where it went before.
    if (before_.first == home && before_.second >= 0 && sure.contains(before_.second) &&
        (home < 0 || !sure.contains(home))) {
      current = before_.second;
    }
    for (const auto& [table, votes] : sure) {
      if (table != home && votes >= kStranger && (home < 0 || !sure.contains(home))) {
        current = table;
        break;
      }
    }
    before_ = {home, current};
    if (current < 0) {
      return;
    }
    std::vector<int> table(end - begin, current);  // of each row
    for (std::size_t i = begin; i < end; ++i) {
      const int best = voted_[i].best;
      if (best >= 0 && best != current && sure.at(best) >= kStranger) {
        for (std::size_t above = HeaderAbove(begin, i, current, best); above < i; ++above) {
          table[above - begin] = best;
        }
        current = best;
      }
      table[i - begin] = current;
    }
    before_.second = current;
    for (std::size_t i = begin; i < end; ++i) {
      current = table[i - begin];
      GridRow& dealt = rows_[static_cast<std::size_t>(current)].emplace_back(voted_[i].at);
      dealt.words = voted_[i].words;
      for (std::size_t v = 0; v < form_.variants.size(); ++v) {
        scores_[{current, static_cast<int>(v)}] += VotesFor(voted_[i], current)[v];
      }
    }
  }

  /// Where several tables may stand, what the grids show tells which is which.
  void DealPlaces() {
    std::vector<bool> taken;
    for (const std::vector<GridRow>& rows : rows_) {
      taken.push_back(!rows.empty());
    }
    for (const auto& [tables, rows] : places_) {
      for (const DealtRows& piece : DealRows(form_, *report_.document, tables, rows, taken)) {
        if (piece.table < 0) {
          continue;
        }
        std::vector<GridRow>& own = rows_[static_cast<std::size_t>(piece.table)];
        own.insert(own.end(), piece.rows.begin(), piece.rows.end());
        for (const GridRow& at : piece.rows) {
          Score(at, piece.table);
        }
      }
    }
  }

  void Score(const GridRow& at, int table) {
    const RowWords& words = WordsOf(at);
    TakeWholeLabels(at);
    for (std::size_t v = 0; v < form_.variants.size(); ++v) {
      scores_[{table, static_cast<int>(v)}] += Votes(words, static_cast<std::size_t>(table), v);
    }
  }

  const ReportForm& form_;
  Report& report_;
  std::vector<VotedRow> voted_;
  std::vector<int> votes_;  // of all of them
  RowWords row_words_;      // of the row looked at last
  bool no_headings_ = false;
  std::pair<int, int> before_ = {-2, -1};    // home of the grid dealt last, and the table it went to
  std::forward_list<KnownWords> own_words_;  // of cells there was no room to remember
  std::vector<std::pair<std::vector<int>, std::vector<GridRow>>> places_;  // tables that may stand there, and rows
  std::vector<std::vector<GridRow>> rows_;
  VariantScores scores_;
  std::vector<int> chosen_;  // variants, by table
};

}  // namespace

std::vector<int> TablesOf(const ReportForm& form, std::string_view section) {
  std::vector<int> tables;
  for (std::size_t i = 0; i < form.tables.size(); ++i) {
    const bool here = std::ranges::any_of(
        form.tables[i], [&](const TableForm& table) { return !table.id.empty() && table.section == section; });
    if (here) {
      tables.push_back(static_cast<int>(i));
    }
  }
  return tables;
}

void SortTables(const ReportForm& form, Report& report) { TableSorter(form, report).Sort(); }

}  // namespace gouji
