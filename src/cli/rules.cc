#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/cli.h"
#include "cli/packs.h"
#include "text/width.h"

namespace gouji::cli {
namespace {

void Pad(std::string_view text, int cells) {
  std::cout << text;
  for (int i = Cells(text); i < cells; ++i) {
    std::cout << ' ';
  }
}

}  // namespace

int Rules(const CommandLine& line) {
  const auto packs = OpenPacks(line);
  if (packs.empty()) {
    return kUsage;
  }
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  if (line.format == "markdown") {
    std::cout << (line.lang == Lang::kZh ? "| 编号 | 名称 | 级别 | 内容 |\n|---|---|---|---|\n"
                                         : "| id | name | severity | title |\n|---|---|---|---|\n");
  }
  for (const auto& pack : packs) {
    for (const auto& rule : pack->rules) {
      const RuleInfo& info = rule->info;
      if (line.format == "json") {
        const auto both = [](const Localized& text) {
          return nlohmann::ordered_json{{"zh", text.zh}, {"en", text.en}};
        };
        all.push_back({{"id", info.id},
                       {"name", info.name},
                       {"severity", Name(info.severity)},
                       {"pack", pack->id},
                       {"tags", info.tags},
                       {"title", both(info.title)},
                       {"why", both(info.why)},
                       {"source", both(info.source)},
                       {"help", both(info.help)}});
      } else if (line.format == "markdown") {
        std::cout << "| " << info.id << " | " << info.name << " | " << Name(info.severity) << " | "
                  << info.title.In(line.lang) << " |\n";
      } else {
        Pad(info.id, 8);
        Pad(Name(info.severity), 9);
        Pad(info.name, 32);
        std::cout << info.title.In(line.lang) << "\n";
      }
    }
  }
  if (line.format == "json") {
    std::cout << all.dump(2) << "\n";
  }
  return kClean;
}

}  // namespace gouji::cli
