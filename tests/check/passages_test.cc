// Passages in the manner of real reports beside tables that agree with them, and each of their numbers put wrong:
// prose_passages.tsv, which says what its lines are.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "prose_report.h"
#include "table.h"

namespace gouji {
namespace {

/// «12|14|GK401» in a passage.
struct Slip {
  std::size_t begin = 0;  ///< in the passage as it is right
  std::string right;
  std::string wrong;
  std::string rule;
};

struct Told {
  int line = 0;
  Numbers numbers;
  std::string text;  ///< as it is right
  std::vector<Slip> slips;
};

template <std::size_t kSize>
std::array<int, kSize> Integers(std::istringstream& in) {
  std::array<int, kSize> integers{};
  for (int& each : integers) {
    in >> each;
  }
  return integers;
}

/// A line "@issuer …".
Numbers NumbersOf(const std::string& line) {
  std::istringstream in(line.substr(1));
  Numbers numbers;
  in >> numbers.issuer;
  const auto requests = Integers<4>(in);
  numbers.received = requests[0];
  numbers.carried_in = requests[1];
  numbers.total = requests[2];
  numbers.carried_out = requests[3];
  numbers.business = Integers<1>(in)[0];
  numbers.outcomes = Integers<6>(in);
  for (auto& group : numbers.cases) {
    group = Integers<4>(in);
  }
  REQUIRE(!in.fail());
  const auto sum = [](const std::array<int, 4>& values) { return values[0] + values[1] + values[2] + values[3]; };
  numbers.review = sum(numbers.cases[0]);
  numbers.direct = sum(numbers.cases[1]);
  numbers.after = sum(numbers.cases[2]);
  return numbers;
}

Told Read(std::string_view line) {
  constexpr std::string_view kOpen = "«";
  constexpr std::string_view kClose = "»";
  Told passage;
  while (!line.empty()) {
    const std::size_t open = line.find(kOpen);
    passage.text.append(line.substr(0, open));
    if (open == line.npos) {
      break;
    }
    line.remove_prefix(open + kOpen.size());
    const std::size_t close = line.find(kClose);
    const std::size_t first = line.find('|');
    const std::size_t second = line.find('|', first + 1);
    REQUIRE(second < close);
    REQUIRE(close != line.npos);
    passage.slips.push_back({passage.text.size(), std::string(line.substr(0, first)),
                             std::string(line.substr(first + 1, second - first - 1)),
                             std::string(line.substr(second + 1, close - second - 1))});
    passage.text.append(passage.slips.back().right);
    line.remove_prefix(close + kClose.size());
  }
  return passage;
}

std::vector<Told> Passages() {
  std::vector<Told> passages;
  Numbers numbers;
  for (const TableLine& line : ReadTable("tests/check/prose_passages.tsv")) {
    INFO("prose_passages.tsv:", line.number);
    if (line.text[0] == '@') {
      numbers = NumbersOf(line.text);
      continue;
    }
    Told& passage = passages.emplace_back(Read(line.text));
    passage.line = line.number;
    passage.numbers = numbers;
  }
  return passages;
}

struct Found {
  std::string rule;
  std::size_t begin = 0;  ///< in the passage
  std::size_t end = 0;
};

/// What is found in the prose.
std::vector<Found> FindingsIn(const Numbers& numbers, const std::string& prose) {
  const std::string text = ReportText(numbers, prose);
  const std::size_t offset = text.find("\n\n" + prose + "\n\n") + 2;
  const Outcome outcome = CheckText(text);
  std::vector<Found> found;
  for (const Diagnostic& diagnostic : outcome.findings) {
    if (diagnostic.rule->id.starts_with("GK4") || diagnostic.rule->id.starts_with("GK0")) {
      found.push_back(
          {std::string(diagnostic.rule->id), diagnostic.where.begin - offset, diagnostic.where.end - offset});
    }
  }
  return found;
}

}  // namespace

TEST_CASE("passages: what is right is passed over, and each slip is found where it stands") {
  std::size_t slips = 0;
  for (const Told& passage : Passages()) {
    INFO("prose_passages.tsv:", passage.line);
    for (const Found& each : FindingsIn(passage.numbers, passage.text)) {
      FAIL_CHECK(each.rule, " at ", passage.text.substr(each.begin, each.end - each.begin));
    }
    for (const Slip& slip : passage.slips) {
      INFO(slip.right, " -> ", slip.wrong);
      std::string prose = passage.text;
      prose.replace(slip.begin, slip.right.size(), slip.wrong);
      const std::size_t end = slip.begin + slip.wrong.size();
      const auto found = FindingsIn(passage.numbers, prose);
      CHECK(std::ranges::any_of(found, [&](const auto& each) {
        return each.rule == slip.rule && each.begin < end && slip.begin < each.end;
      }));
      ++slips;
    }
  }
  CHECK(slips >= 200);
}

}  // namespace gouji
