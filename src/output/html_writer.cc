#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

#include "output/html_document.h"
#include "output/html_style.h"
#include "output/markup.h"
#include "output/spool.h"
#include "output/writer.h"

namespace gouji {

extern const Format kHtmlFormat;

namespace {

constexpr std::array kSeverities{Severity::kError, Severity::kWarning, Severity::kNote};

constexpr Localized kTitle{"勾稽检查报告", "gouji report"};
constexpr Localized kAbout{"规则包 {pack}，{rules} 条规则，gouji {version}",
                           "pack {pack}, {rules} {rule}, gouji {version}"};
constexpr Localized kDocuments{"文件", "documents"};
constexpr Localized kNotChecked{"未能核对", "not checked"};
constexpr Localized kUnreadable{"无法读取", "unreadable"};
constexpr Localized kCounts{"：错误 {errors}，警告 {warnings}", ": {errors} {error}, {warnings} {warning}"};
constexpr Localized kCleanReports{"没有问题的报告", "clean reports"};
constexpr Localized kShow{"显示", "show"};
constexpr Localized kReport{"报告", "report"};
constexpr Localized kNoDocuments{"没有找到可检查的文件。", "No documents to check."};
constexpr Localized kFooter{"由 gouji {version} 生成。gouji 只指出问题，从不改动数字。",
                            "Written by gouji {version}, which points at numbers and never changes one."};

/// One page for whoever has to put the report right. Needs no network, no script and no other file.
class HtmlWriter final : public Writer {
 public:
  explicit HtmlWriter(std::ostream& out) : out_(out) {}

  void Begin(const RunInfo& run) override {
    run_ = run;
    words_ = HtmlPhrases(run.lang);
  }

  void Add(const Outcome& outcome) override {
    ++document_;
    const HtmlDocument document(outcome, words_, document_);
    const bool clean = outcome.readable && outcome.findings.empty() && outcome.unchecked.empty() &&
                       outcome.resolved.empty() && outcome.hidden == 0;
    clean_ += clean ? 1 : 0;
    PutOverviewRow(outcome, clean);
    overview_.Append(page_);
    page_.clear();
    PutArticle(page_, document);
    // Of clean reports among others there is nothing to tell that the overview does not.
    if (!clean) documents_.Append(page_);
    if (document_ == 1 && clean) only_ = page_;
    page_.clear();
    focus_.Append(document.Focus());
  }

  void End(const Summary& summary) override {
    PutHead(summary);
    Flush();
    focus_.CopyTo(out_);
    PutTop(summary);
    if (document_ > 1) {
      PutOverviewHead();
      Flush();
      overview_.CopyTo(out_);
      out_ << "</tbody></table>\n";
    }
    Flush();
    if (document_ == 0) out_ << "<p class=\"state\">" << words_.Say(kNoDocuments) << "</p>\n";
    if (document_ == 1) out_ << only_;
    documents_.CopyTo(out_);
    out_ << "</div>\n</main>\n<footer>" << words_.Filled(kFooter, {{"version", run_.version}})
         << "</footer>\n</body>\n</html>\n";
  }

 private:
  template <typename... Args>
  void Put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(page_), format, std::forward<Args>(args)...);
  }

  void Flush() {
    out_ << page_;
    page_.clear();
  }

  void PutHead(const Summary& summary) {
    const std::string title = words_.Say(kTitle);
    Put("<!DOCTYPE html>\n<html lang=\"{}\" id=\"top\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
        "content=\"light dark\">\n"
        "<title>{}{}</title>\n<style>{}",
        run_.lang == Lang::kZh ? "zh-CN" : "en", title,
        words_.Filled(kCounts, {{"errors", std::to_string(summary.errors)},
                                {"error", summary.errors == 1 ? "error" : "errors"},
                                {"warnings", std::to_string(summary.warnings)},
                                {"warning", summary.warnings == 1 ? "warning" : "warnings"}}),
        kHtmlStyle);
  }

