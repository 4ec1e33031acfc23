#include "report/dump.h"

namespace gouji {

std::string_view Name(Absence absence) {
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

std::string_view VariantId(const Report& report, int variant) {
  return variant < 0 ? std::string_view() : report.form->variants[static_cast<std::size_t>(variant)].id;
}

namespace {

std::string At(const Report& report, Span where) {
  const Place place = report.document->source->PlaceOf(where.begin);
  return std::to_string(place.line) + ":" + std::to_string(place.column);
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
       std::string(VariantId(report, report.variant)) +
           (report.due == report.variant ? ""
                                         : (zh ? "，应为 " : ", due: ") + std::string(VariantId(report, report.due))));
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
                                                          : "<" + std::string(Name(cell.absence)) + ">");
      }
      out += "\n";
    }
  }
  return out;
}

}  // namespace gouji
