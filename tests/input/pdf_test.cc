#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "blocks_dump.h"
#include "files.h"
#include "input/pdf_table.h"
#include "input/reader.h"
#include "tree.h"

namespace gouji {
extern const Reader kPdfReader;

namespace {

/// Sets a variable of the environment while it lives.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    const char* before = std::getenv(name);
    if (before != nullptr) before_ = before;
    setenv(name, value.c_str(), 1);
  }
  ~Variable() {
    if (before_.empty()) {
      unsetenv(name_);
    } else {
      setenv(name_, before_.c_str(), 1);
    }
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::string before_;
};

/// A folder with a `pdftotext` of our own in it, which prints what it is given.
class FakePdftotext {
 public:
  explicit FakePdftotext(const std::string& script) {
    std::string folder = (std::filesystem::temp_directory_path() / "gouji-test-XXXXXX").string();
    REQUIRE(mkdtemp(folder.data()) != nullptr);
    folder_ = folder;
    std::ofstream(folder + "/pdftotext") << "#!/bin/sh\n" << script;
    chmod((folder + "/pdftotext").c_str(), 0755);
  }
  ~FakePdftotext() { std::filesystem::remove_all(folder_); }
  FakePdftotext(const FakePdftotext&) = delete;
  FakePdftotext& operator=(const FakePdftotext&) = delete;

  const std::string& folder() const { return folder_; }
  void Put(const std::string& name, const std::string& bytes) const { std::ofstream(folder_ + "/" + name) << bytes; }

 private:
  std::string folder_;
};

/// What `pdftotext -tsv` prints, for words of ten points.
struct Printer {
  std::string tsv;

  void Page() { tsv += "1\t1\t0\t0\t0\t0\t0\t0\t600\t800\t-1\t###PAGE###\n"; }
  void Word(double left, double top, const std::string& text, double height = 13) {
    double width = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      width += byte < 0x80 ? 5 : (byte & 0xC0) == 0x80 ? 0 : 10;
    }
    if (text == "“" || text == "”") width = 4;  // of a font for letters
    tsv += "5\t1\t0\t0\t0\t0\t" + std::to_string(left) + "\t" + std::to_string(top) + "\t" + std::to_string(width) +
           "\t" + std::to_string(height) + "\t100\t" + text + "\n";
  }
};

/// What `pdftocairo -svg` prints, for cells drawn as filled edges.
struct Drawing {
  std::string svg = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><defs/><pageSet>";

  void Page() { svg += svg.ends_with("<pageSet>") ? "<page>" : "</page><page>"; }
  void Box(double left, double top, double right, double bottom) {
    const auto edge = [&](double x, double y, double to_x, double to_y) {
      svg += "<path style=\"stroke:none;fill:rgb(0%,0%,0%);\" d=\"M " + std::to_string(x) + " " + std::to_string(y) +
             " L " + std::to_string(to_x) + " " + std::to_string(y) + " L " + std::to_string(to_x) + " " +
             std::to_string(to_y) + " L " + std::to_string(x) + " " + std::to_string(to_y) + " Z\"/>";
    };
    edge(left, top, right, top + 0.5);
    edge(left, bottom, right, bottom + 0.5);
    edge(left, top, left + 0.5, bottom);
    edge(right, top, right + 0.5, bottom);
  }
};

/// What is read of a PDF of which the programs print this.
std::optional<Document> ReadPrinted(const Printer& printer, const std::string& svg, Diagnostics& diagnostics) {
  const FakePdftotext fake("cat \"$0.tsv\"\n");
  fake.Put("pdftotext.tsv", printer.tsv);
  fake.Put("pdftocairo", "#!/bin/sh\ncat \"$0.svg\"\n");
  chmod((fake.folder() + "/pdftocairo").c_str(), 0755);
  fake.Put("pdftocairo.svg", svg);
  const Variable path("PATH", fake.folder() + ":" + std::getenv("PATH"));
  return kPdfReader.read("a.pdf", "%PDF-1.4", Lang::kEn, diagnostics);
}

