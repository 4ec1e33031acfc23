#include "check/wholes.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "check/sums.h"

namespace gouji {
namespace {

/// Whether an amount stands in a list of its kind: of several in one bracket none is another whole.
bool IsAmongOthers(const std::vector<Amount>& amounts, std::size_t which) {
  const auto like = [&](std::size_t other) {
    return other < amounts.size() && amounts[other].unit == amounts[which].unit &&
           amounts[other].kind == Amount::Kind::kCount && amounts[other].depth == amounts[which].depth;
  };
  return like(which + 1) || (which > 0 && like(which - 1));
}

/// Whether a count belongs to a name: "三条主线" are no three of the 318 条 that follow.
bool IsName(std::string_view sentence, const Amount& amount) {
  const char first = sentence[amount.begin];
  const std::string_view behind = sentence.substr(std::min(amount.after, sentence.size()));
  const bool ends = behind.empty() || std::string_view(",;:()").find(behind[0]) != std::string_view::npos ||
                    behind.starts_with("、") || behind.starts_with("。");
  return (first < '0' || first > '9') && !ends;
}

}  // namespace

bool SuitsAnother(std::string_view sentence, const std::vector<Amount>& amounts, const AmountReader::Opening& opening,
                  const Decimal& sum) {
  if (opening.bracket) {
    return false;
  }
  const Amount& whole = amounts[opening.whole];
  for (std::size_t i = opening.whole + 1; i < amounts.size() && amounts[i].begin < opening.begin; ++i) {
    if (amounts[i].kind == Amount::Kind::kCount && amounts[i].unit == whole.unit && amounts[i].value == sum) {
      return true;
    }
  }
  const std::size_t semicolon = sentence.substr(0, whole.begin).rfind(';');
  const std::size_t from = semicolon == sentence.npos ? 0 : semicolon;
  Decimal together = whole.value;
  for (std::size_t i = 0; i < opening.whole; ++i) {
    const Amount& each = amounts[i];
    // The same number again is the same whole: "共5件（个人3件、企业2件），5件均已办结：公开3件、部分公开2件".
    if (each.kind != Amount::Kind::kCount || each.unit != whole.unit || each.value == whole.value ||
        IsName(sentence, each) || (each.depth > whole.depth && IsAmongOthers(amounts, i))) {
      continue;
    }
    if (each.begin < from) {
      // Behind a semicolon it is of a count before it only where it adds up to it.
      if (each.value == sum) {
        return true;
      }
      continue;
    }
    const auto more = together.Plus(each.value);
    together = more ? *more : together;
    if (whole.value < sum && (sum <= each.value || sum <= together)) {
      return true;
    }
  }
  return false;
}

bool HasSiblings(const std::vector<Amount>& amounts, const Amount& whole, const Parts& parts) {
  if (!parts.total) {
    return false;
  }
  for (std::size_t first = 1; first < parts.generous.size(); ++first) {
    const auto others =
        Sum(amounts, {parts.generous.begin() + static_cast<std::ptrdiff_t>(first), parts.generous.end()});
    const auto all = others ? others->Plus(whole.value) : std::nullopt;
    if (all && *all == amounts[*parts.total].value) {
      return true;
    }
  }
  return false;
}

bool IsOneOfTwo(std::string_view sentence, const std::vector<Amount>& amounts, const Amount& whole) {
  const auto which = static_cast<std::size_t>(&whole - amounts.data());
  const Amount* before = which == 0 ? nullptr : &amounts[which - 1];
  if (before == nullptr || before->unit != whole.unit || before->depth != whole.depth) {
    return false;
  }
  const std::string_view between = sentence.substr(before->after, whole.begin - before->after);
  return between.starts_with("、") || between.starts_with("和");
}

bool IsMadeUpBehind(const std::vector<Amount>& amounts, const Amount& whole, const Parts& parts) {
  constexpr std::size_t kMost = 4;
  auto sum = Sum(amounts, parts.generous);
  std::size_t more = 0;
  for (std::size_t i = parts.generous.back() + 1; i < amounts.size() && sum && more < kMost; ++i) {
    // The last of a list may be counted in its own unit: "236条，其中网站27条，微信198条，回复诉求11件".
    const bool is_next = i == parts.generous.back() + 1;
    if (amounts[i].kind != Amount::Kind::kCount || (amounts[i].unit != whole.unit && !is_next) ||
        amounts[i].depth != amounts[parts.generous.back()].depth) {
      continue;
    }
    sum = sum->Plus(amounts[i].value);
    ++more;
    if (sum && *sum == whole.value) {
      return true;
    }
  }
  return false;
}

bool AddsUpBySemicolons(std::string_view sentence, const std::vector<Amount>& amounts, const Amount& whole,
                        std::size_t first) {
  std::optional<Decimal> sum = amounts[first].value;
  std::size_t stretches = 1;
  for (std::size_t i = first + 1; i < amounts.size() && sum; ++i) {
    const std::string_view gap = sentence.substr(amounts[i - 1].after, amounts[i].begin - amounts[i - 1].after);
    if (gap.find("。") != gap.npos) {
      break;
    }
    if (gap.find(';') != gap.npos && amounts[i].kind == Amount::Kind::kCount && amounts[i].unit == whole.unit) {
      sum = sum->Plus(amounts[i].value);
      ++stretches;
    }
  }
  return stretches > 1 && sum && *sum == whole.value;
}

std::optional<std::size_t> MissedWhole(const std::vector<Amount>& amounts,
                                       const std::vector<AmountReader::Opening>& openings, std::size_t which,
                                       const Parts& parts) {
  const AmountReader::Opening& opening = openings[which];
  constexpr std::size_t kFewest = 3;
  const auto sum = Sum(amounts, parts.generous);
  if (!sum || parts.generous.size() < kFewest) {
    return std::nullopt;
  }
  std::vector<std::size_t> counts;
  for (std::size_t i = 0; i < amounts.size() && amounts[i].begin < opening.begin; ++i) {
    if (amounts[i].kind == Amount::Kind::kCount && amounts[i].unit == amounts[opening.whole].unit) {
      counts.push_back(i);
    }
  }
  std::optional<std::size_t> nearest;
  Decimal least;
  for (std::size_t first = 0; first < counts.size(); ++first) {
    std::optional<Decimal> together = Decimal(0);
    for (std::size_t i = first; i < counts.size() && together && *together < *sum; ++i) {
      together = together->Plus(amounts[counts[i]].value);
    }
    if (!together || *together == *sum) {
      return std::nullopt;
    }
    const Decimal& value = amounts[counts[first]].value;
    const auto off = value.Minus(*sum);
    const auto tenfold = off ? off->Abs().Times(10) : std::nullopt;
    const bool is_part = amounts[counts[first]].begin > openings.front().begin;
    if (!is_part && tenfold && *tenfold <= value && (!nearest || off->Abs() < least)) {
      nearest = counts[first];
      least = off->Abs();
    }
  }
  return nearest;
}

}  // namespace gouji
