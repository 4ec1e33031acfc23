#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/cli.h"
#include "config/config.h"

namespace gouji::cli {

/// The configuration files of a run: which one applies to a file, and what it leaves out. Found and read when first
/// asked for, each once. Mistakes in them go to `diagnostics`.
class ConfigFiles {
 public:
  ConfigFiles(const CommandLine& line, Diagnostics& diagnostics);
  ConfigFiles(const ConfigFiles&) = delete;
  ConfigFiles& operator=(const ConfigFiles&) = delete;

  /// What applies to the files of a folder; null where nothing does. Valid as long as this.
  const Config* Of(const std::string& folder) { return FoundFor(folder).config; }
  /// A path as the patterns of its configuration see it; nothing where none applies, or it is not below.
  std::optional<std::string> Below(const std::string& path);
  /// The same of a path whose folder was asked for before. Safe between threads, as long as nothing else is asked.
  std::optional<std::string> KnownBelow(std::string_view path) const;
  /// Whether `include` and `exclude` leave a file in that was found in a folder.
  bool IsMeant(const std::string& path);
  /// Whether `exclude` leaves out a file that was named; then where it says so.
  std::optional<std::string> ExcludedBy(const std::string& path);

  /// A path as it is told to users: from the current folder, unless that is far away.
  std::string Shown(const std::filesystem::path& path) const;
  /// "reports/.gouji.yaml:3"
  static std::string OriginOf(const Config& config, Span where);

 private:
  struct Found {
    std::filesystem::path folder;    ///< absolute
    const Config* config = nullptr;  ///< null: none applies
  };

  const Found& FoundFor(const std::string& folder);
  const Config* Open(const std::filesystem::path& file, const std::filesystem::path& base);

  const CommandLine& line_;
  Diagnostics& diagnostics_;
  std::filesystem::path current_;                                         ///< absolute
  std::map<std::filesystem::path, std::unique_ptr<const Config>> files_;  ///< by the file
  std::map<std::string, Found, std::less<>> found_;                       ///< by the folder, as it was asked for
};

}  // namespace gouji::cli
