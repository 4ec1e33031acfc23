#pragma once

#include <string>
#include <string_view>

namespace gouji {

/// UTF-8 bytes outside the unreserved characters and "/" as %XX, so that no character of a file name means anything in
/// a URI.
std::string PercentEncoded(std::string_view path);

/// An absolute folder as a file URI that ends in "/".
std::string FolderUri(std::string_view folder);

/// How a path is named in a URI.
struct FileUri {
  std::string uri;
  bool relative = true;  ///< to the working directory
};

/// Relative to the absolute `working_directory` when the path lies beneath it, else a file URI: code scanning refuses
/// those, as it must, for such a file is no part of the repository.
FileUri FileUriOf(std::string_view path, std::string_view working_directory);

}  // namespace gouji
