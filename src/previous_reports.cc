#include "previous_reports.h"

#include <algorithm>
#include <cstddef>
#include <new>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "input/reader.h"
#include "report/identify.h"

namespace gouji {
namespace {

/// The document, as far as it tells whose report it is; all of it where it can be kept.
std::optional<Document> ReadToIdentify(const RulePack& pack, const Input& input, std::string bytes, bool all) {
  if (all) {
    Diagnostics ignored;
    std::unique_ptr<Source> refused;
    return ReadDocument(std::string(input.path), std::move(bytes), Lang::kEn, ignored, refused);
  }
  const auto enough = [&pack](const std::vector<Block>& blocks) { return IsEnoughToIdentify(pack.form, blocks); };
  return ReadBeginning(std::string(input.path), std::move(bytes), enough);
}

/// Issuer and year of a file; false when it is no report, or does not say.
bool Identified(const RulePack& pack, const Input& input, ReadAhead* ahead, std::string& issuer, int& year) {
  std::string error;
  auto bytes = input.bytes != nullptr ? std::nullopt : BytesOf(input, Lang::kEn, error);
  if (!bytes) {
    return false;
  }
  const bool keeps = ahead != nullptr && ahead->HasRoom();
  const std::uint64_t size = bytes->size();
  auto document = ReadToIdentify(pack, input, std::move(*bytes), keeps);
  if (!document) {
    return false;
  }
  const Report report = Identify(pack.form, *document);
  issuer = IssuerKey(pack.form, report.issuer);
  year = report.year;
  if (keeps) {
    ahead->Keep(input, {*std::move(document), size});
  }
  return !issuer.empty() && year != 0;
}

/// What cannot be identified for want of memory will be told when it is checked.
bool IdentifyFile(const RulePack& pack, const Input& input, ReadAhead* ahead, std::string& issuer, int& year) {
  try {
    return Identified(pack, input, ahead, issuer, year);
  } catch (const std::bad_alloc&) {
    return false;
  }
}

}  // namespace

bool PreviousReports::Add(const RulePack& pack, std::span<const Input> inputs, const Effort& effort, ReadAhead* ahead) {
  struct Told {
    std::string issuer;
    int year = 0;
    const Input* input = nullptr;
  };
  // Most issuers have many years.
  std::unordered_set<std::string_view> known;
  for (const Entry& entry : entries_) {
    known.insert(entry.issuer);
  }
  entries_.reserve(entries_.size() + inputs.size());
  typename InTurn<Told>::Work work;
  work.count = inputs.size();
  work.begin = [&pack, inputs, ahead](std::size_t i) {
    Told told;
    told.input = IdentifyFile(pack, inputs[i], ahead, told.issuer, told.year) ? &inputs[i] : nullptr;
    return told;
  };
  work.give_up = [](std::size_t) { return Told(); };
  work.give = [&](const Told& told) {
    if (told.input != nullptr) {
      auto issuer = known.find(told.issuer);
      if (issuer == known.end()) {
        issuer = known.insert(issuers_.Keep(told.issuer)).first;
      }
      entries_.push_back({*issuer, told.year, told.input});
    }
    return true;
  };
  const bool all_ended = InTurn<Told>::Run(std::move(work), effort);
  const auto key = [](const Entry& entry) { return std::tie(entry.issuer, entry.year, entry.input->path); };
  std::sort(entries_.begin(), entries_.end(), [&](const Entry& a, const Entry& b) { return key(a) < key(b); });
  const auto same = [&](const Entry& a, const Entry& b) { return key(a) == key(b); };
  entries_.erase(std::unique(entries_.begin(), entries_.end(), same), entries_.end());
  entries_.shrink_to_fit();
  return all_ended;
}

std::string_view PreviousReports::Find(const Report& report, int year) const {
  const std::string key_of_issuer = IssuerKey(*report.form, report.issuer);
  if (key_of_issuer.empty()) {
    return only_;
  }
  const std::string_view issuer = key_of_issuer;
  const auto wanted = std::tie(issuer, year);
  const auto key = [](const Entry& entry) { return std::tie(entry.issuer, entry.year); };
  const auto found = std::lower_bound(entries_.begin(), entries_.end(), wanted,
                                      [&](const Entry& entry, const auto& value) { return key(entry) < value; });
  if (found == entries_.end() || key(*found) != wanted) {
    return !only_.empty() ? only_ : FindByEnding(issuer, year);
  }
  const auto next = found + 1;
  return next == entries_.end() || key(*next) != wanted ? found->input->path : std::string_view();
}

/// A name without its place is the end of the whole one: 县卫健局, 云溪县卫健局. Where several issuers' names end so,
/// none is meant more than another; and in large runs they always do.
std::string_view PreviousReports::FindByEnding(std::string_view issuer, int year) const {
  constexpr std::size_t kShortest = std::size_t{4} * 3;  // bytes: four ideographs
  constexpr std::size_t kMost = 500;
  if (entries_.size() > kMost) {
    return {};
  }
  const auto ends_alike = [](std::string_view a, std::string_view b) { return a.ends_with(b) || b.ends_with(a); };
  std::string_view other;  // the name that is not quite the issuer's
  std::string_view path;
  for (const Entry& entry : entries_) {
    if (entry.issuer == issuer || entry.issuer.size() < kShortest || !ends_alike(entry.issuer, issuer)) {
      continue;
    }
    if ((!other.empty() && other != entry.issuer) || (entry.year == year && !path.empty())) {
      return {};
    }
    other = entry.issuer;
    path = entry.year == year ? entry.input->path : path;
  }
  const bool shared = !path.empty() && std::ranges::any_of(entries_, [&](const Entry& entry) {
    return entry.issuer != issuer && entry.issuer != other && entry.issuer.ends_with(other);
  });
  return issuer.size() < kShortest || shared ? std::string_view() : path;
}

}  // namespace gouji
