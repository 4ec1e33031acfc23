#include "output/summary_line.h"

#include "base/trouble.h"

namespace gouji {
namespace {

constexpr Localized kNoDocuments{"没有找到可检查的文件", "no documents to check"};
constexpr Localized kChecked{"共检查 {documents} 份文件，适用规则 {rules} 条：",
                             "checked {documents} {document} with {rules} {rule}: "};
constexpr Localized kNothingFound{"没有发现问题", "nothing found"};
constexpr Localized kFound{"错误 {errors} 个，警告 {warnings} 个，提示 {notes} 个",
                           "{errors} {error}, {warnings} {warning}, {notes} {note}"};
constexpr Localized kHidden{"；基线中已知的 {n} 个未列出", "; {n} known from the baseline not shown"};
constexpr Localized kResolvedCount{"；基线中的 {n} 个已不存在", "; {n} of the baseline gone"};
constexpr Localized kNotEvaluated{"；未能核对 {n} 处", "; could not check {n} {places}"};
constexpr Localized kWithoutPrevious{"；没有上一年报告可对照的 {n} 份",
                                     "; no report of the year before for {n} {documents}"};
constexpr Localized kUnreadable{"；无法读取 {n} 份", "; could not read {n} {documents}"};

std::string_view Plural(std::uint64_t n, std::string_view one, std::string_view many) { return n == 1 ? one : many; }

}  // namespace

std::string SummaryLine(const Summary& summary, Lang lang, std::uint64_t hidden, std::uint64_t resolved) {
  const auto say = [&](const Localized& text) { return text.In(lang); };
  if (summary.documents == 0) return std::string(say(kNoDocuments));
  const auto count = [](std::uint64_t n) { return std::to_string(n); };
  std::string line = Fill(say(kChecked), {{"documents", count(summary.documents)},
                                          {"document", Plural(summary.documents, "document", "documents")},
                                          {"rules", count(summary.rules)},
                                          {"rule", Plural(summary.rules, "rule", "rules")}});
  if (summary.errors + summary.warnings + summary.notes == 0) {
    line += say(kNothingFound);
  } else {
    line += Fill(say(kFound), {{"errors", count(summary.errors)},
                               {"error", Plural(summary.errors, "error", "errors")},
                               {"warnings", count(summary.warnings)},
                               {"warning", Plural(summary.warnings, "warning", "warnings")},
                               {"notes", count(summary.notes)},
                               {"note", Plural(summary.notes, "note", "notes")}});
  }
  const auto also = [&](const Localized& text, std::uint64_t n) {
    if (n == 0) return;
    line += Fill(
        say(text),
        {{"n", count(n)}, {"places", Plural(n, "place", "places")}, {"documents", Plural(n, "document", "documents")}});
  };
  also(kHidden, hidden);
  also(kResolvedCount, resolved);
  also(kNotEvaluated, summary.tally.not_evaluated);
  also(kWithoutPrevious, summary.without_previous);
  also(kUnreadable, summary.unreadable);
  return line;
}

}  // namespace gouji