std::string DumpOf(const Printer& printer, const std::string& svg = "") {
  Diagnostics diagnostics;
  const std::optional<Document> document = ReadPrinted(printer, svg, diagnostics);
  REQUIRE(document.has_value());
  CHECK(document->transcript);
  return DumpBlocks(*document);
}

std::string Refused(std::string bytes) {
  Diagnostics diagnostics;
  CHECK(!kPdfReader.read("a.pdf", std::move(bytes), Lang::kEn, diagnostics).has_value());
  REQUIRE(diagnostics.all().size() == 1);
  return std::string(diagnostics.all()[0].rule->id) + " " + diagnostics.all()[0].message;
}

bool HasPdftotext() { return std::system("pdftotext -v >/dev/null 2>&1") == 0; }

}  // namespace

TEST_CASE("pdf: a whole report, three pages, as a word processor prints it") {
  const std::string bytes = ReadFile(std::string(kRoot) + "/fixtures/documents/yunxi-2023.pdf");
  if (!HasPdftotext()) {
    CHECK(Refused(bytes).starts_with("GJ003"));
    return;
  }
  Diagnostics diagnostics;
  const std::optional<Document> document = kPdfReader.read("a.pdf", bytes, Lang::kEn, diagnostics);
  REQUIRE(document.has_value());
  const std::string dump = DumpBlocks(*document);
  for (const char* part : {
           "P 云溪县交通运输局2023年政府信息公开工作年度报告\nP 根据《中华人民共和国政府信息公开条例》",
           "（国办公开办函〔2021〕30号）要求，编制本报告。所列数据统计期限自2023年1月1日起至2023年12月31日止。\nP "
           "一、总体情况\n",
           "T 14x4\n 0+4c:第二十条第（一）项\n 0:信息内容 | 1:本年制发件数 | 2:本年废止件数 | 3:现行有效件数\n 0:规章 "
           "| "
           "1:0 | 2:0 | 3:0\n 0:行政规范性文件 | 1:2 | 2:1 | 3:9\n 0+4c:第二十条第（五）项\n",
           "0:行政许可 | 1+3c:1,853\n",
           "0:行政强制 | 1+3c:3\n",
           "0:行政事业性收费 | 1+3c:51.81\n",
           " 0+3c+3r:（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 3+7c:申请人情况\n"
           " 3+2r:自然人 | 4+5c:法人或其他组织 | 9+2r:总计\n"
           " 4:商业企业 | 5:科研机构 | 6:社会公益组织 | 7:法律服务机构 | 8:其他\n",
           " 0+3c:一、本年新收政府信息公开申请数量 | 3:8 | 4:2 | 5:0 | 6:0 | 7:1 | 8:0 | 9:11\n",
           "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | 3:0",
           "（七）总计 | 3:8 | 4:2 | 5:0 | 6:0 | 7:1 | 8:0 | 9:11\n",
           "P 四、政府信息公开行政复议、行政诉讼情况\nT 4x15\n",
           " 0:1 | 1:0 | 2:0 | 3:0 | 4:1 | 5:0 | 6:0 | 7:1 | 8:0 | 9:1 | 10:0 | 11:0 | 12:0 | 13:0 | 14:0\n",
       }) {
    CAPTURE(part);
    CHECK(dump.find(part) != std::string::npos);
  }
}

TEST_CASE("pdf: cells are where lines are drawn") {
  Printer printer;
  Drawing drawing;
  printer.Page();
  drawing.Page();
  // A title over both columns; a row without a value; two words run together over a line; a row cut by the page's end.
  drawing.Box(100, 600, 500, 620);
  drawing.Box(100, 620, 200, 640);
  drawing.Box(200, 620, 500, 640);
  drawing.Box(100, 640, 200, 660);
  drawing.Box(200, 640, 500, 660);
  drawing.Box(100, 660, 200, 680);
  drawing.Box(200, 660, 500, 680);
  printer.Word(250, 603, "第一块");
  printer.Word(110, 623, "名称");
  printer.Word(300, 623, "数量");
  printer.Word(110, 643, "甲");
  printer.Word(110, 663, "一二三四五六七八九12");
  printer.Page();
  drawing.Page();
  drawing.Box(100, 50, 200, 70);
  drawing.Box(200, 50, 500, 70);
  drawing.Box(100, 70, 200, 90);
  drawing.Box(200, 70, 500, 90);
  printer.Word(105, 53, "十件");
  printer.Word(110, 73, "乙");
  printer.Word(300, 73, "3");
  printer.Word(100, 120, "表后的话。");
  CHECK(DumpOf(printer, drawing.svg + "</page></pageSet></svg>") ==
        "T 5x2\n 0+2c:第一块\n 0:名称 | 1:数量\n 0:甲 | 1:\n 0:一二三四五六七八九十件 | 1:12\n 0:乙 | 1:3\n"
        "P 表后的话。\n");
}

