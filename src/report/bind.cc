#include <algorithm>
#include <optional>
#include <utility>

#include "report/bind_again.h"
#include "report/binder.h"

namespace gouji {
namespace binding {

Binder::Binder(const TableForm& form, const std::vector<GridRow>& rows, std::span<const Text> captions)
    : form_(form), source_rows_(rows), around_(captions) {
  table_.form = &form;
  table_.rows.resize(form.rows.size());
  for (std::size_t i = 0; i < form.rows.size(); ++i) {
    table_.rows[i].form = static_cast<int>(i);
    table_.rows[i].cells.resize(form.blocks[form.rows[i].block].columns.size());
  }
  for (const BlockForm& block : form.blocks) {
    table_.columns.emplace_back(block.columns.size());
    table_.block_present.push_back(false);
    title_found_.push_back(false);
    headers_.emplace_back();
  }
  ReadCaptions(captions);
}

BoundTable Binder::Bind() {
  ReadLines();
  if (form_.kind == TableForm::Rows::kKeyValue) {
    BindPairs();
  } else if (form_.kind == TableForm::Rows::kOpen) {
    BindOpen();
  } else if (IsValuesOnly()) {
    BindHeaders();
    BindValuesOnly();
    NoteGroups();
  } else {
    Align();
    BindMisplaced();
    BindHeaders();
    BindValues();
    NoteGroups();
  }
  NotePresence();
  if (table_.present) {
    ReportMissing();
    FindPieces();
    NoteUnsure();
  }
  return std::move(table_);
}

}  // namespace binding

BoundTable BindTable(const TableForm& form, const std::vector<GridRow>& rows, std::span<const Text> captions) {
  if (form.blocks.empty()) {  // the variant has no such table
    BoundTable none;
    none.form = &form;
    return none;
  }
  // Of lists it matters which words are in them; where columns may be called by digits, which digits.
  if (!captions.empty() || form.kind != TableForm::Rows::kListed || form.digit_columns) {
    return binding::Binder(form, rows, captions).Bind();
  }
  std::optional<BoundTable> bound;
  const BoundBefore* before = form.bound.Of(binding::LookOf(form, rows), [&] {
    binding::Binder binder(form, rows, captions);
    bound = binder.Bind();
    return binder.compared_numbers() ? BoundBefore() : binding::Remember(*bound, rows);
  });
  if (!bound) {
    bound = before != nullptr && before->known ? binding::BindAgain(form, *before, rows)
                                               : binding::Binder(form, rows, captions).Bind();
  }
  return *std::move(bound);
}

}  // namespace gouji
