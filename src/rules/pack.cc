#include "rules/pack.h"

#include <algorithm>
#include <map>
#include <set>

#include "text/fold.h"

namespace gouji {
namespace {

using Wanted = std::initializer_list<std::pair<std::string_view, int>>;

bool IsId(std::string_view id) {
  if (id.empty() || (id[0] >= '0' && id[0] <= '9')) {
    return false;
  }
  return std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

/// GK301 or a pack's own prefix: letters and digits, with hyphens inside.
bool IsRuleId(std::string_view id) {
  return !id.empty() && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

class Loader {
 public:
  Loader(std::span<const Kind> kinds, Lang lang, bool trusted, Diagnostics& diagnostics)
      : kinds_(kinds), lang_(lang), trusted_(trusted), diagnostics_(diagnostics), pack_(std::make_unique<RulePack>()) {}

  std::unique_ptr<RulePack> Load(std::span<const PackFile> files) {
    const std::size_t before = diagnostics_.all().size();
    for (const PackFile& file : files) {
      ReadHead(file);
    }
    if (pack_->form.variants.empty()) {
      pack_->form.variants.emplace_back();
    }
    for (const PackFile& file : files) {
      ReadBindings(file);
    }
    FinishForms();
    for (const PackFile& file : files) {
      ReadRules(file);
    }
    std::ranges::sort(pack_->rules, {}, [](const std::unique_ptr<Rule>& rule) { return rule->info.id; });
    return diagnostics_.all().size() == before ? std::move(pack_) : nullptr;
  }

 private:
  NodeContext ContextOf(const PackFile& file) const {
    return {file.source, lang_, &diagnostics_, Trouble::kPack, !trusted_};
  }

  // --- pack.yaml

  void ReadHead(const PackFile& file) {
    const NodeContext context = ContextOf(file);
    Options top(context, *file.root, {"规则包文件", "pack file"});
    if (const auto version = top.Integer("gouji", Need::kRequired); version && *version != 1) {
      context.Wrong(top.Find("gouji")->where, "不支持的规则语言版本 " + std::to_string(*version) + "，应为 1",
                    "unsupported rule language version " + std::to_string(*version) + ", expected 1");
    }
    if (const std::string_view id = top.Text("id"); !id.empty()) {
      pack_->id = id;
    }
    if (const std::string_view version = top.Text("version"); !version.empty()) {
      pack_->version = version;
    }
    if (const Localized title = top.Message("title"); !title.empty()) {
      pack_->title = title;
    }
    top.Find("extends");  // followed by whoever gathers the files
    AddPatterns(context, top.Find("claims"), pack_->form.claims);
    if (const Node* node = top.Find("title_patterns")) {
      ReadTitles(context, *node);
    }
    AddPatterns(context, top.Find("year_patterns"), pack_->form.years, "year");
    if (const std::vector<std::string_view> sections = top.Texts("year_sections"); !sections.empty()) {
      pack_->form.year_sections = sections;
      for (const Node* section : top.List("year_sections")) {
        section_uses_.push_back({context, section});
      }
    }
    if (const Node* node = top.Find("issuer")) {
      ReadIssuer(context, *node);
    }
    if (const Node* node = top.Find("variants")) {
      ReadVariants(context, *node);
    }
    top.Find("bind");
    top.Find("rules");
    top.Finish();
  }

  void ReadTitles(const NodeContext& context, const Node& node) {
    Options titles(context, node, {"title_patterns", "title_patterns"});
    AddPatterns(context, titles.Find("official", Need::kRequired), pack_->form.titles);
    AddPatterns(context, titles.Find("loose"), pack_->form.loose_titles);
    titles.Finish();
  }

  void ReadIssuer(const NodeContext& context, const Node& node) {
    Options issuer(context, node, {"issuer", "issuer"});
    AddPatterns(context, issuer.Find("patterns"), pack_->form.issuers, "issuer");
    if (const Node* classes = issuer.Find("classes")) {
      for (std::size_t i = 0; classes->is_map() && i + 1 < classes->items.size(); i += 2) {
        IssuerClass& kind = pack_->form.issuer_classes.emplace_back();
        kind.id = classes->items[i].scalar;
        const Node& node_of = classes->items[i + 1];
        if (!node_of.is_map()) {
          AddPatterns(context, &node_of, kind.patterns);
          continue;
        }
        Options each(context, node_of, {"机关类别", "issuer class"});
        AddPatterns(context, each.Find("name"), kind.patterns);
        AddPatterns(context, each.Find("prose"), kind.prose);
        each.Finish();
      }
      if (!classes->is_map()) {
        context.Wrong(classes->where, "应为 名称: 模式 的映射", "expected a map of names and patterns");
      }
    }
    if (const Node* forms = issuer.Find("short_forms"); forms != nullptr && forms->is_map()) {
      for (std::size_t i = 0; i + 1 < forms->items.size(); i += 2) {
        pack_->form.short_forms.emplace_back(Fold(forms->items[i].scalar), Fold(forms->items[i + 1].scalar));
      }
    } else if (forms != nullptr) {
      context.Wrong(forms->where, "应为 全称: 简称 的映射", "expected a map of long and short forms");
    }
    issuer.Finish();
  }

  void ReadVariants(const NodeContext& context, const Node& node) {
    if (!node.is_map()) {
      context.Wrong(node.where, "应为 模板名: {…} 的映射", "expected a map of variant names");
      return;
    }
    for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
      Options options(context, node.items[i + 1], {"模板", "variant"});
      Variant& variant = pack_->form.variants.emplace_back();
      variant.id = node.items[i].scalar;
      variant.title = options.Message("title");
      variant.first_year = static_cast<int>(options.Integer("from").value_or(0));
      variant.last_year = static_cast<int>(options.Integer("to").value_or(9999));
      variant.supported = options.Flag("supported").value_or(true);
      options.Finish();
    }
  }

  void AddPatterns(const NodeContext& context, const Node* node, std::vector<Pattern>& patterns,
                   std::string_view group = {}) {
    if (node == nullptr) {
      return;
    }
    const std::span<const Node> items = node->is_list() ? node->items : std::span<const Node>(node, 1);
    for (const Node& item : items) {
      if (!item.is_scalar() || item.scalar.empty()) {
        context.Wrong(item.where, "应为模式（正则表达式）", "expected a pattern");
        continue;
      }
      const std::size_t skip = item.scalar.starts_with("re:") ? 3 : 0;
      Pattern pattern{std::string(item.scalar.substr(skip))};
      if (context.check_patterns && !CheckPattern(context, item, skip, pattern, group)) {
        continue;
      }
      patterns.push_back(std::move(pattern));
    }
  }

  static bool CheckPattern(const NodeContext& context, const Node& item, std::size_t skip, const Pattern& pattern,
                           std::string_view group) {
    if (const auto error = pattern.Check()) {
      const std::size_t at = skip + error->at;
      context.Wrong(item.SpanInScalar(*context.source, at, at + std::max<std::size_t>(error->length, 1)),
                    "模式有误：" + error->zh, "bad pattern: " + error->message);
      return false;
    }
    if (!group.empty() && pattern.GroupOf(group) == 0) {
      const std::string name(group);
      context.Wrong(item.where, "模式缺少命名组 (?P<" + name + ">…)", "the pattern has no group (?P<" + name + ">…)");
      return false;
    }
    return true;
  }

  // --- bind

  /// A bind entry is seen once for every variant it is for.
  std::vector<int> VariantsOf(Options& options) {
    std::vector<int> variants;
    const Node* node = options.Find("variants");
    if (node == nullptr) {
      for (std::size_t v = 0; v < pack_->form.variants.size(); ++v) {
        variants.push_back(static_cast<int>(v));
      }
      return variants;
    }
    std::vector<std::string_view> known;
    for (const Variant& variant : pack_->form.variants) {
      known.push_back(variant.id);
    }
    options.Texts("variants");  // reports what is no text
    for (const Node* item : options.List("variants")) {
      const std::string_view id = item->scalar;
      const auto found = std::ranges::find(known, id);
      if (!item->is_scalar()) {
        continue;
      }
      if (found == known.end()) {
        const std::string near(Nearest(id, known));
        options.context().Wrong(
            item->where,
            "没有名为 '" + std::string(id) + "' 的模板" + (near.empty() ? "" : "，是不是 '" + near + "'？"),
            "unknown variant '" + std::string(id) + "'" + (near.empty() ? "" : ", did you mean '" + near + "'?"));
        continue;
      }
      variants.push_back(static_cast<int>(found - known.begin()));
    }
    return variants;
  }

  void ReadBindings(const PackFile& file) {
    const Node* bind = file.root->is_map() ? file.root->Find("bind") : nullptr;
    if (bind == nullptr) {
      return;
    }
    const NodeContext context = ContextOf(file);
    if (!bind->is_map()) {
      context.Wrong(bind->where, "bind 应为 名称: {…} 的映射", "bind must be a map of names");
      return;
    }
    for (std::size_t i = 0; i + 1 < bind->items.size(); i += 2) {
      const Node& key = bind->items[i];
      CheckId(context, key);
      Options entry(context, bind->items[i + 1], {"绑定", "binding"});
      if (entry.node().is_map() && entry.node().Find("section") != nullptr) {
        ReadSection(entry, key.scalar);
      } else if (entry.node().is_map()) {
        ReadTable(entry, key);
      }
    }
  }

  static void CheckId(const NodeContext& context, const Node& key) {
    if (!IsId(key.scalar)) {
      context.Wrong(key.where, "名称 '" + std::string(key.scalar) + "' 只能含字母、汉字、数字和下划线，且不以数字开头",
                    "name '" + std::string(key.scalar) +
                        "' may hold letters, digits and '_' only, and must not begin with a digit");
    }
  }

  void ReadSection(Options& entry, std::string_view id) {
    SectionForm section;
    section.id = id;
    const std::string_view official = entry.Text("section", Need::kRequired);
    const Numeral numeral = ReadNumeral(official);
    section.label = ReadLabel(entry, official, numeral.bytes);
    section.ordinal = numeral ? numeral.value : static_cast<int>(pack_->form.sections.size()) + 1;
    entry.Finish();
    const auto same =
        std::ranges::find_if(pack_->form.sections, [&](const SectionForm& each) { return each.id == id; });
    if (same != pack_->form.sections.end()) {
      *same = std::move(section);
      return;
    }
    pack_->form.sections.push_back(std::move(section));
    pack_->names.sections.emplace_back(id);
  }

  /// Reads `aliases`; `skip` bytes at the head of the official label are its ordinal and are not compared.
  Label ReadLabel(Options& options, std::string_view official, std::size_t skip) {
    Label label;
    label.official = official;
    label.key = skip == 0 ? LabelKey(official) : Fold(official.substr(skip));
    for (const Node* item : options.List("aliases")) {
      if (!item->is_scalar()) {
        options.context().Wrong(item->where, "别名应为文字", "an alias must be a text");
      } else if (item->scalar.starts_with("re:")) {
        AddPatterns(options.context(), item, label.patterns);
      } else {
        label.aliases.push_back(skip == 0 ? LabelKey(item->scalar)
                                          : Fold(item->scalar.substr(ReadNumeral(item->scalar).bytes)));
      }
    }
    return label;
  }

  static Label Plain(std::string_view official) {
    Label label;
    label.official = official;
    label.key = LabelKey(official);
    return label;
  }

  void ReadTable(Options& entry, const Node& key) {
    const NodeContext& context = entry.context();
    const std::vector<int> variants = VariantsOf(entry);
    const Node* head = entry.Find("table", Need::kRequired);
    if (head == nullptr) {
      entry.Find("rows");
      entry.Find("columns");
      entry.Find("blocks");
      entry.Finish();
      return;
    }
    Options table(context, *head, {"表", "table"});
    TableForm form;
    form.id = key.scalar;
    form.section = table.Text("section", Need::kRequired);
    if (!form.section.empty()) {
      section_uses_.push_back({context, table.Find("section")});
    }
    form.title = table.Message("title");
    constexpr int kListed = static_cast<int>(TableForm::Rows::kListed);
    constexpr int kOpen = static_cast<int>(TableForm::Rows::kOpen);
    constexpr int kPairs = static_cast<int>(TableForm::Rows::kKeyValue);
    form.kind = static_cast<TableForm::Rows>(
        table.OneOf("kind", {{"listed", kListed}, {"open", kOpen}, {"pairs", kPairs}}).value_or(kListed));
    table.Finish();
    form.symbol = TableSymbol(key.scalar);
    Names::Table& names = pack_->names.tables[static_cast<std::size_t>(form.symbol)];
    names.open_rows = names.open_rows || form.kind == TableForm::Rows::kOpen;
    for (const int v : variants) {
      TableForm copy = Skeleton(form);
      ReadBlocks(entry, copy, v);
      pack_->form.tables[static_cast<std::size_t>(form.symbol)][static_cast<std::size_t>(v)] = std::move(copy);
      first_reading_ = false;
    }
    first_reading_ = true;
    entry.Find("blocks");
    entry.Find("rows");
    entry.Find("columns");
    entry.Finish();
  }

  static TableForm Skeleton(const TableForm& form) {
    TableForm copy;
    copy.id = form.id;
    copy.symbol = form.symbol;
    copy.title = form.title;
    copy.section = form.section;
    copy.kind = form.kind;
    return copy;
  }

  int TableSymbol(std::string_view id) {
    const int symbol = pack_->names.TableOf(id);
    if (symbol >= 0) {
      return symbol;
    }
    pack_->names.tables.push_back({std::string(id), {}, {}, false});
    pack_->form.tables.emplace_back(pack_->form.variants.size());
    return static_cast<int>(pack_->names.tables.size()) - 1;
  }

  void ReadBlocks(Options& entry, TableForm& form, int variant) {
    const Node* blocks = entry.Find("blocks");
    if (blocks == nullptr) {
      form.blocks.emplace_back();
      ReadColumns(entry, form, 0, variant);
      ReadRows(entry, form, 0, variant);
      return;
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
      made.id = key.scalar;
      const std::string_view label = block.Text("label", Need::kRequired);
      made.label = ReadLabel(block, label, 0);
      const int index = static_cast<int>(form.blocks.size()) - 1;
      ReadColumns(block, form, index, variant);
      ReadRows(block, form, index, variant);
    });
  }

  /// Mistakes in an entry are reported in the first reading only; the others are for the other variants.
  template <typename Read>
  void ForEach(const NodeContext& context, const Node& map, Localized what, const Read& read) {
    Diagnostics ignored;
    NodeContext here = context;
    if (!first_reading_) {
      here.diagnostics = &ignored;
    }
    if (!map.is_map()) {
      here.Wrong(map.where, "应为 名称: {…} 的映射", "expected a map of names");
      return;
    }
    for (std::size_t i = 0; i + 1 < map.items.size(); i += 2) {
      CheckId(here, map.items[i]);
      Options options(here, map.items[i + 1].is_scalar() || map.items[i + 1].is_null() ? kEmptyMap : map.items[i + 1],
                      what);
      short_label_ = map.items[i + 1].is_scalar() ? map.items[i + 1].scalar : std::string_view();
      read(map.items[i], options);
      options.Finish();
    }
  }

  bool IsFor(Options& options, int variant) {
    const std::vector<int> variants = VariantsOf(options);
    return std::ranges::find(variants, variant) != variants.end();
  }

  void ReadColumns(Options& entry, TableForm& form, int block, int variant) {
    const Node* columns = entry.Find("columns");
    if (columns == nullptr) {
      if (form.kind == TableForm::Rows::kKeyValue) {
        ColumnForm& column = form.blocks[static_cast<std::size_t>(block)].columns.emplace_back();
        column.id = "value";
        column.symbol = Symbol(pack_->names.tables[static_cast<std::size_t>(form.symbol)].columns, "value");
      } else {
        entry.Find("columns", Need::kRequired);
      }
      return;
    }
    std::vector<std::pair<std::size_t, const Node*>> parts;
    ForEach(entry.context(), *columns, {"栏", "column"}, [&](const Node& key, Options& options) {
      const std::string_view label = short_label_.empty() ? options.Text("label", Need::kRequired) : short_label_;
      ColumnForm column;
      column.id = key.scalar;
      column.symbol = Symbol(pack_->names.tables[static_cast<std::size_t>(form.symbol)].columns, key.scalar);
      column.label = ReadLabel(options, label, 0);
      if (const std::string_view under = options.Text("under"); !under.empty()) {
        column.under = Plain(under);
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
      const auto whole = std::ranges::find(all, part->scalar, &ColumnForm::id);
      if (whole == all.end()) {
        UnknownPart(entry.context(), *part, all);
        continue;
      }
      all[index].part_of = static_cast<int>(whole - all.begin());
      whole->children.push_back(static_cast<int>(index));
    }
  }

  void ReadRows(Options& entry, TableForm& form, int block, int variant) {
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
      row.id = key.scalar;
      row.symbol = Symbol(pack_->names.tables[static_cast<std::size_t>(form.symbol)].rows, key.scalar);
      row.label = ReadLabel(options, short_label_.empty() ? options.Text("label") : short_label_, 0);
      if (const std::string_view under = options.Text("under"); !under.empty()) {
        row.under = Plain(under);
      }
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
      const auto whole = std::ranges::find(form.rows, part->scalar, &RowForm::id);
      if (whole == form.rows.end()) {
        UnknownPart(entry.context(), *part, form.rows);
        continue;
      }
      form.rows[index].part_of = static_cast<int>(whole - form.rows.begin());
      whole->children.push_back(static_cast<int>(index));
    }
  }

  template <typename Form>
  void UnknownPart(const NodeContext& context, const Node& part, const std::vector<Form>& forms) const {
    if (!first_reading_) {
      return;
    }
    std::vector<std::string_view> known;
    for (const Form& form : forms) {
      known.push_back(form.id);
    }
    const std::string name(part.scalar);
    const std::string near(Nearest(name, known));
    context.Wrong(
        part.where, "part_of 指向的 '" + name + "' 不存在" + (near.empty() ? "" : "，是不是 '" + near + "'？"),
        "part_of names '" + name + "', which does not exist" + (near.empty() ? "" : ", did you mean '" + near + "'?"));
  }

  static int Symbol(std::vector<std::string>& ids, std::string_view id) {
    const auto found = std::ranges::find(ids, id);
    if (found != ids.end()) {
      return static_cast<int>(found - ids.begin());
    }
    ids.emplace_back(id);
    return static_cast<int>(ids.size()) - 1;
  }

  void FinishForms() {
    for (std::size_t t = 0; t < pack_->form.tables.size(); ++t) {
      const Names::Table& names = pack_->names.tables[t];
      for (TableForm& form : pack_->form.tables[t]) {
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
    for (const auto& [context, node] : section_uses_) {
      const std::vector<std::string_view> known(pack_->names.sections.begin(), pack_->names.sections.end());
      if (std::ranges::find(known, node->scalar) == known.end()) {
        const std::string near(Nearest(node->scalar, known));
        context.Wrong(
            node->where,
            "没有名为 '" + std::string(node->scalar) + "' 的节" + (near.empty() ? "" : "，是不是 '" + near + "'？"),
            "unknown section '" + std::string(node->scalar) + "'" +
                (near.empty() ? "" : ", did you mean '" + near + "'?"));
      }
    }
  }

  // --- rules

  void ReadRules(const PackFile& file) {
    const Node* rules = file.root->is_map() ? file.root->Find("rules") : nullptr;
    if (rules == nullptr) {
      return;
    }
    const NodeContext context = ContextOf(file);
    if (!rules->is_list()) {
      context.Wrong(rules->where, "rules 应为列表", "rules must be a list");
      return;
    }
    for (const Node& node : rules->items) {
      ReadRule(context, node);
    }
  }

  void ReadRule(const NodeContext& context, const Node& node) {
    Options options(context, node, {"规则", "rule"});
    if (!node.is_map()) {
      return;
    }
    auto rule = std::make_unique<Rule>();
    rule->source = context.source;
    rule->node = &node;
    rule->where = node.where;
    rule->scope.names = &pack_->names;
    RuleInfo& info = rule->info;
    info.id = options.Text("id", Need::kRequired);
    if (const Node* id = options.Find("id"); id != nullptr && !IsRuleId(info.id)) {
      context.Wrong(id->where, "规则编号 '" + std::string(info.id) + "' 只能含字母、数字、'-' 和 '_'",
                    "rule id '" + std::string(info.id) + "' may hold letters, digits, '-' and '_' only");
    }
    info.name = options.Text("name", Need::kRequired);
    const Wanted kSeverities = {{"error", static_cast<int>(Severity::kError)},
                                {"warning", static_cast<int>(Severity::kWarning)},
                                {"note", static_cast<int>(Severity::kNote)},
                                {"off", static_cast<int>(Severity::kOff)}};
    info.severity = static_cast<Severity>(options.OneOf("severity", kSeverities, Need::kRequired).value_or(0));
    if (const auto mild = options.OneOf("mild", kSeverities)) {
      rule->mild = static_cast<Severity>(*mild);
    }
    info.tags = options.Texts("tags");
    info.title = options.Message("title", Need::kRequired);
    info.why = options.Message("why");
    info.source = options.Message("source");
    info.help = options.Message("help");
    info.wrong = options.Message("wrong");
    info.right = options.Message("right");
    rule->tests = options.Find("tests");
    if (options.Find("variants") != nullptr) {
      rule->variants.assign(pack_->form.variants.size(), false);
      for (const int v : VariantsOf(options)) {
        rule->variants[static_cast<std::size_t>(v)] = true;
      }
    }
    for (const Node* loop : options.List("for")) {
      if (auto parsed = ParseLoop(context, *loop, pack_->names)) {
        rule->scope.loops.push_back(*parsed);
      }
    }
    const Wanted kMissing = {{"zero", static_cast<int>(Missing::kZero)},
                             {"skip", static_cast<int>(Missing::kSkip)},
                             {"fail", static_cast<int>(Missing::kFail)}};
    if (const auto missing = options.OneOf("missing", kMissing)) {
      rule->missing = static_cast<Missing>(*missing);
    }
    RuleReader reader{options, pack_->form, pack_->names, *rule, {}};
    reader.read_common = [&] { ReadCommon(options, *rule); };
    Compile(reader);
    options.Finish();
    Add(context, node, std::move(rule));
  }

  void Compile(RuleReader& reader) {
    const Kind* kind = nullptr;
    const Node* value = nullptr;
    std::vector<std::string_view> keys;
    for (const Kind& each : kinds_) {
      keys.push_back(each.key);
      const Node* found = reader.options.node().Find(each.key);
      if (found == nullptr) {
        continue;
      }
      reader.options.Find(each.key);
      if (kind != nullptr) {
        reader.context().Wrong(
            found->where,
            "一条规则只能是一种：已有 '" + std::string(kind->key) + "'，又有 '" + std::string(each.key) + "'",
            "a rule is of one kind: it has '" + std::string(kind->key) + "' and '" + std::string(each.key) + "'");
        continue;
      }
      kind = &each;
      value = found;
    }
    if (kind == nullptr) {
      std::string all;
      for (const std::string_view key : keys) {
        all += (all.empty() ? "" : ", ") + std::string(key);
      }
      reader.context().Wrong(reader.options.node().where, "规则缺少种类，应有其中一个键：" + all,
                             "the rule has no kind; one of these keys is needed: " + all);
      for (const std::string_view key : {"let", "when", "at", "message", "escalate"}) {
        reader.options.Find(key);
      }
      return;
    }
    reader.rule.check = kind->compile(reader, *value);
  }

  void ReadCommon(Options& options, Rule& rule) {
    const NodeContext& context = options.context();
    if (const Node* lets = options.Find("let")) {
      if (!lets->is_map()) {
        context.Wrong(lets->where, "let 应为 名称: 表达式 的映射", "let must be a map of names and expressions");
      }
      for (std::size_t i = 0; lets->is_map() && i + 1 < lets->items.size(); i += 2) {
        CheckId(context, lets->items[i]);
        if (ExprPtr value = ParseExpr(context, lets->items[i + 1], rule.scope)) {
          const std::size_t cost = CostOf(*value, rule.scope);
          rule.scope.lets.push_back({std::string(lets->items[i].scalar), std::move(value), cost});
        }
      }
    }
    if (const Node* when = options.Find("when")) {
      rule.when = ParseExpr(context, *when, rule.scope);
    }
    if (const Node* at = options.Find("at")) {
      ReadAt(context, *at, rule);
    }
    if (const Node* escalate = options.Find("escalate")) {
      Options inner(context, *escalate, {"escalate", "escalate"});
      const auto to = inner.OneOf("to",
                                  {{"error", static_cast<int>(Severity::kError)},
                                   {"warning", static_cast<int>(Severity::kWarning)},
                                   {"note", static_cast<int>(Severity::kNote)}},
                                  Need::kRequired);
      rule.escalated = static_cast<Severity>(to.value_or(static_cast<int>(Severity::kError)));
      if (const Node* when = inner.Find("when", Need::kRequired)) {
        rule.escalate_when = ParseExpr(context, *when, rule.scope);
      }
      inner.Finish();
    }
    options.Find("message", Need::kRequired);
    rule.message = ParseMessage(options, "message", rule.scope);
  }

  void ReadAt(const NodeContext& context, const Node& node, Rule& rule) {
    if (node.scalar == "title") {
      rule.at_title = true;
      return;
    }
    if (node.scalar.starts_with("section(") && node.scalar.ends_with(")")) {
      const std::string_view id = node.scalar.substr(8, node.scalar.size() - 9);
      const auto section = std::ranges::find(pack_->names.sections, id);
      const auto loop = std::ranges::find(rule.scope.loops, id, &Loop::name);
      if (loop != rule.scope.loops.end() && loop->table < 0) {
        rule.at_loop = static_cast<int>(loop - rule.scope.loops.begin());
        return;
      }
      if (section != pack_->names.sections.end()) {
        rule.at_section = static_cast<int>(section - pack_->names.sections.begin());
        return;
      }
    }
    rule.at_cell = ParseExpr(context, node, rule.scope);
    if (rule.at_cell != nullptr && rule.at_cell->op != Expr::Op::kCells) {
      context.Wrong(node.where, "at 应为一格（表[行, 栏]）、title 或 section(节)",
                    "at must be a cell (table[row, column]), title or section(id)");
      rule.at_cell = nullptr;
    }
  }

  /// A later rule of the same id takes the place of an earlier one only across packs; within a file it is a mistake.
  void Add(const NodeContext& context, const Node& node, std::unique_ptr<Rule> rule) {
    for (std::unique_ptr<Rule>& each : pack_->rules) {
      const bool same_id = each->info.id == rule->info.id && !rule->info.id.empty();
      if (same_id && each->source != rule->source) {
        each = std::move(rule);
        return;
      }
      if (same_id || (each->info.name == rule->info.name && !rule->info.name.empty())) {
        const std::string id(same_id ? rule->info.id : rule->info.name);
        context.Wrong(node.Find(same_id ? "id" : "name")->where, "规则 '" + id + "' 已有一条",
                      "there is a rule '" + id + "' already");
        return;
      }
    }
    pack_->rules.push_back(std::move(rule));
  }

  static inline const Node kEmptyMap{Node::Kind::kMap, false, {}, {}, {}};

  std::span<const Kind> kinds_;
  Lang lang_;
  bool trusted_;
  Diagnostics& diagnostics_;
  std::unique_ptr<RulePack> pack_;
  std::vector<std::pair<NodeContext, const Node*>> section_uses_;
  std::string_view short_label_;
  bool first_reading_ = true;
};

}  // namespace

const Rule* RulePack::FindRule(std::string_view id_or_name) const {
  for (const std::unique_ptr<Rule>& rule : rules) {
    if (rule->info.id == id_or_name || rule->info.name == id_or_name) {
      return rule.get();
    }
  }
  return nullptr;
}

std::unique_ptr<RulePack> LoadPack(std::span<const PackFile> files, std::span<const Kind> kinds, Lang lang,
                                   bool trusted, Diagnostics& diagnostics) {
  return Loader(kinds, lang, trusted, diagnostics).Load(files);
}

}  // namespace gouji
