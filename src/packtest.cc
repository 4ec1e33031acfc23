#include "packtest.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "base/trouble.h"
#include "input/layout.h"
#include "report/label.h"
#include "text/fold.h"

namespace gouji {
namespace {

// --- the report of a test

/// A stretch of a test's report. Edits change the text of parts; the whole is read anew then.
struct Part {
  enum class Kind { kTitle, kPreface, kHeading, kProse, kTable, kReport };
  Kind kind = Kind::kProse;
  int section = -1;
  int table = -1;
  std::string text;
  std::uint32_t begin = 0;  ///< in the source
};

/// What a test says of one report.
struct Draft {
  std::vector<Part> parts;
  int year = 0;

  bool whole() const { return !parts.empty() && parts.front().kind == Part::Kind::kReport; }
  bool has(Part::Kind kind) const {
    return std::ranges::any_of(parts, [kind](const Part& part) { return part.kind == kind; });
  }
  bool has_section(std::string_view id, const ReportForm& form) const {
    return std::ranges::any_of(
        parts, [&](const Part& part) { return part.section >= 0 && form.sections[part.section].id == id; });
  }
  bool has_table(int table) const {
    return std::ranges::any_of(parts, [table](const Part& part) { return part.table == table; });
  }
};

/// A report of a test, read and bound. Never moved: report and document view what stands beside them.
struct Staged {
  std::optional<ReportForm> own_form;  ///< the part of the pack's form that the test is about
  Document document;
  Report report;
};

Span TrimmedLine(const Source& source, Span line) {
  const std::string_view text = source.Slice(line);
  const std::string_view words = Trim(text);
  if (words.empty()) {
    return {line.begin, line.begin};
  }
  const auto begin = line.begin + static_cast<std::uint32_t>(words.data() - text.data());
  return {begin, begin + static_cast<std::uint32_t>(words.size())};
}

const Layout& PipeRows() { return *std::ranges::find(Layouts(), "pipe-rows", &Layout::name); }

/// Paragraphs and grids of the lines of one part.
void AddBlocks(Source& source, const Part& part, std::span<const Span> lines, std::vector<Block>& blocks) {
  if (part.kind == Part::Kind::kReport) {
    ReadLines(source, lines, blocks);
    return;
  }
  for (std::size_t i = 0; i < lines.size();) {
    Grid grid;
    const std::size_t taken = part.kind == Part::Kind::kTable ? PipeRows().take(source, lines, i, grid) : 0;
    if (taken > 0) {
      blocks.emplace_back(std::move(grid));
      i += taken;
      continue;
    }
    const Span words = TrimmedLine(source, lines[i++]);
    if (!words.empty()) {
      blocks.emplace_back(Paragraph{source.At(words), Paragraph::Role::kBody});
    }
  }
}

Document Compose(std::vector<Part>& parts) {
  std::string text;
  for (Part& part : parts) {
    part.begin = static_cast<std::uint32_t>(text.size());
    text += part.text;
    if (!text.ends_with('\n')) {
      text += '\n';
    }
  }
  Document document;
  document.source = std::make_unique<Source>("test", std::move(text));
  const std::vector<Span> lines = LinesOf(*document.source);
  const auto line_at = [&](std::uint32_t offset) {
    return static_cast<std::size_t>(std::ranges::lower_bound(lines, offset, {}, &Span::begin) - lines.begin());
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t first = line_at(parts[i].begin);
    const std::size_t last = i + 1 < parts.size() ? line_at(parts[i + 1].begin) : lines.size();
    AddBlocks(*document.source, parts[i], std::span(lines).subspan(first, last - first), document.blocks);
  }
  return document;
}

void Stage(const ReportForm& form, Draft& draft, Staged& staged) {
  staged.document = Compose(draft.parts);
  staged.report = Understand(form, staged.document, {draft.year, &FindBareTables});
}

// --- the part of the form a test is about

/// The rows and columns that the base report has, with their symbols kept.
TableForm PartOf(const TableForm& form, const BoundTable& bound) {
  TableForm part;
  part.id = form.id;
  part.symbol = form.symbol;
  part.title = form.title;
  part.section = form.section;
  part.kind = form.kind;
  part.marks = form.marks;
  std::vector<int> row_at(form.rows.size(), -1);
  for (std::size_t b = 0; b < form.blocks.size(); ++b) {
    const BlockForm& block = form.blocks[b];
    const bool any_row = std::ranges::any_of(block.rows, [&](int r) { return bound.rows[r].present; });
    if (!any_row && form.kind == TableForm::Rows::kListed && form.blocks.size() > 1) {
      continue;
    }
    BlockForm& kept = part.blocks.emplace_back();
    kept.id = block.id;
    kept.label = block.label;
    const bool named = std::ranges::any_of(bound.columns[b], [](const BoundColumn& column) { return column.present; });
    std::vector<int> column_at(block.columns.size(), -1);
    for (std::size_t c = 0; c < block.columns.size(); ++c) {
      if (!named || bound.columns[b][c].present) {
        column_at[c] = static_cast<int>(kept.columns.size());
        kept.columns.push_back(block.columns[c]);
      }
    }
    for (ColumnForm& column : kept.columns) {
      column.part_of = column.part_of < 0 ? -1 : column_at[column.part_of];
      std::vector<int> children;
      for (const int child : column.children) {
        if (column_at[child] >= 0) {
          children.push_back(column_at[child]);
        }
      }
      column.children = std::move(children);
    }
    for (const int r : block.rows) {
      if (bound.rows[r].present) {
        row_at[r] = static_cast<int>(part.rows.size());
        kept.rows.push_back(row_at[r]);
        part.rows.push_back(form.rows[r]);
        part.rows.back().block = static_cast<int>(part.blocks.size()) - 1;
      }
    }
    std::vector<int>& columns = part.column_of_symbol.emplace_back(
        form.column_of_symbol.empty() ? 0 : form.column_of_symbol.front().size(), -1);
    for (std::size_t c = 0; c < kept.columns.size(); ++c) {
      columns[kept.columns[c].symbol] = static_cast<int>(c);
    }
  }
  part.row_of_symbol.assign(form.row_of_symbol.size(), -1);
  for (std::size_t r = 0; r < part.rows.size(); ++r) {
    RowForm& row = part.rows[r];
    row.part_of = row.part_of < 0 ? -1 : row_at[row.part_of];
    std::vector<int> children;
    for (const int child : row.children) {
      if (row_at[child] >= 0) {
        children.push_back(row_at[child]);
      }
    }
    row.children = std::move(children);
    part.row_of_symbol[row.symbol] = static_cast<int>(r);
  }
  return part;
}

ReportForm PartOf(const ReportForm& form, const Draft& draft, const Report& base) {
  ReportForm part = form;
  for (std::size_t t = 0; t < part.tables.size(); ++t) {
    const bool here = draft.has_table(static_cast<int>(t));
    for (std::size_t v = 0; v < part.tables[t].size(); ++v) {
      TableForm& table = part.tables[t][v];
      if (!here) {
        const std::size_t rows = table.row_of_symbol.size();
        table = {};
        table.symbol = static_cast<int>(t);
        table.row_of_symbol.assign(rows, -1);
      } else if (!base.tables.empty() && base.tables[t].form == &form.tables[t][v] && base.tables[t].present) {
        table = PartOf(form.tables[t][v], base.tables[t]);
      }
    }
  }
  for (std::vector<TableForm>& variants : part.tables) {
    for (TableForm& table : variants) {
      table.Index();
    }
  }
  return part;
}

/// What is irregular only because the test's base is a part of a report.
void ForgetTheRest(const Draft& base, Report& report) {
  std::erase_if(report.irregulars, [&](const Irregular& irregular) {
    switch (irregular.what) {
      case Irregularity::kTitleMissing:
      case Irregularity::kTitleYearMissing:
        return !base.has(Part::Kind::kTitle);
      case Irregularity::kSectionMissing:
        return !base.has_section(irregular.subject.section, *report.form);
      default:
        return false;
    }
  });
}

// --- places, as tests name them: requests[total, person], requests, section(overview), title

struct Selector {
  bool title = false;
  bool anything = false;
  std::string section;
  std::string table;
  std::optional<std::string> row;  ///< nothing: any
  std::optional<std::string> column;

