#include "in_turn.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>
#include <thread>

namespace gouji {
namespace {

/// Some pieces take longer than others.
std::string Piece(std::size_t number) {
  if (number % 17 == 0) {
    std::this_thread::sleep_for(std::chrono::microseconds(300));
  }
  return std::to_string(number) + " ";
}

}  // namespace

TEST_CASE("in turn: results come in order, whatever the number of threads") {
  constexpr std::size_t kPieces = 700;
  std::string expected;
  for (std::size_t i = 0; i < kPieces; ++i) {
    expected += std::to_string(i) + " ";
  }
  for (const int jobs : {1, 2, 3, 8}) {
    for (const int limit : {0, 60'000}) {
      CAPTURE(jobs);
      CAPTURE(limit);
      std::string given;
      InTurn<std::string>::Work work{kPieces, Piece, Piece, [&](const std::string& each) {
                                       given += each;
                                       return true;
                                     }};
      CHECK(InTurn<std::string>::Run(work, {jobs, std::chrono::milliseconds(limit)}));
      CHECK(given == expected);
    }
  }
}

TEST_CASE("in turn: who takes the results may stop, and threads begin no more than they are ahead") {
  std::atomic<std::size_t> begun = 0;
  std::size_t given = 0;
  InTurn<std::string>::Work work{10'000,
                                 [&](std::size_t number) {
                                   ++begun;
                                   return Piece(number);
                                 },
                                 Piece, [&](const std::string&) { return ++given < 20; }};
  CHECK(InTurn<std::string>::Run(work, {3, std::chrono::milliseconds(0)}));
  CHECK(given == 20);
  CHECK(begun.load() < 200);
}

}  // namespace gouji
