#include "read_ahead.h"

#include <utility>
#include <variant>

namespace gouji {
namespace {

/// About what a document takes. Words that are not its source's own bytes are about as many again.
std::size_t SizeOf(const Document& document) {
  std::size_t size = sizeof(Document) + 2 * document.source->text().size() + document.blocks.size() * sizeof(Block);
  for (const Block& block : document.blocks) {
    const auto* grid = std::get_if<Grid>(&block);
    size += grid == nullptr ? 0 : grid->cells.size() * 2 * sizeof(Cell);
  }
  return size;
}

}  // namespace

std::size_t ReadAhead::RoomFor(std::size_t files) {
  constexpr std::size_t kMost = std::size_t{24} << 20;
  constexpr std::size_t kOfList = 128;  // what a file takes in the list, its path included
  return files < kMost / kOfList ? kMost - files * kOfList : 0;
}

bool ReadAhead::HasRoom() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return room_ > 0;
}

void ReadAhead::Keep(const Input& input, Read read) {
  const std::size_t size = SizeOf(read.document);
  const std::lock_guard<std::mutex> lock(mutex_);
  // The first for which there is no room is the last: those behind it are checked later still.
  if (size > room_) {
    room_ = 0;
    return;
  }
  room_ -= size;
  kept_.emplace(&input, std::move(read));
}

std::optional<ReadAhead::Read> ReadAhead::Take(const Input& input) {
  const std::lock_guard<std::mutex> lock(mutex_);
  auto node = kept_.extract(&input);
  return node.empty() ? std::nullopt : std::optional(std::move(node.mapped()));
}

}  // namespace gouji
