#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "files.h"
#include "report/report.h"
#include "rules/kind.h"
#include "rules/pack.h"
#include "rules/yaml.h"
#include "table.h"
#include "tree.h"

namespace gouji {

extern const Kind kYears;
extern const Kind kDates;
extern const Kind kClaim;

namespace {

constexpr std::string_view kHead = R"(
gouji: 1
id: test
title_patterns:
  official: ['(?P<issuer>[^\d〇○]{2,40}?)(?P<year>\d{4}|[一二三四五六七八九〇○零]{4})年(?:度)?政府信息公开工作年度报告']
  loose: ['(?P<issuer>[^\d]{2,40}?)政府信息公开工作年度报告']
year_patterns: ['(?P<year>\d{4})年,我局']
issuer: {short_forms: {市场监督管理局: 市场监管局, 委员会: 委, 卫生健康: 卫健}}
bind:
  overview: {section: 一、总体情况}
  disclosure: {section: 二、主动公开政府信息情况}
  applications: {section: 三、收到和处理政府信息公开申请情况}
  litigation: {section: 四、政府信息公开行政复议、行政诉讼情况}
  problems: {section: 五、存在的主要问题及改进情况}
  others: {section: 六、其他需要报告的事项}
  counts: {table: {section: disclosure}, rows: {made: 规章}, columns: {number: 件数}}
)";

/// A pack read from texts, with what it views.
struct Pack {
  std::vector<std::unique_ptr<Source>> sources;
  std::vector<std::unique_ptr<NodeTree>> trees;
  Diagnostics diagnostics;
  std::unique_ptr<RulePack> rules;

  void Load(const std::vector<std::string>& texts, Lang lang = Lang::kZh) {
    std::vector<PackFile> files;
    for (const std::string& text : texts) {
      sources.push_back(std::make_unique<Source>("pack.yaml", text));
      auto tree = ParseYaml(*sources.back(), lang, {}, diagnostics);
      REQUIRE(tree != nullptr);
      files.push_back({sources.back().get(), &tree->root()});
      trees.push_back(std::move(tree));
    }
    const Kind kinds[] = {kYears, kDates, kClaim};
    rules = LoadPack(files, kinds, lang, false, diagnostics);
  }

  std::string Mistakes() const {
    std::string mistakes;
    for (const Diagnostic& diagnostic : diagnostics.all()) {
      const Place place = diagnostic.source->PlaceOf(diagnostic.where.begin);
      mistakes += std::to_string(place.line) + ":" + std::to_string(place.column) + " " + diagnostic.message + "\n";
    }
    return mistakes;
  }
};

const Pack& Shipped() {
  static const Pack* pack = [] {
    auto* made = new Pack;
    made->Load({std::string(kHead), ReadFile(std::string(kRoot) + "/rules/gk-annual-report/years.yaml")});
    REQUIRE_MESSAGE(made->rules != nullptr, made->Mistakes());
    return made;
  }();
  return *pack;
}

/// A report of paragraphs; those that begin with "# " are page headers.
class Paper {
 public:
  explicit Paper(const std::vector<std::string>& paragraphs, int year = 0) {
    std::string text;
    for (const std::string& paragraph : paragraphs) {
      text += paragraph + "\n";
    }
    document_.source = std::make_unique<Source>("report.txt", text);
    std::uint32_t at = 0;
    for (const std::string& paragraph : paragraphs) {
      const bool margin = paragraph.starts_with("# ");
      const auto end = at + static_cast<std::uint32_t>(paragraph.size());
      document_.blocks.emplace_back(Paragraph{document_.source->At({margin ? at + 2 : at, end}),
                                              margin ? Paragraph::Role::kMargin : Paragraph::Role::kBody});
      at = end + 1;
    }
    options_.year = year;
  }

  Findings Check(const Pack& pack, std::string_view rule, Lang lang = Lang::kZh) {
    report_ = Understand(pack.rules->form, document_, options_);
    const Pass pass(report_, nullptr, lang);
    Findings findings;
    const Rule* found = pack.rules->FindRule(rule);
    REQUIRE(found != nullptr);
    found->check->Run(*found, pass, findings);
    return findings;
  }

  std::string Says(Span where) const { return std::string(document_.source->Slice(where)); }
  std::uint32_t LineOf(Span where) const { return document_.source->PlaceOf(where.begin).line; }

