// `gouji completion SHELL`: what a shell needs to offer commands, options and values.

#include <algorithm>
#include <iostream>

#include "cli/cli.h"
#include "cli/option_table.h"

namespace gouji::cli {
namespace {

std::string Joined(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) {
    joined += (joined.empty() ? "" : " ") + word;
  }
  return joined;
}

std::string CommandNames(const OptionTable& table) {
  std::vector<std::string> names;
  for (const CommandEntry& command : table.commands) {
    names.push_back(command.name);
  }
  return Joined(names);
}

std::string OptionNames(const CommandEntry& command) {
  std::vector<std::string> names;
  for (const OptionEntry& option : command.options) {
    names.push_back(option.name);
  }
  return Joined(names);
}

/// `text` with a backslash before each of `special`.
std::string Escaped(std::string_view text, std::string_view special) {
  std::string escaped;
  for (const char c : text) {
    escaped += (special.find(c) != special.npos ? "\\" : "") + std::string(1, c);
  }
  return escaped;
}

/// In single quotes, for any of the three shells.
std::string Quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    quoted += c == '\'' ? "'\\''" : std::string(1, c);
  }
  return quoted + "'";
}

// --- bash

/// The line of bash that fills COMPREPLY; empty where files are to be offered as bash does it by itself.
std::string BashReply(Takes takes, const std::vector<std::string>& choices) {
  switch (takes) {
    case Takes::kChoice:
      return "COMPREPLY=($(compgen -W " + Quoted(Joined(choices)) + " -- \"$cur\"))";
    case Takes::kRule:
      return "COMPREPLY=($(compgen -W \"$(_gouji_rules)\" -- \"$cur\"))";
    case Takes::kPack:
      return "COMPREPLY=($(compgen -W " + Quoted(Joined(choices)) + " -- \"$cur\"; compgen -f -- \"$cur\"))";
    default:
      return {};
  }
}

std::string Bash(const OptionTable& table) {
  std::string script =
      "# bash completion for gouji\n"
      "_gouji_rules() { gouji rules --lang en 2>/dev/null | while read -r id _ _ name _; do echo \"$id\" \"$name\"; "
      "done; }\n"
      "_gouji() {\n"
      "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= i\n"
      "  COMPREPLY=()\n"
      "  # '=' is a word of its own to bash: --format=text\n"
      "  if [[ $cur == '=' ]]; then cur=; elif [[ $prev == '=' ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case ${COMP_WORDS[i]} in " +
      [&] {
        std::string names = CommandNames(table);
        std::ranges::replace(names, ' ', '|');
        return names;
      }() +
      ") command=${COMP_WORDS[i]}; break ;; esac\n"
      "  done\n"
      "  case $command:$prev in\n";
  for (const CommandEntry& command : table.commands) {
    for (const OptionEntry& option : command.options) {
      if (option.takes == Takes::kNothing) {
        continue;
      }
      const std::string reply = BashReply(option.takes, option.choices);
      script += "    " + command.name + ":" + option.name +
                (option.brief.empty() ? "" : " | " + command.name + ":" + option.brief) + ") " +
                (reply.empty() ? "" : reply + "; ") + "return ;;\n";
    }
  }
  script +=
      "  esac\n"
      "  case $command in\n"
      "    '') COMPREPLY=($(compgen -W '" +
      CommandNames(table) + " --help --version' -- \"$cur\")) ;;\n";
  for (const CommandEntry& command : table.commands) {
    const std::string reply = BashReply(command.takes, command.choices);
    script += "    " + command.name + ") if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W '" + OptionNames(command) +
              "' -- \"$cur\"))" + (reply.empty() ? "" : "; else " + reply) + "; fi ;;\n";
  }
  return script +
         "  esac\n"
         "}\n"
         "complete -o bashdefault -o default -F _gouji gouji\n";
}

// --- zsh

std::string ZshAction(Takes takes, const std::vector<std::string>& choices) {
  switch (takes) {
    case Takes::kChoice:
      return "(" + Joined(choices) + ")";
    case Takes::kRule:
      return "_gouji_rules";
    case Takes::kFile:
    case Takes::kPack:
      return "_files";
    default:
      return " ";
  }
}

