// Rules on value cells one by one: what they say, how they say it, and whether the number may stand there. One finding
// a cell, or one a table with the count and the first places.

#include <algorithm>
#include <array>

#include "rules/kind.h"
#include "text/fold.h"

namespace gouji {
namespace {

enum class Fault {
  kBlank,
  kPlaceholder,
  kWords,
  kStyle,
  kDomain,
  kNotDate,
  kNotPercentage,
  kNotOneOf,
  kNotBetween,
  kNoMatch,
  kNotTicked,
};

constexpr std::size_t kFirstPlaces = 5;

class CellsCheck : public Check {
 public:
  Fault fault = Fault::kBlank;
  bool once_a_table = false;
  std::vector<ExprPtr> only;  // the cells looked at: `table[*, column]`; empty: all
  std::vector<ExprPtr> may_be_negative;
  std::vector<ExprPtr> may_be_fractional;
  std::vector<ExprPtr> may_have_unit;
  std::vector<std::string> values;  // of kNotOneOf, folded
  ExprPtr least, most;              // of kNotBetween
  std::vector<Pattern> patterns;    // of kNoMatch

  void Run(const Rule& rule, const Pass& pass, Findings& findings) const override {
    const Report& report = pass.now();
    Evaluator evaluator(rule.scope, report, pass.previous(), Missing::kZero);
    if (!Applies(rule, pass, evaluator, findings)) {
      return;
    }
    bool any_table = false;
    bool any_fault = false;
    for (std::size_t t = 0; t < report.tables.size(); ++t) {
      if (report.tables[t].present && IsMeant(static_cast<int>(t))) {
        any_table = true;
        any_fault = Table(rule, pass, evaluator, static_cast<int>(t), findings) || any_fault;
      }
    }
    if (!any_table) {
      findings.NotApplicable();
    } else if (!any_fault) {
      findings.Pass();
    }
  }

 private:
  bool IsMeant(int table) const {
    return only.empty() || std::ranges::any_of(only, [&](const ExprPtr& cells) { return cells->table == table; });
  }

  bool Table(const Rule& rule, const Pass& pass, Evaluator& evaluator, int t, Findings& findings) const {
    const BoundTable& table = pass.now().tables[static_cast<std::size_t>(t)];
    std::vector<CellRead> faulty;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const BoundRow& row = table.rows[r];
      if (!row.present || row.ragged) {
        continue;
      }
      const int block = row.form < 0 ? 0 : table.form->rows[static_cast<std::size_t>(row.form)].block;
      for (std::size_t c = 0; c < row.cells.size(); ++c) {
        if (IsSurelyRight(row.cells[c].value)) {
          continue;
        }
        CellRead read;
        read.cell = &row.cells[c];
        read.table = t;
        read.row = static_cast<int>(r);
        read.column = table.form->blocks[static_cast<std::size_t>(block)].columns[c].symbol;
        const bool faulty_here = read.cell->absence == Absence::kPresent && IsFaulty(evaluator, read);
        if (faulty_here && (only.empty() || Among(evaluator, only, read))) {
          faulty.push_back(read);
        }
      }
    }
    std::ranges::stable_sort(faulty, {}, [](const CellRead& read) { return read.cell->where; });
    if (faulty.empty()) {
      return fault == Fault::kBlank && Doubt(rule, pass, table, findings);
    }
    if (once_a_table) {
      Report1(rule, pass, evaluator, faulty.front(), faulty, findings);
      return true;
    }
    for (const CellRead& read : faulty) {
      Report1(rule, pass, evaluator, read, {}, findings);
    }
    return true;
  }

  /// Where blank cells leave no trace, a row that has too few may have some.
  static bool Doubt(const Rule& rule, const Pass& pass, const BoundTable& table, Findings& findings) {
    const auto row = std::ranges::find_if(table.rows, &BoundRow::ragged);
    if (!table.bare || row == table.rows.end()) {
      return false;
    }
    Subject subject;
    subject.section = table.form->section;
    subject.table = table.form->id;
    findings.NotEvaluated(rule, subject, row->label_at,
                          pass.lang() == Lang::kZh ? "表中的空格没有留下痕迹，有没有空格难以断定"
                                                   : "blank cells of the table left no trace, so whether there are any "
                                                     "cannot be told");
    return true;
  }

  /// What tells most cells off at a glance.
  bool IsSurelyRight(const CellValue& value) const {
    const bool is_number = value.kind == CellValue::Kind::kNumber;
    switch (fault) {
      case Fault::kBlank:
      case Fault::kPlaceholder:
      case Fault::kWords:
        return is_number;
      case Fault::kStyle:
        return !is_number || value.style == CellValue::kPlain;
      case Fault::kDomain:
        return !is_number || (!value.number.is_negative() && value.number.is_whole());
      default:
        return false;
    }
  }

