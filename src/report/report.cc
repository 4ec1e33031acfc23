#include "report/report.h"

#include <algorithm>

#include "report/doubt.h"
#include "report/heading_checks.h"
#include "report/inferred.h"
#include "report/other_report.h"
#include "report/outline.h"
#include "report/reassemble.h"
#include "report/recut.h"
#include "report/rejoin.h"
#include "report/table_sorter.h"
#include "report/title.h"
#include "report/unread_table.h"
#include "report/variant.h"
#include "text/fold.h"
#include "text/written_date.h"

namespace gouji {
namespace {

Span FirstPlace(const Document& document) {
  for (const Block& block : document.blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      if (!paragraph->text.empty() && paragraph->role != Paragraph::Role::kMargin) {
        return paragraph->text.where;
      }
    } else {
      for (const Cell& cell : std::get<Grid>(block).cells) {
        if (!cell.text.empty()) {
          return cell.text.where;
        }
      }
    }
  }
  return {};
}

/// Blocks of a section that should have a table and shows none: their paragraphs may be one without delimiters. True
/// when the document has other blocks now.
bool FindBareTables(const ReportForm& form, const std::vector<FoundHeading>& headings, Document& document,
                    const ReportOptions& options) {
  if (options.find_bare_tables == nullptr) {
    return false;
  }
  std::vector<Block> blocks;
  bool changed = false;
  std::size_t next = 0;
  for (std::size_t h = 0; h < headings.size(); ++h) {
    const std::size_t begin = headings[h].block + 1;
    const std::size_t end = h + 1 < headings.size() ? std::max(begin, headings[h + 1].block) : document.blocks.size();
    const bool wants = !TablesOf(form, form.sections[headings[h].section].id).empty();
    const bool has = std::any_of(document.blocks.begin() + static_cast<std::ptrdiff_t>(begin),
                                 document.blocks.begin() + static_cast<std::ptrdiff_t>(end),
                                 [](const Block& block) { return std::holds_alternative<Grid>(block); });
    if (!wants || has || headings[h].row >= 0) {
      continue;
    }
    std::vector<Block> section(document.blocks.begin() + static_cast<std::ptrdiff_t>(begin),
                               document.blocks.begin() + static_cast<std::ptrdiff_t>(end));
    options.find_bare_tables(*document.source, section);
    blocks.insert(blocks.end(), std::make_move_iterator(document.blocks.begin() + static_cast<std::ptrdiff_t>(next)),
                  std::make_move_iterator(document.blocks.begin() + static_cast<std::ptrdiff_t>(begin)));
    blocks.insert(blocks.end(), std::make_move_iterator(section.begin()), std::make_move_iterator(section.end()));
    next = end;
    changed = true;
  }
  if (changed) {
    blocks.insert(blocks.end(), std::make_move_iterator(document.blocks.begin() + static_cast<std::ptrdiff_t>(next)),
                  std::make_move_iterator(document.blocks.end()));
    document.blocks = std::move(blocks);
  }
  return changed;
}

/// Deals the blocks out to the sections. What follows a repeated heading belongs to its section only when the first was
/// empty.
void FillSections(const Document& document, const std::vector<FoundHeading>& headings, std::size_t end,
                  Report& report) {
  Section* current = nullptr;
  bool second = false;
  std::size_t next = 0;
  const auto open = [&](const FoundHeading& found) {
    Section& section = report.sections[found.section];
    second = section.present && (!section.prose.empty() || !section.rows.empty());
    if (!section.present) {
      section.present = true;
      section.heading = found.heading;
    }
    current = &section;
    if (found.rest && !second) {
      section.prose.push_back(*found.rest);
    }
  };
  for (std::size_t block = 0; block < end; ++block) {
    if (const auto* paragraph = std::get_if<Paragraph>(&document.blocks[block])) {
      if (next < headings.size() && headings[next].block == block) {
        open(headings[next++]);
      } else if (paragraph->role == Paragraph::Role::kMargin) {
        report.margins.push_back(paragraph->text);
      } else if (current != nullptr && !second && !paragraph->text.empty()) {
        current->prose.push_back(paragraph->text);
      }
      continue;
    }
    const Grid& grid = std::get<Grid>(document.blocks[block]);
    for (std::uint32_t row = 0; row < grid.rows; ++row) {
      if (next < headings.size() && headings[next].block == block && headings[next].row == static_cast<int>(row)) {
        open(headings[next++]);
      } else if (current == nullptr) {
        report.loose_rows.push_back({&grid, row});
      } else if (!second) {
        current->rows.push_back({&grid, row});
      }
    }
  }
}

void ClassifyIssuer(const ReportForm& form, Report& report) {
  const std::string key = Fold(report.issuer);
  const auto found = [](const std::vector<Pattern>& patterns, std::string_view text) {
    return std::ranges::any_of(patterns, [&](const Pattern& pattern) { return pattern.Finds(text); });
  };
  for (const IssuerClass& kind : form.issuer_classes) {
    if (!key.empty() && found(kind.patterns, key)) {
      report.issuer_class = kind.id;
      return;
    }
  }
  if (!key.empty()) {
    return;
  }
  // A report that does not name its issuer may still tell what it is by how it speaks of itself.
  for (const Section& section : report.sections) {
    for (const Text& text : section.prose) {
      const Folded folded = FoldProse(text.says);
      for (const IssuerClass& kind : form.issuer_classes) {
        if (found(kind.prose, folded.text)) {
          report.issuer_class = kind.id;
          return;
        }
      }
    }
  }
}

Irregular& Note(Report& report, Irregularity what, Span where) {
  Irregular& irregular = report.irregulars.emplace_back();
  irregular.what = what;
  irregular.where = where;
  return irregular;
}

void CheckTitle(const Document& document, Report& report) {
  if (!report.title) {
    Note(report, Irregularity::kTitleMissing, FirstPlace(document));
  } else if (!report.title_year) {
    Note(report, Irregularity::kTitleYearMissing, report.title->where).found = std::string(report.title->says);
  }
}

/// Whether a section holds nothing but who signs the report and when: the end of the document, and no content of its.
bool IsOnlySigned(const Section& section, const Report& report) {
  const std::string issuer = Fold(report.issuer);
  return std::ranges::all_of(section.prose, [&](const Text& text) {
    const std::string line = Fold(text.says);
    const bool signs = !issuer.empty() && line.starts_with(issuer);
    const std::string_view date = std::string_view(line).substr(signs ? issuer.size() : 0);
    const auto written = ReadDate(date);
    return (signs && date.empty()) || (written && written->year != 0 && written->month != 0);
  });
}

void CheckContent(Report& report) {
  for (BoundTable& table : report.tables) {
    const Section* section = table.present && table.form != nullptr ? report.FindSection(table.form->section) : nullptr;
    if (section != nullptr) DoubtMissing(*section, table);
  }
  for (const Section& section : report.sections) {
    if (!section.present) {
      continue;
    }
    CheckItems(section, report.irregulars);
    if (section.rows.empty() && IsOnlySigned(section, report)) {
      Irregular& irregular = Note(report, Irregularity::kSectionEmpty, section.heading.text.where);
      irregular.subject.section = section.form->id;
      irregular.expected = std::string(section.form->label.official);
    }
  }
  for (std::size_t t = 0; t < report.tables.size(); ++t) {
    const BoundTable& table = report.tables[t];
    if (table.present || table.form == nullptr || table.form->id.empty()) {
      continue;
    }
    const Section* section = report.FindSection(table.form->section);
    const bool anywhere = table.form->section.empty();
    // Without its section the table is not missed: that is said already.
    if (!anywhere && (section == nullptr || !section->present)) {
      continue;
    }
    const Span fallback = report.title ? report.title->where : FirstPlace(*report.document);
    Irregular& irregular = Note(report, Irregularity::kTableMissing, anywhere ? fallback : section->heading.text.where);
    irregular.subject = {std::string(table.form->section), std::string(table.form->id), "", ""};
    irregular.expected = std::string(anywhere ? table.form->title.zh : section->form->label.official);
    if (!anywhere) {
      irregular.found = PlaceholderIn(*section);
    }
    irregular.unsure = !anywhere && HasPicture(*section, report);
    irregular.mild = !anywhere && (!irregular.found.empty() ||
                                   HasUnreadTable(*section, report.form->tables[t], *report.document->source));
  }
}

}  // namespace

