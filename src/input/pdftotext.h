#pragma once

#include <string>
#include <string_view>

namespace gouji {

/// How asking `pdftotext` (poppler-utils) went.
enum class PdfOutcome {
  kDone,
  kNoTemporaryFile,  ///< nothing can be written in TMPDIR
  kMissing,          ///< there is no such program
  kFailed,           ///< it could not open the file
  kTooSlow,          ///< 20 seconds
  kTooMuch,          ///< 32 MB of text
};

/// Appends the words of a PDF and their boxes, as `pdftotext -tsv` prints them. A child process does the reading; no
/// shell is involved.
PdfOutcome ReadPdfWords(std::string_view pdf, std::string& tsv);

/// The drawing of a PDF's pages as `pdftocairo -svg` (poppler-utils) writes it; empty where there is none to be had.
std::string ReadPdfDrawing(std::string_view pdf);

}  // namespace gouji
