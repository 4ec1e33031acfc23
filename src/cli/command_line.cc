#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "check/kinds.h"
#include "cli/cli.h"
#include "cli/help.h"
#include "cli/option_table.h"
#include "output/writer.h"
#include "rules/library.h"

namespace gouji::cli {
namespace {

using Choices = std::vector<std::string>;

Choices FormatNames() {
  Choices names;
  for (const Format& format : Formats()) {
    names.emplace_back(format.name);
  }
  return names;
}

Choices PackNames() {
  const std::vector<std::string_view> packs = ShippedPacks();
  return {packs.begin(), packs.end()};
}

std::string Listed(const Choices& choices) {
  std::string list;
  for (const std::string& choice : choices) {
    list += (list.empty() ? "" : "|") + choice;
  }
  return list;
}

/// What is wrong with a value that is to be one of some; empty when nothing is.
std::string NotAmong(const Choices& choices, const std::string& value, Lang lang) {
  if (std::ranges::find(choices, value) != choices.end()) {
    return {};
  }
  const std::string all = Listed(choices);
  return Fill(lang == Lang::kZh ? "没有“{value}”" : "no '{value}'", {{"value", value}}) +
         DidYouMean(Nearest(value, {choices.begin(), choices.end()}), lang) +
         Fill(lang == Lang::kZh ? "（应为 {all}）" : " (expected {all})", {{"all", all}});
}

/// One command while it is declared: to the reader of command lines, and to the table that help is made of.
class Declared {
 public:
  Declared(CLI::App& app, OptionTable& table, Lang lang, std::string name, Localized what)
      : lang_(lang), app_(*app.add_subcommand(name)), entry_(table.commands.emplace_back()) {
    entry_.name = std::move(name);
    entry_.description = what.In(lang);
  }

  /// An option with a value. `names`: "--jobs,-j".
  template <typename T>
  CLI::Option* Value(const std::string& names, T& target, const char* value, Takes takes, Localized what,
                     Choices choices = {}) {
    CLI::Option* option = app_.add_option(names, target)->type_name(value);
    if constexpr (!std::is_arithmetic_v<T> && !std::is_same_v<T, std::string>) {
      option->allow_extra_args(false);
    }
    if (takes == Takes::kChoice) {
      option->check(
          CLI::Validator([choices, lang = lang_](std::string& text) { return NotAmong(choices, text, lang); }, "", ""));
    }
    Note(names, value, what, takes, std::move(choices));
    return option;
  }

  template <typename T>
  void Number(const std::string& names, T& target, const char* value, double least, double most, Localized what) {
    Value(names, target, value, Takes::kWord, what)
        ->check(CLI::Validator(
            [least, most, lang = lang_](std::string& text) {
              char* end = nullptr;
              const double number = std::strtod(text.c_str(), &end);
              const bool whole = !std::is_integral_v<T> || text.find_first_not_of("0123456789") == text.npos;
              if (!text.empty() && *end == '\0' && whole && number >= least && number <= most) {
                return std::string();
              }
              const auto plain = [](double bound) { return std::to_string(static_cast<long>(bound)); };
              return Fill(lang == Lang::kZh ? "应为 {least} 到 {most} 的数，写的是“{value}”"
                                            : "expected a number from {least} to {most}, found '{value}'",
                          {{"least", plain(least)}, {"most", plain(most)}, {"value", text}});
            },
            "", ""));
  }

  CLI::Option* Flag(const std::string& name, bool& target, Localized what) {
    Note(name, "", what, Takes::kNothing, {});
    return app_.add_flag(name, target);
  }

  CLI::Option* Argument(const char* name, std::vector<std::string>& target, const char* shown, Takes takes,
                        Localized what, Choices choices = {}) {
    entry_.arguments = shown;
    entry_.argument_description = what.In(lang_);
    entry_.takes = takes;
    entry_.choices = std::move(choices);
    return app_.add_option(name, target);
  }

  void Examples(Localized lines) { entry_.examples = lines.In(lang_); }

 private:
  void Note(const std::string& names, const char* value, Localized what, Takes takes, Choices choices) {
    const std::size_t comma = names.find(',');
    entry_.options.push_back({names.substr(0, comma), comma == names.npos ? std::string() : names.substr(comma + 1),
                              value, std::string(what.In(lang_)), takes, std::move(choices)});
  }

