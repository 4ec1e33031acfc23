#include "cli/inputs.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

#include "base/system_error.h"
#include "base/trouble.h"
#include "cli/path_patterns.h"
#include "cli/read_error.h"
#include "cli/report_files.h"
#include "input/limits.h"

namespace gouji::cli {
namespace {

namespace fs = std::filesystem;

/// Depth first, by name. A folder reached twice, through a link, is walked once.
void Walk(const fs::path& folder, ConfigFiles& config_files, std::set<fs::path>& seen, Inputs& inputs) {
  std::error_code error;
  const fs::path real = fs::canonical(folder, error);
  if (!error && !seen.insert(real).second) {
    return;
  }
  std::vector<fs::path> entries;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (IsShown(it->path().filename().string())) {
      entries.push_back(it->path());
    }
  }
  if (error) {
    inputs.files.push_back({inputs.paths.Keep(folder.string())});  // reported as unreadable
    return;
  }
  std::ranges::sort(entries);
  for (const fs::path& entry : entries) {
    if (fs::is_directory(entry, error)) {
      Walk(entry, config_files, seen, inputs);
    } else if (MayBeReport(entry)) {
      const std::string path = entry.lexically_normal().string();
      if (config_files.IsMeant(path)) {
        inputs.files.push_back({inputs.paths.Keep(path)});
      }
    }
  }
}

/// All there is, up to one byte more than is taken of a file: what has no end is refused like what is too large.
std::string ReadAll(std::istream& in) {
  std::string bytes;
  std::array<char, std::size_t{1} << 16> buffer;
  while (bytes.size() <= kMostFileBytes && (in.read(buffer.data(), buffer.size()), in.gcount() > 0)) {
    bytes.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
  }
  return bytes;
}

/// A list of paths, whole: where part of it cannot be read, no file is checked rather than some.
std::optional<std::string> ReadList(const std::string& name, Lang lang) {
  const bool zh = lang == Lang::kZh;
  std::ifstream file;
  int error = 0;
  if (name != "-") {
    file.open(name, std::ios::binary);
    error = file ? 0 : errno;
  }
  std::string list;
  if (error == 0) {
    std::istream& in = name == "-" ? std::cin : file;
    list = ReadAll(in);
    error = ReadError(in);
  }
  if (error != 0) {
    std::cerr << "gouji: --files-from: " << (zh ? "读不了“" : "cannot read '") << name << (zh ? "”：" : "': ")
              << SystemError(error, lang) << "\n";
    return std::nullopt;
  }
  if (list.size() > kMostFileBytes) {
    std::cerr << "gouji: --files-from: " << (zh ? "“" : "the list '") << name
              << Fill(zh ? "”超过 {most} MiB" : "' is larger than {most} MiB",
                      {{"most", std::to_string(kMostFileBytes >> 20)}})
              << "\n";
    return std::nullopt;
  }
  return list;
}

/// One path a line, or NUL-separated where there is a NUL. Views the list.
void SplitList(std::string_view list, std::vector<std::string_view>& paths) {
  const char separator = list.find('\0') == list.npos ? '\n' : '\0';
  paths.reserve(paths.size() + static_cast<std::size_t>(std::ranges::count(list, separator)) + 1);
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(separator), list.size());
    std::string_view path = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    if (separator == '\n' && path.ends_with('\r')) {
      path.remove_suffix(1);
    }
    if (!path.empty()) {
      // In a list every line is a path: a file of that name is not standard input.
      paths.push_back(path == "-" ? "./-" : path);
    }
  }
}

}  // namespace

std::optional<Inputs> GatherInputs(const CommandLine& line, ConfigFiles& config_files) {
  Inputs inputs;
  std::vector<std::string_view> paths;
  for (const std::string& path : line.paths) {
    for (const std::string& meant : PathsMeantBy(path)) {
      paths.push_back(inputs.paths.Keep(meant));
    }
  }
  if (!line.files_from.empty()) {
    auto list = ReadList(line.files_from, line.lang);
    if (!list) {
      return std::nullopt;
    }
    list->shrink_to_fit();
    SplitList(inputs.texts.emplace_back(std::move(*list)), paths);
  } else if (paths.empty()) {
    paths.emplace_back(".");
  }
  inputs.files.reserve(paths.size());
  std::set<fs::path> seen;
  for (const std::string_view view : paths) {
    const std::string path(view);
    std::error_code error;
    if (path == "-") {
      const std::string_view name = line.stdin_filename.empty() ? view : inputs.paths.Keep(line.stdin_filename);
      inputs.files.push_back({name, &inputs.texts.emplace_back(ReadAll(std::cin))});
      if (const int failed = ReadError(std::cin); failed != 0) {
        std::cerr << "gouji: " << (line.lang == Lang::kZh ? "读不了标准输入：" : "cannot read standard input: ")
                  << SystemError(failed, line.lang) << "\n";
        return std::nullopt;
      }
    } else if (fs::is_directory(path, error)) {
      const std::size_t before = inputs.files.size();
      const bool again = seen.contains(fs::canonical(path, error));
      Walk(path, config_files, seen, inputs);
      if (inputs.files.size() == before && !again) {
        std::cerr << "gouji: " << path << ": "
                  << (line.lang == Lang::kZh ? "文件夹里没有可检查的文件（.txt .md .html .docx .pdf）"
                                             : "no file to check in the folder (.txt .md .html .docx .pdf)")
                  << "\n";
        return std::nullopt;
      }
    } else if (const auto by = config_files.ExcludedBy(path)) {
      std::cerr << "gouji: " << path << ": "
                << (line.lang == Lang::kZh ? "不检查（" + *by + "）" : "left out (" + *by + ")") << "\n";
    } else {
      inputs.files.push_back({view});
    }
  }
  return inputs;
}

}  // namespace gouji::cli
