// The command line itself: help, mistakes in it, exit codes, and what else it reads and writes.

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "cli/scratch.h"

namespace gouji {
namespace {

bool Holds(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

/// Whether the machine has a program that a test wants to hear.
bool Has(const std::string& program) {
  return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

}  // namespace

TEST_CASE("every command has help with examples, in both languages") {
  const Scratch scratch;
  for (const char* command : {"check", "rules", "explain", "dump", "test", "merge", "init", "completion", "man"}) {
    CAPTURE(command);
    const Ran zh = scratch.Run(std::string(command) + " --help");
    CHECK(zh.exit_code == 0);
    CHECK(Holds(zh.out, std::string("用法：gouji ") + command));
    CHECK(Holds(zh.out, "\n例：\n"));
    CHECK(zh.err.empty());
    const Ran en = scratch.Run(std::string(command) + " --lang en --help");
    CHECK(en.exit_code == 0);
    CHECK(Holds(en.out, std::string("usage: gouji ") + command));
    CHECK(Holds(en.out, "\nexamples:\n"));
    CHECK(Holds(scratch.Run("--help").out, std::string("\n  ") + command + " "));
  }
  const Ran version = scratch.Run("--version");
  CHECK(version.exit_code == 0);
  CHECK(version.out.starts_with("gouji "));
  CHECK(Holds(version.out, "\ngk-annual-report "));
}

TEST_CASE("a mistake in the command line is one line on standard error, with what was meant, and exit code 2") {
  const Scratch scratch;
  scratch.Copy("ziyang-2020.txt", "a.txt");
  struct Row {
    std::string arguments;
    std::string en;
    std::string zh;
  };
  const std::vector<Row> rows = {
      {"", "no command given; 'gouji --help' lists them", "没有写命令；gouji --help 列出全部命令"},
      {"chekc", "no command 'chekc', did you mean 'check'?", "没有命令“chekc”，是不是“check”？"},
      {"a.txt", "no command 'a.txt', did you mean 'gouji check a.txt'?",
       "没有命令“a.txt”，是不是“gouji check a.txt”？"},
      {"--verson", "no command '--verson', did you mean '--version'?", "没有命令“--verson”，是不是“--version”？"},
      {"help", "no command 'help', did you mean 'gouji --help'?", "没有命令“help”，是不是“gouji --help”？"},
      {"rules help", "'gouji rules' takes no 'help', did you mean 'gouji rules --help'?",
       "gouji rules 用不上“help”，是不是“gouji rules --help”？"},
      {"explain gk404", "no rule 'gk404', did you mean 'GK404'?", "没有规则“gk404”，是不是“GK404”？"},
      {"check --formt json", "'gouji check' has no option '--formt', did you mean '--format'?",
       "gouji check 没有选项“--formt”，是不是“--format”？"},
      {"check --formt=json", "'gouji check' has no option '--formt', did you mean '--format'?",
       "gouji check 没有选项“--formt”，是不是“--format”？"},
      {"check --format jsn",
       "--format: no 'jsn', did you mean 'json'? (expected text|gcc|json|jsonl|sarif|github|gitlab|rdjson|junit|html)",
       "--format: 没有“jsn”，是不是“json”？（应为 text|gcc|json|jsonl|sarif|github|gitlab|rdjson|junit|html）"},
      {"check --fail-on warn", "--fail-on: no 'warn' (expected error|warning|note|never)",
       "--fail-on: 没有“warn”（应为 error|warning|note|never）"},
      {"check --jobs many", "--jobs: expected a number from 1 to 1024, found 'many'",
       "--jobs: 应为 1 到 1024 的数，写的是“many”"},
      {"check --jobs 1.5", "--jobs: expected a number from 1 to 1024, found '1.5'",
       "--jobs: 应为 1 到 1024 的数，写的是“1.5”"},
      {"check --year 20", "--year: expected a number from 1990 to 2099, found '20'",
       "--year: 应为 1990 到 2099 的数，写的是“20”"},
      {"check --output json", "--output: expected FORMAT=FILE, found 'json'", "--output: 应为 格式=文件，写的是“json”"},
      {"check a.txt --config", "--config needs a value", "--config 后面要写一个值"},
      {"check --fix --diff a.txt", "--diff cannot be used with --fix", "--diff 不能与 --fix 同用"},
      {"explain", "'gouji explain' needs ID...: rule ids or names", "gouji explain 后面要写 ID...（规则的编号或名称）"},
      {"explain GK03", "no rule 'GK03', did you mean 'GK003'?", "没有规则“GK03”，是不是“GK003”？"},
      {"check --select GK3O1 a.txt", "no rule 'GK3O1', did you mean 'GK301'?", "没有规则“GK3O1”，是不是“GK301”？"},
      {"check --ignore cell-blnk a.txt", "no rule 'cell-blnk', did you mean 'cell-blank'?",
       "没有规则“cell-blnk”，是不是“cell-blank”？"},
      {"completion tcsh", "SHELL: no 'tcsh' (expected bash|zsh|fish)", "SHELL: 没有“tcsh”（应为 bash|zsh|fish）"},
      {"completion bash zsh", "'gouji completion' takes no 'zsh'", "gouji completion 用不上“zsh”"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.arguments);
    const Ran in_chinese = scratch.Run(row.arguments);
    // A command has to be there for --lang to be read behind it.
    if (const std::size_t space = row.arguments.find(' '); space != std::string::npos) {
      const Ran in_english = scratch.Run(row.arguments.substr(0, space) + " --lang en" + row.arguments.substr(space));
      CHECK(in_english.exit_code == 2);
      CHECK(in_english.out.empty());
      CHECK(in_english.err == "gouji: " + row.en + "\n");
    }
    CHECK(in_chinese.exit_code == 2);
    CHECK(in_chinese.out.empty());
    CHECK(in_chinese.err == "gouji: " + row.zh + "\n");
  }
}

TEST_CASE(
    "exit codes: nothing, findings, a mistake of ours to use it, a file that cannot be read, the highest of them") {
  const Scratch scratch;
  scratch.Copy("ziyang-2020.txt", "bad.txt");
  scratch.Copy("kaifeng-2020.txt", "doubt.txt");
  scratch.Write("broken.txt", std::string("a\0b", 3));
  struct Row {
    std::string arguments;
    int exit_code;
  };
  const std::vector<Row> rows = {
      {"doubt.txt", 0},  // warnings only
      {"bad.txt", 1},
      {"bad.txt --fail-on never", 0},
      {"doubt.txt --fail-on warning", 1},
      {"doubt.txt --fail-on note", 1},
      {"bad.txt --ignore GK201", 0},
      {"bad.txt --select GK3", 0},
      {"bad.txt --select section-number-style,GK9", 0},
      {"bad.txt --no-such", 2},
      {"bad.txt --select GK999", 2},
      {"bad.txt --rules none", 2},
      {"broken.txt", 3},
      {"none.txt", 3},
      {"bad.txt broken.txt", 3},
      {"doubt.txt --strict", 3},
      {"bad.txt broken.txt --fail-on never", 3},
      {"bad.txt --output json=none/x.json", 2},
      {"--files-from none.list", 3},
  };
  for (const Row& row : rows) {
    CAPTURE(row.arguments);
    CHECK(scratch.Run("check " + row.arguments).exit_code == row.exit_code);
  }
}

TEST_CASE("paths come from a file or standard input, a line or a NUL apart") {
  const Scratch scratch;
  scratch.Copy("ziyang-2020.txt", "年 度/a b.txt");
  scratch.Copy("kaifeng-2020.txt", "c.txt");
  const std::string both = scratch.Run("check --format gcc '年 度/a b.txt' c.txt").out;
  scratch.Write("list", "年 度/a b.txt\r\n\nc.txt");
  CHECK(scratch.Run("check --format gcc --files-from list").out == both);
  CHECK(scratch.Run("check --format gcc --files-from -", ".", std::string("年 度/a b.txt\0c.txt\0", 22)).out == both);
}

TEST_CASE("init writes files that work, and never over what is there") {
  const Scratch scratch;
  scratch.Copy("kaifeng-2020.txt", "a.txt");
  for (const std::string lang : {"zh", "en"}) {
    const std::string below = lang;
    scratch.Write(below + "/x", "");
    const Ran ran = scratch.Run("init --pre-commit --github --lang " + lang, below);
    CHECK(ran.exit_code == 0);
    for (const char* name : {".gouji.yaml", ".pre-commit-config.yaml", ".github/workflows/gouji.yml"}) {
      CAPTURE(name);
      CHECK(scratch.Has(below + "/" + name));
      CHECK(Holds(ran.out, name));
    }
    const std::string written = scratch.Read(below + "/.gouji.yaml");
    CHECK(scratch.Run("check --print-config", below).exit_code == 0);
    // With every '# ' before a key taken away it is right too: what it shows is what may be written.
    std::string all;
    for (std::size_t at = 0; at < written.size();) {
      const std::size_t end = written.find('\n', at);
      std::string line = written.substr(at, end - at);
      const bool is_example = line.starts_with("# ") &&
                              (line[2] == ' ' || line.find(": ") != line.npos || line.ends_with(':')) &&
                              static_cast<unsigned char>(line[2]) < 0x80 && (line[2] < 'A' || line[2] > 'Z');
      all += (is_example ? line.substr(2) : line) + "\n";
      at = end + 1;
    }
    CHECK(Holds(all, "\nbaseline: .gouji-baseline.json\n"));
    CHECK(Holds(all, "\nseverity:\n  GK013: off\n"));
    scratch.Write(below + "/all.yaml", all);
    const Ran checked = scratch.Run("check --print-config --config all.yaml", below);
    CHECK(checked.err.empty());
    CHECK(checked.exit_code == 0);
    scratch.Write(below + "/.gouji.yaml", "# mine\n");
    const Ran again = scratch.Run("init --lang en", below);
    CHECK(again.exit_code == 2);
    CHECK(again.err == "gouji: .gouji.yaml is there already; left as it is\n");
    CHECK(scratch.Read(below + "/.gouji.yaml") == "# mine\n");
  }
}

TEST_CASE("the manual is what mandoc takes without a word") {
  const Scratch scratch;
  for (const char* lang : {"zh", "en"}) {
    const Ran ran = scratch.Run(std::string("man --lang ") + lang);
    CHECK(ran.exit_code == 0);
    CHECK(Holds(ran.out, ".It Fl \\-write\\-baseline Ar FILE\n"));
    if (!Has("mandoc")) continue;
    scratch.Write("gouji.1", ran.out);
    const std::string page = (scratch.folder() / "gouji.1").string();
    CHECK(std::system(("mandoc -Tlint -Wwarning '" + page + "' >&2").c_str()) == 0);
  }
}

TEST_CASE("shells offer commands, options and values") {
  const Scratch scratch;
  const std::string bin = std::string(kBinary).substr(0, std::string(kBinary).rfind('/'));
  struct Row {
    std::string line;
    std::string wanted;
    std::string unwanted;
  };
  const std::vector<Row> rows = {
      {"gouji ch", "check", "rules"},
      {"gouji check --form", "--format", "--fail-on"},
      {"gouji check --format sa", "sarif", "junit"},
      {"gouji check --select GK30", "GK301", "GK401"},
      {"gouji explain cell-bl", "cell-blank", "cell-words"},
      {"gouji completion f", "fish", "bash"},
  };
  scratch.Write("gouji.bash", scratch.Run("completion bash").out);
  scratch.Write("gouji.fish", scratch.Run("completion fish").out);
  scratch.Write("_gouji", scratch.Run("completion zsh").out);
  const std::string at = "cd '" + scratch.folder().string() + "' && PATH='" + bin + "':$PATH ";
  const auto offered = [&](const std::string& command) {
    CHECK(std::system((at + command + " >offered 2>&1").c_str()) == 0);
    return "\n" + scratch.Read("offered");
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    const std::string in_bash = offered("bash -c 'source ./gouji.bash; COMP_WORDS=(" + row.line +
                                        "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _gouji; printf \"%s\\n\" "
                                        "\"${COMPREPLY[@]}\"'");
    CHECK(Holds(in_bash, "\n" + row.wanted + "\n"));
    CHECK_FALSE(Holds(in_bash, row.unwanted));
    if (Has("fish")) {
      const std::string in_fish =
          offered("fish --no-config -c 'source ./gouji.fish; complete -C \"" + row.line + "\"'");
      // fish says of a value what it is: rules by id, with their names.
      CHECK(Holds(in_fish, row.line == "gouji explain cell-bl" ? "GK210\tcell-blank" : "\n" + row.wanted));
      CHECK_FALSE(Holds(in_fish, row.unwanted));
    }
  }
  if (Has("zsh")) {
    CHECK(Holds(offered("zsh -fc 'autoload -U compinit; compinit -D -u; source ./_gouji; echo ${_comps[gouji]}'"),
                "_gouji"));
  }
}

}  // namespace gouji
