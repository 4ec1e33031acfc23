#include "in_turn.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <stdexcept>
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

TEST_CASE("in turn: who ends the next piece hands it over") {
  std::thread::id doing;
  std::size_t elsewhere = 0;
  InTurn<std::string>::Work work{500,
                                 [&](std::size_t number) {
                                   doing = std::this_thread::get_id();
                                   return std::to_string(number);
                                 },
                                 Piece,
                                 [&](const std::string&) {
                                   elsewhere += std::this_thread::get_id() == doing ? 0 : 1;
                                   return true;
                                 }};
  CHECK(InTurn<std::string>::Run(work, {1, std::chrono::milliseconds(60'000)}));
  CHECK(elsewhere == 0);
}

TEST_CASE("in turn: what the taker throws is thrown to the caller") {
  for (const int limit : {0, 60'000}) {
    CAPTURE(limit);
    std::size_t given = 0;
    InTurn<std::string>::Work work{100, Piece, Piece, [&](const std::string&) {
                                     if (++given == 7) {
                                       throw std::runtime_error("no more");
                                     }
                                     return true;
                                   }};
    CHECK_THROWS_WITH(InTurn<std::string>::Run(work, {2, std::chrono::milliseconds(limit)}), "no more");
    CHECK(given == 7);
  }
}

TEST_CASE("in turn: pieces that take too long are given up, wherever they stand") {
  // Threads that are at a piece which was given up outlive the run, and this case.
  static std::atomic<bool> ended;
  static std::atomic<int> late;
  ended = false;
  late = 0;
  const auto begin = [](std::size_t number) {
    const bool is_late = number == 0 || number == 5 || number == 6 || number == 59;
    late += is_late ? 1 : 0;
    while (is_late && !ended) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    late -= is_late ? 1 : 0;
    return std::to_string(number) + " ";
  };
  std::string expected;
  for (std::size_t i = 0; i < 60; ++i) {
    expected += i == 0 || i == 5 || i == 6 || i == 59 ? "late " : std::to_string(i) + " ";
  }
  for (const int jobs : {1, 3}) {
    CAPTURE(jobs);
    std::string given;
    InTurn<std::string>::Work work{60, begin, [](std::size_t) { return std::string("late "); },
                                   [&](const std::string& each) {
                                     given += each;
                                     return true;
                                   }};
    CHECK_FALSE(InTurn<std::string>::Run(work, {jobs, std::chrono::milliseconds(50)}));
    CHECK(given == expected);
  }
  ended = true;
  while (late > 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

}  // namespace gouji
