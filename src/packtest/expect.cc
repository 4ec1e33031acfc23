#include "packtest/expect.h"

namespace gouji {
namespace {

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
    if (node->is_list() && node->items().empty()) {
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
      for (std::size_t i = 0; values->is_map() && i + 1 < values->items().size(); i += 2) {
        finding.values.emplace_back(&values->items()[i], &values->items()[i + 1]);
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

}  // namespace

Expected ReadExpected(const NodeContext& context, const RulePack& pack, Options& test) {
  return ExpectReader(context, pack).Read(test);
}

}  // namespace gouji
