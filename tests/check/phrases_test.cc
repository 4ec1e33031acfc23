// Sentences in the manner of real reports, by table: prose_claims.tsv, prose_lists.tsv, prose_shares.tsv. Each file
// says what its columns are.

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "prose_report.h"
#include "table.h"

namespace gouji {
namespace {

template <std::size_t kSize>
std::array<int, kSize> IntegersOf(const std::string& text) {
  std::istringstream in(text);
  std::array<int, kSize> integers{};
  for (int& each : integers) {
    in >> each;
  }
  REQUIRE(!in.fail());
  return integers;
}

/// A line "@name issuer …" of prose_claims.tsv.
Numbers NumbersOf(const std::vector<std::string>& fields) {
  REQUIRE(fields.size() == 7);
  Numbers numbers;
  numbers.issuer = fields[1];
  const auto requests = IntegersOf<4>(fields[2]);
  numbers.received = requests[0];
  numbers.carried_in = requests[1];
  numbers.total = requests[2];
  numbers.carried_out = requests[3];
  numbers.outcomes = IntegersOf<6>(fields[3]);
  for (std::size_t i = 0; i < 3; ++i) {
    numbers.cases[i] = IntegersOf<4>(fields[4 + i]);
  }
  const auto sum = [](const auto& values) { return std::accumulate(values.begin(), values.end(), 0); };
  numbers.review = sum(numbers.cases[0]);
  numbers.direct = sum(numbers.cases[1]);
  numbers.after = sum(numbers.cases[2]);
  REQUIRE(sum(numbers.outcomes) == numbers.total);
  REQUIRE(numbers.received + numbers.carried_in == numbers.total + numbers.carried_out);
  return numbers;
}

struct Marked {
  std::string prose;                ///< without the marks
  std::vector<std::string> places;  ///< "12:18": bytes of what stood between marks
};

std::string PlaceOf(std::size_t begin, std::size_t end) { return std::to_string(begin) + ":" + std::to_string(end); }

Marked Read(std::string_view sentence) {
  Marked marked;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < sentence.size();) {
    const std::string_view rest = sentence.substr(i);
    if (rest.starts_with("«")) {
      begin = marked.prose.size();
    } else if (rest.starts_with("»")) {
      marked.places.push_back(PlaceOf(begin, marked.prose.size()));
    } else if (rest.starts_with("¶")) {
      marked.prose.push_back('\n');
    } else {
      marked.prose.push_back(sentence[i++]);
      continue;
    }
    i += std::string_view("«").size();
  }
  return marked;
}

struct Finding {
  std::string rule;
  std::string place;
  std::string words;
  Severity severity;
};

/// Findings of rules GK40x in the prose, in order, with places in it.
std::vector<Finding> FindingsIn(const Numbers& numbers, const std::string& prose, std::string_view rules) {
  const std::string text = ReportText(numbers, prose);
  const std::size_t offset = text.find("\n\n" + prose + "\n\n") + 2;
  const Outcome outcome = CheckText(text);
  std::vector<Finding> found;
  for (const Diagnostic& diagnostic : outcome.findings) {
    if (rules.find(diagnostic.rule->id) != rules.npos) {
      const Span where = diagnostic.where;
      found.push_back({std::string(diagnostic.rule->id), PlaceOf(where.begin - offset, where.end - offset),
                       text.substr(where.begin, where.end - where.begin), diagnostic.severity});
    }
  }
  return found;
}

std::string Spelt(const std::vector<Finding>& findings) {
  std::string spelt;
  for (const Finding& finding : findings) {
    spelt += finding.rule + " at " + finding.place + " " + finding.words + "; ";
  }
  return spelt;
}

}  // namespace

TEST_CASE("phrases: what the prose says of applications and cases") {
  std::map<std::string, Numbers> tables;
  int wrong = 0;
  int silent = 0;
  for (const TableLine& line : ReadTable("tests/check/prose_claims.tsv")) {
    INFO("prose_claims.tsv:", line.number);
    if (line.fields[0][0] == '@') {
      tables[line.fields[0].substr(1)] = NumbersOf(line.fields);
      continue;
    }
    REQUIRE(line.fields.size() == 3);
    REQUIRE(tables.contains(line.fields[1]));
    const Marked marked = Read(line.fields[2]);
    std::string expected;
    std::istringstream rules(line.fields[0] == "-" ? "" : line.fields[0]);
    std::size_t i = 0;
    for (std::string rule; rules >> rule; ++i) {
      REQUIRE(i < marked.places.size());
      expected += rule + " at " + marked.places[i] + "; ";
    }
    REQUIRE(i == marked.places.size());
    const auto found =
        FindingsIn(tables[line.fields[1]], marked.prose, "GK401 GK402 GK403 GK404 GK405 GK406 GK407 GK409 GK410");
    std::string said;
    for (const Finding& finding : found) {
      said += finding.rule + " at " + finding.place + "; ";
    }
    INFO(line.fields[2]);
    INFO("found: ", Spelt(found));
    CHECK(said == expected);
    ++(expected.empty() ? silent : wrong);
  }
  CHECK(wrong >= 100);
  CHECK(silent >= 100);
}

TEST_CASE("phrases: lists") {
  for (const TableLine& line : ReadTable("tests/check/prose_lists.tsv")) {
    REQUIRE(line.fields.size() == 2);
    const Marked marked = Read(line.fields[1]);
    const auto found = FindingsIn({}, marked.prose, "GK406");
    INFO("prose_lists.tsv:", line.number, ": ", line.fields[1]);
    INFO("found: ", Spelt(found));
    REQUIRE(marked.places.size() == (line.fields[0] == "-" ? 0U : 1U));
    CHECK(found.size() == marked.places.size());
    if (found.size() == 1 && marked.places.size() == 1) {
      CHECK(found[0].place == marked.places[0]);
      CHECK(found[0].severity == (line.fields[0] == "w" ? Severity::kWarning : Severity::kNote));
    }
  }
}

TEST_CASE("phrases: shares") {
  for (const TableLine& line : ReadTable("tests/check/prose_shares.tsv")) {
    REQUIRE(line.fields.size() == 2);
    const Marked marked = Read(line.fields[1]);
    const auto found = FindingsIn({}, marked.prose, "GK407");
    INFO("prose_shares.tsv:", line.number, ": ", line.fields[1]);
    INFO("found: ", Spelt(found));
    CHECK((line.fields[0] == "x") == !marked.places.empty());
    std::vector<std::string> places;
    std::ranges::transform(found, std::back_inserter(places), &Finding::place);
    CHECK(places == marked.places);
  }
}

}  // namespace gouji
