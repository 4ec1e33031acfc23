#include "cli/repairs.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <map>

#include "base/system_error.h"
#include "base/trouble.h"
#include "repair/edits.h"
#include "repair/encoding.h"
#include "repair/replace_file.h"
#include "repair/unified_diff.h"
#include "text/number.h"
#include "text/width.h"

namespace gouji::cli {
namespace {

/// What the value cells of a report say, by their names.
std::map<Subject, CellValue> ValuesOf(const Outcome& outcome) {
  std::map<Subject, CellValue> values;
  for (const DrawnTable& table : outcome.tables) {
    for (const DrawnCell& cell : table.cells) {
      if (!cell.subject.empty()) {
        values.emplace(cell.subject, ReadCell(cell.text));
      }
    }
  }
  return values;
}

/// Whether every value cell that was understood before is still there with the same value.
bool KeepsValues(const Outcome& before, const Outcome& after) {
  const std::map<Subject, CellValue> now = ValuesOf(after);
  for (const auto& [subject, value] : ValuesOf(before)) {
    const auto found = now.find(subject);
    if (found == now.end() || found->second.kind != value.kind || found->second.number != value.number) {
      return false;
    }
  }
  return true;
}

/// One file on its way from what it says to what it would say.
struct Repaired {
  std::string before;  ///< the text
  std::string after;
  std::string bytes_before;
  std::string bytes_after;
  FileEncoding encoding;
  std::size_t repairs = 0;
};

class Repairer {
 public:
  Repairer(const CommandLine& line, const std::vector<std::unique_ptr<RulePack>>& packs, const LintOptions& options,
           std::ostream& out)
      : line_(line), packs_(packs), options_(options), out_(out), zh_(line.lang == Lang::kZh) {}

  void Take(const Input& input, const Outcome& outcome) {
    const bool any =
        std::ranges::any_of(outcome.findings, [](const Diagnostic& finding) { return !finding.fix.empty(); });
    if (!outcome.readable || !any) {
      return;
    }
    if (outcome.transcript) {
      const std::size_t n = ChooseRepairs(outcome.findings, outcome.source->text()).size();
      Say(input.path, Fill(zh_ ? "有 {n} 处可以改，但 gouji 只改文本和 HTML 文件，请在原来的软件中修改"
                           : n == 1 ? "one repair is left to you: gouji changes text and HTML files only"
                                    : "{n} repairs are left to you: gouji changes text and HTML files only",
                           {{"n", std::to_string(n)}}));
      return;
    }
    Repaired repaired;
    std::string unread;
    auto bytes = BytesOf(input, line_.lang, unread);
    const auto encoding = bytes ? EncodingOf(*bytes, outcome.source->text()) : std::nullopt;
    if (!encoding) {
      Say(input.path, !unread.empty() ? unread
                      : zh_           ? "文件无法按原来的编码一字不差地写回，没有修改"
                                      : "left as it is: the file cannot be written back in its encoding byte for byte");
      return;
    }
    repaired.encoding = *encoding;
    repaired.before = repaired.after = std::string(outcome.source->text());
    repaired.bytes_before = repaired.bytes_after = std::move(*bytes);
    RepairAll(input, outcome, repaired);
    if (repaired.repairs == 0) {
      return;
    }
    if (line_.diff) {
      Show(input.path, repaired);
    } else if (const int error = ReplaceFile(std::string(input.path), repaired.bytes_before, repaired.bytes_after);
               error != 0) {
      Say(input.path, error == kFileChanged
                          ? std::string(zh_ ? "检查期间文件被改动过，没有修改" : "changed meanwhile; left as it is")
                          : (zh_ ? "写不了：" : "cannot be written: ") + SystemError(error, line_.lang));
      good_ = false;
      return;
    }
    ++files_;
    repairs_ += repaired.repairs;
  }

  bool Finish() const {
    const auto count = [](std::size_t n, const char* one, const char* many) {
      return std::to_string(n) + " " + (n == 1 ? one : many);
    };
    const std::string repairs = count(repairs_, "repair", "repairs");
    const std::string files = count(files_, "file", "files");
    if (repairs_ == 0) {
      std::cerr << "gouji: " << (zh_ ? "没有可以放心修改之处" : "no safe repairs") << "\n";
    } else if (zh_) {
      std::cerr << "gouji: " << files_ << " 份文件" << (line_.diff ? "可改 " : "改了 ") << repairs_ << " 处"
                << (line_.diff ? "，用 --fix 修改" : "") << "\n";
    } else {
      std::cerr << "gouji: " << (line_.diff ? "" : "made ") << repairs << " in " << files
                << (line_.diff ? "; --fix makes them" : "") << "\n";
    }
    return good_;
  }

