#pragma once

#include <string_view>

#include "rules/kind.h"

namespace gouji {

/// A statement of a text (see `AmountReader::Statements`) as a rule looks at it. Places in it are bytes from its
/// beginning.
struct Statement {
  const Rule& rule;
  const Pass& pass;
  const ProseText& text;
  const Stretch& stretch;  ///< of the folded text
  Findings& findings;

  std::string_view says() const { return Of(stretch); }
  /// What another statement of the same text says.
  std::string_view Of(const Stretch& other) const {
    return std::string_view(text.folded.text).substr(other.begin, other.end - other.begin);
  }
  Span SpanOf(std::size_t begin, std::size_t end) const {
    return text.SpanOf(stretch.begin + begin, stretch.begin + end);
  }
  Diagnostic& Fail(std::size_t begin, std::size_t end) const {
    return findings.Fail(rule, pass, text, stretch.begin + begin, stretch.begin + end);
  }
};

}  // namespace gouji
