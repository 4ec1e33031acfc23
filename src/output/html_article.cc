#include <algorithm>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "output/html_document.h"
#include "output/markup.h"
#include "output/reasons.h"

namespace gouji {
namespace {

constexpr Localized kClean{"没有发现问题", "nothing found"};
constexpr Localized kCleanButUnchecked{"已核对的内容没有发现问题", "nothing found in what could be checked"};
constexpr Localized kYear{"{year} 年度", "{year}"};
constexpr Localized kTranscript{"行号为 gouji dump --text 输出的行号", "lines are those of 'gouji dump --text'"};
constexpr Localized kUp{"↑ 回到开头", "↑ top"};
constexpr Localized kBasis{"依据：", "Basis: "};
constexpr Localized kWhatToDo{"处理：", "What to do: "};
constexpr Localized kExamples{"示例", "Examples"};
constexpr Localized kWrong{"错误", "wrong"};
constexpr Localized kRight{"正确", "right"};
constexpr Localized kUncheckedHead{"未能核对 {n} 处", "{n} not checked"};
constexpr Localized kUncheckedItem{"{n} 处：{reason}", "{n}: {reason}"};
constexpr Localized kResolvedHead{"基线中已不存在的问题", "gone from the baseline"};
constexpr Localized kHiddenHead{"基线中已知的 {n} 个问题未列出。", "{n} known from the baseline not shown."};

/// Writes one document: its findings by rule, the tables they are about, and what could not be checked.
class ArticlePart {
 public:
  ArticlePart(std::string& page, const HtmlDocument& document)
      : page_(page), document_(document), outcome_(document.outcome()), words_(document.words()) {}

  void Put() {
    Put("<article id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1}</h2>\n<p class=\"about\">",
        document_.Id(), Markup(outcome_.title.empty() ? outcome_.path : outcome_.title));
    if (!outcome_.title.empty()) Put("<span><code>{}</code></span>", Markup(outcome_.path));
    if (!outcome_.issuer.empty()) Put("<span>{}</span>", Markup(outcome_.issuer));
    if (outcome_.year != 0) Put("<span>{}</span>", words_.Filled(kYear, {{"year", std::to_string(outcome_.year)}}));
    if (outcome_.transcript) Put("<span>{}</span>", words_.Say(kTranscript));
    Put("<a class=\"up\" href=\"#top\">{}</a>", words_.Say(kUp));
    Put("</p>\n");
    if (outcome_.findings.empty()) {
      Put("<p class=\"state ok\">{}</p>\n", words_.Say(outcome_.unchecked.empty() ? kClean : kCleanButUnchecked));
    }
    for (const std::vector<std::size_t>& group : document_.groups()) PutRule(group);
    for (std::size_t i = 0; i < outcome_.tables.size(); ++i) {
      if (document_.cells().Touched(i)) PutTable(page_, document_, i);
    }
    PutUnchecked();
    PutBaseline();
    Put("</article>\n");
  }

 private:
  template <typename... Args>
  void Put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(page_), format, std::forward<Args>(args)...);
  }

  void PutRule(const std::vector<std::size_t>& group) {
    const Severity severity = outcome_.findings[group.front()].severity;
    const auto same = [&](std::size_t i) { return outcome_.findings[i].severity == severity; };
    const std::string only = std::ranges::all_of(group, same) ? fmt::format(" only-{}", Name(severity)) : "";
    Put("<section class=\"rule{}\">\n", only);
    if (const RuleInfo* rule = outcome_.findings[group.front()].rule) PutRuleHead(*rule, severity);
    for (const std::size_t i : group) PutFinding(page_, document_, i);
    Put("</section>\n");
  }

  void PutRuleHead(const RuleInfo& rule, Severity severity) {
    Put("<h3><span class=\"word {}\">{}</span><span>{}</span><code>{}</code></h3>\n", Name(severity),
        words_.Say(WordOf(severity)), rule.title.empty() ? Markup(rule.name) : words_.Say(rule.title), Markup(rule.id));
    if (!rule.why.empty() || !rule.help.empty() || !rule.source.empty()) {
      Put("<div class=\"why\">");
      if (!rule.why.empty()) Put("<p>{}</p>", words_.Say(rule.why));
      if (!rule.help.empty()) Put("<p><b>{}</b>{}</p>", words_.Say(kWhatToDo), words_.Say(rule.help));
      if (!rule.source.empty()) Put("<p><b>{}</b>{}</p>", words_.Say(kBasis), words_.Say(rule.source));
      Put("</div>\n");
    }
    if (rule.wrong.empty() && rule.right.empty()) return;
    Put("<details><summary>{}</summary>", words_.Say(kExamples));
    if (!rule.wrong.empty()) Put("<p>{}</p><pre class=\"line\">{}</pre>", words_.Say(kWrong), words_.Say(rule.wrong));
    if (!rule.right.empty()) Put("<p>{}</p><pre class=\"line\">{}</pre>", words_.Say(kRight), words_.Say(rule.right));
    Put("</details>\n");
  }

  void PutUnchecked() {
    if (outcome_.unchecked.empty()) return;
    Put("<section class=\"unchecked\"><h3>{}</h3><ul>\n",
        words_.Filled(kUncheckedHead, {{"n", std::to_string(outcome_.unchecked.size())}}));
    for (const Reason& reason : ReasonsOf(outcome_)) {
      Put("<li>{} <code>{}</code></li>\n",
          words_.Filled(kUncheckedItem, {{"n", std::to_string(reason.places)}, {"reason", reason.text}}),
          Markup(fmt::format("{}", fmt::join(reason.rules, " "))));
    }
    Put("</ul></section>\n");
  }

  void PutBaseline() {
    if (!outcome_.resolved.empty()) {
      Put("<section class=\"unchecked\"><h3>{}</h3><ul>\n", words_.Say(kResolvedHead));
      for (const Diagnostic& gone : outcome_.resolved) {
        const std::string id(gone.rule != nullptr ? gone.rule->id : "");
        Put("<li>{}</li>\n", Markup(fmt::format("{} {} {}", id, gone.subject.Path(), gone.message)));
      }
      Put("</ul></section>\n");
    }
    if (outcome_.hidden > 0) {
      Put("<p class=\"state soft\">{}</p>\n", words_.Filled(kHiddenHead, {{"n", std::to_string(outcome_.hidden)}}));
    }
  }

  std::string& page_;
  const HtmlDocument& document_;
  const Outcome& outcome_;
  const HtmlPhrases& words_;
};

}  // namespace

void PutArticle(std::string& page, const HtmlDocument& document) { ArticlePart(page, document).Put(); }

}  // namespace gouji
