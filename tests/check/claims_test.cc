// What prose says against what tables hold, by table: every row is a section 一, the numbers of the tables, and the
// rules that must speak, each at the place marked «…», in order of place. No mark: nothing may be said.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "prose_report.h"
#include "table.h"

namespace gouji {
namespace {

//                      received, carried in, total, carried out, review, direct, after
const Numbers kNone = {0, 0, 0, 0, 0, 0, 0};
const std::string kBureau = "云溪县交通运输局";
const Numbers kPlain = {12, 0, 12, 0, 0, 0, 0, 0, kBureau, {8, 0, 3, 1, 0, 0}};
const Numbers kBusy = {12, 3, 13, 2, 4, 1, 2, 0, kBureau, {10, 3, 0, 0, 0, 0}};
const Numbers kSeed = {5, 0, 5, 0, 0, 1, 0};
const Numbers kLarge = {1295, 36, 1300, 31, 61, 3, 10};
const Numbers kCity = {1295, 36, 1300, 31, 61, 3, 10, 0, "青阳市人民政府"};
const Numbers kReviewed = {12, 0, 12, 0, 4, 0, 0};
const Numbers kSued = {12, 0, 12, 0, 0, 2, 0};
const Numbers kWaiting = {12, 0, 11, 1, 0, 0, 0};
const Numbers kCarriedIn = {9, 4, 13, 0, 0, 0, 0};

const std::pair<std::string_view, const Numbers*> kByName[] = {
    {"none", &kNone},         {"plain", &kPlain}, {"busy", &kBusy},       {"large", &kLarge}, {"city", &kCity},
    {"reviewed", &kReviewed}, {"sued", &kSued},   {"waiting", &kWaiting}, {"in", &kCarriedIn}};

struct Claim {
  const Numbers& numbers;
  std::string_view prose;
  std::string_view rules;  ///< in the order of the marks
};

struct Unmarked {
  std::string prose;
  std::vector<std::size_t> marks;
};

Unmarked Unmark(std::string_view prose) {
  Unmarked unmarked;
  for (std::size_t i = 0; i < prose.size();) {
    const std::string_view rest = prose.substr(i);
    if (rest.starts_with("«")) {
      unmarked.marks.push_back(unmarked.prose.size());
    }
    if (rest.starts_with("«") || rest.starts_with("»")) {
      i += std::string_view("«").size();
      continue;
    }
    unmarked.prose.push_back(prose[i++]);
  }
  return unmarked;
}

std::string Spelt(const std::string& text, const std::vector<std::pair<std::string, std::size_t>>& findings) {
  std::string spelt;
  for (const auto& [rule, at] : findings) {
    spelt += rule + " at " + text.substr(at, 24) + "; ";
  }
  return spelt;
}

/// The lines of claims_phrases.tsv.
const std::vector<Claim>& ClaimPhrases() {
  static const std::vector<TableLine> lines = ReadTable("tests/check/claims_phrases.tsv");
  static const std::vector<Claim> claims = [] {
    std::vector<Claim> read;
    for (const TableLine& line : lines) {
      REQUIRE_MESSAGE(line.fields.size() == 3, line.text);
      const auto* numbers =
          std::ranges::find_if(kByName, [&](const auto& named) { return named.first == line.fields[0]; });
      REQUIRE_MESSAGE(numbers != std::end(kByName), line.text);
      const std::string_view rules = line.fields[1];
      read.push_back({*numbers->second, line.fields[2], rules == "-" ? std::string_view() : rules});
    }
    return read;
  }();
  return claims;
}

void Hold(const std::vector<Claim>& claims) {
  for (const Claim& claim : claims) {
    const Unmarked unmarked = Unmark(claim.prose);
    const std::string text = ReportText(claim.numbers, unmarked.prose);
    const std::size_t offset = text.find(unmarked.prose);
    std::vector<std::pair<std::string, std::size_t>> expected;
    for (std::size_t i = 0, at = 0; i < unmarked.marks.size(); ++i) {
      const std::size_t end = std::min(claim.rules.find(' ', at), claim.rules.size());
      REQUIRE(end > at);
      expected.emplace_back(claim.rules.substr(at, end - at), offset + unmarked.marks[i]);
      at = std::min(end + 1, claim.rules.size());
    }
    const Outcome outcome = CheckText(text);
    const auto found = FindingsOf(outcome, "GK40");
    INFO(unmarked.prose);
    INFO("found: ", Spelt(text, found));
    CHECK(found == expected);
  }
}

}  // namespace

TEST_CASE("claims: applications received") {
  Hold({
      // right, in many words
      {kPlain, "2023年，我局共收到政府信息公开申请12件，答复12件。", ""},
      {kPlain, "全年共收到政府信息公开申请 12 件。", ""},
      {kPlain, "全年收到依申请公开政府信息申请十二件，均已按时答复。", ""},
      {kPlain, "本年度新收政府信息公开申请12件，上年结转0件。", ""},
      {kPlain, "我局全年接收信息公开申请12宗。", ""},
      {kPlain, "全年共收到公民、法人和其他组织提出的政府信息公开申请12件，办结12件。", ""},
      {kPlain, "依法办理政府信息公开申请，全年共收到12件，答复率100%。", ""},
      {kPlain, "共收到12件政府信息公开申请。", ""},
      {kPlain, "共收到 12 份社会公众提交的依申请公开表，均依法回复。", ""},
      {kPlain, "政府信息公开申请收到12件，依法依规答复12件。", ""},
      {kPlain, "（二）依申请公开情况。全年共收到12件，均已办结。", ""},
      {kPlain, "（二）依申请公开情况\n全年共收到12件，均已办结。", ""},
      {kPlain, "依申请公开方面，全年收到12件，全部按时办结。", ""},
      {kPlain, "2023年度共受理政府信息公开申请12件，已全部办结。", ""},
      {kPlain, "全年办理依申请公开12件，均在法定期限内答复。", ""},
      {kPlain, "全年共收到依申请公开事项，共12件。", ""},
      {kPlain, "收到政府信息公开申请数量为12件。", ""},
      {kPlain, "2023年，共收到申请12件，其中信函申请5件、网络申请7件，均为政府信息公开申请。", ""},
      {kPlain, "2023年1月1日至12月31日，我局共收到政府信息公开申请12件。", ""},
      {kPlain, "截至2023年12月31日，我局共收到政府信息公开申请12件。", ""},
      {kLarge, "全年共收到政府信息公开申请1,295件。", ""},
      {kLarge, "全年共收到政府信息公开申请1，295件。", ""},
      {kLarge, "全年受理政府信息公开申请1295件，同比增长12.3%。", ""},
      // wrong
      {kPlain, "2023年，我局共收到政府信息公开申请«11»件，答复12件。", "GK401"},
      {kPlain, "全年收到依申请公开政府信息申请«十一»件，均已按时答复。", "GK401"},
      {kPlain, "本年度新收政府信息公开申请«13»件。", "GK401"},
      {kPlain, "我局全年接收信息公开申请«2»宗。", "GK401"},
      {kPlain, "全年共收到公民、法人和其他组织提出的政府信息公开申请«10»件，办结12件。", "GK401"},
      {kPlain, "依法办理政府信息公开申请，全年共收到«14»件，答复率100%。", "GK401"},
      {kPlain, "共收到«11»件政府信息公开申请。", "GK401"},
      {kSeed, "2023 年以来我委共收到 «4» 份社会公众提交的依申请公开表，所有依申请公开件均在 20 个工作日内依法回复。",
       "GK401"},
      {kPlain, "政府信息公开申请收到«15»件，依法依规答复12件。", "GK401"},
      {kPlain, "（二）依申请公开情况。全年共收到«11»件，均已办结。", "GK401"},
      {kPlain, "（二）依申请公开情况\n全年共收到«11»件，均已办结。", "GK401"},
      {kPlain, "二是规范依申请公开。全年共收到«11»件，均已办结。三是加强管理。", "GK401"},
      {kPlain, "2023年度共受理政府信息公开申请«21»件，已全部办结。", "GK401"},
      {kPlain, "全年办理依申请公开«9»件，均在法定期限内答复。", "GK401"},
      {kPlain, "收到政府信息公开申请数量为«22»件。", "GK401"},
      {kPlain, "全年政府信息公开申请«22»件，均已答复。", "GK401"},
      {kPlain, "我局收到政府信息公开申请«８»件。", "GK401"},
      {kLarge, "全年共收到政府信息公开申请«1,259»件。", "GK401"},
      {kPlain, "按时答复各类申请，全年共登记依申请公开«7»件。", "GK401"},
      {kPlain, "全年收到有效政府信息公开申请«11»件。", "GK401"},
      {kPlain, "我局今年共接到信息公开申请«11»件。", "GK401"},
      {kPlain, "共收到要求公开政府信息的申请«11»件。", "GK401"},
      {kPlain, "今年以来，收到市民提交的政府信息公开申请表«11»份。", "GK401"},
  });
}

TEST_CASE("claims: received with what was carried in") {
  Hold({
      {kBusy, "全年新收政府信息公开申请12件，结转上年3件；办结13件，结转下年度继续办理2件。", ""},
      {kBusy, "共收到政府信息公开申请12件，上年结转3件，共15件，已办结13件，结转下年度2件。", ""},
      {kBusy, "全年收到申请 12 件，结转 3 件，共 15 件，均为政府信息公开申请，办结 13 件。", ""},
      {kBusy, "全年共办理政府信息公开申请15件（含上年结转3件），办结13件，结转下年度继续办理2件。", ""},
      {kBusy, "全年共收到政府信息公开申请15件（含上年度结转3件）。", ""},
      {kBusy, "全年共受理政府信息公开申请15件，其中新收12件，上年结转3件；答复13件，结转下年度2件。", ""},
      {kBusy, "全年受理政府信息公开申请12件。", ""},
      {kBusy, "全年办理政府信息公开申请13件。", ""},
      {kBusy, "2022年结转政府信息公开申请3件，2023年新收12件，办结13件，结转至2024年继续办理2件。", ""},
      {kBusy, "一季度承接2022年结转申请3件，均为政府信息公开申请。", ""},
      {kBusy, "全年共受理政府信息公开申请15件，其中新收«11»件，上年结转«4»件；答复13件。", "GK401 GK403"},
      {kBusy, "共收到政府信息公开申请12件，上年结转3件，共«17»件，已办结13件。", "GK401"},
      {kBusy, "全年共办理政府信息公开申请«16»件（含上年结转3件），办结13件。", "GK401"},
      {kBusy, "全年新收政府信息公开申请«10»件，结转上年3件；办结13件。", "GK401"},
      {kBusy, "全年收到政府信息公开申请«15»件，办结13件。", "GK401"},
      {kBusy, "全年受理政府信息公开申请«14»件。", "GK401"},
  });
}

TEST_CASE("claims: numbers that are not the year's applications") {
  Hold({
      {kPlain, "受理12345政务服务便民热线工单358件，按时办结率99.2%。", ""},
      {kPlain, "全年受理群众来信35件，均已答复。", ""},
      {kPlain, "（二）依申请公开。受理网上咨询35件，已全部办结。", ""},
      {kPlain, "收到信访件18件，均按信访程序办理，依申请公开渠道畅通。", ""},
      {kPlain, "网站互动交流栏目收到群众留言120条，全部按时答复。", ""},
      {kPlain, "办理人大代表建议5件、政协委员提案8件，办理结果全部向社会公开。", ""},
      {kPlain, "办理行政许可申请1200件，政府信息公开申请12件。", ""},
      {kPlain, "受理行政许可申请320件，群众满意率99.3%。", ""},
      {kPlain, "2022年，我局共收到政府信息公开申请8件。", ""},
      {kPlain, "上年收到政府信息公开申请8件，今年收到12件。", ""},
      {kPlain, "收到政府信息公开申请12件，较上年增加4件。", ""},
      {kPlain, "收到政府信息公开申请12件，比2022年减少3件，下降20%。", ""},
      {kPlain, "上半年收到政府信息公开申请5件，下半年收到政府信息公开申请7件。", ""},
      {kPlain, "一季度收到政府信息公开申请3件。", ""},
      {kPlain, "截至11月底，共收到政府信息公开申请10件。", ""},
      {kPlain, "局属单位收到政府信息公开申请3件，各乡镇收到政府信息公开申请9件。", ""},
      {kPlain, "通过网络收到政府信息公开申请7件，通过信函收到政府信息公开申请5件。", ""},
      {kPlain, "当面申请2件、网络申请10件，均为政府信息公开申请。", ""},
      {kPlain, "收到政府信息公开申请12件，其中收到自然人申请10件，收到法人申请2件。", ""},
      {kPlain, "收到政府信息公开申请12件，其中网上收到8件，信函收到4件。", ""},
      {kPlain, "自2019年以来，累计收到政府信息公开申请58件。", ""},
      {kPlain, "收到政府信息公开申请近20件。", ""},
      {kPlain, "收到政府信息公开申请10余件。", ""},
      {kPlain, "收到上级转办的政府信息公开申请3件。", ""},
      {kPlain, "收到政府信息公开申请补正材料3件。", ""},
      {kPlain, "平均每月收到政府信息公开申请1件。", ""},
      {kPlain, "对3件政府信息公开申请不予处理。", ""},
      {kPlain, "收到对政府信息公开工作的意见建议6条。", ""},
      {kPlain, "政府信息公开专栏发布信息382条，依申请公开指南1份。", ""},
      {kPlain, "公开目录中，主动公开125项，依申请公开6项。", ""},
      {kPlain, "全市各级行政机关共收到政府信息公开申请356件，各部门办结340件。", ""},
      {kPlain, "收到行政复议申请3件，收到企业登记申请52件，政府信息公开申请12件。", ""},
      {kPlain, "网站政府信息公开专栏收到意见征集反馈20条。", ""},
      {kPlain, "培训政府信息公开工作人员12人次，收到心得体会20篇。", ""},
      {kPlain, "编印《政府信息公开申请办理手册》200册。", ""},
      {kPlain, "通过政府信息公开平台公开政策文件45件，受理咨询6件。", ""},
  });
}

TEST_CASE("claims: applications answered") {
  Hold({
      {kBusy, "全年办结政府信息公开申请13件。", ""},
      {kBusy, "收到政府信息公开申请12件，上年结转3件，答复13件，结转下年度2件。", ""},
      {kBusy, "按时答复申请人13件，均为政府信息公开申请。", ""},
      {kBusy, "在办结的13件申请中，予以公开5件，属于信息公开申请。", ""},
      {kBusy, "收到政府信息公开申请12件，上年结转3件，结转下年度继续办理2件，其余13件均已按时答复。", ""},
      {kBusy, "全年共答复政府信息公开申请13件（含上年结转3件）。", ""},
      {kBusy, "全年答复政府信息公开申请13件，其中予以公开10件，部分公开3件。", ""},
      {kBusy, "政府信息公开申请已办结13件，2件正在办理。", ""},
      {kBusy, "政府信息公开申请已办结13件，正在办理2件。", ""},
      {kPlain, "收到政府信息公开申请12件，按期答复10件，延期答复2件。", ""},
      {kPlain, "收到政府信息公开申请12件，予以公开8件，不予公开3件，无法提供1件。", ""},
      {kPlain, "收到政府信息公开申请12件，均在20个工作日内答复。", ""},
      {kPlain, "收到政府信息公开申请12件，受理咨询35件，已办结35件。", ""},
      {kPlain, "当场答复政府信息公开申请2件，书面答复政府信息公开申请10件。", ""},
      {kPlain, "出具政府信息公开申请答复书15份。", ""},
      {kPlain, "上半年答复政府信息公开申请5件。", ""},
      {kPlain, "答复网民关于信息公开申请的留言5件。", ""},
      {kBusy, "全年办结政府信息公开申请«12»件。", "GK402"},
      {kBusy, "收到政府信息公开申请12件，上年结转3件，答复«15»件，结转下年度2件。", "GK402"},
      {kBusy, "在办结的«12»件申请中，予以公开5件，属于信息公开申请。", "GK402"},
      {kBusy, "收到政府信息公开申请12件，上年结转3件，结转下年度继续办理2件，其余«10»件均已按时答复。", "GK402"},
      {kBusy, "全年共答复政府信息公开申请«15»件（含上年结转3件）。", "GK402"},
      {kBusy, "政府信息公开申请已办结«15»件，2件正在办理。", "GK402"},
      {kPlain, "收到政府信息公开申请12件，已答复«10»件。", "GK402"},
      {kPlain, "收到政府信息公开申请12件，依法依规办理答复«10»件。", "GK402"},
      {kPlain, "收到政府信息公开申请12件，办理完毕«10»件。", "GK402"},
      {kPlain, "收到政府信息公开申请12件，回复«十»件。", "GK402"},
      {kPlain, "（二）依申请公开情况。全年共收到12件，在规定期限内办结«11»件。", "GK402"},
      {kPlain, "收到政府信息公开申请12件，办结政府信息公开申请«11»件，办结率100%。", "GK402"},
      // all of them, and yet some are carried out
      {kWaiting, "收到政府信息公开申请12件，«已全部办结»。", "GK402"},
      {kWaiting, "收到政府信息公开申请12件，«全部按时办结»。", "GK402"},
      {kWaiting, "收到政府信息公开申请12件，«均已全部办结»。", "GK402"},
      {kWaiting, "收到政府信息公开申请12件，«均已按时办结»。", "GK402"},
      {kWaiting, "收到政府信息公开申请12件，«均已依法答复»。", "GK402"},
      {kWaiting, "收到政府信息公开申请12件，«全部在法定期限内答复»。", "GK402"},
      {kWaiting, "收到政府信息公开申请12件，«办结率达100%»。", "GK402"},
      {kWaiting, "收到政府信息公开申请12件，按时办结率100%。", ""},
      {kWaiting, "收到政府信息公开申请12件，办结11件，均按时答复，结转下年度1件。", ""},
      {kWaiting, "收到政府信息公开申请12件，到期的均已办结。", ""},
      {kWaiting, "收到政府信息公开申请12件，除1件结转外均已办结。", ""},
      {kWaiting, "收到政府信息公开申请12件，1件正在办理，其余均已办结。", ""},
      {kWaiting, "收到政府信息公开申请12件，均在法定期限内答复。", ""},
      {kWaiting, "收到群众留言20条，均已办结。", ""},
      {kWaiting, "依申请公开渠道畅通，受理网上咨询20件，均已办结。", ""},
      {kPlain, "收到政府信息公开申请12件，已全部办结。", ""},
  });
}

TEST_CASE("claims: carried in and out") {
  Hold({
      {kBusy, "收到政府信息公开申请12件，上年度结转3件，办结13件，结转下一年度办理2件。", ""},
      {kBusy, "上一年度结转政府信息公开申请3件。", ""},
      {kBusy, "结转上年政府信息公开申请3件。", ""},
      {kBusy, "去年结转的3件政府信息公开申请均已办结。", ""},
      {kBusy, "2022年度结转政府信息公开申请3件，结转2024年度办理2件。", ""},
      {kBusy, "尚有2件政府信息公开申请正在办理。", ""},
      {kBusy, "收到政府信息公开申请12件，2件结转至下年度继续办理。", ""},
      {kBusy, "收到政府信息公开申请12件，其余2件申请尚在办理中，结转下年度继续办理。", ""},
      {kBusy, "项目资金结转下年度2笔，政府信息公开申请12件。", ""},
      {kBusy, "政府信息公开申请上年结转«2»件。", "GK403"},
      {kBusy, "收到政府信息公开申请12件，上年度结转«4»件，办结13件，结转下一年度办理«3»件。", "GK403 GK403"},
      {kBusy, "上一年度结转政府信息公开申请«1»件。", "GK403"},
      {kBusy, "2022年度结转政府信息公开申请«5»件，结转2024年度办理«4»件。", "GK403 GK403"},
      {kBusy, "收到政府信息公开申请12件，«3»件结转至下年度继续办理。", "GK403"},
      {kBusy, "收到政府信息公开申请12件，答复13件，结转«5»件至下年度。", "GK403"},
      {kBusy, "收到政府信息公开申请12件，结转到2024年继续办理«5»件。", "GK403"},
      {kBusy, "尚有«1»件政府信息公开申请正在办理。", "GK403"},
      {kBusy, "收到政府信息公开申请12件，«无上年结转»。", "GK403"},
      {kPlain, "收到政府信息公开申请12件，无上年结转，无结转下年度。", ""},
      {kPlain, "收到政府信息公开申请12件，上年结转0件，结转下年度0件。", ""},
      {kPlain, "收到政府信息公开申请12件，上年结转«1»件，结转下年度«1»件。", "GK403 GK403"},
      {kWaiting, "受理政府信息公开申请12件，在规定期限内办结11件，其余1件结转下年度继续办理。", ""},
      {kWaiting, "受理政府信息公开申请12件，在规定期限内办结11件，其余«2»件结转下年度继续办理。", "GK403"},
  });
}

TEST_CASE("claims: reviews and lawsuits") {
  Hold({
      {kBusy, "因政府信息公开被申请行政复议4件，提起行政诉讼3件。", ""},
      {kBusy, "办理政府信息公开行政复议案件4件、行政诉讼案件3件。", ""},
      {kBusy, "发生政府信息公开行政复议4起，行政诉讼3起。", ""},
      {kBusy, "政府信息公开类行政复议、行政诉讼案件共7件。", ""},
      {kLarge, "全年政府信息公开复议诉讼案件共74件。", ""},
      {kBusy, "政府信息公开行政复议4件，未经复议直接起诉1件，复议后起诉2件。", ""},
      {kBusy, "涉及政府信息公开的行政复议案件4件，行政诉讼案件3件，未发生败诉。", ""},
      {kBusy, "因政府信息公开引发行政复议4件，其中维持3件，纠正1件。", ""},
      {kBusy, "政府信息公开行政诉讼3件，其中未经复议直接起诉1件，复议后起诉2件。", ""},
      {kBusy, "因政府信息公开，共有4件行政复议和3件行政诉讼。", ""},
      {kBusy, "政府信息公开行政复议、行政诉讼分别为4件、3件。", ""},
      {kSeed, "2023年我委收到政务信息公开申请行政诉讼件 1 件，经原被告双方协调后原告撤诉。", ""},
      {kBusy, "（五）行政复议诉讼。政府信息公开行政复议4件，行政诉讼3件。", ""},
      {kBusy, "办理行政复议案件45件，行政应诉案件20件。", ""},
      {kBusy, "上年结转政府信息公开行政复议案件1件。", ""},
      {kBusy, "政府信息公开行政复议维持3件、纠正1件、尚未审结0件。", ""},
      {kBusy, "办理行政复议案件45件，其中涉及政府信息公开4件。", ""},
      {kBusy, "参加政府信息公开行政诉讼案件旁听2次。", ""},
      {kBusy, "政府信息公开案件被纠错的行政复议0件。", ""},
      {kBusy, "因政府信息公开被申请行政复议«3»件，提起行政诉讼«2»件。", "GK404 GK404"},
      {kBusy, "办理政府信息公开行政复议案件«5»件、行政诉讼案件«4»件。", "GK404 GK404"},
      {kBusy, "发生政府信息公开行政复议«6»起，行政诉讼3起。", "GK404"},
      {kBusy, "政府信息公开类行政复议、行政诉讼案件共«9»件。", "GK404"},
      {kLarge, "全年政府信息公开复议诉讼案件共«75»件。", "GK404"},
      {kBusy, "政府信息公开行政复议4件，未经复议直接起诉«2»件，复议后起诉«1»件。", "GK404 GK404"},
      {kBusy, "因政府信息公开，共有«5»件行政复议和«1»件行政诉讼。", "GK404 GK404"},
      {kBusy, "政府信息公开行政复议、行政诉讼各«4»件。", "GK404"},
      {kBusy, "政府信息公开行政复议、行政诉讼分别为«3»件、«4»件。", "GK404 GK404"},
      {kBusy, "涉及信息公开的行政复议案件有«2»件。", "GK404"},
      {kBusy, "因政府信息公开被起诉«5»件。", "GK404"},
      {kBusy, "（五）行政复议诉讼情况。行政复议«2»件，行政诉讼3件。", "GK404"},
      {kReviewed, "因政府信息公开被申请行政复议«3»件，未发生行政诉讼。", "GK404"},
      {kReviewed, "政府信息公开行政复议4件，行政诉讼0件。", ""},
      {kSued, "因政府信息公开被提起行政诉讼«3»件，未被申请行政复议。", "GK404"},
  });
}

TEST_CASE("claims: none where there is some, and the reverse") {
  Hold({
      {kNone, "2023年，我局未收到政府信息公开申请。", ""},
      {kNone, "全年收到政府信息公开申请0件。", ""},
      {kNone, "全年收到政府信息公开申请零件。", ""},
      {kNone, "本年度无政府信息公开申请事项。", ""},
      {kNone, "未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。", ""},
      {kNone, "政府信息公开行政复议、行政诉讼均为0件。", ""},
      {kNone, "全年没有因政府信息公开引起的行政复议和行政诉讼。", ""},
      {kNone, "因政府信息公开被申请行政复议0件，提起行政诉讼0件。", ""},
      {kPlain, "2023年，我局«未收到政府信息公开申请»。", "GK405"},
      {kPlain, "本年度«没有收到公民、法人或其他组织提出的政府信息公开申请»。", "GK405"},
      {kPlain, "全年收到政府信息公开申请«0»件。", "GK405"},
      {kPlain, "全年收到政府信息公开申请«零»件。", "GK405"},
      {kPlain, "全年«未接到依申请公开事项»。", "GK405"},
      {kPlain, "本年度«无政府信息公开申请事项»。", "GK405"},
      {kPlain, "2023年度我局«无依申请公开件»。", "GK405"},
      {kPlain, "全年«未受理信息公开申请»。", "GK405"},
      {kPlain, "（二）依申请公开情况。全年«未收到申请»。", "GK405"},
      {kPlain, "未收到对政府信息公开申请答复的投诉。", ""},
      {kPlain, "未收到政府信息公开申请的投诉举报。", ""},
      {kPlain, "没有逾期答复政府信息公开申请的情况。", ""},
      {kPlain, "上半年未收到政府信息公开申请。", ""},
      {kPlain, "局属单位未收到政府信息公开申请。", ""},
      {kPlain, "未收到信函形式的政府信息公开申请。", ""},
      {kPlain, "2022年未收到政府信息公开申请。", ""},
      {kPlain, "无依申请公开超期办理情况。", ""},
      {kNone, "全年共收到政府信息公开申请«3»件。", "GK405"},
      {kNone, "全年受理依申请公开«2»件。", "GK405"},
      {kNone, "因政府信息公开被申请行政复议«2»件。", "GK405"},
      {kNone, "因政府信息公开被提起行政诉讼«1»件。", "GK405"},
      {kBusy, "全年«未发生因政府信息公开被申请行政复议、提起行政诉讼的情况»。", "GK405"},
      {kBusy, "本年度«没有因政府信息公开引起的行政复议和行政诉讼»。", "GK405"},
      {kBusy, "«无因政府信息公开引发的行政复议、行政诉讼»。", "GK405"},
      {kBusy, "政府信息公开«行政复议、行政诉讼均为0件»。", "GK405"},
      {kBusy, "因政府信息公开被申请行政复议«0»件，提起行政诉讼«0»件。", "GK405 GK405"},
      {kReviewed, "全年«未发生政府信息公开行政复议»。", "GK405"},
      {kSued, "全年«没有因政府信息公开被提起行政诉讼»。", "GK405"},
      {kSued, "«未因政府信息公开被提起行政诉讼»。", "GK405"},
      {kReviewed, "未发生因政府信息公开被纠错的行政复议案件。", ""},
      {kReviewed, "政府信息公开行政复议4件，未发生因政府信息公开被提起行政诉讼。", ""},
      {kBusy, "没有因政府信息公开败诉的行政诉讼案件。", ""},
      {kBusy, "未发生因政府信息公开被纠错的行政复议案件和败诉的行政诉讼案件。", ""},
      {kBusy, "因政府信息公开被申请行政复议4件，提起行政诉讼3件，未发生因政府信息公开被纠错的情况。", ""},
      {kBusy, "无法提供的政府信息引发行政复议4件。", ""},
      {kBusy, "政府信息公开行政诉讼中未经复议直接起诉1件。", ""},
      {kBusy, "上半年未发生因政府信息公开引起的行政复议。", ""},
  });
}

TEST_CASE("claims: in other offices' words") {
  Hold({
      {kPlain, "2023年共受理政府信息公开申请12件（其中：自然人10件，法人2件），全部依法予以答复。", ""},
      {kPlain, "2023年，我局收到依申请公开事项12件，按时办结12件，办结率100%。", ""},
      {kPlain, "我局依申请公开收到12件，答复12件。", ""},
      {kPlain, "全年共办理依申请公开件12件，其中网络平台申请8件，邮寄申请4件，已按时答复12件。", ""},
      {kPlain, "办理依申请公开政府信息12条。", ""},
      {kPlain, "2023年度，我局共收到并办理政府信息公开申请12件。", ""},
      {kPlain, "全年我局共有依申请公开12件。", ""},
      {kPlain, "受理的12件政府信息公开申请已全部办结。", ""},
      {kPlain, "政府信息公开申请12件均已答复申请人。", ""},
      {kPlain, "通过网络、信函等渠道共收到政府信息公开申请12件。", ""},
      {kPlain, "收到政府信息公开申请12件，其中主动撤回1件，办理11件。", ""},
      {kPlain, "收到政府信息公开申请12件，涉及征地拆迁5件、工资待遇3件。", ""},
      {kPlain, "收到政府信息公开申请12件，公开政府信息15条。", ""},
      {kPlain, "收到政府信息公开申请12件，协助区政府办理政府信息公开申请5件，代拟答复3件。", ""},
      {kPlain, "指导各镇答复政府信息公开申请5件，审核依申请公开答复20件。", ""},
      {kPlain, "2021—2023年，共收到政府信息公开申请30件。", ""},
      {kPlain, "三年来，共收到政府信息公开申请30件。", ""},
      {kPlain, "近三年收到政府信息公开申请30件。", ""},
      {kPlain, "收到政府信息公开申请12件，1件申请人撤回，2件补正。", ""},
      {kPlain, "12件在法定办理期限内答复，均为政府信息公开申请。", ""},
      {kPlain, "受理一次性告知申请5件，政府信息公开申请12件。", ""},
      {kPlain, "完善依申请公开“一件一档”，全年收到12件。", ""},
      {kPlain, "全年接受政府信息公开申请«11»件。", "GK401"},
      {kPlain, "我局依申请公开收到«11»件，答复«10»件。", "GK401 GK402"},
      {kPlain, "办理依申请公开政府信息«10»条。", "GK401"},
      {kPlain, "2023年度，我局共收到并办理政府信息公开申请«10»件。", "GK401"},
      {kPlain, "全年我局共有依申请公开«10»件。", "GK401"},
      {kPlain, "受理的«10»件政府信息公开申请已全部办结。", "GK401"},
      {kPlain, "«10»件政府信息公开申请均已答复申请人。", "GK402"},
      {kPlain, "通过网络、信函等渠道共收到政府信息公开申请«10»件。", "GK401"},
      {kPlain, "收到政府信息公开申请共计«10»件次，全部依法办理。", "GK401"},
      {kPlain, "今年，我局共收到政府信息公开申请：«10»件。", "GK401"},
      {kPlain, "«未有公民、法人或其他组织提出政府信息公开申请»。", "GK405"},
      {kPlain, "2023年，«没有公民、法人和其他组织向我局提出政府信息公开申请»。", "GK405"},
      {kPlain, "全年«无人申请公开政府信息»。", "GK405"},
      {kPlain, "全年依申请公开«0»件。", "GK405"},
      {kPlain, "本年度«未产生政府信息公开申请»。", "GK405"},
      {kPlain, "本年度«未涉及依申请公开»。", "GK405"},
      {kWaiting, "收到政府信息公开申请12件，办结11件，«2»件尚在办理期限内。", "GK403"},
      {kWaiting, "收到政府信息公开申请12件，办结11件，1件尚在办理期限内。", ""},
      {kBusy, "（四）行政复议和行政诉讼情况。«无行政复议、行政诉讼案件»。", "GK405"},
      {kBusy, "全年«未发生一起因政府信息公开引起的行政复议、行政诉讼案件»。", "GK405"},
      {kBusy, "实现政府信息公开«零复议、零诉讼»。", "GK405"},
      {kBusy, "政府信息公开工作实现零败诉、零纠错。", ""},
      {kBusy, "我局作为被申请人的政府信息公开行政复议案件«3»件。", "GK404"},
      {kBusy, "政府信息公开行政复议案件收到«3»件。", "GK404"},
      {kBusy, "因信息公开引发行政复议4件、行政诉讼3件（其中一审2件、二审1件）。", ""},
      {kBusy, "政府信息公开行政复议1件维持，3件纠正。", ""},
      {kBusy, "办理政府信息公开行政复议4件，其中1件行政复议案件正在审理。", ""},
      {kBusy, "政府信息公开行政复议案件审结2件。", ""},
  });
}

TEST_CASE("claims: phrases of many offices") {
  CHECK(ClaimPhrases().size() > 250);
  Hold(ClaimPhrases());
}

TEST_CASE("claims: section four speaks of cases whatever its words") {
  const std::string text = ReportText(kReviewed, "2023年，我局认真开展工作。");
  const std::size_t at = text.find("\n五、");
  const std::string said = text.substr(0, at) + "\n2023年，被申请行政复议3件，没有行政诉讼。\n" + text.substr(at);
  const auto found = FindingsOf(CheckText(said), "GK40");
  REQUIRE(found.size() == 1);
  CHECK(found[0].first == "GK404");
  CHECK(said.substr(found[0].second, 1) == "3");
}

TEST_CASE("claims: what needs a table that is not there is not evaluated") {
  std::string text = ReportText(kPlain, "全年共收到政府信息公开申请11件。");
  const std::size_t begin = text.find("| （本列数据");
  const std::size_t end = text.find("\n四、政府信息公开");
  text.erase(begin, end - begin);
  const Outcome outcome = CheckText(text);
  CHECK(FindingsOf(outcome, "GK40").empty());
  const auto is_received = [](const Unchecked& unchecked) { return unchecked.rule->id == "GK401"; };
  CHECK(std::ranges::any_of(outcome.unchecked, is_received));
}

TEST_CASE("claims: fees refused want a word in section six") {
  Numbers numbers = kPlain;
  numbers.fee_unpaid = 1;
  const std::string quiet = ReportText(numbers, "收到政府信息公开申请12件。");
  const auto found = FindingsOf(CheckText(quiet), "GK408");
  REQUIRE(found.size() == 1);
  CHECK(quiet.substr(found[0].second).starts_with("六、其他需要报告的事项"));
  CHECK(FindingsOf(CheckText(ReportText(numbers, "无。", "本年度未实际收取信息处理费。")), "GK408").empty());
  CHECK(FindingsOf(CheckText(ReportText(kPlain, "无。")), "GK408").empty());
}

}  // namespace gouji
