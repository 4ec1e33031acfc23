// Which report a file is, told from its beginning: the same as from the whole of it.

#include <doctest/doctest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "check/kinds.h"
#include "files.h"
#include "input/reader.h"
#include "report/identify.h"
#include "report/report.h"
#include "rules/library.h"
#include "tree.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

struct Identity {
  std::string title, issuer;
  int year = 0;
  bool operator==(const Identity&) const = default;
};

Identity IdentityOf(const ReportForm& form, Document document) {
  const Report report = Identify(form, document);
  return {report.title ? std::string(report.title->says) : std::string(), report.issuer, report.year};
}

/// A title as it stands before the first section, and whose report on what year it is.
struct Titled {
  std::string title, issuer;
  int year = 2023;
};

}  // namespace

TEST_CASE("identify: an issuer and a year, whatever stands around them in the title") {
  const std::vector<Titled> titles = {
      {"云溪县财政局2023年政府信息公开工作年度报告", "云溪县财政局"},
      {"《云溪县财政局2023年政府信息公开工作年度报告》", "云溪县财政局"},
      {"【云溪县财政局2023年政府信息公开工作年度报告】", "云溪县财政局"},
      {"附件：云溪县财政局2023年政府信息公开工作年度报告", "云溪县财政局"},
      {"附件1：云溪县财政局2023年政府信息公开工作年度报告", "云溪县财政局"},
      {"标题：云溪县财政局2023年政府信息公开工作年度报告", "云溪县财政局"},
      {"1.云溪县财政局2023年政府信息公开工作年度报告", "云溪县财政局"},
      {"云溪县财政局关于2023年政府信息公开工作年度报告的公告", "云溪县财政局"},
      {"云溪县财政局\n2023年政府信息公开工作年度报告", "云溪县财政局"},
      {"附件\n云溪县财政局2023年政府信息公开工作年度报告", "云溪县财政局"},
      {"标题：2022年政府信息公开工作年度报告\n云溪县财政局2023年政府信息公开工作年度报告", "云溪县财政局"},
      {"2023年云溪县财政局政府信息公开工作年度报告", "云溪县财政局"},
  };
  Diagnostics diagnostics;
  std::vector<std::shared_ptr<const Source>> sources;
  const auto pack = OpenPack("gk-annual-report", Kinds(), Lang::kEn, diagnostics, sources);
  REQUIRE(pack != nullptr);
  for (const Titled& each : titles) {
    CAPTURE(each.title);
    Diagnostics ignored;
    std::unique_ptr<Source> refused;
    auto document =
        ReadDocument("report.txt", each.title + "\n\n一、总体情况\n\n依法公开。\n", Lang::kEn, ignored, refused);
    REQUIRE(document);
    const auto identity = IdentityOf(pack->form, *std::move(document));
    CHECK(identity.issuer == each.issuer);
    CHECK(identity.year == each.year);
  }
}

TEST_CASE("identify: a page's title, whatever the page takes for its heading") {
  const std::string title = "云溪县财政局2023年政府信息公开工作年度报告";
  const std::string site = "<div id=top><h1><a href='/'>云溪县人民政府门户网站</a></h1></div>";
  const std::string column = "<div><h1>政府信息公开年报</h1></div>";
  const std::string other = "<div><a href='2022.html'>云溪县财政局2022年政府信息公开工作年度报告</a></div>";
  const auto page = [](const std::string& named, const std::string& above) {
    std::string prose;
    for (int i = 0; i < 12; ++i) prose += "<p>本年度主动公开政府信息若干条，办结申请若干件。</p>";
    return "<!DOCTYPE html><head><meta charset=utf-8><title>" + named + "</title></head><body>" + above +
           "<div class=content><p>一、总体情况</p>" + prose + "</div></body>";
  };
  Diagnostics diagnostics;
  std::vector<std::shared_ptr<const Source>> sources;
  const auto pack = OpenPack("gk-annual-report", Kinds(), Lang::kEn, diagnostics, sources);
  REQUIRE(pack != nullptr);
  const auto identity = [&](const std::string& html) {
    Diagnostics ignored;
    std::unique_ptr<Source> refused;
    auto document = ReadDocument("a.html", html, Lang::kEn, ignored, refused);
    REQUIRE(document);
    const auto found = IdentityOf(pack->form, *std::move(document));
    return found.title + " " + found.issuer + " " + std::to_string(found.year);
  };
  const std::string whole = title + " 云溪县财政局 2023";
  CHECK(identity(page(title, site + "<div class=bt>" + title + "</div>")) == whole);
  CHECK(identity(page("云溪县", site + "<h2>" + title + "</h2>")) == whole);
  CHECK(identity(page("政府信息公开年报", column + "<p class=tc><b>" + title + "</b></p>")) == whole);
  CHECK(identity(page("政府信息公开年报", "<div>政府信息公开年报</div><div class=x>" + title + "</div>")) == whole);
  // What leads to another page is not the title of this one, nor is what says no year.
  CHECK(identity(page("云溪县", site + "<div>" + title + "</div>" + other)) == whole);
  CHECK(identity(page("云溪县", site + other)) == "  0");
  CHECK(identity(page("云溪县", site + "<div>政府信息公开年报</div>")) == "  0");
}

