#include "report/label_tiling.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace gouji {
namespace {

constexpr std::size_t kMostSteps = 4'000;  // from one line
constexpr std::size_t kMostStepsInAll = 12'000;
constexpr std::size_t kMostLines = 12;       // above the table
constexpr std::size_t kMostOtherWords = 90;  // characters of a header that are no label's
constexpr std::size_t kMostPages = 50;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::size_t kSurelyLabel = 3;  // characters by which a label is known behind other words

enum class Kind { kTitle, kUnder, kColumn, kGroup, kRow };

/// A label of the form, which must be met once.
struct Slot {
  Kind kind = Kind::kRow;
  const Label* label = nullptr;
  std::vector<std::u32string> ways;  // to say it
  int block = 0;
  int order = 0;  // of columns from left to right; of rows from top to bottom
};

std::vector<std::u32string> WaysOf(const Label& label) {
  std::vector<std::u32string> ways{WithoutMarks(label.key)};
  for (const std::string& alias : label.aliases) {
    std::u32string way = WithoutMarks(alias);
    if (!way.empty() && std::ranges::find(ways, way) == ways.end()) ways.push_back(std::move(way));
  }
  return ways;
}

std::vector<Slot> SlotsOf(const TableForm& form) {
  std::vector<Slot> slots;
  for (int b = 0; b < static_cast<int>(form.blocks.size()); ++b) {
    const BlockForm& block = form.blocks[b];
    if (!block.label.empty()) slots.push_back({Kind::kTitle, &block.label, WaysOf(block.label), b, 0});
    for (int c = 0; c < static_cast<int>(block.columns.size()); ++c) {
      const ColumnForm& column = block.columns[c];
      const bool first = c == 0 || block.columns[c - 1].under.key != column.under.key;
      if (!column.under.empty() && first) slots.push_back({Kind::kUnder, &column.under, WaysOf(column.under), b, c});
      slots.push_back({Kind::kColumn, &column.label, WaysOf(column.label), b, c});
    }
  }
  for (int r = 0; r < static_cast<int>(form.rows.size()); ++r) {
    const RowForm& row = form.rows[r];
    const bool known = std::ranges::any_of(
        slots, [&](const Slot& slot) { return slot.kind == Kind::kGroup && slot.label->key == row.under.key; });
    if (!row.under.empty() && !known) slots.push_back({Kind::kGroup, &row.under, WaysOf(row.under), row.block, r});
    if (!row.label.empty()) slots.push_back({Kind::kRow, &row.label, WaysOf(row.label), row.block, r});
  }
  return slots;
}

/// One way of telling the scraps apart, tried out step by step.
class Tiler {
 public:
  Tiler(const TableForm& form, std::span<const Scrap> scraps)
      : form_(form), scraps_(scraps), slots_(SlotsOf(form)), parts_(slots_.size()), at_(slots_.size()) {
    for (const RowForm& row : form.rows) widths_.push_back(form.blocks[row.block].columns.size());
    headers_.resize(form.blocks.size());
    titles_.resize(form.blocks.size(), kNone);
    rows_.resize(form.rows.size(), kNone);
    for (std::size_t s = 0; s < slots_.size(); ++s) {
      const Slot& slot = slots_[s];
      const auto block = static_cast<std::size_t>(slot.block);
      if (slot.kind == Kind::kTitle) titles_[block] = s;
      if (slot.kind == Kind::kGroup) groups_.push_back(s);
      if (slot.kind == Kind::kRow) rows_[static_cast<std::size_t>(slot.order)] = s;
      if (slot.kind == Kind::kUnder || slot.kind == Kind::kColumn) headers_[block].push_back(s);
    }
    block_ = titles_.front() == kNone ? 0 : -1;
  }

  /// Whether the form is such as can be told, and there are as many values as it wants and the characters of its
  /// labels.
  bool CanTell() const {
    const bool plain = form_.kind == TableForm::Rows::kListed && form_.ignored.empty() &&
                       std::ranges::none_of(form_.rows, &RowForm::optional) &&
                       std::ranges::none_of(slots_, [](const Slot& slot) { return slot.ways.front().empty(); });
    return plain && HasValues() && HasCharacters();
  }

  /// `begun_first`: of a header's labels those that have begun go on before others begin, as where cells follow one
  /// another; else others begin, as where the lines of all cells do.
  bool TellFrom(std::size_t begin, bool begun_first) {
    begin_ = begin;
    begun_first_ = begun_first;
    steps_ = 0;
    failed_.clear();
    return Go(begin, 0);
  }

