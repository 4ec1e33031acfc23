#include "output/whole_file.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "files.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    path_ = (fs::temp_directory_path() / "gouji-test-XXXXXX").string();
    REQUIRE(mkdtemp(path_.data()) != nullptr);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  std::ptrdiff_t count() const { return std::distance(fs::directory_iterator(path_), fs::directory_iterator()); }

 private:
  std::string path_;
};

}  // namespace

TEST_CASE("whole file: there when it is kept, and not before") {
  const Folder folder;
  std::ofstream(folder / "a") << "before";
  chmod((folder / "a").c_str(), 0640);
  {
    WholeFile file(folder / "a");
    file.out() << "after";
    file.out().flush();
    CHECK(ReadFile(folder / "a") == "before");
    CHECK(file.Keep());
  }
  CHECK(ReadFile(folder / "a") == "after");
  struct stat info {};
  CHECK(stat((folder / "a").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0640);
  CHECK(folder.count() == 1);
}

TEST_CASE("whole file: what is not kept leaves nothing") {
  const Folder folder;
  {
    WholeFile file(folder / "a");
    file.out() << std::string(100'000, 'x');
    CHECK(folder.count() == 1);
  }
  CHECK(folder.count() == 0);
}

TEST_CASE("whole file: two of one name do not meet, and a link that waits is not followed") {
  const Folder folder;
  std::ofstream(folder / "victim") << "mine";
  fs::create_symlink("victim", folder / ("a.gouji-" + std::to_string(getpid())));
  WholeFile one(folder / "a"), two(folder / "a");
  one.out() << "one";
  two.out() << "two";
  CHECK(two.Keep());
  CHECK(one.Keep());
  CHECK(ReadFile(folder / "a") == "one");
  CHECK(ReadFile(folder / "victim") == "mine");
}

TEST_CASE("whole file: a link stays a link, a device a device") {
  const Folder folder;
  fs::create_symlink("target", folder / "link");
  std::ofstream(folder / "target") << "before";
  WholeFile file(folder / "link");
  file.out() << "after";
  CHECK(file.Keep());
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(ReadFile(folder / "target") == "after");
  WholeFile null("/dev/null");
  null.out() << "x";
  CHECK(null.Keep());
  CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("whole file: why it could not be written is known") {
  const Folder folder;
  WholeFile nowhere(folder / "none/a");
  CHECK(nowhere.error() == ENOENT);
  CHECK_FALSE(nowhere.Keep());
  WholeFile inside(folder / ".");
  CHECK(inside.error() == EISDIR);
  WholeFile full("/dev/full");
  full.out() << "x";
  CHECK_FALSE(full.Keep());
  CHECK(full.error() == ENOSPC);
}

}  // namespace gouji
