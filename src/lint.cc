#include "lint.h"

#include <fcntl.h>
#include <malloc.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <map>
#include <new>

#include <fmt/format.h>

#include "base/system_error.h"
#include "base/trouble.h"
#include "check/culprit.h"
#include "check/echo.h"
#include "check/lost_cell.h"
#include "draw.h"
#include "input/layout.h"
#include "input/limits.h"
#include "input/reader.h"

namespace gouji {
namespace {

Outcome Refused(const Input& input, std::unique_ptr<Source> source, Diagnostics& diagnostics) {
  Outcome outcome;
  outcome.path = input.path;
  outcome.readable = false;
  outcome.findings = diagnostics.Take();
  std::shared_ptr<const Source> kept = std::move(source);
  outcome.source = kept.get();
  outcome.keep.push_back(kept);
  return outcome;
}

Outcome Unreadable(const Input& input, Trouble trouble, std::string detail) {
  auto source = std::make_unique<Source>(input.path, "");
  Diagnostics diagnostics;
  diagnostics.Add(MakeTrouble(trouble, *source, {}, std::move(detail)));
  return Refused(input, std::move(source), diagnostics);
}

ReportOptions OptionsFor(const LintOptions& options) { return {options.year, &FindBareTables}; }

/// The report of the year before, read again: reports are not kept in memory.
std::unique_ptr<Understood> ReadPrevious(const RulePack& pack, const Report& now, const PreviousReports* previous,
                                         const Input& self, const LintOptions& options) {
  if (now.year == 0) {
    return nullptr;
  }
  const std::string* path = nullptr;
  if (self.profile != nullptr && self.profile->previous) {
    path = self.profile->previous(self.path, now.year - 1);
  }
  if (path == nullptr && previous != nullptr) {
    path = previous->Find(now, now.year - 1);
  }
  std::string error;
  auto bytes = path == nullptr || *path == self.path ? std::nullopt : ReadBytes(*path, options.lang, error);
  if (!bytes) {
    return nullptr;
  }
  Diagnostics ignored;
  std::unique_ptr<Source> refused;
  auto document = ReadDocument(*path, std::move(*bytes), options.lang, ignored, refused);
  if (!document) {
    return nullptr;
  }
  auto understood = std::make_unique<Understood>();
  understood->document = std::move(*document);
  understood->report = Understand(pack.form, understood->document, OptionsFor(options));
  // A file may stand in the place of last year's report and be another year's.
  const int year = understood->report.year;
  return year == 0 || year == now.year - 1 ? std::move(understood) : nullptr;
}

/// The severity that configuration gives the rule, if it does.
std::optional<Severity> Configured(const Profile* profile, const RuleInfo& rule) {
  if (profile == nullptr) {
    return std::nullopt;
  }
  const auto found = profile->severities.find(&rule);
  return found == profile->severities.end() ? std::nullopt : std::optional(found->second);
}

void RunRules(const RulePack& pack, const Profile* profile, const Pass& pass, Outcome& outcome) {
  Findings findings;
  for (const std::unique_ptr<Rule>& rule : pack.rules) {
    const std::optional<Severity> configured = Configured(profile, rule->info);
    if (configured.value_or(rule->info.severity) == Severity::kOff || rule->check == nullptr) {
      continue;
    }
    if (!rule->AppliesTo(pass.now())) {
      findings.NotApplicable();
      continue;
    }
    const std::size_t before = findings.diagnostics.size();
    rule->check->Run(*rule, pass, findings);
    for (std::size_t i = before; configured && i < findings.diagnostics.size(); ++i) {
      findings.diagnostics[i].severity = *configured;
    }
  }
  FindCulprits(pass, findings);
  FindLostCells(pack.rules, pass, findings);
  DropEchoes(findings);
  std::ranges::move(findings.diagnostics, std::back_inserter(outcome.findings));
  std::ranges::move(findings.unchecked, std::back_inserter(outcome.unchecked));
  outcome.tally.pass += findings.tally.pass;
  outcome.tally.fail += findings.tally.fail;
  outcome.tally.not_applicable += findings.tally.not_applicable;
  outcome.tally.not_evaluated += findings.tally.not_evaluated;
}

}  // namespace

namespace {

/// Issuer and year of a file; false when it is no report, or does not say.
bool Identified(const RulePack& pack, const Input& input, std::string& issuer, int& year) {
  std::string error;
  auto bytes = input.bytes ? std::nullopt : ReadBytes(input.path, Lang::kEn, error);
  if (!bytes) {
    return false;
  }
  const auto enough = [&pack](const std::vector<Block>& blocks) { return IsEnoughToIdentify(pack.form, blocks); };
  auto document = ReadBeginning(input.path, std::move(*bytes), enough);
  if (!document) {
    return false;
  }
  const Report report = Identify(pack.form, *document);
  issuer = IssuerKey(pack.form, report.issuer);
  year = report.year;
  return !report.issuer.empty() && year != 0;
}

/// What cannot be identified for want of memory will be told when it is checked.
bool IdentifyFile(const RulePack& pack, const Input& input, std::string& issuer, int& year) {
  try {
    return Identified(pack, input, issuer, year);
  } catch (const std::bad_alloc&) {
    return false;
  }
}

}  // namespace

bool PreviousReports::Add(const RulePack& pack, std::span<const Input> inputs, const Effort& effort) {
  InTurn<Entry>::Work work;
  work.count = inputs.size();
  work.begin = [&pack, inputs](std::size_t i) {
    Entry entry;
    entry.path = IdentifyFile(pack, inputs[i], entry.issuer, entry.year) ? &inputs[i].path : nullptr;
    return entry;
  };
  work.give_up = [](std::size_t) { return Entry(); };
  work.give = [this](const Entry& entry) {
    if (entry.path != nullptr) {
      entries_.push_back(entry);
    }
    return true;
  };
  const bool all_ended = InTurn<Entry>::Run(std::move(work), effort);
  const auto key = [](const Entry& entry) { return std::tie(entry.issuer, entry.year, *entry.path); };
  std::sort(entries_.begin(), entries_.end(), [&](const Entry& a, const Entry& b) { return key(a) < key(b); });
  const auto same = [&](const Entry& a, const Entry& b) { return key(a) == key(b); };
  entries_.erase(std::unique(entries_.begin(), entries_.end(), same), entries_.end());
  return all_ended;
}

const std::string* PreviousReports::Find(const Report& report, int year) const {
  if (report.issuer.empty()) {
    return only_;
  }
  const std::string issuer = IssuerKey(*report.form, report.issuer);
  const auto wanted = std::tie(issuer, year);
  const auto key = [](const Entry& entry) { return std::tie(entry.issuer, entry.year); };
  const auto found = std::lower_bound(entries_.begin(), entries_.end(), wanted,
                                      [&](const Entry& entry, const auto& value) { return key(entry) < value; });
  if (found == entries_.end() || key(*found) != wanted) {
    return only_ != nullptr ? only_ : FindByEnding(issuer, year);
  }
  const auto next = found + 1;
  return next == entries_.end() || key(*next) != wanted ? found->path : nullptr;
}

/// A name without its place is the end of the whole one: 县卫健局, 云溪县卫健局. Where several issuers' names end so,
/// none is meant more than another; and in large runs they always do.
const std::string* PreviousReports::FindByEnding(const std::string& issuer, int year) const {
  constexpr std::size_t kShortest = std::size_t{4} * 3;  // bytes: four ideographs
  constexpr std::size_t kMost = 500;
  if (entries_.size() > kMost) {
    return nullptr;
  }
  const auto ends_alike = [](std::string_view a, std::string_view b) { return a.ends_with(b) || b.ends_with(a); };
  const std::string* other = nullptr;  // the name that is not quite the issuer's
  const std::string* path = nullptr;
  for (const Entry& entry : entries_) {
    if (entry.issuer == issuer || entry.issuer.size() < kShortest || !ends_alike(entry.issuer, issuer)) {
      continue;
    }
    if ((other != nullptr && *other != entry.issuer) || (entry.year == year && path != nullptr)) {
      return nullptr;
    }
    other = &entry.issuer;
    path = entry.year == year ? entry.path : path;
  }
  const bool shared = path != nullptr && std::ranges::any_of(entries_, [&](const Entry& entry) {
                        return entry.issuer != issuer && entry.issuer != *other && entry.issuer.ends_with(*other);
                      });
  return issuer.size() < kShortest || shared ? nullptr : path;
}

std::optional<std::string> ReadBytes(const std::string& path, Lang lang, std::string& error) {
  const bool zh = lang == Lang::kZh;
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (file < 0) {
    error = (zh ? "读不了文件：" : "cannot read the file: ") + SystemError(errno, lang);
    return std::nullopt;
  }
  struct stat info {};
  if (fstat(file, &info) == 0 && !S_ISREG(info.st_mode)) {
    close(file);
    error = zh ? "不是普通文件；管道里的内容请用 - 从标准输入读"
               : "not a regular file; what comes through a pipe is read with '-' from standard input";
    return std::nullopt;
  }
  // One byte more than the reader takes, so that it refuses the file; a larger one, or one without an end, is not read
  // to see how large it is.
  std::string bytes;
  bytes.resize(std::min(static_cast<std::size_t>(std::max<off_t>(info.st_size, 0)), kMostFileBytes) + 1);
  std::size_t size = 0;
  while (size <= kMostFileBytes) {
    const ssize_t got = read(file, bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      error = (zh ? "读不了文件：" : "cannot read the file: ") + SystemError(errno, lang);
      close(file);
      return std::nullopt;
    }
    if (got == 0) {
      break;
    }
    size += static_cast<std::size_t>(got);
    if (size == bytes.size()) {
      bytes.resize(std::min(bytes.size() * 2, kMostFileBytes + 1));
    }
  }
  close(file);
  bytes.resize(size);
  return bytes;
}

namespace {

Outcome LintOne(const Input& input, const std::vector<std::unique_ptr<RulePack>>& packs,
                const PreviousReports* previous, const LintOptions& options);

}  // namespace

Outcome Lint(const Input& input, const std::vector<std::unique_ptr<RulePack>>& packs, const PreviousReports* previous,
             const LintOptions& options) {
  // One document that brings out a mistake of ours, or wants more memory than there is, must not take the others with
  // it.
  try {
    return LintOne(input, packs, previous, options);
  } catch (const TooManyFindings&) {
    return Unreadable(input, Trouble::kOverLimit,
                      Fill(options.lang == Lang::kZh ? "问题或未能核对之处超过 {limit} 个，此文件没有检查"
                                                     : "more than {limit} findings, or places that cannot be checked; "
                                                       "the file was not checked",
                           {{"limit", std::to_string(kMostFindings)}}));
  } catch (const std::bad_alloc&) {
    return Unreadable(
        input, Trouble::kUnreadable,
        options.lang == Lang::kZh ? "内存不足，此文件没有检查" : "out of memory; the file was not checked");
  } catch (const std::exception& error) {
    const std::string what = error.what();
    return Unreadable(input, Trouble::kUnreadable,
                      options.lang == Lang::kZh
                          ? "检查此文件时内部出错（" + what + "），此文件没有检查"
                          : "internal error while checking (" + what + "); the file was not checked");
  }
}

namespace {

Outcome LintOne(const Input& input, const std::vector<std::unique_ptr<RulePack>>& packs,
                const PreviousReports* previous, const LintOptions& options) {
  std::string error;
  auto bytes = input.bytes ? input.bytes : ReadBytes(input.path, options.lang, error);
  if (!bytes) {
    return Unreadable(input, Trouble::kUnreadable, error);
  }
  const std::uint64_t size = bytes->size();
  Diagnostics diagnostics;
  std::unique_ptr<Source> refused;
  auto document = ReadDocument(input.path, std::move(*bytes), options.lang, diagnostics, refused);
  if (!document) {
    Outcome outcome = Refused(input, std::move(refused), diagnostics);
    outcome.bytes = size;
    return outcome;
  }
  Outcome outcome;
  outcome.path = input.path;
  outcome.bytes = size;
  auto understood = std::make_shared<Understood>();
  understood->document = std::move(*document);
  outcome.source = understood->document.source.get();
  outcome.transcript = understood->document.transcript;
  outcome.keep.push_back(understood);
  bool claimed = false;
  std::vector<const RulePack*> all;
  all.reserve(packs.size());
  for (const std::unique_ptr<RulePack>& pack : packs) {
    all.push_back(pack.get());
  }
  for (const RulePack* pack : input.profile == nullptr ? all : input.profile->packs) {
    if (!Claims(pack->form, understood->document)) {
      continue;
    }
    claimed = true;
    understood->report = Understand(pack->form, understood->document, OptionsFor(options));
    const Report& report = understood->report;
    outcome.title = report.title ? std::string(report.title->says) : std::string();
    outcome.issuer = report.issuer;
    outcome.year = report.year;
    std::shared_ptr<Understood> before = ReadPrevious(*pack, report, previous, input, options);
    const Pass pass(report, before == nullptr ? nullptr : &before->report, options.lang, &pack->vocabulary);
    RunRules(*pack, input.profile, pass, outcome);
    if (before != nullptr) {
      outcome.keep.push_back(before);
    }
    if (options.draw_tables) {
      const std::vector<DrawnTable> tables = DrawTables(report, options.lang);
      outcome.tables.insert(outcome.tables.end(), tables.begin(), tables.end());
    }
  }
  if (!claimed) {
    const bool zh = options.lang == Lang::kZh;
    outcome.findings.push_back(MakeTrouble(
        Trouble::kNotAReport, *outcome.source, {},
        zh ? "文件里没有像报告的内容：没有标题、没有各部分标题，也没有规定的表"
           : "nothing in the document looks like a report: no title, no section headings, no tables of the form"));
    outcome.readable = false;
  }
  Sort(outcome.findings);
  std::ranges::stable_sort(outcome.unchecked, [](const Unchecked& a, const Unchecked& b) {
    return std::tie(a.where, a.rule->id, a.subject) < std::tie(b.where, b.rule->id, b.subject);
  });
  return outcome;
}

}  // namespace

namespace {

/// Every file takes and gives back about the same memory: not to return it to the system in between saves asking for it
/// again.
void KeepFreedMemory() {
#ifdef __GLIBC__
  mallopt(M_TRIM_THRESHOLD, 16 << 20);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
  mallopt(M_TOP_PAD, 1 << 18);
#endif
}

}  // namespace

bool LintAll(const std::vector<Input>& inputs, const std::vector<std::unique_ptr<RulePack>>& packs,
             const PreviousReports* previous, const LintOptions& options, const Effort& effort,
             const std::function<bool(const Outcome&)>& give) {
  if (inputs.size() > 1) {
    KeepFreedMemory();
  }
  InTurn<Outcome>::Work work;
  work.count = inputs.size();
  work.begin = [&, previous](std::size_t i) { return Lint(inputs[i], packs, previous, options); };
  work.give_up = [&](std::size_t i) {
    const std::string seconds = fmt::format("{:g}", std::chrono::duration<double>(effort.limit).count());
    return Unreadable(
        inputs[i], Trouble::kOverLimit,
        Fill(options.lang == Lang::kZh ? "{seconds} 秒内没有检查完，此文件没有检查（--timeout）"
                                       : "not finished within {seconds} seconds; the file was not checked "
                                         "(--timeout)",
             {{"seconds", seconds}}));
  };
  work.give = [&give](const Outcome& outcome) { return give(outcome); };
  return InTurn<Outcome>::Run(std::move(work), effort);
}

}  // namespace gouji
