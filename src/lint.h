#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "in_turn.h"
#include "output/writer.h"
#include "report/report.h"
#include "rules/pack.h"

namespace gouji {

struct LintOptions {
  Lang lang = Lang::kZh;
  int year = 0;               ///< the report year, where the document does not say
  bool draw_tables = false;   ///< fill `Outcome::tables`
  bool find_previous = true;  ///< reports of one issuer in the run find each other
};

/// What a group of documents is checked with, where configuration says so. Shared between threads, const.
struct Profile {
  std::vector<const RulePack*> packs;
  /// Rules whose every finding has another severity than the pack says; kOff: the rule does not run.
  std::unordered_map<const RuleInfo*, Severity> severities;
  /// The report of `year` by the issuer of the report at `path`, where the place of files tells; null: it does not.
  std::function<const std::string*(const std::string& path, int year)> previous;
};

/// One file to check: a path, or bytes that came by another way.
struct Input {
  std::string path;                  ///< as the user gave it; what findings are reported under
  std::optional<std::string> bytes;  ///< when not to be read from the path
  const Profile* profile = nullptr;  ///< null: every pack of the run, as it says
};

/// A document read and understood by one pack.
struct Understood {
  Document document;
  Report report;
};

/// Finds the report of the year before of one issuer: by issuer and year, among files looked through once. Holds names
/// and years; paths stay where they are and must outlive it.
class PreviousReports {
 public:
  /// Looks through files for reports with issuer and year. Inputs that are bytes are passed over. False as for
  /// `LintAll`.
  bool Add(const RulePack& pack, std::span<const Input> inputs, const Effort& effort);
  /// Who names one file for the one report that is checked means it, whatever either calls its issuer.
  void SetOnly(const std::string& path) { only_ = &path; }
  /// The path of the report of `year` by the issuer of `report`; null when there is none, or more than one.
  const std::string* Find(const Report& report, int year) const;

 private:
  struct Entry {
    std::string issuer;  ///< the key of its name
    int year = 0;
    const std::string* path = nullptr;
  };
  const std::string* FindByEnding(const std::string& issuer, int year) const;

  const std::string* only_ = nullptr;
  std::vector<Entry> entries_;  ///< sorted by issuer and year
};

/// Bytes of a file; nothing, with a diagnostic in words, where it cannot be read.
std::optional<std::string> ReadBytes(const std::string& path, Lang lang, std::string& error);

/// Checks one file with every pack that claims it. Thread-safe: packs and index are const.
Outcome Lint(const Input& input, const std::vector<std::unique_ptr<RulePack>>& packs, const PreviousReports* previous,
             const LintOptions& options);

/// Checks many files and hands the outcomes over in the order of the inputs, whatever the threads do. Memory is bounded
/// by the number of threads, not of files. `give` returns false to stop. A file that takes longer than the limit is
/// reported as not checked. False when a thread is still at such a file: then inputs, packs and index must stay, and
/// the process is to be left by `std::_Exit`.
bool LintAll(const std::vector<Input>& inputs, const std::vector<std::unique_ptr<RulePack>>& packs,
             const PreviousReports* previous, const LintOptions& options, const Effort& effort,
             const std::function<bool(const Outcome&)>& give);

}  // namespace gouji
