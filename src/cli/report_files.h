#pragma once

#include <filesystem>
#include <string_view>

namespace gouji::cli {

/// Whether a file of a folder is taken, or refused in so many words, rather than passed over: by its name.
bool MayBeReport(const std::filesystem::path& path);

/// Whether an entry of a folder is looked at: neither hidden nor what Word leaves beside a file that is open.
bool IsShown(std::string_view name);

}  // namespace gouji::cli