TEST_CASE("identify: half of the headings make a report, one that other reports have too does not") {
  Diagnostics diagnostics;
  std::vector<std::shared_ptr<const Source>> sources;
  const auto pack = OpenPack("gk-annual-report", Kinds(), Lang::kEn, diagnostics, sources);
  REQUIRE(pack != nullptr);
  const auto is_claimed = [&](std::string text) {
    Diagnostics ignored;
    std::unique_ptr<Source> refused;
    const auto document = ReadDocument("report.txt", std::move(text), Lang::kEn, ignored, refused);
    REQUIRE(document);
    return Claims(pack->form, *document);
  };
  CHECK_FALSE(
      is_claimed("云溪县财政局2023年法治政府建设年度报告\n\n一、总体情况\n\n依法行政，做好政府信息公开。\n\n"
                 "二、主要做法\n\n规范执法。\n\n三、存在的主要问题及改进情况\n\n力量不足。\n"));
  CHECK(is_claimed(
      "云溪县财政局2023年报告\n\n一、总体情况\n\n依法公开。\n\n三、收到和处理政府信息公开申请情况\n\n无。\n\n"
      "五、存在的主要问题及改进情况\n\n力量不足。\n"));
  CHECK(is_claimed("云溪县财政局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n依法公开。\n"));
  CHECK(is_claimed("云溪县第一中学2023年政府信息公开工作年度报告\n\n一、总体情况\n\n依法公开。\n"));
  CHECK_FALSE(is_claimed("江州大学2022—2023学年政府信息公开工作年度报告\n\n一、概述\n\n依法公开。\n"));
  // Others only say that there is one.
  CHECK_FALSE(
      is_claimed("云溪县财政局2023年法治政府建设年度报告\n\n一、总体情况\n\n按时公布政府信息公开工作年度报告。\n\n二、"
                 "主要做法\n\n规范执法。\n"));
  // A list leads to them.
  const std::string years =
      "云溪县财政局2021年政府信息公开工作年度报告2022-01-20\n\n云溪县财政局2022年政府信息公开工作年度报告2023-01-18\n\n"
      "云溪县财政局2023年政府信息公开工作年度报告2024-01-19\n\n";
  CHECK_FALSE(is_claimed(years + "下一页\n"));
  CHECK(is_claimed(years + "一、总体情况\n\n依法公开。\n"));
  CHECK_FALSE(is_claimed("云溪县财政局信息公开指南\n\n一、主动公开\n\n公众可以查阅历年的政府信息公开年度报告。\n"));
}

TEST_CASE("identify: the beginning of a report tells as much as all of it") {
  Diagnostics diagnostics;
  std::vector<std::shared_ptr<const Source>> sources;
  const auto pack = OpenPack("gk-annual-report", Kinds(), Lang::kEn, diagnostics, sources);
  REQUIRE(pack != nullptr);
  int looked_at = 0;
  int read_in_part = 0;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(kRoot) / "fixtures")) {
    if (!entry.is_regular_file() || (entry.path().extension() != ".txt" && entry.path().extension() != ".md")) {
      continue;
    }
    CAPTURE(entry.path().string());
    Diagnostics ignored;
    std::unique_ptr<Source> refused;
    auto whole = ReadDocument(entry.path().string(), ReadFile(entry.path()), Lang::kEn, ignored, refused);
    const auto enough = [&](const std::vector<Block>& blocks) { return IsEnoughToIdentify(pack->form, blocks); };
    auto beginning = ReadBeginning(entry.path().string(), ReadFile(entry.path()), enough);
    REQUIRE(whole.has_value() == beginning.has_value());
    if (!whole) {
      continue;
    }
    ++looked_at;
    read_in_part += beginning->blocks.size() < whole->blocks.size() ? 1 : 0;
    CHECK(IdentityOf(pack->form, *std::move(beginning)) == IdentityOf(pack->form, *std::move(whole)));
  }
  CHECK(looked_at > 30);
  CHECK(read_in_part > 10);
}

}  // namespace gouji
