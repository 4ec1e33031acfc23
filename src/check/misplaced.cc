#include "check/misplaced.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/trouble.h"

namespace gouji {
namespace {

/// Tables of more cells are none that a person filled in by hand.
constexpr std::size_t kMostCells = 600;
constexpr std::size_t kMostIdentities = 200;

std::string Digits(const BoundCell& cell) { return cell.value.number.ToString(); }

bool IsCount(const BoundCell& cell) {
  return cell.value.kind == CellValue::Kind::kNumber && cell.value.number.is_whole() &&
         !cell.value.number.is_negative();
}

Decimal NumberOf(const BoundCell& cell) {
  return cell.value.kind == CellValue::Kind::kNumber ? cell.value.number : Decimal(0);
}

bool IsNothing(const BoundCell& cell) { return NumberOf(cell).is_zero(); }

/// Cells with the values they would have.
using Changes = std::map<const BoundCell*, Decimal>;

struct Move {
  Changes changes;
  std::string note;
};

class Search {
 public:
  Search(const Pass& pass, std::vector<const Identity*> identities)
      : pass_(pass),
        identities_(std::move(identities)),
        evaluator_(scope_, pass.now(), pass.previous(), Missing::kZero) {
    std::set<const BoundCell*> seen;
    for (std::size_t i = 0; i < identities_.size(); ++i) {
      broken_ += identities_[i]->residual.is_zero() ? 0 : 1;
      for (const CellRead& read : identities_[i]->reads) {
        weights_[read.cell][i] += read.sign;
        if (seen.insert(read.cell).second) {
          rows_[read.row].push_back(read);
          columns_[read.column].push_back(read);
        }
      }
    }
    cells_ = seen.size();
    for (auto& [row, reads] : rows_) {
      std::ranges::sort(reads, {}, [](const CellRead& read) { return read.cell->where.begin; });
    }
  }

  std::optional<Move> Only() {
    if (cells_ > kMostCells || identities_.size() > kMostIdentities || broken_ == 0) {
      return std::nullopt;
    }
    for (const auto& [row, reads] : rows_) {
      Exchange(reads);
      Split(reads);
      Shift(reads);
    }
    for (const auto& [column, reads] : columns_) {
      Exchange(reads);
    }
    return found_.size() == 1 ? std::optional(found_.front()) : std::nullopt;
  }

 private:
  /// What is left of each identity that a change touches.
  std::map<std::size_t, Decimal> Left(const Changes& changes) const {
    std::map<std::size_t, Decimal> left;
    for (const auto& [cell, value] : changes) {
      const auto change = value.Minus(NumberOf(*cell));
      for (const auto& [identity, weight] : weights_.at(cell)) {
        Decimal& residual = left.try_emplace(identity, identities_[identity]->residual).first->second;
        const auto moved = change ? change->Times(Decimal(weight)) : std::nullopt;
        const auto sum = moved ? residual.Plus(*moved) : std::nullopt;
        residual = sum.value_or(Decimal(1));
      }
    }
    return left;
  }

  /// Whether everything holds with the changes, and that is no chance: an identity that held reads several of the
  /// cells, or many that did not hold do.
  bool Settles(const Changes& changes) const {
    constexpr std::size_t kMany = 3;
    std::size_t settled = 0;
    bool bound = false;
    for (const auto& [identity, residual] : Left(changes)) {
      if (!residual.is_zero()) {
        return false;
      }
      const bool held = identities_[identity]->residual.is_zero();
      settled += held ? 0 : 1;
      bound = bound || held;
    }
    return settled == broken_ && (bound || settled >= kMany);
  }

  /// Remembers the changes when they settle the table. `say` words them.
  template <typename Say>
  void Try(Changes changes, const Say& say) {
    std::erase_if(changes, [](const auto& change) { return NumberOf(*change.first) == change.second; });
    const bool wrong = std::ranges::any_of(changes, [](const auto& change) { return change.second.is_negative(); });
    // One cell alone is a culprit, and was looked for.
    if (wrong || changes.size() < 2 || !Settles(changes)) {
      return;
    }
    const bool known = std::ranges::any_of(found_, [&](const Move& each) { return each.changes == changes; });
    if (!known) {
      found_.push_back({std::move(changes), say()});
    }
  }

  std::string_view In(const Localized& text) const { return text.In(pass_.lang()); }

  std::string Name(const CellRead& read) const { return evaluator_.LabelOf(read); }

  void Exchange(const std::vector<CellRead>& reads) {
    static constexpr Localized kWhat{"“{a}”的 {x} 与“{b}”的 {y} 像是填反了：对调后本表各式都成立，请核对原始记录",
                                     "{x} in '{a}' and {y} in '{b}' may have changed places: exchanged, every identity "
                                     "of the table holds; check the "
                                     "records"};
    for (std::size_t i = 0; i < reads.size(); ++i) {
      for (std::size_t j = i + 1; j < reads.size(); ++j) {
        const Decimal a = NumberOf(*reads[i].cell);
        const Decimal b = NumberOf(*reads[j].cell);
        if (a != b) {
          Try({{reads[i].cell, b}, {reads[j].cell, a}}, [&] {
            return Fill(In(kWhat),
                        {{"a", Name(reads[i])}, {"x", a.ToString()}, {"b", Name(reads[j])}, {"y", b.ToString()}});
          });
        }
      }
    }
  }