 private:
  Document document_;
  ReportOptions options_;
  Report report_;
};

constexpr std::pair<const char*, const char*> kSections[] = {{"overview", "一、总体情况"},
                                                             {"disclosure", "二、主动公开政府信息情况"},
                                                             {"applications", "三、收到和处理政府信息公开申请情况"},
                                                             {"litigation", "四、政府信息公开行政复议、行政诉讼情况"},
                                                             {"problems", "五、存在的主要问题及改进情况"},
                                                             {"others", "六、其他需要报告的事项"}};

/// A report of a year that is in order but for one paragraph, at the end of a section.
std::vector<std::string> ReportWith(const std::string& phrase, int year, std::string_view section,
                                    const std::string& issuer = "云溪县林业局") {
  std::vector<std::string> paragraphs{issuer + std::to_string(year) + "年政府信息公开工作年度报告"};
  if (section == "preface") {
    paragraphs.push_back(phrase);
  }
  for (const auto& [id, heading] : kSections) {
    paragraphs.emplace_back(heading);
    paragraphs.emplace_back("各项工作有序开展。");
    if (section == id) {
      paragraphs.push_back(phrase);
    }
  }
  return paragraphs;
}

std::string YearsFound(const std::string& phrase, int year, std::string_view section,
                       const std::string& issuer = "云溪县林业局") {
  Paper paper(ReportWith(phrase, year, section, issuer));
  const Findings findings = paper.Check(Shipped(), "GK010");
  std::string found;
  for (const Diagnostic& diagnostic : findings.diagnostics) {
    found += (found.empty() ? "" : " ") + paper.Says(diagnostic.where);
  }
  return found.empty() ? "-" : found;
}

struct Phrase {
  std::string found;  ///< the years to be found, as written; "-" when all is well
  std::string section;
  int year = 0;
  std::string says;
};

/// The lines of years_phrases.tsv.
std::vector<Phrase> Phrases() {
  std::vector<Phrase> phrases;
  for (const TableLine& line : ReadTable("tests/check/years_phrases.tsv")) {
    REQUIRE_MESSAGE(line.fields.size() == 4, line.text);
    phrases.push_back({line.fields[0], line.fields[1], std::stoi(line.fields[2]), line.fields[3]});
  }
  return phrases;
}

}  // namespace

TEST_CASE("years: sentences of real reports are told apart") {
  const std::vector<Phrase> phrases = Phrases();
  REQUIRE(phrases.size() >= 200);
  for (const Phrase& phrase : phrases) {
    CAPTURE(phrase.says);
    CAPTURE(phrase.section);
    CAPTURE(phrase.year);
    CHECK(YearsFound(phrase.says, phrase.year, phrase.section) == phrase.found);
  }
}

namespace {

/// "line:text message" of every finding, and how many related places it names.
std::string Places(Paper& paper, const Findings& findings) {
  std::string all;
  for (const Diagnostic& diagnostic : findings.diagnostics) {
    all += std::to_string(paper.LineOf(diagnostic.where)) + ":" + paper.Says(diagnostic.where);
    for (const Evidence& evidence : diagnostic.evidence) {
      all += " " + std::to_string(paper.LineOf(evidence.where)) + ":" + evidence.value;
    }
    all += "\n";
  }
  return all;
}

std::string Found(const std::vector<std::string>& paragraphs, std::string_view rule = "GK010", int year = 0) {
  Paper paper(paragraphs, year);
  const Findings findings = paper.Check(Shipped(), rule);
  std::string said = Places(paper, findings);
  for (const Unchecked& unchecked : findings.unchecked) {
    said += "unchecked: " + unchecked.reason + "\n";
  }
  return said;
}

}  // namespace

TEST_CASE("years: the issuer is known by any short form of its name") {
  struct Row {
    const char* issuer;
    const char* phrase;
    const char* found;
  };
  const std::vector<Row> rows = {
      {"云溪市卫生健康委员会", "2020年，云溪市卫生健康委员会心系群众。", "2020年"},
      {"云溪市卫生健康委员会", "2020年，云溪市卫生健康委心系群众。", "2020年"},
      {"云溪市卫生健康委员会", "2020年，市卫健委心系群众。", "2020年"},
      {"云溪县人民政府办公室", "2020年，县政府办公室心系群众。", "2020年"},
      {"云溪县市场监督管理局", "2020年，云溪县市场监管局心系群众。", "2020年"},
      {"云溪市卫生健康委员会", "2020年，国家卫健委印发通知。", "-"},
      {"云溪市卫生健康委员会", "2020年，市教育局心系群众。", "-"},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.issuer), ": ", std::string(row.phrase));
    CHECK(YearsFound(row.phrase, 2021, "overview", row.issuer) == row.found);
  }
}

