#include "input_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>

#include "base/system_error.h"
#include "input/limits.h"

namespace gouji {

std::optional<std::string> ReadBytes(const std::string& path, Lang lang, std::string& error) {
  const bool zh = lang == Lang::kZh;
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (file < 0) {
    error = (zh ? "读不了文件：" : "cannot read the file: ") + SystemError(errno, lang);
    return std::nullopt;
  }
  struct stat info {};
  if (fstat(file, &info) == 0 && !S_ISREG(info.st_mode)) {
    close(file);
    error = zh ? "不是普通文件；管道里的内容请用 - 从标准输入读"
               : "not a regular file; what comes through a pipe is read with '-' from standard input";
    return std::nullopt;
  }
  // One byte more than the reader takes, so that it refuses the file; a larger one, or one without an end, is not read
  // to see how large it is.
  std::string bytes;
  bytes.resize(std::min(static_cast<std::size_t>(std::max<off_t>(info.st_size, 0)), kMostFileBytes) + 1);
  std::size_t size = 0;
  while (size <= kMostFileBytes) {
    const ssize_t got = read(file, bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      error = (zh ? "读不了文件：" : "cannot read the file: ") + SystemError(errno, lang);
      close(file);
      return std::nullopt;
    }
    if (got == 0) {
      break;
    }
    size += static_cast<std::size_t>(got);
    if (size == bytes.size()) {
      bytes.resize(std::min(bytes.size() * 2, kMostFileBytes + 1));
    }
  }
  close(file);
  bytes.resize(size);
  return bytes;
}

std::optional<std::string> BytesOf(const Input& input, Lang lang, std::string& error) {
  return input.bytes != nullptr ? std::optional(*input.bytes) : ReadBytes(std::string(input.path), lang, error);
}

}  // namespace gouji
