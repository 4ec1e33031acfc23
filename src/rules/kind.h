#pragma once

#include <forward_list>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "report/report.h"
#include "rules/evaluate.h"
#include "rules/message.h"
#include "text/fold.h"
#include "text/pattern.h"
#include "text/sentence.h"

namespace gouji {

struct Rule;

/// A sentence of a text, and what is known of it.
struct Sentence : Stretch {
  const Known* known = nullptr;
  std::size_t opening = 0;  ///< bytes of the words up to the first comma, colon or semicolon
  const Known* of_opening = nullptr;
  bool numbered = false;  ///< begins with an ordinal
};

/// A text of a report with its folded form, folded once for all rules.
struct ProseText {
  enum class Part { kTitle, kHeading, kPreface, kSection, kMargin, kCell };
  Part part = Part::kSection;
  int section = -1;   ///< index, for kHeading and kSection
  int paragraph = 0;  ///< within its section
  Text text;
  Folded folded;                    ///< FoldProse of it
  std::vector<Sentence> sentences;  ///< of the folded text
  const Known* known = nullptr;     ///< of the folded text

  Passage passage() const { return known == nullptr ? Passage{folded.text} : known->passage(folded.text); }
  Passage passage(const Sentence& sentence) const {
    const std::string_view says = std::string_view(folded.text).substr(sentence.begin, sentence.end - sentence.begin);
    return sentence.known == nullptr ? Passage{says} : sentence.known->passage(says);
  }
  Passage opening(const Sentence& sentence) const {
    const std::string_view says = std::string_view(folded.text).substr(sentence.begin, sentence.opening);
    return sentence.of_opening == nullptr ? Passage{says} : sentence.of_opening->passage(says);
  }

  /// The source span of bytes [begin, end) of the folded text.
  Span SpanOf(std::size_t begin, std::size_t end) const {
    return text.SpanOf(folded.origin[begin], folded.origin[end]);
  }
};

/// A text made of a report's, to show it to patterns.
struct MadeText {
  std::string text;
  const Known* known = nullptr;  ///< null: not looked for
  std::forward_list<Known> own;  ///< where nobody else keeps it

  Passage passage() const { return known == nullptr ? Passage{text} : known->passage(text); }
};

/// Everything one document gives to rules.
class Pass {
 public:
  /// Without a vocabulary nothing is known of the words in the texts, and patterns look for themselves.
  Pass(const Report& now, const Report* previous, Lang lang, const Vocabulary* vocabulary = nullptr);
  Pass(const Pass&) = delete;
  Pass& operator=(const Pass&) = delete;

  const Report& now() const { return now_; }
  const Report* previous() const { return previous_; }
  Lang lang() const { return lang_; }
  const Source& source() const { return *now_.document->source; }
  /// Title, headings, preface and the prose of sections, in order of reading; cells are not among them.
  const std::vector<ProseText>& prose() const { return prose_; }
  /// A text that is not among them, with its words.
  MadeText Read(std::string folded) const;
  /// The cells of all tables, labels among them, in order of reading. Made when first asked for; a pass is one
  /// thread's.
  const std::vector<ProseText>& cells() const;

 private:
  void FindWords();

  const Report& now_;
  const Report* previous_;
  Lang lang_;
  const Vocabulary* vocabulary_;
  std::vector<ProseText> prose_;
  std::forward_list<Known> own_;  ///< what is known of texts that the vocabulary does not keep
  mutable std::optional<std::vector<ProseText>> cells_;
};

/// An equality over cells that was evaluated, for finding the one cell that explains all that is broken.
struct Identity {
  std::vector<CellRead> reads;  ///< signs for left − right
  Decimal residual;             ///< left − right; zero when it holds
  int table = -1;
  std::ptrdiff_t diagnostic = -1;  ///< index of the finding, when it is broken
};

/// An equality that holds, to be worked out again where the cells it read matter.
struct Held {
  const Rule* rule = nullptr;
  std::vector<Binding> bindings;  ///< of the rule's loops
};

/// A number of the prose that is contradicted, by the tables or by a sum, and what would stand in its place.
struct Contradiction {
  Span where;
  std::vector<Decimal> accepted;
};

/// A finding that was worked out from numbers of the prose.
struct Derivation {
  std::size_t diagnostic = 0;  ///< index of the finding
  std::vector<Span> operands;  ///< where the numbers stand
  bool slight = false;         ///< not worth telling beside a contradiction
  /// What each operand would have to be for the finding to be settled, for findings that others may follow from: a part
  /// of a list that does not add up has a share that is wrong with it.
  std::vector<Contradiction> repairs;
  /// Whether it would be settled with another value for one operand.
  std::function<bool(std::size_t operand, const Decimal& value)> settles;
};

/// A file brings up more than anyone could read, or keep in memory. Ends its check.
struct TooManyFindings : std::runtime_error {
  TooManyFindings() : std::runtime_error("too many findings") {}
};

/// So many findings, and so many places that could not be told, may one file bring up.
inline constexpr std::size_t kMostFindings = 100'000;

/// Collects verdicts. Throws `TooManyFindings` rather than collect more than it may.
class Findings {
 public:
  void Pass() { ++tally.pass; }
  void NotApplicable() { ++tally.not_applicable; }
  void NotEvaluated(const Rule& rule, Subject subject, Span where, std::string reason, Subject cause = {});
  /// A finding of the rule; the message and severity are the caller's to set.
  Diagnostic& Fail(const Rule& rule, const gouji::Pass& pass, Span where);
  /// The same at bytes [begin, end) of the folded text; its subject is the section.
  Diagnostic& Fail(const Rule& rule, const gouji::Pass& pass, const ProseText& text, std::size_t begin,
                   std::size_t end);