TEST_CASE("pdf: a bracket that reaches over its cell's edge stands in the cell all the same") {
  Printer printer;
  Drawing drawing;
  printer.Page();
  drawing.Page();
  for (const double top : {600.0, 620.0}) {
    drawing.Box(100, top, 138, top + 20);
    drawing.Box(138, top, 176, top + 20);
    drawing.Box(176, top, 300, top + 20);
  }
  printer.Word(100, 603, "他情形）");
  printer.Word(140, 603, "他情形）");
  printer.Word(200, 603, "0");
  printer.Word(100, 623, "他情形）他情形）");  // 80 wide
  printer.Word(200, 623, "1");
  CHECK(DumpOf(printer, drawing.svg + "</page></pageSet></svg>") ==
        "T 2x3\n 0:他情形） | 1:他情形） | 2:0\n 0:他情形） | 1:他情形） | 2:1\n");
}

TEST_CASE("pdf: a row that a page's end cuts is one row") {
  struct Cut {
    const char *label, *value;      ///< in the last row of the first page
    const char *rest, *rest_value;  ///< in the first row of the second
    const char* rows;               ///< what both come to
  };
  for (const Cut& cut : {
           // The values stand at the top of the row, in the middle of it, below all words.
           Cut{"5．要求行政机关确", "1", "认", "", " 0:5．要求行政机关确认 | 1:1\n"},
           Cut{"5、要求行政机关确", "", "认", "1", " 0:5、要求行政机关确认 | 1:1\n"},
           Cut{"规章", "", "", "1", " 0:规章 | 1:1\n"},
           // Rows of their own: one left blank, one whose label is lost, one below a short label.
           Cut{"5．要求行政机关确", "", "6．其他", "1", " 0:5．要求行政机关确 | 1:\n 0:6．其他 | 1:1\n"},
           Cut{"规章", "2", "", "1", " 0:规章 | 1:2\n 0: | 1:1\n"},
           Cut{"规章", "", "文件", "1", " 0:规章 | 1:\n 0:文件 | 1:1\n"},
       }) {
    Printer printer;
    Drawing drawing;
    const auto row = [&](double top, const char* label, const char* value) {
      drawing.Box(100, top, 200, top + 20);
      drawing.Box(200, top, 500, top + 20);
      if (*label != 0) printer.Word(105, top + 3, label);
      if (*value != 0) printer.Word(300, top + 3, value);
    };
    printer.Page();
    drawing.Page();
    row(640, "名称", "数量");
    row(660, cut.label, cut.value);
    printer.Page();
    drawing.Page();
    row(50, cut.rest, cut.rest_value);
    row(70, "总计", "9");
    const std::string dump = DumpOf(printer, drawing.svg + "</page></pageSet></svg>");
    CHECK(dump.substr(dump.find('\n') + 1) == " 0:名称 | 1:数量\n" + std::string(cut.rows) + " 0:总计 | 1:9\n");
  }
  // A piece so short that it might be a number with its unit.
  CHECK(!IsPdfValue("5．要"));
  CHECK(!IsPdfValue("5、要"));
  CHECK(!IsPdfValue("5．"));
  CHECK(IsPdfValue("5件"));
}

