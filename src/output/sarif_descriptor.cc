#include "output/sarif_descriptor.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/trouble.h"
#include "output/json_text.h"

namespace gouji {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kTagsOfARule = 20;  // code scanning refuses a rule with more

constexpr Localized kSource{"依据", "basis"};
constexpr Localized kWrong{"错误示例", "wrong"};
constexpr Localized kRight{"正确示例", "right"};
constexpr Localized kColon{"：", ": "};
constexpr Localized kSeeExplain{"说明见 gouji explain {id}。", "see gouji explain {id}"};

std::string Owned(std::string_view text) { return std::string(text); }

/// "requests-column-balance" as "RequestsColumnBalance".
std::string PascalCase(std::string_view name) {
  std::string pascal;
  bool start = true;
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter) pascal += start && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    start = !letter;
  }
  return pascal;
}

/// Help as paragraphs: why, what to do, the legal basis, examples. A colon, or a blank, in front of the marks that
/// close would keep Markdown from taking them for such.
Json Help(const RuleInfo& rule, Lang lang) {
  const auto say = [&](const Localized& words) { return Owned(words.In(lang)); };
  std::string text;
  std::string markdown;
  const auto add = [&](const Localized& heading, const Localized& body) {
    if (body.empty()) return;
    if (!text.empty()) {
      text += '\n';
      markdown += "\n\n";
    }
    text += heading.empty() ? say(body) : say(heading) + say(kColon) + say(body);
    markdown += heading.empty() ? say(body) : fmt::format("**{}**{}{}", say(heading), say(kColon), say(body));
  };
  add({}, rule.why);
  add({}, rule.help);
  add(kSource, rule.source);
  const auto example = [&](const Localized& heading, const Localized& body) {
    if (body.empty()) return;
    text += fmt::format("\n{}{}\n{}", say(heading), lang == Lang::kZh ? "：" : ":", say(body));
    markdown += fmt::format("\n\n**{}**\n\n```text\n{}\n```", say(heading), say(body));
  };
  example(kWrong, rule.wrong);
  example(kRight, rule.right);
  if (text.empty()) text = markdown = Fill(say(kSeeExplain), {{"id", rule.id}});
  return {{"text", text}, {"markdown", markdown}};
}

}  // namespace

std::string_view SarifLevel(Severity severity) {
  return severity == Severity::kOff ? std::string_view("none") : Name(severity);
}

const RuleInfo& NotEvaluatedInfo() {
  static const RuleInfo info = [] {
    RuleInfo made;
    made.id = "not-evaluated";
    made.name = "not-evaluated";
    made.severity = Severity::kWarning;
    made.title = {"有规则未能核对", "a rule could not be evaluated"};
    made.why = {"缺少或残缺的行列使规则无法得出结论；没有核对不等于没有问题。",
                "a missing or ragged row or column leaves the rule without a verdict; not checked does not mean clean"};
    made.help = {"补齐所指的行或列后重新检查。", "complete the row or column shown and check again"};
    return made;
  }();
  return info;
}

const RuleInfo& LeftOutInfo() {
  static const RuleInfo info = [] {
    RuleInfo made;
    made.id = "results-left-out";
    made.name = "results-left-out";
    made.severity = Severity::kWarning;
    made.title = {"有问题未列出", "results were left out"};
    made.why = {"代码扫描平台每次运行最多接受 25000 个结果，超出的整份拒收。",
                "code scanning takes 25,000 results a run and refuses files with more"};
    made.help = {"按文件夹分几次运行，或改用 JSON 格式。", "run over fewer files at a time, or use the JSON format"};
    return made;
  }();
  return info;
}

std::string SarifDescriptor(const RuleInfo& rule, Lang lang) {
  const auto say = [&](const Localized& words) { return Owned(words.In(lang)); };
  const std::string title = rule.title.empty() ? Owned(rule.name) : say(rule.title);
  Json tags = Json::array();
  for (std::size_t i = 0; i < rule.tags.size() && i < kTagsOfARule; ++i) tags.push_back(Owned(rule.tags[i]));
  Json configuration = {{"level", Owned(SarifLevel(rule.severity))}};
  if (rule.severity == Severity::kOff) configuration = {{"enabled", false}};
  const bool error = rule.severity == Severity::kError;
  const bool warning = rule.severity == Severity::kWarning;
  const Json descriptor = {{"id", Owned(rule.id)},
                           {"name", PascalCase(rule.name)},
                           {"shortDescription", {{"text", title}}},
                           {"fullDescription", {{"text", rule.why.empty() ? title : say(rule.why)}}},
                           {"help", Help(rule, lang)},
                           {"helpUri", GOUJI_HOMEPAGE "/tree/main/rules"},
                           {"defaultConfiguration", configuration},
                           {"properties",
                            {{"tags", tags},
                             {"precision", error     ? "very-high"
                                           : warning ? "high"
                                                     : "medium"},
                             {"problem.severity", error     ? "error"
                                                  : warning ? "warning"
                                                            : "recommendation"}}}};
  return DumpJson(descriptor);
}

}  // namespace gouji
