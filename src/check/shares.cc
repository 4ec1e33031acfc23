#include "check/shares.h"

#include <algorithm>
#include <span>

namespace gouji {
namespace {

constexpr std::size_t kMostShares = 24;  // of one sentence: what they are of is sought by trying

/// Another number may be what the share is of, or two that follow each other: what was received and carried in.
bool FollowsFromAny(const Share& share, std::span<const Amount* const> wholes) {
  for (std::size_t i = 0; i < wholes.size(); ++i) {
    if (wholes[i] == share.part || wholes[i]->value < share.part->value) {
      continue;
    }
    const std::optional<Decimal> both =
        i + 1 < wholes.size() ? wholes[i]->value.Plus(wholes[i + 1]->value) : std::nullopt;
    if (share.printed.Agrees(share.part->value, wholes[i]->value) ||
        (both && share.printed.Agrees(share.part->value, *both))) {
      return true;
    }
  }
  return false;
}

/// Nothing is 0% of any whole, and tells none.
bool TellsWhole(const Share& share) { return share.part->value > Decimal(0); }

/// The sum of the part and its neighbours, where every other share of them follows from it, and rather one from which
/// this one follows too.
std::optional<Decimal> SumOfNeighbours(const std::vector<Share>& shares, std::size_t which) {
  std::optional<Decimal> found;
  for (std::size_t first = 0; first <= which; ++first) {
    Decimal sum;
    for (std::size_t end = first; end < shares.size() && shares[end].part->unit == shares[which].part->unit; ++end) {
      const auto next = sum.Plus(shares[end].part->value);
      if (!next) {
        break;
      }
      sum = *next;
      const auto others = std::span(shares).subspan(first, end + 1 - first);
      const bool follow =
          std::ranges::all_of(others, [&](const Share& each) { return &each == &shares[which] || each.Follows(sum); });
      const bool told =
          std::ranges::any_of(others, [&](const Share& each) { return &each != &shares[which] && TellsWhole(each); });
      if (end < which || !told || !follow) {
        continue;
      }
      if (shares[which].Follows(sum)) {
        return sum;
      }
      found = found ? found : sum;
    }
  }
  return found;
}

/// Whether the percentage is off by little: a slip in the part, and no share of something else. Among many shares of
/// one whole it may be off by more.
bool IsNear(const Share& share, const Decimal& whole, int others) {
  constexpr int kMany = 3;
  const auto printed = share.printed.value.Times(whole);
  const auto exact = share.part->value.Times(100);
  const auto off = printed && exact ? printed->Minus(*exact) : std::nullopt;
  const auto manifold = off ? off->Abs().Times(others >= kMany ? 4 : 10) : std::nullopt;
  return manifold && exact && *manifold <= *exact;
}

/// Whether the share and those that follow from a whole are all of it: their percentages add up to a hundred.
bool MakeUpAll(const std::vector<Share>& shares, std::size_t which, const Amount& whole) {
  std::optional<Decimal> sum = Decimal(0);
  Decimal rounding;
  for (const Share& each : shares) {
    const bool counts = &each == &shares[which] || (each.part->unit == whole.unit && each.Follows(whole.value));
    sum = counts && sum ? sum->Plus(each.printed.value) : sum;
    const auto more = counts ? rounding.Plus(each.printed.last) : std::nullopt;
    rounding = more ? *more : rounding;
  }
  constexpr int kAll = 100;
  const auto off = sum ? sum->Minus(Decimal(kAll)) : std::nullopt;
  const auto twice = off ? off->Abs().Times(2) : std::nullopt;
  return twice && *twice <= rounding;
}

/// A number that two other shares follow from, when there is room in it for this part too, or nearly; one other will do
/// where the two are all of it.
std::optional<Decimal> CommonWhole(const std::vector<Share>& shares, std::size_t which,
                                   const std::vector<const Amount*>& wholes) {
  for (const Amount* whole : wholes) {
    Decimal sum = shares[which].part->value;
    int others = 0;
    bool exact = true;  // of every other share more than a whole percentage is printed
    for (const Share& each : shares) {
      if (&each == &shares[which] || each.part->unit != whole->unit || !TellsWhole(each) ||
          each.part->value > whole->value || !each.Follows(whole->value)) {
        continue;
      }
      const auto next = sum.Plus(each.part->value);
      sum = next ? *next : sum;
      exact = exact && each.printed.last < Decimal(1);
      ++others;
    }
    const bool all = exact && others > 0 && MakeUpAll(shares, which, *whole);
    const bool room = sum <= whole->value || all || (exact && IsNear(shares[which], whole->value, others));
    if ((others >= 2 || all) && whole->unit == shares[which].part->unit && room) {
      return whole->value;
    }
  }
  return std::nullopt;
}

}  // namespace

PrintedPercentage PrintedOf(std::string_view sentence, const Amount& percent) {
  const std::string_view digits = sentence.substr(percent.begin, percent.end - percent.begin);
  const std::size_t point = digits.find('.');
  const std::size_t places = point == digits.npos ? 0 : digits.size() - point - 1;
  return {percent.value, OneAt(places)};
}

std::optional<Decimal> ContradictedWhole(const std::vector<Share>& shares, std::size_t which,
                                         const std::vector<const Amount*>& wholes,
                                         const std::vector<const Amount*>& far) {
  const Share& share = shares[which];
  if (share.whole != nullptr) {
    const auto part = std::ranges::find(wholes, share.part);
    const bool follows = share.Follows(share.whole->value) ||
                         (share.told == Share::Whole::kListed && FollowsFromAny(share, {wholes.begin(), part}));
    return follows ? std::nullopt : std::make_optional(share.whole->value);
  }
  if (shares.size() > kMostShares) {
    return std::nullopt;
  }
  if (const auto sum = SumOfNeighbours(shares, which)) {
    return share.Follows(*sum) ? std::nullopt : sum;
  }
  if (FollowsFromAny(share, wholes)) {
    return std::nullopt;
  }
  const auto near = CommonWhole(shares, which, wholes);
  return near || FollowsFromAny(share, far) ? near : CommonWhole(shares, which, far);
}

}  // namespace gouji
