#include "check/parts.h"

#include <algorithm>
#include <string>

namespace gouji {
namespace {

/// `text` without what stands in more than `depth` brackets: "(含" inside leaves no list outside open.
std::string WithoutBrackets(std::string_view text, int depth) {
  std::string outside;
  int now = 0;
  for (const char c : text) {
    now += c == '(' ? 1 : 0;
    if (now <= depth) {
      outside.push_back(c);
    }
    now -= c == ')' && now > 0 ? 1 : 0;
  }
  return outside;
}

/// What stands between the first two parts: ',' ';' or the first byte of 、. A semicolon parts a list that a colon or
/// a bracket of its own opens, and ends any other.
char Separator(std::string_view sentence, const std::vector<Amount>& amounts, const AmountReader::Opening& opening,
               std::size_t until) {
  const auto is_part = [&](const Amount& amount) {
    return amount.begin >= opening.end && amount.begin < until && amount.depth == opening.depth &&
           (amount.kind == Amount::Kind::kCount || amount.kind == Amount::Kind::kBare);
  };
  const auto first = std::ranges::find_if(amounts, is_part);
  if (first == amounts.end()) {
    return ',';
  }
  const auto second = std::find_if(first + 1, amounts.end(), is_part);
  const std::size_t stop = second == amounts.end() ? until : second->begin;
  int depth = opening.depth;
  for (std::size_t i = first->after; i < stop; ++i) {
    const std::string_view rest = sentence.substr(i);
    depth += rest[0] == '(' ? 1 : rest[0] == ')' ? -1 : 0;
    if (depth != opening.depth) {
      continue;
    }
    if (rest[0] == ';') {
      return opening.bracket || sentence[opening.end - 1] == ':' ? ';' : ',';
    }
    if (rest[0] == ',' || rest.starts_with("、")) {
      return rest[0];
    }
  }
  return ',';
}

}  // namespace

Parts PartsReader::PartsOf(std::string_view sentence, const std::vector<Amount>& amounts,
                           const std::vector<AmountReader::Opening>& openings, std::size_t which, bool closed) const {
  const AmountReader::Opening& opening = openings[which];
  const Amount& whole = amounts[opening.whole];
  std::size_t until = std::min(ListEnd(sentence, opening), sentence.find("。", opening.end));
  closed = closed || until < sentence.size();
  Parts parts;
  for (std::size_t i = which + 1; i < openings.size(); ++i) {
    // A list inside the list, told of one of its parts: what follows may belong to either.
    if (openings[i].depth == opening.depth && openings[i].begin < until && openings[i].whole != opening.whole) {
      until = openings[i].begin;
      parts.open = true;
    }
  }
  const char separator = Separator(sentence, amounts, opening, until);
  std::size_t from = opening.end;
  bool strict = true;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const Amount& amount = amounts[i];
    if (amount.begin < opening.end || amount.depth != opening.depth || amount.kind == Amount::Kind::kPercent ||
        amount.kind == Amount::Kind::kDate) {
      continue;
    }
    if (amount.begin >= until) {
      break;
    }
    const std::string_view label = sentence.substr(from, amount.begin - from);
    const bool comma = label.find(',') != label.npos;
    const bool fits =
        amount.kind == Amount::Kind::kBare || (amount.kind == Amount::Kind::kCount && amount.unit == whole.unit);
    // "网上8件、信函4件,…": where parts stand between 、 a comma may end the list, and does in front of other things.
    const bool past_comma = separator == '\xe3' && parts.strict.size() > 1 && comma;
    if (AnyFinds(end, label) || (separator != ';' && label.find(';') != label.npos) || (past_comma && !fits)) {
      until = amount.begin;
      break;
    }
    strict = strict && !(separator == '\xe3' && !parts.strict.empty() && comma);
    from = amount.after;
    if (!fits) {
      parts.open = true;
      continue;
    }
    parts.generous.push_back(i);
    if (strict) {
      parts.strict.push_back(i);
    }
  }
  // Where lines were not joined again, a list may go on in the next one.
  parts.open = parts.open || (!closed && opening.depth == 0 && until == sentence.size());
  const std::size_t last = parts.generous.empty() ? opening.end : amounts[parts.generous.back()].after;
  const std::size_t tail = sentence.find_first_of(",;)", last);
  const std::size_t stop = std::min({tail == sentence.npos ? sentence.size() : tail, std::max(until, last)});
  parts.open = parts.open || AnyFinds(open, WithoutBrackets(sentence.substr(opening.begin, stop - opening.begin),
                                                            opening.bare ? 1 : 0));
  return parts;
}

std::size_t ListEnd(std::string_view sentence, const AmountReader::Opening& opening) {
  int depth = opening.depth;
  for (std::size_t i = opening.end; i < sentence.size(); ++i) {
    depth += sentence[i] == '(' ? 1 : sentence[i] == ')' ? -1 : 0;
    if (depth < opening.depth) {
      return i;
    }
  }
  return sentence.size();
}

}  // namespace gouji