TEST_CASE("years: a title alone against the body is the one that is wrong") {
  const std::string title = "云溪县林业局2022年政府信息公开工作年度报告";
  CHECK(Found({title, "一、总体情况", "2023年，我局认真贯彻落实《条例》。", "2023年，我局共公开信息12条。",
               "五、存在的主要问题及改进情况",
               "2023年，我局工作取得一定成效，但仍存在公开不够全面等问题。下一步将加强培训。"}) ==
        "1:2022 3:2023年 4:2023年 6:2023年\n");
  // As many sentences agree with the title as with the other year.
  CHECK(Found({title, "一、总体情况", "2021年，我局共公开信息12条。", "2021年，我局共收到申请2件。",
               "2022年，我局共召开会议2次。", "2022年度，我局共开展培训3次。"}) == "3:2021年\n4:2021年\n");
  // Plans for the next year agree with nobody.
  CHECK(Found({title, "一、总体情况", "全年共公开信息12条。", "五、存在的主要问题及改进情况",
               "2023年，我局将加强培训。", "2023年工作打算：完善制度。", "2023年，进一步规范公开流程。"}) == "");
  // One sentence is no majority.
  CHECK(Found({title, "一、总体情况", "2021年，我局共公开信息12条。"}) == "3:2021年\n");
}

TEST_CASE("years: one sentence is one finding") {
  CHECK(Found({"云溪县林业局2023年政府信息公开工作年度报告", "一、总体情况",
               "2022年，我局共公开信息12条，其中2022年1月1日至12月31日公开文件2件。2022年，我局共召开会议3次。",
               "2023年，我局共收到申请1件。", "2023年，我局共开展培训2次。"}) == "3:2022年\n3:2022年\n");
}

TEST_CASE("years: page headers are those that repeat") {
  const std::string title = "云溪县林业局2023年政府信息公开工作年度报告";
  const std::string head = "# 云溪县林业局2022年政府信息公开工作年度报告";
  CHECK(Found({title, "一、总体情况", head, "各项工作有序开展。", head}) == "3:2022年\n");
  CHECK(Found({title, "一、总体情况", head, "各项工作有序开展。"}) == "");
  CHECK(Found({title, "一、总体情况", "# 第2022年度", "# 第2022年度"}) == "");
}

TEST_CASE("years: a line broken in a sentence is read on") {
  const std::string title = "云溪县林业局2023年政府信息公开工作年度报告";
  CHECK(Found({title, "一、总体情况", "按时稳妥向社会公开县级各部门单位有关财政资金使用的情况，主要包括各部门和单位的",
               "2022年部门决算和2023年部门预算。"}) == "");
  CHECK(Found({title, "一、总体情况", "全县政务公开工作有序推进，各类信息公开数量逐年稳步增长，主动公开数量明显高于",
               "2022年，我局共公开信息130条。"}) == "");
}

TEST_CASE("years: without a year in the title nothing is told, unless the year is given") {
  const std::vector<std::string> report{"云溪县林业局政府信息公开工作年度报告", "一、总体情况",
                                        "2023年，我局共公开信息12条。", "2022年，我局共收到申请2件。"};
  CHECK(Found(report) == "unchecked: 标题没有写明年份\n");
  CHECK(Found(report, "GK010", 2023) == "4:2022年\n");
}

TEST_CASE("years: messages name both years") {
  Paper paper({"云溪县林业局2023年政府信息公开工作年度报告", "一、总体情况", "2022年，我局共公开信息12条。"});
  const Findings zh = paper.Check(Shipped(), "GK010");
  REQUIRE(zh.diagnostics.size() == 1);
  CHECK(zh.diagnostics[0].message == "这句话说的是本年的情况，年份写的是 2022 年，报告年份是 2023 年");
  CHECK(zh.diagnostics[0].severity == Severity::kError);
  CHECK(zh.diagnostics[0].subject.section == "overview");
  const Findings en = paper.Check(Shipped(), "GK010", Lang::kEn);
  REQUIRE(en.diagnostics.size() == 1);
  CHECK(en.diagnostics[0].message == "the sentence states this year's facts under 2022, the report is about 2023");
}

