#include <cerrno>
#include <fstream>
#include <iostream>

#include "base/system_error.h"
#include "cli/cli.h"
#include "cli/read_error.h"
#include "output/merge_jsonl.h"

namespace gouji::cli {
namespace {

using Mistake = JsonLinesMerger::Mistake;

Localized InWords(Mistake mistake) {
  switch (mistake) {
    case Mistake::kNoLine:
      return {"不是 gouji check --format jsonl 的输出", "not a line of gouji check --format jsonl"};
    case Mistake::kOtherTool:
      return {"与前面的部分不是同一版本或同一规则包所写", "written by another version or with other packs than before"};
    case Mistake::kUnfinished:
      return {"缺少最后一行：写它的那次检查没有做完", "the last line is missing: the run that wrote it did not end"};
    case Mistake::kNothing:
      return {"没有可合并的内容", "there is nothing to merge"};
    case Mistake::kNone:
      break;
  }
  return {};
}

int Unread(const std::string& name, int error, Lang lang) {
  std::cerr << "gouji: " << (lang == Lang::kZh ? "读不了“" : "cannot read '") << name
            << (lang == Lang::kZh ? "”：" : "': ") << SystemError(error, lang) << "\n";
  return kUnread;
}

int Wrong(const std::string& name, std::uint64_t line, Mistake mistake, Lang lang) {
  std::cerr << "gouji: " << name << (line > 0 ? ":" + std::to_string(line) : "") << ": " << InWords(mistake).In(lang)
            << "\n";
  return kUsage;
}

}  // namespace

/// A file may hold several parts one after another, as a concatenation of them does.
int Merge(const CommandLine& line) {
  JsonLinesMerger merger(std::cout);
  const std::vector<std::string> names = line.paths.empty() ? std::vector<std::string>{"-"} : line.paths;
  for (const std::string& name : names) {
    std::ifstream file;
    if (name != "-") {
      file.open(name, std::ios::binary);
      if (!file) {
        return Unread(name, errno, line.lang);
      }
    }
    std::istream& in = name == "-" ? std::cin : file;
    std::string text;
    for (std::uint64_t number = 1; std::getline(in, text); ++number) {
      if (const Mistake mistake = merger.Take(text); mistake != Mistake::kNone) {
        return Wrong(name, number, mistake, line.lang);
      }
    }
    if (const int error = ReadError(in); error != 0) {
      return Unread(name, error, line.lang);
    }
    if (const Mistake mistake = merger.EndFile(); mistake != Mistake::kNone) {
      return Wrong(name, 0, mistake, line.lang);
    }
  }
  merger.Finish();
  if (merger.unreadable() > 0 || (line.strict && merger.not_evaluated() > 0)) {
    return kUnread;
  }
  const auto threshold = SeverityOf(line.fail_on.empty() ? "error" : line.fail_on);
  return threshold && merger.HasFindings(*threshold) ? kFindings : kClean;
}

}  // namespace gouji::cli
