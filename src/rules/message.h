#pragma once

#include <string>
#include <vector>

#include "rules/evaluate.h"
#include "rules/expr.h"
#include "rules/later.h"

namespace gouji {

/// A text with placeholders, each an expression in braces: “{c.label}”列相差 {in - out}. "{{" is a brace.
class Template {
 public:
  Template() = default;
  /// Parses a scalar. Every bad placeholder is reported at its place. Node and scope stay as long as the template.
  Template(const NodeContext& context, const Node& node, const Scope& scope);

  std::string Fill(const Evaluator& evaluator) const;
  bool empty() const { return !parts_.is_given(); }
  /// The named values of the message, as printed: "in" → "125".
  void Values(const Evaluator& evaluator, std::vector<std::pair<std::string, std::string>>& values) const;

 private:
  struct Part {
    std::string text;
    std::string name;  ///< the placeholder as written
    ExprPtr expr;
  };
  static std::vector<Part> Parse(const NodeContext& context, const Node& node, const Scope& scope);

  Later<std::vector<Part>> parts_;
};

/// A template in both languages.
struct Message {
  Template zh;
  Template en;

  const Template& In(Lang lang) const { return (lang == Lang::kZh && !zh.empty()) || en.empty() ? zh : en; }
};

/// Reads {zh: …, en: …}, or one text for both.
Message ParseMessage(Options& options, std::string_view key, const Scope& scope);

}  // namespace gouji
