#include "repair/unified_diff.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace gouji {
namespace {

std::string Numbers(int from, int to) {
  std::string lines;
  for (int i = from; i <= to; ++i) lines += std::to_string(i) + "\n";
  return lines;
}

std::string Hunks(const std::string& before, const std::string& after) {
  const std::string diff = UnifiedDiff("a.txt", before, after);
  const std::string heading = "--- a/a.txt\n+++ b/a.txt\n";
  REQUIRE((diff.empty() || diff.starts_with(heading)));
  return diff.empty() ? diff : diff.substr(heading.size());
}

/// What `patch` makes of a text and its hunks; "cannot" where a hunk does not fit.
std::string Patched(const std::string& before, const std::string& hunks) {
  std::istringstream old(before);
  std::istringstream in(hunks);
  std::string after;
  std::string line;
  std::string own;
  int at = 0;
  while (std::getline(in, line)) {
    if (line.starts_with("@@ -")) {
      const std::size_t comma = line.find_first_of(", ", 4);
      const bool none = line.compare(comma, 3, ",0 ") == 0;
      const int begin = std::stoi(line.substr(4)) - (none ? 0 : 1);
      for (; at < begin && std::getline(old, own); ++at) after += own + "\n";
      continue;
    }
    if (line[0] != '+') {
      if (!std::getline(old, own) || own != line.substr(1)) return "cannot";
      ++at;
    }
    if (line[0] != '-') after += line.substr(1) + "\n";
  }
  while (std::getline(old, own)) after += own + "\n";
  return after;
}

}  // namespace

TEST_CASE("diff: patching the old text gives the new one, whatever the two are") {
  std::minstd_rand random(1);
  const auto text = [&](int lines) {
    std::string made;
    for (int i = 0; i < lines; ++i) made += std::string(1, static_cast<char>('a' + random() % 4)) + "\n";
    return made;
  };
  for (int i = 0; i < 2000; ++i) {
    const std::string before = text(static_cast<int>(random() % 30));
    std::string after = before;
    for (int edits = static_cast<int>(random() % 4); edits > 0; --edits) {
      const std::size_t lines = after.size() / 2;
      const std::size_t from = 2 * (random() % (lines + 1));
      const std::size_t size = std::min<std::size_t>(2 * (random() % 3), after.size() - from);
      after.replace(from, size, text(static_cast<int>(random() % 3)));
    }
    CAPTURE(before);
    CAPTURE(after);
    CHECK(Patched(before, Hunks(before, after)) == after);
  }
}

TEST_CASE("diff: what diff -u says of the same two texts") {
  struct Row {
    std::string before;
    std::string after;
    std::string expected;
  };
  const std::vector<Row> rows = {
      {"a\n", "a\n", ""},
      {"a\n", "b\n", "@@ -1 +1 @@\n-a\n+b\n"},
      {"a", "b", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"},
      {"a", "a\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"},
      {"a\r\nb\r\n", "a\r\nc\r\n", "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n"},
      {"", "a\n", "@@ -0,0 +1 @@\n+a\n"},
      {"a\n", "", "@@ -1 +0,0 @@\n-a\n"},
      {Numbers(1, 9), Numbers(1, 4) + "x\n" + Numbers(6, 9), "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n"},
      {Numbers(1, 9), Numbers(1, 4) + Numbers(6, 9), "@@ -2,7 +2,6 @@\n 2\n 3\n 4\n-5\n 6\n 7\n 8\n"},
      {Numbers(1, 9), Numbers(1, 4) + "x\n" + Numbers(5, 9), "@@ -2,6 +2,7 @@\n 2\n 3\n 4\n+x\n 5\n 6\n 7\n"},
      // Six lines between two changes are one hunk, seven are two.
      {Numbers(1, 8), "x\n" + Numbers(2, 7) + "y\n", "@@ -1,8 +1,8 @@\n-1\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+y\n"},
      {Numbers(1, 9), "x\n" + Numbers(2, 8) + "y\n",
       "@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n"},
      {"a\nb\nc\n", "b\nd\n", "@@ -1,3 +1,2 @@\n-a\n b\n-c\n+d\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.before);
    CAPTURE(row.after);
    CHECK(Hunks(row.before, row.after) == row.expected);
  }
}

TEST_CASE("diff: texts that differ in thousands of lines do not take thousands of steps") {
  std::string before;
  std::string after = "0\n";
  for (int i = 0; i < 6000; ++i) {
    before += "old " + std::to_string(i) + "\n";
    after += "new " + std::to_string(i) + "\n";
  }
  CHECK(Hunks(before, after).starts_with("@@ -1,6000 +1,6001 @@\n-old 0\n"));
}

TEST_CASE("diff: names are written so that a patch finds the file") {
  CHECK(UnifiedDiff("./x y/年.txt", "a", "b").starts_with("--- a/x y/年.txt\n+++ b/x y/年.txt\n"));
  CHECK(UnifiedDiff("/tmp/a", "a", "b").starts_with("--- /tmp/a\n+++ /tmp/a\n"));
  CHECK(UnifiedDiff("a\nb\"\\", "a", "b").starts_with("--- \"a/a\\012b\\\"\\\\\"\n"));
}

}  // namespace gouji
