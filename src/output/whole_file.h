#pragma once

#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "output/file_stream.h"

namespace gouji {

/// A file that is written beside its place and renamed into it: whole or not at all. What was there before stays until
/// then. A run that is ended by SIGINT, SIGTERM, SIGHUP or SIGPIPE takes the unfinished file away first, and then ends
/// as it would have. What is no regular file (a terminal, a pipe, /dev/null) is written to as it is.
class WholeFile {
 public:
  explicit WholeFile(std::string path);
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;
  ~WholeFile();

  const std::string& path() const { return path_; }
  std::ostream& out() { return *stream_; }
  /// Whether all went well so far.
  bool good() const { return error() == 0; }
  /// Why not, as `errno` names it.
  int error() const { return error_ != 0 ? error_ : stream_->error(); }
  /// Puts the file in its place. False when it could not be written whole; what was there before is still there then.
  bool Keep();

 private:
  void Open();
  void Discard();

  std::string path_;
  std::string place_;       ///< where it is renamed to: `path_`, or what that is a link to
  std::string unfinished_;  ///< empty: there is none (any more)
  int file_ = -1;
  int error_ = 0;
  std::optional<FileStream> stream_;
};

}  // namespace gouji
