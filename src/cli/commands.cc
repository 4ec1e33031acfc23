// What the program can be told: its commands, their options, and where each value goes.

#include <utility>

#include "cli/option_table.h"
#include "output/writer.h"
#include "rules/library.h"

namespace gouji::cli {
namespace {

using Choices = std::vector<std::string>;

Choices PackNames() {
  const std::vector<std::string_view> packs = ShippedPacks();
  return {packs.begin(), packs.end()};
}

/// One command while it is described.
class Declared {
 public:
  Declared(OptionTable& table, Lang lang, std::string name, Localized what)
      : lang_(lang), entry_(table.commands.emplace_back()) {
    entry_.name = std::move(name);
    entry_.description = what.In(lang);
  }

  /// An option with a value. `names`: "--jobs,-j".
  OptionEntry& Value(const std::string& names, Target target, const char* value, Takes takes, Localized what,
                     Choices choices = {}) {
    OptionEntry& option = entry_.options.emplace_back();
    const std::size_t comma = names.find(',');
    option.name = names.substr(0, comma);
    option.brief = comma == names.npos ? std::string() : names.substr(comma + 1);
    option.value = value;
    option.description = what.In(lang_);
    option.takes = takes;
    option.choices = std::move(choices);
    option.target = target;
    return option;
  }

  void Number(const std::string& names, Target target, const char* value, double least, double most, Localized what) {
    OptionEntry& option = Value(names, target, value, Takes::kWord, what);
    option.least = least;
    option.most = most;
  }

  OptionEntry& Flag(const std::string& name, bool CommandLine::*target, Localized what) {
    return Value(name, target, "", Takes::kNothing, what);
  }

  CommandEntry& Arguments(const char* shown, Takes takes, Localized what, Choices choices = {}) {
    entry_.arguments = shown;
    entry_.argument_description = what.In(lang_);
    entry_.takes = takes;
    entry_.choices = std::move(choices);
    return entry_;
  }

  void Examples(Localized lines) { entry_.examples = lines.In(lang_); }

