#include "cli/config_files.h"

#include <algorithm>
#include <utility>

#include "base/trouble.h"
#include "input_file.h"
#include "text/decode.h"

namespace gouji::cli {
namespace {

namespace fs = std::filesystem;

std::string FolderOf(std::string_view path) { return fs::path(path).parent_path().string(); }

}  // namespace

ConfigFiles::ConfigFiles(const CommandLine& line, Diagnostics& diagnostics) : line_(line), diagnostics_(diagnostics) {
  std::error_code error;
  current_ = fs::current_path(error);
}

const ConfigFiles::Found& ConfigFiles::FoundFor(const std::string& folder) {
  const auto known = found_.find(folder);
  if (known != found_.end()) {
    return known->second;
  }
  std::error_code error;
  Found found;
  found.folder = fs::weakly_canonical(current_ / folder, error);
  if (error) {
    found.folder = (current_ / folder).lexically_normal();
  }
  if (!line_.config.empty()) {
    found.config = Open(current_ / line_.config, current_);
  } else if (!line_.no_config) {
    if (const auto file = FindConfig(found.folder)) {
      found.config = Open(*file, file->parent_path());
    }
  }
  return found_.emplace(folder, std::move(found)).first->second;
}

const Config* ConfigFiles::Open(const fs::path& file, const fs::path& base) {
  const auto known = files_.find(file);
  if (known != files_.end()) {
    return known->second.get();
  }
  std::string error;
  DecodeError undecoded{};
  auto bytes = ReadBytes(file.string(), line_.lang, error);
  auto text = bytes ? Decode(std::move(*bytes), {}, undecoded) : std::nullopt;
  auto source = std::make_shared<const Source>(Shown(file), text ? std::move(text->text) : std::string());
  if (!text) {
    if (error.empty()) {
      error = line_.lang == Lang::kZh ? "配置文件既不是 UTF-8、UTF-16，也不是 GB18030 文本"
                                      : "the configuration is neither UTF-8, UTF-16 nor GB18030 text";
    }
    diagnostics_.Add(MakeTrouble(Trouble::kConfig, *source, {}, std::move(error)));
  }
  auto config = std::make_unique<const Config>(ReadConfig(source, file.parent_path(), base, line_.lang, diagnostics_));
  return files_.emplace(file, std::move(config)).first->second.get();
}

std::string ConfigFiles::Shown(const fs::path& path) const {
  const std::string relative = path.lexically_proximate(current_).string();
  return relative.starts_with("../../../") ? path.lexically_normal().string() : relative;
}

std::string ConfigFiles::OriginOf(const Config& config, Span where) {
  return config.source->name() + ":" + std::to_string(config.source->PlaceOf(where.begin).line);
}

std::optional<std::string> ConfigFiles::Below(const std::string& path) {
  FoundFor(FolderOf(path));
  return KnownBelow(path);
}

std::optional<std::string> ConfigFiles::KnownBelow(std::string_view path) const {
  const auto found = found_.find(FolderOf(path));
  return found == found_.end() || found->second.config == nullptr
             ? std::nullopt
             : found->second.config->Below(found->second.folder / fs::path(path).filename());
}

bool ConfigFiles::IsMeant(const std::string& path) {
  const auto below = Below(path);
  if (!below) {
    return true;
  }
  const Config& config = *Of(FolderOf(path));
  const auto matches = [&](const Glob& glob) { return glob.Matches(*below); };
  return (config.include.empty() || std::ranges::any_of(config.include, matches)) &&
         std::ranges::none_of(config.exclude, matches);
}

std::optional<std::string> ConfigFiles::ExcludedBy(const std::string& path) {
  const auto below = Below(path);
  if (!below) {
    return std::nullopt;
  }
  const Config& config = *Of(FolderOf(path));
  const auto excluded = std::ranges::find_if(config.exclude, [&](const Glob& glob) { return glob.Matches(*below); });
  return excluded == config.exclude.end() ? std::nullopt
                                          : std::optional(config.source->name() + ": exclude: " + excluded->pattern());
}

}  // namespace gouji::cli
