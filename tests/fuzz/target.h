#pragma once

#include <span>
#include <string_view>

#include "base/diagnostic.h"
#include "report/document.h"

namespace gouji {

/// One way in for bytes of strangers. A target is one function and one line in targets.cc; it is run by the fuzzer, and
/// by the tests over the inputs kept in tests/fuzz/kept.
struct FuzzTarget {
  std::string_view name;  ///< "docx-parts"
  void (*run)(std::string_view bytes);
};

std::span<const FuzzTarget> FuzzTargets();

/// Ends the program where what must hold does not, so that the fuzzer keeps the input and a test fails.
void Promise(bool holds, const char* what);

/// What must hold of a document, whatever it was read from: texts stand inside their source and are UTF-8, and every
/// position of a grid leads to the cell that covers it.
void PromiseWhole(const Document& document);
void PromiseWhole(const Source& source, const Grid& grid);

/// What must hold of whatever is wrong with a file: it stands inside that file.
void PromiseInside(const Source& source, Span where);
void PromiseInside(const Source& source, const Diagnostics& diagnostics);

/// What must hold of text anyone may see: UTF-8, and no character that a terminal obeys or that turns the line round.
void PromiseHarmless(std::string_view text);

}  // namespace gouji