  bool Means(const Subject& subject) const {
    const auto fits = [](const std::optional<std::string>& wanted, const std::string& found) {
      return !wanted || *wanted == found || (!found.empty() && Fold(*wanted) == Fold(found));
    };
    if (anything) {
      return true;
    }
    if (title || (table.empty() ? subject.section != section : subject.table != table)) {
      return false;
    }
    return table.empty() || (fits(row, subject.row) && fits(column, subject.column));
  }
  bool is_one() const { return !anything && (title || table.empty() || (row && column)); }
};

std::string Written(const Subject& subject) {
  if (!subject.table.empty() && subject.row.empty() && subject.column.empty()) {
    return subject.table;
  }
  if (!subject.table.empty()) {
    return subject.table + "[" + (subject.row.empty() ? "*" : subject.row) + ", " +
           (subject.column.empty() ? "*" : subject.column) + "]";
  }
  return subject.section.empty() ? "" : "section(" + subject.section + ")";
}

class SelectorReader {
 public:
  SelectorReader(const NodeContext& context, const RulePack& pack) : context_(context), pack_(pack) {}

  /// Reads "table[row, column]", "table", "section(id)", "title" or "*"; a mistake is reported.
  std::optional<Selector> Read(const Node& node) {
    if (!node.is_scalar() || node.scalar.empty()) {
      Wrong(node, 0, 0, "应为一处：表[行, 栏]、表、section(节) 或 title",
            "expected a place: table[row, column], table, section(id) or title");
      return std::nullopt;
    }
    const std::string_view text = node.scalar;
    Selector selector;
    if (text == "*") {
      selector.anything = true;
      return selector;
    }
    if (text == "title") {
      selector.title = true;
      return selector;
    }
    if (text.starts_with("section(") && text.ends_with(")")) {
      const std::string_view id = text.substr(8, text.size() - 9);
      selector.section = id;
      return Known(node, 8, id, {pack_.names.sections.begin(), pack_.names.sections.end()}, {"节", "section"})
                 ? std::make_optional(selector)
                 : std::nullopt;
    }
    const std::size_t open = std::min(text.find('['), text.size());
    std::vector<std::string_view> tables;
    for (const Names::Table& table : pack_.names.tables) {
      tables.push_back(table.id);
    }
    const std::string_view table = text.substr(0, open);
    if (!Known(node, 0, table, tables, {"表", "table"})) {
      return std::nullopt;
    }
    selector.table = table;
    if (open == text.size()) {
      return selector;
    }
    const std::size_t comma = text.rfind(',');
    if (comma == std::string_view::npos || comma < open || !text.ends_with(']')) {
      Wrong(node, open, text.size(), "应为 [行, 栏]", "expected [row, column]");
      return std::nullopt;
    }
    const std::string_view row = Trim(text.substr(open + 1, comma - open - 1));
    const std::string_view column = Trim(text.substr(comma + 1, text.size() - comma - 2));
    const Names::Table& names = pack_.names.tables[pack_.names.TableOf(table)];
    const auto at = [&](std::string_view part) { return static_cast<std::size_t>(part.data() - text.data()); };
    std::vector<std::string_view> rows(names.rows.begin(), names.rows.end());
    for (const TableForm& form : pack_.form.tables[pack_.names.TableOf(table)]) {
      for (const BlockForm& block : form.blocks) {
        rows.push_back(block.id);
      }
    }
    bool good = true;
    if (row != "*") {
      good = names.open_rows || Known(node, at(row), row, rows, {"行", "row"});
      selector.row = row;
    }
    if (column != "*") {
      good = Known(node, at(column), column, {names.columns.begin(), names.columns.end()}, {"栏", "column"}) && good;
      selector.column = column;
    }
    return good ? std::make_optional(selector) : std::nullopt;
  }

