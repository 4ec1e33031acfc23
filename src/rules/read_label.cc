#include "rules/read_label.h"

#include "rules/read_pattern.h"
#include "text/fold.h"

namespace gouji {

Label ReadLabel(Options& options, std::string_view official, std::size_t skip) {
  Label label;
  label.Name(official, skip == 0 ? LabelKey(official) : Fold(official.substr(skip)));
  for (const Node* item : options.List("aliases")) {
    if (!item->is_scalar()) {
      options.context().Wrong(item->where, "别名应为文字", "an alias must be a text");
    } else if (item->scalar().starts_with("re:")) {
      ReadPatterns(options.context(), item, PatternFor::kLabels, label.patterns);
    } else {
      label.aliases.push_back(skip == 0 ? LabelKey(item->scalar())
                                        : Fold(item->scalar().substr(ReadNumeral(item->scalar()).bytes)));
    }
  }
  return label;
}

void AddWords(const NodeContext& context, const Node& node, Label& label) {
  if (!node.is_scalar() || node.scalar().empty()) {
    context.Wrong(node.where, "应为文字", "expected text");
  } else if (node.scalar().starts_with("re:")) {
    ReadPatterns(context, &node, PatternFor::kLabels, label.patterns);
  } else if (label.official.empty()) {
    label.Name(node.scalar(), LabelKey(node.scalar()));
  } else {
    label.aliases.push_back(LabelKey(node.scalar()));
  }
}

}  // namespace gouji
