// Which report a file is, told from its beginning: the same as from the whole of it.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "check/kinds.h"
#include "input/reader.h"
#include "report/report.h"
#include "rules/library.h"
#include "tree.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

std::string BytesOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Identity {
  std::string title, issuer;
  int year = 0;
  bool operator==(const Identity&) const = default;
};

Identity IdentityOf(const ReportForm& form, Document document) {
  const Report report = Identify(form, document);
  return {report.title ? std::string(report.title->says) : std::string(), report.issuer, report.year};
}

}  // namespace

TEST_CASE("identify: the beginning of a report tells as much as all of it") {
  Diagnostics diagnostics;
  std::vector<std::shared_ptr<const Source>> sources;
  const auto pack = OpenPack("gk-annual-report", Kinds(), Lang::kEn, diagnostics, sources);
  REQUIRE(pack != nullptr);
  int looked_at = 0;
  int read_in_part = 0;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(kRoot) / "fixtures")) {
    if (!entry.is_regular_file() || (entry.path().extension() != ".txt" && entry.path().extension() != ".md")) {
      continue;
    }
    CAPTURE(entry.path().string());
    Diagnostics ignored;
    std::unique_ptr<Source> refused;
    auto whole = ReadDocument(entry.path().string(), BytesOf(entry.path()), Lang::kEn, ignored, refused);
    const auto enough = [&](const std::vector<Block>& blocks) { return IsEnoughToIdentify(pack->form, blocks); };
    auto beginning = ReadBeginning(entry.path().string(), BytesOf(entry.path()), enough);
    REQUIRE(whole.has_value() == beginning.has_value());
    if (!whole) {
      continue;
    }
    ++looked_at;
    read_in_part += beginning->blocks.size() < whole->blocks.size() ? 1 : 0;
    CHECK(IdentityOf(pack->form, *std::move(beginning)) == IdentityOf(pack->form, *std::move(whole)));
  }
  CHECK(looked_at > 30);
  CHECK(read_in_part > 10);
}

}  // namespace gouji
