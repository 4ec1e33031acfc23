#include <minizip/unzip.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "input/reader.h"
#include "input/refusal.h"
#include "input/transcript.h"
#include "text/fold.h"

namespace gouji {
namespace {

using pugi::xml_node;

// ------------------------------------------------------------------------------------------------------------- the
// package

constexpr std::uint64_t kMaxInflated = 64U << 20U;
constexpr std::uint64_t kMaxPart = 24U << 20U;  ///< of one part that is parsed: its tree is many times as large
constexpr std::uint64_t kMaxRatio = 200;
constexpr std::uint64_t kRatioFrom = 1U << 20U;  ///< small parts may shrink as they like
constexpr std::uint64_t kMaxMembers = 10'000;
constexpr int kMaxDepth = 500;

/// What stopped a package from being read.
enum class Fault { kNone, kDamaged, kEncrypted, kOverLimit };

/// Bytes in memory as minizip wants a file: read only, one position.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : bytes_(bytes) {}

  zlib_filefunc64_def Functions() {
    zlib_filefunc64_def functions{};
    functions.opaque = this;
    functions.zopen64_file = [](voidpf self, const void*, int) -> voidpf { return self; };
    functions.zread_file = [](voidpf self, voidpf, void* to, uLong wanted) -> uLong {
      return static_cast<MemoryFile*>(self)->Read(to, wanted);
    };
    functions.zwrite_file = [](voidpf, voidpf, const void*, uLong) -> uLong { return 0; };
    functions.ztell64_file = [](voidpf self, voidpf) -> ZPOS64_T { return static_cast<MemoryFile*>(self)->at_; };
    functions.zseek64_file = [](voidpf self, voidpf, ZPOS64_T to, int origin) -> long {
      return static_cast<MemoryFile*>(self)->Seek(to, origin);
    };
    functions.zclose_file = [](voidpf, voidpf) -> int { return 0; };
    functions.zerror_file = [](voidpf, voidpf) -> int { return 0; };
    return functions;
  }

 private:
  uLong Read(void* to, uLong wanted) {
    const auto count = std::min<std::size_t>(wanted, bytes_.size() - at_);
    if (count > 0) std::memcpy(to, bytes_.data() + at_, count);
    at_ += count;
    return static_cast<uLong>(count);
  }

