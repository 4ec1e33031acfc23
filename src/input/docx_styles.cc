#include "input/docx_styles.h"

#include "input/ascii.h"

namespace gouji {

void DocxStyles::Load(XmlNode root) {
  for (const XmlNode node : root.children()) {
    if (NameOf(node) != "style" || (Value(node, "type") != "paragraph" && Value(node, "type") != "numbering")) continue;
    DocxStyle style;
    style.name = LowerAscii(Value(Child(node, "name")));
    style.based_on = Value(Child(node, "basedOn"));
    const XmlNode properties = Child(node, "pPr");
    style.numbering = Number(Value(Path(properties, "numPr", "numId")));
    style.level = Number(Value(Path(properties, "numPr", "ilvl")));
    style.outline = Number(Value(Child(properties, "outlineLvl")));
    const std::string id(Value(node, "styleId"));
    if (Value(node, "type") == "paragraph" && (Value(node, "default") == "1" || Value(node, "default") == "true")) {
      default_ = id;
    }
    styles_.emplace(id, std::move(style));
  }
}

}  // namespace gouji
