#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/kept.h"
#include "in_turn.h"
#include "input_file.h"
#include "read_ahead.h"
#include "report/report.h"
#include "rules/pack.h"

namespace gouji {

/// Finds the report of the year before of one issuer: by issuer and year, among files looked through once. Holds names
/// and years; inputs stay where they are and must outlive it.
class PreviousReports {
 public:
  /// Looks through files for reports with issuer and year. Inputs that are bytes are passed over. What is read of files
  /// that will be checked is kept in `ahead`, where there is one. False as for `LintAll`.
  bool Add(const RulePack& pack, std::span<const Input> inputs, const Effort& effort, ReadAhead* ahead = nullptr);
  /// Who names one file for the one report that is checked means it, whatever either calls its issuer.
  void SetOnly(std::string_view path) { only_ = path; }
  /// The path of the report of `year` by the issuer of `report`; empty when there is none, or more than one.
  std::string_view Find(const Report& report, int year) const;

 private:
  struct Entry {
    std::string_view issuer;  ///< the key of its name
    int year = 0;
    const Input* input = nullptr;
  };
  std::string_view FindByEnding(std::string_view issuer, int year) const;

  std::string_view only_;
  Kept issuers_;
  std::vector<Entry> entries_;  ///< sorted by issuer and year
};

}  // namespace gouji