  /// The index of a section or table by its id; a name that is not known is reported.
  bool Known(const Node& node, std::size_t begin, std::string_view name, const std::vector<std::string_view>& known,
             Localized what) const {
    if (std::ranges::find(known, name) != known.end()) {
      return true;
    }
    const std::string near(Nearest(name, known));
    const std::string found(name);
    Wrong(node, begin, begin + name.size(),
          "没有名为 '" + found + "' 的" + std::string(what.zh) + (near.empty() ? "" : "，是不是 '" + near + "'？"),
          "unknown " + std::string(what.en) + " '" + found + "'" +
              (near.empty() ? "" : ", did you mean '" + near + "'?"));
    return false;
  }

 private:
  void Wrong(const Node& node, std::size_t begin, std::size_t end, std::string zh, std::string en) const {
    const Span where = node.is_scalar() && end > begin ? node.SpanInScalar(*context_.source, begin, end) : node.where;
    context_.Wrong(where, std::move(zh), std::move(en));
  }

  const NodeContext& context_;
  const RulePack& pack_;
};

// --- reading a test's report

class DraftReader {
 public:
  DraftReader(const RulePack& pack, const Rule& rule) : pack_(pack), rule_(rule) {}

  Draft Read(Options& options) {
    Draft draft;
    if (const auto year = options.Integer("year")) {
      draft.year = static_cast<int>(*year);
    }
    if (const std::string_view report = options.Text("report"); !report.empty()) {
      draft.parts.push_back({Part::Kind::kReport, -1, -1, std::string(report), 0});
    }
    if (const std::string_view title = options.Text("title"); !title.empty()) {
      Add(draft, {Part::Kind::kTitle, -1, -1, std::string(title), 0}, options, "title");
    }
    if (const std::string_view preface = options.Text("preface"); !preface.empty()) {
      Add(draft, {Part::Kind::kPreface, -1, -1, std::string(preface), 0}, options, "preface");
    }
    std::map<int, std::string_view> prose;
    ReadProse(options, prose);
    std::map<int, std::vector<std::pair<int, std::string_view>>> tables;
    ReadTables(options, tables);
    for (std::size_t s = 0; s < pack_.form.sections.size(); ++s) {
      const int section = static_cast<int>(s);
      if (!prose.contains(section) && !tables.contains(section)) {
        continue;
      }
      const SectionForm& form = pack_.form.sections[s];
      Add(draft, {Part::Kind::kHeading, section, -1, std::string(form.label.official), 0}, options, "text");
      if (prose.contains(section)) {
        draft.parts.push_back({Part::Kind::kProse, section, -1, std::string(prose[section]), 0});
      }
      for (const auto& [table, text] : tables[section]) {
        draft.parts.push_back({Part::Kind::kTable, section, table, std::string(text), 0});
      }
    }
    return draft;
  }

 private:
  static void Add(Draft& draft, Part part, Options& options, std::string_view key) {
    if (draft.whole()) {
      const Node* node = options.Find(key);
      options.context().Wrong((node == nullptr ? options.node() : *node).where,
                              "写了 report 就是整篇报告，不能再写其他部分",
                              "'report' is the whole report, nothing may stand beside it");
      return;
    }
    draft.parts.push_back(std::move(part));
  }

  void ReadProse(Options& options, std::map<int, std::string_view>& prose) {
    const Node* text = options.Find("text");
    if (text == nullptr) {
      return;
    }
    if (text->is_scalar()) {
      const int section = OwnSection();
      if (section < 0) {
        options.context().Wrong(text->where, "这条规则不属于某一节，应写 text: {节: 文字}",
                                "the rule is about no one section, write text: {section: prose}");
        return;
      }
      prose[section] = text->scalar;
      return;
    }
    if (!text->is_map()) {
      options.Text("text");
      return;
    }
    for (std::size_t i = 0; i + 1 < text->items.size(); i += 2) {
      const Node& key = text->items[i];
      const Node& value = text->items[i + 1];
      const auto& sections = pack_.names.sections;
      if (!SelectorReader(options.context(), pack_)
               .Known(key, 0, key.scalar, {sections.begin(), sections.end()}, {"节", "section"})) {
        continue;
      }
      if (!value.is_scalar() && !value.is_null()) {
        options.context().Wrong(value.where, "节的内容应为文字", "the prose of a section must be text");
        continue;
      }
      prose[static_cast<int>(std::ranges::find(sections, key.scalar) - sections.begin())] = value.scalar;
    }
  }

  void ReadTables(Options& options, std::map<int, std::vector<std::pair<int, std::string_view>>>& tables) {
    const auto add = [&](int table, const Node& node) {
      const int section = SectionOf(table);
      if (!node.is_scalar() || Trim(node.scalar).empty()) {
        options.context().Wrong(node.where, "表应写成若干行 | 格 | 格 |", "a table is lines of | cell | cell |");
      } else if (section >= 0) {
        tables[section].emplace_back(table, node.scalar);
      }
    };
    if (const Node* node = options.Find("table")) {
      const int table = OwnTable(node->scalar);
      if (table < 0) {
        options.context().Wrong(node->where, "分不清是哪个表，应写 tables: {表: …}",
                                "it cannot be told which table this is, write tables: {table: …}");
      } else {
        add(table, *node);
      }
    }
    const Node* all = options.Find("tables");
    if (all == nullptr) {
      return;
    }
    if (!all->is_map()) {
      options.context().Wrong(all->where, "tables 应为 表: |… 的映射", "tables must be a map of tables");
      return;
    }
    std::vector<std::string_view> known;
    for (const Names::Table& each : pack_.names.tables) {
      known.push_back(each.id);
    }
    for (std::size_t i = 0; i + 1 < all->items.size(); i += 2) {
      const Node& key = all->items[i];
      if (SelectorReader(options.context(), pack_).Known(key, 0, key.scalar, known, {"表", "table"})) {
        add(pack_.names.TableOf(key.scalar), all->items[i + 1]);
      }
    }
  }

