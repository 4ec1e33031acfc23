// Rules that want something to be there, or to be as its form says. What is not was found when the report was
// understood; a rule switches a kind of irregularity on and words it.

#include <algorithm>
#include <array>

#include "rules/kind.h"

namespace gouji {
namespace {

struct Named {
  std::string_view name;
  Irregularity what;
  bool of_table;
};
constexpr std::array<Named, 20> kThings = {{
    {"title", Irregularity::kTitleMissing, false},
    {"title_year", Irregularity::kTitleYearMissing, false},
    {"variant_due", Irregularity::kVariantMismatch, false},
    {"variant_supported", Irregularity::kVariantUnsupported, false},
    {"section", Irregularity::kSectionMissing, false},
    {"section_order", Irregularity::kSectionOrder, false},
    {"section_heading", Irregularity::kSectionHeading, false},
    {"section_numeral", Irregularity::kSectionNumeral, false},
    {"section_content", Irregularity::kSectionEmpty, false},
    {"section_once", Irregularity::kSectionRepeated, false},
    {"table", Irregularity::kTableMissing, false},
    {"block", Irregularity::kBlockMissing, true},
    {"column", Irregularity::kColumnMissing, true},
    {"row", Irregularity::kRowMissing, true},
    {"row_expected", Irregularity::kRowUnexpected, true},
    {"row_complete", Irregularity::kRowRagged, true},
    {"label", Irregularity::kLabelWording, true},
    {"label_official", Irregularity::kLabelAlias, true},
    {"column_order", Irregularity::kColumnOrder, true},
    {"row_order", Irregularity::kRowOrder, true},
}};

std::string LabelOfSection(const Report& report, std::string_view id) {
  const Section* section = report.FindSection(id);
  return section == nullptr ? std::string() : std::string(section->form->label.official);
}

Irregular IrregularOf(const BoundTable& table, Irregularity what, std::string_view row, std::string_view column,
                      Span where, std::string_view found, std::string_view expected) {
  Irregular irregular;
  irregular.what = what;
  irregular.subject = {std::string(table.form->section), std::string(table.form->id), std::string(row),
                       std::string(column)};
  irregular.where = where;
  irregular.found = std::string(found);
  irregular.expected = std::string(expected);
  return irregular;
}

/// Where the header cell of a column stands from the left; -1 where that is not known.
int PlaceOf(const BoundTable& table, const BoundColumn& column) {
  for (const Grid* grid : table.grids) {
    for (const Cell& cell : grid->cells) {
      if (cell.text.where == column.where && grid->kind == GridKind::kExact) {
        return cell.column;
      }
    }
  }
  return -1;
}

/// What binding takes as it comes and only a rule may mind: labels known by an alias, columns and listed rows in
/// another order than the form's.
std::vector<Irregular> Untidy(const BoundTable& table, Irregularity what) {
  std::vector<Irregular> found;
  const bool alias = what == Irregularity::kLabelAlias;
  if (!table.present || (!alias && what != Irregularity::kColumnOrder && what != Irregularity::kRowOrder)) {
    return found;
  }
  for (std::size_t b = 0; b < table.columns.size() && what != Irregularity::kRowOrder; ++b) {
    int last = -1;
    for (std::size_t c = 0; c < table.columns[b].size(); ++c) {
      const BoundColumn& column = table.columns[b][c];
      const ColumnForm& form = table.form->blocks[b].columns[c];
      const int place = column.present && !alias ? PlaceOf(table, column) : -1;
      const bool wrong = alias ? column.present && column.fit == Fit::kAlias : place >= 0 && place < last;
      if (wrong) {
        found.push_back(IrregularOf(table, what, "", form.id, column.where, column.label, form.label.official));
      }
      last = std::max(last, place);
    }
  }
  std::uint32_t last = 0;
  for (std::size_t r = 0; r < table.form->rows.size() && what != Irregularity::kColumnOrder; ++r) {
    const BoundRow& row = table.rows[r];
    if (!row.present) {
      continue;
    }
    if (alias ? row.fit == Fit::kAlias : row.label_at.begin < last) {
      found.push_back(IrregularOf(table, what, table.form->rows[r].id, "", row.label_at, row.label,
                                  table.form->rows[r].label.official));
    }
    last = std::max(last, row.label_at.begin);
  }
  return found;
}

class RequireCheck : public Check {
 public:
  RequireCheck(Irregularity what, bool of_table, std::vector<int> sections, std::vector<int> mild,
               std::vector<int> tables)
      : what_(what),
        of_table_(of_table),
        sections_(std::move(sections)),
        mild_(std::move(mild)),
        tables_(std::move(tables)) {}

