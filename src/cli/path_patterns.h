#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/glob.h"

namespace gouji::cli {

/// Whether a path that names nothing is a pattern: "reports/*.html", in quotes, or where a shell found nothing for it.
bool IsPathPattern(std::string_view path);

/// What a pattern means, by name, as a shell would have put it in its place: files and folders, hidden ones left out.
/// A pattern that reaches through folders ("**") means the files in them that may be reports. `wrong` is set, and
/// nothing given, where the pattern means nothing.
std::vector<std::string> PathsOfPattern(std::string_view pattern, std::optional<Glob::Error>& wrong);

}  // namespace gouji::cli