  int SectionOf(int table) const {
    for (const TableForm& form : pack_.form.tables[table]) {
      const auto section = std::ranges::find(pack_.form.sections, form.section, &SectionForm::id);
      if (!form.id.empty() && section != pack_.form.sections.end()) {
        return static_cast<int>(section - pack_.form.sections.begin());
      }
    }
    return -1;
  }

  /// The section the rule names, in whichever of its keys.
  int OwnSection() const {
    const auto& sections = pack_.names.sections;
    const auto index = [&](std::string_view id) {
      const auto found = std::ranges::find(sections, id);
      return found == sections.end() ? -1 : static_cast<int>(found - sections.begin());
    };
    if (rule_.at_section >= 0) {
      return rule_.at_section;
    }
    for (const std::string_view key : {"section", "sections", "in", "scope"}) {
      const Node* node = rule_.node->Find(key);
      node = node != nullptr && node->is_list() && !node->items.empty() ? &node->items.front() : node;
      if (node != nullptr && node->is_scalar() && index(node->scalar) >= 0) {
        return index(node->scalar);
      }
    }
    return sections.size() == 1 ? 0 : -1;
  }

  /// The table the rule names, or else the one whose labels the text shows.
  int OwnTable(std::string_view text) const {
    for (const Loop& loop : rule_.scope.loops) {
      if (loop.table >= 0) {
        return loop.table;
      }
    }
    if (rule_.at_cell != nullptr) {
      return rule_.at_cell->table;
    }
    std::vector<Part> parts = {{Part::Kind::kTable, -1, -1, std::string(text), 0}};
    const Document document = Compose(parts);
    std::vector<GridRow> rows;
    for (const Block& block : document.blocks) {
      if (const auto* grid = std::get_if<Grid>(&block)) {
        for (std::uint32_t row = 0; row < grid->rows; ++row) {
          rows.push_back({grid, row});
        }
      }
    }
    int best = -1;
    int most = 0;
    for (std::size_t t = 0; t < pack_.form.tables.size(); ++t) {
      for (const TableForm& form : pack_.form.tables[t]) {
        const int found = form.id.empty() ? 0 : Bound(BindTable(form, rows));
        if (found > most) {
          most = found;
          best = static_cast<int>(t);
        }
      }
    }
    return best;
  }

  static int Bound(const BoundTable& table) {
    int bound = static_cast<int>(std::ranges::count(table.rows, true, &BoundRow::present));
    for (const std::vector<BoundColumn>& columns : table.columns) {
      bound += static_cast<int>(std::ranges::count(columns, true, &BoundColumn::present));
    }
    return bound;
  }

  const RulePack& pack_;
  const Rule& rule_;
};

// --- edits

struct Change {
  Span where;
  std::string replacement;
};

class Editor {
 public:
  Editor(const NodeContext& context, const RulePack& pack, const Staged& base, Draft& draft)
      : context_(context), pack_(pack), base_(base), draft_(draft) {}

  void Run(const Node& node) {
    Options edits(context_, node, {"edit", "edit"});
    std::vector<std::string_view> cells;
    for (std::size_t i = 0; node.is_map() && i + 1 < node.items.size(); i += 2) {
      if (node.items[i].scalar.find('[') != std::string_view::npos) {
        SetCell(node.items[i], node.items[i + 1]);
        edits.Find(node.items[i].scalar);
      }
    }
    for (const Node* each : edits.List("drop_row")) {
      Drop(*each, What::kRow);
    }
    for (const Node* each : edits.List("drop_column")) {
      Drop(*each, What::kColumn);
    }
    for (const Node* each : edits.List("drop_block")) {
      Drop(*each, What::kBlock);
    }
    std::vector<bool> gone(draft_.parts.size(), false);
    for (const Node* each : edits.List("drop_table")) {
      DropParts(*each, gone, false);
    }
    for (const Node* each : edits.List("drop_section")) {
      DropParts(*each, gone, true);
    }
    if (edits.Flag("drop_title").value_or(false)) {
      for (std::size_t i = 0; i < draft_.parts.size(); ++i) {
        gone[i] = gone[i] || draft_.parts[i].kind == Part::Kind::kTitle;
      }
    }
    Apply();
    if (const Node* replace = edits.Find("replace")) {
      Replace(*replace);
    }
    edits.Finish();
    for (std::size_t i = draft_.parts.size(); i-- > 0;) {
      if (gone[i]) {
        draft_.parts.erase(draft_.parts.begin() + static_cast<std::ptrdiff_t>(i));
      }
    }
  }

 private:
  enum class What { kRow, kColumn, kBlock };

  void SetCell(const Node& key, const Node& value) {
    const auto selector = SelectorReader(context_, pack_).Read(key);
    if (!selector) {
      return;
    }
    if (!selector->row || !selector->column) {
      context_.Wrong(key.where, "应为一格：表[行, 栏]", "expected one cell: table[row, column]");
      return;
    }
    if (!value.is_scalar() && !value.is_null()) {
      context_.Wrong(value.where, "格的内容应为文字", "a cell must be text");
      return;
    }
    const BoundTable* table = TableNamed(selector->table);
    if (table != nullptr) {
      for (std::size_t r = 0; r < table->rows.size(); ++r) {
        if (!IsNamed(*table, r, *selector->row)) {
          continue;
        }
        const int block = BlockOf(*table, r);
        const auto& columns = table->form->blocks[block].columns;
        const auto column = std::ranges::find(columns, *selector->column, &ColumnForm::id);
        if (column == columns.end()) {
          continue;
        }
        const BoundCell& cell = table->rows[r].cells[column - columns.begin()];
        if (cell.absence == Absence::kPresent) {
          changes_.push_back(
              {cell.where, cell.where.empty() ? " " + std::string(value.scalar) + " " : std::string(value.scalar)});
          return;
        }
      }
    }
    NotThere(key, {"格", "cell"});
  }

