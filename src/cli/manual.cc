// `gouji man`: the manual page, drawn from the same table as --help.

#include <iostream>

#include "cli/cli.h"
#include "cli/option_table.h"

namespace gouji::cli {
namespace {

/// Text as roff reads it: nothing in it is an instruction.
std::string Roff(std::string_view text) {
  std::string escaped;
  bool at_start = true;
  for (const char c : text) {
    if (at_start && (c == '.' || c == '\'')) {
      escaped += "\\&";
    }
    escaped += c == '\\' ? "\\e" : c == '-' ? "\\-" : std::string(1, c);
    at_start = c == '\n';
  }
  return escaped;
}

void Examples(std::string_view lines, std::string& page) {
  page += ".Bd -literal -offset indent\n" + Roff(lines) + "\n.Ed\n";
}

}  // namespace

std::string ManualPage(const OptionTable& table, std::string_view version, Lang lang) {
  const bool zh = lang == Lang::kZh;
  const auto say = [&](const char* in_zh, const char* in_en) { return std::string(zh ? in_zh : in_en); };
  std::string page = ".Dd $Mdocdate$\n.Dt GOUJI 1\n.Os gouji " + std::string(version) + "\n.Sh NAME\n.Nm gouji\n.Nd " +
                     Roff(table.description) + "\n.Sh SYNOPSIS\n";
  for (const CommandEntry& command : table.commands) {
    page +=
        ".Nm gouji " + command.name + "\n" + (command.options.empty() ? "" : ".Op Ar " + say("选项", "options") + "\n");
    if (!command.arguments.empty()) {
      page += ".Li \"" + Roff(command.arguments) + "\"\n";
    }
  }
  page += ".Nm gouji\n.Fl \\-version | \\-help\n.Sh DESCRIPTION\n" +
          Roff(say("每条命令及其选项如下。", "Each command and its options:")) + "\n";
  for (const CommandEntry& command : table.commands) {
    page += ".Ss gouji " + command.name + "\n" + Roff(command.description) + "\n";
    if (!command.arguments.empty() || !command.options.empty()) {
      page += ".Bl -tag -width Ds\n";
      if (!command.arguments.empty()) {
        page += ".It Li \"" + Roff(command.arguments) + "\"\n" + Roff(command.argument_description) + "\n";
      }
      for (const OptionEntry& option : command.options) {
        page += ".It ";
        if (!option.brief.empty()) {
          page += "Fl " + Roff(option.brief.substr(1)) + " , ";
        }
        page += "Fl " + Roff(option.name.substr(1));
        if (!option.value.empty()) {
          page += " Ar " + Roff(option.value);
        }
        page += "\n" + Roff(option.description) + "\n";
      }
      page += ".El\n";
    }
    if (!command.examples.empty()) {
      page += ".Pp\n" + Roff(say("例：", "Examples:")) + "\n";
      Examples(command.examples, page);
    }
  }
  std::string codes = Roff(table.exit_codes);
  // A sentence begins a line, as roff wants it.
  for (std::size_t at = 0; (at = codes.find(". ", at)) != codes.npos; at += 2) {
    codes.replace(at, 2, ".\n");
  }
  return page + ".Sh EXIT STATUS\n" + codes + "\n";
}

int Manual(const CommandLine& line) {
  std::cout << ManualPage(DescribeOptions(line.lang), GOUJI_VERSION, line.lang);
  return kClean;
}

}  // namespace gouji::cli
