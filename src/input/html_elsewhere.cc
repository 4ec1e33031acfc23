#include "input/html_elsewhere.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <variant>

#include "input/ascii.h"
#include "input/text_lines.h"

// Many sites publish a report as a page with a title and the file to be fetched:
//
//     <h1>…2023年政府信息公开工作年度报告</h1> <p>附件：<a href="P020240118.pdf">…年度报告.pdf</a></p>
//     <h1>…2023年政府信息公开工作年度报告</h1> <iframe src="/pdf/viewer.html?file=P020240118.pdf"></iframe>
//     <div id="app"></div> <script>var content = "<p>一、总体情况<\/p>…<td>规章<\/td>…"; …</script>

namespace gouji {
namespace {

constexpr std::size_t kShortText = std::size_t{3} * 400;  // bytes: a greeting, a note, the page's own words
constexpr std::uint32_t kFewRows = 6;                     // of a table of what the page says of itself
constexpr std::ptrdiff_t kHeadings = 2;                   // with ordinals: so many begin a report

/// A table that may be a report's, or headings.
bool HasReport(const std::vector<Block>& blocks) {
  std::ptrdiff_t headings = 0;
  for (const Block& block : blocks) {
    if (const auto* grid = std::get_if<Grid>(&block)) {
      if (grid->rows >= kFewRows) return true;
      continue;
    }
    const auto& paragraph = std::get<Paragraph>(block);
    const bool margin = paragraph.role == Paragraph::Role::kMargin;
    headings += !margin && BeginsWithOrdinal(paragraph.text.says) ? 1 : 0;
  }
  return headings >= kHeadings;
}

/// More text than a page has of its own.
bool HasText(const std::vector<Block>& blocks) {
  std::size_t bytes = 0;
  for (const Block& block : blocks) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    const bool margin = paragraph != nullptr && paragraph->role == Paragraph::Role::kMargin;
    bytes += paragraph == nullptr || margin ? 0 : paragraph->text.says.size();
  }
  return bytes > kShortText;
}

/// What stands behind the last slash of an address, without what is asked of the server.
std::string FileNameOf(std::string_view address) {
  constexpr std::size_t kLongest = 120;
  address = address.substr(0, address.find_first_of("?#"));
  const std::size_t slash = address.find_last_of("/\\");
  const std::string_view name = slash == address.npos ? address : address.substr(slash + 1);
  return name.size() > kLongest ? std::string() : std::string(name);
}

bool IsDocument(std::string_view address) {
  static constexpr std::array<std::string_view, 12> kExtensions = {".pdf",  ".doc", ".docx", ".wps", ".ofd", ".xls",
                                                                   ".xlsx", ".et",  ".rtf",  ".odt", ".zip", ".rar"};
  const std::string name = LowerAscii(FileNameOf(address));
  return std::ranges::any_of(kExtensions, [&](std::string_view extension) { return name.ends_with(extension); });
}

/// Whether a script below an element, or a form's field, has a table in the text that it will show.
bool ScriptHasTable(const HtmlNode& node) {
  static constexpr std::array<std::string_view, 2> kHolders = {"script", "textarea"};
  static constexpr std::array<std::string_view, 2> kCellEnds = {"td>", "td\\u003e"};  // "</td>", "<\/td>"
  constexpr std::ptrdiff_t kFewCells = 40;
  for (const HtmlNode* child : node.children) {
    if (!child->is_text()) {
      if (ScriptHasTable(*child)) return true;
      continue;
    }
    if (!IsOneOf(node.name, kHolders)) continue;
    for (const std::string_view end : kCellEnds) {
      std::ptrdiff_t cells = 0;
      for (std::size_t at = child->says.find(end); at != child->says.npos; at = child->says.find(end, at + 1)) ++cells;
      if (cells >= kFewCells) return true;
    }
  }
  return false;
}

/// The first file that is linked below an element, and all that are shown in frames.
void Find(const HtmlNode& node, std::optional<std::string>& linked, std::vector<std::string>& shown) {
  constexpr std::size_t kMostFrames = 5;  // of a page made of frames; any of them may be the report's
  for (const HtmlNode* child : node.children) {
    if (child->is_text()) continue;
    if (child->name == "a" && !linked && IsDocument(child->Attribute("href"))) {
      linked = FileNameOf(child->Attribute("href"));
    }
    const bool frame = child->name == "iframe" || child->name == "frame" || child->name == "embed";
    const std::string_view address = child->name == "object" ? "data" : "src";
    const bool holds = child->HasAttribute(address) || child->HasAttribute("srcdoc");
    if (shown.size() < kMostFrames && (frame || child->name == "object") && holds) {
      shown.push_back(FileNameOf(child->Attribute(address)));
    }
    Find(*child, linked, shown);
  }
}

}  // namespace

bool IsTextInScript(const HtmlPage& page, const std::vector<Block>& blocks) {
  return !HasReport(blocks) && page.body() != nullptr && ScriptHasTable(*page.body());
}

std::optional<std::vector<std::string>> TextElsewhere(const HtmlPage& page, const std::vector<Block>& blocks) {
  if (HasReport(blocks) || HasText(blocks) || page.body() == nullptr) return std::nullopt;
  std::optional<std::string> linked;
  std::vector<std::string> shown;
  Find(*page.body(), linked, shown);
  if (linked) return std::vector<std::string>{*linked};
  return shown.empty() ? std::nullopt : std::optional(shown);
}

}  // namespace gouji