  void Drop(const Node& node, What what) {
    if (!node.is_scalar() || node.scalar.empty()) {
      context_.Wrong(node.where, "应为名称，或 表[行, 栏]", "expected a name, or table[row, column]");
      return;
    }
    std::string table_id;
    std::string name(node.scalar);
    if (node.scalar.find('[') != std::string_view::npos) {
      const auto selector = SelectorReader(context_, pack_).Read(node);
      if (!selector) {
        return;
      }
      table_id = selector->table;
      name = (what == What::kColumn ? selector->column : selector->row).value_or("");
    }
    bool any = false;
    for (const BoundTable& table : base_.report.tables) {
      if (!table.present || (!table_id.empty() && table.form->id != table_id)) {
        continue;
      }
      any = (what == What::kRow      ? DropRow(table, name)
             : what == What::kColumn ? DropColumn(table, name)
                                     : DropBlock(table, name)) ||
            any;
    }
    if (!any) {
      NotThere(node, what == What::kRow      ? Localized{"行", "row"}
                     : what == What::kColumn ? Localized{"栏", "column"}
                                             : Localized{"分块", "block"});
    }
  }

  bool DropRow(const BoundTable& table, std::string_view name) {
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      if (table.rows[r].present && IsNamed(table, r, name)) {
        changes_.push_back({WholeLine(table.rows[r].label_at.begin), ""});
        return true;
      }
    }
    return false;
  }

  bool DropColumn(const BoundTable& table, std::string_view name) {
    bool any = false;
    for (std::size_t b = 0; b < table.columns.size(); ++b) {
      const auto& columns = table.form->blocks[b].columns;
      for (std::size_t c = 0; c < columns.size(); ++c) {
        if (columns[c].id == name && table.columns[b][c].present) {
          DropField(LinesOfBlock(table, static_cast<int>(b)), FieldAt(table.columns[b][c].where.begin));
          any = true;
        }
      }
    }
    return any;
  }

  bool DropBlock(const BoundTable& table, std::string_view name) {
    const auto& blocks = table.form->blocks;
    const auto block = std::ranges::find(blocks, name, &BlockForm::id);
    if (block == blocks.end()) {
      return false;
    }
    for (const Span line : LinesOfBlock(table, static_cast<int>(block - blocks.begin()))) {
      changes_.push_back({line, ""});
    }
    return true;
  }

  /// From behind the rows of the block before to its own last row.
  std::vector<Span> LinesOfBlock(const BoundTable& table, int block) const {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    for (const Part& part : draft_.parts) {
      const bool open = table.form->kind != TableForm::Rows::kListed;
      if (part.table == table.form->symbol || (part.kind == Part::Kind::kReport && begin == 0)) {
        begin = part.begin;
        end = open ? part.begin + static_cast<std::uint32_t>(part.text.size()) : part.begin;
      }
    }
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      if (table.rows[r].present) {
        const Span line = WholeLine(table.rows[r].label_at.begin);
        begin = BlockOf(table, r) < block ? std::max(begin, line.end) : begin;
        end = BlockOf(table, r) == block ? std::max(end, line.end) : end;
      }
    }
    std::vector<Span> lines;
    for (std::uint32_t at = begin; at < end; at = lines.back().end) {
      lines.push_back(WholeLine(at));
      if (lines.back().empty()) {
        break;
      }
    }
    return lines;
  }

  /// How many pipes stand before a place in its line.
  int FieldAt(std::uint32_t offset) const {
    const Span line = source().LineSpan(offset);
    const std::string_view before = source().Slice({line.begin, offset});
    return static_cast<int>(std::ranges::count(before, '|'));
  }

  void DropField(const std::vector<Span>& lines, int field) {
    for (const Span line : lines) {
      const std::string_view text = source().Slice(line);
      int pipes = 0;
      std::optional<std::size_t> begin;
      for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '|') {
          continue;
        }
        if (++pipes == field) {
          begin = i;
        } else if (pipes == field + 1 && begin) {
          changes_.push_back(
              {{line.begin + static_cast<std::uint32_t>(*begin), line.begin + static_cast<std::uint32_t>(i)}, ""});
        }
      }
    }
  }

  void DropParts(const Node& node, std::vector<bool>& gone, bool section) {
    bool any = false;
    for (std::size_t i = 0; i < draft_.parts.size(); ++i) {
      const Part& part = draft_.parts[i];
      const bool hit = section ? part.section >= 0 && pack_.names.sections[part.section] == node.scalar
                               : part.table >= 0 && pack_.names.tables[part.table].id == node.scalar;
      gone[i] = gone[i] || hit;
      any = any || hit;
    }
    if (!any) {
      NotThere(node, section ? Localized{"节", "section"} : Localized{"表", "table"});
    }
  }

  void Replace(const Node& node) {
    if (!node.is_map()) {
      context_.Wrong(node.where, "replace 应为 原文: 新文 的映射", "replace must be a map of words and new words");
      return;
    }
    for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
      const std::string_view from = node.items[i].scalar;
      bool any = false;
      for (Part& part : draft_.parts) {
        for (std::size_t at = part.text.find(from); !from.empty() && at != std::string::npos;
             at = part.text.find(from, at + node.items[i + 1].scalar.size())) {
          part.text.replace(at, from.size(), node.items[i + 1].scalar);
          any = true;
        }
      }
      if (!any) {
        NotThere(node.items[i], {"文字", "text"});
      }
    }
  }

  void Apply() {
    std::ranges::stable_sort(changes_, {}, [](const Change& change) { return change.where; });
    std::uint32_t limit = UINT32_MAX;
    for (auto change = changes_.rbegin(); change != changes_.rend(); ++change) {
      if (change->where.end > limit) {
        continue;  // inside a line that is gone
      }
      for (Part& part : draft_.parts) {
        const auto size = static_cast<std::uint32_t>(part.text.size());
        if (change->where.begin >= part.begin && change->where.begin <= part.begin + size) {
          const std::uint32_t from = change->where.begin - part.begin;
          part.text.replace(from, std::min(change->where.end - part.begin, size) - from, change->replacement);
          break;
        }
      }
      limit = change->where.begin;
    }
  }

  void NotThere(const Node& node, Localized what) const {
    const std::string name(node.scalar);
    context_.Wrong(
        node.where,
        "测试的报告里没有这" + std::string(what.zh == "文字" ? "段" : "个") + std::string(what.zh) + "：'" + name + "'",
        "the test's report has no such " + std::string(what.en) + ": '" + name + "'");
  }

  const BoundTable* TableNamed(std::string_view id) const {
    for (const BoundTable& table : base_.report.tables) {
      if (table.present && table.form->id == id) {
        return &table;
      }
    }
    return nullptr;
  }
  static int BlockOf(const BoundTable& table, std::size_t row) {
    return table.rows[row].form < 0 ? 0 : table.form->rows[table.rows[row].form].block;
  }
  static bool IsNamed(const BoundTable& table, std::size_t row, std::string_view name) {
    const BoundRow& bound = table.rows[row];
    return bound.form < 0 ? bound.label == name || bound.key == LabelKey(name)
                          : table.form->rows[bound.form].id == name;
  }
  Span WholeLine(std::uint32_t offset) const {
    Span line = source().LineSpan(offset);
    line.end += line.end < source().text().size() ? 1 : 0;
    return line;
  }
  const Source& source() const { return *base_.document.source; }

  const NodeContext& context_;
  const RulePack& pack_;
  const Staged& base_;
  Draft& draft_;
  std::vector<Change> changes_;
};