TEST_CASE("years: another pack has its own words, and needs no unit") {
  Pack pack;
  pack.Load({R"(gouji: 1
title_patterns: {official: ['(?P<issuer>.*)annualreport(?P<year>[0-9]{4})']}
bind:
  summary: {section: 一、Summary}
rules:
  - id: R1
    name: r1
    severity: error
    title: r1
    message: '{found}'
    years:
      begins: {sentence: 'In ', clause: ',in '}
      words: {did: we|theoffice}
      decide:
        - {allow: 'compared with @'}
        - {state: '!@,{did}', years: last}
)"},
            Lang::kEn);
  REQUIRE_MESSAGE(pack.rules != nullptr, pack.Mistakes());
  Paper paper({"Acme annual report 2023", "一、Summary", "In 2022, we grew. In 2022, others shrank. In 2021, we slept.",
               "More, compared with 2022, we said. Room 12022, we moved; part A2022, we kept."});
  const Findings findings = paper.Check(pack, "R1");
  CHECK(Places(paper, findings) == "3:2022\n");
}

TEST_CASE("years: mistakes in the rule are told at their places") {
  Pack pack;
  pack.Load({std::string(kHead), R"(gouji: 1
rules:
  - id: R1
    name: r1
    severity: error
    title: r1
    message: '{found}{fuond}'
    years:
      unit: 年
      words: {did: 收到, more: '{did}信息'}
      mask: ['{more}@', '({did}']
      decide:
        - {state: '@{dod}'}
        - {state: '@', in: [overviw]}
        - {state: '@', allow: '@'}
        - {years: past}
        - {state: '@', years: yesterday}
)"},
            Lang::kEn);
  CHECK(pack.rules == nullptr);
  CHECK(pack.Mistakes() ==
        "11:26 bad pattern: missing ): ((?:收到)\n"
        "13:21 unknown word 'dod', did you mean 'did'?\n"
        "14:28 unknown section 'overviw', did you mean 'overview'?\n"
        "15:19 only one of allow, lean and state\n"
        "16:11 allow, lean or state is needed\n"
        "17:31 'years' cannot be 'yesterday', expected one of: past, future, last, next\n"
        "7:23 unknown name 'fuond', did you mean 'found'?\n");
}

TEST_CASE("dates: mistakes in the rule are told at their places") {
  Pack pack;
  pack.Load({std::string(kHead), R"(gouji: 1
rules:
  - id: R1
    name: r1
    severity: error
    title: r1
    message: '{found} {signed} {sined}'
    dates:
      find: ['(?P<signed>.*)', '(']
      equal: {singed: 'date(doc.year, 1, 1)', signed: 'date(doc.yaer, 1, 1)'}
      latest: 3
      order: [signed, until]
      wholly: true
)"},
            Lang::kEn);
  CHECK(pack.rules == nullptr);
  CHECK(pack.Mistakes() ==
        "9:33 bad pattern: missing ): (\n"
        "10:15 no pattern has a group 'singed', did you mean 'signed'?\n"
        "10:65 no 'doc.yaer'; there are doc.year, doc.title, doc.issuer, doc.issuer.class, doc.variant, doc.due\n"
        "11:15 expected a map of groups and dates\n"
        "12:23 no pattern has a group 'until'\n"
        "13:7 unknown key 'wholly' in dates, did you mean 'whole'?\n"
        "7:33 unknown name 'sined', did you mean 'signed'?\n");
}

