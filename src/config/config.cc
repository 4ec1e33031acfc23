#include "config/config.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/trouble.h"
#include "rules/options.h"
#include "rules/yaml.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kSeverityNames = {"error", "warning", "note", "off"};
constexpr std::array<GlobPlace, 2> kIssuerPlaces = {{{"issuer", "[^/]+"}, {"year", "[0-9]{4}"}}};

class Reading {
 public:
  Reading(Config& config, Lang lang, Diagnostics& diagnostics)
      : config_(config), context_{config.source.get(), lang, &diagnostics, Trouble::kConfig, true} {}

  void Read(const Node& root) {
    if (root.is_null()) {
      return;  // an empty file, or one of comments only, configures nothing
    }
    Options top(context_, root, {"配置", "configuration"});
    ReadExtends(top);
    ReadSeverities(top, config_.severities);
    config_.include = Globs(top, "include");
    config_.exclude = Globs(top, "exclude");
    ReadOverrides(top);
    ReadIssuer(top);
    ReadFailOn(top);
    if (const Node* node = top.Find("baseline")) {
      if (const std::string_view path = top.Text("baseline", Need::kRequired); !path.empty()) {
        config_.baseline = {std::string(path), node->where};
      }
    }
    top.Finish();
  }

 private:
  void ReadExtends(Options& top) {
    if (top.Find("extends") == nullptr) {
      return;
    }
    config_.extends.emplace();
    top.Texts("extends");  // reports what is no text
    for (const Node* item : top.List("extends")) {
      if (item->is_scalar() && !item->scalar().empty()) {
        config_.extends->push_back({std::string(item->scalar()), item->where});
      } else if (item->is_scalar()) {
        context_.Wrong(item->where, "规则包的名称是空的", "the name of a rule pack is empty");
      }
    }
    if (const Node* list = top.Find("extends"); list->is_list() && list->items().empty()) {
      context_.Wrong(list->where, "extends 是空的：一个规则包也没有，就什么也不会检查",
                     "'extends' is empty: without a rule pack nothing is checked");
    }
  }

  void ReadSeverities(Options& map, std::vector<SeverityEntry>& entries) {
    const Node* node = map.Find("severity");
    if (node == nullptr || node->is_null()) {
      return;
    }
    if (!node->is_map()) {
      context_.Wrong(node->where, "severity 应为映射：规则编号或名称: 级别",
                     "'severity' must be a map of rule ids or names to severities");
      return;
    }
    for (std::size_t i = 0; i + 1 < node->items().size(); i += 2) {
      const Node& rule = node->items()[i];
      const Node& value = node->items()[i + 1];
      const auto severity = value.is_scalar() ? SeverityOf(value.scalar()) : std::nullopt;
      if (!severity) {
        WrongSeverity(value);
      }
      entries.push_back({std::string(rule.scalar()), rule.where, severity.value_or(Severity::kError)});
    }
  }

  void WrongSeverity(const Node& value) {
    const std::string_view found = value.scalar();
    std::string near(Nearest(found, {kSeverityNames.begin(), kSeverityNames.end()}));
    for (const std::string_view name : kSeverityNames) {
      near = !found.empty() && name.starts_with(found) ? name : near;  // warn, err
    }
    const bool is_text = value.is_scalar() && !found.empty();
    const auto what = [&](std::string_view text, std::string_view list, std::string_view nothing) {
      return is_text ? std::string(text) : std::string(value.is_list() || value.is_map() ? list : nothing);
    };
    context_.Wrong(
        value.where,
        "级别应为 error、warning、note 或 off，" +
            what("写的是“" + std::string(found) + "”", "写的不是文字", "却是空的") + DidYouMean(near, Lang::kZh),
        "a severity is error, warning, note or off, " +
            what("found '" + std::string(found) + "'", "found no text", "found nothing") + DidYouMean(near, Lang::kEn));
  }