// --- expectations

struct ExpectedFinding {
  const Node* node = nullptr;
  std::optional<Selector> at;
  std::string_view text;
  std::vector<std::pair<const Node*, const Node*>> values;
  std::optional<Severity> severity;
  std::optional<Localized> message;
};

struct Expected {
  enum class Verdict { kPass, kNotApplicable, kListed };
  Verdict verdict = Verdict::kPass;
  std::vector<ExpectedFinding> findings;
  std::vector<std::pair<const Node*, Selector>> doubts;
};

class ExpectReader {
 public:
  ExpectReader(const NodeContext& context, const RulePack& pack) : context_(context), pack_(pack) {}

  Expected Read(Options& test) {
    Expected expected;
    const Node* node = test.Find("expect", Need::kRequired);
    if (node == nullptr) {
      return expected;
    }
    if (node->is_scalar()) {
      const auto verdict =
          test.OneOf("expect", {{"pass", static_cast<int>(Expected::Verdict::kPass)},
                                {"not_applicable", static_cast<int>(Expected::Verdict::kNotApplicable)}});
      expected.verdict = static_cast<Expected::Verdict>(verdict.value_or(0));
      return expected;
    }
    expected.verdict = Expected::Verdict::kListed;
    if (node->is_list() && node->items.empty()) {
      context_.Wrong(node->where, "expect 为空列表；不应有发现时写 pass",
                     "an empty list; write 'pass' where nothing is to be found");
    }
    for (const Node* item : test.List("expect")) {
      ReadItem(*item, expected);
    }
    return expected;
  }

 private:
  void ReadItem(const Node& node, Expected& expected) {
    Options item(context_, node, {"预期", "expectation"});
    if (!node.is_map()) {
      return;
    }
    if (const Node* doubt = item.Find("not_evaluated")) {
      if (auto selector = SelectorReader(context_, pack_).Read(*doubt)) {
        expected.doubts.emplace_back(&node, std::move(*selector));
      }
      item.Finish();
      return;
    }
    ExpectedFinding finding;
    finding.node = &node;
    if (const Node* at = item.Find("at")) {
      finding.at = SelectorReader(context_, pack_).Read(*at);
    }
    finding.text = item.Text("text");
    if (item.Find("at") == nullptr && finding.text.empty()) {
      context_.Wrong(node.where, "应写明在哪里：at 或 text", "say where: 'at' or 'text'");
    }
    if (const Node* values = item.Find("values")) {
      if (!values->is_map()) {
        context_.Wrong(values->where, "values 应为 名称: 值 的映射", "values must be a map of names and values");
      }
      for (std::size_t i = 0; values->is_map() && i + 1 < values->items.size(); i += 2) {
        finding.values.emplace_back(&values->items[i], &values->items[i + 1]);
      }
    }
    if (const auto severity = item.OneOf("severity", {{"error", static_cast<int>(Severity::kError)},
                                                      {"warning", static_cast<int>(Severity::kWarning)},
                                                      {"note", static_cast<int>(Severity::kNote)}})) {
      finding.severity = static_cast<Severity>(*severity);
    }
    if (item.Find("message") != nullptr) {
      finding.message = item.Message("message");
    }
    item.Finish();
    expected.findings.push_back(std::move(finding));
  }

  const NodeContext& context_;
  const RulePack& pack_;
};

// --- one test

/// Plain decimals of the same value are equal, whatever zeros they end in.
bool SameValue(std::string_view a, std::string_view b) {
  const auto x = Decimal::Parse(a);
  const auto y = Decimal::Parse(b);
  return a == b || (x && y && *x == *y);
}

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c == '"' || c == '\\' ? std::string("\\") + c : c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return quoted + "\"";
}

class TestRunner {
 public:
  TestRunner(const RulePack& pack, const Rule& rule, Lang lang, PackTests& results, RuleCoverage& coverage)
      : pack_(pack), rule_(rule), lang_(lang), results_(results), coverage_(coverage) {}

