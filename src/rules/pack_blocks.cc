#include <algorithm>
#include <string>

#include "rules/pack_parts.h"
#include "rules/read_label.h"

// What `bind:` says of the inside of a table: its blocks, and the columns and rows in them.

namespace gouji {
namespace {

int Symbol(std::vector<std::string>& ids, std::string_view id) {
  const auto found = std::ranges::find(ids, id);
  if (found != ids.end()) {
    return static_cast<int>(found - ids.begin());
  }
  ids.emplace_back(id);
  return static_cast<int>(ids.size()) - 1;
}

}  // namespace

bool FormReader::IsFor(Options& options, int variant) const {
  const std::vector<int> variants = VariantsOf(pack_, options);
  return std::ranges::find(variants, variant) != variants.end();
}

/// Mistakes in an entry are reported in the first reading only; the others are for the other variants.
template <typename ReadEntry>
void FormReader::ForEach(const NodeContext& context, const Node& map, Localized what, const ReadEntry& read) {
  Diagnostics ignored;
  NodeContext here = context;
  if (!first_reading_) {
    here.diagnostics = &ignored;
  }
  if (!map.is_map()) {
    here.Wrong(map.where, "应为 名称: {…} 的映射", "expected a map of names");
    return;
  }
  for (std::size_t i = 0; i + 1 < map.items().size(); i += 2) {
    CheckId(here, map.items()[i]);
    Options options(
        here, map.items()[i + 1].is_scalar() || map.items()[i + 1].is_null() ? kNoOptions : map.items()[i + 1], what);
    short_label_ = map.items()[i + 1].is_scalar() ? map.items()[i + 1].scalar() : std::string_view();
    read(map.items()[i], options);
    options.Finish();
  }
}

template <typename Form>
void FormReader::UnknownPart(const NodeContext& context, const Node& part, const std::vector<Form>& forms) const {
  if (!first_reading_) {
    return;
  }
  std::vector<std::string_view> known;
  known.reserve(forms.size());
  for (const Form& form : forms) {
    known.push_back(form.id);
  }
  const std::string name(part.scalar());
  const std::string_view near = Nearest(name, known);
  context.Wrong(part.where, "part_of 指向的“" + name + "”不存在" + DidYouMean(near, Lang::kZh),
                "part_of names '" + name + "', which does not exist" + DidYouMean(near, Lang::kEn));
}

void FormReader::ReadBlocks(Options& entry, TableForm& form, int variant) {
  const Node* blocks = entry.Find("blocks");
  if (blocks == nullptr) {
    form.blocks.emplace_back();
    ReadColumns(entry, form, 0, variant);
    ReadRows(entry, form, 0, variant);
    return;
  }
  for (const std::string_view beside : {"columns", "rows"}) {
    const Node* node = entry.Find(beside);
    if (node != nullptr && first_reading_) {
      entry.context().Wrong(node->where, "分了块的表，" + std::string(beside) + " 应写在各块里",
                            "a table with blocks has its '" + std::string(beside) + "' in them");
    }
  }
  ForEach(entry.context(), *blocks, {"分块", "block"}, [&](const Node& key, Options& block) {
    if (!IsFor(block, variant)) {
      block.Find("label");
      block.Find("aliases");
      block.Find("rows");
      block.Find("columns");
      return;
    }
    BlockForm& made = form.blocks.emplace_back();
    made.id = key.scalar();
    const std::string_view label = block.Text("label", Need::kRequired);
    made.label = ReadLabel(block, label, 0);
    const int index = static_cast<int>(form.blocks.size()) - 1;
    ReadColumns(block, form, index, variant);
    ReadRows(block, form, index, variant);
  });
}

void FormReader::ReadColumns(Options& entry, TableForm& form, int block, int variant) {
  const Node* columns = entry.Find("columns");
  if (columns == nullptr) {
    if (form.kind == TableForm::Rows::kKeyValue) {
      ColumnForm& column = form.blocks[static_cast<std::size_t>(block)].columns.emplace_back();
      column.id = "value";
      column.symbol = Symbol(pack_.names.tables[static_cast<std::size_t>(form.symbol)].columns, "value");
    } else {
      entry.Find("columns", Need::kRequired);
    }
    return;
  }
  std::vector<std::pair<std::size_t, const Node*>> parts;
  ForEach(entry.context(), *columns, {"栏", "column"}, [&](const Node& key, Options& options) {
    const std::string_view label = short_label_.empty() ? options.Text("label", Need::kRequired) : short_label_;
    ColumnForm column;
    column.id = key.scalar();
    column.symbol = Symbol(pack_.names.tables[static_cast<std::size_t>(form.symbol)].columns, key.scalar());
    column.label = ReadLabel(options, label, 0);
    for (const Node* under : options.List("under")) {
      AddWords(options.context(), *under, column.under);
    }
    const std::string_view part = options.Text("part_of");
    if (IsFor(options, variant)) {
      std::vector<ColumnForm>& all = form.blocks[static_cast<std::size_t>(block)].columns;
      all.push_back(std::move(column));
      if (!part.empty()) {
        parts.emplace_back(all.size() - 1, options.Find("part_of"));
      }
    }
  });
  std::vector<ColumnForm>& all = form.blocks[static_cast<std::size_t>(block)].columns;
  for (const auto& [index, part] : parts) {
    const auto whole = std::ranges::find(all, part->scalar(), &ColumnForm::id);
    if (whole == all.end()) {
      UnknownPart(entry.context(), *part, all);
      continue;
    }
    all[index].part_of = static_cast<int>(whole - all.begin());
    whole->children.push_back(static_cast<int>(index));
  }
}

void FormReader::ReadRows(Options& entry, TableForm& form, int block, int variant) {
  const Node* rows = entry.Find("rows");
  if (rows == nullptr) {
    if (form.kind == TableForm::Rows::kListed) {
      entry.Find("rows", Need::kRequired);
    }
    return;
  }
  std::vector<std::pair<std::size_t, const Node*>> parts;
  ForEach(entry.context(), *rows, {"行", "row"}, [&](const Node& key, Options& options) {
    RowForm row;
    row.id = key.scalar();
    row.symbol = Symbol(pack_.names.tables[static_cast<std::size_t>(form.symbol)].rows, key.scalar());
    row.label = ReadLabel(options, short_label_.empty() ? options.Text("label") : short_label_, 0);
    for (const Node* under : options.List("under")) {
      AddWords(options.context(), *under, row.under);
    }
    row.name = options.Text("name");
    row.optional = options.Flag("optional").value_or(false);
    row.block = block;
    const std::string_view part = options.Text("part_of");
    if (IsFor(options, variant)) {
      form.blocks[static_cast<std::size_t>(block)].rows.push_back(static_cast<int>(form.rows.size()));
      form.rows.push_back(std::move(row));
      if (!part.empty()) {
        parts.emplace_back(form.rows.size() - 1, options.Find("part_of"));
      }
    }
  });
  for (const auto& [index, part] : parts) {
    const auto whole = std::ranges::find(form.rows, part->scalar(), &RowForm::id);
    if (whole == form.rows.end()) {
      UnknownPart(entry.context(), *part, form.rows);
      continue;
    }
    form.rows[index].part_of = static_cast<int>(whole - form.rows.begin());
    whole->children.push_back(static_cast<int>(index));
  }
}

}  // namespace gouji
