#include "packtest/staged.h"

#include <memory>

#include "input/layout.h"
#include "input/reader.h"
#include "text/fold.h"
#include "text/offset.h"

namespace gouji {
namespace {

Span TrimmedLine(const Source& source, Span line) {
  const std::string_view text = source.Slice(line);
  const std::string_view words = Trim(text);
  if (words.empty()) {
    return {line.begin, line.begin};
  }
  const auto begin = line.begin + static_cast<std::uint32_t>(OffsetIn(text, words));
  return {begin, begin + static_cast<std::uint32_t>(words.size())};
}

const Layout& PipeRows() { return *std::ranges::find(Layouts(), "pipe-rows", &Layout::name); }

/// Paragraphs and grids of the lines of one part.
void AddBlocks(Source& source, const Part& part, std::span<const Span> lines, std::vector<Block>& blocks) {
  for (std::size_t i = 0; i < lines.size();) {
    Grid grid;
    const std::size_t taken = part.kind == Part::Kind::kTable ? PipeRows().take(source, lines, i, grid) : 0;
    if (taken > 0) {
      blocks.emplace_back(std::move(grid));
      i += taken;
      continue;
    }
    const Span words = TrimmedLine(source, lines[i++]);
    if (!words.empty()) {
      blocks.emplace_back(Paragraph{source.At(words), Paragraph::Role::kBody});
    }
  }
}

/// A whole report is read like a file: as Markdown where it is written so.
std::optional<Document> ReadWhole(const std::string& text) {
  const bool marked = text.starts_with("# ") || text.find("\n#") != std::string::npos ||
                      text.find("|--") != std::string::npos || text.find("| --") != std::string::npos;
  Diagnostics ignored;
  std::unique_ptr<Source> refused;
  return ReadDocument(marked ? "test.md" : "test.txt", text, Lang::kEn, ignored, refused);
}

}  // namespace

Document Compose(std::vector<Part>& parts) {
  if (parts.size() == 1 && parts.front().kind == Part::Kind::kReport) {
    parts.front().begin = 0;
    if (auto whole = ReadWhole(parts.front().text)) {
      return std::move(*whole);
    }
  }
  std::string text;
  for (Part& part : parts) {
    part.begin = static_cast<std::uint32_t>(text.size());
    text += part.text;
    if (!text.ends_with('\n')) {
      text += '\n';
    }
  }
  Document document;
  document.source = std::make_unique<Source>("test", std::move(text));
  const std::vector<Span> lines = LinesOf(*document.source);
  const auto line_at = [&](std::uint32_t offset) {
    return static_cast<std::size_t>(std::ranges::lower_bound(lines, offset, {}, &Span::begin) - lines.begin());
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t first = line_at(parts[i].begin);
    const std::size_t last = i + 1 < parts.size() ? line_at(parts[i + 1].begin) : lines.size();
    AddBlocks(*document.source, parts[i], std::span(lines).subspan(first, last - first), document.blocks);
  }
  return document;
}

void Stage(const ReportForm& form, Draft& draft, Staged& staged) {
  staged.document = Compose(draft.parts);
  staged.report = Understand(form, staged.document, {draft.year, &FindBareTables});
}

namespace {

/// The rows and columns that the base report has, with their symbols kept.
TableForm PartOf(const TableForm& form, const BoundTable& bound) {
  TableForm part;
  part.id = form.id;
  part.symbol = form.symbol;
  part.title = form.title;
  part.section = form.section;
  part.kind = form.kind;
  part.marks = form.marks;
  std::vector<int> row_at(form.rows.size(), -1);
  for (std::size_t b = 0; b < form.blocks.size(); ++b) {
    const BlockForm& block = form.blocks[b];
    const bool any_row = std::ranges::any_of(block.rows, [&](int r) { return bound.rows[r].present; });
    if (!any_row && form.kind == TableForm::Rows::kListed && form.blocks.size() > 1) {
      continue;
    }
    BlockForm& kept = part.blocks.emplace_back();
    kept.id = block.id;
    kept.label = block.label;
    const bool named = std::ranges::any_of(bound.columns[b], [](const BoundColumn& column) { return column.present; });
    std::vector<int> column_at(block.columns.size(), -1);
    for (std::size_t c = 0; c < block.columns.size(); ++c) {
      if (!named || bound.columns[b][c].present) {
        column_at[c] = static_cast<int>(kept.columns.size());
        kept.columns.push_back(block.columns[c]);
      }
    }
    for (ColumnForm& column : kept.columns) {
      column.part_of = column.part_of < 0 ? -1 : column_at[column.part_of];
      std::vector<int> children;
      for (const int child : column.children) {
        if (column_at[child] >= 0) {
          children.push_back(column_at[child]);
        }
      }
      column.children = std::move(children);
    }
    for (const int r : block.rows) {
      if (bound.rows[r].present) {
        row_at[r] = static_cast<int>(part.rows.size());
        kept.rows.push_back(row_at[r]);
        part.rows.push_back(form.rows[r]);
        part.rows.back().block = static_cast<int>(part.blocks.size()) - 1;
      }
    }
    std::vector<int>& columns = part.column_of_symbol.emplace_back(
        form.column_of_symbol.empty() ? 0 : form.column_of_symbol.front().size(), -1);
    for (std::size_t c = 0; c < kept.columns.size(); ++c) {
      columns[kept.columns[c].symbol] = static_cast<int>(c);
    }
  }
  part.row_of_symbol.assign(form.row_of_symbol.size(), -1);
  for (std::size_t r = 0; r < part.rows.size(); ++r) {
    RowForm& row = part.rows[r];
    row.part_of = row.part_of < 0 ? -1 : row_at[row.part_of];
    std::vector<int> children;
    for (const int child : row.children) {
      if (row_at[child] >= 0) {
        children.push_back(row_at[child]);
      }
    }
    row.children = std::move(children);
    part.row_of_symbol[row.symbol] = static_cast<int>(r);
  }
  return part;
}

}  // namespace

ReportForm PartOf(const ReportForm& form, const Draft& draft, const Report& base) {
  ReportForm part = form;
  for (std::size_t t = 0; t < part.tables.size(); ++t) {
    const bool here = draft.has_table(static_cast<int>(t));
    for (std::size_t v = 0; v < part.tables[t].size(); ++v) {
      TableForm& table = part.tables[t][v];
      if (!here) {
        const std::size_t rows = table.row_of_symbol.size();
        table = {};
        table.symbol = static_cast<int>(t);
        table.row_of_symbol.assign(rows, -1);
      } else if (!base.tables.empty() && base.tables[t].form == &form.tables[t][v] && base.tables[t].present) {
        table = PartOf(form.tables[t][v], base.tables[t]);
      }
    }
  }
  for (std::vector<TableForm>& variants : part.tables) {
    for (TableForm& table : variants) {
      table.Index();
    }
  }
  return part;
}

void ForgetTheRest(const Draft& base, Report& report) {
  std::erase_if(report.irregulars, [&](const Irregular& irregular) {
    switch (irregular.what) {
      case Irregularity::kTitleMissing:
      case Irregularity::kTitleYearMissing:
        return !base.has(Part::Kind::kTitle);
      case Irregularity::kSectionMissing:
        return !base.has_section(irregular.subject.section, *report.form);
      default:
        return false;
    }
  });
}

}  // namespace gouji