TEST_CASE("pdf: a label below the page's end is that of the values above it") {
  // The second page has no column of groups: none begins there.
  for (const double left : {100.0, 140.0}) {
    Printer printer;
    Drawing drawing;
    const auto row = [&](double top, const char* group, const char* label, const char* value) {
      if (left == 100 || top > 600) drawing.Box(100, top, 140, top + 20);
      drawing.Box(140, top, 300, top + 20);
      drawing.Box(300, top, 500, top + 20);
      if (*group != 0) printer.Word(105, top + 3, group);
      if (*label != 0) printer.Word(145, top + 3, label);
      if (*value != 0) printer.Word(350, top + 3, value);
    };
    printer.Page();
    drawing.Page();
    row(620, "（五）", "1.信访", "3");
    row(640, "（六）", "", "4");
    printer.Page();
    drawing.Page();
    row(50, "", "1.申请人逾期", "");
    row(70, "", "2.其他", "5");
    const std::string dump = DumpOf(printer, drawing.svg + "</page></pageSet></svg>");
    CHECK(dump == "T 3x3\n 0:（五） | 1:1.信访 | 2:3\n 0:（六） | 1:1.申请人逾期 | 2:4\n" +
                      std::string(left == 100 ? " 0: | 1:2.其他 | 2:5\n" : " 1:2.其他 | 2:5\n"));
  }
}

TEST_CASE("pdf: a heading cut by the page's end goes on beside the parts of its neighbour") {
  Printer printer;
  Drawing drawing;
  printer.Page();
  drawing.Page();
  drawing.Box(100, 640, 140, 660);
  drawing.Box(140, 640, 400, 660);
  printer.Word(105, 643, "结果维");
  printer.Word(200, 643, "复议后起诉");
  printer.Page();
  drawing.Page();
  drawing.Box(100, 50, 140, 70);
  drawing.Box(140, 50, 270, 70);
  drawing.Box(270, 50, 400, 70);
  printer.Word(105, 53, "持");
  printer.Word(150, 53, "其他结果");
  printer.Word(280, 53, "尚未审结");
  drawing.Box(100, 70, 140, 90);
  drawing.Box(140, 70, 270, 90);
  drawing.Box(270, 70, 400, 90);
  printer.Word(105, 73, "1");
  printer.Word(150, 73, "2");
  printer.Word(280, 73, "3");
  CHECK(DumpOf(printer, drawing.svg + "</page></pageSet></svg>") ==
        "T 3x3\n 0:结果维持 | 1+2c:复议后起诉\n 0: | 1:其他结果 | 2:尚未审结\n 0:1 | 1:2 | 2:3\n");
}

TEST_CASE("pdf: a frame around the page and a line under words are no table") {
  Printer printer;
  Drawing drawing;
  printer.Page();
  drawing.Page();
  drawing.Box(50, 50, 550, 750);
  drawing.Box(100, 120, 400, 121);
  printer.Word(100, 100, "一、总体情况");
  printer.Word(100, 140, "二〇二三年本机关主动公开信息若干条。");
  CHECK(DumpOf(printer, drawing.svg + "</page></pageSet></svg>") ==
        "P 一、总体情况\nP 二〇二三年本机关主动公开信息若干条。\n");
}

TEST_CASE("pdf: paragraphs go on over lines and pages; what repeats on pages is margin") {
  Printer p;
  p.Page();
  p.Word(50, 20, "云溪县页眉");
  p.Word(70, 100, "第一段的话写满了一整行，一直写到右边的边界，还要接着往下写，写到下一行去，还");
  p.Word(50, 120, "没写完。");
  p.Word(70, 140, "全年收到");
  p.Word(112, 140, "12");
  p.Word(124, 140, "件。");
  p.Word(70, 160, "最后一段也写满了一整行，一直写到右边的边界，还要接着往下写，写到下一页去，还");
  p.Word(290, 770, "— 1 —");
  p.Page();
  p.Word(50, 20, "云溪县页眉");
  p.Word(50, 100, "没写完。");
  p.Word(290, 770, "— 2 —");
  CHECK(DumpOf(p) ==
        "P 第一段的话写满了一整行，一直写到右边的边界，还要接着往下写，写到下一行去，还没写完。\nP 全年收到12件。\n"
        "P 最后一段也写满了一整行，一直写到右边的边界，还要接着往下写，写到下一页去，还没写完。\n"
        "M 云溪县页眉\nM — 1 —\n");
}

