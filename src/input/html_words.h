#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/source.h"
#include "input/html_tree.h"

namespace gouji {

/// Collects the words of one paragraph or cell. Runs of blanks become one, as a browser shows them; a line break of the
/// file between two ideographs is nothing.
class HtmlWords {
 public:
  explicit HtmlWords(Source& source) : source_(source), builder_(source) {}

  /// Adds a text node, walking what it says and what the file has side by side: an entity is an indivisible piece.
  void AddNode(const HtmlNode& node);

  /// Adds words that are not in the file, such as the numeral of a list item.
  void AddShown(std::string_view says, std::uint32_t at) { AddPiece(says, {at, at}); }

  /// A line or paragraph ends inside a label: no blank is left of it but between two numbers.
  void Join() {
    blank_.reset();
    joined_ = true;
  }

  bool empty() const { return builder_.empty(); }

  /// The words, without blanks at the ends. An empty text stands at `empty_at`.
  Text Take(std::uint32_t empty_at);

 private:
  struct Blank {
    bool line_break = false;
    Span where;
  };

  void AddVerbatim(Span where);

  void AddPiece(std::string_view says, Span where);

  void NoteBlank(bool line_break, Span where);

  /// `next` comes now, and stands at `at`.
  void FlushBlank(char32_t next, std::size_t at);

  Source& source_;
  TextBuilder builder_;
  std::optional<Blank> blank_;
  bool joined_ = false;  ///< nothing was added since the last `Join`
};

}  // namespace gouji
