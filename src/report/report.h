#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/document.h"
#include "report/form.h"

namespace gouji {

/// One template of a pack: when it is due, and what shows it.
struct Variant {
  std::string_view id;
  Localized title;
  int first_year = 0;
  int last_year = 9999;
  bool supported = true;  ///< false: only title, sections and years are checked
};

/// A kind of issuer, told from its name.
struct IssuerClass {
  std::string_view id;
  std::vector<Pattern> patterns;  ///< found in the folded name, first class that matches wins
  std::vector<Pattern> prose;     ///< found in the prose of a report that does not name its issuer
};

/// Long forms in the names of bodies and the short form of each, folded, in the order in which they are tried.
using ShortForms = std::vector<std::pair<std::string, std::string>>;

/// Everything a pack says about what a report looks like.
struct ReportForm {
  std::vector<Pattern> titles;        ///< matched whole against the folded title; groups issuer and year
  std::vector<Pattern> loose_titles;  ///< tried when none of these is there
  std::vector<Pattern> stated_years;  ///< what a report without a year in its title says it is about; group year
  std::vector<Pattern> years;         ///< found in prose when the title has no year; group year
  std::vector<std::string_view> year_sections;  ///< ids of the sections where such prose counts, beside the preface
  std::vector<Pattern> claims;  ///< any of them found in title, headings or prose makes the document this pack's
  std::vector<IssuerClass> issuer_classes;
  std::vector<Pattern> issuers;             ///< found in prose when the title has no issuer; group issuer
  std::vector<Pattern> unfinished_issuers;  ///< found in a name that a template left to be filled in
  ShortForms short_forms;                   ///< a body's name may be written either way
  std::vector<Variant> variants;
  std::vector<SectionForm> sections;
  std::vector<std::vector<TableForm>>
      tables;  ///< [table symbol][variant]; a table with an empty id is not in the variant

  /// The words of a cell, and what they are to the tables.
  struct KnownWords : CellWords {
    /// [table][variant], null where its labels have no such key; empty for values.
    std::vector<std::vector<const TableForm::Role*>> roles;
  };
  KnownWords Know(std::string_view cell) const;

  /// The section whose heading words are, and how well they fit.
  struct HeadingFit {
    int section = -1;
    Fit fit = Fit::kNone;
  };
  Memo<HeadingFit, 1024, 240, true> known_headings;  ///< of keys; reports share most sub-headings too
  Memo<KnownWords, 2048> known_words;  ///< what `Know` gave: most cells that hold words hold the form's own
};

struct Heading {
  Text text;  ///< the whole heading
  Numeral numeral;
  Fit fit = Fit::kNone;
};

struct Section {
  const SectionForm* form = nullptr;
  bool present = false;
  Heading heading;
  std::vector<Text> prose;    ///< paragraphs, headings of tables and captions included
  std::vector<GridRow> rows;  ///< rows of the grids in it, in order
};

/// A report as its form sees it. Views the document and the form.
struct Report {
  const ReportForm* form = nullptr;
  Document* document = nullptr;
  std::optional<Text> title;
  std::optional<Text> title_year;
  std::string issuer;
  std::string_view issuer_class;  ///< empty when unsure
  int year = 0;                   ///< 0: not known
  /// kStated: the report says in so many words which year it is about, and nothing in it speaks for another;
  /// kProse: sentences open with it.
  enum class YearFrom { kNowhere, kTitle, kStated, kProse, kOption };
  YearFrom year_from = YearFrom::kNowhere;
  int due = -1;                       ///< index of the variant due for the year
  int variant = -1;                   ///< index of the variant its tables are of
  std::vector<Text> preface;          ///< prose before the first section, without the title
  std::vector<GridRow> loose_rows;    ///< rows of the grids before the first section
  std::vector<Section> sections;      ///< one for each of the form
  std::vector<BoundTable> tables;     ///< one for each table symbol
  std::vector<Irregular> irregulars;  ///< of title, sections and variant; those of tables are in them
  std::vector<Text> margins;          ///< page headers and footers

  const Section* FindSection(std::string_view id) const;
};

struct ReportOptions {
  int year = 0;  ///< where the document does not say
  /// Finds tables that show no delimiters among a section's paragraphs; the reading side's, handed in.
  void (*find_bare_tables)(Source& source, std::vector<Block>& blocks) = nullptr;
};

/// Understands a document. Never fails: what is not there is an irregularity.
Report Understand(const ReportForm& form, Document& document, const ReportOptions& options);

}  // namespace gouji
