#include "report/identify.h"

#include <algorithm>
#include <optional>
#include <set>

#include "report/outline.h"
#include "report/title.h"
#include "text/fold.h"
#include "text/number.h"

namespace gouji {
namespace {

/// Signs in one paragraph: what the pack says its documents speak of.
int SignsIn(const ReportForm& form, const Block& block) {
  const auto* paragraph = std::get_if<Paragraph>(&block);
  if (paragraph == nullptr || paragraph->text.says.size() > 600) {
    return 0;
  }
  const std::string key = Fold(paragraph->text.says);
  return static_cast<int>(
      std::ranges::count_if(form.claims, [&](const Pattern& pattern) { return pattern.Finds(key); }));
}

/// Whether a block is a sentence and no title: other documents say that such a report was written, too.
bool IsSentence(const Block& block) {
  const auto* paragraph = std::get_if<Paragraph>(&block);
  return paragraph != nullptr && paragraph->text.says.find("。") != std::string_view::npos;
}

/// The first year that a block names, or 0.
int YearIn(const Block& block) {
  const auto* paragraph = std::get_if<Paragraph>(&block);
  const std::string key = paragraph == nullptr ? std::string() : Fold(paragraph->text.says);
  for (std::size_t at = 0; at < key.size(); ++at) {
    if (const auto year = ReadYear(std::string_view(key).substr(at))) return year->year;
  }
  return 0;
}

/// Whether a document without a heading names the reports of several years: it leads to them, and is none.
bool ListsYears(const ReportForm& form, const Document& document) {
  constexpr std::size_t kFewest = 3;
  std::set<int> years;
  for (const Block& block : document.blocks) {
    if (IsSentence(block) || SignsIn(form, block) == 0) continue;
    if (const int year = YearIn(block); year != 0) years.insert(year);
  }
  return years.size() >= kFewest && FindHeadings(form, document).empty();
}

/// Whether a block is one of the form's tables: a good many of its labels, word for word.
bool HoldsTable(const ReportForm& form, const Block& block) {
  constexpr std::size_t kMany = 8;
  const auto* grid = std::get_if<Grid>(&block);
  if (grid == nullptr) {
    return false;
  }
  std::vector<std::set<std::string>> labels(form.tables.size());
  for (const Cell& cell : grid->cells) {
    const ReportForm::KnownWords known = form.Know(cell.text.says);
    for (std::size_t table = 0; table < known.roles.size(); ++table) {
      const bool is_label = std::ranges::any_of(known.roles[table], [](const auto* role) { return role != nullptr; });
      if (is_label && labels[table].insert(known.key).second && labels[table].size() >= kMany) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

int SignsOf(const ReportForm& form, const Document& document) {
  int signs = static_cast<int>(FindHeadings(form, document).size());
  for (const Block& block : document.blocks) {
    signs += SignsIn(form, block);
  }
  return signs;
}

bool Claims(const ReportForm& form, const Document& document) {
  const bool named = std::ranges::any_of(
      document.blocks, [&](const Block& block) { return !IsSentence(block) && SignsIn(form, block) > 0; });
  if (named && !ListsYears(form, document)) {
    return true;
  }
  if (std::ranges::any_of(document.blocks, [&](const Block& block) { return HoldsTable(form, block); })) {
    return true;
  }
  // "一、总体情况" stands in reports of many kinds; half of the headings do not.
  std::set<int> sections;
  for (const FoundHeading& found : FindHeadings(form, document)) {
    sections.insert(found.section);
  }
  return !sections.empty() && 2 * sections.size() >= form.sections.size();
}

std::string IssuerKey(const ReportForm& form, std::string_view issuer) {
  std::string key = Fold(issuer);
  if (std::ranges::any_of(form.unfinished_issuers, [&](const Pattern& pattern) { return pattern.Finds(key); })) {
    return {};
  }
  for (const auto& [from, to] : form.short_forms) {
    for (std::size_t at = key.find(from); at != std::string::npos; at = key.find(from, at + to.size())) {
      key.replace(at, from.size(), to);
    }
  }
  return key;
}

bool IsEnoughToIdentify(const ReportForm& form, const std::vector<Block>& blocks) {
  return FirstHeading(form, blocks).has_value();
}

Report Identify(const ReportForm& form, Document& document) {
  Report report;
  report.form = &form;
  report.document = &document;
  std::optional<std::size_t> first = FirstHeading(form, document.blocks);
  if (!first) {
    const std::vector<FoundHeading> headings = FindHeadings(form, document);
    first = headings.empty() ? document.blocks.size() : headings.front().block;
  }
  FindTitle(form, document, *first, report);
  return report;
}

}  // namespace gouji
