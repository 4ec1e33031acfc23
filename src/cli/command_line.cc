#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <type_traits>

#include "cli/cli.h"
#include "cli/help.h"
#include "cli/option_table.h"
#include "rules/library.h"

namespace gouji::cli {
namespace {

using Choices = std::vector<std::string>;

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

/// Refuses values that are none of the choices.
CLI::Validator OneOf(const Choices& choices, Lang lang) {
  return {[choices, lang](std::string& text) { return NotAmong(choices, text, lang); }, "", ""};
}

template <typename T>
CLI::Validator InRange(double least, double most, Lang lang) {
  return {[least, most, lang](std::string& text) {
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
          "", ""};
}

void AddOption(CLI::App& command, const OptionEntry& entry, CommandLine& line, Lang lang) {
  const std::string names = entry.name + (entry.brief.empty() ? "" : "," + entry.brief);
  CLI::Option* option = std::visit(
      [&](auto target) -> CLI::Option* {
        using Value = std::remove_reference_t<decltype(line.*target)>;
        if constexpr (std::is_same_v<Value, bool>) {
          return command.add_flag(names, line.*target);
        } else {
          CLI::Option* with_value = command.add_option(names, line.*target)->type_name(entry.value);
          if constexpr (std::is_arithmetic_v<Value>) {
            with_value->check(InRange<Value>(entry.least, entry.most, lang));
          } else if constexpr (!std::is_same_v<Value, std::string>) {
            with_value->allow_extra_args(false);
          }
          return with_value;
        }
      },
      entry.target);
  if (entry.takes == Takes::kChoice) {
    option->check(OneOf(entry.choices, lang));
  }
  if (entry.comma_separated) {
    option->delimiter(',');
  }
  if (!entry.excludes.empty()) {
    option->excludes(command.get_option(entry.excludes));
  }
}

void AddCommand(CLI::App& app, const CommandEntry& entry, CommandLine& line, Lang lang) {
  CLI::App& command = *app.add_subcommand(entry.name);
  if (!entry.arguments.empty()) {
    std::string name = entry.arguments;
    std::erase_if(name, [](char c) { return c == '[' || c == ']' || c == '.'; });
    CLI::Option* arguments = command.add_option(name, line.paths)->required(entry.required);
    if (entry.one) {
      arguments->expected(1)->allow_extra_args(false);
    }
    if (entry.takes == Takes::kChoice) {
      arguments->check(OneOf(entry.choices, lang));
    }
  }
  for (const OptionEntry& option : entry.options) {
    AddOption(command, option, line, lang);
  }
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
    const std::string near = std::filesystem::exists(word, unknown) ? "gouji check " + word
                             : word == "help"                       ? "gouji --help"
                                                                    : std::string(Nearest(word, known));
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
           DidYouMean(word == "help"          ? "gouji " + command->name + " --help"
                      : word.starts_with('-') ? std::string(Nearest(word, known))
                                              : std::string(),
                      lang);
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
    const std::string asked = words[i] == "--lang" && i + 1 < words.size() ? words[i + 1]
                              : words[i].starts_with("--lang=")            ? words[i].substr(7)
                                                                           : std::string();
    lang = asked == "zh" || asked == "en" ? asked : lang;
  }
  return lang == "en" ? Lang::kEn : Lang::kZh;
}

bool ReadOutputs(CommandLine& line) {
  for (const std::string& output : line.output) {
    const std::size_t equals = output.find('=');
    const std::string name = output.substr(0, equals);
    const bool zh = line.lang == Lang::kZh;
    if (equals == std::string::npos || equals + 1 == output.size()) {
      std::cerr << "gouji: --output: " << (zh ? "应为 格式=文件，写的是“" : "expected FORMAT=FILE, found '") << output
                << (zh ? "”" : "'") << "\n";
      return false;
    }
    if (const std::string wrong = NotAmong(FormatNames(), name, line.lang); !wrong.empty()) {
      std::cerr << "gouji: --output: " << wrong << "\n";
      return false;
    }
    line.outputs.emplace_back(name, output.substr(equals + 1));
  }
  return true;
}

}  // namespace

std::optional<CommandLine> ReadCommandLine(int argc, char** argv, int& exit_code) {
  const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  const Lang lang = LanguageOf(words);
  CommandLine line;
  CLI::App app{"", "gouji"};
  app.set_version_flag("--version", Versions);
  app.require_subcommand(1);
  const OptionTable table = DescribeOptions(lang);
  for (const CommandEntry& command : table.commands) {
    AddCommand(app, command, line, lang);
  }
  line.lang_name = lang == Lang::kEn ? "en" : "zh";
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
  line.command = command->get_name();
  const CLI::Option* format = command->get_option_no_throw("--format");
  line.format_given = format != nullptr && format->count() > 0;
  line.lang = line.lang_name == "en" ? Lang::kEn : Lang::kZh;
  if (!ReadOutputs(line)) {
    exit_code = kUsage;
    return std::nullopt;
  }
  return line;
}

}  // namespace gouji::cli
