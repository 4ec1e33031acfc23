#pragma once

#include <string>
#include <vector>

namespace gouji::cli {

/// The paths that a path of the command line means: itself, or, where it names nothing and is a pattern in quotes
/// ("reports/*.html"), those a shell would have put in its place: files and folders by name, hidden ones left out. A
/// pattern that reaches through folders ("**") means the files in them that may be reports. One that nothing matches
/// stays as it is, as in a shell: a file that is not there.
std::vector<std::string> PathsMeantBy(const std::string& path);

}  // namespace gouji::cli