  long Seek(ZPOS64_T to, int origin) {
    const std::size_t from = origin == ZLIB_FILEFUNC_SEEK_CUR   ? at_
                             : origin == ZLIB_FILEFUNC_SEEK_END ? bytes_.size()
                                                                : 0;
    const ZPOS64_T target = from + to;
    if (target > bytes_.size()) return -1;
    at_ = static_cast<std::size_t>(target);
    return 0;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// A zip archive whose members are known to be harmless before the first one is inflated.
class Package {
 public:
  explicit Package(std::string_view bytes) : file_(bytes) {
    zlib_filefunc64_def functions = file_.Functions();
    zip_ = unzOpen2_64("", &functions);
    if (zip_ == nullptr) {
      fault_ = Fault::kDamaged;
      return;
    }
    List();
  }
  ~Package() {
    if (zip_ != nullptr) unzClose(zip_);
  }
  Package(const Package&) = delete;
  Package& operator=(const Package&) = delete;

  Fault fault() const { return fault_; }
  bool Has(std::string_view part) const { return members_.contains(LowerAscii(part)); }
  bool HasFolder(std::string_view folder) const {
    const auto at = members_.lower_bound(folder);
    return at != members_.end() && at->first.starts_with(folder);
  }

  /// A part's bytes; names of parts know no case. Nothing when it is not there or, with a fault, cannot be read.
  std::optional<std::string> Read(std::string_view part) {
    const auto member = members_.find(LowerAscii(part));
    if (member == members_.end()) return std::nullopt;
    unz64_file_pos position = member->second.position;
    if (member->second.bytes > kMaxPart) return Fail(Fault::kOverLimit);
    if (unzGoToFilePos64(zip_, &position) != UNZ_OK || unzOpenCurrentFile(zip_) != UNZ_OK) return Fail(Fault::kDamaged);
    std::string bytes;
    std::array<char, 1U << 15U> buffer{};
    int count = 0;
    while ((count = unzReadCurrentFile(zip_, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0) {
      bytes.append(buffer.data(), static_cast<std::size_t>(count));
      // The size in the directory is only a claim.
      if (bytes.size() > kMaxPart) {
        unzCloseCurrentFile(zip_);
        return Fail(Fault::kOverLimit);
      }
    }
    // Closing compares the checksum.
    const int closed = unzCloseCurrentFile(zip_);
    if (count < 0 || closed != UNZ_OK || bytes.size() != member->second.bytes) return Fail(Fault::kDamaged);
    return bytes;
  }

 private:
  struct Member {
    unz64_file_pos position{};
    std::uint64_t bytes = 0;
  };

  std::nullopt_t Fail(Fault fault) {
    fault_ = fault;
    return std::nullopt;
  }

  void List() {
    std::uint64_t total = 0;
    int status = unzGoToFirstFile(zip_);
    for (; status == UNZ_OK; status = unzGoToNextFile(zip_)) {
      unz_file_info64 info{};
      std::array<char, 1024> name{};
      Member member;
      if (unzGetCurrentFileInfo64(zip_, &info, name.data(), name.size() - 1, nullptr, 0, nullptr, 0) != UNZ_OK ||
          unzGetFilePos64(zip_, &member.position) != UNZ_OK) {
        fault_ = Fault::kDamaged;
        return;
      }
      member.bytes = info.uncompressed_size;
      total += member.bytes;
      const bool bomb = member.bytes > kRatioFrom && member.bytes / kMaxRatio > info.compressed_size;
      if (bomb || total > kMaxInflated || members_.size() >= kMaxMembers) {
        fault_ = Fault::kOverLimit;
        return;
      }
      constexpr uLong kEncryptedFlag = 1;
      if ((info.flag & kEncryptedFlag) != 0) {
        fault_ = Fault::kEncrypted;
        return;
      }
      std::string key = LowerAscii(name.data());
      std::ranges::replace(key, '\\', '/');
      members_.emplace(std::move(key), member);
    }
    if (status != UNZ_END_OF_LIST_OF_FILE || members_.empty()) fault_ = Fault::kDamaged;
  }

  MemoryFile file_;
  unzFile zip_ = nullptr;
  Fault fault_ = Fault::kNone;
  std::map<std::string, Member, std::less<>> members_;
};

// -------------------------------------------------------------------------------------------------------------------
// XML

/// The name without its prefix. Word, WPS and strict documents differ in prefixes and namespaces, never in these.
std::string_view LocalName(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}
std::string_view NameOf(xml_node node) { return LocalName(node.name()); }

xml_node Child(xml_node node, std::string_view name) {
  for (const xml_node child : node.children()) {
    if (NameOf(child) == name) return child;
  }
  return {};
}

/// A child of a child …; an empty node where one is missing.
template <typename... Names>
xml_node Path(xml_node node, Names... names) {
  ((node = Child(node, names)), ...);
  return node;
}

std::string_view Value(xml_node node, std::string_view attribute = "val") {
  for (const pugi::xml_attribute candidate : node.attributes()) {
    if (LocalName(candidate.name()) == attribute) return candidate.value();
  }
  return {};
}

std::optional<int> Number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return std::nullopt;
  return value;
}

/// A property that is on by being there: <w:vanish/>, but not <w:vanish w:val="0"/>.
bool IsOn(xml_node property) {
  if (!property) return false;
  const std::string_view value = Value(property);
  return value != "0" && value != "false" && value != "off" && value != "none";
}

/// The deepest nesting below `node`, counted without recursion.
int DepthOf(xml_node node) {
  int depth = 0, deepest = 0;
  xml_node at = node.first_child();
  while (at) {
    deepest = std::max(deepest, ++depth);
    if (at.first_child()) {
      at = at.first_child();
      continue;
    }
    --depth;
    while (at && at != node && !at.next_sibling()) {
      at = at.parent();
      --depth;
    }
    if (!at || at == node) break;
    at = at.next_sibling();
  }
  return deepest;
}

/// Parses a part. Nothing, with the fault, when it is no harmless XML: no document types (entities), no abysses.
std::unique_ptr<pugi::xml_document> ParseXml(const std::string& bytes, Fault& fault) {
  auto document = std::make_unique<pugi::xml_document>();
  constexpr unsigned kFlags = pugi::parse_default | pugi::parse_ws_pcdata_single | pugi::parse_doctype;
  const pugi::xml_parse_result result = document->load_buffer(bytes.data(), bytes.size(), kFlags);
  if (!result) {
    fault = Fault::kDamaged;
    return nullptr;
  }
  for (const xml_node child : document->children()) {
    if (child.type() == pugi::node_doctype) {
      fault = Fault::kDamaged;
      return nullptr;
    }
  }
  if (DepthOf(*document) > kMaxDepth) {
    fault = Fault::kOverLimit;
    return nullptr;
  }
  return document;
}

// -------------------------------------------------------------------------------------------------------------
// numerals

constexpr std::array<std::string_view, 10> kDigits = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
constexpr std::array<std::string_view, 10> kLegalDigits = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
constexpr std::array<std::string_view, 10> kStems = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
constexpr std::array<std::string_view, 12> kBranches = {"子", "丑", "寅", "卯", "辰", "巳",
                                                        "午", "未", "申", "酉", "戌", "亥"};

/// 1 to 9999 as one counts aloud: 十二, 一百零五.
std::string Counted(int value, const std::array<std::string_view, 10>& digits,
                    const std::array<std::string_view, 4>& units, bool plain_ten) {
  std::string numeral;
  bool zero = false;
  int scale = 1000;
  for (int unit = 3; unit >= 0; --unit, scale /= 10) {
    const int digit = value / scale % 10;
    if (digit == 0) {
      zero |= !numeral.empty();
      continue;
    }
    if (zero) numeral += "零";
    zero = false;
    const bool bare = plain_ten && digit == 1 && unit == 1 && numeral.empty();
    if (!bare) numeral += digits[static_cast<std::size_t>(digit)];
    numeral += units[static_cast<std::size_t>(unit)];
  }
  return numeral;
}

std::string DigitByDigit(int value, const std::array<std::string_view, 10>& digits) {
  std::string numeral;
  for (const char digit : std::to_string(value)) numeral += digits[static_cast<std::size_t>(digit - '0')];
  return numeral;
}

std::string Roman(int value) {
  constexpr std::array<std::pair<int, std::string_view>, 13> kSteps = {{{1000, "M"},
                                                                        {900, "CM"},
                                                                        {500, "D"},
                                                                        {400, "CD"},
                                                                        {100, "C"},
                                                                        {90, "XC"},
                                                                        {50, "L"},
                                                                        {40, "XL"},
                                                                        {10, "X"},
                                                                        {9, "IX"},
                                                                        {5, "V"},
                                                                        {4, "IV"},
                                                                        {1, "I"}}};
  std::string numeral;
  for (const auto& [step, letters] : kSteps) {
    for (; value >= step; value -= step) numeral += letters;
  }
  return numeral;
}

/// a … z, aa … zz, as Word goes on.
std::string Letters(int value) {
  return std::string(static_cast<std::size_t>((value - 1) / 26 + 1), static_cast<char>('a' + (value - 1) % 26));
}

void AppendUtf8(char32_t c, std::string& to) {
  if (c < 0x80) {
    to += static_cast<char>(c);
  } else if (c < 0x800) {
    to += static_cast<char>(0xC0 | (c >> 6));
    to += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    to += static_cast<char>(0xE0 | (c >> 12));
    to += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    to += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    to += static_cast<char>(0xF0 | (c >> 18));
    to += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    to += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    to += static_cast<char>(0x80 | (c & 0x3F));
  }
}

/// One of a run of characters that Unicode encodes for 1 to `count`.
std::string OneOfRun(int value, char32_t first, int count) {
  if (value < 1 || value > count) return std::to_string(value);
  std::string numeral;
  AppendUtf8(first + static_cast<char32_t>(value - 1), numeral);
  return numeral;
}

/// A number as ST_NumberFormat names the way to write it. A format that is not known here is written in digits.
std::string Numeral(int value, std::string_view format) {
  if (format == "none" || format == "bullet") return {};
  if (value < 1 || value > 9999) return std::to_string(value);
  constexpr std::array<std::string_view, 4> kUnits = {"", "十", "百", "千"};
  constexpr std::array<std::string_view, 4> kLegalUnits = {"", "拾", "佰", "仟"};
  if (format == "chineseCounting" || format == "chineseCountingThousand" || format == "japaneseCounting" ||
      format == "taiwaneseCounting" || format == "taiwaneseCountingThousand" || format == "koreanCounting") {
    return Counted(value, kDigits, kUnits, true);
  }
  if (format == "chineseLegalSimplified" || format == "ideographLegalTraditional" || format == "japaneseLegal") {
    return Counted(value, kLegalDigits, kLegalUnits, false);
  }
  if (format == "ideographDigital" || format == "japaneseDigitalTen" || format == "taiwaneseDigital") {
    return DigitByDigit(value, kDigits);
  }
  if (format == "ideographTraditional") return std::string(kStems[static_cast<std::size_t>((value - 1) % 10)]);
  if (format == "ideographZodiac") return std::string(kBranches[static_cast<std::size_t>((value - 1) % 12)]);
  if (format == "upperRoman") return Roman(value);
  if (format == "lowerRoman") return LowerAscii(Roman(value));
  if (format == "lowerLetter") return Letters(value);
  if (format == "upperLetter") {
    std::string letters = Letters(value);
    for (char& c : letters) c = static_cast<char>(c - 'a' + 'A');
    return letters;
  }
  if (format == "decimalZero") return (value < 10 ? "0" : "") + std::to_string(value);
  if (format == "decimalFullWidth" || format == "decimalFullWidth2") {
    std::string digits;
    for (const char digit : std::to_string(value)) AppendUtf8(U'０' + static_cast<char32_t>(digit - '0'), digits);
    return digits;
  }
  if (format == "decimalEnclosedCircle" || format == "decimalEnclosedCircleChinese") return OneOfRun(value, U'①', 20);
  if (format == "decimalEnclosedParen") return OneOfRun(value, U'⑴', 20);
  if (format == "decimalEnclosedFullstop") return OneOfRun(value, U'⒈', 20);
  if (format == "ideographEnclosedCircle") return OneOfRun(value, U'㊀', 10);
  return std::to_string(value);
}

// --------------------------------------------------------------------------------------------------- styles and
// numbering

struct Style {
  std::string name;  ///< in lower case
  std::string based_on;
  std::optional<int> numbering;
  std::optional<int> level;
  std::optional<int> outline;
};

constexpr int kMaxBasedOn = 20;

/// The paragraph styles, as far as they decide what a paragraph says and is.
class Styles {
 public:
  void Load(xml_node root) {
    for (const xml_node node : root.children()) {
      if (NameOf(node) != "style" || (Value(node, "type") != "paragraph" && Value(node, "type") != "numbering"))
        continue;
      Style style;
      style.name = LowerAscii(Value(Child(node, "name")));
      style.based_on = Value(Child(node, "basedOn"));
      const xml_node properties = Child(node, "pPr");
      style.numbering = Number(Value(Path(properties, "numPr", "numId")));
      style.level = Number(Value(Path(properties, "numPr", "ilvl")));
      style.outline = Number(Value(Child(properties, "outlineLvl")));
      const std::string id(Value(node, "styleId"));
      if (Value(node, "type") == "paragraph" && (Value(node, "default") == "1" || Value(node, "default") == "true")) {
        default_ = id;
      }
      styles_.emplace(id, std::move(style));
    }
  }

  const std::string& default_style() const { return default_; }

  /// The first answer of `ask` along the chain of styles a style is based on.
  template <typename Ask>
  auto Inherited(std::string id, Ask ask) const -> decltype(ask(id, std::declval<const Style&>())) {
    for (int step = 0; step < kMaxBasedOn; ++step) {
      const auto style = styles_.find(id);
      if (style == styles_.end()) return {};
      if (auto answer = ask(id, style->second)) return answer;
      id = style->second.based_on;
    }
    return {};
  }

 private:
  std::map<std::string, Style, std::less<>> styles_;
  std::string default_;
};

/// Automatic numbers: the "四、" of a heading that is nowhere in its words.
class Numbering {
 public:
  void Load(xml_node root, const Styles& styles) {
    for (const xml_node node : root.children()) {
      if (NameOf(node) == "abstractNum") {
        Abstract& abstract = abstracts_[Number(Value(node, "abstractNumId")).value_or(-1)];
        abstract.linked_style = Value(Child(node, "numStyleLink"));
        for (const xml_node level : node.children()) {
          if (NameOf(level) == "lvl") ReadLevel(level, abstract.levels);
        }
      } else if (NameOf(node) == "num") {
        Instance& instance = instances_[Number(Value(node, "numId")).value_or(-1)];
        instance.abstract = Number(Value(Child(node, "abstractNumId"))).value_or(-1);
        for (const xml_node change : node.children()) {
          if (NameOf(change) != "lvlOverride") continue;
          const int level = Number(Value(change, "ilvl")).value_or(0);
          if (const auto start = Number(Value(Child(change, "startOverride")))) instance.starts[level] = *start;
          if (const xml_node whole = Child(change, "lvl")) ReadLevel(whole, instance.levels);
        }
      }
    }
    // A list style: the definition stands in the numbering its style names.
    for (auto& [id, instance] : instances_) {
      const auto abstract = abstracts_.find(instance.abstract);
      if (abstract == abstracts_.end() || abstract->second.linked_style.empty()) continue;
      const auto linked = styles.Inherited(abstract->second.linked_style,
                                           [](const std::string&, const Style& style) { return style.numbering; });
      const auto other = linked ? instances_.find(*linked) : instances_.end();
      if (other != instances_.end()) instance.abstract = other->second.abstract;
    }
  }

  /// The level of a numbering that a style is tied to.
  std::optional<int> LevelOfStyle(int numbering, std::string_view style) const {
    const auto instance = instances_.find(numbering);
    if (instance == instances_.end()) return std::nullopt;
    const auto abstract = abstracts_.find(instance->second.abstract);
    if (abstract == abstracts_.end()) return std::nullopt;
    for (const auto& [number, level] : abstract->second.levels) {
      if (level.style == style) return number;
    }
    return std::nullopt;
  }

  /// Counts one paragraph and gives the number it shows.
  std::string Next(int numbering, int level) {
    const auto found = instances_.find(numbering);
    if (found == instances_.end() || level < 0 || level >= kLevels) return {};
    const Instance& instance = found->second;
    Counters& counters = counters_[instance.abstract];
    if (const auto start = instance.starts.find(level);
        start != instance.starts.end() && started_.emplace(numbering, level).second) {
      counters[Index(level)] = start->second - 1;
    }
    std::optional<int>& counter = counters[Index(level)];
    const Level& shape = LevelOf(instance, level);
    counter = counter ? *counter + 1 : shape.start;
    for (int deeper = level + 1; deeper < kLevels; ++deeper) counters[Index(deeper)].reset();
    if (shape.format == "bullet" || shape.format == "none") return {};
    std::string shown;
    for (std::size_t i = 0; i < shape.text.size(); ++i) {
      const bool place =
          shape.text[i] == '%' && i + 1 < shape.text.size() && shape.text[i + 1] >= '1' && shape.text[i + 1] <= '9';
      if (!place) {
        shown += shape.text[i];
        continue;
      }
      const int other = shape.text[++i] - '1';
      const Level& other_shape = LevelOf(instance, other);
      if (!counters[Index(other)]) counters[Index(other)] = other_shape.start;
      const bool digits = shape.legal && other_shape.format != "decimalZero";
      shown += Numeral(*counters[Index(other)], digits ? "decimal" : other_shape.format);
    }
    // A blank is shown after "1" and "A", but "一、" and "（一）" bring their own.
    const bool ideographic = !shown.empty() && static_cast<unsigned char>(shown.back()) >= 0x80;
    if (!shown.empty() && !ideographic && shape.suffix != "nothing") shown += ' ';
    return shown;
  }

 private:
  static constexpr int kLevels = 9;
  using Counters = std::array<std::optional<int>, kLevels>;

  struct Level {
    int start = 1;
    std::string format = "decimal";
    std::string text;
    std::string suffix;
    std::string style;
    bool legal = false;
  };
  struct Abstract {
    std::map<int, Level> levels;
    std::string linked_style;
  };
  struct Instance {
    int abstract = -1;
    std::map<int, int> starts;
    std::map<int, Level> levels;
  };

  static std::size_t Index(int level) { return static_cast<std::size_t>(level); }

  static void ReadLevel(xml_node node, std::map<int, Level>& levels) {
    const int number = Number(Value(node, "ilvl")).value_or(0);
    if (number < 0 || number >= kLevels) return;
    Level& level = levels[number];
    level.start = Number(Value(Child(node, "start"))).value_or(0);
    xml_node format = Child(node, "numFmt");
    // A format newer than the standard stands beside one that every reader knows.
    if (!format) format = Path(node, "AlternateContent", "Fallback", "numFmt");
    level.format = format ? Value(format) : "decimal";
    level.text = Value(Child(node, "lvlText"));
    level.suffix = Value(Child(node, "suff"));
    level.style = Value(Child(node, "pStyle"));
    level.legal = IsOn(Child(node, "isLgl"));
  }

  const Level& LevelOf(const Instance& instance, int level) const {
    static const Level kNone{1, "none", {}, {}, {}, false};
    if (const auto own = instance.levels.find(level); own != instance.levels.end()) return own->second;
    const auto abstract = abstracts_.find(instance.abstract);
    if (abstract == abstracts_.end()) return kNone;
    const auto shape = abstract->second.levels.find(level);
    return shape == abstract->second.levels.end() ? kNone : shape->second;
  }

  std::map<int, Abstract> abstracts_;
  std::map<int, Instance> instances_;
  std::map<int, Counters> counters_;
  std::set<std::pair<int, int>> started_;
};

// ----------------------------------------------------------------------------------------------------------- the
// document

/// Elements that only wrap what is read: content controls, insertions, hyperlinks.
bool IsWrapper(std::string_view name) {
  static constexpr std::array<std::string_view, 12> kWrappers = {"sdt",      "sdtContent", "ins",       "moveTo",
                                                                 "smartTag", "customXml",  "hyperlink", "fldSimple",
                                                                 "dir",      "bdo",        "rubyBase",  "ruby"};
  return std::ranges::find(kWrappers, name) != kWrappers.end();
}

/// Text that stands in the file and not on the page: deletions, places moved from, instructions of fields, readings.
bool IsUnread(std::string_view name) {
  static constexpr std::array<std::string_view, 11> kUnread = {
      "del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "rubyPr", "pPr", "rPr", "sdtPr", "sdtEndPr"};
  return std::ranges::find(kUnread, name) != kUnread.end();
}

bool Contains(xml_node node, std::string_view name) {
  for (const xml_node child : node.children()) {
    if (NameOf(child) == name || Contains(child, name)) return true;
  }
  return false;
}

/// A symbol of a symbol font, as far as one of text stands for it.
char32_t SymbolOf(std::string_view font, char32_t code) {
  if (code < 0xE000 || code > 0xF8FF) return code;
  if (LowerAscii(font) == "wingdings") {
    switch (code & 0xFF) {
      case 0x6C:
        return U'●';
      case 0x6E:
        return U'■';
      case 0xFC:
        return U'✓';
      case 0xFE:
        return U'☑';
      default:
        break;
    }
  }
  return U'□';
}

/// Turns the XML of a body, a header or a cell into a flow.
class FlowReader {
 public:
  FlowReader(const Styles& styles, Numbering& numbering) : styles_(styles), numbering_(numbering) {}

  Flow Read(xml_node container, std::optional<Paragraph::Role> role = std::nullopt) {
    forced_role_ = role;
    Flow flow;
    ReadBlocks(container, flow, false);
    FinishParagraph(flow);
    return flow;
  }

 private:
  void ReadBlocks(xml_node container, Flow& flow, bool in_cell) {
    for (const xml_node node : container.children()) {
      const std::string_view name = NameOf(node);
      if (name == "p") {
        ReadParagraph(node, flow, in_cell);
      } else if (name == "tbl") {
        FinishParagraph(flow);
        ReadTable(node, flow);
      } else if (name == "AlternateContent") {
        ReadBlocks(Alternative(node), flow, in_cell);
      } else if (name == "sdt" && IsContents(node)) {
        const std::optional<Paragraph::Role> outer = forced_role_;
        forced_role_ = Paragraph::Role::kMargin;
        ReadBlocks(node, flow, in_cell);
        forced_role_ = outer;
      } else if (IsWrapper(name)) {
        ReadBlocks(node, flow, in_cell);
      }
    }
  }

  /// A table of contents repeats headings that are none.
  static bool IsContents(xml_node sdt) {
    return Value(Path(sdt, "sdtPr", "docPartObj", "docPartGallery")) == "Table of Contents";
  }

  /// The branch of an alternative that is read: the first choice that holds words, as Word does, else the fallback.
  static xml_node Alternative(xml_node alternatives) {
    for (const xml_node branch : alternatives.children()) {
      if (NameOf(branch) == "Choice" &&
          (Contains(branch, "txbxContent") || Contains(branch, "t") || Contains(branch, "p"))) {
        return branch;
      }
    }
    return Child(alternatives, "Fallback");
  }

  // ---- paragraphs

  void ReadParagraph(xml_node node, Flow& flow, bool in_cell) {
    const xml_node properties = Child(node, "pPr");
    std::string style(Value(Child(properties, "pStyle")));
    if (style.empty()) style = styles_.default_style();
    const Paragraph::Role role = forced_role_.value_or(RoleOf(properties, style));
    // The mark of the paragraph before was deleted: this one goes on in it.
    if (!open_) {
      open_ = true;
      role_ = role;
      text_ = NumberOf(properties, style);
      joins_lines_ = in_cell || role == Paragraph::Role::kHeading;
    }
    std::vector<xml_node> boxes;
    ReadRuns(node, flow, boxes);
    const bool mark_deleted = static_cast<bool>(Path(properties, "rPr", "del"));
    if (!mark_deleted) FinishParagraph(flow);
    if (boxes.empty()) return;
    // A text box stands beside the paragraph that anchors it.
    FinishParagraph(flow);
    for (const xml_node box : boxes) {
      ReadBlocks(box, flow, in_cell);
      FinishParagraph(flow);
    }
  }

  Paragraph::Role RoleOf(xml_node properties, const std::string& style) const {
    std::optional<int> outline = Number(Value(Child(properties, "outlineLvl")));
    bool contents = false, titled = false;
    styles_.Inherited(style, [&](const std::string&, const Style& s) -> std::optional<int> {
      contents |= s.name.starts_with("toc ") && s.name != "toc heading";
      titled |= s.name == "title" || s.name.starts_with("heading ");
      if (!outline) outline = s.outline;
      return std::nullopt;
    });
    if (contents) return Paragraph::Role::kMargin;
    constexpr int kBodyText = 9;
    const bool heading = outline ? *outline >= 0 && *outline < kBodyText : titled;
    return heading || titled ? Paragraph::Role::kHeading : Paragraph::Role::kBody;
  }

  std::string NumberOf(xml_node properties, const std::string& style) {
    const xml_node direct = Child(properties, "numPr");
    std::optional<int> numbering = Number(Value(Child(direct, "numId")));
    std::optional<int> level = Number(Value(Child(direct, "ilvl")));
    if (!numbering) {
      std::string from;
      numbering = styles_.Inherited(style, [&](const std::string& id, const Style& s) {
        if (s.numbering) from = id;
        return s.numbering;
      });
      if (!numbering) return {};
      if (!level) level = numbering_.LevelOfStyle(*numbering, style);
      if (!level) level = numbering_.LevelOfStyle(*numbering, from);
      if (!level) level = styles_.Inherited(style, [](const std::string&, const Style& s) { return s.level; });
    }
    return numbering_.Next(*numbering, level.value_or(0));
  }

  void FinishParagraph(Flow& flow) {
    if (!open_) return;
    open_ = false;
    FlowItem item;
    item.text = std::exchange(text_, {});
    item.role = role_;
    flow.push_back(std::move(item));
  }

  void BreakLine(Flow& flow) {
    if (joins_lines_) {
      // One label, however many lines it takes.
      text_.resize(
          static_cast<std::size_t>(Trim(text_).empty() ? 0 : Trim(text_).data() + Trim(text_).size() - text_.data()));
      return;
    }
    FinishParagraph(flow);
    open_ = true;
  }

  void ReadRuns(xml_node node, Flow& flow, std::vector<xml_node>& boxes) {
    for (const xml_node child : node.children()) {
      const std::string_view name = NameOf(child);
      if (IsUnread(name)) continue;
      if (name == "r") {
        ReadRun(child, flow, boxes);
      } else if (name == "AlternateContent") {
        ReadRuns(Alternative(child), flow, boxes);
      } else if (IsWrapper(name)) {
        ReadRuns(child, flow, boxes);
      } else if (name == "oMath" || name == "oMathPara") {
        ReadFormula(child);
      } else {
        FindBoxes(child, boxes);
      }
    }
  }

  void ReadFormula(xml_node node) {
    for (const xml_node child : node.children()) {
      if (NameOf(child) == "t")
        text_ += child.child_value();
      else
        ReadFormula(child);
    }
  }

  void FindBoxes(xml_node node, std::vector<xml_node>& boxes) {
    for (const xml_node child : node.children()) {
      const std::string_view name = NameOf(child);
      if (name == "txbxContent") {
        boxes.push_back(child);
      } else if (name == "AlternateContent") {
        FindBoxes(Alternative(child), boxes);
      } else {
        FindBoxes(child, boxes);
      }
    }
  }

  void ReadRun(xml_node run, Flow& flow, std::vector<xml_node>& boxes) {
    if (IsOn(Path(run, "rPr", "vanish"))) return;
    for (const xml_node child : run.children()) ReadRunContent(child, flow, boxes);
  }

  void ReadRunContent(xml_node child, Flow& flow, std::vector<xml_node>& boxes) {
    const std::string_view name = NameOf(child);
    if (name == "fldChar") {
      const std::string_view type = Value(child, "fldCharType");
      if (type == "begin") fields_.push_back(false);
      if (type == "separate" && !fields_.empty()) fields_.back() = true;
      if (type == "end" && !fields_.empty()) fields_.pop_back();
      return;
    }
    if (name == "drawing" || name == "pict" || name == "object") {
      FindBoxes(child, boxes);
      return;
    }
    if (name == "AlternateContent") {
      for (const xml_node part : Alternative(child).children()) ReadRunContent(part, flow, boxes);
      return;
    }
    // What a field was computed from is not shown, only what came out.
    if (std::ranges::find(fields_, false) != fields_.end()) return;
    if (name == "t") {
      text_ += child.child_value();
    } else if (name == "tab" || name == "ptab") {
      text_ += '\t';
    } else if (name == "br" || name == "cr") {
      const std::string_view type = Value(child, "type");
      if (type != "page" && type != "column") BreakLine(flow);
    } else if (name == "noBreakHyphen") {
      text_ += '-';
    } else if (name == "sym") {
      std::uint32_t code = 0;
      const std::string_view hex = Value(child, "char");
      std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
      if (code > 0 && code < 0x10FFFF && (code < 0xD800 || code > 0xDFFF)) {
        AppendUtf8(SymbolOf(Value(child, "font"), code), text_);
      }
    } else if (name == "ruby") {
      ReadRuns(child, flow, boxes);
    }
  }

  // ---- tables

  /// Rows of a table, through whatever wraps them; deleted ones left out.
  static void CollectRows(xml_node node, std::vector<xml_node>& rows) {
    for (const xml_node child : node.children()) {
      const std::string_view name = NameOf(child);
      if (name == "tr") {
        if (!Path(child, "trPr", "del")) rows.push_back(child);
      } else if (IsWrapper(name)) {
        CollectRows(child, rows);
      }
    }
  }

  static void CollectCells(xml_node node, std::vector<xml_node>& cells) {
    for (const xml_node child : node.children()) {
      const std::string_view name = NameOf(child);
      if (name == "tc") {
        if (!Path(child, "tcPr", "cellDel")) cells.push_back(child);
      } else if (IsWrapper(name)) {
        CollectCells(child, cells);
      }
    }
  }

  static std::uint32_t Span(xml_node property) {
    return static_cast<std::uint32_t>(std::clamp(Number(Value(property)).value_or(1), 1, 4096));
  }
  static std::uint32_t Gap(xml_node property) {
    return static_cast<std::uint32_t>(std::clamp(Number(Value(property)).value_or(0), 0, 4096));
  }

  void ReadTable(xml_node node, Flow& flow) {
    auto table = std::make_unique<FlowTable>();
    std::vector<xml_node> rows;
    CollectRows(node, rows);
    const std::vector<std::uint32_t> snapped = SnappedColumns(node, rows);
    const auto column_of = [&](std::uint32_t column) { return column < snapped.size() ? snapped[column] : column; };
    // The cell that reaches down into each column, by row and index.
    std::map<std::uint32_t, std::pair<std::size_t, std::size_t>> reaching;
    for (const xml_node row : rows) {
      std::map<std::uint32_t, std::pair<std::size_t, std::size_t>> reaching_on;
      table->rows.emplace_back();
      std::uint32_t column = Gap(Path(row, "trPr", "gridBefore"));
      std::vector<xml_node> cells;
      CollectCells(row, cells);
      for (const xml_node cell : cells) {
        const xml_node properties = Child(cell, "tcPr");
        const xml_node merge = Child(properties, "vMerge");
        const std::uint32_t begin = column_of(column);
        column += Span(Child(properties, "gridSpan"));
        const std::uint32_t end = std::max(column_of(column), begin + 1);
        const bool continues = merge && Value(merge) != "restart";
        if (continues) {
          if (const auto above = reaching.find(begin); above != reaching.end()) {
            ++table->rows[above->second.first][above->second.second].row_span;
            reaching_on.insert(*above);
            continue;
          }
        }
        FlowCell placed;
        placed.column = begin;
        placed.column_span = end - begin;
        placed.content = ReadCell(cell);
        table->rows.back().push_back(std::move(placed));
        if (merge) reaching_on[begin] = {table->rows.size() - 1, table->rows.back().size() - 1};
      }
      reaching = std::move(reaching_on);
    }
    FlowItem item;
    item.table = std::move(table);
    flow.push_back(std::move(item));
  }

  Flow ReadCell(xml_node cell) {
    Flow content;
    ReadBlocks(cell, content, true);
    FinishParagraph(content);
    return content;
  }

  /// Columns of the grid that are one to the eye. A table drawn by hand has lines that miss each other by a hair, and
  /// each of them is a column of the file. Gives for each column the first it is one with; empty when nothing can be
  /// told.
  static std::vector<std::uint32_t> SnappedColumns(xml_node table, const std::vector<xml_node>& rows) {
    constexpr int kHair = 100;  // twentieths of a point: less than two millimetres
    std::vector<std::uint32_t> snapped;
    std::uint32_t column = 0, visible = 0;
    for (const xml_node grid_column : Child(table, "tblGrid").children()) {
      if (NameOf(grid_column) != "gridCol") continue;
      snapped.push_back(visible);
      const std::optional<int> width = Number(Value(grid_column, "w"));
      if (!width) return {};
      ++column;
      if (*width > kHair) visible = column;
    }
    snapped.push_back(visible);
    // A cell no wider than a hair is a cell all the same.
    for (const xml_node row : rows) {
      std::uint32_t at = Gap(Path(row, "trPr", "gridBefore"));
      std::vector<xml_node> cells;
      CollectCells(row, cells);
      for (const xml_node cell : cells) {
        const std::uint32_t next = at + Span(Path(cell, "tcPr", "gridSpan"));
        if (next >= snapped.size() || snapped[at] == snapped[next]) return {};
        at = next;
      }
    }
    return snapped;
  }

  const Styles& styles_;
  Numbering& numbering_;
  std::optional<Paragraph::Role> forced_role_;
  std::vector<bool> fields_;  ///< open fields: whether their result has begun
  std::string text_;
  Paragraph::Role role_ = Paragraph::Role::kBody;
  bool open_ = false;
  bool joins_lines_ = false;
};

// ------------------------------------------------------------------------------------------------------------- the
// reader

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
    const xml_node body = Path(*document, "document", "body");
    if (!body) return std::nullopt;
    const Relations relations = RelationsOf(main);
    Styles styles;
    Numbering numbering;
    if (const auto part = LoadRelated(relations, "styles")) styles.Load(part->document_element());
    if (const auto part = LoadRelated(relations, "numbering")) numbering.Load(part->document_element(), styles);
    if (fault() != Fault::kNone) return std::nullopt;
    Flow flow;
    ReadMargins(*document, relations, "headerReference", styles, numbering, flow);
    Flow main_flow = FlowReader(styles, numbering).Read(body);
    std::ranges::move(main_flow, std::back_inserter(flow));
    ReadMargins(*document, relations, "footerReference", styles, numbering, flow);
    if (fault() != Fault::kNone) return std::nullopt;
    return flow;
  }

 private:
  std::unique_ptr<pugi::xml_document> Load(std::string_view part) {
    const std::optional<std::string> bytes = package_.Read(part);
    if (!bytes) return nullptr;
    return ParseXml(*bytes, fault_);
  }

  std::unique_ptr<pugi::xml_document> LoadRelated(const Relations& relations, std::string_view type) {
    const auto target = relations.by_type.find(type);
    return target == relations.by_type.end() ? nullptr : Load(target->second);
  }

  Relations RelationsOf(std::string_view part) {
    const std::size_t slash = part.rfind('/') == part.npos ? 0 : part.rfind('/') + 1;
    const std::string path = std::string(part.substr(0, slash)) + "_rels/" + std::string(part.substr(slash)) + ".rels";
    Relations relations;
    const auto document = Load(path);
    if (document == nullptr) return relations;
    for (const xml_node relation : document->document_element().children()) {
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
  void ReadMargins(const pugi::xml_document& document, const Relations& relations, std::string_view reference,
                   const Styles& styles, Numbering& numbering, Flow& flow) {
    std::vector<std::string> ids;
    CollectReferences(document, reference, ids);
    std::set<std::string> parts, lines;
    for (const std::string& id : ids) {
      const auto target = relations.by_id.find(id);
      if (target == relations.by_id.end() || !parts.insert(target->second).second) continue;
      const auto part = Load(target->second);
      if (part == nullptr) continue;
      for (FlowItem& item : FlowReader(styles, numbering).Read(part->document_element(), Paragraph::Role::kMargin)) {
        if (item.table != nullptr) {
          item.text = LabelOf(OneItem(std::move(item)));
          item.table = nullptr;
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

  static void CollectReferences(xml_node node, std::string_view reference, std::vector<std::string>& ids) {
    for (const xml_node child : node.children()) {
      if (NameOf(child) == reference) {
        ids.emplace_back(Value(child, "id"));
      } else {
        CollectReferences(child, reference, ids);
      }
    }
  }

  Package package_;
  Fault fault_ = Fault::kNone;
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
    case Fault::kOverLimit:
      return Refuse(diagnostics, Trouble::kOverLimit, lang,
                    "文件超出限制（解压后 64 MB、压缩比 200、10000 个成员、500 层嵌套）；请移除嵌入的大图或附件后另存",
                    "the file is over a limit (64 MB inflated, ratio 200, 10000 members, 500 levels); take out large "
                    "embedded pictures or attachments and save it again");
    case Fault::kNone:
      break;
  }
  if (file.package().HasFolder("xl/")) {
    return Refuse(diagnostics, Trouble::kUnsupportedFormat, lang, "这是电子表格（.xlsx），不是报告文档；请提供 .docx",
                  "this is a spreadsheet (.xlsx), not a report; give the .docx");
  }
  if (file.package().Has("content.xml")) {
    return Refuse(diagnostics, Trouble::kUnsupportedFormat, lang, "这是 OpenDocument 文件（.odt）；请另存为 .docx",
                  "this is an OpenDocument file (.odt); save it as .docx");
  }
  return Refuse(diagnostics, Trouble::kUnsupportedFormat, lang,
                "这是压缩包或其他格式（如 .ofd），里面没有 Word 文档；请解压，或另存为 .docx",
                "a ZIP archive (or .ofd) without a Word document in it: unpack it, or save it as .docx");
}

std::optional<Document> ReadDocx(std::string name, std::string bytes, Lang lang, Diagnostics& diagnostics) {
  DocxFile file(bytes);
  const std::optional<Flow> flow = file.Read();
  if (!flow) return RefuseDocx(file, lang, diagnostics);
  std::optional<Document> document = Transcribe(std::move(name), *flow);
  if (!document) {
    return Refuse(diagnostics, Trouble::kOverLimit, lang, "文件中的表格超过 20000 行或 256 列，不予解析",
                  "a table of the file has more than 20000 rows or 256 columns");
  }
  return document;
}

}  // namespace

extern const Reader kDocxReader;
const Reader kDocxReader = {
    "docx", "docx docm", {"Word 文档（.docx）", "Word documents (.docx)"}, RecogniseDocx, ReadDocx};

}  // namespace gouji