  void Split(const std::vector<CellRead>& reads) {
    static constexpr Localized kWhat{
        "“{a}”的 {x} 与“{b}”的 {y} 像是一个数 {z} 拆成了两格：合在“{c}”、另一格为 0，本表各式都成立，请核对原始记录",
        "{x} in '{a}' and {y} in '{b}' may be one number, {z}: whole in '{c}', with 0 in the other, every identity of "
        "the "
        "table holds; check the records"};
    constexpr std::size_t kLongest = 9;
    for (std::size_t i = 0; i + 1 < reads.size(); ++i) {
      const BoundCell& a = *reads[i].cell;
      const BoundCell& b = *reads[i + 1].cell;
      if (!IsCount(a) || !IsCount(b) || IsNothing(a) || Digits(a).size() + Digits(b).size() > kLongest) {
        continue;
      }
      const std::string joined = Digits(a) + Digits(b);
      const auto whole = Decimal::Parse(joined);
      for (const bool first : {true, false}) {
        const CellRead& keeps = reads[first ? i : i + 1];
        const CellRead& loses = reads[first ? i + 1 : i];
        Try({{keeps.cell, *whole}, {loses.cell, Decimal(0)}}, [&] {
          return Fill(In(kWhat), {{"a", Name(reads[i])},
                                  {"x", Digits(a)},
                                  {"b", Name(reads[i + 1])},
                                  {"y", Digits(b)},
                                  {"z", joined},
                                  {"c", Name(keeps)}});
        });
      }
    }
  }

  void Shift(const std::vector<CellRead>& reads) {
    static constexpr Localized kRight{
        "“{row}”一行像是整行右移了一格：左移一格后本表各式都成立，请核对原始记录",
        "row '{row}' may have moved right by a cell: moved back, every identity of the table "
        "holds; check the records"};
    static constexpr Localized kLeft{
        "“{row}”一行像是整行左移了一格：右移一格后本表各式都成立，请核对原始记录",
        "row '{row}' may have moved left by a cell: moved back, every identity of the table "
        "holds; check the records"};
    if (reads.size() < 3) {
      return;
    }
    const TableForm& form = *pass_.now().tables[static_cast<std::size_t>(reads[0].table)].form;
    const int index =
        pass_.now().tables[static_cast<std::size_t>(reads[0].table)].rows[static_cast<std::size_t>(reads[0].row)].form;
    const std::string row(index < 0 ? std::string_view() : form.rows[static_cast<std::size_t>(index)].label.official);
    for (const bool right : {true, false}) {
      const CellRead& empty = right ? reads.front() : reads.back();
      const CellRead& lost = right ? reads.back() : reads.front();
      if (!IsNothing(*empty.cell) || row.empty()) {
        continue;
      }
      Changes changes;
      for (std::size_t i = 0; i + 1 < reads.size(); ++i) {
        const CellRead& from = reads[right ? i + 1 : i];
        const CellRead& to = reads[right ? i : i + 1];
        changes[to.cell] = NumberOf(*from.cell);
      }
      FillIn(lost, changes);
      Try(changes, [&] { return Fill(In(right ? kRight : kLeft), {{"row", row}}); });
    }
    if (reads.back().cell->value.kind == CellValue::Kind::kBlank) {
      Close(reads, row);
    }
  }

  /// A row that ends in a blank, because a cell before it was deleted.
  void Close(const std::vector<CellRead>& reads, const std::string& row) {
    static constexpr Localized kGap{
        "“{row}”一行像是漏了一格：补上“{cell}”的 {value}、其后各格右移一格，本表各式都成立，请核对原始记录",
        "row '{row}' may have lost a cell: with {value} in '{cell}' and the cells behind it moved right, every "
        "identity of the table holds; check the records"};
    for (std::size_t gap = 1; gap + 1 < reads.size(); ++gap) {
      Changes changes;
      for (std::size_t i = gap; i + 1 < reads.size(); ++i) {
        changes[reads[i + 1].cell] = NumberOf(*reads[i].cell);
      }
      FillIn(reads[gap], changes);
      const std::string value = changes[reads[gap].cell].ToString();
      Try(changes, [&] { return Fill(In(kGap), {{"row", row}, {"cell", Name(reads[gap])}, {"value", value}}); });
    }
  }

  /// What was lost from a cell is what the identities want there.
  void FillIn(const CellRead& lost, Changes& changes) const {
    changes[lost.cell] = Decimal(0);
    for (const auto& [identity, weight] : weights_.at(lost.cell)) {
      const Decimal residual = Left(changes)[identity];
      if (!residual.is_zero() && (weight == 1 || weight == -1)) {
        changes[lost.cell] = weight == 1 ? residual.Negated() : residual;
        return;
      }
    }
  }

  const Pass& pass_;
  std::vector<const Identity*> identities_;
  Scope scope_;
  Evaluator evaluator_;
  std::size_t broken_ = 0;
  std::size_t cells_ = 0;
  std::map<const BoundCell*, std::map<std::size_t, int>> weights_;
  std::map<int, std::vector<CellRead>> rows_;
  std::map<int, std::vector<CellRead>> columns_;
  std::vector<Move> found_;
};

}  // namespace

void FindMisplaced(const Pass& pass, std::vector<const Identity*> identities, Findings& findings) {
  std::vector<std::ptrdiff_t> broken;
  for (const Identity* identity : identities) {
    if (identity->diagnostic >= 0) {
      broken.push_back(identity->diagnostic);
    }
  }
  const auto move = Search(pass, std::move(identities)).Only();
  if (!move) {
    return;
  }
  for (const std::ptrdiff_t diagnostic : broken) {
    findings.diagnostics[static_cast<std::size_t>(diagnostic)].notes.push_back(move->note);
  }
}

}  // namespace gouji