  Lang lang_;
  CLI::App& app_;
  CommandEntry& entry_;
};

/// Where the words of a command line go.
struct Target {
  CommandLine line;
  std::string lang;
  std::vector<std::string> outputs;
};

void AddLang(Declared& command, Target& to) {
  command.Value("--lang", to.lang, "LANG", Takes::kChoice,
                {"消息的语言：zh 或 en（默认 zh，或环境变量 GOUJI_LANG）",
                 "language of messages: zh or en (default: zh, or GOUJI_LANG)"},
                {"zh", "en"});
}

void AddCommon(Declared& command, Target& to) {
  command.Value("--rules", to.line.rules, "PACK", Takes::kPack,
                {"规则包：自带的名称、文件夹或文件；可重复（默认：认得该文件的自带规则包）",
                 "a shipped pack's name, a folder or a file; repeatable (default: the shipped pack that claims the "
                 "document)"},
                PackNames());
  AddLang(command, to);
  command.Value("--config", to.line.config, "FILE", Takes::kFile,
                {"配置文件，代替离每个文件最近的 .gouji.yaml",
                 "a configuration file instead of the nearest .gouji.yaml above each file"});
  command.Flag("--no-config", to.line.no_config, {"不用配置文件", "use no configuration file"});
}

void AddSelection(Declared& command, Target& to) {
  command
      .Value("--select", to.line.select, "ID,...", Takes::kRule,
             {"只运行这些规则：编号、名称或编号开头（GK3），用逗号分隔",
              "run only these rules: ids, names or prefixes (GK3), comma-separated"})
      ->delimiter(',');
  command.Value("--ignore", to.line.ignore, "ID,...", Takes::kRule, {"不运行这些规则", "leave these rules out"})
      ->delimiter(',');
}

void AddStdinName(Declared& command, Target& to) {
  command.Value(
      "--stdin-filename", to.line.stdin_filename, "NAME", Takes::kFile,
      {"标准输入的文件名，也就是它的格式", "the name, and so the format, of what comes in on standard input"});
}

void AddBaselineAndRepairs(Declared& command, Target& to) {
  CommandLine& line = to.line;
  CLI::Option* baseline = command.Value("--baseline", line.baseline, "FILE", Takes::kFile,
                                        {"不列出这个文件里已知的问题，并指出其中已不存在的",
                                         "hide the findings in this file, and name those that are gone"});
  command
      .Value(
          "--write-baseline", line.write_baseline, "FILE", Takes::kFile,
          {"把全部问题记入这个文件：此后它们是已知的", "write all findings to this file: they are known from now on"})
      ->excludes(baseline);
  CLI::Option* diff = command.Flag("--diff", line.diff,
                                   {"把可以放心修改的文字显示为补丁，代替检查结果",
                                    "show the safe repairs of the text as a patch, instead of the findings"});
  command
      .Flag("--fix", line.fix,
            {"修改可以放心修改的文字（从不改数），再报告剩下的问题",
             "make the safe repairs of the text (never a number), then report what is left"})
      ->excludes(diff);
}

void AddCheck(Declared command, Target& to) {
  CommandLine& line = to.line;
  command.Argument("PATH", line.paths, "[PATH...]", Takes::kFile,
                   {"文件和文件夹；- 是标准输入；不写则检查当前文件夹",
                    "files and folders; '-' is standard input; no path: the current folder"});
  AddCommon(command, to);
  AddSelection(command, to);
  command.Flag("--print-config", line.print_config,
               {"输出对一个路径生效的设置及各自的出处，不检查",
                "print what is in force for a path, and where each setting comes from; check nothing"});
  command.Value("--format", line.format, "FORMAT", Takes::kChoice,
                {"标准输出的格式（默认 text）", "what goes to standard output (default: text)"}, FormatNames());
  command.Value("--output", to.outputs, "FORMAT=FILE", Takes::kFile,
                {"另外以此格式写入文件，要么完整写入，要么不写；可重复",
                 "also write this format to a file; repeatable; whole or not at all"});
  command.Value("--fail-on", line.fail_on, "SEVERITY", Takes::kChoice,
                {"从哪个级别起算失败（默认 error）", "from which severity findings fail the run (default: error)"},
                {"error", "warning", "note", "never"});
  command.Flag("--strict", line.strict,
               {"有规则未能核对也算失败（退出码 3）", "a rule that could not be evaluated fails the run too (exit 3)"});
  command.Value("--previous", line.previous, "PATH", Takes::kFile,
                {"上一年的报告，或其所在的文件夹", "last year's report, or a folder of them"});
  command.Number("--year", line.year, "YYYY", 1990, 2099,
                 {"报告年份，报告本身没有写明时使用", "the report year, where the document does not say"});
  AddBaselineAndRepairs(command, to);
  command.Number("--jobs,-j", line.jobs, "N", 1, 1024,
                 {"线程数；无论多少，结果相同（默认：全部核心）",
                  "threads; the output is the same whatever the number (default: all cores)"});
  command.Number("--timeout", line.timeout, "SECONDS", 0, 86400,
                 {"一个文件超过这么多秒就放弃，接着检查下一个；0 为不限（默认 60）",
                  "give up a file after so many seconds and go on with the next; 0: never (default: 60)"});
  command.Number("--max-findings", line.max_findings, "N", 0, 1000000,
                 {"一个文件最多列出这么多个问题，最严重的优先，其余只计数；0 为不限（默认 1000）",
                  "list so many findings of a file at most, the gravest first, and count the others; 0: all "
                  "(default: 1000)"});
  command.Value("--files-from", line.files_from, "FILE", Takes::kFile,
                {"从文件或 - 读取路径，以换行或 NUL 分隔", "read paths from a file or '-', newline- or NUL-separated"});
  AddStdinName(command, to);
  command.Value("--color", line.color, "WHEN", Takes::kChoice,
                {"是否着色；遵从 NO_COLOR 和 FORCE_COLOR", "whether to color; NO_COLOR and FORCE_COLOR are respected"},
                {"auto", "always", "never"});
  command.Examples(
      {"gouji check                       检查当前文件夹\n"
       "gouji check a.html b.docx         检查两个文件\n"
       "cat a.txt | gouji check -         检查标准输入\n"
       "gouji check --select GK3 reports  只核对算术关系\n"
       "gouji check --fix reports         修改可以放心修改的文字",
       "gouji check                       the current folder\n"
       "gouji check a.html b.docx         two files\n"
       "cat a.txt | gouji check -         standard input\n"
       "gouji check --select GK3 reports  arithmetic only\n"
       "gouji check --fix reports         make the safe repairs"});
}

void AddOthers(CLI::App& app, OptionTable& table, Lang lang, Target& to) {
  CommandLine& line = to.line;
  Declared rules(app, table, lang, "rules", {"列出生效的规则", "list the rules in force"});
  AddCommon(rules, to);
  AddSelection(rules, to);
  rules.Value("--format", line.format, "FORMAT", Takes::kChoice, {"输出格式（默认 text）", "format (default: text)"},
              {"text", "json", "markdown"});
  rules.Examples({"gouji rules --format markdown", "gouji rules --format markdown"});

  Declared explain(
      app, table, lang, "explain",
      {"规则为什么存在，依据，错例和正例", "why a rule exists, its legal basis, a wrong and a right example"});
  explain.Argument("ID", line.paths, "ID...", Takes::kRule, {"规则的编号或名称", "rule ids or names"})->required();
  AddCommon(explain, to);
  explain.Examples({"gouji explain GK301\ngouji explain requests-column-balance",
                    "gouji explain GK301\ngouji explain requests-column-balance"});

  Declared dump(app, table, lang, "dump", {"显示从文件中读懂了什么", "show what was understood of a file"});
  dump.Argument("FILE", line.paths, "FILE...", Takes::kFile, {"文件；- 是标准输入", "files; '-' is standard input"})
      ->required();
  AddCommon(dump, to);
  dump.Value("--format", line.format, "FORMAT", Takes::kChoice, {"输出格式（默认 text）", "format (default: text)"},
             {"text", "json", "csv"});
  dump.Flag("--text", line.transcript,
            {"输出行号所指的文本（docx、pdf）", "print the text that line numbers count in (docx, pdf)"});
  AddStdinName(dump, to);
  dump.Examples({"gouji dump report.docx --text", "gouji dump report.docx --text"});

  Declared test(
      app, table, lang, "test",
      {"运行规则包里的测试，指出没有测到的", "run the tests inside rule packs, and tell what they do not reach"});
  test.Argument("PACK", line.paths, "[PACK...]", Takes::kPack,
                {"自带规则包的名称、文件夹或文件（默认：自带的全部）",
                 "shipped packs' names, folders or files (default: the shipped packs)"},
                PackNames());
  test.Value("--select", line.select, "ID,...", Takes::kRule,
             {"只运行这些规则的测试：编号、名称或编号开头，用逗号分隔",
              "only the tests of these rules: ids, names or prefixes, comma-separated"})
      ->delimiter(',');
  test.Flag("--update", line.update,
            {"以 YAML 输出每个测试看到的结果，供粘贴；不写文件",
             "print what each test saw, as YAML to paste; nothing is written"});
  AddLang(test, to);
  test.Examples({"gouji test my-pack/   有测试未通过、有规则没有测试或有结论没有测到时，退出码为 1",
                 "gouji test my-pack/   exit 1 on a failing test, an untested rule or a verdict never reached"});

  Declared merge(app, table, lang, "merge",
                 {"把一次检查各部分的 jsonl 输出合成整次检查的输出",
                  "put the jsonl outputs of parts of a run together to that of one run"});
  merge.Argument("FILE", line.paths, "[FILE...]", Takes::kFile,
                 {"各部分的输出，按文件的次序；- 或不写则读标准输入",
                  "outputs in the order of their files; '-' and none: standard input"});
  AddLang(merge, to);
  merge.Examples({"parallel -k --pipe gouji check --format jsonl --files-from - < list | gouji merge",
                  "parallel -k --pipe gouji check --format jsonl --files-from - < list | gouji merge"});

  Declared init(app, table, lang, "init",
                {"写一个带注释的 .gouji.yaml；从不覆盖已有的文件",
                 "write a commented .gouji.yaml; a file that is there is never overwritten"});
  init.Flag("--pre-commit", line.pre_commit, {"另写 .pre-commit-config.yaml", "write .pre-commit-config.yaml too"});
  init.Flag("--github", line.github, {"另写 .github/workflows/gouji.yml", "write .github/workflows/gouji.yml too"});
  AddLang(init, to);
  init.Examples({"gouji init --pre-commit", "gouji init --pre-commit"});

  Declared completion(app, table, lang, "completion",
                      {"输出 shell 的补全脚本", "print a completion script for a shell"});
  const Choices shells = {"bash", "zsh", "fish"};
  completion.Argument("SHELL", line.paths, "SHELL", Takes::kChoice, {"bash、zsh 或 fish", "bash, zsh or fish"}, shells)
      ->required()
      ->expected(1)
      ->check(CLI::Validator([shells, lang](std::string& text) { return NotAmong(shells, text, lang); }, "", ""));
  AddLang(completion, to);
  completion.Examples({"source <(gouji completion bash)", "source <(gouji completion bash)"});
  Declared man(app, table, lang, "man", {"输出手册页", "print the manual page"});
  AddLang(man, to);
  man.Examples({"gouji man | man -l -", "gouji man | man -l -"});
}

void Declare(CLI::App& app, OptionTable& table, Lang lang, Target& to) {
  table.description =
      Localized{"在发布之前检查政府信息公开工作年度报告", "checks government annual reports before they are published"}
          .In(lang);
  table.exit_codes =
      Localized{
          "0 没有达到 --fail-on 的问题；1 有问题；2 用法、配置或规则包有误；3 有文件读不了，或在 --strict "
          "下有规则未能核对。取其中最大的。",
          "0 nothing at or above --fail-on; 1 findings; 2 a mistake in usage, configuration or a rule pack; 3 a "
          "document could not be read or, with --strict, a rule was not evaluated. The highest that applies."}
          .In(lang);
  // Entries are handed out by reference while more are declared.
  table.commands.reserve(16);
  AddCheck(Declared(app, table, lang, "check", {"检查文件和文件夹", "check files and folders"}), to);
  AddOthers(app, table, lang, to);
}

/// The version of the program, and of the packs that ship with it.
std::string Versions() {
  std::string versions = "gouji " GOUJI_VERSION;
  for (const ShippedHead& pack : ShippedHeads()) {
    versions += "\n" + std::string(pack.id) + " " + std::string(pack.version);
  }
  return versions;
}

/// What a command line that cannot be read has wrong, in one line.
std::string Complaint(const CLI::ParseError& error, const CLI::App& app, const OptionTable& table,
                      const std::vector<std::string>& words, Lang lang) {
  const bool zh = lang == Lang::kZh;
  const auto parsed = app.get_subcommands();
  std::vector<std::string_view> known;
  const CommandEntry* command = nullptr;
  for (const CommandEntry& each : table.commands) {
    command = !parsed.empty() && parsed.front()->get_name() == each.name ? &each : command;
  }
  if (command == nullptr) {
    for (const CommandEntry& each : table.commands) {
      known.push_back(each.name);
    }
    if (words.empty()) {
      return zh ? "没有写命令；gouji --help 列出全部命令" : "no command given; 'gouji --help' lists them";
    }
    known.insert(known.end(), {"--help", "--version"});
    const std::string& word = words.front();
    std::error_code unknown;
    const std::string near =
        std::filesystem::exists(word, unknown) ? "gouji check " + word : std::string(Nearest(word, known));
    return Fill(zh ? "没有命令“{word}”" : "no command '{word}'", {{"word", word}}) + DidYouMean(near, lang);
  }
  std::string what = error.what();
  const std::string name = what.substr(0, what.find(':'));
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    for (const OptionEntry& option : command->options) {
      known.push_back(option.name);
    }
    known.push_back("--help");
    const std::vector<std::string> left = app.remaining(true);
    const std::string word = left.empty() ? what : left.front().substr(0, left.front().find('='));
    return Fill(word.starts_with('-') ? (zh ? "gouji {command} 没有选项“{word}”"
                                            : "'gouji {command}' has no option "
                                              "'{word}'")
                                      : (zh ? "gouji {command} 用不上“{word}”" : "'gouji {command}' takes no '{word}'"),
                {{"command", command->name}, {"word", word}}) +
           DidYouMean(word.starts_with('-') ? Nearest(word, known) : std::string_view(), lang);
  }
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    return Fill(zh ? "gouji {command} 后面要写 {what}（{help}）" : "'gouji {command}' needs {what}: {help}",
                {{"command", command->name}, {"what", command->arguments}, {"help", command->argument_description}});
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    return Fill(zh ? "{name} 后面要写一个值" : "{name} needs a value", {{"name", name}});
  }
  if (const std::size_t excludes = what.find(" excludes "); excludes != what.npos) {
    return Fill(zh ? "{name} 不能与 {other} 同用" : "{name} cannot be used with {other}",
                {{"name", what.substr(0, excludes)}, {"other", what.substr(excludes + 10)}});
  }
  return what;
}