  /// The sums of the run, and what filters the page: boxes that the style sheet looks at, and their labels.
  void PutTop(const Summary& summary) {
    const std::array<std::uint64_t, 3> counts{summary.errors, summary.warnings, summary.notes};
    const bool many = document_ > 1 && clean_ > 0;
    Put("</style>\n</head>\n<body>\n<main>\n");
    for (const Severity severity : kSeverities) {
      Put("<input class=\"filter\" type=\"checkbox\" id=\"show-{0}\" checked>\n", Name(severity));
    }
    if (many) Put("<input class=\"filter\" type=\"checkbox\" id=\"show-clean\" checked>\n");
    Put("<header><h1>{}</h1>\n<p class=\"about\">{}</p>\n<dl class=\"sums\">\n", words_.Say(kTitle),
        words_.Filled(kAbout, {{"pack", run_.pack_id},
                               {"rules", std::to_string(summary.rules)},
                               {"rule", summary.rules == 1 ? "rule" : "rules"},
                               {"version", run_.version}}));
    const auto sum = [&](const Localized& word, std::uint64_t n, std::string_view kind) {
      Put("<div class=\"{}{}\"><dt>{}</dt><dd>{}</dd></div>\n", kind, n == 0 ? " zero" : "", words_.Say(word), n);
    };
    sum(kDocuments, summary.documents, "all");
    for (std::size_t i = 0; i < counts.size(); ++i) sum(PluralOf(kSeverities[i]), counts[i], Name(kSeverities[i]));
    sum(kNotChecked, summary.tally.not_evaluated, "unknown");
    if (summary.unreadable > 0) sum(kUnreadable, summary.unreadable, "error");
    Put("</dl>\n</header>\n<div class=\"bar\"><span class=\"soft\">{}</span>", words_.Say(kShow));
    for (std::size_t i = 0; i < counts.size(); ++i) {
      Put("<label for=\"show-{}\">{} {}</label>", Name(kSeverities[i]), words_.Say(PluralOf(kSeverities[i])),
          counts[i]);
    }
    if (many) Put("<label for=\"show-clean\">{} {}</label>", words_.Say(kCleanReports), clean_);
    Put("</div>\n<div class=\"reports\">\n");
  }

  void PutOverviewHead() {
    Put("<table class=\"overview\"><thead><tr><th scope=\"col\">{}</th>", words_.Say(kReport));
    for (const Severity severity : kSeverities) {
      Put("<th scope=\"col\" class=\"count\">{}</th>", words_.Say(PluralOf(severity)));
    }
    Put("<th scope=\"col\" class=\"count\">{}</th></tr></thead><tbody>\n", words_.Say(kNotChecked));
  }

  static std::uint64_t CountOf(const Outcome& outcome, Severity severity) {
    return static_cast<std::uint64_t>(std::ranges::count(outcome.findings, severity, &Diagnostic::severity));
  }

  void PutOverviewRow(const Outcome& outcome, bool clean) {
    const std::string path = Markup(outcome.path);
    const bool titled = !outcome.title.empty();
    const std::string name = titled ? Markup(outcome.title) : path;
    Put("<tr{}><th scope=\"row\">", clean ? " class=\"clean\"" : "");
    if (clean) {
      Put("{}", name);
    } else {
      Put("<a href=\"#d{}\">{}</a>", document_, name);
    }
    Put("{}</th>", titled ? fmt::format("<span class=\"path\">{}</span>", path) : "");
    if (!outcome.readable) {
      Put("<td colspan=\"4\" class=\"count\"><b class=\"error\">{}</b></td></tr>\n", words_.Say(kUnreadable));
      return;
    }
    // On a narrow screen the words stand beside the counts instead of above.
    const auto count = [&](const Localized& word, std::size_t n, std::string_view kind) {
      Put("<td class=\"count{}\" data-of=\"{}\">", n == 0 ? " zero" : "", words_.Say(word));
      if (n == 0 || kind.empty()) {
        Put("{}</td>", n);
      } else {
        Put("<b class=\"{}\">{}</b></td>", kind, n);
      }
    };
    for (const Severity severity : kSeverities) count(PluralOf(severity), CountOf(outcome, severity), Name(severity));
    count(kNotChecked, outcome.unchecked.size(), "");
    Put("</tr>\n");
  }

  std::ostream& out_;
  RunInfo run_;
  HtmlPhrases words_;
  std::string page_;            ///< the part being written
  std::uint64_t document_ = 0;  ///< the number of the document being written
  std::uint64_t clean_ = 0;     ///< documents nothing is told of
  std::string only_;            ///< the first document, if it is clean
  Spool focus_;
  Spool overview_;
  Spool documents_;
};

std::unique_ptr<Writer> Make(std::ostream& out) { return std::make_unique<HtmlWriter>(out); }

}  // namespace

const Format kHtmlFormat{
    "html",
    {"一页网页：给修改报告的人看，可打印", "one page for whoever puts the report right, also on paper"},
    Make,
    true};

}  // namespace gouji
