// What each line of a table is: a block's title, a header, data, the name of a group.

#include <algorithm>

#include "report/bind_again.h"
#include "report/binder.h"
#include "text/fold.h"

namespace gouji::binding {

Span FirstWords(const Line& line) {
  for (const Cell& cell : line.cells) {
    if (!cell.text.empty()) {
      return cell.text.where;
    }
  }
  return line.cells.empty() ? Span{} : line.cells.front().text.where;
}

void Binder::ReadCaptions(std::span<const Text> captions) {
  constexpr std::size_t kLongest = 3 * 30;
  for (const Text& caption : captions) {
    const std::string key = caption.says.size() > kLongest ? std::string() : LabelKey(caption.says);
    for (std::size_t b = 0; !key.empty() && b < form_.blocks.size(); ++b) {
      if (!form_.blocks[b].label.empty() && FitOf(form_.blocks[b].label, key) >= Fit::kAlias) {
        captions_.emplace_back(caption.where, static_cast<int>(b));
        title_found_[b] = true;
        title_at_[static_cast<int>(b)] = caption.where;
      }
    }
  }
}

void Binder::ReadLines() {
  lines_.reserve(source_rows_.size());
  int block = form_.blocks.size() == 1 && form_.blocks[0].label.empty() ? 0 : -1;
  std::string_view group;
  std::size_t caption = 0;
  for (const GridRow& at : source_rows_) {
    Line& line = lines_.emplace_back();
    line.at = at;
    line.cells = at.grid->Row(at.row);
    for (; caption < captions_.size() && !line.cells.empty() &&
           captions_[caption].first.begin < line.cells.front().text.where.begin;
         ++caption) {
      block = captions_[caption].second;
      group = {};
    }
    line.keys.reserve(line.cells.size());
    line.kinds.reserve(line.cells.size());
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
      const CellWords& words = at.words.empty() ? ReadWords(line.cells[i].text.says) : *at.words[i];
      line.kinds.push_back(words.kind);
      line.numbers += words.kind == CellValue::Kind::kNumber ? 1 : 0;
      line.keys.push_back(words.key);
    }
    ReadNumericHeader(line);
    if (std::ranges::find(table_.grids, at.grid) == table_.grids.end()) {
      table_.grids.push_back(at.grid);
    }
    DropClones(line);
    JoinParts(line);
    Classify(line);
    if (line.kind == LineKind::kBlock) {
      block = line.block;
      group = {};
    }
    if (line.group >= 0) {
      group = line.keys[line.group];
    }
    if (line.kind != LineKind::kBlock) {
      line.block = block;
    }
    line.group_key = group;
  }
}

/// "2023" and "2024" may be the labels of columns. A line is a header of them when all its numbers are.
void Binder::ReadNumericHeader(Line& line) const {
  if (line.numbers == 0 || !form_.numeric_columns) {
    return;
  }
  std::vector<std::string> keys = line.keys;
  for (std::size_t i = 0; i < line.cells.size(); ++i) {
    if (line.kinds[i] == CellValue::Kind::kNumber) {
      if (!form_.digit_columns && IsPlainNumber(line.cells[i].text.says)) {
        return;
      }
      keys[i] = LabelKey(line.cells[i].text.says);
      if (!IsColumn(keys[i])) {
        return;
      }
    }
  }
  line.keys = std::move(keys);
  line.numbers = 0;
  std::ranges::replace(line.kinds, CellValue::Kind::kNumber, CellValue::Kind::kWords);
}

bool Binder::IsColumn(const std::string& key) const {
  return std::ranges::any_of(form_.blocks, [&](const BlockForm& block) {
    return std::ranges::any_of(block.columns, [&](const ColumnForm& column) {
      return FitOf(column.label, key) >= Fit::kAlias || FitOf(column.under, key) >= Fit::kAlias;
    });
  });
}

void Binder::DropClones(Line& line) {
  if (line.at.grid->kind != GridKind::kExact) {
    return;
  }
  for (std::size_t i = line.cells.size(); i-- > 1;) {
    if (!line.keys[i].empty() && line.keys[i] == line.keys[i - 1]) {
      line.keys[i].clear();
      line.kinds[i] = CellValue::Kind::kBlank;
    }
  }
}

void Binder::JoinParts(Line& line) const {
  for (std::size_t i = 1; i < line.keys.size(); ++i) {
    const bool words = !line.keys[i - 1].empty() && !line.keys[i].empty();
    if (!words || RoleOf(line.keys[i - 1]) != nullptr || RoleOf(line.keys[i]) != nullptr) {
      continue;
    }
    const std::string whole = line.keys[i - 1] + line.keys[i];
    const TableForm::Role* role = RoleOf(whole);
    // Where cells know their columns, the values may stand below either part of a column's label.
    if (role != nullptr && (line.at.grid->has_pieces() || !role->column)) {
      line.keys[i - 1] = whole;
      line.keys[i].clear();
      line.kinds[i] = CellValue::Kind::kBlank;
    }
  }
}

