#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/cli.h"
#include "cli/settings.h"
#include "output/json_text.h"
#include "text/fold.h"
#include "text/width.h"

namespace gouji::cli {
namespace {

void Pad(std::string_view text, int cells) {
  std::cout << text;
  for (int i = Cells(text); i < cells; ++i) {
    std::cout << ' ';
  }
}

/// A text of a pack in one line, whatever it holds.
std::string InOneLine(std::string_view text) { return Printable(Trim(text)); }

/// The same as a cell of a table in Markdown: no mark of its own ends the cell, or is a link or a tag.
std::string AsCell(std::string_view text) {
  std::string cell;
  for (const char c : InOneLine(text)) {
    if (c == '|' || c == '[' || c == ']' || c == '<' || c == '\\') {
      cell += '\\';
    }
    cell += c;
  }
  return cell;
}

}  // namespace

int Rules(const CommandLine& line) {
  Settings settings(line);
  const FileSettings& here = settings.ForFolder(".");
  if (!settings.Report()) {
    return kUsage;
  }
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  if (line.format == "markdown") {
    std::cout << (line.lang == Lang::kZh ? "| 编号 | 名称 | 级别 | 由何处设定 | 内容 |\n|---|---|---|---|---|\n"
                                         : "| id | name | severity | set by | title |\n|---|---|---|---|---|\n");
  }
  for (const RuleSetting& each : here.rules) {
    const RuleInfo& info = each.rule->info;
    const std::string set_by = each.origin.empty() ? std::string(each.pack->id) : each.origin;
    if (line.format == "json") {
      const auto both = [](const Localized& text) { return nlohmann::ordered_json{{"zh", text.zh}, {"en", text.en}}; };
      all.push_back({{"id", info.id},
                     {"name", info.name},
                     {"severity", Name(each.severity)},
                     {"set_by", set_by},
                     {"pack", each.pack->id},
                     {"tags", info.tags},
                     {"title", both(info.title)},
                     {"why", both(info.why)},
                     {"source", both(info.source)},
                     {"help", both(info.help)}});
    } else if (line.format == "markdown") {
      std::cout << "| " << AsCell(info.id) << " | " << AsCell(info.name) << " | " << Name(each.severity) << " | "
                << AsCell(set_by) << " | " << AsCell(info.title.In(line.lang)) << " |\n";
    } else {
      Pad(info.id, 8);
      Pad(Name(each.severity), 9);
      Pad(set_by, 20);
      Pad(info.name, 32);
      std::cout << InOneLine(info.title.In(line.lang)) << "\n";
    }
  }
  if (line.format == "json") {
    std::cout << SafeJson(all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace)) << "\n";
  }
  return kClean;
}

}  // namespace gouji::cli
