#include "repair/replace_file.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string>

#include "cli/scratch.h"

namespace gouji {
namespace {

std::size_t FilesIn(const std::filesystem::path& folder) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files += entry.is_directory() ? 0 : 1;
  return files;
}

}  // namespace

TEST_CASE("replacing a file keeps its mode, and leaves nothing beside it") {
  const Scratch scratch;
  scratch.Write("a.txt", "old");
  const std::string path = (scratch.folder() / "a.txt").string();
  for (const mode_t mode : {0600U, 0644U, 0664U, 0755U}) {
    chmod(path.c_str(), mode);
    CHECK(ReplaceFile(path, scratch.Read("a.txt"), "new " + std::to_string(mode)) == 0);
    CHECK(scratch.Read("a.txt") == "new " + std::to_string(mode));
    struct stat info {};
    REQUIRE(stat(path.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == mode);
  }
  CHECK(FilesIn(scratch.folder()) == 1);
}

TEST_CASE("a link stays a link; what it points to is replaced") {
  const Scratch scratch;
  scratch.Write("there/a.txt", "old");
  std::filesystem::create_symlink("there/a.txt", scratch.folder() / "link");
  CHECK(ReplaceFile((scratch.folder() / "link").string(), "old", "new") == 0);
  CHECK(std::filesystem::is_symlink(scratch.folder() / "link"));
  CHECK(scratch.Read("there/a.txt") == "new");
}

TEST_CASE("a file that changed meanwhile, may not be written or is not there stays as it is") {
  const Scratch scratch;
  scratch.Write("a.txt", "changed");
  const std::string path = (scratch.folder() / "a.txt").string();
  for (const char* before : {"old", "change", "changed!", ""}) {
    CHECK(ReplaceFile(path, before, "new") == kFileChanged);
  }
  CHECK(scratch.Read("a.txt") == "changed");
  CHECK(ReplaceFile(path + ".none", "", "new") == ENOENT);
  if (geteuid() != 0) {  // root may write anything
    chmod(path.c_str(), 0444);
    CHECK(ReplaceFile(path, "changed", "new") == EACCES);
  }
  CHECK(scratch.Read("a.txt") == "changed");
  CHECK(FilesIn(scratch.folder()) == 1);
}

}  // namespace gouji
