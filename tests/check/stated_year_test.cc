// Which year a report without a title is about: what it says of itself, unless something else in it disagrees.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "prose_report.h"

namespace gouji {
namespace {

/// What GK010 and GK011 say of a report without a title: "GK010 2022; …", "?" where one of them cannot tell.
std::string YearsOf(std::string_view preface, std::string_view overview) {
  std::string text = ReportText({}, std::string(overview));
  text.replace(0, text.find('\n'), preface);
  const Outcome outcome = CheckText(text);
  std::string said;
  for (const Diagnostic& diagnostic : outcome.findings) {
    if (diagnostic.rule->id == "GK010" || diagnostic.rule->id == "GK011") {
      said += (said.empty() ? "" : "; ") + std::string(diagnostic.rule->id) + " " +
              std::string(outcome.source->Slice(diagnostic.where));
    }
  }
  const bool unsure = std::ranges::any_of(
      outcome.unchecked, [](const Unchecked& each) { return each.rule->id == "GK010" || each.rule->id == "GK011"; });
  return unsure ? said + "?" : said;
}

}  // namespace

TEST_CASE("stated year: a report without a title says which year it is about") {
  struct Case {
    std::string_view preface, overview, said;
  };
  const std::vector<Case> cases = {
      {"本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。", "2023年，我局收到申请3件。", ""},
      {"本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
       "2023年，我局收到申请3件。2022年，我局主动公开信息120条。", "GK010 2022年"},
      {"现将2023年度政府信息公开工作情况报告如下，期限为2023年1月1日至2023年12月31日。",
       "2022年，我局主动公开信息120条。", "GK010 2022年"},
      {"本报告所列数据的统计期限自2023年1月1日起至2023年12月20日止。", "我局收到申请3件。", "GK011 12月20日"},
      {"现将2023年度政务信息公开情况公布如下：", "2022年，县林业局主动公开信息120条。", "GK010 2022年"},
      {"本报告所列数据的统计期限自2022年1月1日起至2023年12月31日止。", "2023年，我局主动公开信息120条。", "GK011 2022"},
      // The one against the others: which is wrong is not known.
      {"本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。",
       "2023年，我局收到申请3件。2023年，我局主动公开信息120条。", "?"},
      {"本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。",
       "2023年，县林业局主动公开信息120条。2023年，县林业局收到申请3件。", "?"},
      // Nothing is stated.
      {"根据条例编制本报告。", "2023年，我局主动公开信息120条。", "?"},
      {"去年按时公布2022年政府信息公开工作年度报告。", "2023年，我局主动公开信息120条。", "?"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.preface);
    CAPTURE(each.overview);
    CHECK(YearsOf(each.preface, each.overview) == each.said);
  }
}

}  // namespace gouji
