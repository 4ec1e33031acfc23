#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "lint.h"

namespace gouji {

/// "GK202 第二十条第（一）项; …": the rules and what stands at their places.
inline std::string Said(const Outcome& outcome) {
  std::string said;
  for (const Diagnostic& diagnostic : outcome.findings) {
    said += (said.empty() ? "" : "; ") + std::string(diagnostic.rule->id) + " " +
            std::string(outcome.source->Slice(diagnostic.where));
  }
  return said;
}

/// A report on 2023 in which nothing is wrong, a line each; its tables are rows of pipes.
inline std::vector<std::string> WholeReport() {
  return {
      "云溪县交通运输局2023年政府信息公开工作年度报告",
      "一、总体情况",
      "我局认真做好政府信息公开工作。主动公开方面，及时发布各类信息。依申请公开方面，规范办理申请。"
      "政府信息管理方面，做好文件的公开属性审查。平台建设方面，维护好门户网站。监督保障方面，开展培训和考核。",
      "二、主动公开政府信息情况",
      "",
      "| 第二十条第（一）项 | | | |",
      "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
      "| 规章 | 0 | 0 | 0 |",
      "| 行政规范性文件 | 3 | 1 | 27 |",
      "| 第二十条第（五）项 | | | |",
      "| 信息内容 | 本年处理决定数量 | | |",
      "| 行政许可 | 112 | | |",
      "| 第二十条第（六）项 | | | |",
      "| 信息内容 | 本年处理决定数量 | | |",
      "| 行政处罚 | 46 | | |",
      "| 行政强制 | 5 | | |",
      "| 第二十条第（八）项 | | | |",
      "| 信息内容 | 本年收费金额（单位：万元） | | |",
      "| 行政事业性收费 | 1.5 | | |",
      "",
      "三、收到和处理政府信息公开申请情况",
      "",
      "| （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | | | 申请人情况 | | | | | | |",
      "| | | | 自然人 | 法人或其他组织 | | | | | 总计 |",
      "| | | | | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | |",
      "| 一、本年新收政府信息公开申请数量 | | | 97 | 15 | 3 | 0 | 4 | 2 | 121 |",
      "| 二、上年结转政府信息公开申请数量 | | | 3 | 1 | 0 | 0 | 0 | 0 | 4 |",
      "| 三、本年度办理结果 | （一）予以公开 | | 31 | 6 | 2 | 0 | 1 | 1 | 41 |",
      "| | （二）部分公开（区分处理的，只计这一情形，不计其他情形） | | 12 | 2 | 0 | 0 | 0 | 0 | 14 |",
      "| | （三）不予公开 | 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
      "| | | 2.其他法律行政法规禁止公开 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |",
      "| | | 3.危及“三安全一稳定” | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
      "| | | 4.保护第三方合法权益 | 4 | 1 | 0 | 0 | 0 | 0 | 5 |",
      "| | | 5.属于三类内部事务信息 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |",
      "| | | 6.属于四类过程性信息 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |",
      "| | | 7.属于行政执法案卷 | 5 | 1 | 0 | 0 | 1 | 0 | 7 |",
      "| | | 8.属于行政查询事项 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
      "| | （四）无法提供 | 1.本机关不掌握相关政府信息 | 23 | 4 | 1 | 0 | 2 | 1 | 31 |",
      "| | | 2.没有现成信息需要另行制作 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |",
      "| | | 3.补正后申请内容仍不明确 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
      "| | （五）不予处理 | 1.信访举报投诉类申请 | 6 | 0 | 0 | 0 | 0 | 0 | 6 |",
      "| | | 2.重复申请 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |",
      "| | | 3.要求提供公开出版物 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
      "| | | 4.无正当理由大量反复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
      "| | | 5.要求行政机关确认或重新出具已获取信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
      "| | （六）其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | 1 | 0 | 0 | 0 | 0 | 0 "
      "| 1 |",
      "| | | 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
      "| | | 3.其他 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
      "| | （七）总计 | | 98 | 14 | 3 | 0 | 4 | 2 | 121 |",
      "| 四、结转下年度继续办理 | | | 2 | 2 | 0 | 0 | 0 | 0 | 4 |",
      "",
      "四、政府信息公开行政复议、行政诉讼情况",
      "",
      "| 行政复议 | | | | | 行政诉讼 | | | | | | | | | |",
      "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |",
      "| | | | | | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 "
      "|",
      "| 2 | 1 | 0 | 0 | 3 | 1 | 0 | 0 | 1 | 2 | 0 | 0 | 1 | 0 | 1 |",
      "",
      "五、存在的主要问题及改进情况",
      "存在公开内容不够丰富的问题，下一步将改进。",
      "六、其他需要报告的事项",
      "无。",
  };
}

inline std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += line + "\n";
  }
  return text;
}

/// A change to one line of a report.
struct LineEdit {
  std::string_view line;  ///< words of it
  std::string_view from, to;
};

/// The whole report with edits in it: in the first line that has the words, the last of `from` is `to`.
inline std::string Edited(const std::vector<LineEdit>& edits) {
  std::vector<std::string> lines = WholeReport();
  for (const LineEdit& edit : edits) {
    const auto line =
        std::ranges::find_if(lines, [&](const std::string& each) { return each.find(edit.line) != each.npos; });
    REQUIRE(line != lines.end());
    const std::size_t at = line->rfind(edit.from);
    REQUIRE(at != line->npos);
    line->replace(at, edit.from.size(), edit.to);
  }
  return Joined(lines);
}

}  // namespace gouji
