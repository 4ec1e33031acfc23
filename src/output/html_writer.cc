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
                           "pack {pack}, {rules} rules, gouji {version}"};
constexpr Localized kDocuments{"文件", "documents"};
constexpr Localized kNotChecked{"未能核对", "not checked"};
constexpr Localized kUnreadable{"无法读取", "unreadable"};
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
    words_ = HtmlWords(run.lang);
  }

  void Add(const Outcome& outcome) override {
    ++document_;
    PutOverviewRow(outcome);
    overview_.Append(page_);
    page_.clear();
    PutArticle(page_, HtmlDocument(outcome, words_, document_));
    documents_.Append(page_);
    page_.clear();
  }

  void End(const Summary& summary) override {
    PutHead(summary);
    out_ << page_;
    page_.clear();
    if (document_ > 0) {
      Put("<table class=\"overview\"><thead><tr><th scope=\"col\">{}</th>", words_.Say(kReport));
      for (const Severity severity : kSeverities)
        Put("<th scope=\"col\" class=\"count\">{}</th>", words_.Say(WordOf(severity)));
      Put("<th scope=\"col\" class=\"count\">{}</th></tr></thead><tbody>\n", words_.Say(kNotChecked));
      out_ << page_;
      page_.clear();
      overview_.CopyTo(out_);
      out_ << "</tbody></table>\n";
      documents_.CopyTo(out_);
    } else {
      out_ << "<p class=\"state\">" << words_.Say(kNoDocuments) << "</p>\n";
    }
    out_ << "</main>\n<footer>" << words_.Filled(kFooter, {{"version", run_.version}})
         << "</footer>\n</body>\n</html>\n";
  }

 private:
  template <typename... Args>
  void Put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(page_), format, std::forward<Args>(args)...);
  }

  void PutHead(const Summary& summary) {
    const std::string title = words_.Say(kTitle);
    Put("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
        "content=\"light dark\">\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
        run_.lang == Lang::kZh ? "zh-CN" : "en", title, kHtmlStyle);
    for (const Severity severity : kSeverities) {
      Put("<input class=\"filter\" type=\"checkbox\" id=\"show-{0}\" aria-label=\"{1} {2}\" checked>\n", Name(severity),
          words_.Say(kShow), words_.Say(WordOf(severity)));
    }
    Put("<header><h1>{}</h1>\n<p class=\"about\">{}</p>\n<dl class=\"sums\">\n", title,
        words_.Filled(kAbout,
                      {{"pack", run_.pack_id}, {"rules", std::to_string(summary.rules)}, {"version", run_.version}}));
    const auto sum = [&](const Localized& word, std::uint64_t n, std::string_view kind) {
      Put("<div class=\"{}{}\"><dt>{}</dt><dd>{}</dd></div>\n", kind, n == 0 ? " zero" : "", words_.Say(word), n);
    };
    sum(kDocuments, summary.documents, "all");
    sum(WordOf(Severity::kError), summary.errors, "error");
    sum(WordOf(Severity::kWarning), summary.warnings, "warning");
    sum(WordOf(Severity::kNote), summary.notes, "note");
    sum(kNotChecked, summary.tally.not_evaluated, "unknown");
    if (summary.unreadable > 0) sum(kUnreadable, summary.unreadable, "error");
    Put("</dl>\n</header>\n<div class=\"bar\"><span class=\"soft\">{}</span>", words_.Say(kShow));
    for (const Severity severity : kSeverities) {
      Put("<label for=\"show-{}\">{}</label>", Name(severity), words_.Say(WordOf(severity)));
    }
    Put("</div>\n<main>\n");
  }

  static std::uint64_t CountOf(const Outcome& outcome, Severity severity) {
    return static_cast<std::uint64_t>(std::ranges::count(outcome.findings, severity, &Diagnostic::severity));
  }

  void PutOverviewRow(const Outcome& outcome) {
    const std::string path = Markup(outcome.path);
    const bool titled = !outcome.title.empty();
    Put("<tr><td><a href=\"#d{}\">{}</a>{}</td>", document_, titled ? Markup(outcome.title) : path,
        titled ? fmt::format("<span class=\"path\">{}</span>", path) : "");
    if (!outcome.readable) {
      Put("<td colspan=\"4\" class=\"count\"><b class=\"error\">{}</b></td></tr>\n", words_.Say(kUnreadable));
      return;
    }
    for (const Severity severity : kSeverities) {
      const std::uint64_t n = CountOf(outcome, severity);
      if (n == 0) {
        Put("<td class=\"count soft\">0</td>");
      } else {
        Put("<td class=\"count\"><b class=\"{}\">{}</b></td>", Name(severity), n);
      }
    }
    Put("<td class=\"count{}\">{}</td></tr>\n", outcome.unchecked.empty() ? " soft" : "", outcome.unchecked.size());
  }

  std::ostream& out_;
  RunInfo run_;
  HtmlWords words_;
  std::string page_;            ///< the part being written
  std::uint64_t document_ = 0;  ///< the number of the document being written
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