  Tiling Result() const {
    Tiling tiling;
    tiling.begin = begin_;
    tiling.end = end_;
    tiling.others = others_;
    for (const BlockForm& block : form_.blocks) {
      Tiling::Block& told = tiling.blocks.emplace_back();
      told.unders.resize(block.columns.size());
      told.columns.resize(block.columns.size());
    }
    tiling.rows.resize(form_.rows.size());
    for (std::size_t r = 0; r < form_.rows.size(); ++r) {
      for (std::size_t c = 0; c < widths_[r]; ++c) tiling.rows[r].values.push_back(values_[r] + c);
    }
    for (std::size_t s = 0; s < slots_.size(); ++s) {
      const Slot& slot = slots_[s];
      const auto order = static_cast<std::size_t>(slot.order);
      Tiling::Block& block = tiling.blocks[static_cast<std::size_t>(slot.block)];
      Tiling::Found& found = slot.kind == Kind::kTitle    ? block.title
                             : slot.kind == Kind::kUnder  ? block.unders[order]
                             : slot.kind == Kind::kColumn ? block.columns[order]
                             : slot.kind == Kind::kGroup  ? tiling.rows[order].group
                                                          : tiling.rows[order].label;
      found = {slot.label, parts_[s]};
    }
    return tiling;
  }

 private:
  /// How far a label is said, and in which of its ways.
  struct Progress {
    std::uint8_t way = 0;
    std::uint8_t said = 0;
  };

  std::size_t Length(std::size_t s) const { return slots_[s].ways[at_[s].way].size(); }
  /// Numbers that follow one another belong to one row, or to some that do.
  bool HasValues() const {
    std::vector<std::size_t> runs;
    bool goes_on = false;
    for (const Scrap& scrap : scraps_) {
      if (scrap.is_value && goes_on && !scrap.stands_apart) {
        ++runs.back();
      } else if (scrap.is_value) {
        runs.push_back(1);
      }
      goes_on = scrap.is_value;
    }
    std::size_t run = 0;
    for (const std::size_t width : widths_) {
      while (run < runs.size() && runs[run] < width) ++run;
      if (run == runs.size()) return false;
      runs[run] -= width;
    }
    return true;
  }

  bool HasCharacters() const {
    std::unordered_map<char32_t, int> count;
    for (const Scrap& scrap : scraps_) {
      for (const char32_t c : scrap.key) ++count[c];
    }
    const auto lacks = [&](const Slot& slot) {
      // A character that not every way of saying the label has is not wanted.
      return std::ranges::any_of(slot.ways.front(), [&](char32_t c) {
        const bool everywhere = std::ranges::all_of(
            slot.ways, [&](const std::u32string& way) { return way.find(c) != std::u32string::npos; });
        return everywhere && --count[c] < 0;
      });
    };
    return std::ranges::none_of(slots_, lacks);
  }

  bool Begun(std::size_t s) const { return at_[s].said > 0; }
  bool Done(std::size_t s) const { return at_[s].said == Length(s); }
  bool AreDone(const std::vector<std::size_t>& slots) const {
    return std::ranges::all_of(slots, [&](std::size_t s) { return Done(s); });
  }
  bool AllDone() const {
    return values() == row_count() && (row_ < 0 || RowIsDone()) && AreDone(groups_) && AreDone(headers_.back());
  }
  /// Whether the label of the row that was begun last is whole.
  bool RowIsDone() const { return row_ < 0 || rows_[row_] == kNone || Done(rows_[row_]); }
  int values() const { return static_cast<int>(values_.size()); }
  int row_count() const { return static_cast<int>(form_.rows.size()); }
  int FirstRow(int block) const { return form_.blocks[block].rows.empty() ? 0 : form_.blocks[block].rows.front(); }

  /// Tries the labels of which something may stand here, until one will do.
  template <typename Try>
  bool AnyDue(const Try& will_do) const {
    const int next = block_ + 1;
    const bool title = next < static_cast<int>(titles_.size()) && titles_[next] != kNone;
    if (title && RowIsDone() && row_ + 1 == FirstRow(next) && values() + 1 >= FirstRow(next) &&
        will_do(titles_[next])) {
      return true;
    }
    if (block_ < 0) return false;
    if (values() <= FirstRow(block_)) {
      for (const bool begun : {begun_first_, !begun_first_}) {
        for (const std::size_t s : headers_[block_]) {
          const int place = PlaceOf(slots_[s]);
          const bool stands_behind = place > last_place_ || (begun && place == last_place_);
          if (Begun(s) == begun && stands_behind && will_do(s)) return true;
        }
      }
    }
    // A group stands beside all its rows, of which the form may say but the first.
    for (const std::size_t s : groups_) {
      if (slots_[s].block <= block_ && row_ + 1 >= slots_[s].order && will_do(s)) return true;
    }
    if (!RowIsDone()) return will_do(rows_[row_]);
    return row_ + 1 < row_count() && rows_[row_ + 1] != kNone && form_.rows[row_ + 1].block == block_ &&
           values() >= row_ && will_do(rows_[row_ + 1]);
  }

