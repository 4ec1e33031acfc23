#include "input/pdf_rules.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace gouji {
namespace {

/// "10,20-110,20": each line of the only page.
std::string RulesOf(const std::string& drawing, const std::string& defs = "") {
  const auto pages =
      ParsePdfRules("<svg xmlns=\"http://www.w3.org/2000/svg\"><defs>" + defs + "</defs>" + drawing + "</svg>");
  REQUIRE(pages.size() == 1);
  std::string rules;
  for (const PdfRule& rule : pages.front()) {
    const auto number = [](double n) { return std::to_string(static_cast<int>(n + 0.5)); };
    rules += (rules.empty() ? "" : " ") + number(rule.left) + "," + number(rule.top) + "-" + number(rule.right) + "," +
             number(rule.bottom);
  }
  return rules;
}

}  // namespace

TEST_CASE("pdf rules: what is a line of all that is drawn") {
  struct Row {
    std::string drawing;
    std::string rules;
  };
  const std::vector<Row> rows = {
      {R"svg(<path stroke="black" fill="none" d="M 10 20 L 110 20"/>)svg", "10,20-110,20"},
      {R"svg(<path style="fill:none;stroke:rgb(0%,0%,0%)" d="M 10 20 H 110 V 70"/>)svg", "10,20-110,20 110,20-110,70"},
      {R"svg(<path stroke="black" fill="none" d="M 10 20 L 110 20 L 110 70 L 10 70 Z"/>)svg",
       "10,20-110,20 110,20-110,70 10,70-110,70 10,20-10,70"},
      // Filled: a line where it is thin.
      {R"svg(<path fill="black" d="M 10 20 L 110 20 L 110 21 L 10 21 Z"/>)svg", "10,21-110,21"},
      {R"svg(<path fill="black" d="M 10 20 L 110 20 L 110 60 L 10 60 Z"/>)svg", ""},
      {R"svg(<rect fill="black" x="10" y="20" width="1" height="60"/>)svg", "11,20-11,80"},
      {R"svg(<rect stroke="black" fill="none" x="10" y="20" width="100" height="60"/>)svg",
       "10,20-110,20 110,20-110,80 10,80-110,80 10,20-10,80"},
      // The edges of a cell as what is filled between two areas; a page's end may have taken one of them.
      {R"svg(<path fill="black" d="M 11 21 L 109 21 L 109 59 L 11 59 Z M 10 20 L 110 20 L 110 60 L 10 60 Z M 10 20"/>)svg",
       "11,20-11,60 110,20-110,60 10,21-110,21 10,60-110,60"},
      {R"svg(<path fill="black" d="M 10 20 L 110 20 L 110 60 L 10 60 Z M 11 20 L 109 20 L 109 59 L 11 59 Z"/>)svg",
       "11,20-11,60 110,20-110,60 10,60-110,60"},
      {R"svg(<path fill="black" d="M 10 20 L 110 20 L 110 60 L 10 60 Z M 12 22 L 112 22 L 112 62 L 12 62 Z"/>)svg", ""},
      // Neither is what nobody sees, nor what is short, slanted or round.
      {R"svg(<path stroke="white" fill="none" d="M 10 20 L 110 20"/>)svg", ""},
      {R"svg(<path stroke="rgb(100%,100%,100%)" fill="none" d="M 10 20 L 110 20"/>)svg", ""},
      {R"svg(<path stroke="none" fill="white" d="M 10 20 L 110 20 L 110 21 L 10 21 Z"/>)svg", ""},
      {R"svg(<path stroke="black" fill="none" d="M 10 20 L 12 20"/>)svg", ""},
      {R"svg(<path stroke="black" fill="none" d="M 10 20 L 110 60"/>)svg", ""},
      {R"svg(<path fill="black" d="M 10 20 C 20 20 30 20 110 20 L 110 21 L 10 21 Z"/>)svg", ""},
      {R"svg(<path stroke="black" fill="none" d=""/><path stroke="black" fill="none" d="L 3 4"/>)svg", ""},
      // Moved, and scaled, by all that is around.
      {R"svg(<g transform="translate(5, 7)"><path stroke="black" fill="none" transform="matrix(2,0,0,2,0,0)" d="M 10 20 L 110 20"/></g>)svg",
       "25,47-225,47"},
      {R"svg(<g transform="translate(5)"><path stroke="black" fill="none" d="M 10 20 L 110 20"/></g>)svg",
       "15,20-115,20"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.drawing);
    CHECK(RulesOf(row.drawing) == row.rules);
  }
}

TEST_CASE("pdf rules: dots and dashes one behind the other are a line") {
  const auto dash = [](double x, double y, double width, double height) {
    const auto at = [](double n) { return std::to_string(n); };
    return "<rect fill=\"black\" x=\"" + at(x) + "\" y=\"" + at(y) + "\" width=\"" + at(width) + "\" height=\"" +
           at(height) + "\"/>";
  };
  std::string dotted, dashed, apart;
  for (int i = 0; i < 10; ++i) {
    dotted += dash(10 + 1.5 * i, 20, 0.75, 0.75) + dash(10, 20 + 1.5 * i, 0.75, 0.75);
    dashed += dash(10, 20 + 3.8 * i, 0.75, 2.25);
    apart += dash(10 + 9 * i, 20, 0.75, 0.75);
  }
  CHECK(RulesOf(dotted) == "10,20-24,20 10,20-10,34");
  CHECK(RulesOf(dashed) == "10,20-10,56");
  CHECK(RulesOf(apart).empty());
  CHECK(RulesOf(dash(10, 20, 1, 1) + dash(12, 20, 1, 1) + dash(14, 20, 1, 1)).empty());
}

TEST_CASE("pdf rules: a line is cut where its clip ends") {
  const std::string clips =
      R"svg(<clipPath id="a"><path d="M 0 0 L 50 0 L 50 50 L 0 50 Z"/></clipPath>)svg"
      R"svg(<clipPath id="b"><rect x="30" y="0" width="100" height="100"/></clipPath><clipPath id="c"/>)svg";
  const std::string line = R"svg(<path stroke="black" fill="none" d="M 10 20 L 110 20"/>)svg";
  const std::string below = R"svg(<path stroke="black" fill="none" d="M 10 80 L 110 80"/>)svg";
  const auto in = [](const std::string& name, const std::string& inner) {
    return "<g clip-path=\"" + name + "\">" + inner + "</g>";
  };
  CHECK(RulesOf(in("url(#a)", line + below), clips) == "10,20-50,20");
  CHECK(RulesOf(in("url(#a)", in("url(#b)", line)), clips) == "30,20-50,20");
  CHECK(RulesOf(in("url(#b)", line + below), clips) == "30,20-110,20 30,80-110,80");
  // A clip that is not there, or holds nothing, cuts nothing.
  CHECK(RulesOf(in("url(#c)", line), clips) == "10,20-110,20");
  CHECK(RulesOf(in("none", line), clips) == "10,20-110,20");
}

TEST_CASE("pdf rules: pages, and what is no drawing") {
  const auto pages = ParsePdfRules(
      R"svg(<svg xmlns="http://www.w3.org/2000/svg"><pageSet><page/><page><path stroke="black" fill="none" d="M 0 9 L 90 9"/></page></pageSet></svg>)svg");
  REQUIRE(pages.size() == 2);
  CHECK(pages[0].empty());
  CHECK(pages[1].size() == 1);
  CHECK(ParsePdfRules("").empty());
  CHECK(ParsePdfRules("<svg><g></svg>").empty());
}

}  // namespace gouji
