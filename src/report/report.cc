#include "report/report.h"

#include <algorithm>
#include <map>
#include <set>

#include "report/outline.h"
#include "report/title.h"
#include "text/fold.h"

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

/// Which tables a section should have.
std::vector<int> TablesOf(const ReportForm& form, std::string_view section) {
  std::vector<int> tables;
  for (std::size_t i = 0; i < form.tables.size(); ++i) {
    const bool here =
        std::ranges::any_of(form.tables[i], [&](const TableForm& table) { return table.section == section; });
    if (here) {
      tables.push_back(static_cast<int>(i));
    }
  }
  return tables;
}

/// Blocks of a section that should have a table and shows none: their paragraphs may be one without delimiters.
void FindBareTables(const ReportForm& form, Document& document, const ReportOptions& options) {
  if (options.find_bare_tables == nullptr) {
    return;
  }
  const std::vector<FoundHeading> headings = FindHeadings(form, document);
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
}

/// Deals the blocks out to the sections. What follows a repeated heading belongs to its section only when the first was
/// empty.
void FillSections(const Document& document, const std::vector<FoundHeading>& headings, Report& report) {
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
  for (std::size_t block = 0; block < document.blocks.size(); ++block) {
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
      } else if (current != nullptr && !second) {
        current->rows.push_back({&grid, row});
      }
    }
  }
}

/// How many cells of a row answer to a label of the form, by what the row is: a label with numbers behind it must be a
/// row's.
int Votes(const TableForm& form, const std::vector<std::string>& keys, bool numbers) {
  int votes = 0;
  for (const std::string& key : keys) {
    const auto role = form.roles.find(key);
    // The row's own label is the last before its numbers; those before it are its groups.
    if (role != form.roles.end() && (!numbers || (role->second.row && &key == &keys.back()))) {
      ++votes;
    }
  }
  return votes;
}

struct VotedRow {
  GridRow at;
  int home = -1;                        // the table of the section it stands in
  std::vector<std::vector<int>> votes;  // [table][variant]
  int best = -1;                        // the one table it can only belong to
};

class TableSorter {
 public:
  TableSorter(const ReportForm& form, Report& report) : form_(form), report_(report) {}

  void Sort() {
    Vote();
    Deal();
    ChooseVariants();
    for (std::size_t t = 0; t < form_.tables.size(); ++t) {
      const TableForm& table = form_.tables[t][static_cast<std::size_t>(chosen_[t])];
      report_.tables.push_back(BindTable(table, rows_[t]));
    }
  }

 private:
  void Vote() {
    for (const Section& section : report_.sections) {
      const std::vector<int> tables = section.form == nullptr ? std::vector<int>() : TablesOf(form_, section.form->id);
      for (const GridRow& at : section.rows) {
        VotedRow& row = voted_.emplace_back();
        row.at = at;
        row.home = tables.size() == 1 ? tables[0] : -1;
        bool numbers = false;
        std::vector<std::string> keys;
        for (const Cell& cell : at.grid->Row(at.row)) {
          const CellValue value = ReadCell(cell.text.says);
          numbers = numbers || value.kind == CellValue::Kind::kNumber;
          if (value.kind == CellValue::Kind::kWords) {
            keys.push_back(LabelKey(cell.text.says));
          }
        }
        int tables_voted = 0;
        for (std::size_t t = 0; t < form_.tables.size(); ++t) {
          int most = 0;
          std::vector<int>& votes = row.votes.emplace_back();
          for (const TableForm& variant : form_.tables[t]) {
            votes.push_back(Votes(variant, keys, numbers));
            most = std::max(most, votes.back());
          }
          if (most > 0) {
            ++tables_voted;
            row.best = static_cast<int>(t);
          }
        }
        row.best = tables_voted == 1 ? row.best : -1;
      }
    }
  }

  /// Gives every row to a table: the one its grid speaks for, else the one of its section.
  void Deal() {
    rows_.resize(form_.tables.size());
    for (std::size_t begin = 0; begin < voted_.size();) {
      std::size_t end = begin;
      std::map<int, int> sure;
      while (end < voted_.size() && voted_[end].at.grid == voted_[begin].at.grid &&
             voted_[end].home == voted_[begin].home) {
        if (voted_[end].best >= 0) {
          ++sure[voted_[end].best];
        }
        ++end;
      }
      DealGrid(begin, end, sure);
      begin = end;
    }
  }

