#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "input/docx_flow.h"
#include "input/docx_numbering.h"
#include "input/docx_styles.h"
#include "input/package.h"
#include "input/reader.h"
#include "input/refusal.h"
#include "input/transcript.h"
#include "input/xml.h"

namespace gouji {
namespace {

/// Targets of a part's relationships, by id, and the first of each type.
struct Relations {
  std::map<std::string, std::string, std::less<>> by_id;
  std::map<std::string, std::string, std::less<>> by_type;
};

/// "word/document.xml" and "media/../styles.xml" to "word/styles.xml".
std::string ResolvePart(std::string_view from, std::string_view target) {
  std::string path(target.starts_with('/') ? ""
                                           : from.substr(0, from.rfind('/') == from.npos ? 0 : from.rfind('/') + 1));
  path += target.starts_with('/') ? target.substr(1) : target;
  std::vector<std::string_view> steps;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view step = std::string_view(path).substr(at, end - at);
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (!step.empty() && step != ".") {
      steps.push_back(step);
    }
    at = end + 1;
  }
  std::string resolved;
  for (const std::string_view step : steps) {
    if (!resolved.empty()) resolved += '/';
    resolved += step;
  }
  return resolved;
}

class DocxFile {
 public:
  explicit DocxFile(std::string_view bytes) : package_(bytes), fault_(package_.fault()) {}

  Fault fault() const { return fault_ != Fault::kNone ? fault_ : package_.fault(); }
  const Package& package() const { return package_; }

  /// The flow of the main document; nothing where there is none, or with a fault.
  std::optional<Flow> Read() {
    if (fault() != Fault::kNone) return std::nullopt;
    const std::string main = MainPart();
    const auto document = Load(main);
    if (document == nullptr) return std::nullopt;
    const XmlNode body = Path(document->top(), "document", "body");
    if (!body) return std::nullopt;
    const Relations relations = RelationsOf(main);
    DocxStyles styles;
    DocxNumbering numbering;
    if (const auto part = LoadRelated(relations, "styles")) styles.Load(part->root());
    if (const auto part = LoadRelated(relations, "numbering")) numbering.Load(part->root(), styles);
    if (fault() != Fault::kNone) return std::nullopt;
    Flow flow;
    std::vector<std::string> headers, footers;
    CollectReferences(document->top(), headers, footers);
    ReadMargins(headers, relations, styles, numbering, flow);
    Flow main_flow = ReadDocxFlow(body, styles, numbering);
    std::ranges::move(main_flow, std::back_inserter(flow));
    ReadMargins(footers, relations, styles, numbering, flow);
    if (fault() != Fault::kNone || has_chunk_) return std::nullopt;
    return flow;
  }

  /// Words that stand in a file inside the file, of whatever format, which Word takes in when it opens it.
  bool has_chunk() const { return has_chunk_; }

 private:
  std::unique_ptr<XmlDocument> Load(std::string_view part) {
    const std::optional<std::string> bytes = package_.Read(part);
    if (!bytes) return nullptr;
    return XmlDocument::Parse(*bytes, fault_);
  }

  std::unique_ptr<XmlDocument> LoadRelated(const Relations& relations, std::string_view type) {
    const auto target = relations.by_type.find(type);
    return target == relations.by_type.end() ? nullptr : Load(target->second);
  }

  Relations RelationsOf(std::string_view part) {
    const std::size_t slash = part.rfind('/') == part.npos ? 0 : part.rfind('/') + 1;
    const std::string path = std::string(part.substr(0, slash)) + "_rels/" + std::string(part.substr(slash)) + ".rels";
    Relations relations;
    const auto document = Load(path);
    if (document == nullptr) return relations;
    for (const XmlNode relation : document->root().children()) {
      if (NameOf(relation) != "Relationship" || Value(relation, "TargetMode") == "External") continue;
      const std::string_view type = Value(relation, "Type");
      const std::string target = ResolvePart(part, Value(relation, "Target"));
      relations.by_id.emplace(Value(relation, "Id"), target);
      relations.by_type.emplace(type.substr(type.rfind('/') == type.npos ? 0 : type.rfind('/') + 1), target);
    }
    return relations;
  }

  std::string MainPart() {
    const Relations relations = RelationsOf("");
    const auto target = relations.by_type.find("officeDocument");
    return target == relations.by_type.end() ? "word/document.xml" : target->second;
  }

  /// Headers or footers of all sections, each once and each line once: what stands on every page.
  void ReadMargins(const std::vector<std::string>& ids, const Relations& relations, const DocxStyles& styles,
                   DocxNumbering& numbering, Flow& flow) {
    std::set<std::string> parts, lines;
    for (const std::string& id : ids) {
      const auto target = relations.by_id.find(id);
      if (target == relations.by_id.end() || !parts.insert(target->second).second) continue;
      const auto part = Load(target->second);
      if (part == nullptr) continue;
      for (FlowItem& item : ReadDocxFlow(part->root(), styles, numbering, Paragraph::Role::kMargin)) {
        if (item.table != nullptr) {
          auto words = LabelOf(OneItem(std::move(item)));
          item = FlowItem{};
          item.text = std::move(words);
          item.role = Paragraph::Role::kMargin;
        }
        if (lines.insert(item.text).second) flow.push_back(std::move(item));
      }
    }
  }

