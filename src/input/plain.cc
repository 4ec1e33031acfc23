#include <memory>
#include <utility>

#include "input/layout.h"
#include "input/reader.h"
#include "input/refusal.h"

namespace gouji {
namespace {

/// Any text will do, so the name decides.
int Recognise(std::string_view) { return 1; }

std::optional<Document> ReadBeginning(std::string name, std::string bytes, Lang lang, Diagnostics& diagnostics,
                                      const Enough& enough) {
  std::unique_ptr<Source> source = DecodeSource(std::move(name), std::move(bytes), {}, lang, diagnostics);
  if (!source) return std::nullopt;
  Document document;
  document.source = std::move(source);
  if (!ReadLines(*document.source, LinesOf(*document.source), enough, document.blocks)) {
    return RefuseLargeTextTable(diagnostics, lang);
  }
  return document;
}

std::optional<Document> Read(std::string name, std::string bytes, Lang lang, Diagnostics& diagnostics) {
  return ReadBeginning(std::move(name), std::move(bytes), lang, diagnostics, nullptr);
}

}  // namespace

extern const Reader kPlainReader;
const Reader kPlainReader = {"text", "txt text", {"纯文本", "plain text"}, Recognise, Read, ReadBeginning};

}  // namespace gouji