  void DealGrid(std::size_t begin, std::size_t end, const std::map<int, int>& sure) {
    constexpr int kStranger = 3;  // votes a table needs outside its section
    const int home = voted_[begin].home;
    int current = home;
    for (const auto& [table, votes] : sure) {
      if (table != home && votes >= kStranger && (home < 0 || !sure.contains(home))) {
        current = table;
        break;
      }
    }
    if (current < 0) {
      return;
    }
    for (std::size_t i = begin; i < end; ++i) {
      const int best = voted_[i].best;
      if (best >= 0 && best != current && sure.at(best) >= kStranger) {
        current = best;
      }
      rows_[static_cast<std::size_t>(current)].push_back(voted_[i].at);
      for (std::size_t v = 0; v < form_.variants.size(); ++v) {
        scores_[{current, static_cast<int>(v)}] += voted_[i].votes[static_cast<std::size_t>(current)][v];
      }
    }
  }

  void ChooseVariants() {
    const int variants = static_cast<int>(form_.variants.size());
    std::vector<int> total(form_.variants.size(), 0);
    for (const auto& [key, score] : scores_) {
      total[static_cast<std::size_t>(key.second)] += score;
    }
    const int due = report_.due;
    const auto better = [due](int best, int best_score, int v, int score) {
      return best < 0 || score > best_score || (score == best_score && v == due);
    };
    int overall = -1;
    for (int v = 0; v < variants; ++v) {
      if (form_.variants[static_cast<std::size_t>(v)].supported &&
          better(overall, overall < 0 ? 0 : total[static_cast<std::size_t>(overall)], v,
                 total[static_cast<std::size_t>(v)])) {
        overall = v;
      }
    }
    report_.variant = overall;
    for (int t = 0; t < static_cast<int>(form_.tables.size()); ++t) {
      int best = overall;
      for (int v = 0; v < variants; ++v) {
        const bool there = !form_.tables[static_cast<std::size_t>(t)][static_cast<std::size_t>(v)].id.empty();
        if (there && form_.variants[static_cast<std::size_t>(v)].supported && scores_[{t, v}] > scores_[{t, best}]) {
          best = v;
        }
      }
      chosen_.push_back(std::max(best, 0));
    }
  }

 public:
  /// The first cell that only the table's own variant knows, where another variant is due.
  void CheckVariant() {
    // A year that was only inferred is no ground for an error.
    if (report_.year_from == Report::YearFrom::kProse || report_.due < 0 ||
        !form_.variants[static_cast<std::size_t>(report_.due)].supported) {
      return;
    }
    for (std::size_t t = 0; t < form_.tables.size(); ++t) {
      if (chosen_[t] == report_.due) {
        continue;
      }
      const TableForm& own = form_.tables[t][static_cast<std::size_t>(chosen_[t])];
      const TableForm& due = form_.tables[t][static_cast<std::size_t>(report_.due)];
      for (const GridRow& at : rows_[t]) {
        for (const Cell& cell : at.grid->Row(at.row)) {
          const std::string key =
              ReadCell(cell.text.says).kind == CellValue::Kind::kWords ? LabelKey(cell.text.says) : "";
          if (key.empty() || !own.roles.contains(key) || due.roles.contains(key)) {
            continue;
          }
          Irregular& irregular = report_.irregulars.emplace_back();
          irregular.what = Irregularity::kVariantMismatch;
          irregular.where = cell.text.where;
          irregular.subject.section = own.section;
          irregular.subject.table = own.id;
          irregular.found = std::string(form_.variants[static_cast<std::size_t>(chosen_[t])].id);
          irregular.expected = std::string(form_.variants[static_cast<std::size_t>(report_.due)].id);
          return;
        }
      }
    }
  }

 private:
  const ReportForm& form_;
  Report& report_;
  std::vector<VotedRow> voted_;
  std::vector<std::vector<GridRow>> rows_;
  std::map<std::pair<int, int>, int> scores_;
  std::vector<int> chosen_;
};

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

