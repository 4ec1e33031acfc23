#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

namespace gouji {

/// Output that a format wants further down, set aside until then: in memory while it is small, after that in an unnamed
/// temporary file, so that a run over a hundred thousand files needs no more memory than a run over ten. Where there is
/// no room for temporary files it stays in memory: nothing is ever dropped.
class Spool {
 public:
  explicit Spool(std::size_t memory = std::size_t{1} << 20) : memory_(memory) {}

  void Append(std::string_view text);
  bool empty() const { return size_ == 0; }
  /// Everything appended so far, in order.
  void CopyTo(std::ostream& out);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  void Flush();

  std::size_t memory_;
  std::size_t size_ = 0;
  std::string tail_;  ///< not in the file
  std::unique_ptr<std::FILE, Close> file_;
  bool no_file_ = false;
};

}  // namespace gouji
