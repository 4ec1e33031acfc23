#include "cli/help.h"

#include <algorithm>

#include "text/width.h"

namespace gouji::cli {
namespace {

constexpr int kWidth = 100;

/// `text` in lines of at most `kWidth` cells, each after `indent` blanks, the first after what stands there already.
/// Lines break at blanks, and between Chinese characters.
std::string Wrapped(std::string_view text, int indent) {
  std::string out;
  std::string line;
  const auto room = static_cast<std::size_t>(kWidth - indent);
  while (!text.empty()) {
    std::size_t size = 1;
    if (static_cast<unsigned char>(text.front()) >= 0x80) {
      while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
    } else if (text.front() != ' ') {
      while (size < text.size() && text[size] != ' ' && static_cast<unsigned char>(text[size]) < 0x80) ++size;
    }
    const std::string word(text.substr(0, size));
    // A mark that closes never begins a line.
    const bool closes = word == "，" || word == "。" || word == "；" || word == "：" || word == "、" || word == "）";
    if (!closes && !line.empty() && static_cast<std::size_t>(Cells(line + word)) > room) {
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + "\n" + std::string(static_cast<std::size_t>(indent), ' ');
      line.clear();
    }
    line += line.empty() && word == " " ? std::string() : word;
    text.remove_prefix(size);
  }
  return out + line + "\n";
}

/// Two columns.
std::string Row(const std::string& left, std::string_view right, int at) {
  std::string row = "  " + left;
  const int used = Cells(row);
  row += used + 2 > at ? "\n" + std::string(static_cast<std::size_t>(at), ' ')
                       : std::string(static_cast<std::size_t>(at - used), ' ');
  return row + Wrapped(right, at);
}

std::string Shown(const OptionEntry& option) {
  return (option.brief.empty() ? "    " : option.brief + ", ") + option.name +
         (option.value.empty() ? "" : " " + option.value);
}

}  // namespace

std::string HelpFor(const OptionTable& table, Lang lang) {
  const bool zh = lang == Lang::kZh;
  std::string help =
      "gouji: " + table.description + "\n\n" +
      (zh ? "用法：gouji 命令 [选项] [参数]\n\n命令：\n" : "usage: gouji COMMAND [options] [arguments]\n\ncommands:\n");
  constexpr int kAt = 16;
  for (const CommandEntry& command : table.commands) {
    help += Row(command.name, command.description, kAt);
  }
  help += zh ? "\n选项：\n" : "\noptions:\n";
  help += Row("--help",
              zh ? "显示帮助；gouji 命令 --help 显示该命令的选项"
                 : "this help; 'gouji COMMAND --help' for the options of a command",
              kAt);
  help += Row("--version", zh ? "程序和自带规则包的版本" : "the version of the program and of its rule packs", kAt);
  help += zh ? "\n例：\n" : "\nexamples:\n";
  help +=
      "  gouji check reports/\n  gouji check --format sarif --output text=report.txt reports/2023.docx\n"
      "  gouji explain GK301\n";
  return help + (zh ? "\n退出码：" : "\nexit codes: ") + Wrapped(table.exit_codes, 8);
}

std::string HelpFor(const OptionTable& table, std::string_view name, Lang lang) {
  const bool zh = lang == Lang::kZh;
  const auto command = std::ranges::find(table.commands, name, &CommandEntry::name);
  if (command == table.commands.end()) {
    return {};
  }
  std::string help = "gouji " + command->name + ": " + command->description + "\n\n" + (zh ? "用法：" : "usage: ") +
                     "gouji " + command->name + (zh ? " [选项]" : " [options]") +
                     (command->arguments.empty() ? "" : " " + command->arguments) + "\n\n";
  constexpr int kAt = 32;
  if (!command->arguments.empty()) {
    help += Row("    " + command->arguments, command->argument_description, kAt) + "\n";
  }
  help += zh ? "选项：\n" : "options:\n";
  for (const OptionEntry& option : command->options) {
    std::string what = option.description;
    if (option.takes == Takes::kChoice && option.name != "--lang") {
      std::string all;
      for (const std::string& choice : option.choices) {
        all += (all.empty() ? "" : "|") + choice;
      }
      what += (zh ? "：" : ": ") + all;
    }
    help += Row(Shown(option), what, kAt);
  }
  help += Row("-h, --help", zh ? "显示帮助" : "this help", kAt);
  if (!command->examples.empty()) {
    help += zh ? "\n例：\n" : "\nexamples:\n";
    std::string_view lines = command->examples;
    while (!lines.empty()) {
      const std::size_t end = std::min(lines.find('\n'), lines.size());
      help += "  " + std::string(lines.substr(0, end)) + "\n";
      lines.remove_prefix(std::min(end + 1, lines.size()));
    }
  }
  return help;
}

}  // namespace gouji::cli
