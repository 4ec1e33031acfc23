// Tables of one row that were set up the other way, with a line for each group of columns:
//
//     | 类别                         | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
//     | 行政复议                     | 1        | 0        | 0        | 0        | 1    |
//     | 行政诉讼（未经复议直接起诉） | 0        | 0        | 0        | 0        | 0    |
//     | 行政诉讼（复议后起诉）       | 0        | 0        | 1        | 0        | 1    |

#include <algorithm>
#include <optional>

#include "report/binder.h"

namespace gouji::binding {

std::vector<Binder::ColumnGroup> Binder::ColumnGroups() const {
  const std::vector<ColumnForm>& columns = form_.blocks[0].columns;
  std::vector<ColumnGroup> groups;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (columns[c].under.empty()) {
      return {};
    }
    if (groups.empty() || columns[groups.back().first].under.key != columns[c].under.key) {
      groups.push_back({c, 0});
    }
    ++groups.back().count;
  }
  // Only where the columns of all are called alike can one header stand above them.
  for (const ColumnGroup& group : groups) {
    for (std::size_t i = 0; i < group.count; ++i) {
      if (group.count != groups.front().count || columns[group.first + i].label.key != columns[i].label.key) {
        return {};
      }
    }
  }
  return groups.size() < 2 ? std::vector<ColumnGroup>() : groups;
}

int Binder::GroupNamedBy(const Line& line, const std::vector<ColumnGroup>& groups) const {
  int named = -1;
  for (std::size_t g = 0; g < groups.size() && line.label >= 0 && line.kind == LineKind::kData; ++g) {
    const Label& label = form_.blocks[0].columns[groups[g].first].under;
    const std::string& key = line.keys[line.label];
    if (FitOf(label, key) >= Fit::kAlias || key.find(label.key) != std::string::npos) {
      if (named >= 0) {
        return -1;
      }
      named = static_cast<int>(g);
    }
  }
  return named;
}

bool Binder::IsTurned() const {
  const std::vector<ColumnGroup> groups = ColumnGroups();
  std::set<int> named;
  for (const Line& line : lines_) {
    if (!groups.empty() && line.numbers + PlaceholderCount(line) > 0) {
      named.insert(GroupNamedBy(line, groups));
    }
  }
  named.erase(-1);
  return named.size() > 1;
}

bool Binder::BindTurned(BoundRow& row) {
  const std::vector<ColumnGroup> groups = ColumnGroups();
  const std::vector<ColumnForm>& forms = form_.blocks[0].columns;
  std::vector<const Line*> of_group(groups.size(), nullptr);
  for (const Line& line : lines_) {
    const int group = GroupNamedBy(line, groups);
    if (group < 0) {
      continue;
    }
    int count = line.values();
    while (line.at.grid->padded && count > 0 && line.kinds[line.label + count] == CellValue::Kind::kBlank) {
      --count;
    }
    const bool fits = count == static_cast<int>(groups[static_cast<std::size_t>(group)].count);
    if (!fits || of_group[static_cast<std::size_t>(group)] != nullptr) {
      return false;
    }
    of_group[static_cast<std::size_t>(group)] = &line;
  }
  if (groups.empty() || std::ranges::find(of_group, nullptr) != of_group.end()) {
    return false;
  }
  const auto heads = [&](const Line* line) {
    std::size_t named = 0;
    for (const std::string& key : line->keys) {
      const bool next = named < groups.front().count && FitOf(forms[named].label, key) >= Fit::kAlias;
      named += next ? 1 : 0;
    }
    return named == groups.front().count && CountColumns(*line) == static_cast<int>(named);
  };
  const auto header = std::ranges::find_if(headers_[0], heads);
  if (header == headers_[0].end()) {
    return false;
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const Line& line = *of_group[g];
    for (std::size_t i = 0; i < groups[g].count; ++i) {
      const std::size_t column = groups[g].first + i;
      Put(row, static_cast<int>(column), line.cells[static_cast<std::size_t>(line.label) + 1 + i]);
      BoundColumn& bound = table_.columns[0][column];
      bound.present = true;
      bound.fit = Fit::kExact;
      bound.label = line.cells[static_cast<std::size_t>(line.label)].text.says;
      bound.where = line.cells[static_cast<std::size_t>(line.label)].text.where;
    }
  }
  const Line& first = *of_group.front();
  row.present = true;
  row.fit = Fit::kExact;
  row.label_at = FirstWords(first);
  table_.bare = first.at.grid->has_pieces();
  return true;
}

}  // namespace gouji::binding
