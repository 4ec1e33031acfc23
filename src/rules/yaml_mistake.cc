#include "rules/yaml_mistake.h"

#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/trouble.h"
#include "rules/yaml_text.h"

namespace gouji {

Wording Say(std::string_view zh, std::string_view en,
            std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  return {Fill(zh, values), Fill(en, values)};
}

namespace {

bool IsWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// The quote that is never closed, looked for from the last node that was complete.
std::optional<std::size_t> OpenQuote(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    at = SkipToToken(text, at);
    const char c = At(text, at);
    if (c == '"' || c == '\'') {
      const auto end = QuotedEnd(text, at);
      if (!end) return at;
      at = *end;
      continue;
    }
    // Quotes inside a plain scalar are letters like any other.
    while (at < text.size() && !EndsName(text[at])) ++at;
    while (IsFlowIndicator(At(text, at))) ++at;
  }
  return std::nullopt;
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

Wording Translated(std::string_view message, std::string_view character, std::string_view name) {
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

Explained Explain(const Source& source, const YamlStop& stop) {
  namespace msg = YAML::ErrorMsg;
  const std::string_view text = source.text();
  const std::string_view message = stop.message;
  const std::size_t at = stop.at;
  const std::optional<std::size_t> bracket = stop.open_bracket;
  if (message == msg::EOF_IN_SCALAR || message == msg::DOC_IN_SCALAR) {
    const std::size_t quote = OpenQuote(text, stop.complete).value_or(at);
    return {quote, quote + 1, Translated(msg::EOF_IN_SCALAR, "", "")};
  }
  if (bracket && SkipToToken(text, at) >= text.size()) {
    return {*bracket, *bracket + 1,
            Say("“{open}”没有与之相配的闭括号", "'{open}' is never closed", {{"open", text.substr(*bracket, 1)}})};
  }
  // The mistake itself often stands on the line before: the parser only stumbles at the next key.
  const std::size_t line = LineStart(text, at);
  for (const std::size_t candidate :
       {line, line > 0 ? LineStart(text, line - (line > 1 && text[line - 2] == '\r' ? 2 : 1)) : line}) {
    if (auto usual = UsualMistake(text, candidate)) return *usual;
  }
  std::size_t before = at;
  while (before > line && IsBlank(text[before - 1])) --before;
  const char last = before > line ? text[before - 1] : '\0';
  if (message == msg::END_OF_MAP && (last == '}' || last == ']' || last == '"' || last == '\'')) {
    return {at, LineEnd(text, at),
            Say("“{last}”之后不能再有内容；以括号或引号开头的文字要整段加引号",
                "nothing may follow '{last}'; text that begins with a bracket or a quote must be in quotes as a whole",
                {{"last", std::string_view(&last, 1)}})};
  }
  const DecodedCharacter here = DecodeAt(text, at);
  const std::string_view character = text.substr(std::min(at, text.size()), std::max(here.length, 1u));
  std::size_t name_end = at + 1;
  while (name_end < text.size() && !EndsName(text[name_end])) ++name_end;
  const std::string_view name = at < text.size() ? text.substr(at + 1, name_end - at - 1) : std::string_view();
  Wording sentence = Translated(message, IsBreak(At(text, at)) ? std::string_view() : character, name);
  const bool in_brackets = message == msg::END_OF_MAP_FLOW || message == msg::END_OF_SEQ_FLOW;
  if (in_brackets && (IsFlowIndicator(At(text, at)) || last == ']' || last == '}')) {
    const Wording more =
        Say("；括号里的文字含“, [ ] { }”时要加引号", "; inside brackets, text with any of , [ ] { } must be in quotes");
    sentence.zh += more.zh;
    sentence.en += more.en;
  }
  const auto line_of = [&](std::size_t offset) { return source.PlaceOf(static_cast<std::uint32_t>(offset)).line; };
  if (bracket && line_of(*bracket) != line_of(at)) {
    const Wording more = Say("；第 {line} 行的“{open}”还没有结束", "; the '{open}' of line {line} is still open",
                             {{"line", std::to_string(line_of(*bracket))}, {"open", text.substr(*bracket, 1)}});
    sentence.zh += more.zh;
    sentence.en += more.en;
  }
  const bool is_alias = message.starts_with(msg::UNKNOWN_ANCHOR);
  return {at, is_alias ? name_end : at + character.size(), std::move(sentence)};
}

}  // namespace gouji
