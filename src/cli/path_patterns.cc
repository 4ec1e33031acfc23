#include "cli/path_patterns.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/report_files.h"
#include "config/glob.h"

namespace gouji::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSpecial = "*?[{";

/// A pattern in two: the folder that its first names without special characters lead to, and the rest.
std::pair<std::string, std::string> FolderAndRest(std::string_view pattern) {
  const std::size_t slash = pattern.substr(0, pattern.find_first_of(kSpecial)).rfind('/');
  if (slash == pattern.npos) return {"", std::string(pattern)};
  return {std::string(pattern.substr(0, slash + 1)), std::string(pattern.substr(slash + 1))};
}

class PatternWalk {
 public:
  PatternWalk(std::string folder, const Glob& glob)
      : folder_(std::move(folder)),
        glob_(glob),
        through_(glob.pattern().find("**") != std::string::npos),
        depth_(std::ranges::count(glob.pattern(), '/')) {}

  std::vector<std::string> Paths() {
    Walk("", 0);
    return std::move(paths_);
  }

 private:
  /// `below`: the folder's path from where the walk began, with its slash.
  void Walk(const std::string& below, std::ptrdiff_t depth) {
    std::error_code error;
    const fs::path here(folder_ + below);
    const fs::path real = fs::canonical(here.empty() ? fs::path(".") : here, error);
    if (error || !seen_.insert(real).second) return;
    std::vector<std::string> names;
    for (fs::directory_iterator it(real, error), end; !error && it != end; it.increment(error)) {
      std::string name = it->path().filename().string();
      if (IsShown(name)) names.push_back(std::move(name));
    }
    std::ranges::sort(names);
    for (const std::string& name : names) {
      const std::string path = below + name;
      const bool is_folder = fs::is_directory(folder_ + path, error);
      const bool meant = glob_.Matches(path);
      if (meant && (!through_ || (!is_folder && MayBeReport(path)))) {
        paths_.push_back(folder_ + path);
      } else if (is_folder && (through_ || depth < depth_)) {
        Walk(path + "/", depth + 1);
      }
    }
  }

  std::string folder_;
  const Glob& glob_;
  bool through_;
  std::ptrdiff_t depth_;
  std::set<fs::path> seen_;
  std::vector<std::string> paths_;
};

bool IsPathPattern(std::string_view path) {
  std::error_code error;
  return path.find_first_of(kSpecial) != path.npos &&
         fs::symlink_status(fs::path(path), error).type() == fs::file_type::not_found;
}

}  // namespace

std::vector<std::string> PathsMeantBy(const std::string& path) {
  std::vector<std::string> paths;
  if (IsPathPattern(path)) {
    auto [folder, rest] = FolderAndRest(path);
    const Glob glob(std::move(rest));
    paths = PatternWalk(std::move(folder), glob).Paths();
  }
  if (paths.empty()) {
    paths.push_back(path);
  }
  return paths;
}

}  // namespace gouji::cli
