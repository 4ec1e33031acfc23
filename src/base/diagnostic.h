#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/source.h"

namespace gouji {

enum class Severity { kOff, kNote, kWarning, kError };
enum class Lang { kZh, kEn };

/// "error", "warning", "note", "off": always English, so that every editor that knows compilers can read it.
std::string_view Name(Severity severity);
/// The severity of that name; nothing when there is none.
std::optional<Severity> SeverityOf(std::string_view name);

/// A text for users in both languages. Views static storage or a pack that outlives every pass.
struct Localized {
  std::string_view zh;
  std::string_view en;

  bool empty() const { return zh.empty() && en.empty(); }
  /// The text in `lang`, or in the other language where that one is missing.
  std::string_view In(Lang lang) const;
};

/// What writers may know of a rule.
struct RuleInfo {
  std::string_view id;    ///< stable: GK301
  std::string_view name;  ///< stable: requests-column-balance
  Severity severity = Severity::kError;
  std::vector<std::string_view> tags;
  Localized title;   ///< one line
  Localized why;     ///< why the rule exists
  Localized source;  ///< its legal basis
  Localized help;    ///< what to do about a finding
  Localized wrong;   ///< an example that breaks it
  Localized right;   ///< the same example put right
};

/// The place a verdict is about, by the names a pack gives: never a line number, so it survives edits of the file.
struct Subject {
  std::string section;  ///< the official ordinal and id are the pack's: "requests"
  std::string table;
  std::string row;
  std::string column;

  bool empty() const { return section.empty() && table.empty() && row.empty() && column.empty(); }
  /// "requests/total/person", the parts that are there, joined.
  std::string Path() const;
  friend bool operator==(const Subject&, const Subject&) = default;
  friend auto operator<=>(const Subject&, const Subject&) = default;
};

/// One operand of a finding: what was read, and where.
struct Evidence {
  enum class Side { kLeft, kRight, kContext };

  const Source* source = nullptr;
  Span where;
  Subject subject;
  std::string label;      ///< as the form names it, in the report's language: "上年结转 · 自然人"
  std::string value;      ///< as understood: "25", or empty for a blank cell
  bool negative = false;  ///< subtracted on its side
  Side side = Side::kContext;
};

/// The one cell which, set to `repair`, would settle every broken identity of its table.
struct Culprit {
  const Source* source = nullptr;
  Span where;
  Subject subject;
  std::string label;
  std::string value;
  std::string repair;
};

/// Replaces the bytes at `where`. Never a number's value.
struct Edit {
  Span where;
  std::string replacement;
};

/// Something that is wrong, at a span of a source. `rule` and `source` outlive it.
struct Diagnostic {
  const RuleInfo* rule = nullptr;
  Severity severity = Severity::kError;
  const Source* source = nullptr;
  Span where;
  std::string message;  ///< in the language of the run
  Subject subject;
  std::vector<std::pair<std::string, std::string>> values;  ///< named values of the message, in the rule's order
  std::vector<Evidence> evidence;
  std::optional<std::string> left;  ///< the two sides of a broken identity, as printed
  std::optional<std::string> right;
  std::optional<std::string> difference;
  std::optional<Culprit> culprit;
  std::vector<std::string> notes;  ///< hints, in the language of the run
  std::vector<Edit> fix;           ///< safe text repairs, all of them or none
};

/// A rule that could not be told on a place, and why.
struct Unchecked {
  const RuleInfo* rule = nullptr;
  Subject subject;
  Span where;
  std::string reason;  ///< in the language of the run
  Subject cause;       ///< what could not be read, where it is one cell: a row that is not there
};

/// Verdicts of one document or of a run.
struct Tally {
  std::uint64_t pass = 0;
  std::uint64_t fail = 0;
  std::uint64_t not_applicable = 0;
  std::uint64_t not_evaluated = 0;
};

/// Collects what is wrong while a pass goes on. Wrong input is never an exception.
class Diagnostics {
 public:
  void Add(Diagnostic diagnostic) { all_.push_back(std::move(diagnostic)); }
  const std::vector<Diagnostic>& all() const { return all_; }
  std::vector<Diagnostic> Take() { return std::move(all_); }
  bool has_errors() const;

 private:
  std::vector<Diagnostic> all_;
};

/// By source name, position, severity (error first) and rule id; what is alike in all of these keeps its order.
void Sort(std::vector<Diagnostic>& diagnostics);

/// 16 hex digits over rule, subject and values: the same finding keeps it when lines are added above.
std::string Fingerprint(const Diagnostic& diagnostic);

}  // namespace gouji