int VariantOf(const ReportForm& form, int year) {
  for (std::size_t v = 0; v < form.variants.size(); ++v) {
    if (year >= form.variants[v].first_year && year <= form.variants[v].last_year) {
      return static_cast<int>(v);
    }
  }
  return -1;
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

void CheckContent(Report& report) {
  for (const Section& section : report.sections) {
    if (!section.present) {
      continue;
    }
    CheckItems(section, report.irregulars);
    if (section.prose.empty() && section.rows.empty()) {
      Irregular& irregular = Note(report, Irregularity::kSectionEmpty, section.heading.text.where);
      irregular.subject.section = section.form->id;
      irregular.expected = std::string(section.form->label.official);
    }
  }
  for (std::size_t t = 0; t < report.tables.size(); ++t) {
    const BoundTable& table = report.tables[t];
    const Section* section = table.form == nullptr ? nullptr : report.FindSection(table.form->section);
    if (table.present || section == nullptr || !section->present || table.form->id.empty()) {
      continue;
    }
    Irregular& irregular = Note(report, Irregularity::kTableMissing, section->heading.text.where);
    irregular.subject = {std::string(table.form->section), std::string(table.form->id), "", ""};
    irregular.expected = std::string(section->form->label.official);
  }
}

}  // namespace

const Section* Report::FindSection(std::string_view id) const {
  const auto found = std::ranges::find_if(sections, [&](const Section& section) { return section.form->id == id; });
  return found == sections.end() ? nullptr : &*found;
}

int Claim(const ReportForm& form, const Document& document) {
  int signs = static_cast<int>(FindHeadings(form, document).size());
  for (const Block& block : document.blocks) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    if (paragraph == nullptr || paragraph->text.says.size() > 600) {
      continue;
    }
    const std::string key = Fold(paragraph->text.says);
    for (const Pattern& pattern : form.claims) {
      signs += pattern.Finds(key) ? 1 : 0;
    }
    if (signs > 1) {
      break;
    }
  }
  return signs;
}

std::string IssuerKey(const ReportForm& form, std::string_view issuer) {
  std::string key = Fold(issuer);
  for (const auto& [from, to] : form.short_forms) {
    for (std::size_t at = key.find(from); at != std::string::npos; at = key.find(from, at + to.size())) {
      key.replace(at, from.size(), to);
    }
  }
  return key;
}

Report Identify(const ReportForm& form, Document& document) {
  Report report;
  report.form = &form;
  report.document = &document;
  const std::vector<FoundHeading> headings = FindHeadings(form, document);
  FindTitle(form, document, headings.empty() ? document.blocks.size() : headings.front().block, report);
  return report;
}

Report Understand(const ReportForm& form, Document& document, const ReportOptions& options) {
  FindBareTables(form, document, options);
  Report report;
  report.form = &form;
  report.document = &document;
  for (const SectionForm& section : form.sections) {
    report.sections.emplace_back().form = &section;
  }
  const std::vector<FoundHeading> headings = FindHeadings(form, document);
  FindTitle(form, document, headings.empty() ? document.blocks.size() : headings.front().block, report);
  FillSections(document, headings, report);
  InferYear(form, report);
  if (report.year == 0 || (report.year_from == Report::YearFrom::kProse && options.year != 0)) {
    report.year = options.year;
    report.year_from = options.year == 0 ? Report::YearFrom::kNowhere : Report::YearFrom::kOption;
  }
  ClassifyIssuer(form, report);
  report.due = report.year == 0 ? -1 : VariantOf(form, report.year);
  const bool supported = report.due < 0 || form.variants[static_cast<std::size_t>(report.due)].supported;

  CheckTitle(document, report);
  std::vector<Irregular> of_headings;
  CheckHeadings(form, headings, report.title ? report.title->where : FirstPlace(document), of_headings);
  for (Irregular& irregular : of_headings) {
    // A template nobody describes here may have other sections.
    if (supported ||
        (irregular.what != Irregularity::kSectionMissing && irregular.what != Irregularity::kSectionOrder)) {
      report.irregulars.push_back(std::move(irregular));
    }
  }
  if (!supported) {
    report.variant = report.due;
    Note(report, Irregularity::kVariantUnsupported, report.title ? report.title->where : FirstPlace(document));
    return report;
  }
  TableSorter sorter(form, report);
  sorter.Sort();
  sorter.CheckVariant();
  CheckContent(report);
  return report;
}

}  // namespace gouji
