#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"
#include "rules/pack.h"

namespace gouji {

/// What a group of documents is checked with, where configuration says so. Shared between threads, const.
struct Profile {
  std::vector<const RulePack*> packs;
  /// Rules whose every finding has another severity than the pack says; kOff: the rule does not run.
  std::unordered_map<const RuleInfo*, Severity> severities;
  /// The report of `year` by the issuer of the report at `path`, where the place of files tells; empty: it does not.
  std::function<std::string_view(std::string_view path, int year)> previous;
};

/// One file to check: a path, or bytes that came by another way. Views what it is told of: there may be a million.
struct Input {
  std::string_view path;               ///< as the user gave it; what findings are reported under
  const std::string* bytes = nullptr;  ///< when not to be read from the path
  const Profile* profile = nullptr;    ///< null: every pack of the run, as it says
};

/// Bytes of a file; nothing, with a diagnostic in words, where it cannot be read.
std::optional<std::string> ReadBytes(const std::string& path, Lang lang, std::string& error);
/// The same of an input that may have brought its bytes.
std::optional<std::string> BytesOf(const Input& input, Lang lang, std::string& error);

}  // namespace gouji
