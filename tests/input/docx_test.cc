#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "blocks_dump.h"
#include "files.h"
#include "input/reader.h"
#include "tree.h"
#include "zip.h"

namespace gouji {
extern const Reader kDocxReader;

namespace {

// ---- a Word document

constexpr const char* kNamespaces =
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"r\" xmlns:mc=\"mc\" "
    "xmlns:wps=\"wps\""
    " xmlns:v=\"v\"";

std::string Relationships(std::initializer_list<std::pair<std::string, std::string>> parts) {
  std::string xml = "<Relationships>";
  for (const auto& [type, target] : parts) {
    xml +=
        "<Relationship Id=\"r" + target + "\" Type=\"http://x/relationships/" + type + "\" Target=\"" + target + "\"/>";
  }
  return xml + "</Relationships>";
}

struct Parts {
  std::string body;
  std::string styles;
  std::string numbering;
};

std::string Docx(const Parts& parts) {
  const std::string ns = kNamespaces;
  return Zip({
      {"[Content_Types].xml", "<Types/>"},
      {"_rels/.rels", Relationships({{"officeDocument", "word/document.xml"}})},
      {"word/_rels/document.xml.rels", Relationships({{"styles", "styles.xml"},
                                                      {"numbering", "numbering.xml"},
                                                      {"header", "header1.xml"},
                                                      {"footer", "footer1.xml"}})},
      {"word/document.xml",
       "<?xml version=\"1.0\"?><w:document" + ns + "><w:body>" + parts.body + "</w:body></w:document>"},
      {"word/styles.xml", "<w:styles" + ns + ">" + parts.styles + "</w:styles>"},
      {"word/numbering.xml", "<w:numbering" + ns + ">" + parts.numbering + "</w:numbering>"},
      {"word/header1.xml", "<w:hdr" + ns + "><w:p><w:r><w:t>云溪县页眉</w:t></w:r></w:p></w:hdr>"},
      {"word/footer1.xml", "<w:ftr" + ns + "><w:p><w:r><w:t>— 1 —</w:t></w:r></w:p></w:ftr>"},
  });
}

std::string R(const std::string& text) { return "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>"; }
std::string P(const std::string& text, const std::string& properties = {}) {
  return "<w:p><w:pPr>" + properties + "</w:pPr>" + R(text) + "</w:p>";
}
std::string Num(int id, int level) {
  return "<w:numPr><w:ilvl w:val=\"" + std::to_string(level) + "\"/><w:numId w:val=\"" + std::to_string(id) +
         "\"/></w:numPr>";
}
std::string Tc(const std::string& text, const std::string& properties = {}) {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + P(text) + "</w:tc>";
}
std::string Tr(const std::string& cells, const std::string& properties = {}) {
  return "<w:tr><w:trPr>" + properties + "</w:trPr>" + cells + "</w:tr>";
}
std::string Tbl(const std::string& rows) { return "<w:tbl><w:tblPr/>" + rows + "</w:tbl>"; }
const std::string kRestart = "<w:vMerge w:val=\"restart\"/>";
const std::string kContinue = "<w:vMerge/>";

std::optional<Document> Read(std::string bytes) {
  Diagnostics diagnostics;
  std::optional<Document> document = kDocxReader.read("a.docx", std::move(bytes), Lang::kEn, diagnostics);
  CHECK(document.has_value() == diagnostics.all().empty());
  return document;
}

std::string Dump(const Parts& parts) {
  const std::optional<Document> document = Read(Docx(parts));
  REQUIRE(document.has_value());
  return DumpBlocks(*document);
}

std::string Refused(std::string bytes) {
  Diagnostics diagnostics;
  CHECK(!kDocxReader.read("a.docx", std::move(bytes), Lang::kEn, diagnostics).has_value());
  REQUIRE(diagnostics.all().size() == 1);
  CHECK(!diagnostics.all()[0].message.empty());
  return std::string(diagnostics.all()[0].rule->id);
}

}  // namespace

TEST_CASE("docx: what a paragraph says") {
  struct Case {
    const char* situation;
    std::string body;
    const char* dump;
  };
  const std::string field =
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>" + R("IF") +
      "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" + R("12") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  const std::string box = "<w:txbxContent>" + P("框中") + "</w:txbxContent>";
  const Case cases[] = {
      {"runs join", "<w:p>" + R("20") + R("23") + R("年 ") + R("a &amp; b") + "</w:p>", "P 2023年 a & b\n"},
      {"nothing is no paragraph", "<w:p/>" + P("　 "), ""},
      {"deletions and moves are not read",
       "<w:p><w:del><w:r><w:delText>九</w:delText></w:r></w:del><w:ins>" + R("八") + "</w:ins><w:moveFrom>" + R("七") +
           "</w:moveFrom><w:moveTo>" + R("六") + "</w:moveTo></w:p>",
       "P 八六\n"},
      {"a deleted paragraph mark joins two", P("甲", "<w:rPr><w:del/></w:rPr>") + P("乙") + P("丙"), "P 甲乙\nP 丙\n"},
      {"a field shows its result", "<w:p>" + R("共") + field + R("页") + "</w:p>", "P 共12页\n"},
      {"hidden words",
       "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:rPr><w:vanish "
       "w:val=\"0\"/></w:rPr><w:t>明</w:t></w:r></w:p>",
       "P 明\n"},
      {"breaks, tabs, hyphens and symbols",
       "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:softHyphen/><w:br "
       "w:type=\"page\"/>"
       "<w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/><w:sym w:font=\"x\" w:char=\"00B1\"/></w:r></w:p>",
       "P 甲\nP 乙\t丙-✓±\n"},
      {"links, content controls and smart tags",
       "<w:p><w:hyperlink>" + R("甲") + "</w:hyperlink><w:sdt><w:sdtPr><w:t>x</w:t></w:sdtPr><w:sdtContent>" + R("乙") +
           "</w:sdtContent></w:sdt><w:smartTag>" + R("丙") + "</w:smartTag></w:p><w:sdt><w:sdtContent>" + P("丁") +
           "</w:sdtContent></w:sdt>",
       "P 甲乙丙\nP 丁\n"},
      {"a text box once",
       "<w:p>" + R("正文") + "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>" + box +
           "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + box +
           "</v:textbox></w:pict></mc:Fallback>"
           "</mc:AlternateContent></w:r>" +
           R("续") + "</w:p>",
       "P 正文续\nP 框中\n"},
      {"readings above characters",
       "<w:p><w:r><w:ruby><w:rt>" + R("xī") + "</w:rt><w:rubyBase>" + R("溪") + "</w:rubyBase></w:ruby></w:r></w:p>",
       "P 溪\n"},
      {"a table of contents is no heading",
       "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of "
       "Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>" +
           P("一、总体情况\t1") + "</w:sdtContent></w:sdt>" + P("一、总体情况"),
       "M 一、总体情况\t1\nP 一、总体情况\n"},
      {"a footnote's mark and a comment's say nothing",
       "<w:p>" + R("件数") + "<w:r><w:footnoteReference w:id=\"1\"/></w:r><w:commentRangeStart/>" + R("为零") +
           "<w:commentRangeEnd/><w:r><w:commentReference w:id=\"2\"/></w:r></w:p>",
       "P 件数为零\n"},
      {"a title in a text box, above what it is anchored to",
       "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + P("云溪县水利局2023年") +
           P("政府信息公开工作年度报告") + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>" +
           P("一、总体情况"),
       "P 云溪县水利局2023年\nP 政府信息公开工作年度报告\nP 一、总体情况\n"},
      {"a paragraph in a content control in another",
       "<w:sdt><w:sdtContent><w:sdt><w:sdtContent>" + P("甲") + "</w:sdtContent></w:sdt>" + P("乙") +
           "</w:sdtContent></w:sdt>",
       "P 甲\nP 乙\n"},
      {"headers and footers once each",
       P("甲", "<w:sectPr><w:headerReference r:id=\"rheader1.xml\"/></w:sectPr>") + P("乙") +
           "<w:sectPr><w:headerReference r:id=\"rheader1.xml\"/><w:footerReference r:id=\"rfooter1.xml\"/></w:sectPr>",
       "M 云溪县页眉\nP 甲\nP 乙\nM — 1 —\n"},
  };
  for (const Case& row : cases) {
    CAPTURE(row.situation);
    CHECK(Dump({row.body, {}, {}}) == row.dump);
  }
}

TEST_CASE("docx: where pictures stand is known") {
  const std::string drawn = "<w:drawing><wp:inline><a:blip r:embed=\"r1\"/></wp:inline></w:drawing>";
  const std::string shape = "<w:pict><v:shape><v:imagedata r:id=\"r1\"/></v:shape></w:pict>";
  const std::string line = "<w:pict><v:line/></w:pict>";
  const std::string cell = "<w:tbl><w:tr><w:tc><w:p><w:r>" + drawn + "</w:r></w:p></w:tc></w:tr></w:tbl>";
  const auto document = Read(Docx({P("甲") + "<w:p><w:r>" + drawn + "</w:r></w:p>" + P("乙") + "<w:p><w:r>" + shape +
                                       "</w:r></w:p><w:p><w:r>" + line + "</w:r></w:p>" + P("丙") + cell,
                                   "", ""}));
  REQUIRE(document.has_value());
  std::string stands_behind;
  for (const std::uint32_t at : document->pictures) stands_behind += document->source->text().substr(at - 3, 4);
  CHECK(stands_behind == "甲\n乙\n丙\n");
}

TEST_CASE("docx: automatic numbers are part of the words") {
  const auto level = [](int number, const std::string& format, const std::string& text, const std::string& more = {}) {
    return "<w:lvl w:ilvl=\"" + std::to_string(number) + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format +
           "\"/><w:lvlText w:val=\"" + text + "\"/>" + more + "</w:lvl>";
  };
  Parts parts;
  parts.numbering = "<w:abstractNum w:abstractNumId=\"0\">" +
                    level(0, "chineseCountingThousand", "%1、", "<w:pStyle w:val=\"H1\"/>") +
                    level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>") +
                    level(3, "ideographTraditional", "%4、") + level(4, "bullet", "\uF06C") +
                    level(5, "decimal", "%6", "<w:suff w:val=\"nothing\"/>") +
                    "</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">" + level(0, "decimalEnclosedCircle", "%1") +
                    "</w:abstractNum><w:num w:numId=\"7\"><w:abstractNumId w:val=\"0\"/></w:num>"
                    "<w:num w:numId=\"8\"><w:abstractNumId w:val=\"1\"/></w:num>"
                    "<w:num w:numId=\"9\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride "
                    "w:val=\"11\"/></w:lvlOverride></w:num>";
  parts.styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId "
      "w:val=\"7\"/></w:numPr>"
      "<w:outlineLvl w:val=\"0\"/></w:pPr></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"H1b\"><w:name w:val=\"云溪标题\"/><w:basedOn w:val=\"H1\"/></w:style>";
  parts.body = P("总体情况", "<w:pStyle w:val=\"H1\"/>") + P("主动公开", Num(7, 1)) + P("依申请公开", Num(7, 1)) +
               P("细目", Num(7, 2)) + P("甲项", Num(7, 3)) + P("点", Num(7, 4)) + P("号", Num(7, 5)) +
               P("申请", "<w:pStyle w:val=\"H1b\"/>") + P("再起", Num(7, 1)) + P("圈", Num(8, 0)) +
               P("不编号", "<w:pStyle w:val=\"H1\"/>" + Num(0, 0)) + P("另起", Num(9, 0)) + P("另续", Num(9, 0)) +
               P("没有这个编号", Num(99, 0));
  CHECK(Dump(parts) ==
        "H 一、总体情况\nP （一）主动公开\nP （二）依申请公开\nP 1.2.1 细目\nP 甲、甲项\nP 点\nP 1号\nH 二、申请\nP "
        "（一）再起\n"
        "P ①圈\nH 不编号\nP 十一、另起\nP 十二、另续\nP 没有这个编号\n");
}

TEST_CASE("docx: numerals are those that Word and WPS write for a format") {
  struct Row {
    const char* format;
    const char* text;
    const char* eleventh;
  };
  const Row rows[] = {
      {"chineseCounting", "第%1部分", "第十一部分"},
      {"chineseCountingThousand", "%1、", "十一、"},
      {"japaneseCounting", "%1、", "十一、"},
      {"taiwaneseCountingThousand", "%1、", "十一、"},
      {"taiwaneseCounting", "（%1）", "（十一）"},
      {"decimal", "%1、", "11、"},
      {"decimalFullWidth", "%1．", "１１．"},
      {"upperRoman", "%1.", "XI."},
      {"chineseLegalSimplified", "%1、", "壹拾壹、"},
      {"ideographDigital", "%1、", "一一、"},
      {"taiwaneseDigital", "%1、", "一一、"},
      {"ideographTraditional", "%1、", "甲、"},
      {"ideographZodiac", "%1、", "戌、"},
      {"lowerRoman", "%1.", "xi."},
      {"lowerLetter", "%1）", "k）"},
      {"upperLetter", "%1、", "K、"},
      {"decimalZero", "%1、", "11、"},
      {"decimalEnclosedCircle", "%1", "⑪"},
      {"decimalEnclosedParen", "%1", "⑾"},
      {"none", "%1", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.format);
    Parts parts;
    parts.numbering =
        "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"11\"/><w:numFmt w:val=\"" +
        std::string(row.format) + "\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"" + row.text +
        "\"/></w:lvl></w:abstractNum><w:num w:numId=\"7\"><w:abstractNumId w:val=\"0\"/></w:num>";
    parts.body = P("总体情况", Num(7, 0));
    CHECK(Dump(parts) == "P " + std::string(row.eleventh) + "总体情况\n");
  }
}

TEST_CASE("docx: tables") {
  struct Case {
    const char* situation;
    std::string body;
    const char* dump;
  };
  const Case cases[] = {
      {"merged rows and columns",
       Tbl(Tr(Tc("三", kRestart) + Tc("（一）") + Tc("1")) + Tr(Tc("不见", kContinue) + Tc("（二）") + Tc("")) +
           Tr(Tc("总计", "<w:gridSpan w:val=\"2\"/>") + Tc("3"))),
       "T 3x3\n 0+2r:三 | 1:（一） | 2:1\n 1:（二） | 2:\n 0+2c:总计 | 2:3\n"},
      {"paragraphs of a cell join, but not two numbers",
       Tbl(Tr("<w:tc><w:p><w:r><w:t>其他</w:t></w:r></w:p><w:p><w:r><w:t>结果</w:t></w:r></w:p></w:tc>"
              "<w:tc><w:p><w:r><w:t>5</w:t><w:br/><w:t>0</w:t></w:r></w:p></w:tc>")),
       "T 1x2\n 0:其他结果 | 1:5 0\n"},
      {"a merge starts anew below another",
       Tbl(Tr(Tc("甲", kRestart) + Tc("1")) + Tr(Tc("乙", kRestart) + Tc("2")) + Tr(Tc("", kContinue) + Tc("3"))),
       "T 3x2\n 0:甲 | 1:1\n 0+2r:乙 | 1:2\n 1:3\n"},
      {"a row that starts later", Tbl(Tr(Tc("甲") + Tc("1")) + Tr(Tc("2"), "<w:gridBefore w:val=\"1\"/>")),
       "T 2x2\n 0:甲 | 1:1\n 1:2\n"},
      {"a row that ends earlier", Tbl(Tr(Tc("甲") + Tc("1")) + Tr(Tc("乙"), "<w:gridAfter w:val=\"1\"/>")),
       "T 2x2\n 0:甲 | 1:1\n 0:乙\n"},
      {"columns merged in the old way",
       Tbl(Tr(Tc("总计", "<w:hMerge w:val=\"restart\"/>") + Tc("", "<w:hMerge w:val=\"continue\"/>") + Tc("3")) +
           Tr(Tc("甲") + Tc("乙") + Tc("1"))),
       "T 2x3\n 0+2c:总计 | 2:3\n 0:甲 | 1:乙 | 2:1\n"},
      {"lines of a label join",
       Tbl(Tr("<w:tc>" + P("结果 ") + P(" 维持") + "<w:p><w:r><w:t>率</w:t><w:br/><w:t>高</w:t></w:r></w:p></w:tc>" +
              Tc("1")) +
           Tr(Tc("甲") + Tc("2"))),
       "T 2x2\n 0:结果维持率高 | 1:1\n 0:甲 | 1:2\n"},
      {"deleted rows are not read",
       Tbl(Tr(Tc("甲") + Tc("1")) + Tr(Tc("乙") + Tc("2"), "<w:del/>") + "<w:sdt><w:sdtContent>" +
           Tr(Tc("丙") + Tc("3")) + "</w:sdtContent></w:sdt>"),
       "T 2x2\n 0:甲 | 1:1\n 0:丙 | 1:3\n"},
      {"an inserted row is read, and one that was moved away is not",
       Tbl(Tr(Tc("甲") + Tc("1"), "<w:ins/>") +
           Tr("<w:tc><w:p><w:moveFrom>" + R("乙") + "</w:moveFrom></w:p></w:tc><w:tc><w:p><w:moveFrom>" + R("2") +
                  "</w:moveFrom></w:p></w:tc>",
              "<w:del/>") +
           Tr("<w:tc><w:p><w:moveTo>" + R("乙") + "</w:moveTo></w:p></w:tc>" + Tc("2"), "<w:ins/>")),
       "T 2x2\n 0:甲 | 1:1\n 0:乙 | 1:2\n"},
      {"a table that floats stands where it is anchored",
       P("上文") + "<w:tbl><w:tblPr><w:tblpPr w:vertAnchor=\"page\" w:tblpX=\"900\" w:tblpY=\"3000\"/></w:tblPr>" +
           Tr(Tc("甲") + Tc("1")) + Tr(Tc("乙") + Tc("2")) + "</w:tbl>" + P("下文"),
       "P 上文\nT 2x2\n 0:甲 | 1:1\n 0:乙 | 1:2\nP 下文\n"},
      {"cells and rows in content controls",
       Tbl("<w:sdt><w:sdtContent>" + Tr("<w:sdt><w:sdtContent>" + Tc("甲") + "</w:sdtContent></w:sdt>" + Tc("1")) +
           "</w:sdtContent></w:sdt>" +
           Tr(Tc("乙") + "<w:tc><w:sdt><w:sdtContent>" + P("2") + "</w:sdtContent></w:sdt></w:tc>")),
       "T 2x2\n 0:甲 | 1:1\n 0:乙 | 1:2\n"},
      {"lines that miss each other by a hair are one",
       "<w:tbl><w:tblGrid><w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"15\"/><w:gridCol w:w=\"985\"/><w:gridCol "
       "w:w=\"1000\"/></w:tblGrid>" +
           Tr(Tc("甲") + Tc("1", "<w:gridSpan w:val=\"2\"/>") + Tc("2")) +
           Tr(Tc("乙", "<w:gridSpan w:val=\"2\"/>") + Tc("3") + Tc("4")) + "</w:tbl>",
       "T 2x3\n 0:甲 | 1:1 | 2:2\n 0:乙 | 1:3 | 2:4\n"},
      {"a frame around everything",
       Tbl(Tr("<w:tc>" + P("总体情况") + Tbl(Tr(Tc("甲") + Tc("1")) + Tr(Tc("乙") + Tc("2"))) + P("落款") + "</w:tc>")),
       "P 总体情况\nT 2x2\n 0:甲 | 1:1\n 0:乙 | 1:2\nP 落款\n"},
      {"a heading in a row from edge to edge",
       Tbl(Tr(Tc("二、主动公开政府信息情况", "<w:gridSpan w:val=\"2\"/>")) +
           Tr(Tc("第二十条第（五）项", "<w:gridSpan w:val=\"2\"/>")) + Tr(Tc("行政许可") + Tc("1"))),
       "P 二、主动公开政府信息情况\nT 2x2\n 0+2c:第二十条第（五）项\n 0:行政许可 | 1:1\n"},
  };
  for (const Case& row : cases) {
    CAPTURE(row.situation);
    CHECK(Dump({row.body, {}, {}}) == row.dump);
  }
}

TEST_CASE("docx: the transcript reads as text, and every text stands in it") {
  const std::optional<Document> document = Read(
      Docx({P("一、总体") +
                Tbl(Tr(Tc("三", kRestart) + Tc("（一）") + Tc("10")) + Tr(Tc("", kContinue) + Tc("（二）") + Tc(""))) +
                P("末"),
            {},
            {}}));
  REQUIRE(document.has_value());
  CHECK(document->transcript);
  CHECK(document->source->text() == "一、总体\n\n三 | （一） | 10\n | （二） | \n\n末\n");
  const Grid& grid = std::get<Grid>(document->blocks.at(1));
  CHECK(Marked(*document, grid.Row(0)[2].text) == "10");
  CHECK(document->source->PlaceOf(grid.Row(0)[2].text.where.begin).line == 3);
  CHECK(grid.Row(1)[1].text.where.empty());
  CHECK(document->source->PlaceOf(grid.Row(1)[1].text.where.begin).line == 4);
}

TEST_CASE("docx: a whole report as a word processor writes it") {
  const std::optional<Document> document = Read(ReadFile(std::string(kRoot) + "/fixtures/documents/yunxi-2023.docx"));
  REQUIRE(document.has_value());
  const std::string dump = DumpBlocks(*document);
  CHECK(dump.starts_with("H 云溪县交通运输局2023年政府信息公开工作年度报告\nP 根据"));
  CHECK(dump.find("T 14x4\n 0+4c:第二十条第（一）项\n 0:信息内容 | 1:本年制发件数") != std::string::npos);
  CHECK(dump.find("T 28x10\n 0+3c+3r:（本列数据的勾稽关系为") != std::string::npos);
  CHECK(dump.find(" 0+22r:三、本年度办理结果 | 1+2c:（一）予以公开 | 3:5 | 4:1") != std::string::npos);
  CHECK(dump.find(" 1+3r:（六）其他处理 | 2:1.申请人无正当理由") != std::string::npos);
  CHECK(dump.find("T 4x15\n 0+5c:行政复议 | 5+10c:行政诉讼\n") != std::string::npos);
}

TEST_CASE("docx: what is refused, and as what") {
  const std::string good = Docx({P("甲"), {}, {}});
  REQUIRE(Read(good).has_value());

  CHECK(Refused(good.substr(0, good.size() / 2)) == "GJ005");
  std::string flipped = good;
  flipped[flipped.find("甲")] ^= 1;
  CHECK(Refused(flipped) == "GJ005");
  CHECK(Refused("PK\x03\x04") == "GJ005");
  CHECK(Refused(Zip({{"word/document.xml", "<w:document><w:body/></w:document>"}}, 1)) == "GJ005");
  CHECK(Refused(Zip({{"word/document.xml", "<w:document><w:body>"}})) == "GJ005");
  CHECK(Refused(Zip({{"word/document.xml", "<!DOCTYPE d [<!ENTITY e \"x\">]><w:document><w:body/></w:document>"}})) ==
        "GJ005");
  CHECK(Refused(Zip({{"a.txt", "x"}})) == "GJ003");
  CHECK(Refused(Docx({P("甲") + "<w:sdt><w:sdtContent><w:altChunk r:id=\"r1\"/></w:sdtContent></w:sdt>", {}, {}})) ==
        "GJ003");
  CHECK(Refused(Zip({{"xl/workbook.xml", "<x/>"}})) == "GJ003");
  CHECK(Refused(Zip({{"word/document.xml", "<x/>"}})) == "GJ003");

  std::string deep, undeep;
  for (int i = 0; i < 5000; ++i) {
    deep += "<w:sdt>";
    undeep += "</w:sdt>";
  }
  CHECK(Refused(Docx({deep + undeep, {}, {}})) == "GJ004");
  CHECK(Refused(Docx({Tbl(Tr(Tc("甲") + Tc("1"), "<w:gridBefore w:val=\"4000\"/>")), {}, {}})) == "GJ004");
  std::vector<ZipMember> many;
  for (int i = 0; i < 10'001; ++i) many.push_back({std::to_string(i), ""});
  CHECK(Refused(Zip(many)) == "GJ004");
  CHECK(Refused(Zip({{"word/document.xml", std::string(25U << 20U, ' ')}})) == "GJ004");
}

TEST_CASE("docx: parts in UTF-16, either way round") {
  const std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?><w:document><w:body>"
      "<w:p><w:r><w:t>&#x7532;</w:t></w:r></w:p></w:body></w:document>";
  std::string little = "\xFF\xFE";
  std::string big = "\xFE\xFF";
  for (const char c : xml) {
    little.append({c, '\0'});
    big.append({'\0', c});
  }
  for (const std::string& part : {little, big}) {
    const std::optional<Document> document = Read(Zip({{"word/document.xml", part}}));
    REQUIRE(document.has_value());
    CHECK(DumpBlocks(*document) == "P 甲\n");
  }
}

TEST_CASE("docx: strict documents and other prefixes") {
  const std::string zip = Zip({{"_rels/.rels",
                                "<Relationships><Relationship Id=\"a\" "
                                "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" "
                                "Target=\"/Word/Main.XML\"/></Relationships>"},
                               {"word/main.xml",
                                "<x:document "
                                "xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/"
                                "main\"><x:body><x:p><x:r><x:t>甲</x:t></x:r></x:p></x:body></x:document>"}});
  const std::optional<Document> document = Read(zip);
  REQUIRE(document.has_value());
  CHECK(DumpBlocks(*document) == "P 甲\n");
}

}  // namespace gouji
