#include "report/title.h"

#include <algorithm>
#include <array>
#include <map>

#include "report/heading_match.h"
#include "report/outline.h"
#include "report/title_lines.h"
#include "text/fold.h"
#include "text/number.h"
#include "text/offset.h"

namespace gouji {
namespace {

constexpr std::size_t kLongestTitle = 3 * 90;
constexpr std::size_t kMostLines = 4;    // a title is set over as many lines at most
constexpr std::size_t kLookAhead = 200;  // paragraphs before the first heading that may hold it

constexpr int kMostSaid = 6;  // issuer and year

struct Candidate {
  std::size_t first = 0, last = 0;  // among the leading paragraphs
  Text text;
  Folded folded;
  std::string issuer;
  std::size_t year_begin = 0, year_end = 0;  // in folded
  int year = 0;
  int score = -1;
};

Text Join(Source& source, const std::vector<Text>& lines, std::size_t first, std::size_t last) {
  if (first == last) {
    return lines[first];
  }
  TextBuilder builder(source);
  for (std::size_t i = first; i <= last; ++i) {
    builder.Add(lines[i]);
  }
  return builder.Build(lines[first].where.begin);
}

/// A name in letters has blanks and capitals, which folding takes away.
std::string AsWritten(const Candidate& candidate, std::string_view folded) {
  const bool letters = std::ranges::any_of(folded, [](char c) { return c >= 'a' && c <= 'z'; });
  if (!letters) {
    return std::string(folded);
  }
  const std::size_t begin = OffsetIn(candidate.folded.text, folded);
  const std::size_t from = candidate.folded.origin[begin];
  const std::size_t to = candidate.folded.origin[begin + folded.size()];
  return std::string(Trim(candidate.text.says.substr(from, to - from)));
}

bool Try(const std::vector<Pattern>& patterns, Candidate& candidate) {
  for (const Pattern& pattern : patterns) {
    Pattern::Match match;
    if (!pattern.MatchesWhole(candidate.folded.text, match)) {
      continue;
    }
    candidate.score = 0;
    if (const int group = pattern.GroupOf("issuer");
        group > 0 && match[group].matched() && !match[group].text.empty()) {
      candidate.issuer = AsWritten(candidate, match[group].text);
      candidate.score += 2;
    }
    if (const int group = pattern.GroupOf("year"); group > 0 && match[group].matched()) {
      candidate.year_begin = OffsetIn(candidate.folded.text, match[group].text);
      candidate.year_end = candidate.year_begin + match[group].text.size();
      if (const auto year = ReadYear(match[group].text)) {
        candidate.year = year->year;
        candidate.year_end = candidate.year_begin + year->bytes;
      }
      candidate.score += 4;  // "20XX年" is where the year will stand
    }
    return true;
  }
  return false;
}

std::optional<Candidate> Best(Source& source, const std::vector<Pattern>& patterns, const std::vector<Text>& lines,
                              std::size_t most_lines = kMostLines) {
  std::optional<Candidate> best;
  for (std::size_t first = 0; first < lines.size(); ++first) {
    std::size_t bytes = 0;
    for (std::size_t last = first; last < std::min(lines.size(), first + most_lines); ++last) {
      bytes += lines[last].says.size();
      if (bytes > kLongestTitle) {
        break;
      }
      // What says all there is to say is given up for nothing that shares lines with it but says so in fewer.
      if (best && best->score == kMostSaid && first <= best->last &&
          (last != best->last || last - first >= best->last - best->first)) {
        continue;
      }
      Candidate candidate;
      candidate.first = first;
      candidate.last = last;
      candidate.text = Join(source, lines, first, last);
      candidate.folded = FoldWithOrigin(candidate.text.says);
      if (!Try(patterns, candidate)) {
        continue;
      }
      // More said wins; of equals the one nearest the report, and of those the one with fewest lines.
      const auto breaks = [](const Candidate& c) { return c.last - c.first; };
      if (!best || candidate.score > best->score ||
          (candidate.score == best->score &&
           (candidate.first > best->last || (candidate.last == best->last && breaks(candidate) < breaks(*best))))) {
        best = std::move(candidate);
      }
    }
  }
  return best;
}

/// The title where a converter took a part of it for a table ("云溪县…局" above "| 2023 | 年…年度报告 |"): the cells of
/// a row are one line.
std::optional<Candidate> TitleInRows(const ReportForm& form, Document& document, std::size_t first_heading) {
  std::vector<Text> lines;
  // The first heading may stand in the same table.
  for (std::size_t block = 0; block < std::min({first_heading + 1, document.blocks.size(), kLookAhead}); ++block) {
    if (const auto* paragraph = std::get_if<Paragraph>(&document.blocks[block])) {
      if (block != first_heading && paragraph->role != Paragraph::Role::kMargin && !paragraph->text.empty())
        lines.push_back(paragraph->text);
      continue;
    }
    const Grid& grid = std::get<Grid>(document.blocks[block]);
    for (std::uint32_t row = 0; row < std::min<std::uint32_t>(grid.rows, kMostLines); ++row) {
      std::vector<Text> cells;
      for (const Cell& cell : grid.Row(row)) {
        if (!cell.text.empty() && cells.size() < kMostLines) cells.push_back(cell.text);
      }
      if (!cells.empty()) lines.push_back(Join(*document.source, cells, 0, cells.size() - 1));
    }
  }
  lines.resize(std::min(lines.size(), kLookAhead));
  auto title = Best(*document.source, form.titles, lines);
  return title && title->score == kMostSaid ? title : std::nullopt;
}

/// The title in a cell above the report, where nothing else holds it: the catalogue entry of a page names the article
/// ("名称 | 云溪县…2023年…年度报告"), and what extracts the text often keeps that alone.
std::optional<Candidate> TitleInCell(const ReportForm& form, Document& document, std::size_t first_heading) {
  std::vector<Text> cells;
  for (std::size_t block = 0; block < std::min(first_heading, document.blocks.size()); ++block) {
    const auto* grid = std::get_if<Grid>(&document.blocks[block]);
    for (std::size_t i = 0; grid != nullptr && i < grid->cells.size() && cells.size() < kLookAhead; ++i) {
      cells.push_back(grid->cells[i].text);
    }
  }
  auto title = Best(*document.source, form.titles, cells, 1);
  return title && title->score == kMostSaid ? title : std::nullopt;
}

/// Which of the lines are links to the reports of several years: so many titles that end alike, each right below the
/// other, are no titles of this one.
std::vector<bool> LinksToYears(const ReportForm& form, const std::vector<Text>& lines) {
  constexpr std::size_t kFewest = 3;
  constexpr std::size_t kTail = 3 * 4;
  std::vector<bool> links(lines.size(), false);
  const auto alike = [&](std::size_t a, std::size_t b) {
    return lines[a].says.size() > kTail && lines[b].says.ends_with(lines[a].says.substr(lines[a].says.size() - kTail));
  };
  for (std::size_t first = 0; first < lines.size();) {
    std::size_t end = first + 1;
    while (end < lines.size() && alike(end - 1, end)) {
      ++end;
    }
    std::map<int, std::size_t> years;
    for (std::size_t i = first; end - first >= kFewest && i < end; ++i) {
      Candidate candidate;
      candidate.folded = FoldWithOrigin(lines[i].says);
      candidate.text = lines[i];
      if (lines[i].says.size() <= kLongestTitle && Try(form.titles, candidate) && candidate.year != 0) {
        years.emplace(candidate.year, i);
      }
    }
    // The title itself may stand below them: a year that was there before.
    for (const auto& [year, line] : years) {
      links[line] = years.size() >= kFewest;
    }
    first = end;
  }
  return links;
}

/// The title above the part of a page that was taken for the report: on many pages the name of the site or of the
/// column is marked as the heading, and the title is not. It is known by its year.
std::optional<Candidate> TitleAbove(const ReportForm& form, Document& document) {
  std::vector<Text> lines;
  for (const Text& text : document.above) lines.push_back(TitleLine(text));
  lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(std::min(lines.size(), kLookAhead)));
  const std::vector<bool> links = LinksToYears(form, lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (links[i]) lines[i] = lines[i].Part(0, 0);
  }
  auto title = Best(*document.source, form.titles, lines, 1);
  return title && title->year_end > title->year_begin ? title : std::nullopt;
}

/// A title that ends with its line goes on in the next where the lines of a short text happen to be as wide as each
/// other. What is below it stands apart.
std::vector<Text> CutBehindTitle(const ReportForm& form, const Source& source, const Text& paragraph) {
  if (paragraph.pieces.size() < 2) {
    return {paragraph};
  }
  const std::size_t end = paragraph.pieces[1].at - std::min(paragraph.pieces[1].at, paragraph.skipped);
  const Span between{paragraph.SpanOf(end - 1, end).end, paragraph.SpanOf(end, end + 1).begin};
  const auto is_title = [&](const Text& text) {
    Candidate candidate;
    candidate.text = text;
    candidate.folded = FoldWithOrigin(text.says);
    return text.says.size() <= kLongestTitle && Try(form.titles, candidate) && candidate.year != 0;
  };
  if (end == 0 || source.Slice(between).find('\n') == std::string_view::npos || is_title(paragraph) ||
      !is_title(paragraph.Part(0, end))) {
    return {paragraph};
  }
  return {paragraph.Part(0, end), paragraph.Part(end, paragraph.says.size())};
}

/// Where a document without headings has come to its third sentence: a title stands above, and what looks like one
/// below is a link to another report.
std::size_t EndOfFirstSentences(const Document& document) {
  constexpr int kSentences = 3;
  int sentences = 0;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const auto* paragraph = std::get_if<Paragraph>(&document.blocks[i]);
    if (paragraph != nullptr && paragraph->text.says.ends_with("。") && ++sentences == kSentences) return i;
  }
  return document.blocks.size();
}

}  // namespace

