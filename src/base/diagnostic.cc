#include "base/diagnostic.h"

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <tuple>

namespace gouji {
namespace {

constexpr std::array<std::pair<Severity, std::string_view>, 4> kSeverities{{
    {Severity::kOff, "off"},
    {Severity::kNote, "note"},
    {Severity::kWarning, "warning"},
    {Severity::kError, "error"},
}};

std::string_view SourceName(const Diagnostic& diagnostic) {
  return diagnostic.source == nullptr ? std::string_view{} : diagnostic.source->name();
}

std::string_view RuleId(const Diagnostic& diagnostic) {
  return diagnostic.rule == nullptr ? std::string_view{} : diagnostic.rule->id;
}

bool ComesBefore(const Diagnostic& a, const Diagnostic& b) {
  if (const auto order = SourceName(a) <=> SourceName(b); order != 0) return order < 0;
  if (const auto order = a.where <=> b.where; order != 0) return order < 0;
  if (a.severity != b.severity) return a.severity > b.severity;
  return RuleId(a) < RuleId(b);
}

/// FNV-1a, 64 bits. Fingerprints stand in baselines, so neither this nor what is fed to it may change.
class Digest {
 public:
  /// Ends every part with a byte no UTF-8 holds, so that ("ab", "c") and ("a", "bc") differ.
  void Add(std::string_view part) {
    for (const char byte : part) AddByte(static_cast<unsigned char>(byte));
    AddByte(0xFF);
  }
  std::string Hex() const {
    std::string hex(16, '0');
    for (std::size_t i = 0; i < hex.size(); ++i) hex[i] = "0123456789abcdef"[(state_ >> (60 - 4 * i)) & 0xF];
    return hex;
  }

 private:
  void AddByte(unsigned char byte) { state_ = (state_ ^ byte) * 0x100000001B3ULL; }
  std::uint64_t state_ = 0xCBF29CE484222325ULL;
};

}  // namespace

std::string_view Name(Severity severity) {
  return std::ranges::find(kSeverities, severity, &decltype(kSeverities)::value_type::first)->second;
}

std::optional<Severity> SeverityOf(std::string_view name) {
  const auto found = std::ranges::find(kSeverities, name, &decltype(kSeverities)::value_type::second);
  if (found == kSeverities.end()) return std::nullopt;
  return found->first;
}

std::string_view Localized::In(Lang lang) const {
  const std::string_view wanted = lang == Lang::kZh ? zh : en;
  const std::string_view other = lang == Lang::kZh ? en : zh;
  return wanted.empty() ? other : wanted;
}

std::string Subject::Path() const {
  std::string path;
  for (const std::string* part : {&section, &table, &row, &column}) {
    if (part->empty()) continue;
    if (!path.empty()) path += '/';
    path += *part;
  }
  return path;
}

bool Diagnostics::has_errors() const {
  return std::ranges::any_of(all_, [](const Diagnostic& each) { return each.severity == Severity::kError; });
}

void Sort(std::vector<Diagnostic>& diagnostics) {
  if (std::ranges::is_sorted(diagnostics, ComesBefore)) return;
  std::ranges::stable_sort(diagnostics, ComesBefore);
}

std::string Fingerprint(const Diagnostic& diagnostic) {
  Digest digest;
  digest.Add(RuleId(diagnostic));
  const Subject& subject = diagnostic.subject;
  for (const std::string* part : {&subject.section, &subject.table, &subject.row, &subject.column}) digest.Add(*part);
  for (const auto& [name, value] : diagnostic.values) {
    digest.Add(name);
    digest.Add(value);
  }
  for (const auto* side : {&diagnostic.left, &diagnostic.right}) {
    if (side->has_value()) digest.Add(**side);
  }
  // Nothing tells two findings in prose apart but the words they stand at; the message would, but it has a language.
  const bool nameless = subject.empty() && diagnostic.values.empty();
  if (nameless && diagnostic.source != nullptr) digest.Add(diagnostic.source->Slice(diagnostic.where));
  return digest.Hex();
}

}  // namespace gouji
