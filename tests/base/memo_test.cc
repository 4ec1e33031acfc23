#include "base/memo.h"

#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace gouji {
namespace {

TEST_CASE("memo: a value is made once") {
  const Memo<std::string, 64> memo;
  int made = 0;
  const auto make = [&made] { return "v" + std::to_string(++made); };
  const std::string* first = memo.Of("总计", make);
  REQUIRE(first != nullptr);
  CHECK(*first == "v1");
  CHECK(memo.Of("总计", make) == first);
  CHECK(*memo.Of("合计", make) == "v2");
  CHECK(*memo.Of("", make) == "v3");
  CHECK(made == 3);
}

TEST_CASE("memo: bounded, and what it holds stays") {
  Memo<int, 64> memo;
  std::vector<const int*> held;
  for (int i = 0; i < 1000; ++i) held.push_back(memo.Of(std::to_string(i), [i] { return i; }));
  int refused = 0;
  for (int i = 0; i < 1000; ++i) {
    const int* again = memo.Of(std::to_string(i), [] { return -1; });
    CHECK((again == nullptr || again == held[static_cast<std::size_t>(i)]));
    CHECK((again == nullptr || *again == i));
    refused += again == nullptr ? 1 : 0;
  }
  CHECK(refused >= 1000 - 64);
  CHECK(refused < 1000 - 32);
  CHECK(memo.Of(std::string(1000, 'a'), [] { return 1; }) == nullptr);
  const Memo<int, 64> copy(memo);
  CHECK(*copy.Of("0", [] { return 7; }) == 7);
  memo.Forget();
  CHECK(*memo.Of("0", [] { return 8; }) == 8);
}

TEST_CASE("memo: threads share one value") {
  const Memo<int, 256> memo;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 2000; ++i) {
        const int key = i % 100;
        const int* value = memo.Of(std::to_string(key), [key] { return key; });
        wrong += value != nullptr && *value != key ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
}

}  // namespace
}  // namespace gouji
