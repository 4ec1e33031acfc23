#pragma once

#include <vector>

#include "base/source.h"

namespace gouji {

// Lines above a report, as far as its title may stand in them.

/// What a paragraph says without marks of Markdown and buttons of the page ("【打印】"); empty where no title can be:
/// an item of a list, the way to the page ("首页 > 政务公开 > 年报").
Text TitleLine(const Text& paragraph);

/// Empties the items of lists that a converter printed with each bullet on a line of its own: none of them is a title,
/// nor are two together. The last is as long as the one before it. `lines`: the `TitleLine` of each of `paragraphs`.
void DropItems(const std::vector<Text>& paragraphs, std::vector<Text>& lines);

/// What stands before the name of the site, on the line by which a page names itself: "云溪县…年度报告 -
/// 云溪县人民政府".
Text WithoutSite(const Text& line);

}  // namespace gouji
