#include <doctest/doctest.h>

#include <iterator>
#include <string>

#include "blocks_dump.h"
#include "files.h"
#include "input/reader.h"
#include "tree.h"

namespace gouji {
extern const Reader kHtmlReader;

namespace {

std::optional<Document> Read(std::string html) {
  Diagnostics diagnostics;
  std::optional<Document> document = kHtmlReader.read("a.html", std::move(html), Lang::kEn, diagnostics);
  CHECK(document.has_value() == diagnostics.all().empty());
  return document;
}

std::string Dump(std::string html) {
  const std::optional<Document> document = Read(std::move(html));
  REQUIRE(document.has_value());
  return DumpBlocks(*document);
}

/// What a refusal is about: its rule's id.
std::string Refused(std::string html) {
  Diagnostics diagnostics;
  const std::optional<Document> document = kHtmlReader.read("a.html", std::move(html), Lang::kEn, diagnostics);
  CHECK(!document.has_value());
  REQUIRE(diagnostics.all().size() == 1);
  return std::string(diagnostics.all()[0].rule->id);
}

const Text& TextOf(const Document& document, std::size_t block) {
  return std::get<Paragraph>(document.blocks.at(block)).text;
}

}  // namespace

TEST_CASE("html: what a cell and a paragraph say") {
  struct Case {
    const char* situation;
    const char* html;
    const char* dump;
  };
  const Case cases[] = {
      {"a number split over tags", "<table><tr><td>甲<td><span>20</span><span><font>23</font></span></table>",
       "T 1x2\n 0:甲 | 1:2023\n"},
      {"lines and paragraphs of a label join",
       "<table><tr><td>三、<br>本<br/>年度</td><td>\n<p>1</p>\n</td></tr><tr><td><p>结果</p>\n "
       "<p>维持</p></td><td>&nbsp;</td></tr></table>",
       "T 2x2\n 0:三、本年度 | 1:1\n 0:结果维持 | 1:\n"},
      {"numbers on two lines are two", "<table><tr><td>甲<br>1<td>5<br>0<td><p>1</p> <p>2</p></table>",
       "T 1x3\n 0:甲1 | 1:5 0 | 2:1 2\n"},
      {"an item of a list in a cell has its number",
       "<table><tr><td>甲<td>乙<tr><td><ol "
       "start=5><li>丙</li></ol><td><ol><li>丁<li>戊</ol><tr><td>己<td><ol><li><p>0</p></ol></table>",
       "T 3x2\n 0:甲 | 1:乙\n 0:5.丙 | 1:1.丁2.戊\n 0:己 | 1:0\n"},
      {"a field says its value",
       "<table><tr><td>甲<td>乙<tr><td><input value=\"2\"><td><input type=TEXT value=3><input type=button "
       "value=改></table>",
       "T 2x2\n 0:甲 | 1:乙\n 0:2 | 1:3\n"},
      {"what was deleted is not there", "<p>收到<del>3</del><ins>2</ins>件</p>", "P 收到2件\n"},
      {"br parts prose", "<div>第一段。<br>第二段。</div>", "P 第一段。\nP 第二段。\n"},
      {"br in a title does not", "<h1>云溪县<br>\n2023年报告</h1>", "H 云溪县2023年报告\n"},
      {"a source line break between ideographs is nothing", "<p>政府信\n   息公开\nABC\ndef 第 1\n条</p>",
       "P 政府信息公开 ABC def 第 1 条\n"},
      {"blanks of any sort at the ends are kept out", "<p>&nbsp;&emsp;　甲 乙&nbsp;</p>", "P 甲 乙\n"},
      {"headings", "<h2>一、总体情况</h2><p><strong>二、主动公开</strong></p>", "H 一、总体情况\nP 二、主动公开\n"},
      {"the hidden is nothing",
       "<p>甲<script>x</script><style>y</style><span style='color:red; DISPLAY : none'>乙</span><!-- 丙 "
       "--><template>丁</template></p>"
       "<noscript>请启用</noscript><p hidden>戊</p>",
       "P 甲\n"},
      {"entities", "<p>a&lt;b &amp;amp; &#x4e2d;&#20013;&mdash;&ldquo;x&rdquo; &copy 2</p>",
       "P a<b &amp; 中中—“x” © 2\n"},
      {"numbered lists show their numerals",
       "<ol><li>甲</li><li>乙</li></ol><ol style='list-style-type:cjk-ideographic' start=4><li>行政复议</li></ol>",
       "P 1.甲\nP 2.乙\nP 四、行政复议\n"},
      {"unclosed cells and rows", "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>", "T 2x2\n 0:甲 | 1:1\n 0:乙 | 1:2\n"},
      {"words between rows come before the table", "<table><tr><td>甲<td>1</tr>附注<tr><td>乙<td>2</table>",
       "P 附注\nT 2x2\n 0:甲 | 1:1\n 0:乙 | 1:2\n"},
      {"rowspan and colspan",
       "<table><tr><td rowspan=2>三<td>（一）<td>1<tr><td>（二）<td>2<tr><td colspan=2>总计<td>3</table>",
       "T 3x3\n 0+2r:三 | 1:（一） | 2:1\n 1:（二） | 2:2\n 0+2c:总计 | 2:3\n"},
      {"spans beyond the table are cut", "<table><tr><td rowspan=0>三<td colspan=900>（一）<tr><td>1<td>2</table>",
       "T 2x3\n 0+2r:三 | 1+2c:（一）\n 1:1 | 2:2\n"},
      {"columns nobody starts in are left out",
       "<table><tr><td colspan=4>甲<td colspan=3>乙<tr><td colspan=4>1<td colspan=3>2</table>",
       "T 2x2\n 0:甲 | 1:乙\n 0:1 | 1:2\n"},
      {"a table of frames",
       "<table><tr><td>栏目<td><p>正文甲。</p><table><tr><td>甲<td>1<tr><td>乙<td>2</table><p>正文乙。</p></table>",
       "P 栏目\nP 正文甲。\nT 2x2\n 0:甲 | 1:1\n 0:乙 | 1:2\nP 正文乙。\n"},
      {"a whole report in one table",
       "<table><tr><td colspan=3>云溪县2023年报告<tr><td colspan=3>一、总体情况"
       "<tr><td "
       "colspan=3><p>本年度认真落实条例要求，及时、准确公开各类政府信息，全年主动公开信息一百二十条。</"
       "p><p>没有收到申请。</p>"
       "<tr><td colspan=3>二、主动公开<tr><td "
       "colspan=3>第二十条第（一）项<tr><td>信息内容<td>本年制发<td>现行有效<tr><td>规章<td>0<td>1"
       "<tr><td colspan=3>三、申请</table>",
       "P 云溪县2023年报告\nP 一、总体情况\nP "
       "本年度认真落实条例要求，及时、准确公开各类政府信息，全年主动公开信息一百二十条。\nP 没有收到申请。\n"
       "P 二、主动公开\nT 3x3\n 0+3c:第二十条第（一）项\n 0:信息内容 | 1:本年制发 | 2:现行有效\n 0:规章 | 1:0 | 2:1\nP "
       "三、申请\n"},
  };
  for (const Case& row : cases) {
    CAPTURE(row.situation);
    CHECK(Dump(row.html) == row.dump);
  }
}

TEST_CASE("html: words stand where the file has them") {
  const std::optional<Document> document = Read(
      "<p>甲&nbsp;<b>20</b><i>23</i>年\n报告</p>\r\n<table><tr><td>乙</td><td>\r\n "
      "&#49;2&nbsp;</td><td></td></tr></table>");
  REQUIRE(document.has_value());
  const Text& text = TextOf(*document, 0);
  CHECK(text.says == "甲\u00A02023年报告");
  const std::size_t year = text.says.find("2023");
  CHECK(document->source->Slice(text.SpanOf(year, year + 4)) == "20</b><i>23");
  const std::size_t report = text.says.find("报告");
  const Place place = document->source->PlaceOf(text.SpanOf(report, report + 6).begin);
  CHECK(place.line == 2);
  CHECK(place.column == 1);
  const Grid& grid = std::get<Grid>(document->blocks.at(1));
  CHECK(grid.Row(0)[1].text.says == "12");
  CHECK(Marked(*document, grid.Row(0)[1].text) == "&#49;2");
  const Text& blank = grid.Row(0)[2].text;
  CHECK(blank.empty());
  CHECK(document->source->text().substr(blank.where.begin).starts_with("</td></tr>"));
  CHECK(Marked(*document, Text{{}, grid.where, {}}).starts_with("<table>"));
}

TEST_CASE("html: of a site's page only the report is read") {
  const std::string dump = Dump(ReadFile(std::string(kRoot) + "/fixtures/documents/yunxi-2023-page.html"));
  CHECK(dump.starts_with("H 云溪县交通运输局2023年政府信息公开工作年度报告\nP 根据"));
  for (const char* outside : {"首页", "索引号", "版权所有", "2026", "相关文章", "打印", "window", "无障碍"}) {
    CAPTURE(outside);
    CHECK(dump.find(outside) == std::string::npos);
  }
  CHECK(dump.find("P 一、总体情况\n") != std::string::npos);
  CHECK(dump.find(
            "T 27x10\n 0+3c+3r:（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 3+7c:申请人情况\n"
            " 3+2r:自然人 | 4+5c:法人或其他组织 | 9+2r:总计\n 4:商业企业 | 5:科研机构") == std::string::npos);
  CHECK(dump.find(
            "T 28x10\n 0+3c+3r:（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 3+7c:申请人情况\n"
            " 3+2r:自然人 | 4+5c:法人或其他组织 | 9+2r:总计\n 4:商业企业 | 5:科研机构") != std::string::npos);
  CHECK(dump.find(" 0+22r:三、本年度办理结果 | 1+2c:（一）予以公开 | 3:5") != std::string::npos);
  CHECK(dump.find("P 2024年1月18日\n") != std::string::npos);
}

TEST_CASE("html: the preface and the signature around the sections are of the report") {
  std::string sections;
  for (int i = 0; i < 30; ++i) sections += "<p>我局认真落实政府信息公开各项要求。</p>";
  const std::string preface = "<p>统计期限为2023年1月1日至12月31日。</p>";
  const std::string signature = "<p>云溪县林业局</p><p>2024年1月12日</p>";
  for (const auto& around : {std::pair("<dl><dt>一、总体情况</dt><dd>", "</dd></dl>"),
                             std::pair("<ul><li><h2>一、总体情况</h2>", "</li></ul>"),
                             std::pair("<div class=sections><h2>一、总体情况</h2>", "</div>")}) {
    CAPTURE(around.first);
    const std::string dump = Dump("<!DOCTYPE html><body><h1>云溪县林业局2023年报告</h1>" + preface + around.first +
                                  sections + around.second + signature + "</body>");
    CHECK(dump.find("P 统计期限为2023年") != std::string::npos);
    CHECK(dump.find("P 2024年1月12日") != std::string::npos);
  }
}

TEST_CASE("html: without a known body the furniture is margin") {
  const std::string dump = Dump(
      "<body><div class='nav clearfix'><a href='/'>首页</a></div><div class=wrap><p>甲。</p></div>"
      "<footer>版权所有 2026</footer></body>");
  CHECK(dump == "M 首页\nP 甲。\nM 版权所有 2026\n");
}

TEST_CASE("html: the title may stand in a place of its own above the report") {
  std::string prose;
  for (int i = 0; i < 12; ++i) prose += "　　本年度主动公开政府信息若干条，办结申请若干件。<br>";
  const std::string page =
      "<html><head><title>年报</title></head><body><div class=top>今天是星期日</div><div class=w><div class=title>"
      "云溪县交通运输局2023年年度报告</div><div class=info>时间：2024年1月30日</div><div id=con>" +
      prose + "</div><div class=pn>上一条：2022年年度报告</div></div></body></html>";
  const std::string dump = Dump(page);
  CHECK(dump.starts_with("P 云溪县交通运输局2023年年度报告\nP 本年度"));
  CHECK(dump.find("时间") == std::string::npos);
}

TEST_CASE("html: a header that says what the page is called holds the title") {
  const std::string title = "云溪县交通运输局2023年政府信息公开工作年度报告";
  const auto dump = [&](const std::string& header) {
    return Dump("<html><head><title>" + title + "</title></head><body><header>" + header +
                "</header><p>根据规定编制。</p></body></html>");
  };
  CHECK(dump("<h1 class=title>" + title + "</h1>") == "H " + title + "\nP 根据规定编制。\n");
  CHECK(dump("<h1>云溪县人民政府</h1>") == "M 云溪县人民政府\nP 根据规定编制。\n");
}

TEST_CASE("html: a metadata table in the body is margin") {
  const std::string dump = Dump(
      "<table><tr><td>索 引 号：<td>A1/2024-1<td>发布机构：<td>云溪县交通运输局</table><p>一、总体情况</p>"
      "<table><tr><td>信息内容<td>索引号<tr><td>规章<td>0</table>");
  CHECK(dump.starts_with("M 索 引 号：\nM A1/2024-1\n"));
  CHECK(dump.find("T 2x2\n 0:信息内容 | 1:索引号\n") != std::string::npos);
}

TEST_CASE("html: charsets") {
  const std::string gbk =
      "<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"><p>\xD4\xC6\xCF\xAA\xCF\xD8</p>";
  CHECK(Dump(gbk) == "P 云溪县\n");
  CHECK(Dump("\xEF\xBB\xBF<meta charset=gb2312><p>云溪县</p>") == "P 云溪县\n");
  CHECK(Refused(std::string("<p>a\0b</p>", 10)) == "GJ002");
}

TEST_CASE("html: an element that closes itself in XHTML holds nothing of the page") {
  CHECK(Dump("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/></head>"
             "<body><p>云溪县</p></body></html>") == "P 云溪县\n");
}

TEST_CASE("html: recognised by content") {
  CHECK(kHtmlReader.recognise("\xEF\xBB\xBF \n<!DOCTYPE html><html>") == 2);
  CHECK(kHtmlReader.recognise("<?xml version='1.0'?><!-- x --><HTML lang=zh>") == 2);
  CHECK(kHtmlReader.recognise("<div><p>x") == 1);
  CHECK(kHtmlReader.recognise("# 一、总体情况\n<div>") == 0);
  CHECK(kHtmlReader.recognise("<w:document>") == 0);
  CHECK(kHtmlReader.recognise("") == 0);
  // What a converter leaves of a page is HTML all through; Markdown may begin with tags too.
  const std::string spans =
      "<h1\nid=\"x\">某局<br "
      "/>\n<span>20</span><span>23</span>年报告</h1>\n<p><span>我局</span><span>公开</span></p>\n";
  CHECK(kHtmlReader.recognise(spans + "<table>\n<tr><td>0</td></tr>\n</table>\n") == 2);
  CHECK(kHtmlReader.recognise(spans + "\n<style>\n\np {color: red}\n\n</style>\n") == 2);
  CHECK(kHtmlReader.recognise(spans + "\n## 一、总体情况\n") == 1);
  CHECK(kHtmlReader.recognise(spans + "\n一、总体情况\n\n我局公开。\n") == 1);
}

TEST_CASE("html: hostile nesting is refused, sloppy pages are not") {
  std::string deep, fonts, sloppy, lists;
  for (int i = 0; i < 3000; ++i) {
    deep += "<div>";
    fonts += "<p><font color=" + std::to_string(i) + ">x";
    sloppy += "<p>第" + std::to_string(i) + "段<br><li>x";
    lists += "<tr><td><font>x<td><b>y";
  }
  CHECK(Refused(deep) == "GJ004");
  CHECK(Refused(fonts) == "GJ004");
  CHECK(Dump(sloppy).starts_with("P 第0段\nP x\n"));
  CHECK(Dump("<table>" + lists + "</table>").starts_with("T 3000x2\n 0:x | 1:y\n"));
  std::string attributes = "<p", many, comments;
  for (int i = 0; i < 1001; ++i) attributes += " a" + std::to_string(i);
  CHECK(Refused(attributes + ">x") == "GJ004");
  CHECK(Read(attributes.substr(0, attributes.rfind(' ')) + ">x").has_value());
  for (int i = 0; i < 251'000; ++i) many += "<br><i></i>x<hr>";
  CHECK(Refused(many) == "GJ004");
  // Linear, or this takes minutes.
  for (int i = 0; i < 300'000; ++i) comments += "<!--x";
  CHECK(Read("<p>x" + comments).has_value());
  std::string wide = "<table><tr>";
  for (int i = 0; i < 300; ++i) wide += "<td>1";
  CHECK(Refused(wide) == "GJ004");
}

TEST_CASE("html: of panes behind tabs all are read, of hidden copies none") {
  const std::string one =
      "<h2>一、总体情况</h2><p>我局认真落实政府信息公开各项要求，扎实有序推进各项工作，全面完成了各项任务，群众满意。</"
      "p>";
  const std::string two =
      "<h2>五、存在的主要问题及改进情况</h2><p>仍存在公开内容还不够全面的问题，下一步将加强业务培训，提升队伍能力。</"
      "p>";
  const auto dump = [](const std::string& panes) {
    return Dump("<!DOCTYPE html><body><h1>云溪县2023年报告</h1><div>" + panes + "</div></body>");
  };
  const std::string shown = dump("<div>" + one + "</div><div>" + two + "</div>");
  CHECK(dump("<div>" + one + "</div><div style=\"display:none\">" + two + "</div>") == shown);
  CHECK(dump("<div>" + one + "</div><div hidden>" + two + "</div>") == shown);
  const std::string first = dump("<div>" + one + "</div>");
  CHECK(dump("<div>" + one + "</div><div style=\"display:none\">" + one + two + "</div>") == first);
  CHECK(dump("<div>" + one + "</div><div style=\"display:none\">分享到</div>") == first);
  CHECK(dump("<div>" + one + "</div><p>甲</p><div style=\"display:none\">" + two + "</div>") ==
        dump("<div>" + one + "</div><p>甲</p>"));
}

TEST_CASE("html: what a rule of the page's style sheet hides is not read, what a script may show is") {
  std::string prose;
  for (int i = 0; i < 20; ++i) prose += "<p>我局认真落实政府信息公开各项要求。</p>";
  const auto dump = [&](const std::string& style, const std::string& part) {
    return Dump("<!DOCTYPE html><head><style>" + style + "</style></head><body>" + prose + part + "</body>");
  };
  const std::string part = "<p class=\"note tips\" id=\"old\">此处填写去年数据</p>";
  const std::string shown = dump("", part);
  const std::string hidden = dump("", "");
  struct Case {
    const char* style;
    bool hides;
  };
  const Case cases[] = {
      {".tips{display:none}", true},
      {"/* .x{ */ .other, p.tips { color: red; Display : NONE !important; }", true},
      {"<!-- #old{visibility:hidden} -->", true},
      {"@media print{.x{color:red}} .tips{display:none}", true},
      {".tips{color:red}", false},
      {".tips:hover{display:none}", false},
      {".menu .tips{display:none}", false},
      {"div.tips{display:none}", false},
      {"@media print{.tips{display:none}}", false},
      {".tips{display:none} .tips.on{display:block}", false},
      {".tips{display:none", true},
      {".tips{", false},
  };
  for (const Case& each : cases) {
    CAPTURE(each.style);
    CHECK(dump(each.style, part) == (each.hides ? hidden : shown));
  }
  // So much is hidden only until somebody clicks.
  const std::string many = "<div class=\"pane\">" + prose + "</div>";
  CHECK(dump(".pane{display:none}", many) == dump("", many));
}

TEST_CASE("html: links behind the last table are of the page") {
  const std::string page =
      "<!DOCTYPE html><body><p><a href=a>总则</a></p><table><tr><td>规章<td>0<tr><td>收费<td>2</table><p>六、其他</p>";
  CHECK(Dump(page + "<p>无。见<a href=b>附件</a></p><p><a href=b> 2022年收到申请12件 </a></p></body>") ==
        "P 总则\nT 2x2\n 0:规章 | 1:0\n 0:收费 | 1:2\nP 六、其他\nP 无。见附件\nM 2022年收到申请12件\n");
}

TEST_CASE("html: a report that a script will show is read where it stands in the page, and refused where it does not") {
  std::string table = "<table>";
  for (int i = 0; i < 25; ++i) table += "<tr><td>规章</td><td>0</td></tr>";
  table += "</table>";
  const std::string report = "<p>一、总体情况</p><p>依法公开。</p>" + table;
  const std::string page = "<!DOCTYPE html><body><h1>云溪县2023年报告</h1>";
  const std::string shown = Dump(page + "<div>" + report + "</div></body>");
  CHECK(Dump(page + "<div style=\"display:none\">" + report + "</div></body>") == shown);
  CHECK(Dump(page + "<template>" + report + "</template></body>") == shown);
  // Beside a report that is shown, one that is hidden is another, or the same once more.
  CHECK(Dump(page + "<div>" + report + "</div><div style=\"display:none\">" + report + "</div></body>") == shown);
  CHECK(Refused(page + "<textarea style=\"display:none\">" + report + "</textarea></body>") == "GJ003");
  CHECK(Refused(page + "<script type=\"text/html\">" + report + "</script></body>") == "GJ003");
  CHECK(Dump(page + "<div>" + report + "</div><script>var old = '" + report + "';</script></body>") == shown);
}

TEST_CASE("html: lines of preformatted text are lines, and its columns a table") {
  CHECK(Dump("<body><pre>\n一、总体情况\n内容      制发    有效\n规章      0       28\n收费      12      "
             "3\n</pre></body>") ==
        "P 一、总体情况\nT 3x3\n 0:内容 | 1:制发 | 2:有效\n 0:规章 | 1:0 | 2:28\n 0:收费 | 1:12 | 2:3\n");
  CHECK(Dump("<body><pre>一、<b>总体</b>情况\r\n第&#19968;段\n\n第二段</pre></body>") ==
        "P 一、总体情况\nP 第一段\nP 第二段\n");
  CHECK(Dump("<body><p style=\"white-space:pre-wrap\">第一段\n第二段</p><p>第一段\n第二段</p></body>") ==
        "P 第一段\nP 第二段\nP 第一段第二段\n");
}

TEST_CASE("html: where pictures stand is known, those that are marks of the page aside") {
  const auto document = Read(
      "<body><p>一、总体情况</p><p><img src=a.png></p><img src=b.gif width=16 height=16><nav><img src=c.png></nav>"
      "<p hidden><img src=d.png></p><p>二、主动公开</p><img src=e.png width=\"100%\"></body>");
  REQUIRE(document.has_value());
  std::string names;
  for (const std::uint32_t at : document->pictures) names += document->source->text().substr(at + 9, 1);
  CHECK(names == "ae");
}

TEST_CASE("html: a page that only shows the way to a file is refused, with the file's name") {
  const auto said = [](const std::string& page) {
    Diagnostics diagnostics;
    const auto document = kHtmlReader.read("a.html", page, Lang::kEn, diagnostics);
    if (document.has_value()) return std::string("read");
    return std::string(diagnostics.all()[0].rule->id) + " " + diagnostics.all()[0].message;
  };
  const std::string title = "<!DOCTYPE html><body><h1>云溪县2023年政府信息公开工作年度报告</h1>";
  const std::string report = "<p>一、总体情况</p><p>略。</p><p>二、主动公开政府信息情况</p>";
  for (const char* file :
       {"<p>附件：<a href=\"/x/P0202.docx?a=1\">年度报告</a></p>", "<iframe src=\"/x/P0202.docx\"></iframe>",
        "<embed src=\"P0202.docx\">", "<object data=\"P0202.docx\"></object>"}) {
    CAPTURE(file);
    CHECK(said(title + file).find("GJ003 this page has no text of its own") == 0);
    CHECK(said(title + file).find("(P0202.docx)") != std::string::npos);
    CHECK(said(title + report + file) == "read");
  }
  CHECK(said("<html><head></head><frameset><frame src=\"r.html\"></frameset></html>").find("(r.html)") !=
        std::string::npos);
  // Of several frames any may hold it.
  CHECK(said("<html><frameset><frame src=\"menu.html\"><frame src=\"/x/r.html?a\"></frameset></html>")
            .find("(menu.html, r.html)") != std::string::npos);
  CHECK(said("<!DOCTYPE html><body><iframe srcdoc=\"&lt;p&gt;x\"></iframe>").find("GJ003") == 0);
  CHECK(said(title + "<p>本网页暂无内容。</p>") == "read");
  CHECK(said(title + "<p><a href=\"/index.html\">首页</a></p>") == "read");
}

TEST_CASE("html: of a report pasted into one table, short paragraphs are paragraphs too") {
  const std::string sentence =
      "2023年，我镇通过县政府网站公开信息126条，其中财政预决算4条、惠农补贴38条、其他84条，接受监督。";
  CHECK(Dump("<!DOCTYPE html><body><table><tr><td colspan=2>一、总体情况</td></tr><tr><td colspan=2>（一）主动公开</td>"
             "</tr><tr><td colspan=2>" +
             sentence +
             "</td></tr><tr><td colspan=2>二、主动公开情况</td></tr><tr><td colspan=2>第一块</td></tr>"
             "<tr><td>规章</td><td>0</td></tr><tr><td colspan=2>三、其他</td></tr><tr><td colspan=2>无</td></tr>"
             "<tr><td colspan=2>2024年1月8日</td></tr></table>") ==
        "P 一、总体情况\nP （一）主动公开\nP " + sentence +
            "\nP 二、主动公开情况\nT 2x2\n 0+2c:第一块\n 0:规章 | 1:0\nP 三、其他\nP 无\nP 2024年1月8日\n");
}

TEST_CASE("html: buttons of the page are no words of a heading") {
  CHECK(Dump("<!DOCTYPE html><body><h1>云溪县2023年报告<span><a href=\"javascript:window.print()\">【打印】</a>"
             "<a onclick='doZoom(16)'>大</a><a href='javascript:show(1)'>一</a></span></h1>") ==
        "H 云溪县2023年报告一\n");
}

TEST_CASE("html: broken pages are read as far as they go") {
  for (const char* html :
       {"", "<", "<p", "&", "&#", "&#x;", "<p>&#1114112;", "<table>", "<table><tr><td rowspan=99999 colspan=99999>",
        "<td>x", "<!--", "<p>a</p", "<p>\xF0\x9F\x98\x80&zwj;</p>", "<plaintext><p>x", "<svg><p>x"}) {
    CAPTURE(html);
    CHECK(Read(html).has_value());
  }
}

}  // namespace gouji
