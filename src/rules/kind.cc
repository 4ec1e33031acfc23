#include "rules/kind.h"

#include <algorithm>
#include <utility>

#include "report/label.h"
#include "rules/read_pattern.h"
#include "text/byte_set.h"

namespace gouji {
namespace {

constexpr ByteSet kClauseEnds(",:;");

}  // namespace

Pass::Pass(const Report& now, const Report* previous, Lang lang, const Vocabulary* vocabulary)
    : now_(now), previous_(previous), lang_(lang), vocabulary_(vocabulary) {
  const auto add = [this](ProseText::Part part, int section, int paragraph, const Text& text) {
    ProseText& prose = prose_.emplace_back();
    prose.part = part;
    prose.section = section;
    prose.paragraph = paragraph;
    prose.text = text;
    prose.folded = FoldProse(text.says);
    for (const Stretch& stretch : SentencesOf(prose.folded.text)) {
      Sentence& sentence = prose.sentences.emplace_back(Sentence{stretch});
      const std::string_view says = prose.passage(sentence).text;
      sentence.opening = std::min(kClauseEnds.FirstIn(says), says.size());
      sentence.numbered = static_cast<bool>(ReadNumeral(says.substr(0, sentence.opening)));
    }
  };
  if (now.title) {
    add(ProseText::Part::kTitle, -1, 0, *now.title);
  }
  for (const Text& text : now.preface) {
    add(ProseText::Part::kPreface, -1, 0, text);
  }
  for (std::size_t i = 0; i < now.sections.size(); ++i) {
    const Section& section = now.sections[i];
    if (!section.present) {
      continue;
    }
    add(ProseText::Part::kHeading, static_cast<int>(i), 0, section.heading.text);
    int paragraph = 0;
    for (const Text& text : section.prose) {
      add(ProseText::Part::kSection, static_cast<int>(i), paragraph++, text);
    }
  }
  for (const Text& text : now.margins) {
    add(ProseText::Part::kMargin, -1, 0, text);
  }
  if (vocabulary_ != nullptr) {
    FindWords();
  }
}

void Pass::FindWords() {
  std::vector<const Known*> sentences;
  for (ProseText& text : prose_) {
    sentences.clear();
    for (Sentence& sentence : text.sentences) {
      sentence.known = &vocabulary_->KnownOf(text.passage(sentence).text, own_);
      sentences.push_back(sentence.known);
      sentence.of_opening = &vocabulary_->KnownOf(text.opening(sentence).text, own_);
    }
    text.known = &vocabulary_->KnownOf(text.folded.text, sentences, own_);
  }
}

MadeText Pass::Read(std::string folded) const {
  MadeText made;
  made.text = std::move(folded);
  if (vocabulary_ != nullptr) {
    made.known = &vocabulary_->KnownOf(made.text, made.own);
  }
  return made;
}

const std::vector<ProseText>& Pass::cells() const {
  if (cells_) {
    return *cells_;
  }
  cells_.emplace();
  const auto add = [this](int section, const std::vector<GridRow>& rows) {
    for (const GridRow& at : rows) {
      for (const Cell& cell : at.grid->Row(at.row)) {
        if (!cell.text.empty()) {
          ProseText& text = cells_->emplace_back();
          text.part = ProseText::Part::kCell;
          text.section = section;
          text.text = cell.text;
          text.folded = FoldProse(cell.text.says);
        }
      }
    }
  };
  add(-1, now_.loose_rows);
  for (std::size_t i = 0; i < now_.sections.size(); ++i) {
    add(static_cast<int>(i), now_.sections[i].rows);
  }
  return *cells_;
}

void Findings::NotEvaluated(const Rule& rule, Subject subject, Span where, std::string reason, Subject cause) {
  ++tally.not_evaluated;
  if (unchecked.size() >= kMostFindings) {
    throw TooManyFindings();
  }
  unchecked.push_back({&rule.info, std::move(subject), where, std::move(reason), std::move(cause)});
}

Diagnostic& Findings::Fail(const Rule& rule, const gouji::Pass& pass, Span where) {
  ++tally.fail;
  if (diagnostics.size() >= kMostFindings) {
    throw TooManyFindings();
  }
  Diagnostic& diagnostic = diagnostics.emplace_back();
  diagnostic.rule = &rule.info;
  diagnostic.severity = rule.info.severity;
  diagnostic.source = &pass.source();
  diagnostic.where = where;
  return diagnostic;
}

Diagnostic& Findings::Fail(const Rule& rule, const gouji::Pass& pass, const ProseText& text, std::size_t begin,
                           std::size_t end) {
  Diagnostic& diagnostic = Fail(rule, pass, text.SpanOf(begin, end));
  diagnostic.subject = SubjectOf(pass, text);
  return diagnostic;
}

Subject SubjectOf(const Pass& pass, const ProseText& text) {
  Subject subject;
  if (text.section >= 0) {
    subject.section = pass.now().sections[static_cast<std::size_t>(text.section)].form->id;
  }
  return subject;
}

Evidence EvidenceOf(const Pass& pass, const Evaluator& evaluator, const CellRead& read) {
  Evidence evidence;
  evidence.source = read.previous ? pass.previous()->document->source.get() : &pass.source();
  evidence.where = read.cell->where;
  evidence.subject = evaluator.SubjectOf(read);
  evidence.label = evaluator.LabelOf(read);
  evidence.value = read.cell->value.kind == CellValue::Kind::kNumber  ? read.cell->value.number.ToString()
                   : read.cell->value.kind == CellValue::Kind::kWords ? std::string(read.cell->text)
                                                                      : std::string();
  return evidence;
}

Severity Rule::SeverityFor(const Evaluator& evaluator) const {
  if (escalate_when == nullptr) {
    return info.severity;
  }
  const Value value = evaluator.Evaluate(*escalate_when);
  return value.kind == Value::Kind::kBool && value.truth ? escalated : info.severity;
}

bool Rule::AppliesTo(const Report& report) const {
  return variants.empty() || (report.variant >= 0 && variants[static_cast<std::size_t>(report.variant)]);
}

bool Applies(const Rule& rule, const Pass& pass, const Evaluator& evaluator, Findings& findings) {
  if (rule.when == nullptr) {
    return true;
  }
  const Value when = evaluator.Evaluate(*rule.when);
  if (when.kind == Value::Kind::kBool) {
    if (!when.truth) {
      findings.NotApplicable();
    }
    return when.truth;
  }
  if (when.doubt.IsNoMatter()) {
    findings.NotApplicable();
  } else {
    const Text* title = pass.now().title ? &*pass.now().title : nullptr;
    findings.NotEvaluated(rule, {}, title == nullptr ? Span{} : title->where,
                          Explain(evaluator, when.doubt, pass.lang()), evaluator.SubjectOf(when.doubt.at));
  }
  return false;
}

void FillIn(const Message& wording, const Evaluator& evaluator, Lang lang, Diagnostic& diagnostic) {
  diagnostic.message = wording.In(lang).Fill(evaluator);
  diagnostic.values.clear();
  wording.In(Lang::kZh).Values(evaluator, diagnostic.values);
}

void Word(const Rule& rule, const Evaluator& evaluator, Lang lang, Diagnostic& diagnostic) {
  FillIn(rule.message, evaluator, lang, diagnostic);
  diagnostic.severity = rule.SeverityFor(evaluator);
}

void SetValue(Diagnostic& diagnostic, std::string_view name, std::string_view value) {
  const auto found = std::ranges::find(diagnostic.values, name, &std::pair<std::string, std::string>::first);
  if (found != diagnostic.values.end()) {
    found->second = value;
  }
}

std::vector<Pattern> RuleReader::Patterns(const Node* node) const {
  std::vector<Pattern> patterns;
  ReadPatterns(context(), node, PatternFor::kProse, patterns);
  return patterns;
}

Decimal RuleReader::Tolerance() const {
  const Node* node = options.Find("tolerance");
  if (node == nullptr) {
    return 0;
  }
  const bool percent = node->scalar().ends_with('%');
  auto number = Decimal::Parse(node->scalar().substr(0, node->scalar().size() - (percent ? 1 : 0)));
  if (number && percent) {
    number = number->Times(*Decimal::Parse("0.01"));
  }
  if (!number || number->is_negative()) {
    context().Wrong(node->where, "tolerance 应为不小于 0 的数", "tolerance must be a number, zero or more");
    return 0;
  }
  return *number;
}

std::vector<int> RuleReader::Sections(std::string_view key) const {
  std::vector<int> sections;
  options.Texts(key);  // reports what is no text
  for (const Node* node : options.List(key)) {
    const std::string_view id = node->scalar();
    bool found = !node->is_scalar();
    for (std::size_t i = 0; i < names.sections.size(); ++i) {
      if (names.sections[i] == id) {
        sections.push_back(static_cast<int>(i));
        found = true;
      }
    }
    if (!found) {
      const std::vector<std::string_view> known(names.sections.begin(), names.sections.end());
      const std::string_view near = Nearest(id, known);
      context().Wrong(node->where, "没有名为“" + std::string(id) + "”的节" + DidYouMean(near, Lang::kZh),
                      "unknown section '" + std::string(id) + "'" + DidYouMean(near, Lang::kEn));
    }
  }
  return sections;
}

}  // namespace gouji
