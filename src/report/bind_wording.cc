// Labels that are not worded as the form has them.

#include <algorithm>

#include "base/rewrite.h"
#include "report/binder.h"

namespace gouji::binding {

void Binder::NoteWording(const Label& label, const Line& line, int index, std::string_view column) {
  const std::string& key = line.keys[index];
  const bool wrapped =
      line.at.grid->has_pieces() && (label.key.starts_with(key) || label.key.ends_with(key)) && !IsCutShort(label, key);
  if (wrapped || FitOf(label, key) != Fit::kSimilar || IsWithAPiece(label, key)) {
    return;
  }
  NoteLabel(label, line.cells[index].text, "", column);
}

void Binder::NoteGroups() {
  constexpr std::size_t kShort = std::size_t{4} * 3;  // two characters of four are another word: 复议, 诉讼
  std::set<std::string_view> seen;
  const auto note = [&](const Label& label, const Line& line, int index) {
    const std::string& key = line.keys[index];
    // The beginning or the end of a label is what a page break left of it.
    if (label.key.size() > kShort && RoleOf(key) == nullptr && FitOf(label, key) == Fit::kSimilar &&
        !label.key.starts_with(key) && !label.key.ends_with(key) && seen.insert(key).second) {
      NoteWording(label, line, index, "");
    }
  };
  for (const Line& line : lines_) {
    if (line.group < 0 || seen.contains(line.keys[line.group])) {
      continue;
    }
    for (const RowForm& row : form_.rows) {
      note(row.under, line, line.group);
    }
  }
  for (std::size_t b = 0; b < headers_.size(); ++b) {
    for (const Line* line : headers_[b]) {
      for (int i = 0; i < static_cast<int>(line->cells.size()); ++i) {
        const std::vector<ColumnForm>& columns = form_.blocks[b].columns;
        const bool column_itself = std::ranges::any_of(
            columns, [&](const ColumnForm& column) { return FitOf(column.label, line->keys[i]) != Fit::kNone; });
        if (line->keys[i].empty() || column_itself) {
          continue;
        }
        for (const ColumnForm& column : columns) {
          note(column.under, *line, i);
        }
      }
    }
  }
}

bool Binder::IsWithAPiece(const Label& label, std::string_view key) const {
  // "其他对外管理服务事" above a line "项"
  if (key.size() < label.key.size() && label.key.starts_with(key)) {
    const std::string_view rest = std::string_view(label.key).substr(key.size());
    return std::ranges::any_of(lines_, [&](const Line& line) {
      return line.row < 0 && std::ranges::find(line.keys, rest) != line.keys.end();
    });
  }
  // "总未经复议直接起诉", of which "总" is the beginning of the neighbour's "总计"
  if (key.size() <= label.key.size() || !key.ends_with(label.key)) {
    return false;
  }
  const std::string_view piece = key.substr(0, key.size() - label.key.size());
  return std::ranges::any_of(form_.blocks, [&](const BlockForm& block) {
    return std::ranges::any_of(block.columns,
                               [&](const ColumnForm& column) { return column.label.key.starts_with(piece); });
  });
}

bool Binder::HasPiecesOf(const Label& label) const {
  constexpr std::size_t kPiece = std::size_t{4} * 3;  // bytes
  return std::ranges::any_of(lines_, [&](const Line& line) {
    return line.row < 0 && std::ranges::any_of(line.keys, [&](const std::string& key) {
             return key.size() >= kPiece && label.key.find(key) != std::string::npos;
           });
  });
}

void Binder::NoteLabel(const Label& label, const Text& found, std::string_view row, std::string_view column) {
  if (IsScrambled(label, LabelKey(found.says))) {
    return;
  }
  Irregular& irregular = Note(Irregularity::kLabelWording, found.where);
  irregular.subject.row = row;
  irregular.subject.column = column;
  irregular.found = std::string(found.says);
  irregular.expected = std::string(label.official);
  if (!found.empty()) {
    irregular.fix = Rewrite(found, label.official);
  }
}

}  // namespace gouji::binding
