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

/// Whether a count has its share told behind it: "210条，占比41.0%".
bool HasShare(std::string_view sentence, const std::vector<Amount>& amounts, std::size_t which,
              const std::vector<Pattern>& share) {
  if (which + 1 >= amounts.size() || amounts[which + 1].kind != Amount::Kind::kPercent ||
      amounts[which + 1].depth != amounts[which].depth) {
    return false;
  }
  const std::string_view gap = sentence.substr(amounts[which].after, amounts[which + 1].begin - amounts[which].after);
  return share.empty() || AnyFinds(share, gap);
}

/// Whether semicolons part a list as far as its rest: "其中政策45条；动态60条；其他127条".
bool GoesOnToTheRest(std::string_view sentence, const std::vector<const Amount*>& parts,
                     const std::vector<Pattern>& rest) {
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::string_view gap = sentence.substr(parts[i - 1]->after, parts[i]->begin - parts[i - 1]->after);
    if (gap.find(';') == gap.npos || gap.find("。") != gap.npos || parts[i]->unit != parts[0]->unit) {
      return false;
    }
    if (AnyFinds(rest, gap)) {
      return true;
    }
  }
  return false;
}

/// What stands between the first two parts: ',' ';' or the first byte of 、. A semicolon parts a list that a colon or
/// a bracket of its own opens, that ends with the rest, or whose parts both have their shares, and ends any other.
char Separator(std::string_view sentence, const std::vector<Amount>& amounts, const AmountReader::Opening& opening,
               std::size_t until, const std::vector<Pattern>& rest_label, const std::vector<Pattern>& share) {
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
  const auto index = [&](const auto& amount) { return static_cast<std::size_t>(amount - amounts.begin()); };
  const bool first_has_share = HasShare(sentence, amounts, index(first), share);
  int depth = opening.depth;
  for (std::size_t i = first_has_share ? (first + 1)->end : first->after; i < stop; ++i) {
    const std::string_view rest = sentence.substr(i);
    depth += rest[0] == '(' ? 1 : rest[0] == ')' ? -1 : 0;
    if (depth != opening.depth) {
      continue;
    }
    if (rest[0] == ';') {
      const bool shares =
          first_has_share && second != amounts.end() && HasShare(sentence, amounts, index(second), share);
      std::vector<const Amount*> parts;
      for (auto each = first; each != amounts.end(); ++each) {
        if (is_part(*each)) {
          parts.push_back(&*each);
        }
      }
      const bool semicolons =
          opening.bracket || shares || sentence[opening.end - 1] == ':' || GoesOnToTheRest(sentence, parts, rest_label);
      return semicolons ? ';' : ',';
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
  // "答复件22件(建议答复16件,提案答复6件)": what is in the bracket is of what the whole is of.
  const bool same_matter = opening.bracket && AnyFinds(end, LabelOf(sentence, whole));
  const char separator = Separator(sentence, amounts, opening, until, rest, share);
  parts.sure = opening.bracket || separator == '\xe3';
  std::size_t from = opening.end;
  bool after_share = false;
  bool strict = true;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const Amount& amount = amounts[i];
    if (amount.begin < opening.end || amount.depth != opening.depth || amount.kind == Amount::Kind::kDate) {
      continue;
    }
    if (amount.begin >= until) {
      break;
    }
    if (amount.kind == Amount::Kind::kPercent) {
      after_share = true;
      from = amount.end + 1;
      continue;
    }
    const std::string label = WithoutBrackets(sentence.substr(from, amount.begin - from), 0);
    const bool comma = label.find(',') != label.npos;
    const bool fits =
        amount.kind == Amount::Kind::kBare || (amount.kind == Amount::Kind::kCount && amount.unit == whole.unit);
    // "网上8件、信函4件,…": where parts stand between 、 a comma may end the list, and does in front of other things.
    const bool past_comma = separator == '\xe3' && parts.strict.size() > 1 && comma;
    // "…，占 41.0%，回应关切 12 条": where one part has its share, a count without one is of something else.
    const bool closes = fits && AnyMatchesWhole(closer, label);
    const bool shareless = after_share && !HasShare(sentence, amounts, i, share);
    if (closes) {
      parts.total = i;
    }
    if (AnyFinds(within, label) && !parts.generous.empty()) {
      // "2021年留存2件、2022年新收13件中的12件": the 13 are no part.
      if (strict && !parts.strict.empty()) {
        parts.strict.pop_back();
      }
      parts.generous.pop_back();
      parts.open = true;
      until = amount.begin;
      break;
    }
    if (closes || shareless || (!same_matter && AnyFinds(end, label)) ||
        (separator != ';' && label.find(';') != label.npos) || (past_comma && !fits)) {
      until = amount.begin;
      break;
    }
    strict = strict && !(separator == '\xe3' && !parts.strict.empty() && comma);
    from = amount.after;
    after_share = false;
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
  const std::string list = WithoutBrackets(sentence.substr(opening.begin, stop - opening.begin), opening.bare ? 1 : 0);
  const bool to_the_rest = !parts.generous.empty() && AnyFinds(rest, LabelOf(sentence, amounts[parts.generous.back()]));
  parts.open = parts.open || AnyFinds(open, list) || (!to_the_rest && AnyFinds(mainly, list));
  return parts;
}

std::vector<std::size_t> PartsReader::PartsBefore(std::string_view sentence, const std::vector<Amount>& amounts,
                                                  std::size_t whole) const {
  std::vector<std::size_t> parts;
  for (std::size_t i = whole; i > 0; --i) {
    const Amount& part = amounts[i - 1];
    const std::string_view gap = sentence.substr(part.after, amounts[i].begin - part.after);
    const bool like =
        part.kind == Amount::Kind::kCount && part.unit == amounts[whole].unit && part.depth == amounts[whole].depth;
    if (!like || gap.find(';') != gap.npos || gap.find("。") != gap.npos) {
      break;
    }
    parts.push_back(i - 1);
  }
  std::ranges::reverse(parts);
  if (parts.size() < 2) {
    return {};
  }
  std::size_t from = amounts[parts.front()].begin;
  if (parts.front() > 0) {
    from = amounts[parts.front() - 1].after;
  }
  const std::string_view list = sentence.substr(from, amounts[whole].begin - from);
  // What stands before the first part, "其中复议纠错4件、诉讼败诉1件，合计5件", nests none of them.
  const std::size_t first = amounts[parts.front()].begin;
  const std::string_view behind = sentence.substr(first, amounts[whole].begin - first);
  return AnyFinds(open, list) || AnyFinds(mainly, list) || AnyFinds(nested, behind) ? std::vector<std::size_t>()
                                                                                    : parts;
}

std::string_view LabelOf(std::string_view sentence, const Amount& part) {
  std::size_t begin = part.begin;
  while (begin > 0) {
    const std::string_view before = sentence.substr(0, begin);
    const char c = before.back();
    const bool mark = c == ',' || c == ';' || c == ':' || c == '(' || (c >= '0' && c <= '9');
    if (mark || before.ends_with("、")) {
      break;
    }
    --begin;
  }
  return sentence.substr(begin, part.begin - begin);
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