/// The language asked for, before the command line is read in it.
Lang LanguageOf(const std::vector<std::string>& words) {
  const char* environment = std::getenv("GOUJI_LANG");
  std::string lang = environment == nullptr ? "" : environment;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--lang" && i + 1 < words.size()) {
      lang = words[i + 1];
    } else if (words[i].starts_with("--lang=")) {
      lang = words[i].substr(7);
    }
  }
  return lang == "en" ? Lang::kEn : Lang::kZh;
}

bool ReadOutputs(Target& to) {
  for (const std::string& output : to.outputs) {
    const std::size_t equals = output.find('=');
    const std::string name = output.substr(0, equals);
    const Choices names = FormatNames();
    const bool zh = to.line.lang == Lang::kZh;
    if (equals == std::string::npos || equals + 1 == output.size()) {
      std::cerr << "gouji: --output: " << (zh ? "应为 格式=文件，写的是“" : "expected FORMAT=FILE, found '") << output
                << (zh ? "”" : "'") << "\n";
      return false;
    }
    if (const std::string wrong = NotAmong(names, name, to.line.lang); !wrong.empty()) {
      std::cerr << "gouji: --output: " << wrong << "\n";
      return false;
    }
    to.line.outputs.emplace_back(name, output.substr(equals + 1));
  }
  return true;
}

}  // namespace

