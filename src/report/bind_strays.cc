// Tables of which a part stands beside them, as lines of words and numbers:
//
//     行政许可 1
//     | 信息内容 | 本年处理决定数量 |
//     | 行政处罚 | 0              |

#include <algorithm>

#include "report/binder.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace gouji::binding {
namespace {

constexpr std::size_t kLongest = 3 * 60;                 // of such a line
constexpr std::size_t kWholeLabel = std::size_t{4} * 3;  // shorter words stand alone for other things too

/// What stands between the blanks of a line.
std::vector<std::string_view> WordsOf(std::string_view line) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t here = at;
    if (!IsBlank(NextCodePoint(line, at))) {
      continue;
    }
    if (here > begin) {
      words.push_back(line.substr(begin, here - begin));
    }
    begin = at;
  }
  if (begin < line.size()) {
    words.push_back(line.substr(begin));
  }
  return words;
}

}  // namespace

Binder::Strays Binder::Missing(const std::string& key, bool with_value) const {
  Strays missing;
  const bool enough = key.size() >= kWholeLabel || with_value;
  for (std::size_t r = 0; r < form_.rows.size() && !key.empty(); ++r) {
    const BoundRow& row = table_.rows[r];
    const bool lost = row.present ? row.label.empty() : enough;
    missing.rows += lost && FitOf(form_.rows[r].label, key) >= Fit::kAlias ? 1 : 0;
  }
  if (!enough) {
    return missing;
  }
  for (std::size_t b = 0; b < form_.blocks.size(); ++b) {
    const BlockForm& block = form_.blocks[b];
    const bool title = !block.label.empty() && FitOf(block.label, key) >= Fit::kAlias;
    missing.rows += title && (!table_.block_present[b] || !title_found_[b]) ? 1 : 0;
    for (std::size_t c = 0; !with_value && c < block.columns.size(); ++c) {
      const bool lost = !table_.columns[b][c].present && FitOf(block.columns[c].label, key) >= Fit::kAlias;
      missing.columns += lost ? 1 : 0;
    }
  }
  return missing;
}

bool Binder::NamesFoundColumn(const std::string& key) const {
  for (std::size_t b = 0; b < form_.blocks.size(); ++b) {
    const std::vector<ColumnForm>& columns = form_.blocks[b].columns;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (table_.columns[b][c].present && FitOf(columns[c].label, key) >= Fit::kAlias) {
        return true;
      }
    }
  }
  return false;
}

Binder::Strays Binder::FindStrays() const {
  Strays strays;
  // Of a page that was printed as paragraphs, the header of a block may come before its title.
  for (const Line& line : lines_) {
    for (const std::string& key : line.keys) {
      strays.columns +=
          line.at.grid->kind == GridKind::kBare && !NamesFoundColumn(key) ? Missing(key, false).columns : 0;
    }
  }
  if (around_.empty() || source_rows_.empty()) {
    return strays;
  }
  const auto is_sentence = [](const Text& text) { return text.says.find("。") != std::string_view::npos; };
  const auto place = [](const GridRow& at) { return at.grid->where; };
  auto first = std::ranges::lower_bound(around_, place(source_rows_.front()).begin, {},
                                        [](const Text& text) { return text.where.begin; });
  auto last = std::ranges::lower_bound(around_, place(source_rows_.back()).end, {},
                                       [](const Text& text) { return text.where.begin; });
  while (first != around_.begin() && !is_sentence(*(first - 1))) {
    --first;
  }
  while (last != around_.end() && !is_sentence(*last)) {
    ++last;
  }
  for (; first < last; ++first) {
    if (first->says.size() > kLongest) {
      continue;
    }
    std::vector<std::string_view> words = WordsOf(first->says);
    const std::size_t all = words.size();
    while (!words.empty() && IsValue(ReadCell(words.back()).kind)) {
      words.pop_back();
    }
    if (words.empty()) {
      continue;
    }
    const bool with_value = words.size() < all;
    const auto add = [&](std::string_view label) {
      const Strays missing = Missing(LabelKey(label), with_value);
      strays.columns += missing.columns;
      strays.rows += missing.rows;
    };
    const auto whole = static_cast<std::size_t>(words.back().data() + words.back().size() - words.front().data());
    add(std::string_view(words.front().data(), whole));
    for (std::size_t i = 0; words.size() > 1 && i < words.size(); ++i) {
      add(words[i]);
    }
  }
  return strays;
}

}  // namespace gouji::binding
