#include "output/spool.h"

#include <array>

namespace gouji {

void Spool::Append(std::string_view text) {
  size_ += text.size();
  tail_ += text;
  if (tail_.size() > memory_ && !no_file_) Flush();
}

void Spool::Flush() {
  if (!file_) file_.reset(std::tmpfile());
  const std::size_t written = file_ ? std::fwrite(tail_.data(), 1, tail_.size(), file_.get()) : 0;
  no_file_ = written < tail_.size();  // a full disk: what was not written stays in memory, and so does all that follows
  tail_.erase(0, written);
}

void Spool::CopyTo(std::ostream& out) {
  if (file_) {
    std::fflush(file_.get());
    std::rewind(file_.get());
    std::array<char, 1 << 16> buffer;
    while (const std::size_t read = std::fread(buffer.data(), 1, buffer.size(), file_.get())) {
      out.write(buffer.data(), static_cast<std::streamsize>(read));
    }
  }
  out.write(tail_.data(), static_cast<std::streamsize>(tail_.size()));
}

}  // namespace gouji