TEST_CASE("pdf: letters and quotes of another font stand on the line of the ideographs around them") {
  // A browser prints ideographs in boxes of more than twice their height, those of letters lower.
  constexpr double kIdeographs = 26;
  constexpr double kLetters = 11.6;
  Printer p;
  p.Page();
  p.Word(50, 100, "全年收到", kIdeographs);
  p.Word(90, 109.7, "12", kLetters);
  p.Word(100, 100, "件，按照", kIdeographs);
  p.Word(140, 109.7, "“", kLetters);
  p.Word(144, 100, "应公开", kIdeographs);
  p.Word(174, 109.7, "”", kLetters);
  p.Word(178, 100, "办理。", kIdeographs);
  CHECK(DumpOf(p) == "P 全年收到12件，按照“应公开”办理。\n");
}

TEST_CASE("pdf: rows are where the numbers are") {
  Printer p;
  p.Page();
  p.Word(50, 60, "三、收到和处理政府信息公开申请情况");
  // The heading of a column that is blank all the way down, one that breaks, and a label printed in the middle of its
  // group.
  p.Word(300, 100, "自然人");
  p.Word(360, 94, "商业");
  p.Word(360, 107, "企业");
  p.Word(430, 100, "总计");
  for (int row = 0; row < 4; ++row) {
    const double top = 140 + 40 * row;
    p.Word(310, top, std::to_string(row));
    p.Word(435, top, std::to_string(row + 10));
  }
  p.Word(120, 140, "1.属于国家秘密");
  p.Word(120, 173, "2.其他法律行政法规禁");
  p.Word(120, 187, "止公开");
  p.Word(120, 220, "3.其他");
  p.Word(50, 173, "（三）不");
  p.Word(50, 187, "予公开");
  p.Word(50, 260, "四、结转下年度继续办理");
  CHECK(DumpOf(p) ==
        "P 三、收到和处理政府信息公开申请情况\nT 5x5\n 2:自然人 | 3:商业企业 | 4:总计\n"
        " 1:1.属于国家秘密 | 2:0 | 3: | 4:10\n"
        " 0:（三）不予公开 | 1:2.其他法律行政法规禁止公开 | 2:1 | 3: | 4:11\n"
        " 1:3.其他 | 2:2 | 3: | 4:12\n"
        " 0+2c:四、结转下年度继续办理 | 2:3 | 3: | 4:13\n");
}

TEST_CASE("pdf: a number half a line lower than those beside it is of their row") {
  // Cells with an empty line above their number; the label of the second row wraps.
  Printer p;
  p.Page();
  p.Word(50, 60, "三、收到和处理政府信息公开申请情况");
  p.Word(300, 100, "自然人");
  p.Word(360, 100, "企业");
  p.Word(430, 100, "总计");
  p.Word(50, 140, "一、本年新收");
  p.Word(310, 146.7, "35");
  p.Word(370, 140, "9");
  p.Word(435, 146.7, "53");
  p.Word(50, 173, "二、上年结转");
  p.Word(310, 180, "2");
  p.Word(370, 180, "0");
  p.Word(435, 187, "3");
  p.Word(50, 187, "的申请");
  p.Word(50, 214, "四、结转下年");
  p.Word(310, 214, "1");
  p.Word(370, 214, "0");
  p.Word(435, 214, "1");
  CHECK(DumpOf(p) ==
        "P 三、收到和处理政府信息公开申请情况\nT 4x4\n 1:自然人 | 2:企业 | 3:总计\n"
        " 0:一、本年新收 | 1:35 | 2:9 | 3:53\n 0:二、上年结转的申请 | 1:2 | 2:0 | 3:3\n"
        " 0:四、结转下年 | 1:1 | 2:0 | 3:1\n");
}

