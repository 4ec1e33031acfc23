#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/config.h"

namespace gouji {

/// The files that an issuer pattern names, by issuer and year. The folders are walked once, when it is made.
class IssuerPaths {
 public:
  /// `shown` is put before the paths that are given back: the way from the current folder to the pattern's.
  IssuerPaths(const IssuerPattern& pattern, const std::filesystem::path& base, const std::filesystem::path& shown);

  /// The report of `year` of the issuer whose report stands at `below`, a path as the pattern sees it. Of several, the
  /// one of the same format, then the first by name. Null where the pattern does not match or nothing stands there.
  std::string_view Find(std::string_view below, int year) const;

 private:
  std::pair<std::string, int> KeyOf(std::string_view below) const;

  const IssuerPattern& pattern_;
  std::map<std::pair<std::string, int>, std::vector<std::string>> paths_;
};

}  // namespace gouji
