#include <algorithm>
#include <iostream>

#include "base/trouble.h"
#include "cli/cli.h"
#include "cli/packs.h"
#include "packtest/packtest.h"

namespace gouji::cli {
namespace {

/// Rules whose tests leave something open, a line each, under one heading.
void List(const PackTests& results, std::string_view heading, bool (*is_open)(const RuleCoverage&)) {
  bool any = false;
  for (const RuleCoverage& each : results.coverage) {
    if (!is_open(each)) {
      continue;
    }
    if (!any) {
      std::cout << heading << "\n";
    }
    any = true;
    const Place place = each.rule->source->PlaceOf(each.rule->where.begin);
    std::cout << "  " << each.rule->source->name() << ":" << place.line << ": " << each.rule->info.id << " "
              << each.rule->info.name << "\n";
  }
}

void PrintCoverage(const PackTests& results, bool zh) {
  List(results,
       zh ? "没有测试的规则：" : "rules without tests:", [](const RuleCoverage& each) { return each.untested(); });
  List(results, zh ? "测试中从未报告过的规则：" : "rules that never fired in a test:", [](const RuleCoverage& each) {
    return !each.untested() && !each.fired;
  });
  List(results, zh ? "测试中从未通过的规则：" : "rules that never passed in a test:", [](const RuleCoverage& each) {
    return !each.untested() && !each.passed;
  });
  List(results, zh ? "测试中没有“未能核对”的规则：" : "rules that never were 'not evaluated' in a test:",
       [](const RuleCoverage& each) {
         return !each.untested() && !each.doubted && each.rule->check->MayDoubt(*each.rule);
       });
}

void PrintSummary(const RulePack& pack, const PackTests& results, bool zh) {
  std::size_t covered = 0;
  for (const RuleCoverage& each : results.coverage) {
    covered += each.untested() || each.incomplete() ? 0 : 1;
  }
  if (zh) {
    std::cout << pack.id << "：" << results.coverage.size() << " 条规则，" << covered << " 条测试齐全；"
              << results.tests << " 个测试，" << results.failed << " 个未通过\n";
  } else {
    const auto counted = [](std::size_t count, std::string_view what) {
      return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
    };
    std::cout << pack.id << ": " << counted(results.coverage.size(), "rule") << ", " << covered << " fully tested; "
              << counted(static_cast<std::size_t>(results.tests), "test") << ", " << results.failed << " failed\n";
  }
}

/// What every test saw, as YAML to paste; nothing is written to the pack.
void PrintSeen(const PackTests& results) {
  for (const SeenTest& each : results.seen) {
    const Place place = each.source->PlaceOf(each.where.begin);
    std::cout << "# " << each.source->name() << ":" << place.line << ": " << each.name << "\n" << each.expect;
  }
}

}  // namespace

int Test(const CommandLine& line) {
  CommandLine opened = line;
  opened.rules = line.paths;
  opened.select.clear();
  opened.ignore.clear();
  const auto packs = OpenPacks(opened);
  if (packs.empty()) {
    return kUsage;
  }
  const bool zh = line.lang == Lang::kZh;
  bool good = true;
  bool mistaken = false;
  for (const auto& pack : packs) {
    const PackTests results = RunPackTests(*pack, line.lang, [&](const Rule& rule) {
      return line.select.empty() || std::ranges::any_of(line.select, [&](const std::string& selector) {
               return Selects(selector, rule.info);
             });
    });
    if (line.update) {
      PrintSeen(results);
    }
    PrintMistakes(results.mistakes, line.lang, std::cout);
    PrintMistakes(results.failures, line.lang, std::cout);
    PrintCoverage(results, zh);
    PrintSummary(*pack, results, zh);
    good = good && results.good();
    mistaken = mistaken || !results.mistakes.empty();
  }
  return mistaken ? kUsage : good ? kClean : kFindings;
}

}  // namespace gouji::cli
