#include "output/file_stream.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace gouji {
namespace {

constexpr std::size_t kRoom = std::size_t{1} << 16;

}  // namespace

FileStream::FileStream(int file) : std::ostream(nullptr), buffer_(file) { rdbuf(&buffer_); }

FileStream::~FileStream() { flush(); }

FileStream::Buffer::Buffer(int file) : file_(file), room_(std::make_unique_for_overwrite<char[]>(kRoom)) {
  setp(room_.get(), room_.get() + kRoom);
}

bool FileStream::Buffer::Write(const char* text, std::size_t size) {
  while (size > 0 && error_ == 0) {
    const ssize_t written = ::write(file_, text, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      error_ = written < 0 ? errno : EIO;
      break;
    }
    text += written;
    size -= static_cast<std::size_t>(written);
  }
  return error_ == 0;
}

bool FileStream::Buffer::Empty() {
  const bool good = Write(pbase(), static_cast<std::size_t>(pptr() - pbase()));
  setp(room_.get(), room_.get() + kRoom);
  return good;
}

FileStream::Buffer::int_type FileStream::Buffer::overflow(int_type c) {
  if (!Empty()) return traits_type::eof();
  if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
  return traits_type::not_eof(c);
}

std::streamsize FileStream::Buffer::xsputn(const char* text, std::streamsize size) {
  if (size > epptr() - pptr() && !Empty()) return 0;
  if (size > epptr() - pptr()) return Write(text, static_cast<std::size_t>(size)) ? size : 0;
  std::memcpy(pptr(), text, static_cast<std::size_t>(size));
  pbump(static_cast<int>(size));
  return size;
}

int FileStream::Buffer::sync() { return Empty() ? 0 : -1; }

}  // namespace gouji