OptionTable DescribeOptions(Lang lang) {
  Target to;
  CLI::App app;
  OptionTable table;
  Declare(app, table, lang, to);
  return table;
}

std::optional<CommandLine> ReadCommandLine(int argc, char** argv, int& exit_code) {
  const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  const Lang lang = LanguageOf(words);
  Target to;
  CLI::App app{"", "gouji"};
  app.set_version_flag("--version", Versions);
  app.require_subcommand(1);
  OptionTable table;
  Declare(app, table, lang, to);
  to.lang = lang == Lang::kEn ? "en" : "zh";
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto parsed = app.get_subcommands();
    std::cout << (parsed.empty() ? HelpFor(table, lang) : HelpFor(table, parsed.front()->get_name(), lang));
    exit_code = kClean;
    return std::nullopt;
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
      app.exit(error, std::cout, std::cerr);
      exit_code = kClean;
      return std::nullopt;
    }
    std::cerr << "gouji: " << Complaint(error, app, table, words, lang) << "\n";
    exit_code = kUsage;
    return std::nullopt;
  }
  const CLI::App* command = app.get_subcommands().front();
  to.line.command = command->get_name();
  const CLI::Option* format = command->get_option_no_throw("--format");
  to.line.format_given = format != nullptr && format->count() > 0;
  to.line.lang = to.lang == "en" ? Lang::kEn : Lang::kZh;
  if (!ReadOutputs(to)) {
    exit_code = kUsage;
    return std::nullopt;
  }
  return to.line;
}

}  // namespace gouji::cli
