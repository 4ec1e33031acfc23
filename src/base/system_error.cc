#include "base/system_error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace gouji {
namespace {

struct Known {
  int error;
  Localized says;
};

constexpr std::array<Known, 15> kKnown{{
    {ENOENT, {"没有这个文件或文件夹", "no such file or folder"}},
    {EACCES, {"没有权限", "permission denied"}},
    {EPERM, {"系统不允许", "not permitted"}},
    {EISDIR, {"这是文件夹", "it is a folder"}},
    {ENOTDIR, {"路径中有一段不是文件夹", "a part of the path is no folder"}},
    {ELOOP, {"链接绕成了圈", "a link that leads round in a circle"}},
    {ENAMETOOLONG, {"名字太长", "the name is too long"}},
    {ENOSPC, {"磁盘已满", "no space left on the disk"}},
    {EDQUOT, {"磁盘配额已用完", "the disk quota is used up"}},
    {EFBIG, {"文件太大", "the file is too large"}},
    {EROFS, {"文件系统只读", "the file system is read-only"}},
    {EIO, {"磁盘读写出错", "the disk failed"}},
    {ENOMEM, {"内存不足", "out of memory"}},
    {EMFILE, {"打开的文件太多", "too many open files"}},
    {EPIPE, {"读取的一方已经离开", "nobody reads it any more"}},
}};

}  // namespace

std::string SystemError(int error, Lang lang) {
  const auto* known = std::ranges::find(kKnown, error, &Known::error);
  if (known != kKnown.end()) return std::string(known->says.In(lang));
  return std::generic_category().message(error);
}

}  // namespace gouji
