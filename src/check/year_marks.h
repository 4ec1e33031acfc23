#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"
#include "text/pattern.h"
#include "text/sentence.h"

namespace gouji {

// How a sentence is shown to the patterns of a rule on years. What stands there of itself is left out, so that nobody
// can write a mark into a report.
constexpr char kThisYear = '@';    ///< the year in question, its unit included
constexpr char kOwnYear = '#';     ///< the report's year, where another one is in question
constexpr char kIssuerMark = '&';  ///< who issued the report
constexpr char kBeginMark = '!';   ///< the year in question begins a clause; twice: a sentence

/// Writes text for the patterns to see: without the characters that are marks, and with a mark for the issuer's name,
/// for the end of it when that is three characters or more ("县林业局"), both also with its long forms written short
/// ("市卫健委"), and for the words that stand for it. Views the words.
class YearMarker {
 public:
  YearMarker(std::string_view issuer, const ShortForms& short_forms, const std::vector<Pattern>& words);
  YearMarker(const YearMarker&) = delete;
  YearMarker& operator=(const YearMarker&) = delete;
  YearMarker(YearMarker&&) = delete;
  YearMarker& operator=(YearMarker&&) = delete;
  ~YearMarker() = default;

  void Write(std::string_view text, std::string& marked) const;

 private:
  Stretch NextWord(std::string_view text, std::size_t from) const;
  std::size_t WriteOne(std::string_view text, std::size_t at, std::string& marked) const;

  std::vector<std::string> ways_;
  std::vector<std::string_view> names_;  ///< ends of these
  const std::vector<Pattern>& words_;
};

}  // namespace gouji