  void Run(const Rule& rule, const Pass& pass, Findings& findings) const override {
    const Report& report = pass.now();
    Evaluator evaluator(rule.scope, report, pass.previous(), Missing::kZero);
    if (!Applies(rule, pass, evaluator, findings)) {
      return;
    }
    bool applies = !of_table_;
    bool broken = false;
    for (const Irregular& irregular : report.irregulars) {
      broken = (CannotBeTold(irregular) ? Doubt(rule, pass, irregular, findings)
                                        : Report1(rule, pass, irregular, findings)) ||
               broken;
    }
    for (const BoundTable& table : report.tables) {
      if (table.form == nullptr || !IsMeant(table.form->symbol)) {
        continue;
      }
      applies = applies || table.present;
      for (const Irregular& irregular : table.irregulars) {
        broken = (CannotBeTold(irregular) ? Doubt(rule, pass, irregular, findings)
                                          : Report1(rule, pass, irregular, findings)) ||
                 broken;
      }
      for (const Irregular& irregular : Untidy(table, what_)) {
        broken = Report1(rule, pass, irregular, findings) || broken;
      }
    }
    if (!broken && applies) {
      findings.Pass();
    } else if (!broken) {
      findings.NotApplicable();
    }
  }

 private:
  bool IsMeant(int table) const { return tables_.empty() || std::ranges::find(tables_, table) != tables_.end(); }

  static bool Among(const Report& report, const std::vector<int>& sections, std::string_view id) {
    return std::ranges::any_of(sections,
                               [&](int i) { return report.sections[static_cast<std::size_t>(i)].form->id == id; });
  }

  bool IsMeant(const Report& report, const Scope& scope, const Irregular& irregular) const {
    const bool of_other_table = !tables_.empty() && std::ranges::none_of(tables_, [&](int t) {
      return scope.names->tables[static_cast<std::size_t>(t)].id == irregular.subject.table;
    });
    return !of_other_table && irregular.what == what_ &&
           (sections_.empty() || Among(report, sections_, irregular.subject.section));
  }

  /// Of what seems to be missing or misspelt, the lesser form says that it is in pieces and may not be.
  static bool CannotBeTold(const Irregular& irregular) {
    return irregular.unsure || (irregular.mild && irregular.what != Irregularity::kRowRagged);
  }

  static std::string WhyUntold(const Irregular& irregular, Lang lang) {
    const bool zh = lang == Lang::kZh;
    const Irregularity what = irregular.what;
    if (what == Irregularity::kTitleMissing) {
      return zh ? "各节标题都与别的文字连在了一起，报告标题在不在难以断定"
                : "the headings of all sections run into other words, so whether the title is there cannot be told";
    }
    if (what == Irregularity::kSectionMissing) {
      return zh ? "标题的文字在文中，却不成标题（可能转换时与别的文字连在了一起），这一节在不在难以断定"
                : "the words of the heading are in the text, but not as a heading: a conversion may have run them into "
                  "others, so whether the section is there cannot be told";
    }
    if (what == Irregularity::kSectionRepeated) {
      return Fill(zh ? "从“{found}”起是另一份报告，没有核对；请存成另一个文件"
                     : "another report begins at '{found}' and was not checked: put it into a file of its own",
                  {{"found", irregular.found}});
    }
    if (what == Irregularity::kTableMissing && irregular.unsure) {
      return zh ? "这一节没有表格，但有图片：图片里的内容没有读取，表格若在图片里，请改用文字表格"
                : "the section has no table but a picture, which is not read: a table shown in one should be a table";
    }
    if (what == Irregularity::kTableMissing && !irregular.found.empty()) {
      return Fill(
          zh ? "转换时表格没有转出来，这里只有占位的“{found}”；请检查原件，或换一种方式转换"
             : "a conversion left only '{found}' of the table: check the original, or convert it in another way",
          {{"found", irregular.found}});
    }
    if (what == Irregularity::kTableMissing) {
      return zh ? "这一节有成行的数字或标签，但认不出表的格子，表是否齐全难以断定"
                : "the section has rows of numbers or labels, but the cells of the table cannot be made out, so "
                  "whether "
                  "the table is there cannot be told";
    }
    if (what == Irregularity::kRowRagged) {
      return zh ? "行里的数字无法与各栏一一对应（空格没有留下痕迹，或几个数字连在一格里），少不少格难以断定"
                : "the numbers of rows cannot be told apart (blank cells left no trace, or several numbers came in one "
                  "cell), so whether cells are missing cannot be told";
    }
    return zh ? "表中的标签被拆成几段，无法全部拼合，缺什么、错什么难以断定"
              : "labels of the table are in pieces that cannot all be put together, so what is missing or wrong cannot "
                "be told";
  }

  bool Doubt(const Rule& rule, const Pass& pass, const Irregular& irregular, Findings& findings) const {
    if (!IsMeant(pass.now(), rule.scope, irregular)) {
      return false;
    }
    findings.NotEvaluated(rule, irregular.subject, irregular.where, WhyUntold(irregular, pass.lang()));
    return true;
  }

