#include "input/reader.h"

#include <algorithm>
#include <utility>

#include "base/trouble.h"
#include "input/ascii.h"
#include "input/limits.h"
#include "input/refusal.h"
#include "text/decode.h"
#include "text/fold.h"

namespace gouji {

extern const Reader kDocxReader;
extern const Reader kHtmlReader;
extern const Reader kMarkdownReader;
extern const Reader kPdfReader;
extern const Reader kPlainReader;

std::span<const Reader> Readers() {
  static const Reader kReaders[] = {
      kDocxReader, kPdfReader, kHtmlReader, kMarkdownReader, kPlainReader,
  };
  return kReaders;
}

namespace {

using namespace std::string_view_literals;

/// A format that no reader takes, by its first bytes, and what to do about it.
struct Refusal {
  std::string_view magic;
  std::size_t at = 0;
  Trouble trouble = Trouble::kUnsupportedFormat;
  Localized says;
};

constexpr Localized kOldWord = {
    "这是旧版 Word/WPS 文件（.doc/.wps），请另存为 .docx，或运行 soffice --headless --convert-to docx",
    "an old Word or WPS file (.doc/.wps): save it as .docx, or run soffice --headless --convert-to docx"};
constexpr Localized kEncryptedOffice = {"文件已加密；请取消密码保护后另存为 .docx",
                                        "the file is encrypted: remove the password and save it as .docx"};
constexpr Localized kOldExcel = {"这是旧版电子表格（.xls/.et），不是报告文档；请提供 .docx",
                                 "an old spreadsheet (.xls), not a report: give the .docx"};
constexpr Localized kOldSlides = {"这是旧版演示文稿（.ppt/.dps），不是报告文档；请提供 .docx",
                                  "an old presentation (.ppt), not a report: give the .docx"};
constexpr Localized kWebArchive = {"这是单文件网页（.mht），请另存为 .html 或 .docx",
                                   "a web archive (.mht): save it as .html or .docx"};
constexpr Localized kWordXml = {"这是 Word XML 文件，请另存为 .docx", "a Word XML file: save it as .docx"};
constexpr Localized kFlat = {"这是单个 XML 的办公文档（.fodt、.uof），请另存为 .docx",
                             "an office document in one XML file (.fodt, .uof): save it as .docx"};
constexpr Localized kArchive = {"这是压缩包，请先解压", "a compressed archive: unpack it first"};
constexpr Localized kImage = {"这是图片，没有可读的文字，请提供 .docx、.html 或文字版 PDF",
                              "an image without text: give the .docx, the web page or a PDF with text instead"};
constexpr Localized kRtf = {"这是 RTF 文件，请另存为 .docx", "an RTF file: save it as .docx"};

constexpr Refusal kRefusals[] = {
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, 0, Trouble::kUnsupportedFormat, kOldWord},
    {"Rar!\x1A\x07"sv, 0, Trouble::kUnsupportedFormat, kArchive},
    {"7z\xBC\xAF\x27\x1C"sv, 0, Trouble::kUnsupportedFormat, kArchive},
    {"\x1F\x8B\x08"sv, 0, Trouble::kUnsupportedFormat, kArchive},
    {"\x89PNG\r\n\x1A\n"sv, 0, Trouble::kUnsupportedFormat, kImage},
    {"\xFF\xD8\xFF"sv, 0, Trouble::kUnsupportedFormat, kImage},
    {"GIF8"sv, 0, Trouble::kUnsupportedFormat, kImage},
    {"II*\0"sv, 0, Trouble::kUnsupportedFormat, kImage},
    {"MM\0*"sv, 0, Trouble::kUnsupportedFormat, kImage},
    {"WEBP"sv, 8, Trouble::kUnsupportedFormat, kImage},
    {"{\\rtf"sv, 0, Trouble::kUnsupportedFormat, kRtf},
};
constexpr Refusal kEncryptedRefusal = {{}, 0, Trouble::kDamaged, kEncryptedOffice};
constexpr Refusal kExcelRefusal = {{}, 0, Trouble::kUnsupportedFormat, kOldExcel};
constexpr Refusal kSlidesRefusal = {{}, 0, Trouble::kUnsupportedFormat, kOldSlides};
constexpr Refusal kWebArchiveRefusal = {{}, 0, Trouble::kUnsupportedFormat, kWebArchive};
constexpr Refusal kFlatRefusal = {{}, 0, Trouble::kUnsupportedFormat, kFlat};
constexpr Refusal kWordXmlRefusal = {{}, 0, Trouble::kUnsupportedFormat, kWordXml};

/// What an OLE2 container holds, told by the names of its streams (UTF-16): more than old Word files come in one.
const Refusal* RefusalOfContainer(std::string_view bytes) {
  if (bytes.find("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv) != bytes.npos) return &kEncryptedRefusal;
  if (bytes.find("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"sv) != bytes.npos) return nullptr;
  if (bytes.find("W\0o\0r\0k\0b\0o\0o\0k\0"sv) != bytes.npos) return &kExcelRefusal;
  if (bytes.find("P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0 \0D\0o\0c\0u\0m\0e\0n\0t\0"sv) != bytes.npos) return &kSlidesRefusal;
  return nullptr;
}

/// A page saved as one file is a mail: fields first ("From:", "Subject:"), one of them the version of MIME.
bool IsMail(std::string_view start) {
  const std::size_t name = start.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-");
  if (name == start.npos || name == 0 || start[name] != ':') return false;
  return start.starts_with("MIME-Version:") || start.find("\nMIME-Version:") != start.npos;
}

const Refusal* RefusalOf(std::string_view bytes) {
  const auto* found = std::ranges::find_if(kRefusals, [&](const Refusal& refusal) {
    return bytes.size() > refusal.at && bytes.substr(refusal.at).starts_with(refusal.magic);
  });
  if (found == std::begin(kRefusals)) {
    if (const Refusal* better = RefusalOfContainer(bytes)) return better;
  }
  if (found != std::end(kRefusals)) return found;
  if (IsMail(bytes.substr(0, 2048))) return &kWebArchiveRefusal;
  const std::string_view start = bytes.substr(0, 512);
  if (start.find("<office:document") != start.npos || start.find("<uof:UOF") != start.npos) return &kFlatRefusal;
  const bool word_xml = start.find("<?mso-application") != start.npos || start.find("<pkg:package") != start.npos;
  return word_xml ? &kWordXmlRefusal : nullptr;
}

std::string ExtensionOf(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || path.find_first_of("/\\", dot) != std::string_view::npos) return {};
  return LowerAscii(path.substr(dot + 1));
}

bool Claims(const Reader& reader, std::string_view extension) {
  if (extension.empty()) return false;
  std::string_view rest = reader.extensions;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (rest.substr(0, end) == extension) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

/// The reader that is certain; else the one the name points to; else the last one that would do, which is the plainest.
const Reader* Choose(std::string_view name, std::string_view bytes) {
  const std::string extension = ExtensionOf(name);
  const Reader* named = nullptr;
  const Reader* possible = nullptr;
  for (const Reader& reader : Readers()) {
    const int sure = reader.recognise(bytes);
    if (sure >= 2) return &reader;
    if (sure == 0) continue;
    possible = &reader;
    if (named == nullptr && Claims(reader, extension)) named = &reader;
  }
  return named != nullptr ? named : possible;
}

std::string InMebibytes(std::size_t bytes) { return std::to_string((bytes + (1 << 20) - 1) >> 20); }

}  // namespace

const Reader* ReaderNamedLike(std::string_view path) {
  const std::string extension = ExtensionOf(path);
  const auto claims = [&](const Reader& reader) { return Claims(reader, extension); };
  const auto found = std::ranges::find_if(Readers(), claims);
  return found == Readers().end() ? nullptr : &*found;
}

std::unique_ptr<Source> DecodeSource(std::string name, std::string bytes, std::string_view declared, Lang lang,
                                     Diagnostics& diagnostics) {
  DecodeError error{};
  std::optional<Decoded> decoded = Decode(std::move(bytes), declared, error);
  if (!decoded) {
    if (error == DecodeError::kNul) {
      Refuse(diagnostics, Trouble::kNotText, lang, "文件含有 NUL 字节，不是文本",
             "the file holds NUL bytes and is no text");
    } else {
      Refuse(diagnostics, Trouble::kNotText, lang, "文件既不是 UTF-8、UTF-16，也不是 GB18030 文本，请另存为 UTF-8",
             "the file is neither UTF-8, UTF-16 nor GB18030 text: save it as UTF-8");
    }
    return nullptr;
  }
  auto source = std::make_unique<Source>(std::move(name), std::move(decoded->text));
  if (source->line_count() > kMostLines) {
    const std::string lines = std::to_string(source->line_count());
    const std::string most = std::to_string(kMostLines);
    Refuse(diagnostics, Trouble::kOverLimit, lang,
           Fill("文件有 {lines} 行，超过上限 {most} 行", {{"lines", lines}, {"most", most}}),
           Fill("the file has {lines} lines, more than the limit of {most}", {{"lines", lines}, {"most", most}}));
    return nullptr;
  }
  return source;
}

namespace {

std::optional<Document> ReadAny(std::string name, std::string bytes, Lang lang, const Enough& enough,
                                Diagnostics& diagnostics, std::unique_ptr<Source>& refused);

}  // namespace

std::optional<Document> ReadDocument(std::string name, std::string bytes, Lang lang, Diagnostics& diagnostics,
                                     std::unique_ptr<Source>& refused) {
  return ReadAny(std::move(name), std::move(bytes), lang, nullptr, diagnostics, refused);
}

std::optional<Document> ReadBeginning(std::string name, std::string bytes, const Enough& enough) {
  Diagnostics ignored;
  std::unique_ptr<Source> refused;
  return ReadAny(std::move(name), std::move(bytes), Lang::kEn, enough, ignored, refused);
}

namespace {

std::optional<Document> ReadAny(std::string name, std::string bytes, Lang lang, const Enough& enough,
                                Diagnostics& diagnostics, std::unique_ptr<Source>& refused) {
  constexpr Localized kEmpty = {"文件是空的", "the file is empty"};
  constexpr Localized kLarge = {"文件有 {size} MiB，超过上限 {most} MiB",
                                "the file has {size} MiB, more than the limit of {most} MiB"};
  const auto refuse = [&](Trouble trouble, std::string detail) {
    refused = std::make_unique<Source>(name, std::string());
    diagnostics.Add(MakeTrouble(trouble, *refused, {}, std::move(detail)));
  };
  if (bytes.size() > kMostFileBytes) {
    const std::string size = InMebibytes(bytes.size());
    const std::string most = InMebibytes(kMostFileBytes);
    refuse(Trouble::kOverLimit, Fill(kLarge.In(lang), {{"size", size}, {"most", most}}));
    return std::nullopt;
  }
  if (Trim(bytes).empty()) {
    refuse(Trouble::kUnreadable, std::string(kEmpty.In(lang)));
    return std::nullopt;
  }
  const Reader* reader = Choose(name, bytes);
  const Refusal* refusal = RefusalOf(bytes);
  // A certain reader knows better than the first bytes; one that would read anything does not. None reads the page in a
  // mail, though its lines may well be a page's.
  const bool sure = reader != nullptr && refusal != &kWebArchiveRefusal && reader->recognise(bytes) >= 2;
  if (refusal != nullptr && !sure) {
    refuse(refusal->trouble, std::string(refusal->says.In(lang)));
    return std::nullopt;
  }

  Diagnostics found;
  const bool beginning = enough != nullptr && reader->read_beginning != nullptr;
  std::optional<Document> document = beginning ? reader->read_beginning(name, std::move(bytes), lang, found, enough)
                                               : reader->read(name, std::move(bytes), lang, found);
  if (document) {
    document->format = reader->name;
  } else {
    refused = std::make_unique<Source>(name, std::string());
  }
  for (Diagnostic& diagnostic : found.Take()) {
    if (!document) {
      diagnostic.source = refused.get();
      diagnostic.where = {};
    }
    diagnostics.Add(std::move(diagnostic));
  }
  return document;
}

}  // namespace

}  // namespace gouji
