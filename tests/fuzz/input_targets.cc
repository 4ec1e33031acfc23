// Files: the layouts of plain text, each by itself, and each format.

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "input/layout.h"
#include "input/pdf_flow.h"
#include "input/pdf_pages.h"
#include "input/pdf_rules.h"
#include "input/reader.h"
#include "input/transcript.h"
#include "input/zip.h"
#include "target.h"

namespace gouji {

extern const Reader kDocxReader;
extern const Reader kHtmlReader;
extern const Reader kMarkdownReader;
extern const Reader kPlainReader;

namespace {

std::unique_ptr<Source> SourceOf(std::string_view bytes) {
  Diagnostics diagnostics;
  return DecodeSource("report.txt", std::string(bytes), "", Lang::kEn, diagnostics);
}

void RunLayout(std::string_view bytes, const Layout& layout) {
  const std::unique_ptr<Source> source = SourceOf(bytes);
  if (source == nullptr) return;
  const std::vector<Span> lines = LinesOf(*source);
  for (std::size_t at = 0; at < lines.size();) {
    Grid grid;
    const std::size_t taken = layout.take(*source, lines, at, grid);
    Promise(taken <= lines.size() - at, "a table ends where its file does");
    if (taken > 0) PromiseWhole(*source, grid);
    at += taken == 0 ? 1 : taken;
  }
}

/// Each of them, as if the others were not: in a file the first that takes a line has it.
void RunLayouts(std::string_view bytes) {
  for (const Layout& layout : Layouts()) RunLayout(bytes, layout);
}

void RunBare(std::string_view bytes) {
  Document document;
  document.source = SourceOf(bytes);
  if (document.source == nullptr) return;
  ReadLines(*document.source, LinesOf(*document.source), document.blocks);
  FindBareTables(*document.source, document.blocks);
  PromiseWhole(document);
}

template <const Reader* kReader>
void RunReader(std::string_view bytes) {
  Diagnostics diagnostics;
  const std::optional<Document> document = kReader->read("report", std::string(bytes), Lang::kEn, diagnostics);
  if (document) {
    PromiseWhole(*document);
  } else {
    Promise(diagnostics.all().size() == 1, "what cannot be read says why, once");
  }
}

/// Parts of a Word document, each after a line "=== word/numbering.xml", zipped as a word processor would: so the XML
/// is what changes, and the archive around it is always sound.
void RunDocxParts(std::string_view bytes) {
  constexpr std::string_view kMark = "=== ";
  std::vector<ZipMember> members;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end);
    if (line.starts_with(kMark) && line.ends_with('\n')) {
      members.push_back({std::string(line.substr(kMark.size(), line.size() - kMark.size() - 1)), {}});
    } else {
      if (members.empty()) members.push_back({"word/document.xml", {}});
      members.back().bytes += line;
    }
  }
  if (!members.empty()) RunReader<&kDocxReader>(Zip(members));
}

void RunPdfWords(std::string_view bytes) {
  // Behind the words may stand the drawing of the pages.
  const std::size_t drawing = std::min(bytes.find("<?xml"), bytes.size());
  PdfText text = ReadPdfPages(bytes.substr(0, drawing), ParsePdfRules(std::string(bytes.substr(drawing))));
  const std::optional<Document> document = Transcribe("report.pdf", BuildPdfFlow(std::move(text)));
  if (document) PromiseWhole(*document);
}

}  // namespace

extern const FuzzTarget kLayoutsTarget;
extern const FuzzTarget kBareTarget;
extern const FuzzTarget kPlainTarget;
extern const FuzzTarget kMarkdownTarget;
extern const FuzzTarget kHtmlTarget;
extern const FuzzTarget kDocxTarget;
extern const FuzzTarget kDocxPartsTarget;
extern const FuzzTarget kPdfWordsTarget;
const FuzzTarget kLayoutsTarget{"layouts", RunLayouts};
const FuzzTarget kBareTarget{"bare", RunBare};
const FuzzTarget kPlainTarget{"plain", RunReader<&kPlainReader>};
const FuzzTarget kMarkdownTarget{"markdown", RunReader<&kMarkdownReader>};
const FuzzTarget kHtmlTarget{"html", RunReader<&kHtmlReader>};
const FuzzTarget kDocxTarget{"docx", RunReader<&kDocxReader>};
const FuzzTarget kDocxPartsTarget{"docx-parts", RunDocxParts};
const FuzzTarget kPdfWordsTarget{"pdf-words", RunPdfWords};

}  // namespace gouji
