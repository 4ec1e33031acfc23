#include <algorithm>
#include <numeric>

#include "rules/pack_parts.h"
#include "rules/read_label.h"
#include "text/fold.h"

namespace gouji {
namespace {

bool IsId(std::string_view id) {
  if (id.empty() || (id[0] >= '0' && id[0] <= '9')) {
    return false;
  }
  return std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

TableForm Skeleton(const TableForm& form) {
  TableForm copy;
  copy.id = form.id;
  copy.symbol = form.symbol;
  copy.title = form.title;
  copy.section = form.section;
  copy.caption = form.caption;
  copy.ignored = form.ignored;
  copy.kind = form.kind;
  return copy;
}

}  // namespace

std::vector<int> VariantsOf(const RulePack& pack, Options& options) {
  std::vector<int> variants;
  const Node* node = options.Find("variants");
  if (node == nullptr) {
    for (std::size_t v = 0; v < pack.form.variants.size(); ++v) {
      variants.push_back(static_cast<int>(v));
    }
    return variants;
  }
  std::vector<std::string_view> known;
  for (const Variant& variant : pack.form.variants) {
    known.push_back(variant.id);
  }
  options.Texts("variants");  // reports what is no text
  bool unknown = false;
  for (const Node* item : options.List("variants")) {
    const std::string_view id = item->scalar();
    const auto found = std::ranges::find(known, id);
    if (!item->is_scalar()) {
      continue;
    }
    if (found == known.end()) {
      const std::string_view near = Nearest(id, known);
      options.context().Wrong(item->where, "没有名为“" + std::string(id) + "”的模板" + DidYouMean(near, Lang::kZh),
                              "unknown variant '" + std::string(id) + "'" + DidYouMean(near, Lang::kEn));
      unknown = true;
      continue;
    }
    variants.push_back(static_cast<int>(found - known.begin()));
  }
  if (unknown) {  // what is bound for it is no mistake of its own
    variants.resize(known.size());
    std::iota(variants.begin(), variants.end(), 0);
  }
  return variants;
}

void CheckId(const NodeContext& context, const Node& key) {
  if (!IsId(key.scalar())) {
    context.Wrong(key.where, "名称“" + std::string(key.scalar()) + "”只能含字母、汉字、数字和下划线，且不以数字开头",
                  "name '" + std::string(key.scalar()) +
                      "' may hold letters, digits and '_' only, and must not begin with a digit");
  }
}

void CheckSections(const RulePack& pack, const std::vector<std::pair<NodeContext, const Node*>>& uses) {
  for (const auto& [context, node] : uses) {
    const std::vector<std::string_view> known(pack.names.sections.begin(), pack.names.sections.end());
    if (std::ranges::find(known, node->scalar()) == known.end()) {
      const std::string_view near = Nearest(node->scalar(), known);
      context.Wrong(node->where, "没有名为“" + std::string(node->scalar()) + "”的节" + DidYouMean(near, Lang::kZh),
                    "unknown section '" + std::string(node->scalar()) + "'" + DidYouMean(near, Lang::kEn));
    }
  }
}

void FormReader::Read(const NodeContext& context, const Node& root, int layer) {
  layer_ = layer;
  const Node* bind = root.is_map() ? root.Find("bind") : nullptr;
  if (bind == nullptr) {
    return;
  }
  if (!bind->is_map()) {
    context.Wrong(bind->where, "bind 应为 名称: {…} 的映射", "bind must be a map of names");
    return;
  }
  for (std::size_t i = 0; i + 1 < bind->items().size(); i += 2) {
    const Node& key = bind->items()[i];
    CheckId(context, key);
    const Node& value = bind->items()[i + 1];
    if (value.is_scalar()) {  // the heading alone
      Options none(context, kNoOptions, {"节", "section"});
      ReadSection(none, key, value.scalar());
      continue;
    }
    const bool table = value.Find("table") != nullptr;
    const bool section = value.Find("section") != nullptr;
    Options entry(context, value, table ? Localized{"表的绑定", "table binding"} : Localized{"节", "section"});
    if (table) {
      ReadTable(entry, key);
    } else if (section || !value.is_map()) {
      ReadSection(entry, key, entry.Text("section"));
    } else {
      context.Wrong(
          key.where, "“" + std::string(key.scalar()) + "”既不是节（section: 标题）也不是表（table: {…}）",
          "'" + std::string(key.scalar()) + "' is neither a section (section: heading) nor a table (table: {…})");
    }
  }
}

void FormReader::ReadSection(Options& entry, const Node& key, std::string_view official) {
  const std::string_view id = key.scalar();
  SectionForm section;
  section.id = id;
  if (official.empty() && entry.node().is_map()) {
    entry.Text("section", Need::kRequired);
  }
  const Numeral numeral = ReadNumeral(official);
  section.label = ReadLabel(entry, official, numeral.bytes);
  section.ordinal = numeral ? numeral.value : static_cast<int>(pack_.form.sections.size()) + 1;
  entry.Finish();
  if (!IsNew(entry.context(), key)) {
    return;
  }
  const auto same = std::ranges::find_if(pack_.form.sections, [&](const SectionForm& each) { return each.id == id; });
  if (same != pack_.form.sections.end()) {
    *same = std::move(section);
    return;
  }
  pack_.form.sections.push_back(std::move(section));
  pack_.names.sections.emplace_back(id);
}

/// A name may be bound anew by a pack that extends another, and once in a pack.
bool FormReader::IsNew(const NodeContext& context, const Node& key) {
  const auto [before, is_new] = bound_.emplace(key.scalar(), Bound{context.source, key.where, layer_});
  if (!is_new && before->second.layer == layer_) {
    const Place place = before->second.source->PlaceOf(before->second.where.begin);
    const std::string at = std::string(before->second.source->name()) + ":" + std::to_string(place.line);
    const std::string name(key.scalar());
    context.Wrong(key.where, "名称“" + name + "”已在 " + at + " 绑定", "'" + name + "' is bound already, at " + at);
    return false;
  }
  before->second = {context.source, key.where, layer_};
  return true;
}

void FormReader::ReadTable(Options& entry, const Node& key) {
  const NodeContext& context = entry.context();
  const std::vector<int> variants = VariantsOf(pack_, entry);
  Options table(context, *entry.Find("table"), {"表", "table"});
  TableForm form;
  form.id = key.scalar();
  form.section = table.Text("section");
  if (!form.section.empty()) {
    section_uses_.push_back({context, table.Find("section")});
  }
  form.title = table.Message("title");
  for (const Node* caption : table.List("caption")) {
    AddWords(context, *caption, form.caption);
  }
  for (const Node* ignored : table.List("ignore")) {
    AddWords(context, *ignored, form.ignored.emplace_back());
  }
  constexpr int kListed = static_cast<int>(TableForm::Rows::kListed);
  constexpr int kOpen = static_cast<int>(TableForm::Rows::kOpen);
  constexpr int kPairs = static_cast<int>(TableForm::Rows::kKeyValue);
  form.kind = static_cast<TableForm::Rows>(
      table.OneOf("kind", {{"listed", kListed}, {"open", kOpen}, {"pairs", kPairs}}).value_or(kListed));
  table.Finish();
  if (!IsNew(context, key)) {
    return;
  }
  form.symbol = TableSymbol(key.scalar());
  Names::Table& names = pack_.names.tables[static_cast<std::size_t>(form.symbol)];
  names.open_rows = names.open_rows || form.kind == TableForm::Rows::kOpen;
  for (const int v : variants) {
    TableForm copy = Skeleton(form);
    ReadBlocks(entry, copy, v);
    if (first_reading_) {
      CheckTable(context, key, copy);
    }
    pack_.form.tables[static_cast<std::size_t>(form.symbol)][static_cast<std::size_t>(v)] = std::move(copy);
    first_reading_ = false;
  }
  first_reading_ = true;
  entry.Find("blocks");
  entry.Find("rows");
  entry.Find("columns");
  entry.Finish();
}

/// What the parts of a table may not be together.
void FormReader::CheckTable(const NodeContext& context, const Node& key, const TableForm& form) {
  if (form.kind != TableForm::Rows::kListed && form.blocks.size() > 1) {
    context.Wrong(key.where, "只有 kind: listed 的表可以分块", "only a table of kind 'listed' may have blocks");
  }
  for (std::size_t r = 0; r < form.rows.size(); ++r) {
    for (std::size_t other = 0; other < r; ++other) {
      if (form.rows[r].symbol == form.rows[other].symbol) {
        const std::string id(form.rows[r].id);
        context.Wrong(key.where, "表内有两行都叫“" + id + "”，不同分块的行也要各有名称",
                      "two rows are called '" + id + "': rows of different blocks need names of their own");
      }
    }
    if (form.kind != TableForm::Rows::kListed && form.rows[r].label.empty()) {
      const std::string id(form.rows[r].id);
      context.Wrong(key.where, "行“" + id + "”缺少 label，只有 kind: listed 的表可以有无标签的行",
                    "row '" + id + "' has no label: only a table of kind 'listed' may have rows of values only");
    }
  }
}

int FormReader::TableSymbol(std::string_view id) {
  const int symbol = pack_.names.TableOf(id);
  if (symbol >= 0) {
    return symbol;
  }
  pack_.names.tables.push_back({std::string(id), {}, {}, false});
  pack_.form.tables.emplace_back(pack_.form.variants.size());
  return static_cast<int>(pack_.names.tables.size()) - 1;
}

void FormReader::Finish() {
  for (std::size_t t = 0; t < pack_.form.tables.size(); ++t) {
    const Names::Table& names = pack_.names.tables[t];
    for (TableForm& form : pack_.form.tables[t]) {
      form.row_of_symbol.assign(names.rows.size(), -1);
      for (std::size_t r = 0; r < form.rows.size(); ++r) {
        form.row_of_symbol[static_cast<std::size_t>(form.rows[r].symbol)] = static_cast<int>(r);
      }
      for (const BlockForm& block : form.blocks) {
        std::vector<int>& columns = form.column_of_symbol.emplace_back(names.columns.size(), -1);
        for (std::size_t c = 0; c < block.columns.size(); ++c) {
          columns[static_cast<std::size_t>(block.columns[c].symbol)] = static_cast<int>(c);
        }
      }
      form.Index();
    }
  }
  CheckSections(pack_, section_uses_);
}

}  // namespace gouji