  /// Labels that begin on one line stand on it from left to right.
  static int PlaceOf(const Slot& slot) { return 2 * slot.order + (slot.kind == Kind::kColumn ? 1 : 0); }

  static std::uint64_t Mixed(std::uint64_t state, std::uint64_t number) {
    state = (state ^ number) * 0x9E3779B97F4A7C15ULL;
    return state ^ state >> 29U;
  }

  /// Tells apart what is left to do, as nearly as a number can.
  std::uint64_t StateAt(std::size_t scrap, std::size_t from) const {
    std::uint64_t state = all_said_;
    for (const std::uint64_t number : {scrap, from, values_.size(), other_words_}) state = Mixed(state, number + 1);
    return Mixed(state, static_cast<std::uint64_t>(last_place_) + 2);
  }

  /// How far a label is said, now.
  void Say(std::size_t s, Progress progress) {
    const auto mixed = [s](const Progress& each) {
      return Mixed(s + 1, each.way * std::uint64_t{256} + each.said + 1);
    };
    all_said_ += mixed(progress) - mixed(at_[s]);
    at_[s] = progress;
  }

  bool Go(std::size_t scrap, std::size_t from) {
    if (AllDone() && (from == 0 || from == scraps_[scrap].key.size())) {
      end_ = scrap + (from == 0 ? 0 : 1);
      return true;
    }
    if (scrap == scraps_.size() || ++steps_ > kMostSteps || ++steps_in_all_ > kMostStepsInAll) return false;
    if (from > 0 && from == scraps_[scrap].key.size()) return Go(scrap + 1, 0);
    if (from == 0 && scraps_[scrap].begins_line && last_place_ >= 0) {
      const int before = std::exchange(last_place_, -1);
      if (Go(scrap, from)) return true;
      last_place_ = before;
      return false;
    }
    const std::uint64_t state = StateAt(scrap, from);
    if (failed_.contains(state)) return false;
    if (TryLabels(scrap, from) || TryValues(scrap, from) || TryHeaderAgain(scrap, from) || TryOther(scrap, from)) {
      return true;
    }
    failed_.insert(state);
    return false;
  }

  bool TryLabels(std::size_t scrap, std::size_t from) {
    const std::u32string_view rest = std::u32string_view(scraps_[scrap].key).substr(from);
    if (rest.empty()) return false;
    return AnyDue([&](std::size_t s) {
      if (Done(s)) return false;
      const Progress before = at_[s];
      const std::size_t ways = slots_[s].ways.size();
      for (std::size_t way = 0; way < ways; ++way) {
        const std::u32string_view whole = slots_[s].ways[way];
        const std::u32string_view said = std::u32string_view(slots_[s].ways[before.way]).substr(0, before.said);
        if (whole.size() <= said.size() || !whole.starts_with(said)) continue;
        const std::u32string_view wanted = whole.substr(said.size());
        const std::size_t take = Shared(wanted, scraps_[scrap], from);
        if (take == 0) continue;
        if (TakePart(s, {static_cast<std::uint8_t>(way), static_cast<std::uint8_t>(said.size() + take)}, scrap, from,
                     take)) {
          return true;
        }
        Say(s, before);
      }
      return false;
    });
  }

  /// How much of what a label still wants a scrap says: all of either, or up to a mark ("（五）|1.信").
  static std::size_t Shared(std::u32string_view wanted, const Scrap& scrap, std::size_t from) {
    const std::u32string_view rest = std::u32string_view(scrap.key).substr(from);
    const std::size_t most = std::min(wanted.size(), rest.size());
    std::size_t shared = 0;
    while (shared < most && wanted[shared] == rest[shared]) ++shared;
    return shared == most || (shared > 0 && scrap.marks[from + shared]) ? shared : 0;
  }

  bool TakePart(std::size_t s, Progress progress, std::size_t scrap, std::size_t from, std::size_t take) {
    const Slot& slot = slots_[s];
    Say(s, progress);
    parts_[s].push_back({scraps_[scrap].origin[from], scraps_[scrap].origin[from + take]});
    const bool in_header = slot.kind == Kind::kUnder || slot.kind == Kind::kColumn;
    // Where all of a table stands on one line, the header of the next block begins at the left again.
    const int here = in_header ? PlaceOf(slot) : slot.kind == Kind::kTitle ? -1 : last_place_;
    const int last_place = std::exchange(last_place_, here);
    const int block = std::exchange(block_, slot.kind == Kind::kTitle && Done(s) ? slot.block : block_);
    const int row = std::exchange(row_, slot.kind == Kind::kRow ? slot.order : row_);
    const std::size_t header_end = std::exchange(header_end_, row < 0 && row_ == 0 ? scrap : header_end_);
    if (Go(scrap, from + take)) return true;
    header_end_ = header_end;
    row_ = row;
    block_ = block;
    last_place_ = last_place;
    parts_[s].pop_back();
    return false;
  }

