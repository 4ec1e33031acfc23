#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "check/amounts.h"

namespace gouji {

/// The parts a list gives of its whole, by their index among the amounts of the statement.
struct Parts {
  std::vector<std::size_t> strict;    ///< surely parts
  std::vector<std::size_t> generous;  ///< those, and what may be more of them
  bool open = false;                  ///< more may be meant than is listed
  bool sure = false;                  ///< a bracket of their own, or 、 between them: what is strict is a part
  std::optional<std::size_t> total;   ///< what is told behind the list, of more than its whole
};

/// Tells the parts of a list from what stands behind it.
struct PartsReader {
  std::vector<Pattern> mainly;  ///< leaves a list open that does not end with the rest
  std::vector<Pattern> open;    ///< what leaves a list open: then the parts may only not exceed the whole
  std::vector<Pattern> within;  ///< in front of a number: it is of the one before it, which is no part itself
  std::vector<Pattern> end;     ///< in front of a number: the list has ended before it
  std::vector<Pattern> closer;  ///< all that stands between parts and a total behind them
  std::vector<Pattern> share;   ///< between a part and its share; any words where there are none
  std::vector<Pattern> rest;    ///< before the last part: the list is meant to be whole
  std::vector<Pattern> nested;  ///< among parts told before their whole: one of them has parts of its own

  /// `closed`: a full stop follows the statement.
  Parts PartsOf(std::string_view sentence, const std::vector<Amount>& amounts,
                const std::vector<AmountReader::Opening>& openings, std::size_t which, bool closed) const;

  /// The parts told right before their whole, two or more: "网上 9 件、现场 3 件，合计 12 件". None where the list is
  /// open.
  std::vector<std::size_t> PartsBefore(std::string_view sentence, const std::vector<Amount>& amounts,
                                       std::size_t whole) const;
};

/// The words right before a part.
std::string_view LabelOf(std::string_view sentence, const Amount& part);

/// Where a list ends at the latest: at the bracket's end for one in brackets, else at the sentence's.
std::size_t ListEnd(std::string_view sentence, const AmountReader::Opening& opening);

}  // namespace gouji
