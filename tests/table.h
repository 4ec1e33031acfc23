#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "files.h"
#include "tree.h"

namespace gouji {

/// A line of a table that a test reads its cases from.
struct TableLine {
  int number = 0;  ///< counted from one
  std::string text;
  std::vector<std::string> fields;  ///< parted by tabs
};

/// The lines of a table, a path below the project's folder, without blank ones and those that begin with "#".
inline std::vector<TableLine> ReadTable(const std::string& path) {
  std::istringstream in(ReadFile(std::string(kRoot) + "/" + path));
  std::vector<TableLine> lines;
  std::string text;
  for (int number = 1; std::getline(in, text); ++number) {
    if (text.empty() || text.starts_with('#')) {
      continue;
    }
    TableLine& line = lines.emplace_back(TableLine{number, text, {}});
    std::istringstream fields(text);
    for (std::string field; std::getline(fields, field, '\t');) {
      line.fields.push_back(field);
    }
  }
  return lines;
}

}  // namespace gouji
