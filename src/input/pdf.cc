#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "input/pdf_flow.h"
#include "input/pdf_pages.h"
#include "input/pdf_rules.h"
#include "input/pdftotext.h"
#include "input/reader.h"
#include "input/refusal.h"
#include "input/transcript.h"

namespace gouji {
namespace {

int RecognisePdf(std::string_view bytes) { return bytes.substr(0, 1024).find("%PDF-") != bytes.npos ? 2 : 0; }

std::nullopt_t RefusePdf(PdfOutcome outcome, Lang lang, Diagnostics& diagnostics) {
  switch (outcome) {
    case PdfOutcome::kMissing:
      return Refuse(diagnostics, Trouble::kUnsupportedFormat, lang,
                    "读取 PDF 需要 pdftotext，本机没有安装；请安装 poppler-utils，或改用 .docx、.html",
                    "reading PDF needs pdftotext, which is not installed: install poppler-utils, or give the .docx or "
                    "the web page");
    case PdfOutcome::kNoTemporaryFile:
      return Refuse(diagnostics, Trouble::kUnreadable, lang, "无法在临时目录（TMPDIR）中写入文件，PDF 没有读取",
                    "no file can be written in the temporary folder (TMPDIR), so the PDF was not read");
    case PdfOutcome::kTooSlow:
      return Refuse(diagnostics, Trouble::kOverLimit, lang, "pdftotext 在 20 秒内没有读完这个 PDF；请改用 .docx",
                    "pdftotext did not finish this PDF within 20 seconds: give the .docx");
    case PdfOutcome::kTooMuch:
      return Refuse(diagnostics, Trouble::kOverLimit, lang, "这个 PDF 的文字超过 32 MB，不像一份报告；请只提供报告本身",
                    "this PDF holds more than 32 MB of text, which no report does: give the report alone");
    case PdfOutcome::kDone:
      return Refuse(
          diagnostics, Trouble::kUnsupportedFormat, lang,
          "这个 PDF 没有文字层（扫描件或图片）；请提供原始电子文档（.docx）或文字版 PDF",
          "this PDF has no text, only pictures of it: give the document it was printed from (.docx), or a PDF "
          "with text");
    case PdfOutcome::kFailed:
      break;
  }
  return Refuse(
      diagnostics, Trouble::kDamaged, lang, "pdftotext 打不开这个 PDF：文件已损坏或有密码；请重新导出，或改用 .docx",
      "pdftotext cannot open this PDF, which is damaged or has a password: export it again, or give the .docx");
}

// NOLINTNEXTLINE(performance-unnecessary-value-param): what every reader is given, to keep or not
std::optional<Document> ReadPdf(std::string name, std::string bytes, Lang lang, Diagnostics& diagnostics) {
  std::string tsv;
  const PdfOutcome outcome = ReadPdfWords(bytes, tsv);
  if (outcome != PdfOutcome::kDone) return RefusePdf(outcome, lang, diagnostics);
  PdfText text = ReadPdfPages(tsv, ParsePdfRules(ReadPdfDrawing(bytes)));
  const bool blank = std::ranges::all_of(
      text.stretches, [](const PdfStretch& stretch) { return stretch.lines.empty() && stretch.table.empty(); });
  if (blank) return RefusePdf(outcome, lang, diagnostics);
  if (text.cut_off) {
    return Refuse(
        diagnostics, Trouble::kDamaged, lang,
        "这个 PDF 的文字或表格超出了页面的边缘，有一部分没有印出来；请缩小比例或改为横向重新导出，或改用 .docx",
        "words or tables of this PDF run over the edges of its pages, and part of them is lost: export it "
        "again, smaller or in landscape, or give the .docx");
  }
  const Flow flow = BuildPdfFlow(std::move(text));
  std::optional<Document> document = Transcribe(std::move(name), flow);
  if (!document) {
    return RefuseLargeTable(diagnostics, lang);
  }
  return document;
}

}  // namespace

extern const Reader kPdfReader;
const Reader kPdfReader = {"pdf", "pdf", {"有文字层的 PDF", "PDF files with text"}, RecognisePdf, ReadPdf};

}  // namespace gouji
