#include "packtest/edit.h"

#include <algorithm>

#include "packtest/selector.h"
#include "report/label.h"

namespace gouji {
namespace {

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
    for (std::size_t i = 0; node.is_map() && i + 1 < node.items().size(); i += 2) {
      if (node.items()[i].scalar().find('[') != std::string_view::npos) {
        SetCell(node.items()[i], node.items()[i + 1]);
        edits.Find(node.items()[i].scalar());
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
              {cell.where, cell.where.empty() ? " " + std::string(value.scalar()) + " " : std::string(value.scalar())});
          return;
        }
      }
    }
    NotThere(key, {"格", "cell"});
  }

  void Drop(const Node& node, What what) {
    if (!node.is_scalar() || node.scalar().empty()) {
      context_.Wrong(node.where, "应为名称，或 表[行, 栏]", "expected a name, or table[row, column]");
      return;
    }
    std::string table_id;
    std::string name(node.scalar());
    if (node.scalar().find('[') != std::string_view::npos) {
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
    bool any = draft_.whole() && (section ? CutSection(node.scalar()) : CutTable(node.scalar()));
    for (std::size_t i = 0; i < draft_.parts.size(); ++i) {
      const Part& part = draft_.parts[i];
      const bool hit = section ? part.section >= 0 && pack_.names.sections[part.section] == node.scalar()
                               : part.table >= 0 && pack_.names.tables[part.table].id == node.scalar();
      gone[i] = gone[i] || hit;
      any = any || hit;
    }
    if (!any) {
      NotThere(node, section ? Localized{"节", "section"} : Localized{"表", "table"});
    }
  }

  /// Of a whole report, the lines of a table.
  bool CutTable(std::string_view id) {
    const BoundTable* table = TableNamed(id);
    for (std::size_t i = 0; table != nullptr && i < table->grids.size(); ++i) {
      CutLines(table->grids[i]->where.begin, table->grids[i]->where.end);
    }
    return table != nullptr;
  }

  /// Of a whole report, the lines from a section's heading to the next.
  bool CutSection(std::string_view id) {
    const Section* section = base_.report.FindSection(id);
    if (section == nullptr || !section->present) {
      return false;
    }
    const std::uint32_t begin = section->heading.text.where.begin;
    auto end = static_cast<std::uint32_t>(source().text().size());
    for (const Section& other : base_.report.sections) {
      const std::uint32_t at = other.heading.text.where.begin;
      end = other.present && at > begin ? std::min(end, at) : end;
    }
    CutLines(begin, end == source().text().size() ? end : source().LineSpan(end).begin - 1);
    return true;
  }

  void CutLines(std::uint32_t begin, std::uint32_t end) {
    const Span first = WholeLine(begin);
    const Span last = WholeLine(std::max(begin, end == 0 ? 0 : end - 1));
    changes_.push_back({{first.begin, std::max(first.end, last.end)}, ""});
  }

  void Replace(const Node& node) {
    if (!node.is_map()) {
      context_.Wrong(node.where, "replace 应为 原文: 新文 的映射", "replace must be a map of words and new words");
      return;
    }
    for (std::size_t i = 0; i + 1 < node.items().size(); i += 2) {
      const std::string_view from = node.items()[i].scalar();
      bool any = false;
      for (Part& part : draft_.parts) {
        for (std::size_t at = part.text.find(from); !from.empty() && at != std::string::npos;
             at = part.text.find(from, at + node.items()[i + 1].scalar().size())) {
          part.text.replace(at, from.size(), node.items()[i + 1].scalar());
          any = true;
        }
      }
      if (!any) {
        NotThere(node.items()[i], {"文字", "text"});
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
    const std::string name(node.scalar());
    context_.Wrong(
        node.where,
        "测试的报告里没有这" + std::string(what.zh == "文字" ? "段" : "个") + std::string(what.zh) + "：“" + name + "”",
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

}  // namespace

void ApplyEdit(const NodeContext& context, const RulePack& pack, const Staged& base, const Node& node, Draft& draft) {
  Editor(context, pack, base, draft).Run(node);
}

}  // namespace gouji