  bool IsFaulty(const Evaluator& evaluator, const CellRead& read) const {
    const CellValue& value = read.cell->value;
    switch (fault) {
      case Fault::kBlank:
        return value.kind == CellValue::Kind::kBlank;
      case Fault::kPlaceholder:
        return value.kind == CellValue::Kind::kPlaceholder;
      case Fault::kWords:
        return value.kind == CellValue::Kind::kWords;
      case Fault::kStyle:
        return value.kind == CellValue::Kind::kNumber && IsOdd(evaluator, read);
      case Fault::kDomain:
        return value.kind == CellValue::Kind::kNumber &&
               ((value.number.is_negative() && !Among(evaluator, may_be_negative, read)) ||
                (!value.number.is_whole() && !Among(evaluator, may_be_fractional, read)));
      case Fault::kNotDate:
      case Fault::kNotPercentage: {
        const auto said = value.kind == CellValue::Kind::kWords ? ValueInWords(read.cell->text) : std::nullopt;
        const bool fits = said && (fault == Fault::kNotDate ? said->kind == Value::Kind::kDate : said->percent);
        return !IsEmpty(value) && !fits;
      }
      case Fault::kNotOneOf:
        return value.kind != CellValue::Kind::kBlank && !IsOneOf(read.cell->text);
      case Fault::kNotBetween:
        return IsOutside(evaluator, read);
      case Fault::kNoMatch:
        return value.kind != CellValue::Kind::kBlank &&
               std::ranges::none_of(patterns, [said = FoldProse(read.cell->text).text](const Pattern& pattern) {
                 return pattern.MatchesWhole(said);
               });
      case Fault::kNotTicked: {
        const std::vector<Box> boxes = BoxesIn(read.cell->text);
        return std::ranges::count(boxes, true, &Box::ticked) != 1;
      }
    }
    return false;
  }

  bool IsOdd(const Evaluator& evaluator, const CellRead& read) const {
    const unsigned odd = read.cell->value.style & ~static_cast<unsigned>(CellValue::kThousands | CellValue::kAnnotated);
    return odd != 0 && !(odd == CellValue::kUnit && Among(evaluator, may_have_unit, read));
  }

  static bool IsEmpty(const CellValue& value) {
    return value.kind == CellValue::Kind::kBlank || value.kind == CellValue::Kind::kPlaceholder;
  }

  /// The words of the cell, or of the one box that is ticked in it.
  bool IsOneOf(std::string_view text) const {
    const std::vector<Box> boxes = BoxesIn(text);
    const auto known = [&](std::string_view said) { return std::ranges::find(values, Fold(said)) != values.end(); };
    return boxes.empty() ? known(text)
                         : std::ranges::all_of(boxes, [&](const Box& box) { return !box.ticked || known(box.label); });
  }

  /// Of numbers, percentages and dates; what is none of them is another rule's finding.
  bool IsOutside(const Evaluator& evaluator, const CellRead& read) const {
    const CellValue& value = read.cell->value;
    const auto said = value.kind == CellValue::Kind::kNumber  ? std::make_optional(Value::Number(value.number))
                      : value.kind == CellValue::Kind::kWords ? ValueInWords(read.cell->text)
                                                              : std::nullopt;
    const auto beyond = [&](const ExprPtr& limit, bool lower) {
      const Value bound = limit == nullptr || !said ? Value() : evaluator.Evaluate(*limit);
      return bound.known() && bound.kind == said->kind &&
             (lower ? said->number < bound.number : said->number > bound.number);
    };
    return beyond(least, true) || beyond(most, false);
  }

  static bool Among(const Evaluator& evaluator, const std::vector<ExprPtr>& allowed, const CellRead& read) {
    return std::ranges::any_of(allowed, [&](const ExprPtr& cells) {
      return std::ranges::any_of(evaluator.CellsOf(*cells),
                                 [&](const CellRead& each) { return each.cell == read.cell; });
    });
  }

