#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace gouji {

/// A stretch of a test's report. Edits change the text of parts; the whole is read anew then.
struct Part {
  enum class Kind { kTitle, kPreface, kHeading, kProse, kTable, kReport };
  Kind kind = Kind::kProse;
  int section = -1;
  int table = -1;
  std::string text;
  std::uint32_t begin = 0;  ///< in the source
};

/// What a test says of one report.
struct Draft {
  std::vector<Part> parts;
  int year = 0;

  bool whole() const { return !parts.empty() && parts.front().kind == Part::Kind::kReport; }
  bool has(Part::Kind kind) const {
    return std::ranges::any_of(parts, [kind](const Part& part) { return part.kind == kind; });
  }
  bool has_section(std::string_view id, const ReportForm& form) const {
    return std::ranges::any_of(
        parts, [&](const Part& part) { return part.section >= 0 && form.sections[part.section].id == id; });
  }
  bool has_table(int table) const {
    return std::ranges::any_of(parts, [table](const Part& part) { return part.table == table; });
  }
};

/// A report of a test, read and bound. Never moved: report and document view what stands beside them.
struct Staged {
  std::optional<ReportForm> own_form;  ///< the part of the pack's form that the test is about
  Document document;
  Report report;
};

/// The document that the parts make, one after the other; where each begins is noted in it.
Document Compose(std::vector<Part>& parts);

/// Composes, reads and binds a draft. `form` must outlive it.
void Stage(const ReportForm& form, Draft& draft, Staged& staged);

/// What of the form the test's base report has: sections, tables, rows and columns that it lacks are no part of it.
ReportForm PartOf(const ReportForm& form, const Draft& draft, const Report& base);

/// Drops what is irregular only because the test's base is a part of a report.
void ForgetTheRest(const Draft& base, Report& report);

}  // namespace gouji
