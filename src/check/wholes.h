#pragma once

#include <string_view>
#include <vector>

#include "check/parts.h"

namespace gouji {

// Whether a list, which by its place is of the count right before it, may be of another, or of more.

/// Whether the parts suit another count of the kind better than the whole right before them: "发布 100 条，解读 20
/// 条， 其中网站 80 条"; or several of them together: "收到 6 件，结转 1 件，全部办结，其中予以公开 7 件"; or one
/// told in a bracket behind the whole: "办理 143 件（新收 144 件、结转下年 4 件），分别为 102 件、40 件、2 件".
bool SuitsAnother(std::string_view sentence, const std::vector<Amount>& amounts, const AmountReader::Opening& opening,
                  const Decimal& sum);

/// "网站 120 条，其中政策 80 条，公众号 80 条，共 200 条": what looks like a part stands beside the whole.
bool HasSiblings(const std::vector<Amount>& amounts, const Amount& whole, const Parts& parts);

/// "建议12件、提案20件，其中主办9件、协办13件": the list may be of both.
bool IsOneOfTwo(std::string_view sentence, const std::vector<Amount>& amounts, const Amount& whole);

/// The count that a list which sorts the same things once more should add up to, and misses by little:
/// "共49件。从内容看， 征地31件、规划12件、其他7件". Nothing where its sum is a count before it, or that of several
/// that follow each other.
/// What stands behind the first opening of the statement is a part, and none of the counts in question.
std::optional<std::size_t> MissedWhole(const std::vector<Amount>& amounts,
                                       const std::vector<AmountReader::Opening>& openings, std::size_t which,
                                       const Parts& parts);

/// Whether the first counts behind each semicolon, from `first` on, add up to the whole, each with parts of its own
/// behind it: "11件，其中复议7件，维持6件，未审结1件；诉讼4件，维持2件，未审结2件".
bool AddsUpBySemicolons(std::string_view sentence, const std::vector<Amount>& amounts, const Amount& whole,
                        std::size_t first);

/// Whether what follows the list makes it up to its whole: "58件，其中公开22件、无法提供32件；撤回1件；另有3件在办".
bool IsMadeUpBehind(const std::vector<Amount>& amounts, const Amount& whole, const Parts& parts);

}  // namespace gouji
