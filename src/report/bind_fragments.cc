// What a cell says that is no label, as far as it is a part of one, or of two: what line ends and page ends made of it.

#include <algorithm>

#include "report/binder.h"
#include "text/fold.h"

namespace gouji::binding {
namespace {

constexpr std::size_t kWholeLabel = std::size_t{4} * 3;  // shorter ones are words of other labels

bool IsWithin(const Label& label, std::string_view key) {
  return label.key.size() > key.size() && label.key.find(key) != std::string::npos;
}

/// Whether `key` is a label with characters of another in between.
bool AreInterleaved(std::string_view label, std::string_view other, std::string_view key) {
  const std::u32string official = CodePoints(label);
  const std::u32string strange = CodePoints(other);
  std::size_t at = 0;
  bool any = false;
  for (const char32_t c : CodePoints(key)) {
    if (at < official.size() && c == official[at]) {
      ++at;
    } else if (strange.find(c) != std::u32string::npos) {
      any = true;
    } else {
      return false;
    }
  }
  return any && at == official.size();
}

}  // namespace

bool Binder::IsPiece(const std::string& key) const {
  const KeyFits& known = FitsOf(key);
  if (key.empty() || RoleOf(key) != nullptr ||
      std::ranges::any_of(known.fits, [](Fit fit) { return fit >= Fit::kAlias; })) {
    return false;
  }
  // Cells that hold more than one label, or a label and what belongs to another.
  const auto has_more = [&](const Label& label) {
    return label.key.size() >= kWholeLabel && key.size() > label.key.size() && key.find(label.key) != std::string::npos;
  };
  const auto fits = [&](const Label& label) { return IsWithin(label, key) || has_more(label); };
  const bool part = std::ranges::any_of(form_.blocks, [&](const BlockForm& block) {
    return fits(block.label) || std::ranges::any_of(block.columns, [&](const ColumnForm& column) {
             return fits(column.label) || IsWithin(column.under, key);
           });
  });
  return part || std::ranges::any_of(form_.rows,
                                     [&](const RowForm& row) { return fits(row.label) || IsWithin(row.under, key); });
}

bool Binder::IsCutShort(const Label& label, const std::string& key) const {
  constexpr std::size_t kOfHand = std::size_t{2} * 3;  // characters that a person leaves out
  const std::string_view whole = label.key;
  const bool begins = whole.starts_with(key);
  if (key.empty() || key.size() >= whole.size() || whole.size() - key.size() > kOfHand ||
      (!begins && !whole.ends_with(key))) {
    return false;
  }
  const std::string_view rest = begins ? whole.substr(key.size()) : whole.substr(0, whole.size() - key.size());
  // A number that was cut off is a number wherever it stands, and no label's rest.
  if (std::ranges::none_of(rest, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
    return false;
  }
  const auto has_rest = [&](const std::string& other) {
    return !other.empty() && other != key && RoleOf(other) == nullptr &&
           (other.find(rest) != other.npos || rest.find(other) != rest.npos);
  };
  // Between the pieces of a table it may have become a paragraph.
  const auto is_rest = [&](const Text& text) {
    return text.says.size() <= 2 * kOfHand && has_rest(LabelKey(text.says));
  };
  return std::ranges::none_of(lines_, [&](const Line& line) { return std::ranges::any_of(line.keys, has_rest); }) &&
         std::ranges::none_of(around_, is_rest);
}

bool Binder::IsCutShort(const std::string& key) const {
  const auto of = [&](const Label& label) { return IsCutShort(label, key); };
  return std::ranges::any_of(form_.rows, of, &RowForm::label) ||
         std::ranges::any_of(form_.blocks, [&](const BlockForm& block) {
           return of(block.label) || std::ranges::any_of(block.columns, of, &ColumnForm::label);
         });
}

bool Binder::HoldsMissingRow(const std::string& key) const {
  for (std::size_t r = 0; r < form_.rows.size(); ++r) {
    const std::string& label = form_.rows[r].label.key;
    if (!table_.rows[r].present && label.size() >= kWholeLabel && key.size() > label.size() &&
        key.find(label) != std::string::npos) {
      return true;
    }
  }
  return false;
}

bool Binder::IsBehindOther(const std::string& key) const {
  const auto is_behind = [&](const Label& label) {
    return label.key.size() >= kWholeLabel && key.size() > label.key.size() && key.ends_with(label.key);
  };
  return IsPiece(key) && std::ranges::any_of(form_.blocks, [&](const BlockForm& block) {
           return std::ranges::any_of(block.columns, [&](const ColumnForm& column) { return is_behind(column.label); });
         });
}

/// "办理结（一）予以" and "公开": the border of two cells, drawn where none was, goes through a label.
bool Binder::IsCutBetween(std::string_view key, std::string_view next) const {
  constexpr std::size_t kShortest = std::size_t{2} * 3;  // bytes on either side
  constexpr std::size_t kSurely = std::size_t{4} * 3;    // of a label that goes on in yet another cell, or line
  const auto is_cut = [&](const Label& label) {
    const std::string_view whole = label.key;
    const std::string_view begins = next.substr(0, kShortest);
    for (std::size_t at = whole.find(begins, kShortest); at != whole.npos; at = whole.find(begins, at + 1)) {
      const std::string_view begun = whole.substr(0, at);
      const bool ends = next.starts_with(whole.substr(at)) || next.starts_with(whole.substr(at, kSurely));
      if (ends && (key.ends_with(begun) || key.starts_with(begun))) {
        return true;
      }
    }
    return false;
  };
  if (next.size() < kShortest) {
    return false;
  }
  return std::ranges::any_of(form_.rows, [&](const RowForm& row) { return is_cut(row.label) || is_cut(row.under); });
}

bool Binder::IsTorn(const Line& line) const {
  constexpr std::size_t kMostParts = 3;
  constexpr std::ptrdiff_t kFewBehind = 2;
  constexpr std::ptrdiff_t kManyShort = 5;
  for (std::size_t first = 0; first < line.keys.size(); ++first) {
    std::string whole = line.keys[first];
    if (first + 1 < line.keys.size() && IsCutBetween(whole, line.keys[first + 1])) {
      return true;
    }
    for (std::size_t next = first + 1; next < std::min(line.keys.size(), first + kMostParts); ++next) {
      if (line.keys[next].empty() || RoleOf(line.keys[next]) != nullptr) {
        break;
      }
      whole += line.keys[next];
      const TableForm::Role* role = RoleOf(whole);
      if (role != nullptr && role->column && !line.keys[first].empty()) {
        return true;
      }
    }
  }
  if (line.at.grid->has_pieces() &&
      std::ranges::any_of(line.keys, [&](const std::string& key) { return HoldsLostColumn(key); })) {
    return true;
  }
  return std::ranges::count_if(line.keys, [&](const std::string& key) { return IsBehindOther(key); }) >= kFewBehind ||
         std::ranges::count_if(line.keys, [&](const std::string& key) { return IsPiece(key); }) >= kManyShort;
}

bool Binder::IsJoined(const std::string& key) const {
  if (RoleOf(key) != nullptr) {
    return false;
  }
  std::vector<std::string_view> labels;
  const auto add = [&](const Label& label) {
    if (label.key.size() >= kWholeLabel && key.find(label.key) != std::string::npos) {
      labels.push_back(label.key);
    }
  };
  for (const BlockForm& block : form_.blocks) {
    add(block.label);
    for (const ColumnForm& column : block.columns) {
      add(column.label);
    }
  }
  for (const RowForm& row : form_.rows) {
    add(row.label);
  }
  const auto longest = std::ranges::max_element(labels, {}, &std::string_view::size);
  if (longest == labels.end()) {
    return false;
  }
  std::string rest = key;
  rest.erase(rest.find(*longest), longest->size());
  return rest.find_first_not_of("0123456789") == std::string::npos ||
         std::ranges::any_of(labels, [&](std::string_view label) { return rest.find(label) != std::string::npos; });
}

bool Binder::IsScrambled(const Label& label, const std::string& key) {
  constexpr int kOfHand = 2;  // characters that a person types in the wrong order
  std::u32string found = CodePoints(key);
  std::u32string official = CodePoints(label.key);
  if (found.size() != official.size()) {
    return false;
  }
  int moved = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    moved += found[i] != official[i] ? 1 : 0;
  }
  std::ranges::sort(found);
  std::ranges::sort(official);
  return moved > kOfHand && found == official;
}

bool Binder::HoldsLostColumn(const std::string& key) const {
  for (std::size_t b = 0; b < form_.blocks.size(); ++b) {
    const std::vector<ColumnForm>& columns = form_.blocks[b].columns;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const bool lost = !table_.columns[b][c].present && RoleOf(key) == nullptr;
      if (lost && std::ranges::any_of(columns, [&](const ColumnForm& other) {
            return &other != &columns[c] && AreInterleaved(other.label.key, columns[c].label.key, key);
          })) {
        return true;
      }
    }
  }
  return false;
}

bool Binder::IsInterleaved(const RowForm& row, const Line& line) const {
  return line.at.grid->has_pieces() && !row.under.empty() && AreInterleaved(row.label.key, row.under.key, line.key());
}

}  // namespace gouji::binding
