#include "report/dump.h"

namespace gouji {
namespace {

std::string Quote(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 0x20) {
      static constexpr std::string_view kHex = "0123456789abcdef";
      quoted += "\\u00";
      quoted += kHex[byte >> 4];
      quoted += kHex[byte & 15];
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

std::string CsvField(std::string_view text) {
  std::string field = "\"";
  for (const char c : text) {
    field += c == '"' ? "\"\"" : std::string(1, c);
  }
  return field + "\"";
}

std::string At(const Report& report, Span where) {
  const Place place = report.document->source->PlaceOf(where.begin);
  return std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::string VariantId(const Report& report, int variant) {
  return variant < 0 ? std::string() : std::string(report.form->variants[static_cast<std::size_t>(variant)].id);
}

std::string_view Why(Absence absence) {
  switch (absence) {
    case Absence::kPresent:
      return "present";
    case Absence::kTable:
      return "no table";
    case Absence::kRow:
      return "no row";
    case Absence::kColumn:
      return "no column";
    case Absence::kRagged:
      return "ragged";
    case Absence::kRepeated:
      return "several rows";
  }
  return "";
}

template <typename Visit>
void EachCell(const BoundTable& table, const Visit& visit) {
  for (const BoundRow& row : table.rows) {
    const RowForm* form = row.form < 0 ? nullptr : &table.form->rows[static_cast<std::size_t>(row.form)];
    const BlockForm& block = table.form->blocks[static_cast<std::size_t>(form == nullptr ? 0 : form->block)];
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      visit(row, form == nullptr ? row.label : form->id, block.columns[c].id, row.cells[c]);
    }
  }
}

}  // namespace

std::string DumpText(const Report& report, Lang lang) {
  const bool zh = lang == Lang::kZh;
  std::string out = report.document->source->name() + "\n";
  const auto line = [&](std::string_view name, std::string_view value) {
    out += "  " + std::string(name) + ": " + std::string(value) + "\n";
  };
  line(zh ? "标题" : "title",
       report.title ? At(report, report.title->where) + " " + std::string(report.title->says) : "-");
  line(zh ? "机关" : "issuer",
       report.issuer.empty()
           ? "-"
           : report.issuer + (report.issuer_class.empty() ? "" : " (" + std::string(report.issuer_class) + ")"));
  line(zh ? "年份" : "year", report.year == 0 ? "-" : std::to_string(report.year));
  line(zh ? "模板" : "template",
       VariantId(report, report.variant) +
           (report.due == report.variant ? "" : (zh ? "，应为 " : ", due: ") + VariantId(report, report.due)));
  for (const Section& section : report.sections) {
    out += "  " + std::string(section.form->id) + ": ";
    out += section.present ? At(report, section.heading.text.where) + " " + std::string(section.heading.text.says)
                           : std::string("-");
    out += "  [" + std::to_string(section.prose.size()) + (zh ? " 段, " : " paragraphs, ") +
           std::to_string(section.rows.size()) + (zh ? " 行]\n" : " rows]\n");
  }
  for (const BoundTable& table : report.tables) {
    if (table.form->id.empty()) {
      continue;
    }
    out += "\n" + std::string(table.form->id) + (table.present ? "" : zh ? ": 没有" : ": not there") + "\n";
    for (const BoundRow& row : table.rows) {
      out +=
          "  " + std::string(row.form < 0 ? row.label : table.form->rows[static_cast<std::size_t>(row.form)].id) + " ";
      out += row.present ? At(report, row.label_at) : std::string("-");
      for (const BoundCell& cell : row.cells) {
        out += " | " + (cell.absence == Absence::kPresent ? std::string(cell.text)
                                                          : "<" + std::string(Why(cell.absence)) + ">");
      }
      out += "\n";
    }
  }
  return out;
}

std::string DumpJson(const Report& report) {
  std::string out = "{\"path\": " + Quote(report.document->source->name());
  out += ", \"title\": " + (report.title ? Quote(report.title->says) : "null");
  out += ", \"issuer\": " + Quote(report.issuer) + ", \"issuer_class\": " + Quote(report.issuer_class);
  out += ", \"year\": " + std::to_string(report.year) + ", \"variant\": " + Quote(VariantId(report, report.variant)) +
         ", \"due\": " + Quote(VariantId(report, report.due));
  out += ",\n \"sections\": [";
  std::string separator = "\n";
  for (const Section& section : report.sections) {
    out +=
        separator + "  {\"id\": " + Quote(section.form->id) + ", \"present\": " + (section.present ? "true" : "false");
    if (section.present) {
      const Place place = report.document->source->PlaceOf(section.heading.text.where.begin);
      out += ", \"heading\": " + Quote(section.heading.text.says) + ", \"line\": " + std::to_string(place.line) +
             ", \"prose\": [";
      std::string inner;
      for (const Text& text : section.prose) {
        out += inner + Quote(text.says);
        inner = ", ";
      }
      out += "]";
    }
    out += "}";
    separator = ",\n";
  }
  out += "],\n \"cells\": [";
  separator = "\n";
  for (const BoundTable& table : report.tables) {
    EachCell(table, [&](const BoundRow&, std::string_view row, std::string_view column, const BoundCell& cell) {
      const Place place = report.document->source->PlaceOf(cell.where.begin);
      out += separator + "  {\"table\": " + Quote(table.form->id) + ", \"row\": " + Quote(row) +
             ", \"column\": " + Quote(column);
      out += cell.absence == Absence::kPresent
                 ? ", \"text\": " + Quote(cell.text) + ", \"line\": " + std::to_string(place.line) +
                       ", \"column_number\": " + std::to_string(place.column) + "}"
                 : ", \"absent\": " + Quote(Why(cell.absence)) + "}";
      separator = ",\n";
    });
  }
  return out + "]}\n";
}

std::string DumpCsv(const Report& report) {
  std::string out = "table,row,column,text,line,position\n";
  for (const BoundTable& table : report.tables) {
    EachCell(table, [&](const BoundRow&, std::string_view row, std::string_view column, const BoundCell& cell) {
      if (cell.absence != Absence::kPresent) {
        return;
      }
      const Place place = report.document->source->PlaceOf(cell.where.begin);
      out += CsvField(table.form->id) + "," + CsvField(row) + "," + CsvField(column) + "," + CsvField(cell.text) + "," +
             std::to_string(place.line) + "," + std::to_string(place.column) + "\n";
    });
  }
  return out;
}

}  // namespace gouji
