#include "check/sums.h"

namespace gouji {

std::optional<Decimal> Sum(const std::vector<Amount>& amounts, const std::vector<std::size_t>& parts) {
  std::optional<Decimal> sum = Decimal(0);
  for (const std::size_t i : parts) {
    sum = sum ? sum->Plus(amounts[i].value) : sum;
  }
  return sum;
}

Decimal Rounding(const std::vector<Amount>& amounts, const Amount& whole, const std::vector<std::size_t>& parts) {
  Decimal twice = whole.last;
  for (const std::size_t i : parts) {
    const auto more = twice.Plus(amounts[i].last);
    twice = more ? *more : twice;
  }
  const auto half = Decimal::Parse("0.5");
  const auto rounding = half ? twice.Times(*half) : std::nullopt;
  return rounding ? *rounding : Decimal();
}

bool SomePartsAddUp(const std::vector<Amount>& amounts, const std::vector<std::size_t>& parts, const Decimal& whole) {
  for (unsigned set = 3; set < 1U << parts.size(); ++set) {
    std::vector<std::size_t> some;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if ((set >> i & 1U) != 0) {
        some.push_back(parts[i]);
      }
    }
    const auto sum = some.size() < 2 ? std::nullopt : Sum(amounts, some);
    if (sum && *sum == whole) {
      return true;
    }
  }
  return false;
}

std::size_t FirstPartsThatAddUp(const std::vector<Amount>& amounts, const std::vector<std::size_t>& parts,
                                const Decimal& whole) {
  Decimal sum;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto next = sum.Plus(amounts[parts[i]].value);
    if (!next) {
      return 0;
    }
    sum = *next;
    if (sum == whole) {
      return i + 1;
    }
  }
  return 0;
}

}  // namespace gouji