  bool Report1(const Rule& rule, const Pass& pass, const Irregular& irregular, Findings& findings) const {
    const Report& report = pass.now();
    if (!IsMeant(report, rule.scope, irregular)) {
      return false;
    }
    Diagnostic& diagnostic = findings.Fail(rule, pass, irregular.where);
    diagnostic.subject = irregular.subject;
    diagnostic.fix = irregular.fix;
    if (what_ == Irregularity::kRowRagged && irregular.more == 0) {
      findings.ragged.push_back(findings.diagnostics.size() - 1);
    }
    if (!irregular.also.empty()) {
      Evidence& other = diagnostic.evidence.emplace_back();
      other.source = &pass.source();
      other.where = irregular.also;
      other.subject = irregular.subject;
      other.label = std::string(pass.source().Slice(irregular.also));
    }
    if (irregular.more > 0) {
      const std::string more = std::to_string(irregular.more);
      diagnostic.notes.push_back(pass.lang() == Lang::kZh ? "本表另有 " + more + " 处同样如此"
                                                          : more + " more of the table are the same");
    }
    Evaluator evaluator(rule.scope, report, pass.previous(), Missing::kZero);
    evaluator.SetLocal("found", Value::OfText(irregular.found));
    evaluator.SetLocal("expected", Value::OfText(irregular.expected));
    evaluator.SetLocal("section", Value::OfText(LabelOfSection(report, irregular.subject.section)));
    evaluator.SetLocal("year", Value::OfText(std::to_string(report.year)));
    const auto variant = [&](const std::string& id, Lang lang) {
      const auto found = std::ranges::find(report.form->variants, id, &Variant::id);
      return found == report.form->variants.end() ? id : std::string(found->title.In(lang));
    };
    if (what_ == Irregularity::kVariantMismatch) {
      evaluator.SetLocal("found", Value::OfText(variant(irregular.found, pass.lang())));
      evaluator.SetLocal("expected", Value::OfText(variant(irregular.expected, pass.lang())));
    }
    Word(rule, evaluator, pass.lang(), diagnostic);
    if (what_ == Irregularity::kVariantMismatch) {
      SetValue(diagnostic, "found", variant(irregular.found, Lang::kZh));
      SetValue(diagnostic, "expected", variant(irregular.expected, Lang::kZh));
    }
    if (rule.mild && (irregular.mild || Among(report, mild_, irregular.subject.section))) {
      diagnostic.severity = *rule.mild;
    }
    return true;
  }

  Irregularity what_;
  bool of_table_;
  std::vector<int> sections_;
  std::vector<int> mild_;
  std::vector<int> tables_;
};

/// Ids of tables under `tables`; every unknown one is reported.
std::vector<int> TablesNamed(RuleReader& reader) {
  std::vector<int> tables;
  reader.options.Texts("tables");  // reports what is no text
  for (const Node* node : reader.options.List("tables")) {
    const int table = reader.names.TableOf(node->scalar());
    if (table >= 0) {
      tables.push_back(table);
    } else if (node->is_scalar()) {
      std::vector<std::string_view> known;
      for (const Names::Table& each : reader.names.tables) {
        known.push_back(each.id);
      }
      const std::string id(node->scalar());
      const std::string_view near = Nearest(id, known);
      reader.context().Wrong(node->where, "没有名为“" + id + "”的表" + DidYouMean(near, Lang::kZh),
                             "unknown table '" + id + "'" + DidYouMean(near, Lang::kEn));
    }
  }
  return tables;
}

std::unique_ptr<Check> Compile(RuleReader& reader, const Node& value) {
  reader.rule.scope.locals = {"found", "expected", "section", "year"};
  reader.read_common();
  std::vector<int> sections = reader.Sections("sections");
  std::vector<int> mild = reader.Sections("mild_sections");
  std::vector<int> tables = TablesNamed(reader);
  const auto thing = std::ranges::find(kThings, value.scalar(), &Named::name);
  if (thing == kThings.end()) {
    std::vector<std::string_view> names;
    names.reserve(kThings.size());
    for (const Named& each : kThings) {
      names.push_back(each.name);
    }
    const std::string_view near = Nearest(value.scalar(), names);
    const std::string found(value.scalar());
    reader.context().Wrong(value.where, "require 没有“" + found + "”" + DidYouMean(near, Lang::kZh),
                           "require knows no '" + found + "'" + DidYouMean(near, Lang::kEn));
    return nullptr;
  }
  return std::make_unique<RequireCheck>(thing->what, thing->of_table, std::move(sections), std::move(mild),
                                        std::move(tables));
}

}  // namespace

extern const Kind kRequire;
const Kind kRequire = {
    "require",
    {"某样东西须在，或须如表单所定：标题、节、表、行、栏、标签",
     "something must be there, or be as the form says: title, sections, tables, rows, columns, labels"},
    Compile,
    {"mild"}};

}  // namespace gouji
