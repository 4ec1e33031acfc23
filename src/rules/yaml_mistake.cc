#include "rules/yaml_mistake.h"

#include <yaml-cpp/exceptions.h>

#include <array>

#include "base/trouble.h"
#include "rules/yaml_text.h"

namespace gouji {

Sentence Say(std::string_view zh, std::string_view en,
             std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  return {Fill(zh, values), Fill(en, values)};
}

namespace {

bool IsWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

}  // namespace

std::optional<Explained> UsualMistake(std::string_view text, std::size_t line) {
  const std::size_t end = LineEnd(text, line);
  std::size_t at = line;
  while (IsBlank(At(text, at))) {
    if (text[at] == '\t')
      return Explained{at, at + 1, Say("缩进只能用空格，这里是制表符", "indentation must be blanks, found a tab")};
    ++at;
  }
  while (At(text, at) == '-' && IsBlank(At(text, at + 1))) at = SkipBlanks(text, at + 1);
  std::size_t word_end = at;
  while (word_end < end && IsWord(text[word_end])) ++word_end;
  if (word_end == at) return std::nullopt;
  const std::string_view key = text.substr(at, word_end - at);
  constexpr std::string_view kFullWidthColon = "：";
  if (text.substr(word_end, kFullWidthColon.size()) == kFullWidthColon) {
    return Explained{word_end, word_end + kFullWidthColon.size(),
                     Say("“{key}”后面是全角冒号“：”，应为半角冒号加空格“: ”",
                         "the colon after '{key}' is the full-width '：', expected ': '", {{"key", key}})};
  }
  if (At(text, word_end) == ':' && word_end + 1 < end && !IsBlank(text[word_end + 1])) {
    return Explained{word_end, word_end + 1,
                     Say("“{key}:”后面缺空格", "a blank is missing after '{key}:'", {{"key", key}})};
  }
  return std::nullopt;
}

Sentence Translated(std::string_view message, std::string_view character, std::string_view name) {
  struct Entry {
    std::string_view library;
    std::string_view zh;
    std::string_view en;
  };
  namespace msg = YAML::ErrorMsg;
  static const std::array<Entry, 21> kEntries{{
      {msg::END_OF_MAP, "这里应是下一个键（缩进与前一个键对齐），或这一段的结束",
       "expected the next key, indented like the one before it, or the end of the map"},
      {msg::END_OF_SEQ, "这里应是下一项“- ”，或这一列表的结束", "expected the next item '- ', or the end of the list"},
      {msg::END_OF_MAP_FLOW, "这里应是“,”或“}”", "expected ',' or '}' here"},
      {msg::END_OF_SEQ_FLOW, "这里应是“,”或“]”", "expected ',' or ']' here"},
      {msg::MAP_VALUE, "这里不能再有“: ”；文字里含“: ”时整段要加引号",
       "a ': ' cannot stand here; text that holds ': ' must be in quotes"},
      {msg::MAP_KEY, "这里不能有键", "a key cannot stand here"},
      {msg::BLOCK_ENTRY, "这里不能有列表项“- ”；列表要另起一行",
       "an item '- ' cannot stand here; a list begins on a line of its own"},
      {msg::FLOW_END, "“{char}”没有与之相配的开括号", "'{char}' closes nothing"},
      {msg::UNKNOWN_TOKEN, "文字不能以“{char}”开头，要加引号", "text cannot begin with '{char}' unless in quotes"},
      {msg::EOF_IN_SCALAR, "引号没有结束", "the quote is never closed"},
      {msg::DOC_IN_SCALAR, "引号还没有结束，文档就结束了", "the document ends inside quotes"},
      {msg::TAB_IN_INDENTATION, "缩进只能用空格，这里是制表符", "indentation must be blanks, found a tab"},
      {msg::ALIAS_NOT_FOUND, "“*”后面应是引用的名字；以“*”开头的文字要加引号",
       "expected the name of an alias after '*'; text that begins with '*' must be in quotes"},
      {msg::CHAR_IN_ALIAS, "引用的名字里不能有“{char}”；以“*”开头的文字要加引号",
       "'{char}' cannot stand in the name of an alias; text that begins with '*' must be in quotes"},
      {msg::ANCHOR_NOT_FOUND, "“&”后面应是名字；以“&”开头的文字要加引号",
       "expected a name after '&'; text that begins with '&' must be in quotes"},
      {msg::CHAR_IN_ANCHOR, "“&”后面的名字里不能有“{char}”", "'{char}' cannot stand in the name after '&'"},
      {msg::CHAR_IN_BLOCK, "“|”或“>”之后这一行不能再有内容", "nothing else may stand on the line of '|' or '>'"},
      {msg::ZERO_INDENT_IN_BLOCK, "缩进指示不能为 0", "an indentation of 0 cannot be asked for"},
      {msg::MULTIPLE_ANCHORS, "一处只能有一个“&”名字", "only one '&' name may stand here"},
      {msg::MULTIPLE_TAGS, "不支持标签", "tags are not supported"},
      {msg::INVALID_HEX, "“\\x”“\\u”后面应是十六进制数字", "expected hexadecimal digits in the escape"},
  }};
  for (const Entry& entry : kEntries) {
    if (message == entry.library) return Say(entry.zh, entry.en, {{"char", character}});
  }
  const auto begins = [&](std::string_view prefix) { return message.substr(0, prefix.size()) == prefix; };
  if (begins(msg::UNKNOWN_ANCHOR)) {
    return Say("引用“*{name}”前面没有对应的“&{name}”；以“*”开头的文字要加引号",
               "alias '*{name}' has no '&{name}' before it; text that begins with '*' must be in quotes",
               {{"name", name}});
  }
  if (begins(msg::INVALID_ESCAPE)) {
    return Say("双引号里不认识“\\{char}”；反斜杠要写成“\\\\”，或改用单引号",
               "unknown escape '\\{char}' in double quotes; write '\\\\' for a backslash, or use single quotes",
               {{"char", message.substr(std::string_view(msg::INVALID_ESCAPE).size())}});
  }
  if (begins(msg::INVALID_UNICODE)) return Say("转义的字符不存在", "the escape names no character");
  if (begins("YAML ") || begins("TAG ") || begins("bad YAML") || begins("repeated ")) {
    return Say("“%”指令不对；规则文件不需要指令", "wrong '%' directive; none is needed");
  }
  if (begins(msg::BAD_FILE)) return Say("嵌套太深", "nested too deeply");
  return Say("YAML 语法不对：{message}", "YAML syntax: {message}", {{"message", message}});
}

}  // namespace gouji
