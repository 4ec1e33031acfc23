#include "output/sarif_message.h"

#include <fmt/format.h>

#include "base/trouble.h"

namespace gouji {
namespace {

constexpr Localized kBlank{"空", "blank"};
constexpr Localized kClue{"线索：{cell} 写的是 {value}，若应为 {repair}，本表各处勾稽即全部相符",
                          "clue: {cell} says {value}; {repair} there would settle every identity of the table"};
constexpr Localized kAgainst{"；而 ", " against "};
constexpr Localized kRelated{"相关：", "related: "};
constexpr Localized kListComma{"，", ", "};
constexpr Localized kBeyond{" …（另有 {n} 项）", " … ({n} more)"};

std::string Link(std::string_view label, std::size_t id) { return fmt::format("[{}]({})", SarifEscaped(label), id); }

/// "[上年结转](2) 25 + …": the operands of one side, each a link to its cell.
std::string Operands(const Diagnostic& finding, Evidence::Side side, Lang lang) {
  std::size_t beyond = 0;
  std::string text;
  for (std::size_t i = 0; i < finding.evidence.size(); ++i) {
    const Evidence& cell = finding.evidence[i];
    if (cell.side != side) continue;
    if (i >= kSarifOperands) {
      ++beyond;
      continue;
    }
    if (side == Evidence::Side::kContext) {
      if (!text.empty()) text += kListComma.In(lang);
    } else if (cell.negative) {
      text += text.empty() ? "-" : " - ";
    } else if (!text.empty()) {
      text += " + ";
    }
    text += fmt::format("{} {}", Link(cell.label, i + 1), SarifEscaped(SarifValue(cell.value, lang)));
  }
  if (beyond > 0) text += Fill(kBeyond.In(lang), {{"n", std::to_string(beyond)}});
  return text;
}

}  // namespace

std::string SarifEscaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string SarifValue(std::string_view value, Lang lang) {
  return std::string(value.empty() ? kBlank.In(lang) : value);
}

std::string SarifMessage(const Diagnostic& finding, std::size_t culprit_id, Lang lang) {
  const auto say = [&](const Localized& words) { return std::string(words.In(lang)); };
  std::string text = SarifEscaped(finding.message);
  const std::string left = Operands(finding, Evidence::Side::kLeft, lang);
  const std::string right = Operands(finding, Evidence::Side::kRight, lang);
  const auto sum = [](const std::optional<std::string>& value) { return value ? " = " + SarifEscaped(*value) : ""; };
  if (!left.empty()) text += "\n" + left + sum(finding.left);
  if (!right.empty()) text += (left.empty() ? "\n" : say(kAgainst)) + right + sum(finding.right);
  const std::string related = Operands(finding, Evidence::Side::kContext, lang);
  if (!related.empty()) text += "\n" + say(kRelated) + related;
  for (const std::string& note : finding.notes) text += "\n" + SarifEscaped(note);
  if (finding.culprit) {
    text += "\n" + Fill(say(kClue), {{"cell", Link(finding.culprit->label, culprit_id)},
                                     {"value", SarifEscaped(SarifValue(finding.culprit->value, lang))},
                                     {"repair", SarifEscaped(SarifValue(finding.culprit->repair, lang))}});
  }
  return text;
}

}  // namespace gouji