 private:
  Lang lang_;
  CommandEntry& entry_;
};

void AddLang(Declared& command) {
  command.Value("--lang", &CommandLine::lang_name, "LANG", Takes::kChoice,
                {"消息的语言：zh 或 en（默认 zh，或环境变量 GOUJI_LANG）",
                 "language of messages: zh or en (default: zh, or GOUJI_LANG)"},
                {"zh", "en"});
}

void AddCommon(Declared& command) {
  command.Value("--rules", &CommandLine::rules, "PACK", Takes::kPack,
                {"规则包：自带的名称、文件夹或文件；可重复（默认：认得该文件的自带规则包）",
                 "a shipped pack's name, a folder or a file; repeatable (default: the shipped pack that claims the "
                 "document)"},
                PackNames());
  AddLang(command);
  command.Value("--config", &CommandLine::config, "FILE", Takes::kFile,
                {"配置文件，代替离每个文件最近的 .gouji.yaml",
                 "a configuration file instead of the nearest .gouji.yaml above each file"});
  command.Flag("--no-config", &CommandLine::no_config, {"不用配置文件", "use no configuration file"});
}

void AddSelection(Declared& command) {
  command
      .Value("--select", &CommandLine::select, "ID,...", Takes::kRule,
             {"只运行这些规则：编号、名称或编号开头（GK3），用逗号分隔",
              "run only these rules: ids, names or prefixes (GK3), comma-separated"})
      .comma_separated = true;
  command.Value("--ignore", &CommandLine::ignore, "ID,...", Takes::kRule, {"不运行这些规则", "leave these rules out"})
      .comma_separated = true;
}

/// What the exit code is told by.
void AddVerdict(Declared& command) {
  command.Value("--fail-on", &CommandLine::fail_on, "SEVERITY", Takes::kChoice,
                {"从哪个级别起算失败（默认 error）", "from which severity findings fail the run (default: error)"},
                {"error", "warning", "note", "never"});
  command.Flag("--strict", &CommandLine::strict,
               {"有规则未能核对也算失败（退出码 3）", "a rule that could not be evaluated fails the run too (exit 3)"});
}

void AddStdinName(Declared& command) {
  command.Value(
      "--stdin-filename", &CommandLine::stdin_filename, "NAME", Takes::kFile,
      {"标准输入的文件名，也就是它的格式", "the name, and so the format, of what comes in on standard input"});
}

void AddBaselineAndRepairs(Declared& command) {
  command.Value("--baseline", &CommandLine::baseline, "FILE", Takes::kFile,
                {"不列出这个文件里已知的问题，并指出其中已不存在的",
                 "hide the findings in this file, and name those that are gone"});
  command
      .Value(
          "--write-baseline", &CommandLine::write_baseline, "FILE", Takes::kFile,
          {"把全部问题记入这个文件：此后它们是已知的", "write all findings to this file: they are known from now on"})
      .excludes = "--baseline";
  command.Flag("--diff", &CommandLine::diff,
               {"把可以放心修改的文字显示为补丁，代替检查结果",
                "show the safe repairs of the text as a patch, instead of the findings"});
  command
      .Flag("--fix", &CommandLine::fix,
            {"修改可以放心修改的文字（从不改数），再报告剩下的问题",
             "make the safe repairs of the text (never a number), then report what is left"})
      .excludes = "--diff";
}

void AddCheck(Declared command) {
  command.Arguments("[PATH...]", Takes::kFile,
                    {"文件、文件夹，或加引号的通配写法，如 'reports/**/*.html'；- 是标准输入；不写则检查当前文件夹",
                     "files, folders, or patterns in quotes, such as 'reports/**/*.html'; '-' is standard input; no "
                     "path: the current folder"});
  AddCommon(command);
  AddSelection(command);
  command.Flag("--print-config", &CommandLine::print_config,
               {"输出对一个路径生效的设置及各自的出处，不检查",
                "print what is in force for a path, and where each setting comes from; check nothing"});
  command.Value("--format", &CommandLine::format, "FORMAT", Takes::kChoice,
                {"标准输出的格式（默认 text）", "what goes to standard output (default: text)"}, FormatNames());
  command.Value("--output", &CommandLine::output, "FORMAT=FILE", Takes::kFile,
                {"另外以此格式写入文件，要么完整写入，要么不写；可重复",
                 "also write this format to a file; repeatable; whole or not at all"});
  AddVerdict(command);
  command.Value("--previous", &CommandLine::previous, "PATH", Takes::kFile,
                {"上一年的报告，或其所在的文件夹", "last year's report, or a folder of them"});
  command.Number("--year", &CommandLine::year, "YYYY", 1990, 2099,
                 {"报告年份，报告本身没有写明时使用", "the report year, where the document does not say"});
  AddBaselineAndRepairs(command);
  command.Number("--jobs,-j", &CommandLine::jobs, "N", 1, 1024,
                 {"线程数；无论多少，结果相同（默认：全部核心）",
                  "threads; the output is the same whatever the number (default: all cores)"});
  command.Number("--timeout", &CommandLine::timeout, "SECONDS", 0, 86400,
                 {"一个文件超过这么多秒就放弃，接着检查下一个；0 为不限（默认 60）",
                  "give up a file after so many seconds and go on with the next; 0: never (default: 60)"});
  command.Number("--max-findings", &CommandLine::max_findings, "N", 0, 1000000,
                 {"一个文件最多列出这么多个问题，最严重的优先，其余只计数；0 为不限（默认 1000）",
                  "list so many findings of a file at most, the gravest first, and count the others; 0: all "
                  "(default: 1000)"});
  command.Value("--files-from", &CommandLine::files_from, "FILE", Takes::kFile,
                {"从文件或 - 读取路径，以换行或 NUL 分隔", "read paths from a file or '-', newline- or NUL-separated"});
  AddStdinName(command);
  command.Value("--color", &CommandLine::color, "WHEN", Takes::kChoice,
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

void AddOthers(OptionTable& table, Lang lang) {
  Declared rules(table, lang, "rules", {"列出生效的规则", "list the rules in force"});
  AddCommon(rules);
  AddSelection(rules);
  rules.Value("--format", &CommandLine::format, "FORMAT", Takes::kChoice,
              {"输出格式（默认 text）", "format (default: text)"}, {"text", "json", "markdown"});
  rules.Examples({"gouji rules --format markdown", "gouji rules --format markdown"});

  Declared explain(
      table, lang, "explain",
      {"规则为什么存在，依据，错例和正例", "why a rule exists, its legal basis, a wrong and a right example"});
  explain.Arguments("ID...", Takes::kRule, {"规则的编号或名称", "rule ids or names"}).required = true;
  AddCommon(explain);
  explain.Examples({"gouji explain GK301\ngouji explain requests-column-balance",
                    "gouji explain GK301\ngouji explain requests-column-balance"});

  Declared dump(table, lang, "dump", {"显示从文件中读懂了什么", "show what was understood of a file"});
  dump.Arguments("FILE...", Takes::kFile, {"文件；- 是标准输入", "files; '-' is standard input"}).required = true;
  AddCommon(dump);
  dump.Value("--format", &CommandLine::format, "FORMAT", Takes::kChoice,
             {"输出格式（默认 text）", "format (default: text)"}, {"text", "json", "csv"});
  dump.Flag("--text", &CommandLine::transcript,
            {"输出行号所指的文本（docx、pdf）", "print the text that line numbers count in (docx, pdf)"});
  AddStdinName(dump);
  dump.Examples({"gouji dump report.docx --text", "gouji dump report.docx --text"});

  Declared test(
      table, lang, "test",
      {"运行规则包里的测试，指出没有测到的", "run the tests inside rule packs, and tell what they do not reach"});
  test.Arguments("[PACK...]", Takes::kPack,
                 {"自带规则包的名称、文件夹或文件（默认：自带的全部）",
                  "shipped packs' names, folders or files (default: the shipped packs)"},
                 PackNames());
  test.Value("--select", &CommandLine::select, "ID,...", Takes::kRule,
             {"只运行这些规则的测试：编号、名称或编号开头，用逗号分隔",
              "only the tests of these rules: ids, names or prefixes, comma-separated"})
      .comma_separated = true;
  test.Flag("--update", &CommandLine::update,
            {"以 YAML 输出每个测试看到的结果，供粘贴；不写文件",
             "print what each test saw, as YAML to paste; nothing is written"});
  AddLang(test);
  test.Examples({"gouji test my-pack/   有测试未通过、有规则没有测试或有结论没有测到时，退出码为 1",
                 "gouji test my-pack/   exit 1 on a failing test, an untested rule or a verdict never reached"});

  Declared merge(table, lang, "merge",
                 {"把一次检查各部分的 jsonl 输出合成整次检查的输出",
                  "put the jsonl outputs of parts of a run together to that of one run"});
  merge.Arguments("[FILE...]", Takes::kFile,
                  {"各部分的输出，按文件的次序；- 或不写则读标准输入",
                   "outputs in the order of their files; '-' and none: standard input"});
  AddVerdict(merge);
  AddLang(merge);
  merge.Examples({"parallel -k --pipe gouji check --format jsonl --files-from - < list | gouji merge",
                  "parallel -k --pipe gouji check --format jsonl --files-from - < list | gouji merge"});

  Declared init(table, lang, "init",
                {"写一个带注释的 .gouji.yaml；从不覆盖已有的文件",
                 "write a commented .gouji.yaml; a file that is there is never overwritten"});
  init.Flag("--pre-commit", &CommandLine::pre_commit,
            {"另写 .pre-commit-config.yaml", "write .pre-commit-config.yaml too"});
  init.Flag("--github", &CommandLine::github,
            {"另写 .github/workflows/gouji.yml", "write .github/workflows/gouji.yml too"});
  AddLang(init);
  init.Examples({"gouji init --pre-commit", "gouji init --pre-commit"});

  Declared completion(table, lang, "completion", {"输出 shell 的补全脚本", "print a completion script for a shell"});
  CommandEntry& shell = completion.Arguments("SHELL", Takes::kChoice, {"bash、zsh 或 fish", "bash, zsh or fish"},
                                             {"bash", "zsh", "fish"});
  shell.required = true;
  shell.one = true;
  AddLang(completion);
  completion.Examples({"source <(gouji completion bash)", "source <(gouji completion bash)"});
  Declared man(table, lang, "man", {"输出手册页", "print the manual page"});
  AddLang(man);
  man.Examples({"gouji man | man -l -", "gouji man | man -l -"});
}

}  // namespace

std::vector<std::string> FormatNames() {
  std::vector<std::string> names;
  for (const Format& format : Formats()) {
    names.emplace_back(format.name);
  }
  return names;
}

OptionTable DescribeOptions(Lang lang) {
  OptionTable table;
  table.description =
      Localized{"在发布之前检查政府年度报告", "checks government annual reports before they are published"}.In(lang);
  table.exit_codes =
      Localized{
          "0 没有达到 --fail-on 的问题；1 有问题；2 用法、配置或规则包有误；3 有文件读不了，或在 --strict "
          "下有规则未能核对。取其中最大的。",
          "0 nothing at or above --fail-on; 1 findings; 2 a mistake in usage, configuration or a rule pack; 3 a "
          "document could not be read or, with --strict, a rule was not evaluated. The highest that applies."}
          .In(lang);
  // Entries are handed out by reference while more are declared.
  table.commands.reserve(16);
  AddCheck(Declared(table, lang, "check", {"检查文件和文件夹", "check files and folders"}));
  AddOthers(table, lang);
  return table;
}

}  // namespace gouji::cli
