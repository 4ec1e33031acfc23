#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "input/layout.h"
#include "report/document.h"

namespace gouji {

/// One input format. A reader is one .cc with one constant, and one line in the list in reader.cc.
struct Reader {
  std::string_view name;        ///< "html"
  std::string_view extensions;  ///< blank-separated, lower case, without dot: "html htm"
  Localized summary;
  /// How sure the content is this format, by its first bytes: 0 no, 1 the name may decide, 2 certain.
  int (*recognise)(std::string_view bytes);
  /// Bytes to a document. Nothing, with one diagnostic, where they cannot be read; whatever source that one names, it
  /// is `ReadDocument` that makes it stand in the file refused.
  std::optional<Document> (*read)(std::string name, std::string bytes, Lang lang, Diagnostics& diagnostics);
  /// The same, but only as far as `enough` wants it; null where reading less saves nothing.
  std::optional<Document> (*read_beginning)(std::string name, std::string bytes, Lang lang, Diagnostics& diagnostics,
                                            const Enough& enough) = nullptr;
};

std::span<const Reader> Readers();

/// The reader whose files are named like this one, by its extension; null where none is.
const Reader* ReaderNamedLike(std::string_view path);

/// For readers of text: bytes to a source, or null with one diagnostic (GJ002, GJ004). `declared` as for `Decode`.
std::unique_ptr<Source> DecodeSource(std::string name, std::string bytes, std::string_view declared, Lang lang,
                                     Diagnostics& diagnostics);

/// Chooses a reader by content first, by name second, and reads. Nothing, with one diagnostic (GJ00x), where no reader
/// can: the diagnostic says what the file is and what to do. The diagnostic's source is `*refused`, made when needed.
std::optional<Document> ReadDocument(std::string name, std::string bytes, Lang lang, Diagnostics& diagnostics,
                                     std::unique_ptr<Source>& refused);

/// The beginning of a document: as much of it as `enough` wants, or all. Nothing where it cannot be read.
std::optional<Document> ReadBeginning(std::string name, std::string bytes, const Enough& enough);

}  // namespace gouji
