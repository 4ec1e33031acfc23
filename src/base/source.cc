#include "base/source.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

namespace gouji {
namespace {

/// A stretch whose bytes stand one for one in the source can be cut anywhere; any other is one lump.
bool IsDivisible(const Piece& piece) { return piece.length == piece.where.size(); }

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// The source offset where byte `at` of the pieces' text begins; `at` lies in `piece`.
std::uint32_t BeginIn(const Piece& piece, std::size_t at) {
  return IsDivisible(piece) ? piece.where.begin + static_cast<std::uint32_t>(at - piece.at) : piece.where.begin;
}

/// The source offset where a stretch ending before byte `at` ends.
std::uint32_t EndIn(const Piece& piece, std::size_t at) {
  return IsDivisible(piece) ? piece.where.begin + static_cast<std::uint32_t>(at - piece.at) : piece.where.end;
}

/// The last piece that begins at or before `at`. The pieces are not empty and begin with the text.
std::size_t PieceAt(std::span<const Piece> pieces, std::size_t at) {
  const auto after = std::ranges::upper_bound(pieces, at, {}, &Piece::at);
  return after == pieces.begin() ? 0 : static_cast<std::size_t>(after - pieces.begin()) - 1;
}

/// Whether one of eight bytes may be LF or CR, by the trick that finds a byte below 14; a tab is a false alarm.
bool HasLineEnd(const char* eight) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, eight, sizeof bytes);
  constexpr std::uint64_t kEach = 0x0101010101010101ULL;
  return ((bytes - kEach * 14) & ~bytes & kEach * 0x80) != 0;
}

}  // namespace

Span Text::SpanOf(std::size_t begin, std::size_t end) const {
  begin = std::min(begin, says.size());
  end = std::clamp(end, begin, says.size());
  if (pieces.empty()) {
    const auto clamp = [this](std::size_t at) {
      return std::min(where.begin + static_cast<std::uint32_t>(at), std::max(where.begin, where.end));
    };
    return {clamp(begin), clamp(end)};
  }
  if (says.empty()) return {where.begin, where.begin};
  const std::size_t from = begin + skipped;
  const std::size_t to = end + skipped;
  if (from == to) {
    // A place between two characters: where the next one begins, and after the last one where it ends.
    const std::uint32_t at = begin < says.size() ? BeginIn(pieces[PieceAt(pieces, from)], from)
                                                 : EndIn(pieces[PieceAt(pieces, from - 1)], from);
    return {at, at};
  }
  const std::uint32_t first = BeginIn(pieces[PieceAt(pieces, from)], from);
  const std::uint32_t last = EndIn(pieces[PieceAt(pieces, to - 1)], to);
  return {first, std::max(first, last)};
}

Text Text::Part(std::size_t begin, std::size_t end) const {
  begin = std::min(begin, says.size());
  end = std::clamp(end, begin, says.size());
  Text part{says.substr(begin, end - begin), SpanOf(begin, end), {}};
  if (pieces.empty() || part.says.empty()) return part;
  const std::size_t first = PieceAt(pieces, begin + skipped);
  const std::size_t last = PieceAt(pieces, end + skipped - 1);
  part.pieces = pieces.subspan(first, last - first + 1);
  part.skipped = skipped + static_cast<std::uint32_t>(begin);
  return part;
}

Source::Source(std::string name, std::string text)
    : name_(std::move(name)), own_text_(std::move(text)), text_(own_text_) {}

Source::Source(std::string name, Lasting lasting) : name_(std::move(name)), text_(lasting.text) {}

Source::Count Source::CountBetween(std::uint32_t begin, std::uint32_t end) const {
  Count count;
  for (std::uint32_t at = begin; at < end; ++at) {
    if (IsContinuation(text_[at])) continue;
    ++count.points;
    count.units += static_cast<unsigned char>(text_[at]) >= 0xF0 ? 2 : 1;
  }
  return count;
}

/// Of a line of a million characters with a finding in every tenth, no character is counted for each of them.
Source::Count Source::CountBefore(std::uint32_t offset) const {
  constexpr std::uint32_t kStep = 4096;
  while (counts_.size() <= offset / kStep) {
    const auto done = static_cast<std::uint32_t>(counts_.size());
    if (done == 0) {
      counts_.push_back({});
      continue;
    }
    const Count step = CountBetween((done - 1) * kStep, done * kStep);
    counts_.push_back({counts_.back().points + step.points, counts_.back().units + step.units});
  }
  const Count rest = CountBetween(offset / kStep * kStep, offset);
  return {counts_[offset / kStep].points + rest.points, counts_[offset / kStep].units + rest.units};
}

