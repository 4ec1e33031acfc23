#pragma once

#include <optional>
#include <string>
#include <vector>

#include "input/html_page.h"
#include "report/document.h"

namespace gouji {

/// Where the text of a page is that only shows the way to it: the name of the file that it links, or of all those that
/// it shows in frames, some of which may be empty. Nothing for a page with a text or a table of its own, and for one
/// that leads nowhere.
std::optional<std::vector<std::string>> TextElsewhere(const HtmlPage& page, const std::vector<Block>& blocks);

/// Whether a page has no report, but a script that will show one.
bool IsTextInScript(const HtmlPage& page, const std::vector<Block>& blocks);

}  // namespace gouji