  void Run(const Node& node) {
    Diagnostics mistakes;
    const NodeContext context{rule_.source, lang_, &mistakes, Trouble::kPack, true};
    Options test(context, node, {"测试", "test"});
    name_ = std::string(test.Text("name", Need::kRequired));
    Staged now;
    Staged before;
    Prepare(test, now);
    const Node* previous = test.Find("previous");
    if (previous != nullptr) {
      Options inner(context, *previous, {"previous", "previous"});
      Prepare(inner, before);
      inner.Finish();
    }
    const Expected expected = ExpectReader(context, pack_).Read(test);
    test.Finish();
    ++results_.tests;
    ++coverage_.tests;
    if (!mistakes.all().empty()) {
      ++results_.failed;
      std::ranges::move(mistakes.Take(), std::back_inserter(results_.mistakes));
      return;
    }
    const Report* last = previous == nullptr ? nullptr : &before.report;
    const Findings findings = Check(now.report, last, lang_);
    const Lang other = lang_ == Lang::kZh ? Lang::kEn : Lang::kZh;
    const Findings in_other = Check(now.report, last, other);
    coverage_.fired = coverage_.fired || findings.tally.fail > 0;
    coverage_.passed = coverage_.passed || findings.tally.pass > 0;
    coverage_.doubted = coverage_.doubted || findings.tally.not_evaluated > 0;
    results_.seen.push_back({rule_.source, node.where, name_, Describe(findings)});
    const std::size_t failures = results_.failures.size();
    Compare(test, expected, findings, in_other);
    results_.failed += results_.failures.size() > failures ? 1 : 0;
  }

 private:
  void Prepare(Options& test, Staged& staged) {
    Draft draft = DraftReader(pack_, rule_).Read(test);
    const Node* edit = test.Find("edit");
    Stage(pack_.form, draft, staged);
    const Draft base = draft;
    for (std::size_t t = 0; t < staged.report.tables.size(); ++t) {
      if (base.has_table(static_cast<int>(t)) && !staged.report.tables[t].present) {
        const Node* table = test.Find("tables");
        table = table == nullptr ? test.Find("table") : table;
        test.context().Wrong(
            (table == nullptr ? test.node() : *table).where,
            "认不出表 '" + pack_.names.tables[t].id + "'：没有一行一栏的名称与表样相符",
            "this is no table '" + pack_.names.tables[t].id + "': none of its labels are those of the form");
      }
    }
    if (!base.whole()) {
      staged.own_form = PartOf(pack_.form, base, staged.report);
    }
    if (edit != nullptr) {
      Editor(test.context(), pack_, staged, draft).Run(*edit);
    }
    if (edit != nullptr || staged.own_form) {
      Stage(staged.own_form ? *staged.own_form : pack_.form, draft, staged);
    }
    if (!base.whole()) {
      ForgetTheRest(base, staged.report);
    }
  }

  Findings Check(const Report& now, const Report* before, Lang lang) const {
    const Pass pass(now, before, lang);
    Findings findings;
    if (rule_.AppliesTo(now)) {
      rule_.check->Run(rule_, pass, findings);
    } else {
      findings.NotApplicable();
    }
    return findings;
  }

  // --- what was expected, what was got

  void Compare(Options& test, const Expected& expected, const Findings& findings, const Findings& in_other) {
    const Node& where = *test.Find("expect");
    if (expected.verdict != Expected::Verdict::kListed) {
      CompareVerdict(where, expected, findings);
      return;
    }
    std::vector<bool> used(findings.diagnostics.size(), false);
    for (const ExpectedFinding& each : expected.findings) {
      CompareFinding(each, findings, in_other, used);
    }
    for (std::size_t i = 0; i < used.size(); ++i) {
      if (!used[i]) {
        const std::string found = Describe(findings.diagnostics[i]);
        Failed(where, "没有预期的发现：" + found, "a finding nobody expected: " + found);
      }
    }
    for (const auto& [node, wanted_selector] : expected.doubts) {
      const auto& selector = wanted_selector;
      if (std::ranges::none_of(findings.unchecked, [&](const Unchecked& each) { return Means(selector, each); })) {
        Failed(*node, "应为未能核对，实际：" + Short(findings, Lang::kZh),
               "expected not evaluated, got " + Short(findings, Lang::kEn));
      }
    }
    for (const Unchecked& each : findings.unchecked) {
      if (std::ranges::none_of(expected.doubts, [&](const auto& doubt) { return Means(doubt.second, each); })) {
        const std::string place = Place(each);
        Failed(where, "没有预期的“未能核对”：" + place + "（" + each.reason + "）",
               "not evaluated where nobody expected it: " + place + " (" + each.reason + ")");
      }
    }
  }

  static bool Means(const Selector& selector, const Unchecked& each) {
    return selector.Means(each.subject) || (!each.cause.empty() && selector.Means(each.cause));
  }

  void CompareVerdict(const Node& where, const Expected& expected, const Findings& findings) {
    const Tally& tally = findings.tally;
    const bool wants_pass = expected.verdict == Expected::Verdict::kPass;
    const bool met = tally.fail == 0 && tally.not_evaluated == 0 && (wants_pass ? tally.pass > 0 : tally.pass == 0);
    if (!met) {
      Failed(where, std::string(wants_pass ? "应为通过，实际：" : "应为不适用，实际：") + Short(findings, Lang::kZh),
             std::string(wants_pass ? "expected pass, got " : "expected not_applicable, got ") +
                 Short(findings, Lang::kEn));
    }
  }

  void CompareFinding(const ExpectedFinding& expected, const Findings& findings, const Findings& in_other,
                      std::vector<bool>& used) {
    bool any = false;
    for (std::size_t i = 0; i < used.size(); ++i) {
      const Diagnostic& found = findings.diagnostics[i];
      if (used[i] || !StandsAt(expected, found) || (any && (!expected.at || expected.at->is_one()))) {
        continue;
      }
      used[i] = true;
      any = true;
      CompareDetails(expected, found, i < in_other.diagnostics.size() ? &in_other.diagnostics[i] : nullptr);
    }
    if (!any) {
      Failed(*expected.node, "应在这里有发现，实际：" + Short(findings, Lang::kZh),
             "expected a finding here, got " + Short(findings, Lang::kEn));
    }
  }

  static bool StandsAt(const ExpectedFinding& expected, const Diagnostic& found) {
    if (expected.at && expected.at->title) {
      return found.subject.empty();
    }
    if (expected.at && !expected.at->Means(found.subject)) {
      return false;
    }
    return expected.text.empty() || Fold(found.source->Slice(found.where)) == Fold(expected.text);
  }