Place Source::PlaceOf(std::uint32_t offset) const {
  constexpr std::uint32_t kShort = 1024;
  const std::uint32_t number = LineOf(offset);
  const Span line = Line(number);
  // Inside a line end is after the line, and inside a character is at it.
  std::uint32_t stop = std::min(offset, line.end);
  while (stop > line.begin && stop < line.end && IsContinuation(text_[stop])) --stop;
  if (stop - line.begin <= kShort) {
    const Count before = CountBetween(line.begin, stop);
    return {number, before.points + 1, before.units + 1};
  }
  const Count of_line = CountBefore(line.begin);
  const Count before = CountBefore(stop);
  return {number, before.points - of_line.points + 1, before.units - of_line.units + 1};
}

Span Source::LineSpan(std::uint32_t offset) const { return Line(LineOf(offset)); }

std::uint32_t Source::line_count() const {
  IndexLines();
  return static_cast<std::uint32_t>(line_starts_.size());
}

Span Source::Line(std::uint32_t number) const {
  IndexLines();
  assert(number >= 1 && number <= line_starts_.size());
  const std::uint32_t begin = line_starts_[number - 1];
  if (number == line_starts_.size()) return {begin, static_cast<std::uint32_t>(text_.size())};
  std::uint32_t end = line_starts_[number] - 1;
  if (text_[end] == '\n' && end > begin && text_[end - 1] == '\r') --end;
  return {begin, end};
}

std::string_view Source::Keep(std::string derived) { return kept_.emplace_front(std::move(derived)); }

std::span<const Piece> Source::Keep(std::vector<Piece> pieces) { return kept_pieces_.emplace_front(std::move(pieces)); }

void Source::IndexLines() const {
  if (!line_starts_.empty()) return;
  line_starts_.push_back(0);
  if (text_.find('\r') == std::string::npos) {
    for (std::size_t end = text_.find('\n'); end != std::string::npos; end = text_.find('\n', end + 1)) {
      line_starts_.push_back(static_cast<std::uint32_t>(end + 1));
    }
    return;
  }
  std::size_t at = 0;
  while (at < text_.size()) {
    if (text_.size() - at >= 8 && !HasLineEnd(text_.data() + at)) {
      at += 8;
      continue;
    }
    for (const std::size_t stop = std::min(at + 8, text_.size()); at < stop; ++at) {
      const bool ends = text_[at] == '\n' || (text_[at] == '\r' && (at + 1 == text_.size() || text_[at + 1] != '\n'));
      if (ends) line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
  }
}

std::uint32_t Source::LineOf(std::uint32_t offset) const {
  IndexLines();
  return static_cast<std::uint32_t>(std::ranges::upper_bound(line_starts_, offset) - line_starts_.begin());
}

void TextBuilder::Add(Span where) {
  const std::string_view says = source_.Slice(where);
  if (says.empty()) return;
  Piece* last = pieces_.empty() ? nullptr : &pieces_.back();
  if (last != nullptr && IsDivisible(*last) && last->where.end == where.begin) {
    if (!says_.empty()) says_ += says;
    last->length += static_cast<std::uint32_t>(says.size());
    last->where.end = where.end;
    return;
  }
  if (last == nullptr) {
    pieces_.push_back({0, static_cast<std::uint32_t>(says.size()), where});
    return;
  }
  Append(says, where);
}

void TextBuilder::Add(std::string_view says, Span where) {
  if (says.empty()) return;
  if (says == source_.Slice(where)) return Add(where);
  Append(says, where);
}

void TextBuilder::Add(const Text& text) {
  if (text.pieces.empty()) return Add(text.where);
  // A part shares the pieces of its whole; the first and the last may reach beyond it.
  for (const Piece& piece : text.pieces) {
    const std::uint32_t begin = std::max(piece.at, text.skipped) - text.skipped;
    const std::uint32_t end =
        std::min<std::uint32_t>(piece.at + piece.length - text.skipped, static_cast<std::uint32_t>(text.says.size()));
    if (begin < end) Add(text.says.substr(begin, end - begin), text.SpanOf(begin, end));
  }
}

std::string_view TextBuilder::says() const {
  if (says_.empty() && !pieces_.empty()) return source_.Slice(pieces_.front().where);
  return says_;
}

void TextBuilder::Append(std::string_view says, Span where) {
  if (says_.empty() && !pieces_.empty()) says_ = source_.Slice(pieces_.front().where);
  pieces_.push_back({static_cast<std::uint32_t>(says_.size()), static_cast<std::uint32_t>(says.size()), where});
  says_ += says;
}

Text TextBuilder::Build(std::uint32_t empty_at) {
  if (pieces_.empty()) return Text{{}, {empty_at, empty_at}, {}};
  const Span where{pieces_.front().where.begin, std::max(pieces_.front().where.begin, pieces_.back().where.end)};
  const bool verbatim = says_.empty();
  Text text;
  if (verbatim) {
    text = source_.At(where);
  } else {
    text = Text{source_.Keep(std::exchange(says_, {})), where, source_.Keep(std::exchange(pieces_, {}))};
  }
  pieces_.clear();
  return text;
}

}  // namespace gouji
