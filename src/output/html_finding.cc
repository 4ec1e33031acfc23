#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "output/html_document.h"
#include "output/markup.h"
#include "output/place.h"
#include "text/fold.h"
#include "text/width.h"

namespace gouji {
namespace {

constexpr int kLineCells = 160;
constexpr std::size_t kOperandsOfAShortOne = 8;  // a page of paper may not end within it

constexpr Localized kInTable{"在表中查看", "see it in the table"};
constexpr Localized kPlace{"第 {line} 行，第 {column} 列", "line {line}, column {column}"};
constexpr Localized kLine{"第 {line} 行", "line {line}"};
constexpr Localized kLeft{"左边", "left"};
constexpr Localized kRightSide{"右边", "right"};
constexpr Localized kRelated{"相关", "related"};
constexpr Localized kSum{"合计", "sum"};
constexpr Localized kDifference{"相差", "difference"};
constexpr Localized kClue{
    "线索：{cell}（{place}）写的是 {value}，若应为 {repair}，本表各处勾稽即全部相符；请核对原始数据。",
    "Clue: {cell} ({place}) says {value}; {repair} there would settle every identity of the table. "
    "Check it against the records."};
constexpr Localized kRewrite{"改法：{old} 改为 {new}", "Fix: {old} becomes {new}"};
constexpr Localized kDelete{"改法：删去 {old}", "Fix: delete {old}"};
constexpr Localized kInsert{"改法：插入 {new}", "Fix: insert {new}"};

/// Writes one finding: what it says, the line, the operands of both sides, hints.
class FindingPart {
 public:
  FindingPart(std::string& page, const HtmlDocument& document)
      : page_(page), document_(document), words_(document.words()) {}

  void Put(std::size_t index) {
    const Diagnostic& finding = document_.outcome().findings[index];
    const Source* source = SourceOf(finding, document_.outcome());
    const std::size_t number = document_.NumberOf(index);
    const bool is_long = finding.evidence.size() > kOperandsOfAShortOne;
    Put("<div class=\"finding {}{}\" id=\"{}\">", Name(finding.severity), is_long ? " long" : "",
        document_.FindingId(index));
    if (document_.StandsInCell(index)) {
      Put("<a class=\"number\" href=\"#{0}\" title=\"{1}\">{2}</a>", document_.MarkId(index), words_.Say(kInTable),
          number);
    } else {
      Put("<span class=\"number\">{}</span>", number);
    }
    Put("<p class=\"says\">{}</p>\n", Markup(finding.message));
    if (document_.outcome().readable && source != nullptr) {
      const Place place = ExtentOf(source, finding.where).begin;
      const std::string_view label = LabelOf(finding);
      Put("<p class=\"place\">{}{}{}</p>\n",
          words_.Filled(kPlace, {{"line", std::to_string(place.line)}, {"column", std::to_string(place.column)}}),
          label.empty() ? "" : "　", Markup(label));
      PutSourceLine(*source, finding, place.line);
    }
    PutSides(finding);
    PutHints(finding);
    Put("</div>\n");
  }

 private:
  template <typename... Args>
  void Put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(page_), format, std::forward<Args>(args)...);
  }

  void PutSourceLine(const Source& source, const Diagnostic& finding, std::uint32_t number) {
    const Span line = source.LineSpan(finding.where.begin);
    if (Trim(source.Slice(line)).empty()) return;
    std::size_t begin = std::min(finding.where.begin, line.end) - line.begin;
    std::size_t end =
        std::clamp(finding.where.end, line.begin + static_cast<std::uint32_t>(begin), line.end) - line.begin;
    const std::string shown = Excerpt(source.Slice(line), begin, end, kLineCells);
    const std::string_view view = shown;
    Put("<pre class=\"line\"><span class=\"at\">{}</span>{}<mark>{}</mark>{}</pre>\n", number,
        Markup(view.substr(0, begin)), Markup(view.substr(begin, end - begin)), Markup(view.substr(end)));
  }

