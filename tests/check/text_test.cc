// Residue, placeholders, doubled words, personal data and what an overview speaks of, by table.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "prose_report.h"

namespace gouji {
namespace {

struct Said {
  std::string_view prose;
  std::string_view found;  ///< what the finding stands at; empty: nothing may be said
};

void Hold(std::string_view rule, const std::vector<Said>& all) {
  for (const Said& said : all) {
    const Outcome outcome = CheckText(ReportText({}, std::string(said.prose)));
    std::string found;
    for (const Diagnostic& diagnostic : outcome.findings) {
      if (diagnostic.rule->id == rule) {
        found += (found.empty() ? "" : "; ") + std::string(outcome.source->Slice(diagnostic.where));
      }
    }
    INFO(said.prose);
    CHECK(found == said.found);
  }
}

}  // namespace

TEST_CASE("text: residue") {
  Hold("GK901", {
                    {"[bookmark: _GoBack]2023年，我局认真开展工作。", "[bookmark: _GoBack]"},
                    {"详见错误!未找到引用源。，请参阅。", "错误!未找到引用源。"},
                    {"详见错误！未找到引用源。我局认真开展工作。", "错误！未找到引用源"},
                    {"一、总体 PAGEREF _Toc29371 \\h 1", "PAGEREF _Toc29371 \\h"},
                    {"及时公开政府信— 3 —息，接受监督。", "— 3 —"},
                    {"及时公开第 3 页 共 10 页政府信息。", "第 3 页 共 10 页"},
                    {"公开内容&nbsp;全面。", "&nbsp;"},
                    {"公开内容</p>全面。", "</p>"},
                    {"公开内容锟斤拷全面。", "锟斤拷"},
                    {"落实2021—2025年规划，做好第3页公示。", ""},
                    {"发布《错误信息更正办法》，公开PAGE工程。", ""},
                    {"附件见第10页。", ""},
                });
}

TEST_CASE("text: a residue is taken out") {
  const Outcome outcome = CheckText(ReportText({}, "及时公开政府信— 3 —息，接受监督。"));
  const auto residue =
      std::ranges::find_if(outcome.findings, [](const Diagnostic& each) { return each.rule->id == "GK901"; });
  REQUIRE(residue != outcome.findings.end());
  REQUIRE(residue->fix.size() == 1);
  CHECK(residue->fix[0].replacement.empty());
  CHECK(outcome.source->Slice(residue->fix[0].where) == "— 3 —");
}

TEST_CASE("text: what was never filled in") {
  Hold("GK902", {
                    {"全年公开信息XX条。", "XX"},
                    {"召开会议××次。", "××"},
                    {"由XXX科室负责。", "XXX"},
                    {"由ＸＸ科室负责。", "ＸＸ"},
                    {"（此处补充数据）全年公开信息。", "（此处补充数据）"},
                    {"全年公开信息，待补充，接受监督。", "待补充"},
                    {"全年公开信息20XX年。", "20XX"},
                    {"（请填写具体件数）", "（请填写具体件数）"},
                    {"共收到____件。", "____"},
                    {"购置XXL号工作服，版式为1024×768。", ""},
                    {"网址 http://www.yunxi.gov.cn/xxgk/XX/index.html 可查。", ""},
                    {"申请人李××对答复不服。", ""},
                    {"申请人王XX的申请已答复。", ""},
                    {"公开内容有待补充完善。", ""},
                    {"此处公示栏已更新。", ""},
                    {"电子邮箱xxgk2022@163.com。", ""},
                    {"邮箱：yx_xxgk@126.com。", ""},
                    {"执行3×3矩阵管理。", ""},
                });
}

TEST_CASE("text: doubled words") {
  Hold("GK903", {
                    {"及时公开财政资金资金使用情况。", "资金"},
                    {"我局进一步进一步完善制度。", "进一步"},
                    {"加强加强队伍建设。", "加强"},
                    {"及时及时更新信息。", "及时"},
                    {"做好信息公开的的工作。", "的的"},
                    {"认真贯彻落实落实条例。", "落实"},
                    {"推进信息公开信息公开工作。", "信息公开"},
                    {"一件一件抓落实，一项一项过，一步一步来，逐条逐项核对。", ""},
                    {"人人参与，常常更新，层层压实，种种举措，方方面面，点点滴滴，仅仅如此。", ""},
                    {"推进政务公开公开透明。", ""},
                    {"年度政府信息公开 公开日期", ""},  // two cells that a program printed on one line
                    {"公开、公开、再公开。", ""},
                    {"县人民政府政府信息公开专栏。", ""},
                    {"做好信息信息化工作。", ""},
                    {"进一步完善工作工作机制。", "工作"},
                    {"落实政务公开工作工作机制。", ""},
                    {"在保障信息信息安全的前提下公开。", "信息"},
                    {"优化营商环境环境影响评价公开。", ""},
                    {"这是公开的目的的体现，的的确确有效。", ""},
                    {"全省住房和城乡建设建设工程项目信息公开。", ""},
                    {"二〇二三二〇二三。", ""},
                });
}

TEST_CASE("text: personal data") {
  Hold("GK904",
       {
           {"申请人李某（身份证号11010519491231002X）的申请已答复。", "11010519491231002X"},
           {"申请人李某（身份证号440308199901101512）的申请已答复。", "440308199901101512"},
           {"申请人王某（13912345678）对答复表示满意。", "13912345678"},
           {"已与申请人刘某13912345678沟通说明。", "13912345678"},
           {"与申请人（联系电话：13912345678）沟通。", "13912345678"},
           {"群众周某来电（电话号码13912345678）反映问题。", "13912345678"},
           {"总机：0733-13912345678。", ""},
           {"访问量13912345678次。", ""},
           {"联系人：王老师，联系电话：13912345678。", ""},
           {"如有疑问，请与我局联系（地址：人民路1号，邮编：410000，电话：13912345678）。", ""},
           {"监督电话：13912345678", ""},
           {"身份证号110105194912310021的申请。", ""},
           {"统一社会信用代码11430281006123456X。", ""},
           {"统一社会信用代码：91430281MA4L12345X。", ""},
           {"索引号430281202301010015，发文日期2023年1月1日。", ""},
           {"总机0731-82212345，邮编410000。", ""},
           {"支出资金13912345678元。", ""},
           {"已将材料寄给李某，身份证号431021 19870307 1235。", "431021 19870307 1235"},
           {"李某431021-19870307-1235的申请已办结。", "431021-19870307-1235"},
           {"当事人４３１０２１１９８７０３０７１２３５已领取答复书。", "４３１０２１１９８７０３０７１２３５"},
           {"申请人身份证号码：11010519491231002x。", "11010519491231002x"},
           {"申请人王某手机13912345678已告知。", "13912345678"},
           {"申请人王某，男，联系电话13511112222，申请公开征地批文。", "13511112222"},
           {"已电话告知申请人138 0013 8000领取答复。", "138 0013 8000"},
           {"申请人联系方式：13612345678。", "13612345678"},
           {"答复书寄送申请人李某，手机１３９１２３４５６７８。", "１３９１２３４５６７８"},
           {"群众来电（13500001234）反映公开不及时。", "13500001234"},
           {"咨询电话：13900001234。", ""},
           {"申请人可拨打咨询电话13900001234查询。", ""},
           {"服务热线400-810-1234。", ""},
           {"账号6228480402564890018，开户行农行。", ""},
           {"统一社会信用代码12340321MB1234567X。", ""},
           {"文号云政办发〔2023〕12号，索引号003021412/202301-00012。", ""},
           {"ISBN 978-7-5086-1234-5。", ""},
           {"项目编号341221202301150012。", ""},
           {"京公网安备34122102000123号，网站标识码3412210001。", ""},
           {"申请人身份证号110105********0021。", ""},
           {"申请人电话139****5678。", ""},
           {"行政处罚决定书编号340321202300112233。", ""},
           {"公开电话：0557-3023456、13955701234（值班）。", ""},
           {"浏览量 138 0013 8000 次。", ""},
       });
}

TEST_CASE("text: no personal data in the message") {
  const Outcome outcome = CheckText(ReportText({}, "申请人李某（身份证号11010519491231002X）的申请已答复。"));
  for (const Diagnostic& diagnostic : outcome.findings) {
    if (diagnostic.rule->id == "GK904") {
      CHECK(diagnostic.message.find("11010519491231002X") == std::string::npos);
      CHECK(diagnostic.severity == Severity::kError);
    }
  }
}

TEST_CASE("text: what an overview speaks of") {
  const auto aspects = [](std::string overview) {
    return FindingsOf(CheckText(ReportText({}, std::move(overview))), "GK110").size();
  };
  CHECK(aspects("（一）主动公开。\n（二）依申请公开。\n（三）政府信息管理。\n（四）平台建设。\n（五）监督保障。") == 0);
  CHECK(aspects("全年公开信息120条；收到信息公开申请2件；落实三审三校；网站栏目及时更新；开展业务培训2次。") == 0);
  CHECK(aspects("我局认真开展政府信息公开工作。") == 5);
  CHECK(aspects("（一）主动公开。\n（二）依申请公开。\n（三）政府信息管理。\n（四）监督保障。") == 1);
}

}  // namespace gouji
