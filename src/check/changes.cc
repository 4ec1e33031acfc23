#include "check/changes.h"

#include "text/offset.h"

#include <algorithm>
#include <utility>

namespace gouji {
namespace {

/// How far rounded numbers leave a change open, in hundredths: "36.2万次，较上年的31.5万次增长14.9%".
Decimal Openness(const Change& change) {
  Decimal open;
  for (const Amount* each : {change.now, change.before, change.by}) {
    const auto more = each == nullptr ? std::nullopt : open.Plus(each->last);
    open = more ? *more : open;
  }
  const auto hundredfold = open.Times(100);
  return hundredfold ? *hundredfold : Decimal();
}

/// Whether a change is worked out from these: the number it started from, and how far it went.
bool Follows(const Change& change, const std::optional<Decimal>& start, const std::optional<Decimal>& by) {
  if (!start || !by || start->is_zero() || change.printed.Agrees(by->Abs(), *start)) {
    return start && by;
  }
  const auto printed = change.printed.value.Times(*start);
  const auto exact = by->Abs().Times(100);
  const auto off = printed && exact ? printed->Minus(*exact) : std::nullopt;
  const auto digit = change.printed.last.Times(*start);
  const auto allowed = digit ? digit->Plus(Openness(change)) : std::nullopt;
  return !off || !allowed || off->Abs() <= *allowed;
}

bool IsApart(const Change& change, const Amount& now, const Decimal& before, const Decimal& by) {
  const std::optional<Decimal> apart = now.value.Minus(before);
  const auto off = apart ? apart->Abs().Minus(by.Abs()) : std::nullopt;
  const auto hundredfold = off ? off->Abs().Times(100) : std::nullopt;
  return hundredfold && *hundredfold <= Openness(change);
}

}  // namespace

std::optional<Change> ChangeOf(const Pattern& pattern, const Pattern::Match& match, std::string_view sentence,
                               const std::vector<Amount>& amounts) {
  const auto group = [&](std::string_view name) {
    const int which = pattern.GroupOf(name);
    return which > 0 && match[static_cast<std::size_t>(which)].matched() ? match[static_cast<std::size_t>(which)].text
                                                                         : std::string_view();
  };
  const auto amount = [&](std::string_view name) -> const Amount* {
    const std::string_view text = group(name);
    const auto at = text.empty() ? amounts.end() : std::ranges::find(amounts, OffsetIn(sentence, text), &Amount::begin);
    return at != amounts.end() && at->end - at->begin == text.size() ? &*at : nullptr;
  };
  Change found{amount("percent"), amount("now"), amount("before"), amount("by"), Change::Way::kUnsaid, {}};
  const bool whole = found.percent != nullptr && found.percent->kind == Amount::Kind::kPercent &&
                     found.now != nullptr && (found.before != nullptr || found.by != nullptr);
  const auto counts = [&](const Amount* each) {
    return each == nullptr || (each->kind == Amount::Kind::kCount && each->unit == found.now->unit);
  };
  if (!whole || !counts(found.now) || !counts(found.before) || !counts(found.by)) {
    return std::nullopt;
  }
  found.way = !group("up").empty()     ? Change::Way::kUp
              : !group("down").empty() ? Change::Way::kDown
                                       : Change::Way::kUnsaid;
  found.printed = PrintedOf(sentence, *found.percent);
  return found;
}

std::optional<Decimal> ContradictedStart(const Change& change, const std::vector<const Amount*>& nows) {
  std::optional<Decimal> start;
  const std::optional<Decimal> by = change.by == nullptr ? std::nullopt : std::make_optional(change.by->value);
  if (change.before != nullptr) {
    start = change.before->value;
    if (Follows(change, start, by)) {
      return std::nullopt;
    }
  }
  for (const Amount* now : nows) {
    if (change.before != nullptr) {
      if (Follows(change, start, now->value.Minus(*start))) {
        // Two numbers and the percentage agree: how far it went is what is wrong, where no other number explains it.
        return !by || std::ranges::any_of(nows, [&](const Amount* each) { return IsApart(change, *each, *start, *by); })
                   ? std::nullopt
                   : start;
      }
      continue;
    }
    const std::optional<Decimal> from_less = by ? now->value.Minus(*by) : std::nullopt;
    const std::optional<Decimal> from_more = by ? now->value.Plus(*by) : std::nullopt;
    if ((change.way != Change::Way::kDown && from_less && Decimal(0) <= *from_less && Follows(change, from_less, by)) ||
        (change.way != Change::Way::kUp && Follows(change, from_more, by))) {
      return std::nullopt;
    }
    if (now == change.now) {
      start = change.way == Change::Way::kDown ? from_more : from_less;
    }
  }
  return start && Decimal(0) < *start ? start : std::nullopt;
}

std::function<bool(std::size_t operand, const Decimal& value)> SettlesChange(const Change& change) {
  struct Told {
    std::optional<Decimal> now, before, by;
  };
  const auto value_of = [](const Amount* amount) {
    return amount == nullptr ? std::nullopt : std::make_optional(amount->value);
  };
  const Told told{value_of(change.now), value_of(change.before), value_of(change.by)};
  return [told, printed = change.printed, way = change.way](std::size_t operand, const Decimal& value) {
    Told other = told;
    std::vector<std::optional<Decimal>*> operands;
    for (std::optional<Decimal>* each : {&other.now, &other.before, &other.by}) {
      if (*each) {
        operands.push_back(each);
      }
    }
    if (operand >= operands.size()) {
      return false;
    }
    *operands[operand] = value;
    std::optional<Decimal> start = other.before;
    if (!start) {
      start = way == Change::Way::kDown ? other.now->Plus(*other.by) : other.now->Minus(*other.by);
    }
    const std::optional<Decimal> by = other.before ? other.now->Minus(*start) : other.by;
    const bool is_apart = !by || !other.before || !other.by || by->Abs() == other.by->Abs();
    return start && by && is_apart && Decimal(0) < *start && printed.Agrees(by->Abs(), *start);
  };
}

}  // namespace gouji
