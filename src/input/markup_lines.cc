#include "input/markup_lines.h"

#include <algorithm>
#include <array>

#include "input/ascii.h"
#include "text/fold.h"
#include "text/offset.h"

namespace gouji {
namespace {

constexpr std::size_t kDeepest = 6;  // level of a heading

std::optional<HeadingWords> Within(std::string_view line, std::string_view words) {
  words = Trim(words);
  if (words.empty()) return std::nullopt;
  const std::size_t begin = OffsetIn(line, words);
  return HeadingWords{begin, begin + words.size()};
}

std::size_t Run(std::string_view line, char mark) { return std::min(line.find_first_not_of(mark), line.size()); }

/// "# 标题 #": the marks are followed by a blank, or by an ideograph where the blank was forgotten.
std::optional<HeadingWords> ReadNumbered(std::string_view line) {
  const std::size_t marks = Run(line, '#');
  if (marks > kDeepest || marks == line.size()) return std::nullopt;
  const char next = line[marks];
  if (next != ' ' && next != '\t' && (static_cast<unsigned char>(next) & 0x80) == 0) return std::nullopt;
  const std::size_t end = line.find_last_not_of("# \t");
  return Within(line, line.substr(marks, std::max(marks, end + 1) - marks));
}

/// "== 标题" in AsciiDoc, "== 标题 ==" or "==标题==" in wikis.
std::optional<HeadingWords> ReadEqualled(std::string_view line) {
  const std::size_t marks = Run(line, '=');
  if (marks > kDeepest || marks == line.size()) return std::nullopt;
  std::string_view words = line.substr(marks);
  const std::string_view closing = line.substr(0, marks);
  const bool blank = words.starts_with(' ');
  if (words.ends_with(closing)) {
    words.remove_suffix(marks);
  } else if (!blank) {
    return std::nullopt;
  }
  return words.find('=') == words.npos ? Within(line, words) : std::nullopt;
}

/// Takes a stretch between `open` and `close` off the front.
void TakeBetween(std::string_view& text, char open, char close) {
  const std::size_t end = text.starts_with(open) ? text.find(close) : text.npos;
  if (end != text.npos) text.remove_prefix(end + 1);
}

/// "h2. 标题" in Textile and Jira, with attributes before the stop in the one and an anchor behind it in the other.
std::optional<HeadingWords> ReadLettered(std::string_view line) {
  if (line.size() < 4 || line[1] < '1' || line[1] > '6') return std::nullopt;
  std::string_view words = line.substr(2);
  TakeBetween(words, '(', ')');
  TakeBetween(words, '{', '}');
  if (!words.starts_with(". ")) return std::nullopt;
  words = Trim(words.substr(2));
  TakeBetween(words, '{', '}');
  return Within(line, words);
}

/// ":name:" at the front of a line, with nothing or a blank behind.
bool IsField(std::string_view line) {
  const std::size_t end = line.find(':', 1);
  return end != line.npos && end > 1 && IsAsciiLetter(line[1]) && (end + 1 == line.size() || line[end + 1] == ' ') &&
         std::all_of(line.begin() + 1, line.begin() + static_cast<std::ptrdiff_t>(end),
                     [](char c) { return IsAsciiLetter(c) || IsAsciiDigit(c) || c == '_' || c == '-'; });
}

/// "[cols="1,2"]", "[[anchor]]", "[#anchor]": between brackets, and no words a reader would see.
bool IsAttributes(std::string_view line) {
  if (line.size() < 3 || !line.ends_with(']')) return false;
  if (line[1] == '[' || line[1] == '#') return true;
  const bool ascii = std::ranges::all_of(line, [](char c) { return (static_cast<unsigned char>(c) & 0x80) == 0; });
  return ascii && IsAsciiLetter(line[1]) && line.find('=') != line.npos && line.find("](") == line.npos;
}

}  // namespace

std::optional<HeadingWords> ReadHeading(std::string_view line) {
  constexpr std::string_view kRubric = ".. rubric:: ";
  if (line.empty()) return std::nullopt;
  switch (line[0]) {
    case '#':
      return ReadNumbered(line);
    case '=':
      return ReadEqualled(line);
    case 'h':
      return ReadLettered(line);
    case '.':
      return line.starts_with(kRubric) ? Within(line, line.substr(kRubric.size())) : std::nullopt;
    default:
      return std::nullopt;
  }
}

bool IsBold(std::string_view line) {
  constexpr std::array<std::string_view, 3> kMarks = {"**", "'''", "*"};
  return std::ranges::any_of(kMarks, [&](std::string_view mark) {
    return line.size() > 2 * mark.size() && line.starts_with(mark) && line.ends_with(mark) &&
           line[mark.size()] != mark[0] && line[mark.size()] != ' ';
  });
}

bool IsRule(std::string_view line) {
  std::size_t marks = 0;
  char mark = '\0';
  for (const char c : line) {
    if (c == ' ' || c == '\t') continue;
    if (c != '-' && c != '*' && c != '_' && c != '=') return false;
    if (mark != '\0' && c != mark) return false;
    mark = c;
    ++marks;
  }
  return marks >= 3;
}

bool IsFence(std::string_view line) {
  return line.starts_with("```") || line.starts_with("~~~") || line.starts_with(":::");
}

bool IsDirective(std::string_view line) {
  if (line.size() < 3) return false;
  switch (line[0]) {
    case ':':
      return IsField(line);
    case '[':
      return IsAttributes(line);
    case '#':
      return line[1] == '+' && IsAsciiLetter(line[2]);
    case '.':
      return line.starts_with(".. ") && line.find("::") != line.npos && IsAsciiLetter(line[3]) && !ReadHeading(line);
    default:
      return false;
  }
}

bool IsSurelyMarked(std::string_view line) {
  constexpr std::array<std::string_view, 3> kTables = {"<table", "|===", "{|"};
  constexpr std::string_view kEscaped = "-*_.[]#+>~|\"'/";
  if (std::ranges::any_of(kTables, [&](std::string_view table) { return line.starts_with(table); })) return true;
  if ((line.starts_with('h') || line.starts_with('.')) && ReadHeading(line)) return true;
  const bool rule_of_org = line.starts_with("|-") && line.find('+') != line.npos;
  if (rule_of_org && line.find_first_not_of("|-+") == line.npos) return true;
  const std::size_t escape = line.find('\\');
  return escape != line.npos && escape + 1 < line.size() && kEscaped.find(line[escape + 1]) != kEscaped.npos;
}

}  // namespace gouji