  static Flow OneItem(FlowItem item) {
    Flow flow;
    flow.push_back(std::move(item));
    return flow;
  }

  void CollectReferences(XmlNode node, std::vector<std::string>& headers, std::vector<std::string>& footers) {
    for (const XmlNode child : node.children()) {
      const std::string_view name = NameOf(child);
      const bool header = name == "headerReference";
      if (header || name == "footerReference") {
        (header ? headers : footers).emplace_back(Value(child, "id"));
      } else {
        has_chunk_ = has_chunk_ || name == "altChunk";
        CollectReferences(child, headers, footers);
      }
    }
  }

  Package package_;
  Fault fault_ = Fault::kNone;
  bool has_chunk_ = false;
};

int RecogniseDocx(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06") ? 2 : 0;
}

std::nullopt_t RefuseDocx(const DocxFile& file, Lang lang, Diagnostics& diagnostics) {
  switch (file.fault()) {
    case Fault::kDamaged:
      return Refuse(
          diagnostics, Trouble::kDamaged, lang,
          "文件已损坏：压缩包不完整、校验不符或其中的 XML 无法解析；请用 Word 或 WPS 打开后另存为 .docx",
          "the file is damaged: its archive is incomplete, fails its checksum or holds broken XML; open it in "
          "Word or WPS and save it as .docx again");
    case Fault::kEncrypted:
      return Refuse(diagnostics, Trouble::kDamaged, lang, "文件已加密；请取消密码保护后另存为 .docx",
                    "the file is encrypted; remove the password and save it as .docx again");
    case Fault::kTooLarge:
      return Refuse(diagnostics, Trouble::kOverLimit, lang,
                    "文件解压后超过 64 MB，或其中一个部分超过 24 MB；请移除嵌入的大图或附件后另存",
                    "the file is larger than 64 MB inflated, or a part of it than 24 MB: take out large embedded "
                    "pictures or attachments and save it again");
    case Fault::kBomb:
      return Refuse(diagnostics, Trouble::kOverLimit, lang,
                    "文件中有一个部分压缩到不足 1/200，正常的文件不会如此，不予解压",
                    "a part of the file is compressed to less than 1/200, as no real one is, and is not inflated");
    case Fault::kManyMembers:
      return Refuse(diagnostics, Trouble::kOverLimit, lang, "文件的压缩包里超过 10000 个成员，不予解压",
                    "the archive of the file has more than 10000 members, and is not inflated");
    case Fault::kTooDeep:
      return Refuse(diagnostics, Trouble::kOverLimit, lang, "文件内容嵌套超过 500 层，不予解析",
                    "the file nests its content deeper than 500 levels, and is not parsed");
    case Fault::kDeclarations:
      return Refuse(diagnostics, Trouble::kDamaged, lang,
                    "文件的 XML 里有 DTD 或实体声明，Word 文件不会有，不予解析，也不读取其所指的文件",
                    "the XML of the file declares a DTD or entities, as no Word file does: it is not parsed, and "
                    "nothing it points to is read");
    case Fault::kNone:
      break;
  }
  if (file.has_chunk()) {
    return Refuse(
        diagnostics, Trouble::kUnsupportedFormat, lang,
        "正文的全部或一部分是嵌在文件里的另一个文件（altChunk），只有 Word 能把它合进来；请用 Word 打开后另存为 "
        ".docx",
        "all or a part of the text is another file inside this one (altChunk), which only Word takes in: open "
        "it in Word and save it as .docx");
  }
  if (file.package().HasFolder("xl/")) {
    return Refuse(diagnostics, Trouble::kUnsupportedFormat, lang, "这是电子表格（.xlsx），不是报告文档；请提供 .docx",
                  "this is a spreadsheet (.xlsx), not a report; give the .docx");
  }
  if (file.package().HasFolder("ppt/")) {
    return Refuse(diagnostics, Trouble::kUnsupportedFormat, lang, "这是演示文稿（.pptx），不是报告文档；请提供 .docx",
                  "this is a presentation (.pptx), not a report; give the .docx");
  }
  if (file.package().Has("content.xml")) {
    return Refuse(diagnostics, Trouble::kUnsupportedFormat, lang, "这是 OpenDocument 文件（.odt）；请另存为 .docx",
                  "this is an OpenDocument file (.odt); save it as .docx");
  }
  return Refuse(diagnostics, Trouble::kUnsupportedFormat, lang,
                "这是压缩包或其他格式（如 .ofd），里面没有 Word 文档；请解压，或另存为 .docx",
                "a ZIP archive (or .ofd) without a Word document in it: unpack it, or save it as .docx");
}

// NOLINTNEXTLINE(performance-unnecessary-value-param): what every reader is given, to keep or not
std::optional<Document> ReadDocx(std::string name, std::string bytes, Lang lang, Diagnostics& diagnostics) {
  DocxFile file(bytes);
  const std::optional<Flow> flow = file.Read();
  if (!flow) return RefuseDocx(file, lang, diagnostics);
  std::optional<Document> document = Transcribe(std::move(name), *flow);
  if (!document) {
    return RefuseLargeTable(diagnostics, lang);
  }
  return document;
}

}  // namespace

extern const Reader kDocxReader;
const Reader kDocxReader = {
    "docx", "docx docm", {"Word 文档（.docx）", "Word documents (.docx)"}, RecogniseDocx, ReadDocx};

}  // namespace gouji