std::string Zsh(const OptionTable& table) {
  std::string script =
      "#compdef gouji\n"
      "_gouji_rules() {\n"
      "  local -a rules\n"
      "  rules=(${(f)\"$(gouji rules --lang en 2>/dev/null | while read -r id _ _ name _; do print -r -- "
      "$id:$name; done)\"})\n"
      "  _describe rule rules\n"
      "}\n"
      "_gouji() {\n"
      "  local curcontext=$curcontext state line\n"
      "  _arguments -C '--help' '--version' '1: :->command' '*:: :->rest'\n"
      "  case $state in\n"
      "    command)\n"
      "      local -a commands=(\n";
  for (const CommandEntry& command : table.commands) {
    script += "        " + Quoted(command.name + ":" + Escaped(command.description, ":\\")) + "\n";
  }
  script +=
      "      )\n"
      "      _describe command commands ;;\n"
      "    rest)\n"
      "      case $line[1] in\n";
  for (const CommandEntry& command : table.commands) {
    script += "        " + command.name + ") _arguments";
    for (const OptionEntry& option : command.options) {
      const std::string what = "[" + Escaped(option.description, "[]\\:") + "]";
      const std::string value =
          option.takes == Takes::kNothing ? "" : ":" + option.value + ":" + ZshAction(option.takes, option.choices);
      script += " \\\n            " + Quoted("*" + option.name + what + value);
      if (!option.brief.empty()) {
        script += " " + Quoted("*" + option.brief + what + value);
      }
    }
    if (command.takes != Takes::kNothing) {
      script += " \\\n            " + Quoted("*:argument:" + ZshAction(command.takes, command.choices));
    }
    script += " ;;\n";
  }
  return script +
         "      esac ;;\n"
         "  esac\n"
         "}\n"
         "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _gouji \"$@\"; else compdef _gouji gouji; fi\n";
}

// --- fish

std::string FishValues(Takes takes, const std::vector<std::string>& choices) {
  switch (takes) {
    case Takes::kChoice:
      return " -x -a " + Quoted(Joined(choices));
    case Takes::kRule:
      return " -x -a '(__gouji_rules)'";
    case Takes::kPack:
      return " -r -F -a " + Quoted(Joined(choices));
    case Takes::kFile:
      return " -r -F";
    case Takes::kWord:
      return " -x";
    case Takes::kNothing:
      break;
  }
  return {};
}

std::string Fish(const OptionTable& table) {
  std::string script =
      "# fish completion for gouji\n"
      "function __gouji_rules\n"
      "  gouji rules --lang en 2>/dev/null | string replace -r '^(\\S+) +\\S+ +\\S+ +(\\S+) .*$' '$1\\t$2'\n"
      "end\n"
      "complete -c gouji -n __fish_use_subcommand -f\n"
      "complete -c gouji -n __fish_use_subcommand -l help -l version\n";
  for (const CommandEntry& command : table.commands) {
    script += "complete -c gouji -n __fish_use_subcommand -f -a " + command.name + " -d " +
              Quoted(command.description) + "\n";
  }
  for (const CommandEntry& command : table.commands) {
    const std::string where = "complete -c gouji -n '__fish_seen_subcommand_from " + command.name + "'";
    for (const OptionEntry& option : command.options) {
      script += where + " -l " + option.name.substr(2) + (option.brief.empty() ? "" : " -s " + option.brief.substr(1)) +
                FishValues(option.takes, option.choices) + " -d " + Quoted(option.description) + "\n";
    }
    if (command.takes == Takes::kChoice) {
      script += where + " -f -a " + Quoted(Joined(command.choices)) + "\n";
    } else if (command.takes == Takes::kRule) {
      script += where + " -f -a '(__gouji_rules)'\n";
    } else if (command.takes == Takes::kNothing) {
      script += where + " -f\n";
    }
  }
  return script;
}

}  // namespace

std::string CompletionFor(std::string_view shell, const OptionTable& table) {
  return shell == "bash" ? Bash(table) : shell == "zsh" ? Zsh(table) : shell == "fish" ? Fish(table) : std::string();
}

int Completion(const CommandLine& line) {
  std::cout << CompletionFor(line.paths.front(), DescribeOptions(line.lang));
  return kClean;
}

}  // namespace gouji::cli