  std::string CellLink(const Source* source, Span where, const Subject& subject, std::string_view label) const {
    const auto cell = document_.cells().Find(source, where, subject);
    if (!cell) return Markup(label);
    return fmt::format("<a href=\"#{}\">{}</a>", document_.CellId(*cell), Markup(label));
  }

  std::string PlaceText(const Source* source, Span where, const Source* own) const {
    const Source* stands_in = source != nullptr ? source : own;
    const std::uint32_t line = ExtentOf(stands_in, where).begin.line;
    if (stands_in == own) return words_.Filled(kLine, {{"line", std::to_string(line)}});
    return Markup(fmt::format("{}:{}", PathOf(stands_in, document_.outcome()), line));
  }

  void PutSides(const Diagnostic& finding) {
    if (finding.evidence.empty()) return;
    Put("<div class=\"sides\">\n");
    PutSide(finding, Evidence::Side::kLeft, kLeft, finding.left);
    PutSide(finding, Evidence::Side::kRight, kRightSide, finding.right);
    PutSide(finding, Evidence::Side::kContext, kRelated, std::nullopt);
    Put("</div>\n");
    const auto computed = [](const Evidence& cell) { return cell.side != Evidence::Side::kContext; };
    if (finding.difference && std::ranges::any_of(finding.evidence, computed)) {
      Put("<p class=\"difference\">{} <b>{}</b></p>\n", words_.Say(kDifference), Markup(*finding.difference));
    }
  }

  void PutSide(const Diagnostic& finding, Evidence::Side side, const Localized& heading,
               const std::optional<std::string>& sum) {
    const Source* own = SourceOf(finding, document_.outcome());
    std::size_t count = 0;
    for (const Evidence& cell : finding.evidence) {
      if (cell.side != side) continue;
      if (count++ == 0) Put("<table><caption>{}</caption><tbody>\n", words_.Say(heading));
      const char* sign = side == Evidence::Side::kContext ? "" : cell.negative ? "− " : count == 1 ? "" : "+ ";
      Put("<tr><td>{}</td><td>{}{}</td><td>{}</td></tr>\n", CellLink(cell.source, cell.where, cell.subject, cell.label),
          sign, words_.Value(cell.value), PlaceText(cell.source, cell.where, own));
    }
    if (count == 0) return;
    if (count > 1 && sum)
      Put("<tr class=\"sum\"><td>{}</td><td>= {}</td><td></td></tr>\n", words_.Say(kSum), Markup(*sum));
    Put("</tbody></table>\n");
  }

  void PutHints(const Diagnostic& finding) {
    const Source* own = SourceOf(finding, document_.outcome());
    for (const std::string& note : finding.notes) Put("<p class=\"hint\">{}</p>\n", Markup(note));
    if (finding.culprit) {
      const Culprit& culprit = *finding.culprit;
      // What is filled in is markup already, so the words around it are not escaped again: they are our own.
      Put("<p class=\"hint clue\">{}</p>\n",
          words_.Framed(kClue, {{"cell", CellLink(culprit.source, culprit.where, culprit.subject, culprit.label)},
                                {"place", PlaceText(culprit.source, culprit.where, own)},
                                {"value", "<b>" + words_.Value(culprit.value) + "</b>"},
                                {"repair", "<b>" + words_.Value(culprit.repair) + "</b>"}}));
    }
    if (own == nullptr) return;
    for (const Edit& edit : finding.fix) {
      const Localized& text = edit.where.empty() ? kInsert : edit.replacement.empty() ? kDelete : kRewrite;
      Put("<p class=\"hint\">{}</p>\n",
          words_.Framed(text, {{"old", "<del>" + Markup(own->Slice(edit.where)) + "</del>"},
                               {"new", "<ins>" + Markup(edit.replacement) + "</ins>"}}));
    }
  }

  std::string& page_;
  const HtmlDocument& document_;
  const HtmlPhrases& words_;
};

}  // namespace

void PutFinding(std::string& page, const HtmlDocument& document, std::size_t index) {
  FindingPart(page, document).Put(index);
}

}  // namespace gouji
