#include <algorithm>

#include "rules/pack_parts.h"
#include "rules/read_pattern.h"
#include "text/fold.h"

namespace gouji {

void HeadReader::Read(const NodeContext& context, const Node& root) {
  Options top(context, root, {"规则包文件", "pack file"});
  if (const auto version = top.Integer("gouji", Need::kRequired); version && *version != 1) {
    context.Wrong(top.Find("gouji")->where, "不支持的规则语言版本 " + std::to_string(*version) + "，应为 1",
                  "unsupported rule language version " + std::to_string(*version) + ", expected 1");
  }
  if (const std::string_view id = top.Text("id"); !id.empty()) {
    pack_.id = id;
  }
  if (const std::string_view version = top.Text("version"); !version.empty()) {
    pack_.version = version;
  }
  if (const Localized title = top.Message("title"); !title.empty()) {
    pack_.title = title;
  }
  top.Find("extends");  // followed by whoever gathers the files
  ReadPatterns(context, top.Find("claims"), PatternFor::kLabels, pack_.form.claims);
  if (const Node* node = top.Find("title_patterns")) {
    ReadTitles(context, *node);
  }
  ReadPatterns(context, top.Find("stated_year_patterns"), PatternFor::kProse, pack_.form.stated_years, "year");
  ReadPatterns(context, top.Find("year_patterns"), PatternFor::kProse, pack_.form.years, "year");
  if (const std::vector<std::string_view> sections = top.Texts("year_sections"); !sections.empty()) {
    pack_.form.year_sections = sections;
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

void HeadReader::ReadTitles(const NodeContext& context, const Node& node) {
  Options titles(context, node, {"title_patterns", "title_patterns"});
  ReadPatterns(context, titles.Find("official", Need::kRequired), PatternFor::kLabels, pack_.form.titles);
  ReadPatterns(context, titles.Find("loose"), PatternFor::kLabels, pack_.form.loose_titles);
  titles.Finish();
}

void HeadReader::ReadIssuer(const NodeContext& context, const Node& node) {
  Options issuer(context, node, {"issuer", "issuer"});
  ReadPatterns(context, issuer.Find("patterns"), PatternFor::kProse, pack_.form.issuers, "issuer");
  ReadPatterns(context, issuer.Find("unfinished"), PatternFor::kLabels, pack_.form.unfinished_issuers);
  if (const Node* classes = issuer.Find("classes")) {
    for (std::size_t i = 0; classes->is_map() && i + 1 < classes->items().size(); i += 2) {
      IssuerClass& kind = pack_.form.issuer_classes.emplace_back();
      kind.id = classes->items()[i].scalar();
      const Node& node_of = classes->items()[i + 1];
      if (!node_of.is_map()) {
        ReadPatterns(context, &node_of, PatternFor::kLabels, kind.patterns);
        continue;
      }
      Options each(context, node_of, {"机关类别", "issuer class"});
      ReadPatterns(context, each.Find("name"), PatternFor::kLabels, kind.patterns);
      ReadPatterns(context, each.Find("prose"), PatternFor::kProse, kind.prose);
      each.Finish();
    }
    if (!classes->is_map()) {
      context.Wrong(classes->where, "应为 名称: 模式 的映射", "expected a map of names and patterns");
    }
  }
  if (const Node* forms = issuer.Find("short_forms"); forms != nullptr && forms->is_map()) {
    for (std::size_t i = 0; i + 1 < forms->items().size(); i += 2) {
      pack_.form.short_forms.emplace_back(Fold(forms->items()[i].scalar()), Fold(forms->items()[i + 1].scalar()));
    }
  } else if (forms != nullptr) {
    context.Wrong(forms->where, "应为 全称: 简称 的映射", "expected a map of long and short forms");
  }
  issuer.Finish();
}

void HeadReader::ReadVariants(const NodeContext& context, const Node& node) {
  if (!node.is_map()) {
    context.Wrong(node.where, "应为 模板名: {…} 的映射", "expected a map of variant names");
    return;
  }
  for (std::size_t i = 0; i + 1 < node.items().size(); i += 2) {
    Options options(context, node.items()[i + 1], {"模板", "variant"});
    Variant& variant = pack_.form.variants.emplace_back();
    variant.id = node.items()[i].scalar();
    variant.title = options.Message("title");
    variant.first_year = static_cast<int>(options.Integer("from").value_or(0));
    variant.last_year = static_cast<int>(options.Integer("to").value_or(9999));
    variant.supported = options.Flag("supported").value_or(true);
    options.Finish();
  }
}

void HeadReader::Finish() const { CheckSections(pack_, section_uses_); }

}  // namespace gouji