TEST_CASE("dates: a stated period is the year of the report") {
  const std::vector<std::pair<std::string, std::string>> periods{
      {"本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。", ""},
      {"统计期限为2023年1月1日至12月31日。", ""},
      {"统计期限为2023年1月1日—12月31日。", ""},
      {"统计时间为2023年1月1日至2023年12月31日。", ""},
      {"本年度报告中使用数据的统计期限为2023年1月1日至2023年12月31日。", ""},
      {"统计期限自2023年1月1日起，至2023年12月31日止。", ""},
      {"统计期限为二〇二三年一月一日至二〇二三年十二月三十一日。", ""},
      {"统计期限：2023.1.1-2023.12.31。", ""},
      {"统计期限为2023年1月至12月。", ""},
      {"统计期限为2023年度。", ""},
      {"本报告中所列数据自 2023 年 1 月 1 日起至 2023 年 12 月 31 日止。", ""},
      {"对2022年1月1日至2022年12月31日的文件进行清理。", ""},
      {"统计期限为2023年1月1日至2022年12月31日。", "2022"},
      {"统计期限为2022年1月1日至2022年12月31日。", "2022"},
      {"统计期限为2022年1月1日至12月31日。", "2022"},
      {"统计期限自2022年1月1日起至2023年12月31日止。", "2022"},
      {"本报告所列数据的统计期限自2022年1月1日起，至2022年12月31日止。", "2022"},
      {"统计期限为2023年1月1日至2023年11月30日。", "11月30日"},
      {"统计期限为2023年1月1日至12月30日。", "12月30日"},
      {"统计期限为2023年1月1日至6月30日。", "6月30日"},
      {"统计期限为2023年1月31日至2023年12月31日。", "1月31日"},
      {"统计期限为2023年2月1日—12月31日。", "2月1日"},
      {"统计期限为2023年12月31日至2023年1月1日。", "2023年12月31日"},
      {"统计期限为2023年1月至11月。", "11月"},
      {"统计期限为2022年度。", "2022"},
      {"统计期限为二〇二二年一月一日至二〇二二年十二月三十一日。", "二〇二二"},
      {"统计期限：2022.1.1-2022.12.31。", "2022"},
      {"本报告中所列数据自2022年1月1日起至2022年12月31日止。", "2022"},
      {"数据统计时段为2024年1月1日至2024年12月31日。", "2024"},
  };
  for (const auto& [said, wrong] : periods) {
    const auto& says = said;
    CAPTURE(says);
    CHECK(Found(ReportWith(says, 2023, "preface"), "GK011") == (wrong.empty() ? "" : "2:" + wrong + "\n"));
    // One cause, one finding.
    CHECK(Found(ReportWith(says, 2023, "preface"), "GK010") == "");
  }
}

TEST_CASE("dates: a report is signed after its year") {
  const std::vector<std::pair<std::string, std::string>> dates{
      {"2024年1月18日", ""},
      {"2023年12月31日", ""},
      {"二〇二四年一月十八日", ""},
      {"云溪县林业局2024年1月8日", ""},
      {"2024-01-18", ""},
      {"2023年1月18日召开会议。", ""},
      {"我局于2023年1月18日", ""},
      {"2023年1月18日", "2023年1月18日"},
      {"2023年12月30日", "2023年12月30日"},
      {"（2023年1月18日）", "2023年1月18日"},
      {"2022年12月31日", "2022年12月31日"},
      {"二〇二三年一月十八日", "二〇二三年一月十八日"},
      {"云溪县林业局2023年1月8日", "2023年1月8日"},
      {"2023.1.18", "2023.1.18"},
      {"发布日期：2023年1月18日", "2023年1月18日"},
  };
  for (const auto& [said, wrong] : dates) {
    const auto& says = said;
    CAPTURE(says);
    CHECK(Found(ReportWith(says, 2023, "others"), "GK013") == (wrong.empty() ? "" : "14:" + wrong + "\n"));
  }
  // Far from the end a date signs nothing.
  CHECK(Found(ReportWith("2023年1月18日", 2023, "overview"), "GK013") == "");
}

TEST_CASE("years: the notice cited is the one of the year") {
  struct Citation {
    std::string says;
    int year;
    std::string wrong;
  };
  const std::vector<Citation> citations{
      {"根据国办公开办函〔2021〕30号要求编制。", 2023, ""},
      {"根据国办公开办函〔2019〕60号要求编制。", 2020, ""},
      {"国办公开办函〔2021〕30号印发后，国办公开办函〔2019〕60号同时废止。", 2021, ""},
      {"依据国办函〔2020〕109号收取信息处理费。", 2021, ""},
      {"根据国办公开办函〔2019〕60号要求编制。", 2021, "国办公开办函〔2019〕60号"},
      {"按照通知（国办公开办函〔2019〕60 号）编制。", 2024, "国办公开办函〔2019〕60 号"},
      {"按照通知（国办公开办函[2021]30号）编制。", 2020, "国办公开办函[2021]30号"},
      {"按照通知（国公开办函〔2019〕60号）编制。", 2020, "国公开办函〔2019〕60号"},
      {"按照通知（国办公开函〔2021〕30号）编制。", 2022, "国办公开函〔2021〕30号"},
      {"按照通知（国办公开办函〔2021〕60号）编制。", 2022, "国办公开办函〔2021〕60号"},
  };
  for (const Citation& citation : citations) {
    CAPTURE(citation.says);
    CHECK(Found(ReportWith(citation.says, citation.year, "preface"), "GK014") ==
          (citation.wrong.empty() ? "" : "2:" + citation.wrong + "\n"));
  }
}

}  // namespace gouji