  void Report1(const Rule& rule, const Pass& pass, Evaluator& evaluator, const CellRead& read,
               const std::vector<CellRead>& all, Findings& findings) const {
    Diagnostic& diagnostic = findings.Fail(rule, pass, read.cell->where);
    diagnostic.subject = evaluator.SubjectOf(read);
    const TableForm& form = *pass.now().tables[static_cast<std::size_t>(read.table)].form;
    evaluator.SetLocal("count", Value::Number(static_cast<std::int64_t>(all.size())));
    evaluator.SetLocal("table", Value::OfText(std::string(form.title.In(pass.lang()))));
    evaluator.SetLocal("cell", Value::OfText(evaluator.LabelOf(read)));
    evaluator.SetLocal("found", Value::OfText(std::string(read.cell->text)));
    evaluator.SetLocal("plain", Value::OfText(read.cell->value.plain.empty() ? read.cell->value.number.ToString()
                                                                             : read.cell->value.plain));
    Word(rule, evaluator, pass.lang(), diagnostic);
    SetValue(diagnostic, "table", form.title.In(Lang::kZh));
    if (once_a_table) {
      // A count and its places may change from one edit to the next; the finding stays the same one.
      diagnostic.subject.row.clear();
      diagnostic.subject.column.clear();
    }
    for (std::size_t i = 0; i < std::min(all.size(), kFirstPlaces); ++i) {
      diagnostic.evidence.push_back(EvidenceOf(pass, evaluator, all[i]));
      diagnostic.evidence.back().value = std::string(all[i].cell->text);  // as it is written
    }
    // Where markup or an entity stands inside the number, its text is not that of the file.
    const bool verbatim = pass.source().Slice(read.cell->where) == read.cell->text;
    if (fault == Fault::kStyle && !read.cell->value.plain.empty() && verbatim) {
      diagnostic.fix.push_back({read.cell->where, read.cell->value.plain});
    }
  }
};

/// `values`, `least`, `most` and `pattern`, each for the check that needs it.
void ReadDomain(RuleReader& reader, const Node& value, CellsCheck& check) {
  const NodeContext& context = reader.context();
  const auto needs = [&](bool needed, bool given, const Node* node, std::string_view keys) {
    const std::string kind(value.scalar());
    const std::string named(keys);
    if (needed && !given) {
      context.Wrong(value.where, "cells: " + kind + " 需要 " + named, "cells: " + kind + " needs " + named);
    } else if (!needed && given && node != nullptr) {
      context.Wrong(node->where, "cells: " + kind + " 不用 " + named, named + " means nothing to cells: " + kind);
    }
  };
  const Node* values = reader.options.Find("values");
  for (const std::string_view text : reader.options.Texts("values")) {
    check.values.push_back(Fold(text));
  }
  needs(check.fault == Fault::kNotOneOf, values != nullptr, values, "values");
  const Node* least = reader.options.Find("least");
  const Node* most = reader.options.Find("most");
  check.least = least == nullptr ? nullptr : ParseExpr(context, *least, reader.rule.scope, Wanted::kValue);
  check.most = most == nullptr ? nullptr : ParseExpr(context, *most, reader.rule.scope, Wanted::kValue);
  needs(check.fault == Fault::kNotBetween, least != nullptr || most != nullptr, least == nullptr ? most : least,
        "least/most");
  const Node* pattern = reader.options.Find("matching");
  check.patterns = reader.Patterns(pattern);
  needs(check.fault == Fault::kNoMatch, pattern != nullptr, pattern, "matching");
}

std::unique_ptr<Check> Compile(RuleReader& reader, const Node& value) {
  auto check = std::make_unique<CellsCheck>();
  constexpr std::array<std::pair<std::string_view, Fault>, 11> kFaults = {{{"not_blank", Fault::kBlank},
                                                                           {"no_placeholder", Fault::kPlaceholder},
                                                                           {"number", Fault::kWords},
                                                                           {"plain", Fault::kStyle},
                                                                           {"count", Fault::kDomain},
                                                                           {"date", Fault::kNotDate},
                                                                           {"percentage", Fault::kNotPercentage},
                                                                           {"one_of", Fault::kNotOneOf},
                                                                           {"between", Fault::kNotBetween},
                                                                           {"matches", Fault::kNoMatch},
                                                                           {"ticked", Fault::kNotTicked}}};
  const auto fault = std::ranges::find(kFaults, value.scalar(), [](const auto& each) { return each.first; });
  if (fault == kFaults.end()) {
    std::vector<std::string_view> names;
    std::string all;
    for (const auto& each : kFaults) {
      names.push_back(each.first);
      all += (all.empty() ? "" : ", ") + std::string(each.first);
    }
    const std::string found(value.scalar());
    const std::string near(Nearest(found, names));
    reader.context().Wrong(
        value.where, "cells 没有“" + found + "”" + (near.empty() ? "，可用的有：" + all : DidYouMean(near, Lang::kZh)),
        "cells knows no '" + found + "'" + (near.empty() ? ", expected one of: " + all : DidYouMean(near, Lang::kEn)));
  } else {
    check->fault = fault->second;
  }
  check->once_a_table = reader.options.Flag("once_a_table").value_or(false);
  reader.rule.scope.locals = {"count", "table", "cell", "found", "plain"};
  reader.read_common();
  const auto read = [&](std::string_view key, std::vector<ExprPtr>& cells) {
    for (const Node* node : reader.options.List(key)) {
      if (ExprPtr expr = ParseExpr(reader.context(), *node, reader.rule.scope, Wanted::kCells)) {
        cells.push_back(std::move(expr));
      }
    }
  };
  read("in", check->only);
  read("may_be_negative", check->may_be_negative);
  read("may_be_fractional", check->may_be_fractional);
  read("may_have_unit", check->may_have_unit);
  ReadDomain(reader, value, *check);
  return check;
}

}  // namespace

extern const Kind kCells;
const Kind kCells = {"cells",
                     {"逐格检查：不空、是数、日期、百分比、勾选其一、属于所列的词、在范围之内",
                      "value cells one by one: filled, a number, a date, a percentage, a tick, one of some words, in a "
                      "range"},
                     Compile};

}  // namespace gouji
