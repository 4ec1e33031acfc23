#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "input_file.h"
#include "report/document.h"

namespace gouji {

/// Documents that were read to tell whose reports they are, kept for their own check, so that a file is read once: the
/// first ones of a run, as far as there is room. Safe between threads.
class ReadAhead {
 public:
  struct Read {
    Document document;
    std::uint64_t bytes = 0;  ///< of the file
  };

  /// `room` in bytes, about.
  explicit ReadAhead(std::size_t room) : room_(room) {}
  /// What a run over so many files may keep: with the list of them, and with what else a run takes, less than 64 MB.
  static std::size_t RoomFor(std::size_t files);

  bool HasRoom() const;
  /// The input is known by its address.
  void Keep(const Input& input, Read read);
  /// Gives it away; nothing where it was not kept.
  std::optional<Read> Take(const Input& input);

 private:
  mutable std::mutex mutex_;
  std::size_t room_;
  std::unordered_map<const Input*, Read> kept_;
};

}  // namespace gouji
