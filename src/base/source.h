#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gouji {

/// A half-open range of bytes in the decoded text of one `Source`.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool empty() const { return begin == end; }
  std::uint32_t size() const { return end - begin; }
  friend bool operator==(Span, Span) = default;
  friend auto operator<=>(Span, Span) = default;
};

/// Where an offset stands for a reader. All three count from 1.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;  ///< in code points
  std::uint32_t utf16 = 1;   ///< column in UTF-16 code units, as SARIF and editors count
};

/// A stretch of a `Text` that maps onto one stretch of the source. Where the two lengths differ (an entity, a folded
/// line end) the stretch is indivisible.
struct Piece {
  std::uint32_t at = 0;      ///< byte offset in `Text::says`
  std::uint32_t length = 0;  ///< bytes in `Text::says`
  Span where;
};

/// What a node says, and where it stands. Neither is ever computed from the other.
/// Views the `Source` it came from, which must outlive it.
struct Text {
  std::string_view says;  ///< UTF-8
  Span where;
  std::span<const Piece> pieces;  ///< in order of `at`; empty when `says` is the source's own bytes at `where`
  std::uint32_t skipped = 0;      ///< a part shares the pieces of its whole: the bytes of the whole before this part

  bool empty() const { return says.empty(); }
  /// The source span of bytes [begin, end) of `says`. Clamped to the text.
  Span SpanOf(std::size_t begin, std::size_t end) const;
  /// The part [begin, end) of this text, with its pieces.
  Text Part(std::size_t begin, std::size_t end) const;
};

/// The decoded text of one file under the name it is reported by. Owns every string derived from it.
/// Neither copied nor moved: views point into it.
class Source {
 public:
  /// `text` is UTF-8. Texts of 4 GiB and more are not supported; the limits in `input/limits.h` are far below.
  Source(std::string name, std::string text);
  /// A text that outlives the source: one that is part of the program.
  struct Lasting {
    explicit Lasting(std::string_view lasts) : text(lasts) {}
    std::string_view text;
  };
  Source(std::string name, Lasting lasting);
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }
  std::string_view Slice(Span span) const {
    const std::size_t begin = std::min<std::size_t>(span.begin, text_.size());
    return {text_.data() + begin, std::clamp<std::size_t>(span.end, begin, text_.size()) - begin};
  }
  /// The text of a span as a `Text` that is the source's own bytes.
  Text At(Span span) const { return Text{Slice(span), span, {}}; }

  /// Line ends are LF, CRLF and a lone CR; after a line end at the very end stands one more line, empty, as in editors.
  /// Offsets past the end mean the end. Not thread-safe on first use: one pass owns a Source.
  Place PlaceOf(std::uint32_t offset) const;
  /// The line that holds `offset`, without its line end.
  Span LineSpan(std::uint32_t offset) const;
  std::uint32_t line_count() const;
  /// Span of line `number`, counted from 1 and at most `line_count()`, without its line end.
  Span Line(std::uint32_t number) const;

  /// Stores a derived string (unescaped, joined) for as long as the Source lives.
  std::string_view Keep(std::string derived);
  std::span<const Piece> Keep(std::vector<Piece> pieces);

 private:
  /// Code points and UTF-16 units.
  struct Count {
    std::uint32_t points = 0;
    std::uint32_t units = 0;
  };

  void IndexLines() const;
  Count CountBetween(std::uint32_t begin, std::uint32_t end) const;
  Count CountBefore(std::uint32_t offset) const;
  std::uint32_t LineOf(std::uint32_t offset) const;

  std::string name_;
  std::string own_text_;  ///< empty where it is another's
  std::string_view text_;
  std::forward_list<std::string> kept_;
  std::forward_list<std::vector<Piece>> kept_pieces_;
  mutable std::vector<std::uint32_t> line_starts_;
  mutable std::vector<Count> counts_;  ///< before every 4096th byte, as far as it was asked for
};

/// Builds a `Text` out of stretches of one source: text nodes, runs, wrapped lines.
class TextBuilder {
 public:
  explicit TextBuilder(Source& source) : source_(source) {}

  /// Adds the source's own bytes at `where`.
  void Add(Span where);
  /// Adds `says` for what stands at `where` in another form: an entity, a line end that joins two words.
  void Add(std::string_view says, Span where);
  /// Adds a text with the places it has.
  void Add(const Text& text);
  bool empty() const { return pieces_.empty(); }
  /// Valid until the next call.
  std::string_view says() const;

  /// The text so far, with blanks at both ends kept. When it is one verbatim stretch, it views the source directly.
  /// `empty_at` is where an empty text stands. Leaves the builder empty.
  Text Build(std::uint32_t empty_at);

 private:
  void Append(std::string_view says, Span where);

  Source& source_;
  std::string says_;  ///< empty while the text is one verbatim stretch, so that the common case copies nothing
  std::vector<Piece> pieces_;
};

}  // namespace gouji
