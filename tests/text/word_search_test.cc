#include "text/word_search.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace gouji {
namespace {

using Place = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;  // begin, end, word

/// The slow definition: every word at every place.
std::vector<Place> PlacesOf(const std::vector<std::string>& words, const std::string& text) {
  std::vector<Place> places;
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    for (std::size_t at = text.find(words[word]); at != text.npos; at = text.find(words[word], at + 1)) {
      places.emplace_back(at, at + words[word].size(), word);
    }
  }
  std::ranges::sort(places);
  return places;
}

std::vector<Place> Found(const WordSearch& search, const std::string& text) {
  std::vector<WordTables::Found> found;
  search.tables().Find(text, found);
  std::vector<Place> places;
  for (const WordTables::Found& each : found) places.emplace_back(each.begin, each.end, each.word);
  CHECK(std::ranges::is_sorted(places, {}, [](const Place& place) { return std::get<0>(place); }));
  std::ranges::sort(places);
  return places;
}

TEST_CASE("word search: words have numbers, the same word one") {
  WordSearch search;
  CHECK(search.Add("政府") == 0);
  CHECK(search.Add("政府信息") == 1);
  CHECK(search.Add("政府") == 0);
  CHECK(search.Add("#") == 2);
  CHECK(search.Add("") == -1);
  CHECK(search.Add("a\xF0\x9F\x98\x80") == -1);
  CHECK(search.size() == 3);
  CHECK(search.tables().NumberOf("政府信息") == 1);
  for (const char* other : {"", "政", "政府信", "政府信息公开", "息"}) CHECK(search.tables().NumberOf(other) == -1);
}

TEST_CASE("word search: every place of every word, as one search after another finds them") {
  const std::vector<std::string> letters = {"政", "府", "信", "息", "a", "1", "é"};
  std::uint64_t state = 7;
  const auto pick = [&state](std::size_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state >> 33) % below;
  };
  const auto random = [&](std::size_t longest) {
    std::string made;
    for (std::size_t length = pick(longest) + 1; length > 0; --length) made += letters[pick(letters.size())];
    return made;
  };
  std::size_t total = 0;
  for (int round = 0; round < 200; ++round) {
    WordSearch search;
    std::vector<std::string> words;
    for (std::size_t i = pick(400); i > 0; --i) {
      std::string word = random(5);
      const auto number = static_cast<std::size_t>(search.Add(word));
      if (number == words.size()) words.push_back(std::move(word));
      REQUIRE(number <= words.size());
    }
    const std::string text = random(60) + "年" + random(60);
    const std::vector<Place> places = Found(search, text);
    REQUIRE(places == PlacesOf(words, text));
    total += places.size();
  }
  CHECK(total > 1000);
  CHECK(Found(WordSearch(), "政府").empty());
  std::vector<WordTables::Found> none;
  WordTables().Find("政府", none);
  CHECK(none.empty());
}

}  // namespace
}  // namespace gouji