TEST_CASE("pdf: a number half a line lower at the end of a page is no page mark") {
  Printer p;
  p.Page();
  for (int row = 0; row < 2; ++row) {
    const double top = 720 + 30 * row;
    p.Word(50, top, row == 0 ? "（七）总计" : "四、结转下年");
    p.Word(310, top, "4");
    p.Word(370, top + (row == 0 ? 0 : 6), "5");
    p.Word(435, top, "9");
  }
  CHECK(DumpOf(p) == "T 2x4\n 0:（七）总计 | 1:4 | 2:5 | 3:9\n 0:四、结转下年 | 1:4 | 2:5 | 3:9\n");
}

TEST_CASE("pdf: labels that are centred in their column are in one column, with their marks") {
  Printer p;
  p.Page();
  p.Word(50, 60, "三、收到和处理政府信息公开申请情况");
  p.Word(300, 100, "自然人");
  p.Word(400, 100, "总计");
  const char* const labels[] = {"属于国家秘密", "其他法律行政法规禁止公开", "危及三安全一稳定",
                                "其他",         "保护第三方合法权益的信息", "其他"};
  for (int row = 0; row < 6; ++row) {
    const double top = 140 + 40 * row;
    const double width = 10.0 * static_cast<double>(std::string_view(labels[row]).size()) / 3;
    p.Word(190 - width / 2 - 12.5, top, std::to_string(row + 1) + ".");
    p.Word(190 - width / 2, top, labels[row]);
    p.Word(310, top, "0");
    p.Word(405, top, "0");
  }
  p.Word(50, 220, "（三）不予");
  p.Word(50, 234, "公开");
  CHECK(DumpOf(p) ==
        "P 三、收到和处理政府信息公开申请情况\nT 7x4\n 2:自然人 | 3:总计\n 1:1.属于国家秘密 | 2:0 | 3:0\n"
        " 1:2.其他法律行政法规禁止公开 | 2:0 | 3:0\n 0:（三）不予公开 | 1:3.危及三安全一稳定 | 2:0 | 3:0\n"
        " 1:4.其他 | 2:0 | 3:0\n 1:5.保护第三方合法权益的信息 | 2:0 | 3:0\n 1:6.其他 | 2:0 | 3:0\n");
}

TEST_CASE("pdf: two numbers in one column of a table without lines are two numbers") {
  Printer p;
  p.Page();
  p.Word(50, 60, "信息内容");
  p.Word(200, 60, "制发件数");
  p.Word(300, 60, "现行有效件数");
  p.Word(50, 90, "规章");
  p.Word(205, 90, "0");
  p.Word(305, 90, "123456");
  p.Word(50, 120, "规范性文件");
  p.Word(205, 120, "3");
  p.Word(302, 120, "0");
  p.Word(325, 120, "6");
  CHECK(DumpOf(p) ==
        "T 3x3\n 0:信息内容 | 1:制发件数 | 2:现行有效件数\n 0:规章 | 1:0 | 2:123456\n 0:规范性文件 | 1:3 | 2:0 6\n");
}

TEST_CASE("pdf: a value may wrap around its row, and a note below the last row is none of its values") {
  Printer p;
  p.Page();
  p.Word(50, 60, "信息内容");
  p.Word(200, 60, "制发件数");
  p.Word(300, 60, "废止件数");
  p.Word(400, 60, "现行有效");
  p.Word(50, 90, "规章");
  p.Word(205, 90, "0");
  p.Word(305, 90, "0");
  p.Word(405, 90, "0");
  p.Word(400, 113, "6（其中修订1");
  p.Word(50, 120, "规范性文件");
  p.Word(205, 120, "3");
  p.Word(305, 120, "2");
  p.Word(400, 127, "件）");
  p.Word(205, 150, "4");
  p.Word(305, 150, "1");
  p.Word(405, 150, "9");
  p.Word(200, 164, "单位：件");
  CHECK(DumpOf(p) ==
        "T 5x4\n 0:信息内容 | 1:制发件数 | 2:废止件数 | 3:现行有效\n 0:规章 | 1:0 | 2:0 | 3:0\n"
        " 0:规范性文件 | 1:3 | 2:2 | 3:6（其中修订1件）\n 1:4 | 2:1 | 3:9\n 0+4c:单位：件\n");
}

