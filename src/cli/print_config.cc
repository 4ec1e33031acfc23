// `gouji check --print-config`: the settings in force for one path, as a configuration that sets the same, with where
// each comes from behind it.

#include <filesystem>
#include <iostream>

#include "cli/cli.h"
#include "cli/settings.h"
#include "text/width.h"

namespace gouji::cli {
namespace {

class Printer {
 public:
  explicit Printer(Lang lang) : zh_(lang == Lang::kZh) {}

  /// A line, and where its setting comes from.
  void Line(std::string text, std::string_view origin) const {
    constexpr int kOriginAt = 44;
    for (int i = Cells(text); i < kOriginAt; ++i) {
      text += ' ';
    }
    std::cout << text << " # " << (origin.empty() ? std::string_view(zh_ ? "默认" : "default") : origin) << "\n";
  }

  static std::string Quoted(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text) {
      quoted += c == '\'' ? "''" : std::string(1, c);
    }
    return quoted + "'";
  }

  static std::string Globs(const std::vector<Glob>& globs) {
    std::string list = "[";
    for (const Glob& glob : globs) {
      list += (list.size() > 1 ? ", " : "") + Quoted(glob.pattern());
    }
    return list + "]";
  }

 private:
  bool zh_;
};

}  // namespace

int PrintConfig(const CommandLine& line) {
  const bool zh = line.lang == Lang::kZh;
  if (line.paths.size() > 1) {
    std::cerr << "gouji: --print-config: "
              << (zh ? "一次只能看一个路径的配置" : "shows the configuration of one path at a time") << "\n";
    return kUsage;
  }
  const std::string path = line.paths.empty() ? "." : line.paths.front();
  Settings settings(line);
  std::error_code error;
  const FileSettings& here = std::filesystem::is_directory(path, error) ? settings.ForFolder(path) : settings.For(path);
  if (!settings.Report()) {
    return kUsage;
  }
  const Printer printer(line.lang);
  const std::string origin = here.config == nullptr ? std::string() : here.config->source->name();
  std::cout << "# " << path << ": "
            << (!origin.empty() ? origin : std::string(zh ? "没有配置文件" : "no configuration file")) << "\n";
  std::cout << "extends:\n";
  for (const Given& pack : here.packs) {
    printer.Line("  - " + Printer::Quoted(pack.value), pack.origin);
  }
  if (here.config != nullptr && !here.config->include.empty()) {
    printer.Line("include: " + Printer::Globs(here.config->include), origin);
  }
  if (here.config != nullptr && !here.config->exclude.empty()) {
    printer.Line("exclude: " + Printer::Globs(here.config->exclude), origin);
  }
  if (here.config != nullptr && here.config->issuer) {
    printer.Line("issuer: {pattern: " + Printer::Quoted(here.config->issuer->value.written) + "}", origin);
  }
  printer.Line("fail_on: " + here.fail_on.value, here.fail_on.origin);
  if (here.baseline) {
    printer.Line("baseline: " + Printer::Quoted(here.baseline->value), here.baseline->origin);
  }
  std::cout << "severity:\n";
  for (const RuleSetting& each : here.rules) {
    printer.Line("  " + std::string(each.rule->info.id) + ": " + std::string(Name(each.severity)),
                 each.origin.empty() ? std::string(each.pack->id) : each.origin);
  }
  if (const auto by = settings.config_files().ExcludedBy(path)) {
    std::cerr << "gouji: " << path << ": " << (zh ? "不检查（" + *by + "）" : "left out (" + *by + ")") << "\n";
  }
  return kClean;
}

}  // namespace gouji::cli
