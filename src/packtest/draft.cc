#include "packtest/draft.h"

#include <algorithm>
#include <map>

#include "packtest/selector.h"

namespace gouji {
namespace {

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
      prose[section] = text->scalar();
      return;
    }
    if (!text->is_map()) {
      options.Text("text");
      return;
    }
    for (std::size_t i = 0; i + 1 < text->items().size(); i += 2) {
      const Node& key = text->items()[i];
      const Node& value = text->items()[i + 1];
      const auto& sections = pack_.names.sections;
      if (!SelectorReader(options.context(), pack_)
               .Known(key, 0, key.scalar(), {sections.begin(), sections.end()}, {"节", "section"})) {
        continue;
      }
      if (!value.is_scalar() && !value.is_null()) {
        options.context().Wrong(value.where, "节的内容应为文字", "the prose of a section must be text");
        continue;
      }
      prose[static_cast<int>(std::ranges::find(sections, key.scalar()) - sections.begin())] = value.scalar();
    }
  }

  void ReadTables(Options& options, std::map<int, std::vector<std::pair<int, std::string_view>>>& tables) {
    const auto add = [&](int table, const Node& node) {
      const int section = SectionOf(table);
      if (!node.is_scalar() || Trim(node.scalar()).empty()) {
        options.context().Wrong(node.where, "表应写成若干行 | 格 | 格 |", "a table is lines of | cell | cell |");
      } else if (section >= 0) {
        tables[section].emplace_back(table, node.scalar());
      }
    };
    if (const Node* node = options.Find("table")) {
      const int table = OwnTable(node->scalar());
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
    for (std::size_t i = 0; i + 1 < all->items().size(); i += 2) {
      const Node& key = all->items()[i];
      if (SelectorReader(options.context(), pack_).Known(key, 0, key.scalar(), known, {"表", "table"})) {
        add(pack_.names.TableOf(key.scalar()), all->items()[i + 1]);
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
    // In the rule itself, or in the map of its kind.
    std::vector<const Node*> maps = {rule_.node};
    for (std::size_t i = 1; i < rule_.node->items().size(); i += 2) {
      maps.push_back(&rule_.node->items()[i]);
    }
    for (const Node* map : maps) {
      const Node* node = map->Find("sections");
      node = node != nullptr && node->is_list() && !node->items().empty() ? &node->items().front() : node;
      if (node != nullptr && node->is_scalar() && index(node->scalar()) >= 0) {
        return index(node->scalar());
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

}  // namespace

Draft ReadDraft(const RulePack& pack, const Rule& rule, Options& options) {
  return DraftReader(pack, rule).Read(options);
}

}  // namespace gouji