TEST_CASE("pdf: a heading whose words stand behind a tab is no row of the table below it") {
  Printer p;
  p.Page();
  p.Word(50, 40, "项。");
  p.Word(50, 60, "二、");
  p.Word(85, 60, "主动公开政府信息情况");
  p.Word(50, 75, "信息内");
  p.Word(50, 90, "容");
  p.Word(110, 75, "本年制发件数");
  p.Word(50, 110, "规章");
  p.Word(110, 110, "0");
  p.Word(50, 130, "行政规范性文件");
  p.Word(130, 130, "5");
  CHECK(DumpOf(p) ==
        "P 项。\nP 二、 主动公开政府信息情况\nT 3x3\n 0:信息内容 | 2:本年制发件数\n 0:规章 | 1:0 | 2:\n"
        " 0:行政规范性文件 | 1: | 2:5\n");
}

TEST_CASE("pdf: what runs over the edges of its pages is refused") {
  const auto is_refused = [](const Printer& printer, const std::string& svg = "") {
    Diagnostics diagnostics;
    const bool read = ReadPrinted(printer, svg, diagnostics).has_value();
    CHECK(diagnostics.all().size() == (read ? 0 : 1));
    return !read && diagnostics.all()[0].rule->id == "GJ005";
  };
  for (const double right : {590.0, 604.0}) {
    Printer page;
    page.Page();
    for (const double top : {100.0, 120.0, 140.0}) page.Word(right - 40, top, "其他结果");
    CHECK(is_refused(page) == (right > 600));
  }
  Printer watermark;
  watermark.Page();
  watermark.Word(100, 100, "一、总体情况");
  for (const double top : {100.0, 300.0, 500.0}) watermark.Word(594, top, "内");
  CHECK(!is_refused(watermark));
  // A table of which the margin of the page hides the left end, and one that is wider than the page.
  for (const double left : {100.0, 108.0}) {
    Printer printer;
    Drawing drawing;
    printer.Page();
    drawing.Page();
    for (const double top : {100.0, 120.0, 140.0}) {
      drawing.Box(left, top, 200, top + 20);
      drawing.Box(200, top, 300, top + 20);
      printer.Word(102, top + 3, "范性文件");
      printer.Word(250, top + 3, "3");
    }
    CHECK(is_refused(printer, drawing.svg + "</page></pageSet></svg>") == (left > 102));
  }
  Printer printer;
  Drawing drawing;
  printer.Page();
  drawing.Page();
  printer.Word(110, 103, "结果维持");
  drawing.Box(100, 100, 500, 120);
  drawing.Box(500, 100, 700, 120);
  CHECK(is_refused(printer, drawing.svg + "</page></pageSet></svg>"));
}

TEST_CASE("pdf: what is refused, and as what") {
  const std::string empty_page =
      "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 "
      "00000 n \n"
      "0000000054 00000 n \n0000000105 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n168\n%%EOF\n";
  if (HasPdftotext()) {
    CHECK(Refused(empty_page).find("GJ003 this PDF has no text") == 0);
    CHECK(Refused("%PDF-1.4 and nothing of one").find("GJ005") == 0);
  }
  {
    const Variable path("PATH", "/nowhere");
    CHECK(Refused(empty_page).find("GJ003 reading PDF needs pdftotext") == 0);
  }
  {
    const FakePdftotext fake("while :; do echo 01234567890123456789012345678901234567890123456789; done\n");
    const Variable path("PATH", fake.folder());
    CHECK(Refused(empty_page).find("GJ004") == 0);
  }
  {
    const Variable folder("TMPDIR", "/nowhere");
    CHECK(Refused(empty_page).find("GJ001") == 0);
  }
}

TEST_CASE("pdf: recognised by content") {
  CHECK(kPdfReader.recognise("%PDF-1.7\n") == 2);
  CHECK(kPdfReader.recognise("\n\n%PDF-1.7") == 2);
  CHECK(kPdfReader.recognise("PDF") == 0);
}

}  // namespace gouji
