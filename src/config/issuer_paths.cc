#include "config/issuer_paths.h"

#include <algorithm>
#include <charconv>

namespace gouji {
namespace {

namespace fs = std::filesystem;

std::string_view Extension(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return dot == path.npos ? std::string_view() : path.substr(dot);
}

}  // namespace

IssuerPaths::IssuerPaths(const IssuerPattern& pattern, const fs::path& base, const fs::path& shown)
    : pattern_(pattern) {
  std::error_code error;
  fs::recursive_directory_iterator it(base / pattern.root, fs::directory_options::skip_permission_denied, error);
  for (const fs::recursive_directory_iterator end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    std::error_code unknown;
    if (name.starts_with('.') || name.starts_with("~$")) {
      it.disable_recursion_pending();
    } else if (it->is_regular_file(unknown)) {
      const fs::path below = it->path().lexically_relative(base);
      const auto key = KeyOf(below.generic_string());
      if (key.second != 0) {
        paths_[key].push_back((shown / below).lexically_normal().string());
      }
    }
  }
  for (auto& [key, paths] : paths_) {
    std::ranges::sort(paths);
  }
}

std::pair<std::string, int> IssuerPaths::KeyOf(std::string_view below) const {
  Pattern::Match match;
  if (!pattern_.path.MatchesWhole(below, match)) {
    return {};
  }
  const auto group = [&](std::string_view name) {
    return match[static_cast<std::size_t>(pattern_.path.GroupOf(name))];
  };
  const std::string_view digits = group("year").text;
  int year = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), year);
  return {std::string(group("issuer").text), year};
}

std::string_view IssuerPaths::Find(std::string_view below, int year) const {
  const auto [issuer, own_year] = KeyOf(below);
  const auto found = own_year == 0 ? paths_.end() : paths_.find({issuer, year});
  if (found == paths_.end()) {
    return {};
  }
  const std::vector<std::string>& paths = found->second;
  const auto same =
      std::ranges::find_if(paths, [&](const std::string& path) { return Extension(path) == Extension(below); });
  return same == paths.end() ? paths.front() : *same;
}

}  // namespace gouji