  std::vector<Diagnostic> diagnostics;
  std::vector<Unchecked> unchecked;
  std::vector<Identity> identities;
  std::vector<Held> held;           ///< more identities, none of them broken
  std::vector<std::size_t> ragged;  ///< indexes of findings about rows whose cells cannot be told apart
  std::vector<Contradiction> contradictions;
  std::vector<Derivation> derivations;
  Tally tally;
};

/// What a rule compiles into. Const and shared between threads.
class Check {
 public:
  virtual ~Check() = default;
  virtual void Run(const Rule& rule, const Pass& pass, Findings& findings) const = 0;
  /// Makes an identity of an equality that held, if it is one.
  virtual void Recall(const Held&, const Pass&, Findings&) const {}
  /// Whether some report can leave the rule without an answer: its tests then have to show one.
  virtual bool MayDoubt(const Rule&) const { return false; }
  /// Whether it holds cells to add up: then it leaves identities among its findings.
  virtual bool AddsUp() const { return false; }
};

/// A rule of a pack: what all kinds share.
struct Rule {
  RuleInfo info;
  std::string pascal_name;
  Scope scope;
  ExprPtr when;
  std::optional<Missing> missing;
  std::optional<Severity> mild;  ///< for the lesser form of what `require` finds
  ExprPtr escalate_when;         ///< then `escalated` instead of the severity
  Severity escalated = Severity::kError;
  ExprPtr at_cell;  ///< where the finding stands
  int at_section = -1;
  int at_loop = -1;  ///< or the section of this loop
  bool at_title = false;
  bool compares_years = false;  ///< it holds a report against that of the year before
  Message message;
  std::vector<bool> variants;  ///< by index; empty: all
  std::unique_ptr<Check> check;
  const Node* node = nullptr;      ///< the rule in the pack's file
  const Node* tests = nullptr;     ///< in it, for `gouji test`
  const Source* source = nullptr;  ///< of the pack's file
  Span where;                      ///< of the rule in it

  /// Severity of a finding for one evaluation.
  Severity SeverityFor(const Evaluator& evaluator) const;
  bool AppliesTo(const Report& report) const;
};

/// Whether a rule's `when` lets it run on a report. Where it does not, the verdict is given.
bool Applies(const Rule& rule, const Pass& pass, const Evaluator& evaluator, Findings& findings);

/// The section a text stands in; empty where it stands in none.
Subject SubjectOf(const Pass& pass, const ProseText& text);
/// A cell as it is shown beside a finding, with its number or its words; of no side.
Evidence EvidenceOf(const Pass& pass, const Evaluator& evaluator, const CellRead& read);

/// Helps kinds: message and values of a finding. The values are those that the Chinese wording names, so that a finding
/// has the same ones, and so the same fingerprint, in every language.
void FillIn(const Message& wording, const Evaluator& evaluator, Lang lang, Diagnostic& diagnostic);
/// For a value that is a text of the pack in the language of the run: what it is called in Chinese.
void SetValue(Diagnostic& diagnostic, std::string_view name, std::string_view value);
/// Fills message, values and severity of a finding as its rule says.
void Word(const Rule& rule, const Evaluator& evaluator, Lang lang, Diagnostic& diagnostic);

/// What a kind reads its part of a rule with.
struct RuleReader {
  Options& options;  ///< of the rule's map
  const ReportForm& form;
  const Names& names;
  Rule& rule;

  const NodeContext& context() const { return options.context(); }
  /// Reads `let`, `when`, `at`, `message`, `escalate`: to be called by the kind once it has declared its locals.
  std::function<void()> read_common;
  /// A pattern, or several; compiled and checked when the pack is the user's. `re:` in front is allowed and means
  /// nothing here.
  std::vector<Pattern> Patterns(const Node* node) const;
  /// The number under `tolerance`; 0 when there is none.
  Decimal Tolerance() const;
  /// Ids of sections; every unknown one is reported.
  std::vector<int> Sections(std::string_view key) const;
};

/// A kind of rule: one .cc with one constant, and one line in check/kinds.cc. `key` is the key in a rule that makes it
/// of the kind.
struct Kind {
  std::string_view key;
  Localized summary;
  /// Reads the rule; null when it is wrong, which has been reported.
  std::unique_ptr<Check> (*compile)(RuleReader& reader, const Node& value);
  /// Keys of every rule that mean something to this kind only where it says so: for, at, missing, mild, tolerance.
  std::vector<std::string_view> honours = {};
};

}  // namespace gouji
