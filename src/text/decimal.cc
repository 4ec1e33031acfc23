#include <algorithm>
#include <array>
#include <limits>

#include "text/number.h"

namespace gouji {
namespace {

using Wide = __int128;

constexpr int kMostPlaces = 18;
constexpr Wide kLeast = static_cast<Wide>(static_cast<unsigned __int128>(1) << 127U);

constexpr std::array<std::int64_t, kMostPlaces + 1> MakePowers() {
  std::array<std::int64_t, kMostPlaces + 1> powers{};
  std::int64_t power = 1;
  for (std::int64_t& each : powers) {
    each = power;
    if (power < std::numeric_limits<std::int64_t>::max() / 10) power *= 10;
  }
  return powers;
}
constexpr auto kPowers = MakePowers();

// The least value has no positive counterpart, so it is kept out everywhere and `Negated` and `Abs` always have an
// answer.
bool Add(Wide a, Wide b, Wide& sum) { return !__builtin_add_overflow(a, b, &sum) && sum != kLeast; }
bool Multiply(Wide a, Wide b, Wide& product) { return !__builtin_mul_overflow(a, b, &product) && product != kLeast; }

// Drops decimals that are zero.
void Shorten(Wide& digits, int& places) {
  while (places > 0 && digits % 10 == 0) {
    digits /= 10;
    --places;
  }
}

// Half away from zero.
Wide Divide(Wide numerator, Wide denominator) {
  const Wide quotient = numerator / denominator;
  const Wide rest = numerator % denominator;
  const Wide rest_size = rest < 0 ? -rest : rest;
  const Wide size = denominator < 0 ? -denominator : denominator;
  if (rest_size < size - rest_size) return quotient;
  return (numerator < 0) == (denominator < 0) ? quotient + 1 : quotient - 1;
}

}  // namespace

std::optional<Decimal> Decimal::Parse(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative || (!text.empty() && text.front() == '+')) text.remove_prefix(1);
  Decimal number;
  bool any = false;
  bool point = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '.') {
      if (point || !any || i + 1 == text.size()) return std::nullopt;
      point = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    any = true;
    if (point && ++number.places_ > kMostPlaces) return std::nullopt;
    Wide shifted = 0;
    if (!Multiply(number.digits_, 10, shifted) || !Add(shifted, c - '0', number.digits_)) return std::nullopt;
  }
  if (!any) return std::nullopt;
  if (negative) number.digits_ = -number.digits_;
  return number;
}

std::optional<Decimal> Decimal::Plus(const Decimal& other) const {
  Decimal plain;
  if ((places_ | other.places_) == 0 && Add(digits_, other.digits_, plain.digits_)) return plain;
  Decimal a = *this;
  Decimal b = other;
  const int places = std::max(a.places_, b.places_);
  Decimal sum;
  sum.places_ = places;
  Wide left = 0;
  Wide right = 0;
  if (Multiply(a.digits_, kPowers[places - a.places_], left) &&
      Multiply(b.digits_, kPowers[places - b.places_], right) && Add(left, right, sum.digits_)) {
    return sum;
  }
  // Decimals that say nothing may be what was too much.
  Shorten(a.digits_, a.places_);
  Shorten(b.digits_, b.places_);
  sum.places_ = std::max(a.places_, b.places_);
  if (sum.places_ == places) return std::nullopt;
  if (!Multiply(a.digits_, kPowers[sum.places_ - a.places_], left) ||
      !Multiply(b.digits_, kPowers[sum.places_ - b.places_], right) || !Add(left, right, sum.digits_)) {
    return std::nullopt;
  }
  return sum;
}

std::optional<Decimal> Decimal::Minus(const Decimal& other) const { return Plus(other.Negated()); }

std::optional<Decimal> Decimal::Times(const Decimal& other) const {
  Decimal a = *this;
  Decimal b = other;
  Decimal product;
  if (a.places_ + b.places_ <= kMostPlaces && Multiply(a.digits_, b.digits_, product.digits_)) {
    product.places_ = a.places_ + b.places_;
    return product;
  }
  Shorten(a.digits_, a.places_);
  Shorten(b.digits_, b.places_);
  if (!Multiply(a.digits_, b.digits_, product.digits_)) return std::nullopt;
  int places = a.places_ + b.places_;
  Shorten(product.digits_, places);
  if (places > kMostPlaces) return std::nullopt;
  product.places_ = places;
  return product;
}

std::optional<Decimal> Decimal::DividedBy(const Decimal& other, int places) const {
  if (other.is_zero() || places < 0 || places > kMostPlaces) return std::nullopt;
  Decimal a = *this;
  Decimal b = other;
  Shorten(a.digits_, a.places_);
  Shorten(b.digits_, b.places_);
  // At most 36 powers of ten to move, and one table holds 18.
  int shift = b.places_ + places - a.places_;
  while (shift != 0) {
    const int step = std::min(shift < 0 ? -shift : shift, kMostPlaces);
    Wide& grown = shift < 0 ? b.digits_ : a.digits_;
    if (!Multiply(grown, kPowers[step], grown)) return std::nullopt;
    shift += shift < 0 ? step : -step;
  }
  Decimal quotient;
  quotient.digits_ = Divide(a.digits_, b.digits_);
  quotient.places_ = places;
  return quotient;
}

Decimal Decimal::Rounded(int places) const {
  places = std::max(places, 0);
  if (places >= places_) return *this;
  Decimal rounded;
  rounded.digits_ = Divide(digits_, kPowers[places_ - places]);
  rounded.places_ = places;
  return rounded;
}

Decimal Decimal::Negated() const {
  Decimal negated = *this;
  negated.digits_ = -negated.digits_;
  return negated;
}

Decimal Decimal::Abs() const { return is_negative() ? Negated() : *this; }

bool Decimal::is_whole() const { return places_ == 0 || digits_ % kPowers[places_] == 0; }

std::optional<std::int64_t> Decimal::Whole() const {
  if (!is_whole()) return std::nullopt;
  const Wide whole = digits_ / kPowers[places_];
  if (whole < std::numeric_limits<std::int64_t>::min() || whole > std::numeric_limits<std::int64_t>::max()) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(whole);
}

std::string Decimal::ToString() const {
  Wide rest = digits_ < 0 ? -digits_ : digits_;
  int places = places_;
  Shorten(rest, places);
  std::string backwards;
  while (rest > 0 || static_cast<int>(backwards.size()) <= places) {
    if (places > 0 && static_cast<int>(backwards.size()) == places) {
      backwards.push_back('.');
      places = -1;
    }
    backwards.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  }
  if (digits_ < 0) backwards.push_back('-');
  std::reverse(backwards.begin(), backwards.end());
  return backwards;
}

int Decimal::Compare(const Decimal& other) const {
  if (places_ == other.places_) return digits_ < other.digits_ ? -1 : digits_ > other.digits_ ? 1 : 0;
  const Wide whole = digits_ / kPowers[places_];
  const Wide other_whole = other.digits_ / kPowers[other.places_];
  if (whole != other_whole) return whole < other_whole ? -1 : 1;
  // Both rests are below 10^18, so neither product comes near the end.
  const Wide rest = (digits_ % kPowers[places_]) * kPowers[kMostPlaces - places_];
  const Wide other_rest = (other.digits_ % kPowers[other.places_]) * kPowers[kMostPlaces - other.places_];
  if (rest == other_rest) return 0;
  return rest < other_rest ? -1 : 1;
}
}  // namespace gouji
