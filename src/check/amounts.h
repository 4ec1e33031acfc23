#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "check/prose.h"

namespace gouji {

/// A number in a sentence: 12件, 12 before a comma, 8.5%.
struct Amount {
  enum class Kind {
    kCount,    ///< with one of the units
    kBare,     ///< nothing follows but punctuation
    kPercent,  ///< followed by %
    kDate,     ///< a year, month or day, or an ordinal
    kOther,    ///< of something else
  };
  Kind kind = Kind::kOther;
  std::size_t begin = 0;  ///< of the digits, in the sentence
  std::size_t end = 0;
  std::size_t after = 0;  ///< past the unit
  std::string_view unit;
  Decimal value;
  Decimal last;   ///< one in the last place it is written to: 1000 of 87.3万, 0.01 of 2.45, 0 of a whole number
  int depth = 0;  ///< of brackets around it
};

/// One in the last of so many places behind the point: 1, 0.1, 0.01; 0 where that is too small for a number.
Decimal OneAt(std::size_t places);

/// Finds the numbers of sentences and the lists they stand in: "共 N 件，其中 a 件、b 件".
class AmountReader {
 public:
  /// Reads `unit`, `opener` (what opens a list of parts), `directly` (the same, where no comma may stand between the
  /// whole and it) and `compared` (the sentence with a count replaced by "#": it is told for comparison, and a list
  /// behind it is of the count before), `alike` (a unit of several letters whose group `unit` says the same), and
  /// `lasting` (a number and its unit that tell how long something took, and count nothing: 20个工作日).
  static std::optional<AmountReader> Read(Options& options, const Words& words);

  /// Whether a list may begin in the sentence at all: cheap.
  bool MayHold(const Passage& sentence) const { return AnyFinds(openers_, sentence) || AnyFinds(directly_, sentence); }
  /// The sentences of a paragraph, each with the one behind it that lists its parts: "共 12 件。其中：…".
  std::vector<Stretch> Statements(const ProseText& text) const;
  std::vector<Amount> Amounts(std::string_view sentence) const;

  /// Where a list of parts opens, and the index of its whole.
  struct Opening {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t whole = 0;
    std::vector<std::size_t> compared;  ///< counts between the whole and the list, told for comparison
    int depth = 0;                      ///< of its parts
    bool bracket = false;               ///< the list stands in a bracket of its own: 12件（网上8件、信函4件）
    bool bare = false;                  ///< nothing but that bracket opens it
    bool again = false;                 ///< behind another list: the same things are sorted once more
  };
  /// In order of place. An opener without a whole before it is left out.
  std::vector<Opening> Openings(const Passage& sentence, const std::vector<Amount>& amounts) const;

 private:
  void Collect(const Passage& passage, const std::vector<Amount>& amounts, const std::vector<Pattern>& patterns,
               bool directly, std::vector<Opening>& openings) const;
  /// The last amount before byte `at`, in no deeper bracket; the amounts' size where there is none.
  std::size_t LastBefore(std::string_view sentence, const std::vector<Amount>& amounts, std::size_t at, int depth,
                         std::vector<std::size_t>& compared) const;

  std::vector<Pattern> number_;  ///< one
  std::vector<Pattern> openers_;
  std::vector<Pattern> directly_;
  std::vector<Pattern> compared_;
  std::vector<Pattern> alike_;
  std::vector<Pattern> lasting_;
};

/// Whether a list that opens in a sentence of its own may be of another count of the kind than its whole.
bool MayBeOfAnother(std::string_view sentence, const std::vector<Amount>& amounts,
                    const AmountReader::Opening& opening);

/// How many brackets are open before byte `at`.
int DepthAt(std::string_view sentence, std::size_t at);

}  // namespace gouji
