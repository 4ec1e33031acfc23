#include "check/lost_cell.h"

#include <algorithm>

#include "base/trouble.h"

namespace gouji {
namespace {

/// Trials cost as much as checking the table again: there are some dozens for a row.
constexpr std::size_t kMostRows = 3;
constexpr std::size_t kMostColumns = 20;

/// A row as it may have been, and the note that says what happened to it.
struct Trial {
  std::vector<BoundCell> cells;
  std::vector<Decimal> values;
  std::string note;
};

BoundCell CellOf(const Decimal& number, Span where) {
  BoundCell cell;
  cell.absence = Absence::kPresent;
  cell.where = where;
  cell.value.kind = CellValue::Kind::kNumber;
  cell.value.number = number;
  return cell;
}

class Search {
 public:
  Search(const std::vector<std::unique_ptr<Rule>>& rules, const Pass& pass, int table, int row)
      : rules_(rules),
        pass_(pass),
        report_(pass.now()),
        trial_(report_, pass.previous(), pass.lang()),
        table_(table),
        row_(row),
        loose_(bound().loose) {}

  /// The note of the only row with which everything holds.
  std::optional<std::string> Only() {
    const std::size_t width = bound().cells.size();
    before_ = Evaluate().size();
    bound().ragged = false;
    if (loose_.size() + 1 == width) {
      for (std::size_t i = 0; i < width; ++i) {
        Insert(i);
      }
    } else if (loose_.size() == width + 1) {
      for (std::size_t i = 0; i < loose_.size(); ++i) {
        Join(i);
        Remove(i);
      }
    }
    return found_.size() == 1 ? std::optional(found_.front().note) : std::nullopt;
  }

 private:
  BoundRow& bound() { return report_.tables[static_cast<std::size_t>(table_)].rows[static_cast<std::size_t>(row_)]; }

  /// The identities of the table as it stands in the trial.
  std::vector<Identity> Evaluate() const {
    Findings findings;
    for (const std::unique_ptr<Rule>& rule : rules_) {
      if (rule->check != nullptr && rule->check->AddsUp() && rule->AppliesTo(report_)) {
        rule->check->Run(*rule, trial_, findings);
      }
    }
    for (const Held& held : findings.held) {
      held.rule->check->Recall(held, trial_, findings);
    }
    std::erase_if(findings.identities, [&](const Identity& identity) { return identity.table != table_; });
    return std::move(findings.identities);
  }

  /// Whether all identities hold, and more of them than without the row.
  bool Holds() const {
    const std::vector<Identity> identities = Evaluate();
    return identities.size() > before_ &&
           std::ranges::all_of(identities, [](const Identity& identity) { return identity.residual.is_zero(); });
  }

  /// The value that the identities want in a cell which holds 0; nothing when they do not agree.
  std::optional<Decimal> Wanted(const BoundCell* cell) const {
    std::optional<Decimal> wanted;
    for (const Identity& identity : Evaluate()) {
      if (identity.residual.is_zero()) {
        continue;
      }
      int weight = 0;
      for (const CellRead& read : identity.reads) {
        weight += read.cell == cell ? read.sign : 0;
      }
      const Decimal value = weight == 1 ? identity.residual.Negated() : identity.residual;
      if ((weight != 1 && weight != -1) || value.is_negative() || (wanted && *wanted != value)) {
        return std::nullopt;
      }
      wanted = value;
    }
    return wanted;
  }

  std::string ColumnName(std::size_t column) {
    const TableForm& form = *report_.tables[static_cast<std::size_t>(table_)].form;
    const int block = bound().form < 0 ? 0 : form.rows[static_cast<std::size_t>(bound().form)].block;
    return std::string(form.column(block, static_cast<int>(column)).label.official);
  }

  /// `anywhere`: the note when another place would give the same row.
  void Keep(std::string note, std::string anywhere) {
    if (!Holds()) {
      return;
    }
    Trial trial{bound().cells, {}, std::move(note)};
    for (const BoundCell& cell : trial.cells) {
      trial.values.push_back(cell.value.kind == CellValue::Kind::kNumber ? cell.value.number : Decimal(0));
    }
    const auto known = std::ranges::find(found_, trial.values, &Trial::values);
    if (known == found_.end()) {
      found_.push_back(std::move(trial));
    } else {
      known->note = std::move(anywhere);  // the same row, whatever the place
    }
  }

