#include "check/claim_judge.h"

#include <algorithm>
#include <utility>

#include "check/left_out.h"

namespace gouji {
namespace {

void Bind(const FoundClaim& claim, std::string_view sentence, Evaluator& evaluator) {
  for (const std::string& name : claim.pattern.group_names()) {
    const Pattern::Group& group = claim.match[static_cast<std::size_t>(claim.pattern.GroupOf(name))];
    if (!group.matched()) {
      continue;
    }
    const auto year = name == "year" ? ReadYear(group.text) : std::nullopt;
    const auto number = year ? std::make_optional(Decimal(year->year)) : NumberOf(sentence, group.text);
    evaluator.SetLocal("extract." + name, number ? Value::Number(*number) : Value::OfText(std::string(group.text)));
  }
  evaluator.SetLocal("extract.text", Value::OfText(std::string(claim.match[0].text)));
}

/// What the sides of a claim are worth: "extract.count in [requests[new, all], requests[total, all]]".
void CollectAccepted(const Evaluator& evaluator, const Expr& claim, std::vector<Decimal>& accepted) {
  if (claim.op == Expr::Op::kAnd || claim.op == Expr::Op::kOr || claim.op == Expr::Op::kList) {
    for (const ExprPtr& part : claim.args) {
      CollectAccepted(evaluator, *part, accepted);
    }
    return;
  }
  if (claim.op == Expr::Op::kEqual || claim.op == Expr::Op::kIn) {
    CollectAccepted(evaluator, *claim.args[1], accepted);
    return;
  }
  const Value value = evaluator.Evaluate(claim);
  if (value.kind == Value::Kind::kNumber) {
    accepted.push_back(value.number);
  } else if (value.kind == Value::Kind::kCells && value.cells.size() == 1) {
    const CellValue& cell = value.cells.front().cell->value;
    accepted.push_back(cell.kind == CellValue::Kind::kNumber ? cell.number : Decimal(0));
  }
}

void AddEvidence(const Pass& pass, const Evaluator& evaluator, const std::vector<CellRead>& reads,
                 Diagnostic& diagnostic) {
  for (const CellRead& read : reads) {
    const bool seen = std::ranges::any_of(diagnostic.evidence,
                                          [&](const Evidence& evidence) { return evidence.where == read.cell->where; });
    if (!seen && read.cell->absence == Absence::kPresent) {
      diagnostic.evidence.push_back(EvidenceOf(pass, evaluator, read));
    }
  }
}
}  // namespace

bool ClaimJudge::Judge(const FoundClaim& claim) {
  Evaluator evaluator(rule_.scope, pass_.now(), pass_.previous(), rule_.missing.value_or(Missing::kZero));
  evaluator.set_tolerance(tolerance_);
  const Stretch& at = claim.sentence;
  Bind(claim, std::string_view(claim.text.folded.text).substr(at.begin, at.end - at.begin), evaluator);
  const auto is = [&](const Expr& condition, bool truth) {
    const Value value = evaluator.Evaluate(condition);
    return value.kind == Value::Kind::kBool && value.truth == truth;
  };
  if (claim.of.when.is_given() && !is(*claim.of.when.Get(), true)) {
    return false;
  }
  if (rule_.when != nullptr && is(*rule_.when, false)) {
    return true;
  }
  heard_ = true;
  std::vector<CellRead> reads;
  bool linear = true;
  const Value verdict = evaluator.Evaluate(*claim.of.claim.Get(), reads, linear);
  if (verdict.kind != Value::Kind::kBool) {
    Doubtful(claim, evaluator, verdict.doubt);
    return true;
  }
  if (verdict.truth) {
    findings_.Pass();
    return true;
  }
  const auto left_out = std::ranges::find_if(reads, [&](const CellRead& read) { return IsLeftOut(pass_.now(), read); });
  if (left_out != reads.end()) {
    LeftOut(claim, evaluator, *left_out);
  } else {
    Fail(claim, evaluator, reads);
  }
  return true;
}

void ClaimJudge::Fail(const FoundClaim& claim, const Evaluator& evaluator, const std::vector<CellRead>& reads) {
  const Span where = PlaceOf(claim);
  Diagnostic& diagnostic = findings_.Fail(rule_, pass_, where);
  diagnostic.subject = SubjectOf(pass_, claim.text);
  Word(rule_, evaluator, pass_.lang(), diagnostic);
  if (claim.of.has_message) {
    FillIn(claim.of.message, evaluator, pass_.lang(), diagnostic);
  }
  AddEvidence(pass_, evaluator, reads, diagnostic);
  Contradiction& contradiction = findings_.contradictions.emplace_back();
  contradiction.where = where;
  CollectAccepted(evaluator, *claim.of.claim.Get(), contradiction.accepted);
  if (auto derivation = DerivationOf(claim.of, claim.pattern, claim.match, claim.text, claim.sentence.begin,
                                     claim.begin, evaluator)) {
    derivation->diagnostic = findings_.diagnostics.size() - 1;
    findings_.derivations.push_back(std::move(*derivation));
  }
}

void ClaimJudge::LeftOut(const FoundClaim& claim, const Evaluator& evaluator, const CellRead& read) {
  const std::string label = evaluator.LabelOf(read);
  NotEvaluated(claim,
               pass_.lang() == Lang::kZh ? "表中“" + label + "”没有填数" : "the table has no number in '" + label + "'",
               evaluator.SubjectOf(read));
}

void ClaimJudge::Doubtful(const FoundClaim& claim, const Evaluator& evaluator, const Doubt& doubt) {
  if (doubt.IsNoMatter()) {
    findings_.NotApplicable();
    return;
  }
  NotEvaluated(claim, Explain(evaluator, doubt, pass_.lang()), evaluator.SubjectOf(doubt.at));
}

void ClaimJudge::NotEvaluated(const FoundClaim& claim, std::string reason, Subject subject) {
  if (std::ranges::find(doubts_, reason) == doubts_.end()) {
    doubts_.push_back(reason);
    findings_.NotEvaluated(rule_, SubjectOf(pass_, claim.text), PlaceOf(claim), std::move(reason), std::move(subject));
  }
}

Span ClaimJudge::PlaceOf(const FoundClaim& claim) const {
  return claim.text.SpanOf(claim.sentence.begin + claim.begin, claim.sentence.begin + claim.end);
}

}  // namespace gouji
