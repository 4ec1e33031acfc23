#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "files.h"
#include "tree.h"

namespace gouji {

/// What a run of the program came to.
struct Ran {
  int exit_code = -1;
  std::string out;
  std::string err;
};

/// A folder of its own for one test, which is a repository's root, so that nothing above it counts.
class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "gouji-test-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    folder_ = name;
    std::filesystem::create_directory(folder_ / ".git");
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
  }

  const std::filesystem::path& folder() const { return folder_; }

  void Write(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  /// Puts one of fixtures/reports/ there under another name.
  void Copy(const std::string& fixture, const std::string& name) const {
    Write(name, ReadFile(std::filesystem::path(kRoot) / "fixtures" / "reports" / fixture));
  }
  std::string Read(const std::string& name) const { return ReadFile(folder_ / name); }
  bool Has(const std::string& name) const { return std::filesystem::exists(folder_ / name); }

  /// Runs `gouji ARGUMENTS`, words of the shell, in a folder below.
  Ran Run(const std::string& arguments, const std::string& below = ".", const std::string& input = {}) const {
    std::ofstream(folder_ / ".git" / "in", std::ios::binary) << input;
    return RunOn(".git/in", arguments, below);
  }

  /// The same, with what stands at a path of the folder as standard input.
  Ran RunOn(const std::string& input, const std::string& arguments, const std::string& below = ".") const {
    const std::string git = (folder_ / ".git").string();
    const std::string command = "cd '" + (folder_ / below).string() + "' && GOUJI_LANG= NO_COLOR=1 '" + kBinary + "' " +
                                arguments + " <'" + (folder_ / input).string() + "' >'" + git + "/out' 2>'" + git +
                                "/err'";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, Read(".git/out"), Read(".git/err")};
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace gouji
