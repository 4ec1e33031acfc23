#include "cli/report_data.h"

#include <nlohmann/json.hpp>

#include "output/json_text.h"
#include "report/dump.h"

namespace gouji::cli {
namespace {

using Json = nlohmann::ordered_json;

template <typename Visit>
void EachCell(const BoundTable& table, const Visit& visit) {
  for (const BoundRow& row : table.rows) {
    const RowForm* form = row.form < 0 ? nullptr : &table.form->rows[static_cast<std::size_t>(row.form)];
    const BlockForm& block = table.form->blocks[static_cast<std::size_t>(form == nullptr ? 0 : form->block)];
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      visit(form == nullptr ? row.label : form->id, block.columns[c].id, row.cells[c]);
    }
  }
}

Json SectionJson(const Source& source, const Section& section) {
  Json object{{"id", section.form->id}, {"present", section.present}};
  if (section.present) {
    object["heading"] = section.heading.text.says;
    object["line"] = source.PlaceOf(section.heading.text.where.begin).line;
    object["prose"] = Json::array();
    for (const Text& text : section.prose) object["prose"].push_back(text.says);
  }
  return object;
}

Json CellJson(const Source& source, const BoundTable& table, std::string_view row, std::string_view column,
              const BoundCell& cell) {
  Json object{{"table", table.form->id}, {"row", row}, {"column", column}};
  if (cell.absence == Absence::kPresent) {
    const Place place = source.PlaceOf(cell.where.begin);
    object["text"] = cell.text;
    object["line"] = place.line;
    object["column_number"] = place.column;
  } else {
    object["absent"] = Name(table.present ? cell.absence : Absence::kTable);
  }
  return object;
}

std::string CsvField(std::string_view text) {
  std::string field = "\"";
  for (const char c : text) field += c == '"' ? "\"\"" : std::string(1, c);
  return field + "\"";
}

}  // namespace

std::string JsonOf(const Report& report) {
  const Source& source = *report.document->source;
  Json object{{"path", source.name()},
              {"title", report.title ? Json(report.title->says) : Json()},
              {"issuer", report.issuer},
              {"issuer_class", report.issuer_class},
              {"year", report.year},
              {"variant", VariantId(report, report.variant)},
              {"due", VariantId(report, report.due)},
              {"sections", Json::array()},
              {"cells", Json::array()}};
  for (const Section& section : report.sections) object["sections"].push_back(SectionJson(source, section));
  for (const BoundTable& table : report.tables) {
    EachCell(table, [&](std::string_view row, std::string_view column, const BoundCell& cell) {
      object["cells"].push_back(CellJson(source, table, row, column, cell));
    });
  }
  return DumpJson(object);
}

std::string CsvOf(const Report& report) {
  const Source& source = *report.document->source;
  std::string out;
  for (const BoundTable& table : report.tables) {
    EachCell(table, [&](std::string_view row, std::string_view column, const BoundCell& cell) {
      if (cell.absence != Absence::kPresent) return;
      const Place place = source.PlaceOf(cell.where.begin);
      for (const std::string_view field : {std::string_view(source.name()), table.form->id, row, column, cell.text}) {
        out += CsvField(field) + ",";
      }
      out += std::to_string(place.line) + "," + std::to_string(place.column) + "\r\n";
    });
  }
  return out;
}

}  // namespace gouji::cli
