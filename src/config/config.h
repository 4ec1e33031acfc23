#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"
#include "config/glob.h"
#include "text/pattern.h"

namespace gouji {

/// The name of a configuration file, wherever it stands.
inline constexpr std::string_view kConfigName = ".gouji.yaml";

/// A value that a configuration gives, and where.
template <typename Value>
struct Configured {
  Value value;
  Span where;
};

/// One entry of a `severity:` map: rules by id, name, or the beginning of an id.
struct SeverityEntry {
  std::string selector;
  Span selector_at;
  Severity severity = Severity::kError;
};

/// One entry of `overrides:`.
struct Override {
  std::vector<Glob> files;
  std::vector<SeverityEntry> severities;
};

/// `issuer: {pattern: "reports/{issuer}/{year}.*"}`: where the reports of one issuer stand, year by year.
struct IssuerPattern {
  Pattern path{std::string()};  ///< with groups "issuer" and "year"
  std::string written;
  std::string root;  ///< the folder below which all such paths lie, from the configuration's folder; may be empty
};

/// One `.gouji.yaml` as it was written. Nothing here depends on rules: whether a selector means one is for whoever has
/// the packs at hand.
struct Config {
  std::shared_ptr<const Source> source;
  std::filesystem::path folder;                                 ///< absolute; what the files it names start from
  std::filesystem::path base;                                   ///< absolute; what its patterns start from
  std::optional<std::vector<Configured<std::string>>> extends;  ///< absent: the shipped packs
  std::vector<SeverityEntry> severities;
  std::vector<Glob> include;  ///< empty: every file a reader takes
  std::vector<Glob> exclude;
  std::vector<Override> overrides;
  std::optional<Configured<IssuerPattern>> issuer;
  std::optional<Configured<std::string>> fail_on;
  std::optional<Configured<std::string>> baseline;  ///< as written

  /// The path as patterns see it: from `base`, with '/'; nothing where it is not below.
  std::optional<std::string> Below(const std::filesystem::path& absolute) const;
};

/// Reads a configuration that stands in `folder` and whose patterns start from `base`. Every mistake goes to
/// `diagnostics` (GJ201) at its place; what is right is kept all the same, so that further mistakes can be looked for.
Config ReadConfig(std::shared_ptr<const Source> source, std::filesystem::path folder, std::filesystem::path base,
                  Lang lang, Diagnostics& diagnostics);

/// The configuration file that is nearest above `folder`, itself included, up to the root of the repository it is in
/// (the folder that holds .git, .hg or .svn); where there is no repository, up to the root of the file system.
/// Absolute; nothing where there is none.
std::optional<std::filesystem::path> FindConfig(const std::filesystem::path& folder);

}  // namespace gouji
