#pragma once

#include <doctest/doctest.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/kinds.h"
#include "lint.h"
#include "rules/library.h"
#include "tree.h"

namespace gouji {

/// The 总计 of the rows of table 3 and of the three groups of table 4.
struct Numbers {
  int received = 0, carried_in = 0, total = 0, carried_out = 0;
  int review = 0, direct = 0, after = 0;
  int fee_unpaid = 0;
  std::string issuer = "云溪县交通运输局";
  /// Made public, in part, refused, not to be had, not dealt with, other: all of the first kind unless told.
  std::array<int, 6> outcomes = {-1, 0, 0, 0, 0, 0};
  /// Of those received and handled, how many were put by businesses; all others by natural persons.
  int business = 0;
  /// Upheld, corrected, other, pending, of each group: all upheld unless told.
  std::array<std::array<int, 4>, 3> cases = {{{-1}, {-1}, {-1}}};
};

inline std::string Row(const std::string& labels, int all, int business = 0) {
  return "| " + labels + " | " + std::to_string(all - business) + " | " + std::to_string(business) +
         " | 0 | 0 | 0 | 0 | " + std::to_string(all) + " |\n";
}

/// A report on 2023 of the 2021 template with `overview` as its section 一.
inline std::string ReportText(const Numbers& n, const std::string& overview, const std::string& others = "无。") {
  struct Result {
    const char* group;
    const char* label;
    int outcome = -1;  ///< the first row of a group holds all of it
  };
  static constexpr Result kResults[] = {
      {"", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 1},
      {"（三）不予公开", "1.属于国家秘密", 2},
      {"", "2.其他法律行政法规禁止公开"},
      {"", "3.危及“三安全一稳定”"},
      {"", "4.保护第三方合法权益"},
      {"", "5.属于三类内部事务信息"},
      {"", "6.属于四类过程性信息"},
      {"", "7.属于行政执法案卷"},
      {"", "8.属于行政查询事项"},
      {"（四）无法提供", "1.本机关不掌握相关政府信息", 3},
      {"", "2.没有现成信息需要另行制作"},
      {"", "3.补正后申请内容仍不明确"},
      {"（五）不予处理", "1.信访举报投诉类申请", 4},
      {"", "2.重复申请"},
      {"", "3.要求提供公开出版物"},
      {"", "4.无正当理由大量反复申请"},
      {"", "5.要求行政机关确认或重新出具已获取信息"},
      {"（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"}};
  std::string text = n.issuer + "2023年政府信息公开工作年度报告\n\n一、总体情况\n\n" + overview +
                     "\n\n二、主动公开政府信息情况\n\n三、收到和处理政府信息公开申请情况\n\n";
  text += "| （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | | | 申请人情况 | | | | | | |\n";
  text += "| | | | 自然人 | 法人或其他组织 | | | | | 总计 |\n";
  text += "| | | | | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | |\n";
  text += Row("一、本年新收政府信息公开申请数量 | | ", n.received, n.business);
  text += Row("二、上年结转政府信息公开申请数量 | | ", n.carried_in);
  const bool told = n.outcomes[0] >= 0;
  text += Row("三、本年度办理结果 | （一）予以公开 | ", told ? n.outcomes[0] : n.total - n.fee_unpaid, n.business);
  for (const auto& [group, label, outcome] : kResults) {
    text += Row(" | " + std::string(group) + " | " + label,
                told && outcome >= 0 ? n.outcomes[static_cast<std::size_t>(outcome)] : 0);
  }
  text += Row(" | | 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", n.fee_unpaid);
  text += Row(" | | 3.其他", told ? n.outcomes[5] : 0);
  text += Row(" | （七）总计 | ", n.total, n.business);
  text += Row("四、结转下年度继续办理 | | ", n.carried_out);
  text += "\n四、政府信息公开行政复议、行政诉讼情况\n\n";
  text += "| 行政复议 | | | | | 行政诉讼 | | | | | | | | | |\n";
  text += "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |\n";
  text +=
      "| | | | | | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 "
      "|\n";
  const std::array<int, 3> totals = {n.review, n.direct, n.after};
  for (std::size_t group = 0; group < totals.size(); ++group) {
    const bool each = n.cases[group][0] >= 0;
    for (std::size_t i = 0; i < 4; ++i) {
      text += "| " + std::to_string(each ? n.cases[group][i] : i == 0 ? totals[group] : 0) + " ";
    }
    text += "| " + std::to_string(totals[group]) + " ";
  }
  text +=
      "|\n\n五、存在的主要问题及改进情况\n\n存在公开内容不够丰富的问题，下一步将改进。\n\n六、其他需要报告的事项\n\n" +
      others + "\n";
  return text;
}

/// The shipped pack, from the files: what a compliance officer edits is what is tested.
inline const std::vector<std::unique_ptr<RulePack>>& ShippedRules() {
  static std::vector<std::shared_ptr<const Source>> sources;
  static const std::vector<std::unique_ptr<RulePack>> packs = [] {
    Diagnostics diagnostics;
    std::vector<std::unique_ptr<RulePack>> loaded;
    auto pack = OpenPack(std::string(kRoot) + "/rules/gk-annual-report", Kinds(), Lang::kZh, diagnostics, sources);
    for (const Diagnostic& diagnostic : diagnostics.all()) {
      MESSAGE(diagnostic.message);
    }
    REQUIRE(pack != nullptr);
    loaded.push_back(std::move(pack));
    return loaded;
  }();
  return packs;
}

inline Outcome CheckText(const std::string& text) { return Lint({"report.txt", &text}, ShippedRules(), nullptr, {}); }

/// The findings of rules whose id begins with one of `prefixes`, in order: "GK401 at 收到「4」件", with what stands
/// around the place.
inline std::vector<std::pair<std::string, std::size_t>> FindingsOf(const Outcome& outcome, std::string_view prefixes) {
  std::vector<std::pair<std::string, std::size_t>> found;
  for (const Diagnostic& diagnostic : outcome.findings) {
    const std::string_view id = diagnostic.rule->id;
    for (std::size_t at = 0; at < prefixes.size();) {
      const std::size_t end = std::min(prefixes.find(' ', at), prefixes.size());
      if (id.starts_with(prefixes.substr(at, end - at))) {
        found.emplace_back(id, diagnostic.where.begin);
        break;
      }
      at = end + 1;
    }
  }
  return found;
}

}  // namespace gouji
