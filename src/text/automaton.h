#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "text/sieve.h"

namespace gouji {

/// The readings of a sieve, remembered: all the steps that an expression can be at in one place are one state here, and
/// where a character leads from it is worked out when it is first met. From then on a character costs one look into a
/// table, where the sieve's own walk takes each of the steps. Safe between threads, which share what was worked out.
class Automaton {
 public:
  /// Views what the tables view.
  explicit Automaton(const Sieve::Tables& tables);

  /// Whether there is a match that begins at or after byte `from` of the text, or that is all of it from there; nothing
  /// where the text is no UTF-8, or where more states would be needed than are kept. No match begins before `safe`.
  std::optional<bool> Matches(std::string_view text, std::size_t from, Sieve::Where where, std::size_t& safe) const;
  /// Where the leftmost match begins, at or after byte `from`, where there is one. Nothing also where it would take
  /// long: where many could be it that are read far before they are not.
  std::optional<std::size_t> BeginOf(std::string_view text, std::size_t from) const;

 private:
  using Steps = std::vector<Sieve::State>;  ///< those reached that lead nowhere without a character; sorted
  using Class = std::uint8_t;               ///< of characters that lead from everywhere to the same steps
  static constexpr std::size_t kPage = 64;  ///< characters

  struct Row {
    Steps steps;
    bool matches = false;                             ///< a match ends here
    bool matches_at_end = false;                      ///< one does if the text ends here
    std::unique_ptr<std::atomic<const Row*>[]> next;  ///< by class; null: not worked out
  };
  struct Readings {
    Sieve::Where where;
    Row at_begin;                ///< where the text begins, and a match may
    const Row* fresh = nullptr;  ///< where a match may begin, and none that began earlier goes on
    /// By the steps of the matches that began earlier. Where a match may begin anywhere, its steps are in every row.
    std::map<Steps, Row> rows;
    std::size_t steps = 0;  ///< of all rows
  };
  class Closure;

  void Classify();
  Class ClassOf(char32_t letter) const;
  std::optional<bool> MatchesAnywhere(std::string_view text, std::size_t& safe) const;
  std::optional<bool> MatchesWhole(std::string_view text, std::size_t from) const;
  std::size_t SkipToBegin(std::string_view text, std::size_t at) const;
  const Row* Past(Readings& readings, const Row& row, std::string_view text, std::size_t& at) const;
  const Row* Next(Readings& readings, const Row& row, char32_t letter) const;
  const Row* RowOf(Readings& readings, Steps earlier) const;
  const Row* Follow(Readings& readings, const Row& row, char32_t letter, Class of_letter) const;

  Sieve::Tables tables_;
  std::size_t classes_ = 0;
  std::vector<std::pair<char32_t, Class>> begins_;       ///< where stretches of a class begin, in order
  std::array<std::uint8_t, 0x10000 / kPage> page_of_{};  ///< by the first bits of a character
  std::vector<Class> pages_;
  bool is_small_ = false;  ///< enough to be kept
  mutable std::mutex making_;
  mutable Readings anywhere_{Sieve::Where::kAnywhere, {}, nullptr, {}, 0};
  mutable Readings whole_{Sieve::Where::kWhole, {}, nullptr, {}, 0};
};

}  // namespace gouji