const Section* Report::FindSection(std::string_view id) const {
  const auto found = std::ranges::find_if(sections, [&](const Section& section) { return section.form->id == id; });
  return found == sections.end() ? nullptr : &*found;
}

ReportForm::KnownWords ReportForm::Know(std::string_view cell) const {
  KnownWords known{ReadWords(cell), {}};
  if (known.key.empty()) {
    return known;
  }
  for (const std::vector<TableForm>& forms : tables) {
    std::vector<const TableForm::Role*>& roles = known.roles.emplace_back();
    for (const TableForm& table : forms) {
      const auto role = table.roles.find(known.key);
      roles.push_back(role == table.roles.end() ? nullptr : &role->second);
    }
  }
  return known;
}

namespace {

/// Understands a document whose tables are as they will be. Gives the headings too.
Report UnderstandBlocks(const ReportForm& form, Document& document, const ReportOptions& options,
                        std::vector<FoundHeading>& headings) {
  Report report;
  report.form = &form;
  report.document = &document;
  for (const SectionForm& section : form.sections) {
    report.sections.emplace_back().form = &section;
  }
  FindTitle(form, document, headings.empty() ? document.blocks.size() : headings.front().block, report);
  const std::optional<std::size_t> other = OtherReport(form, document, headings);
  if (other) {
    std::erase_if(headings, [&](const FoundHeading& found) { return found.block > *other; });
    const Text& title = std::get<Paragraph>(document.blocks[*other]).text;
    Irregular& irregular = Note(report, Irregularity::kSectionRepeated, title.where);
    irregular.found = std::string(title.says);
    irregular.unsure = true;
  }
  FillSections(document, headings, other.value_or(document.blocks.size()), report);
  InferYearAndIssuer(form, report);
  if (report.year == 0 || (report.year_from != Report::YearFrom::kTitle && options.year != 0)) {
    report.year = options.year;
    report.year_from = options.year == 0 ? Report::YearFrom::kNowhere : Report::YearFrom::kOption;
  }
  ClassifyIssuer(form, report);
  report.due = report.year == 0 ? -1 : VariantOf(form, report.year);
  const bool supported = report.due < 0 || form.variants[static_cast<std::size_t>(report.due)].supported;

  CheckTitle(document, report);
  std::vector<Irregular> of_headings;
  CheckHeadings(form, document, headings, report.title ? report.title->where : FirstPlace(document), of_headings);
  // Where the words of headings stand in others, those of the title may too.
  const bool run_together =
      headings.empty() && std::ranges::any_of(of_headings, [](const Irregular& irregular) {
        return irregular.what == Irregularity::kSectionMissing && (irregular.unsure || irregular.mild);
      });
  for (Irregular& irregular : report.irregulars) {
    irregular.unsure = irregular.unsure || (run_together && irregular.what == Irregularity::kTitleMissing);
  }
  for (Irregular& irregular : of_headings) {
    // A template nobody describes here may have other sections, under other headings.
    if (supported ||
        (irregular.what != Irregularity::kSectionMissing && irregular.what != Irregularity::kSectionOrder &&
         irregular.what != Irregularity::kSectionHeading)) {
      report.irregulars.push_back(std::move(irregular));
    }
  }
  if (!supported) {
    report.variant = report.due;
    Note(report, Irregularity::kVariantUnsupported, report.title ? report.title->where : FirstPlace(document));
    return report;
  }
  SortTables(form, report);
  CheckContent(report);
  return report;
}

}  // namespace

Report Understand(const ReportForm& form, Document& document, const ReportOptions& options) {
  RejoinCells(form, document);
  CutRows(form, document);
  std::vector<FoundHeading> headings = FindHeadings(form, document);
  if (FindBareTables(form, headings, document, options)) {
    CutRows(form, document);
    headings = FindHeadings(form, document);
  }
  Report report = UnderstandBlocks(form, document, options, headings);
  // In markup the words of a cell stand together, whatever its width.
  if (document.format == "html" || !ReassembleTables(form, headings, report, document)) return report;
  headings = FindHeadings(form, document);
  return UnderstandBlocks(form, document, options, headings);
}

}  // namespace gouji
