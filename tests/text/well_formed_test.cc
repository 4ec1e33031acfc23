#include "text/well_formed.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace gouji {
namespace {

/// By the table of well-formed byte sequences of the Unicode standard (table 3-7), row for row.
bool IsWellFormed(std::string_view bytes) {
  struct Row {
    unsigned char from, to, second_from, second_to;
    std::size_t size;
  };
  const std::vector<Row> rows = {
      {0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
      {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
      {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
  };
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  for (std::size_t at = 0; at < bytes.size();) {
    const Row* found = nullptr;
    for (const Row& row : rows) {
      if (byte(at) >= row.from && byte(at) <= row.to) found = &row;
    }
    if (found == nullptr || bytes.size() - at < found->size) return false;
    for (std::size_t i = 1; i < found->size; ++i) {
      const unsigned char low = i == 1 ? found->second_from : 0x80, high = i == 1 ? found->second_to : 0xBF;
      if (byte(at + i) < low || byte(at + i) > high) return false;
    }
    at += found->size;
  }
  return true;
}

TEST_CASE("utf-8: every pair of bytes, and every edge of longer ones, wherever it stands") {
  const std::vector<int> edges = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF,
                                  0xC0, 0xC2, 0xE0, 0xED, 0xF0, 0xF4, 0xFF};
  std::vector<std::string> sequences;
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      sequences.push_back({static_cast<char>(first), static_cast<char>(second)});
    }
    if (first < 0xC0) continue;
    for (const int second : edges) {
      for (const int third : edges) {
        sequences.push_back({static_cast<char>(first), static_cast<char>(second), static_cast<char>(third)});
        for (const int fourth : edges) sequences.push_back(sequences.back().substr(0, 3) + static_cast<char>(fourth));
      }
    }
  }
  int well_formed = 0;
  for (std::size_t i = 0; i < sequences.size(); ++i) {
    // Every alignment to a block of sixteen comes up, with ASCII or ideographs around.
    const std::string before(i % 16, 'a');
    for (const std::string& bytes :
         {sequences[i], before + sequences[i], before + "总" + sequences[i] + "计，1件。" + before}) {
      const bool expected = IsWellFormed(bytes);
      well_formed += expected ? 1 : 0;
      if (IsUtf8(bytes) != expected) FAIL(i);
    }
  }
  CHECK(well_formed > 10000);
}

TEST_CASE("utf-8: a character cut short at any distance from the end of a block") {
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string before(size, 'a');
    CAPTURE(size);
    for (const std::string character : {"é", "总", "𠮷"}) {
      CHECK(IsUtf8(before + character));
      for (std::size_t cut = 1; cut < character.size(); ++cut) {
        CHECK_FALSE(IsUtf8(before + character.substr(0, cut)));
        CHECK_FALSE(IsUtf8(before + character.substr(0, cut) + before + "b"));
        CHECK_FALSE(IsUtf8(before + character.substr(cut)));
      }
    }
  }
}

}  // namespace
}  // namespace gouji
