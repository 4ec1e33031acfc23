#include "input/docx_numbering.h"

#include "input/numeral.h"

namespace gouji {

void DocxNumbering::Load(XmlNode root, const DocxStyles& styles) {
  for (const XmlNode node : root.children()) {
    if (NameOf(node) == "abstractNum") {
      Abstract& abstract = abstracts_[Number(Value(node, "abstractNumId")).value_or(-1)];
      abstract.linked_style = Value(Child(node, "numStyleLink"));
      for (const XmlNode level : node.children()) {
        if (NameOf(level) == "lvl") ReadLevel(level, abstract.levels);
      }
    } else if (NameOf(node) == "num") {
      Instance& instance = instances_[Number(Value(node, "numId")).value_or(-1)];
      instance.abstract = Number(Value(Child(node, "abstractNumId"))).value_or(-1);
      for (const XmlNode change : node.children()) {
        if (NameOf(change) != "lvlOverride") continue;
        const int level = Number(Value(change, "ilvl")).value_or(0);
        if (const auto start = Number(Value(Child(change, "startOverride")))) instance.starts[level] = *start;
        if (const XmlNode whole = Child(change, "lvl")) ReadLevel(whole, instance.levels);
      }
    }
  }
  // A list style: the definition stands in the numbering its style names.
  for (auto& [id, instance] : instances_) {
    const auto abstract = abstracts_.find(instance.abstract);
    if (abstract == abstracts_.end() || abstract->second.linked_style.empty()) continue;
    const auto linked = styles.Inherited(abstract->second.linked_style,
                                         [](const std::string&, const DocxStyle& style) { return style.numbering; });
    const auto other = linked ? instances_.find(*linked) : instances_.end();
    if (other != instances_.end()) instance.abstract = other->second.abstract;
  }
}

std::optional<int> DocxNumbering::LevelOfStyle(int numbering, std::string_view style) const {
  const auto instance = instances_.find(numbering);
  if (instance == instances_.end()) return std::nullopt;
  const auto abstract = abstracts_.find(instance->second.abstract);
  if (abstract == abstracts_.end()) return std::nullopt;
  for (const auto& [number, level] : abstract->second.levels) {
    if (level.style == style) return number;
  }
  return std::nullopt;
}

std::string DocxNumbering::Next(int numbering, int level) {
  const auto found = instances_.find(numbering);
  if (found == instances_.end() || level < 0 || level >= kLevels) return {};
  const Instance& instance = found->second;
  Counters& counters = counters_[instance.abstract];
  if (const auto start = instance.starts.find(level);
      start != instance.starts.end() && started_.emplace(numbering, level).second) {
    counters[Index(level)] = start->second - 1;
  }
  std::optional<int>& counter = counters[Index(level)];
  const Level& shape = LevelOf(instance, level);
  counter = counter ? *counter + 1 : shape.start;
  for (int deeper = level + 1; deeper < kLevels; ++deeper) counters[Index(deeper)].reset();
  if (shape.format == "bullet" || shape.format == "none") return {};
  std::string shown;
  for (std::size_t i = 0; i < shape.text.size(); ++i) {
    const bool place =
        shape.text[i] == '%' && i + 1 < shape.text.size() && shape.text[i + 1] >= '1' && shape.text[i + 1] <= '9';
    if (!place) {
      shown += shape.text[i];
      continue;
    }
    const int other = shape.text[++i] - '1';
    const Level& other_shape = LevelOf(instance, other);
    if (!counters[Index(other)]) counters[Index(other)] = other_shape.start;
    const bool digits = shape.legal && other_shape.format != "decimalZero";
    shown += Numeral(*counters[Index(other)], digits ? "decimal" : other_shape.format);
  }
  // A blank is shown after "1" and "A", but "一、" and "（一）" bring their own.
  const bool ideographic = !shown.empty() && static_cast<unsigned char>(shown.back()) >= 0x80;
  if (!shown.empty() && !ideographic && shape.suffix != "nothing") shown += ' ';
  return shown;
}

void DocxNumbering::ReadLevel(XmlNode node, std::map<int, Level>& levels) {
  const int number = Number(Value(node, "ilvl")).value_or(0);
  if (number < 0 || number >= kLevels) return;
  Level& level = levels[number];
  level.start = Number(Value(Child(node, "start"))).value_or(0);
  XmlNode format = Child(node, "numFmt");
  // A format newer than the standard stands beside one that every reader knows.
  if (!format) format = Path(node, "AlternateContent", "Fallback", "numFmt");
  level.format = format ? Value(format) : "decimal";
  level.text = Value(Child(node, "lvlText"));
  level.suffix = Value(Child(node, "suff"));
  level.style = Value(Child(node, "pStyle"));
  level.legal = IsOn(Child(node, "isLgl"));
}

const DocxNumbering::Level& DocxNumbering::LevelOf(const Instance& instance, int level) const {
  static const Level kNone{1, "none", {}, {}, {}, false};
  if (const auto own = instance.levels.find(level); own != instance.levels.end()) return own->second;
  const auto abstract = abstracts_.find(instance.abstract);
  if (abstract == abstracts_.end()) return kNone;
  const auto shape = abstract->second.levels.find(level);
  return shape == abstract->second.levels.end() ? kNone : shape->second;
}

}  // namespace gouji
