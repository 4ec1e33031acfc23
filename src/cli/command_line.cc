#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "base/trouble.h"
#include "cli/cli.h"
#include "output/writer.h"

namespace gouji::cli {
namespace {

constexpr std::string_view kVersion = GOUJI_VERSION;

std::vector<std::string> FormatNames() {
  std::vector<std::string> names;
  for (const Format& format : Formats()) {
    names.emplace_back(format.name);
  }
  return names;
}

void AddCommon(CLI::App& app, CommandLine& line, std::string& lang) {
  app.add_option(
         "--rules", line.rules,
         "a shipped pack's name, a folder or a file; repeatable (default: the shipped pack that claims the document)")
      ->allow_extra_args(false)
      ->type_name("PACK");
  app.add_option("--lang", lang, "language of messages: zh or en (default: zh, or GOUJI_LANG)")
      ->type_name("LANG")
      ->check(CLI::IsMember({"zh", "en"}));
}

void AddConfiguration(CLI::App& app, CommandLine& line) {
  app.add_option("--config", line.config, "a configuration file instead of the nearest .gouji.yaml above each file")
      ->type_name("FILE");
  app.add_flag("--no-config", line.no_config, "use no configuration file");
}

void AddSelection(CLI::App& app, CommandLine& line) {
  app.add_option("--select", line.select, "run only these rules: ids, names or prefixes (GK3), comma-separated")
      ->allow_extra_args(false)
      ->type_name("ID,...")
      ->delimiter(',');
  app.add_option("--ignore", line.ignore, "leave these rules out")
      ->allow_extra_args(false)
      ->type_name("ID,...")
      ->delimiter(',');
}

void AddCheck(CLI::App& app, CommandLine& line, std::string& lang, std::vector<std::string>& outputs) {
  app.add_option("PATH", line.paths, "files and folders; '-' is standard input; no path: the current folder");
  AddCommon(app, line, lang);
  AddSelection(app, line);
  AddConfiguration(app, line);
  app.add_flag("--print-config", line.print_config,
               "print what is in force for a path, and where each setting comes from; check nothing");
  app.add_option("--format", line.format, "what goes to standard output (default: text)")
      ->type_name("FORMAT")
      ->check(CLI::IsMember(FormatNames()));
  app.add_option("--output", outputs, "also write this format to a file; repeatable; whole or not at all")
      ->allow_extra_args(false)
      ->type_name("FORMAT=FILE");
  app.add_option("--fail-on", line.fail_on, "from which severity findings fail the run (default: error)")
      ->type_name("SEVERITY")
      ->check(CLI::IsMember({"error", "warning", "note", "never"}));
  app.add_flag("--strict", line.strict, "a rule that could not be evaluated fails the run too (exit 3)");
  app.add_option("--previous", line.previous, "last year's report, or a folder of them")
      ->allow_extra_args(false)
      ->type_name("PATH");
  app.add_option("--year", line.year, "the report year, where the document does not say")
      ->type_name("YYYY")
      ->check(CLI::Range(1990, 2099));
  CLI::Option* baseline =
      app.add_option("--baseline", line.baseline, "hide the findings in this file, and name those that are gone")
          ->type_name("FILE");
  app.add_option("--write-baseline", line.write_baseline, "write all findings to this file: they are known from now on")
      ->type_name("FILE")
      ->excludes(baseline);
  CLI::Option* diff =
      app.add_flag("--diff", line.diff, "show the safe repairs of the text as a patch, instead of the findings");
  app.add_flag("--fix", line.fix, "make the safe repairs of the text (never a number), then report what is left")
      ->excludes(diff);
  app.add_option("--jobs,-j", line.jobs, "threads; the output is the same whatever the number (default: all cores)")
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
  app.add_option("--timeout", line.timeout,
                 "give up a file after so many seconds and go on with the next; 0: never (default: 60)")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.0, 86400.0));
  app.add_option("--files-from", line.files_from, "read paths from a file or '-', newline- or NUL-separated")
      ->type_name("FILE");
  app.add_option("--stdin-filename", line.stdin_filename,
                 "the name, and so the format, of what comes in on standard input")
      ->type_name("NAME");
  app.add_option("--color", line.color, "auto, always or never; NO_COLOR and FORCE_COLOR are respected")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

/// "did you mean" for a misspelt option or command, from what CLI11 knows.
std::string Suggestion(const CLI::App& app, const std::vector<std::string>& words) {
  std::vector<std::string> known;
  const CLI::App* current = &app;
  for (const CLI::App* each : app.get_subcommands([](const CLI::App*) { return true; })) {
    known.push_back(each->get_name());
    current = each->parsed() ? each : current;
  }
  for (const CLI::Option* option : current->get_options()) {
    known.push_back("--" + option->get_single_name());
  }
  const std::vector<std::string_view> views(known.begin(), known.end());
  for (const std::string& word : words) {
    const std::string name = word.substr(0, word.find('='));
    if (const std::string_view near = Nearest(name, views); !near.empty() && near != name) {
      return ", did you mean '" + std::string(near) + "'?";
    }
  }
  return {};
}

}  // namespace

