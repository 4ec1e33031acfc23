#include "input/reader.h"

#include <doctest/doctest.h>

#include <string>

#include "base/trouble.h"
#include "blocks_as_text.h"
#include "input/limits.h"

namespace gouji {
namespace {

using namespace std::string_literals;

struct Outcome {
  std::optional<Document> document;
  Diagnostics diagnostics;
  std::unique_ptr<Source> refused;

  std::string Trouble() const {
    if (diagnostics.all().size() != 1) return std::to_string(diagnostics.all().size()) + " diagnostics";
    const Diagnostic& only = diagnostics.all().front();
    if (only.source != refused.get()) return "stands elsewhere";
    return std::string(only.rule->id) + " " + only.message;
  }
};

Outcome Read(std::string name, std::string bytes, Lang lang = Lang::kEn) {
  Outcome outcome;
  outcome.document = ReadDocument(std::move(name), std::move(bytes), lang, outcome.diagnostics, outcome.refused);
  return outcome;
}

TEST_CASE("reader: 读不了的文件说明是什么、怎么办") {
  struct Row {
    const char* name;
    std::string bytes;
    std::string_view expected;
  };
  const Row rows[] = {
      {"a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more"s, "GJ003 an old Word or WPS file"},
      {"a.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"s,
       "GJ005 the file is encrypted"},
      {"a.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0k\0b\0o\0o\0k\0"s, "GJ003 an old spreadsheet"},
      {"a.docx", "\x89PNG\r\n\x1A\n\0\0"s, "GJ003 an image without text"},
      {"a.doc", "MIME-Version: 1.0\r\nContent-Type: multipart/related", "GJ003 a web archive"},
      {"a.mht", "MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<table border=3D1>\r\n</table>",
       "GJ003 a web archive"},
      {"a.mht", "From: <Saved by Blink>\r\nSnapshot-Content-Location: x\r\nMIME-Version: 1.0\r\n",
       "GJ003 a web archive"},
      {"a.fodt", "<?xml version=\"1.0\"?>\n<office:document xmlns:office=\"x\"/>", "GJ003 an office document in one"},
      {"a.uof", "<?xml version=\"1.0\"?><uof:UOF xmlns:uof=\"x\"/>", "GJ003 an office document in one"},
      {"a.xml", "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Word.Document\"?>\n<w:wordDocument/>",
       "GJ003 a Word XML file"},
      {"a.txt", "\x89PNG\r\n\x1A\n\0\0"s, "GJ003 an image without text"},
      {"a.jpg", "\xFF\xD8\xFF\xE0\0\x10JFIF"s, "GJ003 an image without text"},
      {"a.rar", "Rar!\x1A\x07\x01\0"s, "GJ003 a compressed archive"},
      {"a.rtf", "{\\rtf1\\ansi}", "GJ003 an RTF file"},
      {"a.txt", "", "GJ001 the file is empty"},
      {"a.txt", " \r\n\u3000\n", "GJ001 the file is empty"},
      {"a.txt", "abc\0def"s, "GJ002 the file holds NUL bytes"},
      {"a.txt", "\xFF\xFF\x80\x80 \xFF"s, "GJ002 the file is neither"},
      {"a.txt", std::string(kMostLines + 1, '\n') + "a", "GJ004 the file has 1000002 lines"},
      {"a.txt", std::string(kMostFileBytes + 1, 'a'), "GJ004 the file has 65 MiB"},
  };
  for (const Row& row : rows) {
    const std::string_view expected = row.expected;
    CAPTURE(expected);
    const Outcome outcome = Read(row.name, row.bytes);
    CHECK_FALSE(outcome.document);
    CHECK(outcome.Trouble().starts_with(row.expected));
    REQUIRE(outcome.refused);
    CHECK(outcome.refused->name() == row.name);
  }
  CHECK(Read("a.txt", "", Lang::kZh).Trouble() == "GJ001 文件是空的");
}

TEST_CASE("reader: 文本按内容读，名字只在内容说不清时才算") {
  const Outcome text = Read("a.txt", "一、总体情况\r\n正文。\r\n");
  REQUIRE(text.document);
  CHECK(AsText(text.document->blocks) == "一、总体情况\n正文。\n");
  const Outcome gbk = Read("a", "\xD2\xBB\xA1\xA2\xD7\xDC\xCC\xE5\xC7\xE9\xBF\xF6\r\n");
  REQUIRE(gbk.document);
  CHECK(AsText(gbk.document->blocks) == "一、总体情况\n");
  const Outcome page = Read("a.txt", "<!DOCTYPE html><html><body><p>一、总体情况</p></body></html>");
  REQUIRE(page.document);
  CHECK(AsText(page.document->blocks) == "一、总体情况\n");
  // What two lines of a binary file begin with says nothing about it.
  CHECK(Read("a.pdf", "%PDF-1.6\n# a\n# b\n\0"s).Trouble().find("NUL") == std::string::npos);
  const Outcome wide = Read("a.txt", "\xFF\xFE#\0 \0\x00\x4E\n\0#\0 \0\x8C\x4E\n\0"s);
  REQUIRE(wide.document);
  CHECK(AsText(wide.document->blocks) == "# 一\n# 二\n");
}

TEST_CASE("reader: Markdown 的记号取下，位置还在原处") {
  struct Row {
    std::string_view markdown;
    std::string_view expected;
  };
  const Row rows[] = {
      {"## 一、总体情况 ##\n\n##二、主动公开", "# 一、总体情况\n# 二、主动公开\n"},
      {"**未经复议**直接*起诉*\n\n2 * 3", "未经复议直接起诉\n2 * 3\n"},
      {"1\\. 属于国家秘密\n\n- 列表项\n\n> 引文", "1. 属于国家秘密\n列表项\n引文\n"},
      {"---\n\n<!-- 第一页 -->\n正文<br>在此&nbsp;。\n\n<!--\n不见\n-->\n尾", "正文在此 。\n尾\n"},
      {"见[公报](http://x.cn/a)和![图](b.png)。", "见公报和。\n"},
      {"某局[【打印】](javascript:window.print\\(\\))[关](x(1))报告", "某局【打印】关报告\n"},
      {"**[某局]{style=\"font:\n14pt\"}[2023]{lang=\"en\"}[年]{style=\"\nx\"}**\n", "某局2023年\n"},
      {"**一、总体情况**\\ `返回 <#top>`__与`代码`_\n\n''斜''体\n", "一、总体情况 返回与代码_\n斜体\n"},
      {"- 3 -\n\n— 4 —", "~ - 3 -\n~ — 4 —\n"},
      {"a < b 且 <b>粗</b> \\| 竖线", "a < b 且 粗 | 竖线\n"},
      {"| **甲** | 1\\|2 |\n|:--|--:|\n| 三、<br>办理 | &nbsp; |\n", "[exact]\n|甲|1|2|\n|三、办理|_|\n"},
      {"| 甲 | 乙 |\n|---|---|\n| 5<br>0 | 1 |\n", "[exact]\n|甲|乙|\n|5 0|1|\n"},
      // Converters write a table with merged cells as HTML, its tags broken anywhere.
      {"> ## 三、情况\n>\n> | 甲 | 1 |\n> |---|---|\n>> | 乙 | 2 |\n", "# 三、情况\n[exact]\n|甲|1|\n|乙|2|\n"},
      {"前\n\n<table>\n<tr>\n<td\ncolspan=\"2\">标题</td></tr><tr><td>甲</td><td>1</td></tr>\n</table>\n\n后",
       "前\n[exact]\n|标题|\n|甲|1|\n后\n"},
      // What stands between dashes at the top is about the file; its title is the document's.
      {"---\ntitle: '某局年度报告'\ndate: 2024-01-20\n---\n\n正文\n", "# 某局年度报告\n~ date: 2024-01-20\n正文\n"},
      {"---\n\n甲: 乙\n\n---\n", "甲: 乙\n"},
      {"---\ntitle: 没有结束\n\n正文\n", "title: 没有结束\n正文\n"},
      {"前\n\n<table><tr><td>1\\. 秘密</td><td>&lt;0</td></tr></table>\n", "前\n[exact]\n|1. 秘密|<0|\n"},
      {"### （三）不予公开\n| 项目 | 数据1 |\n| --- | --- |\n| 1.秘密 | 0 |\n",
       "# （三）不予公开\n[exact]\n|项目|数据1|\n|1.秘密|0|\n"},
  };
  for (const Row& row : rows) {
    const std::string_view markdown = row.markdown;
    CAPTURE(markdown);
    const Outcome outcome = Read("a.md", std::string(row.markdown));
    REQUIRE(outcome.document);
    CHECK(AsText(outcome.document->blocks) == row.expected);
  }

  const Outcome outcome = Read("a.md", "甲**乙**丙\n");
  REQUIRE(outcome.document);
  const auto& text = std::get<Paragraph>(outcome.document->blocks[0]).text;
  CHECK(text.says == "甲乙丙");
  CHECK(text.SpanOf(3, 6) == Span{5, 8});
}

TEST_CASE("reader: 折行的表格里有转义") {
  const Outcome outcome =
      Read("a.md", "  --------- -----\n  （三）不    1\\. 属于国家   3   0\n  予公开        秘密\n  --------- -----\n");
  REQUIRE(outcome.document);
  CHECK(AsText(outcome.document->blocks).find("1. 属于") != std::string::npos);
}

TEST_CASE("reader: 有井号标题的 .txt 按 Markdown 读") {
  const Outcome outcome = Read("a.txt", "# 报告\n\n## 一、总体情况\n");
  REQUIRE(outcome.document);
  CHECK(AsText(outcome.document->blocks) == "# 报告\n# 一、总体情况\n");
}

}  // namespace
}  // namespace gouji