  std::vector<Glob> Globs(Options& map, std::string_view key) {
    std::vector<Glob> globs;
    map.Texts(key);  // reports what is no text
    for (const Node* item : map.List(key)) {
      if (!item->is_scalar()) {
        continue;
      }
      Glob glob{std::string(item->scalar())};
      if (glob.error()) {
        WrongGlob(*item, *glob.error());
      } else {
        globs.push_back(std::move(glob));
      }
    }
    return globs;
  }

  void WrongGlob(const Node& item, const Glob::Error& error) {
    context_.Wrong(item.SpanInScalar(*context_.source, error.begin, error.end), "路径模式有误：" + error.zh,
                   "bad path pattern: " + error.en);
  }

  void ReadOverrides(Options& top) {
    for (const Node* node : top.List("overrides")) {
      Options options(context_, *node, {"overrides 的一项", "an override"});
      if (!node->is_map()) {
        continue;
      }
      Override& made = config_.overrides.emplace_back();
      options.Find("files", Need::kRequired);
      made.files = Globs(options, "files");
      options.Find("severity", Need::kRequired);
      ReadSeverities(options, made.severities);
      options.Finish();
    }
  }

  void ReadIssuer(Options& top) {
    const Node* node = top.Find("issuer");
    if (node == nullptr) {
      return;
    }
    Options options(context_, *node, {"issuer", "issuer"});
    const std::string_view written = options.Text("pattern", Need::kRequired);
    const Node* pattern = options.Find("pattern");
    options.Finish();
    if (written.empty() || pattern == nullptr) {
      return;
    }
    std::optional<Glob::Error> error;
    std::string expression = GlobExpression(written, kIssuerPlaces, error);
    if (error) {
      WrongGlob(*pattern, *error);
      return;
    }
    for (const GlobPlace& place : kIssuerPlaces) {
      const std::string name = "{" + std::string(place.name) + "}";
      if (written.find(name) == written.npos) {
        context_.Wrong(pattern->where, "issuer 的 pattern 里缺少 " + name, "the pattern of 'issuer' lacks " + name);
        return;
      }
    }
    config_.issuer = {{Pattern(std::move(expression)), std::string(written), RootOf(written)}, node->where};
  }

  /// The folders in front of whatever can vary.
  static std::string RootOf(std::string_view pattern) {
    const std::size_t varies = pattern.find_first_of("*?[{\\");
    const std::size_t slash = pattern.substr(0, varies).rfind('/');
    return slash == pattern.npos ? std::string() : std::string(pattern.substr(0, slash));
  }

  void ReadFailOn(Options& top) {
    const auto fail_on = top.OneOf("fail_on", {{"error", 0}, {"warning", 1}, {"note", 2}, {"never", 3}});
    if (fail_on) {
      const Node* node = top.Find("fail_on");
      config_.fail_on = {std::string(node->scalar()), node->where};
    }
  }

  Config& config_;
  NodeContext context_;
};

bool IsRepository(const fs::path& folder) {
  std::error_code error;
  return std::ranges::any_of(std::array<std::string_view, 3>{".git", ".hg", ".svn"},
                             [&](std::string_view name) { return fs::exists(folder / name, error); });
}

}  // namespace

std::optional<std::string> Config::Below(const fs::path& absolute) const {
  const std::string relative = absolute.lexically_relative(base).generic_string();
  if (relative.empty() || relative == "." || relative == ".." || relative.starts_with("../")) {
    return std::nullopt;
  }
  return relative;
}

Config ReadConfig(std::shared_ptr<const Source> source, fs::path folder, fs::path base, Lang lang,
                  Diagnostics& diagnostics) {
  Config config;
  config.source = std::move(source);
  config.folder = std::move(folder);
  config.base = std::move(base);
  if (const auto tree = ParseYaml(*config.source, lang, {}, diagnostics, Trouble::kConfig)) {
    Reading(config, lang, diagnostics).Read(tree->root());
  }
  return config;
}

std::optional<fs::path> FindConfig(const fs::path& folder) {
  std::error_code error;
  for (fs::path at = folder;; at = at.parent_path()) {
    if (fs::path file = at / kConfigName; fs::exists(file, error)) {
      return file;
    }
    if (IsRepository(at) || at == at.parent_path()) {
      return std::nullopt;
    }
  }
}

}  // namespace gouji
