#pragma once

#include <string_view>
#include <vector>

#include "check/amounts.h"
#include "check/shares.h"

namespace gouji {

/// Finds the shares that a sentence tells: 其中 a 件，占 p%; a 件，占 m 件的 p%. check/percentage.cc says what each of
/// the patterns is for.
struct ShareReader {
  std::vector<Pattern> share;
  std::vector<Pattern> of;
  std::vector<Pattern> then;
  std::vector<Pattern> rate;
  std::vector<Pattern> rate_of;
  std::vector<Pattern> named;  ///< each with a group `done`
  std::vector<Pattern> unnamed;
  std::vector<Pattern> behind;
  std::vector<Pattern> respectively;
  std::vector<Pattern> whole_behind;
  std::vector<Pattern> not_whole;

  /// In order of the percentages. They point into `amounts`, the sentence's, which `openings` are of too.
  std::vector<Share> SharesOf(std::string_view sentence, const std::vector<Amount>& amounts,
                              const std::vector<AmountReader::Opening>& openings) const;

 private:
  std::optional<Share> ShareOf(std::string_view sentence, const std::vector<Amount>& amounts,
                               const std::vector<AmountReader::Opening>& openings, std::size_t percent) const;
  /// "公开33件、部分公开25件，分别占57%、43%": how many shares begin at the percentage, each of a count before it.
  std::size_t Respective(std::string_view sentence, const std::vector<Amount>& amounts, std::size_t percent,
                         std::vector<Share>& shares) const;
  /// "320条，占公文总数的61.5%（公文总数520条）": the whole in a bracket behind the percentage; null when there is
  /// none.
  const Amount* WholeBehind(std::string_view sentence, const std::vector<Amount>& amounts, std::size_t percent) const;
  /// "退回26条，退回率8.3%": a rate that is named by what was done with the part. What it was done with is the whole's:
  /// of "公开信息714条，回复留言128条，回复率100%" the messages are no part. `told`: what stands before the whole.
  bool IsNamedRate(std::string_view told, std::string_view label, std::string_view gap) const;
};

}  // namespace gouji