  void CompareDetails(const ExpectedFinding& expected, const Diagnostic& found, const Diagnostic* in_other) {
    for (const auto& [key, value] : expected.values) {
      CompareValue(*key, *value, found);
    }
    if (expected.severity && *expected.severity != found.severity) {
      Failed(
          *expected.node,
          "级别应为 " + std::string(Name(*expected.severity)) + "，实际为 " + std::string(Name(found.severity)),
          "expected severity " + std::string(Name(*expected.severity)) + ", got " + std::string(Name(found.severity)));
    }
    if (expected.message) {
      const std::string_view wanted = expected.message->In(lang_);
      const bool same = found.message == wanted || (in_other != nullptr && in_other->message == wanted);
      if (!same) {
        Failed(*expected.node, "消息应为“" + std::string(wanted) + "”，实际为“" + found.message + "”",
               "expected message '" + std::string(wanted) + "', got '" + found.message + "'");
      }
    }
  }

  void CompareValue(const Node& key, const Node& value, const Diagnostic& found) {
    const std::string name(key.scalar);
    std::optional<std::string> got;
    std::string known;
    for (const auto& [each, text] : found.values) {
      known += (known.empty() ? "" : ", ") + each;
      if (each == name) {
        got = text;
      }
    }
    if (!got) {
      got = name == "left" ? found.left : name == "right" ? found.right : name == "difference" ? found.difference : got;
    }
    if (!got) {
      Failed(key, "消息里没有名为 '" + name + "' 的值，有：" + known,
             "the message has no value '" + name + "', it has: " + known);
    } else if (!SameValue(*got, value.scalar)) {
      Failed(value, "'" + name + "' 应为 " + std::string(value.scalar) + "，实际为 " + *got,
             "expected '" + name + "' to be " + std::string(value.scalar) + ", got " + *got);
    }
  }

  void Failed(const Node& node, const std::string& zh, const std::string& en) {
    Diagnostic failure;
    failure.rule = &rule_.info;
    failure.severity = Severity::kError;
    failure.source = rule_.source;
    failure.where = node.where;
    failure.message = lang_ == Lang::kZh ? "测试“" + name_ + "”：" + zh : "test '" + name_ + "': " + en;
    results_.failures.push_back(std::move(failure));
  }

  // --- in words

  static std::string Place(const Unchecked& each) { return Written(each.cause.empty() ? each.subject : each.cause); }

  static std::string PlaceOf(const Diagnostic& found) {
    const std::string at = Written(found.subject);
    const std::string_view words = found.source->Slice(found.where);
    return at.empty() ? "text: " + Quoted(words) : "at: " + Quoted(at);
  }

  static std::string Describe(const Diagnostic& found) {
    std::string text = "{" + PlaceOf(found);
    std::string values;
    for (const auto& [name, value] : found.values) {
      const bool plain = std::ranges::all_of(
          name, [](char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
      values += (values.empty() ? "" : ", ") + (plain ? name : Quoted(name)) + ": " +
                (Decimal::Parse(value) ? value : Quoted(value));
    }
    return text + (values.empty() ? "" : ", values: {" + values + "}") + "}";
  }

  static std::string Describe(const Findings& findings) {
    if (findings.diagnostics.empty() && findings.unchecked.empty()) {
      return findings.tally.pass > 0 ? "expect: pass\n" : "expect: not_applicable\n";
    }
    std::string text = "expect:\n";
    for (const Diagnostic& found : findings.diagnostics) {
      text += "  - " + Describe(found) + "\n";
    }
    for (const Unchecked& each : findings.unchecked) {
      const std::string place = Place(each);
      text += "  - {not_evaluated: " + Quoted(place.empty() ? "*" : place) + "}  # " + each.reason + "\n";
    }
    return text;
  }

  static std::string Short(const Findings& findings, Lang lang) {
    const bool zh = lang == Lang::kZh;
    if (!findings.diagnostics.empty()) {
      const std::size_t more = findings.diagnostics.size() - 1;
      const std::string first = Describe(findings.diagnostics.front());
      return (zh ? "发现 " : "a finding ") + first +
             (more == 0 ? ""
                        : (zh ? " 等 " + std::to_string(more + 1) + " 处" : " and " + std::to_string(more) + " more"));
    }
    if (!findings.unchecked.empty()) {
      const Unchecked& first = findings.unchecked.front();
      return (zh ? "未能核对 " : "not evaluated ") + Place(first) + (zh ? "（" : " (") + first.reason +
             (zh ? "）" : ")");
    }
    return findings.tally.pass > 0 ? (zh ? "通过" : "pass") : (zh ? "不适用" : "not_applicable");
  }

  const RulePack& pack_;
  const Rule& rule_;
  Lang lang_;
  PackTests& results_;
  RuleCoverage& coverage_;
  std::string name_;
};

}  // namespace

bool PackTests::good() const {
  return mistakes.empty() && failures.empty() &&
         std::ranges::none_of(coverage, [](const RuleCoverage& each) { return each.untested() || each.incomplete(); });
}

PackTests RunPackTests(const RulePack& pack, Lang lang, const std::function<bool(const Rule&)>& wanted) {
  PackTests results;
  for (const std::unique_ptr<Rule>& rule : pack.rules) {
    if (!wanted(*rule)) {
      continue;
    }
    RuleCoverage coverage;
    coverage.rule = rule.get();
    if (rule->tests != nullptr && !rule->tests->is_list()) {
      Diagnostics mistakes;
      NodeContext{rule->source, lang, &mistakes, Trouble::kPack, true}.Wrong(rule->tests->where, "tests 应为列表",
                                                                             "tests must be a list");
      std::ranges::move(mistakes.Take(), std::back_inserter(results.mistakes));
    } else if (rule->tests != nullptr) {
      for (const Node& test : rule->tests->items) {
        TestRunner(pack, *rule, lang, results, coverage).Run(test);
      }
    }
    results.coverage.push_back(coverage);
  }
  return results;
}

}  // namespace gouji