const TableForm::Role* Binder::RoleOf(const std::string& key) const {
  const auto found = form_.roles.find(key);
  return found == form_.roles.end() ? nullptr : &found->second;
}

const KeyFits& Binder::FitsOf(std::string_view key) const {
  const auto work_out = [&] { return form_.FitsOf(key); };
  if (const KeyFits* known = form_.fits.Of(key, work_out)) {
    return *known;
  }
  const auto own = own_fits_.find(key);
  return own != own_fits_.end() ? own->second : own_fits_.emplace(key, work_out()).first->second;
}

void Binder::Classify(Line& line) {
  int words = 0;
  int last_words = -1;
  for (std::size_t i = 0; i < line.cells.size(); ++i) {
    if (!IsValue(line.kinds[i])) {
      ++words;
      last_words = static_cast<int>(i);
    }
  }
  if (words == 0) {
    line.kind = line.numbers > 0 || std::ranges::count(line.kinds, CellValue::Kind::kPlaceholder) > 0
                    ? LineKind::kData
                    : LineKind::kBlank;
    return;
  }
  if (words == 1 && line.numbers == 0) {
    const std::string& key = line.keys[last_words];
    const TableForm::Role* role = RoleOf(key);
    const int block = role != nullptr && !role->block ? -1 : BlockOf(key);
    if (block >= 0) {
      line.kind = LineKind::kBlock;
      line.block = block;
      return;
    }
  }
  FindLabel(line);
  if (line.label >= 0 && line.numbers == 0 && !FitsRow(line.keys[line.label])) {
    const bool header = std::ranges::any_of(
        line.keys, [&](const std::string& key) { return !key.empty() && !FitsRow(key) && FitsColumn(key); });
    if (header) {
      line.kind = LineKind::kHeader;
      return;
    }
    if (words == 1 && FitsGroup(line.keys[line.label])) {
      line.kind = LineKind::kGroup;
      line.group = line.label;
      return;
    }
  }
  if (IsValuesOnly() && HasWordsForValues(line)) {
    line.label = -1;
    line.kind = LineKind::kData;
    return;
  }
  const bool has_values = line.values() > 0;
  line.kind = line.label >= 0 && (has_values || FitsRow(line.keys[line.label])) ? LineKind::kData : LineKind::kOther;
}

bool Binder::HasWordsForValues(const Line& line) const {
  const auto words = std::ranges::count(line.kinds, CellValue::Kind::kWords);
  const auto blanks = std::ranges::count(line.kinds, CellValue::Kind::kBlank);
  const bool mostly_values = std::ssize(line.kinds) - blanks > 2 * words;
  const bool all_values = line.label < 0 || line.cells.size() == form_.blocks[0].columns.size();
  return mostly_values && all_values && CountColumns(line) == 0;
}

int Binder::CountColumns(const Line& line) const {
  return static_cast<int>(
      std::ranges::count_if(line.keys, [&](const std::string& key) { return !key.empty() && FitsColumn(key); }));
}

void Binder::FindLabel(Line& line) const {
  int best = -1;
  for (int i = 0; i < static_cast<int>(line.cells.size()); ++i) {
    if (line.keys[i].empty()) {
      continue;
    }
    const TableForm::Role* role = RoleOf(line.keys[i]);
    if (role != nullptr && role->row) {
      best = i;
    } else if (role != nullptr && role->group) {
      line.group = i;
    }
  }
  if (best < 0) {
    for (int i = 0; i < static_cast<int>(line.cells.size()); ++i) {
      if (!line.keys[i].empty() && line.group != i && FitsRow(line.keys[i])) {
        best = i;
      }
    }
  }
  if (best < 0) {
    for (int i = 0; i < static_cast<int>(line.cells.size()); ++i) {
      if (!line.keys[i].empty()) {
        best = i;
      } else if (best >= 0 || line.kinds[i] != CellValue::Kind::kBlank) {
        break;
      }
    }
  }
  line.label = best;
  // Of groups within groups the one beside the label, also where its name has a slip in it.
  for (int i = line.group + 1; i < best; ++i) {
    if (!line.keys[i].empty() && FitsGroup(line.keys[i])) {
      line.group = i;
    }
  }
  if (line.group == best) {
    line.group = -1;
  }
}

}  // namespace gouji::binding
