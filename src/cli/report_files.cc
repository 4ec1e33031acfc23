#include "cli/report_files.h"

#include <algorithm>
#include <array>
#include <string>

#include "input/ascii.h"
#include "input/reader.h"

namespace gouji::cli {
namespace {

/// Files of offices and browsers that are reports as often as not, and that no reader takes: each is refused by name,
/// and none passed over in silence.
constexpr std::array<std::string_view, 8> kRefused = {"doc", "wps", "rtf", "odt", "fodt", "ofd", "mht", "mhtml"};

}  // namespace

bool MayBeReport(const std::filesystem::path& path) {
  if (ReaderNamedLike(path.native()) != nullptr) {
    return true;
  }
  const std::string extension = LowerAscii(path.extension().string());
  return !extension.empty() && std::ranges::find(kRefused, extension.substr(1)) != kRefused.end();
}

bool IsShown(std::string_view name) { return !name.starts_with('.') && !name.starts_with("~$"); }

}  // namespace gouji::cli