void FindTitle(const ReportForm& form, Document& document, std::size_t first_heading, Report& report) {
  const std::size_t last = first_heading < document.blocks.size() ? first_heading : EndOfFirstSentences(document);
  std::vector<Text> leading;
  std::vector<Text> bare;  // what the lines say without marks of Markdown and buttons of the page
  for (std::size_t block = 0; block < std::min({first_heading, document.blocks.size(), kLookAhead}); ++block) {
    const auto* paragraph = std::get_if<Paragraph>(&document.blocks[block]);
    if (paragraph != nullptr && paragraph->role != Paragraph::Role::kMargin && !paragraph->text.empty()) {
      for (const Text& text : CutBehindTitle(form, *document.source, paragraph->text)) {
        leading.push_back(text);
        const Text line = TitleLine(text);
        bare.push_back(block >= last ? line.Part(0, 0) : line);
      }
    }
  }
  DropItems(leading, bare);
  const std::vector<bool> links = LinksToYears(form, bare);
  for (std::size_t i = leading.size(); i-- > 0;) {
    if (links[i]) {
      leading.erase(leading.begin() + static_cast<std::ptrdiff_t>(i));
      bare.erase(bare.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
  auto title = Best(*document.source, form.titles, bare);
  if (!title && !bare.empty()) {
    title = Best(*document.source, form.titles, {WithoutSite(bare.front())});
  }
  bool in_prose = true;
  if (!title || title->score < kMostSaid) {
    if (auto above = TitleAbove(form, document); above && (!title || above->score > title->score)) {
      title = std::move(above);
      in_prose = false;
    }
  }
  if (!title) {
    title = Best(*document.source, form.loose_titles, bare);
    in_prose = title.has_value();
  }
  if (!title) {
    title = TitleInCell(form, document, last);
  }
  if (!title) {
    title = TitleInRows(form, document, last);
  }
  if (title) {
    report.title = title->text;
    report.issuer = title->issuer;
    if (title->year != 0) {
      report.year = title->year;
      report.year_from = Report::YearFrom::kTitle;
    }
    if (title->year_end > title->year_begin) {
      const std::size_t begin = title->folded.origin[title->year_begin];
      const std::size_t end = title->folded.origin[title->year_end];
      report.title_year = title->text.Part(begin, end);
    }
  }
  for (std::size_t i = 0; i < leading.size(); ++i) {
    if (!in_prose || i < title->first || i > title->last) {
      report.preface.push_back(leading[i]);
    }
  }
}

std::optional<std::size_t> TitleBetween(const ReportForm& form, Document& document, std::size_t first,
                                        std::size_t last) {
  std::vector<Text> lines;
  std::vector<std::size_t> blocks;
  for (std::size_t block = std::max(first, last - std::min(last, kLookAhead)); block < last; ++block) {
    const auto* paragraph = std::get_if<Paragraph>(&document.blocks[block]);
    if (paragraph != nullptr && paragraph->role != Paragraph::Role::kMargin && !paragraph->text.empty()) {
      lines.push_back(TitleLine(paragraph->text));
      blocks.push_back(block);
    }
  }
  const auto title = Best(*document.source, form.titles, lines);
  return title && title->score == kMostSaid ? std::optional(blocks[title->first]) : std::nullopt;
}

}  // namespace gouji
