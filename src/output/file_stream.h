#pragma once

#include <memory>
#include <ostream>
#include <streambuf>

namespace gouji {

/// Writes to an open file, and remembers why it could not: a full disk, a reader that is gone. Once a write has failed
/// nothing further is written, so that what is there is a beginning and never a text with a hole in it.
class FileStream final : public std::ostream {
 public:
  /// `file` stays the caller's to close.
  explicit FileStream(int file);
  ~FileStream() override;

  /// The error of the first write that failed, as `errno` names it; 0: none did.
  int error() const { return buffer_.error(); }

 private:
  class Buffer final : public std::streambuf {
   public:
    explicit Buffer(int file);
    int error() const { return error_; }

   protected:
    int_type overflow(int_type c) override;
    std::streamsize xsputn(const char* text, std::streamsize size) override;
    int sync() override;

   private:
    bool Write(const char* text, std::size_t size);
    bool Empty();

    int file_;
    int error_ = 0;
    std::unique_ptr<char[]> room_;  ///< not filled: what nothing is written to costs nothing
  };

  Buffer buffer_;
};

}  // namespace gouji