 private:
  /// Repairs that meet wait for the next round; what is found then is found in the text as it has become.
  void RepairAll(const Input& input, const Outcome& first, Repaired& repaired) {
    constexpr int kMostTries = 200;  // each checks the whole file
    Outcome outcome = first;
    int tries = kMostTries;
    for (bool any = true; any && tries > 0;) {
      const std::vector<std::size_t> chosen = ChooseRepairs(outcome.findings, repaired.after);
      any = !chosen.empty() && TrySome(input, outcome, chosen, tries, repaired);
    }
  }

  /// Makes all of these repairs, or where one of them does not do, the first half, quarter and so on of them that does.
  /// False when none does.
  bool TrySome(const Input& input, Outcome& outcome, const std::vector<std::size_t>& chosen, int& tries,
               Repaired& repaired) {
    for (std::size_t size = chosen.size(); size > 0; size /= 2) {
      for (std::size_t begin = 0; begin < chosen.size() && tries > 0; begin += size, --tries) {
        const auto first = chosen.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto last = first + static_cast<std::ptrdiff_t>(std::min(size, chosen.size() - begin));
        if (TryTogether(input, outcome, {first, last}, repaired)) return true;
      }
    }
    return false;
  }

  /// Makes these repairs if all numbers stay; `outcome` is then that of the new text.
  bool TryTogether(const Input& input, Outcome& outcome, const std::vector<std::size_t>& chosen, Repaired& repaired) {
    std::string text = MakeRepairs(repaired.after, outcome.findings, chosen);
    auto bytes = repaired.encoding.Bytes(text);
    if (!bytes) {
      return false;
    }
    Outcome after = Lint({input.path, &*bytes, input.profile}, packs_, nullptr, options_);
    if (!after.readable || after.source->text() != text || !KeepsValues(outcome, after)) {
      return false;
    }
    repaired.repairs += chosen.size();
    repaired.after = std::move(text);
    repaired.bytes_after = std::move(*bytes);
    outcome = std::move(after);
    return true;
  }

  void Show(std::string_view path, const Repaired& repaired) const {
    // A file in UTF-8 is shown as its bytes, so that the patch fits; another is shown so that it can be read.
    const bool is_utf8 =
        repaired.encoding.encoding == Encoding::kUtf8 || repaired.encoding.encoding == Encoding::kUtf8Bom;
    const std::string diff = is_utf8 ? UnifiedDiff(path, repaired.bytes_before, repaired.bytes_after)
                                     : UnifiedDiff(path, repaired.before, repaired.after);
    if (!is_utf8) {
      Say(path, Fill(zh_ ? "文件是 {encoding}，差异以 UTF-8 显示，只供阅读，不能用作补丁"
                         : "the file is {encoding}; its difference is shown in UTF-8, to be read, not applied",
                     {{"encoding", Name(repaired.encoding.encoding)}}));
    }
    if (isatty(STDOUT_FILENO) != 1) {
      out_ << diff;
      return;
    }
    for (std::size_t at = 0; at < diff.size();) {
      const std::size_t end = diff.find('\n', at);
      const bool has_return = end > at && diff[end - 1] == '\r';
      out_ << Printable(std::string_view(diff).substr(at, end - at - (has_return ? 1 : 0))) << "\n";
      at = end + 1;
    }
  }

  static void Say(std::string_view path, const std::string& what) {
    std::cerr << "gouji: " << Printable(path) << ": " << what << "\n";
  }

  const CommandLine& line_;
  const std::vector<std::unique_ptr<RulePack>>& packs_;
  const LintOptions& options_;
  std::ostream& out_;
  bool zh_;
  bool good_ = true;
  std::size_t files_ = 0;
  std::size_t repairs_ = 0;
};

}  // namespace

RepairRun Repair(const CommandLine& line, const std::vector<Input>& inputs,
                 const std::vector<std::unique_ptr<RulePack>>& packs, LintOptions options, const Effort& effort,
                 std::ostream& out) {
  options.draw_tables = true;
  Repairer repairer(line, packs, options, out);
  std::size_t given = 0;
  RepairRun run;
  run.all_ended = LintAll(inputs, packs, nullptr, options, effort, [&](const Outcome& outcome) {
    repairer.Take(inputs[given++], outcome);
    return true;
  });
  run.all_written = repairer.Finish();
  return run;
}

}  // namespace gouji::cli