std::optional<CommandLine> ReadCommandLine(int argc, char** argv, int& exit_code) {
  CommandLine line;
  const char* environment = std::getenv("GOUJI_LANG");
  std::string lang = environment != nullptr && std::string_view(environment) == "en" ? "en" : "zh";
  std::vector<std::string> outputs;
  CLI::App app{"gouji checks government annual reports before they are published", "gouji"};
  app.set_version_flag("--version", "gouji " + std::string(kVersion));
  app.require_subcommand(1);
  app.footer(
      "Examples:\n  gouji check reports/\n  gouji check --format sarif --output text=report.txt reports/2023.docx\n  "
      "gouji explain GK301\n"
      "Exit codes: 0 clean, 1 findings, 2 usage or rule-pack mistake, 3 a document could not be read.");

  CLI::App* check = app.add_subcommand("check", "check files and folders");
  AddCheck(*check, line, lang, outputs);
  check->footer(
      "Examples:\n  gouji check                      the current folder\n  gouji check a.html b.docx         two "
      "files\n"
      "  cat a.txt | gouji check -         standard input\n  gouji check --select GK3 reports  arithmetic only");
  CLI::App* rules = app.add_subcommand("rules", "list the rules in force");
  AddCommon(*rules, line, lang);
  AddConfiguration(*rules, line);
  AddSelection(*rules, line);
  rules->add_option("--format", line.format, "text, json or markdown")
      ->check(CLI::IsMember({"text", "json", "markdown"}));
  rules->footer("Example:\n  gouji rules --format markdown");
  CLI::App* explain = app.add_subcommand("explain", "why a rule exists, its legal basis, a wrong and a right example");
  AddCommon(*explain, line, lang);
  AddConfiguration(*explain, line);
  explain->add_option("ID", line.paths, "rule ids or names")->required();
  explain->footer("Example:\n  gouji explain GK301");
  CLI::App* dump = app.add_subcommand("dump", "show what was understood of a file");
  AddCommon(*dump, line, lang);
  AddConfiguration(*dump, line);
  dump->add_option("FILE", line.paths, "files; '-' is standard input")->required();
  dump->add_option("--format", line.format, "text, json or csv")->check(CLI::IsMember({"text", "json", "csv"}));
  dump->add_flag("--text", line.transcript, "print the text that line numbers count in (docx, pdf)");
  dump->add_option("--stdin-filename", line.stdin_filename,
                   "the name, and so the format, of what comes in on standard input")
      ->type_name("NAME");
  dump->footer("Example:\n  gouji dump report.docx --text");
  CLI::App* test = app.add_subcommand("test", "run the tests inside rule packs, and tell what they do not reach");
  test->add_option("PACK", line.paths, "shipped packs' names, folders or files (default: the shipped packs)");
  test->add_option("--select", line.select, "only the tests of these rules: ids, names or prefixes, comma-separated")
      ->type_name("ID,...")
      ->delimiter(',');
  test->add_flag("--update", line.update, "print what each test saw, as YAML to paste; nothing is written");
  test->add_option("--lang", lang, "language of messages: zh or en (default: zh, or GOUJI_LANG)")
      ->type_name("LANG")
      ->check(CLI::IsMember({"zh", "en"}));
  test->footer(
      "Example:\n  gouji test my-pack/   exit 1 on a failing test, an untested rule or a verdict never reached");
  CLI::App* merge = app.add_subcommand("merge", "put the jsonl outputs of parts of a run together to that of one run");
  merge->add_option("FILE", line.paths, "outputs in the order of their files; '-' and none: standard input");
  merge->add_option("--lang", lang, "language of messages: zh or en (default: zh, or GOUJI_LANG)")
      ->type_name("LANG")
      ->check(CLI::IsMember({"zh", "en"}));
  merge->footer(
      "Example:\n  parallel -k --pipe gouji check --format jsonl --files-from - < list | gouji merge\n"
      "Exit codes as of check, errors failing the run.");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ExtrasError& error) {
    std::cerr << "gouji: " << error.what() << Suggestion(app, app.remaining(true)) << "\n";
    exit_code = kUsage;
    return std::nullopt;
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
      app.exit(error, std::cout, std::cerr);
      exit_code = kClean;
      return std::nullopt;
    }
    std::vector<std::string> words(argv + 1, argv + argc);
    std::cerr << "gouji: " << error.what()
              << (argc > 1 && error.get_name() == "RequiredError" ? Suggestion(app, words) : std::string())
              << "\nrun 'gouji --help' for the options\n";
    exit_code = kUsage;
    return std::nullopt;
  }
  line.command = app.get_subcommands().front()->get_name();
  line.format_given = check->count("--format") > 0;
  line.lang = lang == "en" ? Lang::kEn : Lang::kZh;
  for (const std::string& output : outputs) {
    const std::size_t equals = output.find('=');
    const std::string name = output.substr(0, equals);
    const std::vector<std::string> names = FormatNames();
    if (equals == std::string::npos || equals + 1 == output.size() || std::ranges::find(names, name) == names.end()) {
      std::cerr << "gouji: --output: expected FORMAT=FILE with a known format, found '" << output << "'\n";
      exit_code = kUsage;
      return std::nullopt;
    }
    line.outputs.emplace_back(name, output.substr(equals + 1));
  }
  return line;
}

}  // namespace gouji::cli