  /// The values of the next row, all at once.
  bool TryValues(std::size_t scrap, std::size_t from) {
    if (from > 0 || !scraps_[scrap].is_value || values() == row_count()) return false;
    const int row = values();
    const RowForm& form = form_.rows[row];
    const std::size_t width = widths_[row];
    if (scrap + width > scraps_.size() || form.block > block_ || !AreDone(headers_[form.block])) return false;
    if (!form.label.empty() && (row_ < row || row_ > row + 1)) return false;
    for (std::size_t i = scrap; i < scrap + width; ++i) {
      // Numbers set apart are paragraphs to what wrote them, and came in an order of its own.
      if (!scraps_[i].is_value || (i > scrap && scraps_[i].stands_apart)) return false;
    }
    if (!AreInOrder(scraps_.subspan(scrap, width))) return false;
    values_.push_back(scrap);
    if (Go(scrap + width, 0)) return true;
    values_.pop_back();
    return false;
  }

  /// A header that is printed again on a later page.
  bool TryHeaderAgain(std::size_t scrap, std::size_t from) {
    if (from > 0 || header_end_ == 0 || values_.empty() || form_.blocks.size() > 1) return false;
    const std::size_t length = header_end_ - begin_;
    if (length == 0 || scrap + length > scraps_.size() || scrap <= header_end_) return false;
    for (std::size_t i = 0; i < length; ++i) {
      if (scraps_[begin_ + i].key != scraps_[scrap + i].key) return false;
    }
    if (again_ == kMostPages) return false;
    ++again_;
    if (Go(scrap + length, 0)) return true;
    --again_;
    return false;
  }

  /// Words above the first row of a block that the form does not know: what stands above its labels.
  bool TryOther(std::size_t scrap, std::size_t from) {
    const int next_row = block_ < 0 ? 0 : FirstRow(block_);
    if (from > 0 || scraps_[scrap].is_value || scraps_[scrap].is_sentence || row_ >= next_row) return false;
    const std::u32string_view key = scraps_[scrap].key;
    if (other_words_ + key.size() > kMostOtherWords) return false;
    const auto go = [&](std::size_t taken) {
      other_words_ += taken;
      others_.push_back(scrap);
      if (Go(scrap, taken)) return true;
      others_.pop_back();
      other_words_ -= taken;
      return false;
    };
    if (go(key.size())) return true;
    // "信息内容|规章": a word of the header and the first label, run together.
    if (rows_[next_row] == kNone || block_ < 0) return false;
    const std::size_t at = key.find(std::u32string_view(slots_[rows_[next_row]].ways.front()).substr(0, kSurelyLabel));
    return at != std::u32string_view::npos && at > 0 && go(at);
  }

  const TableForm& form_;
  std::span<const Scrap> scraps_;
  std::vector<Slot> slots_;
  std::vector<std::size_t> titles_, rows_, groups_;  // of blocks, of rows, of all groups: slots
  std::vector<std::vector<std::size_t>> headers_;    // of blocks
  std::vector<std::size_t> widths_;                  // of rows, in values
  std::vector<std::vector<Span>> parts_;
  std::vector<Progress> at_;
  std::uint64_t all_said_ = 0;       // of all progress, one number
  std::vector<std::size_t> values_;  // the first scrap of each row's
  std::vector<std::size_t> others_;
  std::size_t other_words_ = 0;
  int block_ = -1;  // whose title was met last; -1 before the first where blocks have titles
  int row_ = -1;    // whose label was begun last
  std::size_t header_end_ = 0;
  std::size_t again_ = 0;  // times that the header was met again
  int last_place_ = -1;    // of labels of the header, on this line
  bool begun_first_ = true;
  std::size_t begin_ = 0, end_ = 0, steps_ = 0, steps_in_all_ = 0;
  std::unordered_set<std::uint64_t> failed_;
};

}  // namespace

std::optional<Tiling> TileLabels(const TableForm& form, std::span<const Scrap> scraps) {
  Tiler tiler(form, scraps);
  if (!tiler.CanTell()) return std::nullopt;
  std::size_t lines = 0;
  for (std::size_t begin = 0; begin < scraps.size() && lines < kMostLines; ++begin) {
    if (!scraps[begin].begins_line) continue;
    ++lines;
    if (tiler.TellFrom(begin, true) || tiler.TellFrom(begin, false)) return tiler.Result();
  }
  return std::nullopt;
}

}  // namespace gouji
