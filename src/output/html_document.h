#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "output/drawn_cells.h"
#include "output/html_phrases.h"

namespace gouji {

/// One document of the page: its findings in the order in which they are read down the page, and the names that links
/// to them and to cells go by. Views the outcome.
class HtmlDocument {
 public:
  HtmlDocument(const Outcome& outcome, HtmlPhrases words, std::uint64_t number);

  const Outcome& outcome() const { return outcome_; }
  const HtmlPhrases& words() const { return words_; }
  const DrawnCells& cells() const { return cells_; }
  /// Findings of one rule together, so that what it is about is told once: the worst first, then in the order of the
  /// text.
  const std::vector<std::vector<std::size_t>>& groups() const { return groups_; }

  std::string Id() const;
  /// What readers call finding `index`: 1 is the first of the page.
  std::size_t NumberOf(std::size_t index) const { return numbers_[index]; }
  std::string FindingId(std::size_t index) const;
  std::string CellId(std::size_t cell) const;
  /// The mark of finding `index` in the cell where it stands.
  std::string MarkId(std::size_t index) const;
  /// Whether the finding stands in a cell of a table that is drawn.
  bool StandsInCell(std::size_t index) const;
  /// Style rules that light up the cells of whichever finding or mark the page was sent to.
  std::string Focus() const;

 private:
  const Outcome& outcome_;
  HtmlPhrases words_;
  std::uint64_t number_;
  DrawnCells cells_;
  std::vector<std::vector<std::size_t>> groups_;
  std::vector<std::size_t> numbers_;
};

/// Adds a document to the page: findings by rule, the tables they are about, and what could not be checked.
void PutArticle(std::string& page, const HtmlDocument& document);

/// Adds finding `index` to the page.
void PutFinding(std::string& page, const HtmlDocument& document, std::size_t index);

/// Adds table `index` to the page, its cells marked by the findings they take part in.
void PutTable(std::string& page, const HtmlDocument& document, std::size_t index);

}  // namespace gouji
