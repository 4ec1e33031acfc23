#include "repair/replace_file.h"

#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>

#include "output/whole_file.h"

namespace gouji {

int ReplaceFile(const std::string& path, std::string_view before, std::string_view after) {
  // Renaming would get around the mode of the file.
  if (access(path.c_str(), W_OK) != 0) return errno;
  WholeFile file(path);
  file.out() << after;
  std::ifstream in(path, std::ios::binary);
  const std::string now{std::istreambuf_iterator<char>(in), {}};
  if (!in) return EIO;
  if (now != before) return kFileChanged;
  return file.Keep() ? 0 : file.error();
}

}  // namespace gouji
