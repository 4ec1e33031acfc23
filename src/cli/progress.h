#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "base/diagnostic.h"

namespace gouji::cli {

/// "37 of 9000 documents" on a terminal, while a run takes longer than somebody would wait without a word; one line,
/// wiped away before anything else is written and at the end. Nothing where standard error is no terminal.
class Progress {
 public:
  Progress(std::size_t total, Lang lang);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { Wipe(); }

  /// Takes the line away; for what is about to be written.
  void Wipe();
  /// One more document is done.
  void Step();

 private:
  using Clock = std::chrono::steady_clock;

  std::size_t total_;
  std::size_t done_ = 0;
  Lang lang_;
  bool watched_;
  bool shown_ = false;
  Clock::time_point next_;
};

}  // namespace gouji::cli