  std::string_view In(const Localized& text) const { return text.In(pass_.lang()); }

  void Insert(std::size_t at) {
    static constexpr Localized kNote{
        "像是漏了一格：“{column}”栏补上 {value}，这一行与各栏都相符，请核对原始记录",
        "a cell may have been left out: with {value} in column '{column}' the row and every "
        "column add up; check the records"};
    static constexpr Localized kAnywhere{
        "像是漏了一格 {value}：补上后这一行与各栏都相符，请核对原始记录",
        "a cell of {value} may have been left out: with it the row and every column add up; "
        "check the records"};
    bound().cells = loose_;
    bound().cells.insert(bound().cells.begin() + static_cast<std::ptrdiff_t>(at), CellOf(0, bound().label_at));
    const std::optional<Decimal> value = Wanted(&bound().cells[at]);
    bound().cells[at].value.number = value.value_or(Decimal(0));
    const std::string number = bound().cells[at].value.number.ToString();
    Keep(Fill(In(kNote), {{"column", ColumnName(at)}, {"value", number}}), Fill(In(kAnywhere), {{"value", number}}));
  }

  void Join(std::size_t at) {
    static constexpr Localized kNote{
        "{a} 与 {b} 像是一个数 {whole} 拆成了两格：合成一格，这一行与各栏都相符，请核对原始记录",
        "{a} and {b} may be one number, {whole}: joined, the row and every column add up; check "
        "the records"};
    constexpr std::size_t kLongest = 9;
    if (at + 1 == loose_.size()) {
      return;
    }
    const std::string a(loose_[at].text);
    const std::string b(loose_[at + 1].text);
    const std::string whole = a + b;
    const bool digits = whole.find_first_not_of("0123456789") == whole.npos && !b.empty() && !a.empty() && a[0] != '0';
    const auto number = digits && whole.size() <= kLongest ? Decimal::Parse(whole) : std::nullopt;
    if (!number) {
      return;
    }
    bound().cells = loose_;
    bound().cells.erase(bound().cells.begin() + static_cast<std::ptrdiff_t>(at));
    bound().cells[at] = CellOf(*number, loose_[at].where);
    const std::string note = Fill(In(kNote), {{"a", a}, {"b", b}, {"whole", whole}});
    Keep(note, note);
  }

  void Remove(std::size_t at) {
    static constexpr Localized kBlank{
        "像是多了一个空格：去掉它，这一行与各栏都相符，请核对原始记录",
        "there may be a blank cell too many: without it the row and every column add up; check "
        "the records"};
    static constexpr Localized kNumber{
        "像是多了一格 {value}：去掉它，这一行与各栏都相符，请核对原始记录",
        "there may be a cell of {value} too many: without it the row and every column add up; "
        "check the records"};
    bound().cells = loose_;
    bound().cells.erase(bound().cells.begin() + static_cast<std::ptrdiff_t>(at));
    const std::string note = Fill(In(loose_[at].text.empty() ? kBlank : kNumber), {{"value", loose_[at].text}});
    Keep(note, note);
  }

  const std::vector<std::unique_ptr<Rule>>& rules_;
  const Pass& pass_;
  Report report_;  // one of our own, to try rows in
  Pass trial_;
  int table_;
  int row_;
  std::vector<BoundCell> loose_;
  std::size_t before_ = 0;
  std::vector<Trial> found_;
};

}  // namespace

void FindLostCells(const std::vector<std::unique_ptr<Rule>>& rules, const Pass& pass, Findings& findings) {
  if (findings.ragged.size() > kMostRows) {
    return;
  }
  for (const std::size_t index : findings.ragged) {
    Diagnostic& diagnostic = findings.diagnostics[index];
    for (std::size_t t = 0; t < pass.now().tables.size(); ++t) {
      const BoundTable& table = pass.now().tables[t];
      if (table.form == nullptr || table.form->id != diagnostic.subject.table) {
        continue;
      }
      const auto row = std::ranges::find_if(table.rows, [&](const BoundRow& each) {
        return each.ragged && each.label_at == diagnostic.where && each.cells.size() <= kMostColumns;
      });
      if (row == table.rows.end()) {
        continue;
      }
      auto note = Search(rules, pass, static_cast<int>(t), static_cast<int>(row - table.rows.begin())).Only();
      if (note) {
        diagnostic.notes.push_back(std::move(*note));
      }
    }
  }
}

}  // namespace gouji
