#include "check/share_reader.h"

#include <algorithm>
#include <string>

namespace gouji {
namespace {

std::string_view Between(std::string_view sentence, const Amount& first, const Amount& second) {
  return sentence.substr(first.after, second.begin - first.after);
}

/// What stands before an amount and behind it, as far as the next ones, the amount itself replaced by "#".
std::string Around(std::string_view sentence, const std::vector<Amount>& amounts, std::size_t which) {
  const std::size_t begin = which == 0 ? 0 : amounts[which - 1].after;
  const std::size_t end = which + 1 < amounts.size() ? amounts[which + 1].begin : sentence.size();
  return Marked(sentence.substr(begin, end - begin), amounts[which].begin - begin, amounts[which].after - begin);
}

/// The number a percentage stands behind; one in a bracket right behind another says more of that one:
/// "公开43件（含部分公开15件），占48.3%".
std::size_t PartBefore(std::string_view sentence, const std::vector<Amount>& amounts, std::size_t percent) {
  std::size_t at = percent - 1;
  while (at > 0 && amounts[at].depth > amounts[percent].depth) {
    --at;
  }
  return sentence.substr(amounts[at].after).starts_with('(') ? at : percent - 1;
}

}  // namespace

bool ShareReader::IsNamedRate(std::string_view told, std::string_view label, std::string_view gap) const {
  for (const Pattern& pattern : named) {
    Pattern::Match match;
    if (!pattern.Find(gap, 0, match) || match[0].text.size() != gap.size()) {
      continue;
    }
    constexpr std::size_t kFar = std::size_t{8} * 3;
    const std::string_view done = match[static_cast<std::size_t>(pattern.GroupOf("done"))].text;
    const std::size_t at = label.rfind(done);
    if (at == label.npos) {
      continue;
    }
    const std::string_view object = label.substr(at + done.size());
    // 知晓的46人: one letter names nothing.
    constexpr std::size_t kLetter = 3;
    const bool of_the_whole = object.size() <= kLetter || told.find(object) != told.npos;
    if (object.size() <= kFar && of_the_whole && !AnyFinds(unnamed, Passage{label.substr(0, at), nullptr})) {
      return true;
    }
  }
  return false;
}

std::size_t ShareReader::Respective(std::string_view sentence, const std::vector<Amount>& amounts, std::size_t percent,
                                    std::vector<Share>& shares) const {
  if (amounts[percent - 1].kind != Amount::Kind::kCount ||
      !AnyMatchesWhole(respectively, Between(sentence, amounts[percent - 1], amounts[percent]))) {
    return 0;
  }
  const int depth = amounts[percent].depth;
  std::size_t end = percent + 1;
  // Nothing but a mark stands between the percentages.
  constexpr std::size_t kMark = 4;
  while (end < amounts.size() && amounts[end].kind == Amount::Kind::kPercent && amounts[end].depth == depth &&
         amounts[end].begin - amounts[end - 1].end <= 1 + kMark) {
    ++end;
  }
  std::vector<const Amount*> parts;
  for (std::size_t i = percent; i > 0 && parts.size() < end - percent; --i) {
    const Amount& part = amounts[i - 1];
    if (part.depth > depth) {
      continue;
    }
    if (part.kind != Amount::Kind::kCount || part.unit != amounts[percent - 1].unit) {
      break;
    }
    parts.push_back(&part);
  }
  if (parts.size() != end - percent || parts.size() < 2) {
    return 0;
  }
  for (std::size_t i = percent; i < end; ++i) {
    shares.push_back(
        {&amounts[i], parts[end - 1 - i], nullptr, Share::Whole::kUnsaid, PrintedOf(sentence, amounts[i])});
  }
  return end - percent;
}

const Amount* ShareReader::WholeBehind(std::string_view sentence, const std::vector<Amount>& amounts,
                                       std::size_t percent) const {
  if (percent + 1 >= amounts.size()) {
    return nullptr;
  }
  const Amount& part = amounts[percent - 1];
  const Amount& whole = amounts[percent + 1];
  const bool may_be = whole.kind == Amount::Kind::kCount && whole.unit == part.unit &&
                      whole.depth == amounts[percent].depth + 1 && part.value < whole.value &&
                      sentence.substr(whole.after).starts_with(')');
  return may_be && AnyMatchesWhole(whole_behind, Between(sentence, amounts[percent], whole)) ? &whole : nullptr;
}

std::vector<Share> ShareReader::SharesOf(std::string_view sentence, const std::vector<Amount>& amounts,
                                         const std::vector<AmountReader::Opening>& openings) const {
  std::vector<Share> shares;
  for (std::size_t i = 1; i < amounts.size(); ++i) {
    if (amounts[i].kind == Amount::Kind::kPercent) {
      if (const std::size_t several = Respective(sentence, amounts, i, shares); several > 0) {
        i += several - 1;
        continue;
      }
    }
    if (amounts[i - 1].kind == Amount::Kind::kPercent && amounts[i].kind == Amount::Kind::kCount &&
        AnyMatchesWhole(behind, Around(sentence, amounts, i - 1))) {
      shares.push_back({&amounts[i - 1], &amounts[i], nullptr, Share::Whole::kUnsaid, {}});
      shares.back().printed = PrintedOf(sentence, amounts[i - 1]);
    } else if (amounts[i].kind == Amount::Kind::kPercent &&
               amounts[PartBefore(sentence, amounts, i)].kind == Amount::Kind::kCount) {
      if (auto found = ShareOf(sentence, amounts, openings, i)) {
        found->printed = PrintedOf(sentence, amounts[i]);
        shares.push_back(*found);
      }
    }
  }
  return shares;
}

std::optional<Share> ShareReader::ShareOf(std::string_view sentence, const std::vector<Amount>& amounts,
                                          const std::vector<AmountReader::Opening>& openings,
                                          std::size_t percent) const {
  const std::size_t at = PartBefore(sentence, amounts, percent);
  const Amount& part = amounts[at];
  const Amount* before = at >= 1 ? &amounts[at - 1] : nullptr;
  std::string_view gap = Between(sentence, part, amounts[percent]);
  if (at + 1 < percent) {
    gap.remove_prefix(gap.rfind(')') + 1);
  }
  const bool after_count = before != nullptr && before->kind == Amount::Kind::kCount && before->unit == part.unit;
  if (after_count && AnyMatchesWhole(then, gap) && AnyMatchesWhole(of, Between(sentence, *before, part))) {
    return Share{&amounts[percent], before, &part, Share::Whole::kStated, {}};
  }
  if (after_count) {
    const std::string_view label = Between(sentence, *before, part);
    const std::string around = std::string(label) + "#" + std::string(gap);
    const std::size_t from = at >= 2 ? amounts[at - 2].after : 0;
    const std::string with_whole = std::string(sentence.substr(from, before->begin - from)) + "@" + around;
    if (label.find(';') == label.npos && (AnyMatchesWhole(rate, around) || AnyMatchesWhole(rate_of, with_whole) ||
                                          IsNamedRate(sentence.substr(0, before->begin), label, gap))) {
      return Share{&amounts[percent], &part, before, Share::Whole::kListed, {}};
    }
  }
  if (const Amount* whole = AnyMatchesWhole(of, gap) ? WholeBehind(sentence, amounts, percent) : nullptr) {
    return Share{&amounts[percent], &part, whole, Share::Whole::kStated, {}};
  }
  if (!AnyMatchesWhole(share, gap)) {
    return std::nullopt;
  }
  const AmountReader::Opening* opening = nullptr;
  for (const AmountReader::Opening& each : openings) {
    if (!each.bare && !each.again && each.end <= part.begin && !MayBeOfAnother(sentence, amounts, each)) {
      opening = &each;
    }
  }
  Share found{&amounts[percent], &part, nullptr, Share::Whole::kUnsaid, {}};
  if (opening != nullptr && sentence.substr(opening->end, part.begin - opening->end).find(';') == sentence.npos) {
    const Amount& whole = amounts[opening->whole];
    if (whole.unit != part.unit ||
        (!not_whole.empty() && AnyFinds(not_whole, Marked(sentence, whole.begin, whole.end)))) {
      return std::nullopt;
    }
    found.whole = &whole;
    found.told = Share::Whole::kListed;
  }
  return found;
}

}  // namespace gouji
