#include "rules/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <sstream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rules/yaml_mistake.h"
#include "rules/yaml_places.h"
#include "rules/yaml_text.h"

namespace gouji {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

/// Thrown out of the library's callbacks when there is no use in reading on. Whoever throws it has reported why.
struct Stop {};

class Tree final : public NodeTree {
 public:
  const Node& root() const override { return root_; }

  Node root_;
  std::deque<std::vector<Node>> lists_;
  std::deque<std::string> texts_;
};

/// Builds nodes out of the library's events. An event says what there is and where it begins; where it ends is read
/// from the source.
class Builder final : public YAML::EventHandler {
 public:
  Builder(const Source& source, std::size_t start, Lang lang, const YamlLimits& limits, Diagnostics& diagnostics,
          Trouble trouble, Tree& tree)
      : source_(source),
        text_(source.text()),
        start_(start),
        lang_(lang),
        limits_(limits),
        diagnostics_(diagnostics),
        trouble_(trouble),
        tree_(tree),
        cursor_(start) {}

  void Report(std::size_t begin, std::size_t end, Wording sentence) const {
    begin = std::min(begin, text_.size());
    end = std::clamp(end, begin, text_.size());
    diagnostics_.Add(MakeTrouble(trouble_, source_,
                                 {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                                 lang_ == Lang::kZh ? std::move(sentence.zh) : std::move(sentence.en)));
  }
  std::string LineOf(std::size_t offset) const {
    return std::to_string(source_.PlaceOf(static_cast<std::uint32_t>(offset)).line);
  }
  /// Offset of a library's mark in the source.
  std::size_t Offset(const YAML::Mark& mark) const {
    return mark.is_null() ? text_.size() : std::min(text_.size(), start_ + static_cast<std::size_t>(mark.pos));
  }
  /// Where the last complete node ended.
  std::size_t cursor() const { return cursor_; }
  /// Where the innermost bracket that is still open stands.
  std::optional<std::size_t> open_bracket() const {
    for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
      if (frame->style == Style::kFlow) return frame->begin;
    }
    return std::nullopt;
  }
  bool in_flow() const { return !frames_.empty() && frames_.back().style != Style::kBlock; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ == 0) return;
    const std::size_t at = Offset(mark);
    if (text_.substr(at, 3) == "---") {
      Report(
          at, at + 3,
          Say("一个文件里只能有一份文档，这里又开始了一份", "a second document begins; only one may stand in a file"));
    } else {
      Report(at, std::max(at, LineEnd(text_, at)),
             Say("这里与上文接不上：缩进与前面的键或项不对齐，或多了内容",
                 "this does not belong to anything above: it is indented unlike the keys or items before it, or is "
                 "left over"));
    }
    throw Stop{};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Node node;
    const std::size_t at = anchor != 0 ? SkipProperties(Offset(mark)) : Offset(mark);
    const std::size_t length = WrittenNull(at);
    if (length > 0) {
      node.where = SpanOf(at, at + length);
      node.SetScalar(source_.Slice(node.where));
    } else {
      const std::size_t here = anchor != 0 ? at : AfterIndicator();
      node.where = SpanOf(here, here);
      if (anchor == 0) CheckNothing(Offset(mark));
    }
    Put(node, {1, 1}, anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::size_t at = Offset(mark);
    std::size_t end = at + 1;
    while (end < text_.size() && !EndsName(text_[end])) ++end;
    const auto found = anchored_.find(anchor);
    if (found == anchored_.end()) {
      Report(at, end,
             Say("“{alias}”引用了包含它自己的内容", "'{alias}' is inside what it stands for",
                 {{"alias", text_.substr(at, end - at)}}));
      throw Stop{};
    }
    Node node = found->second.node;
    node.where = SpanOf(at, end);
    Put(node, found->second.size, 0);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Node node;
    node.kind = Node::Kind::kScalar;
    const std::size_t at = SkipProperties(Offset(mark));
    const char first = At(text_, at);
    if (value.empty() && tag != "!") {  // a refused tag before nothing
      node.where = SpanOf(at, at);
    } else if (first == '"' || first == '\'') {
      node.quoted = true;
      node.where = SpanOf(at, ClosedQuote(at));
    } else if (first == '|' || first == '>') {
      node.quoted = true;
      node.where = BlockScalarSpan(text_, at, value);
    } else {
      node.where = SpanOf(at, PlainScalarEnd(text_, at, value));
    }
    node.SetScalar(Text(node.where, value));
    Put(node, {1, 1}, anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    Open(mark, anchor, false);
  }
  void OnSequenceEnd() override { Close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    Open(mark, anchor, true);
  }
  void OnMapEnd() override { Close(); }

 private:
  enum class Style { kBlock, kFlow, kPair };  // kPair: [key: value], a map without brackets of its own

  struct Size {
    std::size_t nodes = 0;   ///< with aliases expanded
    std::size_t height = 0;  ///< 1 for a leaf
  };
  struct Anchored {
    Node node;
    Size size;
  };
  struct Frame {
    bool map = false;
    Style style = Style::kBlock;
    std::size_t begin = 0;
    YAML::anchor_t anchor = 0;
    std::vector<Node> items;
    Size size;
  };

  static Span SpanOf(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::max(begin, end))};
  }

  /// Past `&anchor` and `!tag` in front of a node. Tags are refused here.
  std::size_t SkipProperties(std::size_t at) const {
    while (At(text_, at) == '&' || At(text_, at) == '!') {
      std::size_t end = at + 1;
      if (At(text_, end) == '<') {
        end = std::min(text_.find('>', end), text_.size());
      }
      while (end < text_.size() && !EndsName(text_[end])) ++end;
      if (text_[at] == '!') {
        Report(
            at, end,
            Say("不支持标签“{tag}”", "tags are not supported, found '{tag}'", {{"tag", text_.substr(at, end - at)}}));
      }
      const std::size_t next = SkipToToken(text_, end);
      // Nothing but the properties: what stands below belongs to someone else, which only its event can say.
      at = next < text_.size() ? next : end;
    }
    return at;
  }

  /// Length of a null as it is written; 0 when nothing is written and the mark is that of whatever comes next.
  std::size_t WrittenNull(std::size_t at) const {
    if (at < cursor_) return 0;
    for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
      if (text_.substr(at, word.size()) != word) continue;
      const std::size_t end = at + word.size();
      const char next = At(text_, end);
      if (next == '\0' || IsBlank(next) || IsBreak(next) || next == ':' || (in_flow() && IsFlowIndicator(next))) {
        // "a:\nnull: b": the null that is told of is the value of a, and what stands here is the next key.
        const bool value_of_map = !frames_.empty() && frames_.back().map && frames_.back().items.size() % 2 == 1;
        const std::size_t colon = SkipBlanks(text_, end);
        const bool key = At(text_, colon) == ':' && !in_flow();
        return value_of_map && key ? 0 : word.size();
      }
    }
    return 0;
  }

  /// Just after the ':', '-' or '?' that announced a value which is not there.
  std::size_t AfterIndicator() const {
    const std::size_t at = SkipToToken(text_, cursor_);
    const char c = At(text_, at);
    if (frames_.empty()) return cursor_;
    const bool announces =
        frames_.back().map ? c == ':' || c == '?' : c == '-' && frames_.back().style == Style::kBlock;
    return announces ? at + 1 : cursor_;
  }

  /// Past the closing quote. The library lets the end of the file close one, and takes lines of the keys around it into
  /// the text until some other quote closes it.
  std::size_t ClosedQuote(std::size_t at) const {
    const auto end = QuotedEnd(text_, at);
    if (!end) {
      Report(at, at + 1, Translated(YAML::ErrorMsg::EOF_IN_SCALAR, "", ""));
      throw Stop{};
    }
    const auto block =
        std::find_if(frames_.rbegin(), frames_.rend(), [](const Frame& frame) { return frame.style == Style::kBlock; });
    if (block == frames_.rend()) return *end;
    const std::size_t least = block->begin - LineStart(text_, block->begin) + 1;
    for (std::size_t line = SkipBreak(text_, LineEnd(text_, at)); line < *end;) {
      const std::size_t content = std::min(text_.find_first_not_of(' ', line), text_.size());
      if (!IsBreak(At(text_, content)) && content - line < least) {
        Report(at, at + 1,
               Say("这里的引号到第 {line} 行还没有结束，而那一行没有缩进",
                   "the quote is still open on line {line}, which is not indented", {{"line", LineOf(line)}}));
        throw Stop{};
      }
      line = SkipBreak(text_, LineEnd(text_, line));
    }
    return *end;
  }

  /// Nothing stands where a node should, at a token at `next`: often a slip the library lets pass.
  void CheckNothing(std::size_t next) const {
    if (frames_.empty()) return;
    const Frame& frame = frames_.back();
    if (!frame.map) {
      if (frame.style == Style::kFlow)
        Report(next, next + 1, Say("逗号之间缺一项", "an item is missing between the commas"));
      return;
    }
    const bool is_value = frame.items.size() % 2 == 1;
    if (!is_value || At(text_, SkipToToken(text_, cursor_)) == ':') return;
    const Node& key = frame.items.back();
    if (const auto usual = UsualMistake(text_, key.where.begin)) {
      Report(usual->begin, usual->end, usual->sentence);
    } else if (frame.style == Style::kBlock) {  // in brackets {a, b} is how a set is written
      Report(key.where.begin, key.where.end,
             Say("“{key}”后面缺“: ”", "expected ': ' after '{key}'", {{"key", source_.Slice(key.where)}}));
    }
  }

  /// What a scalar says: the source's own bytes where they say it, else a string of the tree's.
  std::string_view Text(Span where, const std::string& value) {
    for (const std::uint32_t quote : {0u, 1u}) {
      if (where.size() < 2 * quote) break;
      const std::string_view own = source_.Slice({where.begin + quote, where.end - quote});
      if (own == value) return own;
      // A clipped block scalar ends with the line end that stands after its last line.
      const std::string_view with_break = source_.text().substr(where.begin, value.size());
      if (quote == 0 && with_break == value) return with_break;
    }
    return tree_.texts_.emplace_back(value);
  }

  void Open(const YAML::Mark& mark, YAML::anchor_t anchor, bool map) {
    Frame frame;
    frame.map = map;
    frame.anchor = anchor;
    frame.begin = SkipProperties(Offset(mark));
    const char first = At(text_, frame.begin);
    const bool bracket = first == (map ? '{' : '[');
    frame.style = bracket ? Style::kFlow : in_flow() ? Style::kPair : Style::kBlock;
    cursor_ = bracket ? frame.begin + 1 : frame.begin;
    frames_.push_back(std::move(frame));
    CheckDepth(frames_.size(), frames_.back().begin);
  }

  void Close() {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    Node node;
    node.kind = frame.map ? Node::Kind::kMap : Node::Kind::kList;
    std::size_t end = std::max(cursor_, frame.begin);
    if (frame.style == Style::kFlow) end = FlowCollectionEnd(text_, end);
    node.where = SpanOf(frame.begin, end);
    if (frame.map) CheckKeys(frame.items);
    node.SetItems(tree_.lists_.emplace_back(std::move(frame.items)));
    Put(node, {frame.size.nodes + 1, frame.size.height + 1}, frame.anchor);
  }

  /// Keys are text, each there once, and none pulls in another map. What is not so is reported and left out.
  void CheckKeys(std::vector<Node>& items) const {
    std::unordered_map<std::string_view, Span> seen;
    std::vector<Node> kept;
    kept.reserve(items.size());
    for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
      const Node& key = items[i];
      if (!key.is_scalar()) {
        Report(key.where.begin, key.where.end,
               Say("键应为文字，需要时加引号", "a key must be text, in quotes if need be"));
        continue;
      }
      if (key.scalar() == "<<" && !key.quoted) {
        Report(key.where.begin, key.where.end,
               Say("不支持合并键“<<”，请把要合并的内容写出来",
                   "merge keys '<<' are not supported; write out what is to be merged"));
        continue;
      }
      const auto [first, is_new] = seen.emplace(key.scalar(), key.where);
      if (!is_new) {
        Report(key.where.begin, key.where.end,
               Say("键“{key}”重复，第 {line} 行已有", "duplicate key '{key}', first at line {line}",
                   {{"key", key.scalar()}, {"line", LineOf(first->second.begin)}}));
        continue;
      }
      kept.push_back(key);
      kept.push_back(items[i + 1]);
    }
    items = std::move(kept);
  }

  void CheckDepth(std::size_t depth, std::size_t at) const {
    if (depth <= limits_.depth) return;
    Report(at, at + 1,
           Say("嵌套超过 {limit} 层", "nested deeper than {limit} levels", {{"limit", std::to_string(limits_.depth)}}));
    throw Stop{};
  }

  /// A node is complete: it goes into the collection that is open, or is the root.
  void Put(const Node& node, Size size, YAML::anchor_t anchor) {
    CheckDepth(frames_.size() + size.height, node.where.begin);
    const std::size_t open_nodes = frames_.empty() ? 0 : frames_.back().size.nodes;
    // What is in a collection counts in the one around it as soon as it is complete.
    if (open_nodes + size.nodes > limits_.nodes) {
      Report(node.where.begin, node.where.end,
             Say("展开引用之后超过 {limit} 个节点", "more than {limit} nodes after aliases are expanded",
                 {{"limit", std::to_string(limits_.nodes)}}));
      throw Stop{};
    }
    cursor_ = std::max<std::size_t>(cursor_, node.where.end);
    if (anchor != 0) anchored_[anchor] = {node, size};
    if (frames_.empty()) {
      tree_.root_ = node;
      return;
    }
    Frame& frame = frames_.back();
    frame.items.push_back(node);
    frame.size.nodes += size.nodes;
    frame.size.height = std::max(frame.size.height, size.height);
  }

  const Source& source_;
  std::string_view text_;
  std::size_t start_;
  Lang lang_;
  const YamlLimits& limits_;
  Diagnostics& diagnostics_;
  Trouble trouble_;
  Tree& tree_;
  std::size_t cursor_;
  int documents_ = 0;
  std::vector<Frame> frames_;
  std::unordered_map<YAML::anchor_t, Anchored> anchored_;
};

/// Whether the text is one the library reads byte by byte as we do. It takes invalid UTF-8 as it comes, and EOT for the
/// end.
bool CheckCharacters(const Builder& builder, std::string_view text) {
  constexpr int kEnough = 20;  // a binary file would be reported byte by byte
  int wrong = 0;
  for (std::size_t at = 0; at < text.size() && wrong < kEnough;) {
    const DecodedCharacter decoded = DecodeAt(text, at);
    if (decoded.length == 0) {
      builder.Report(at, at + 1, Say("文件不是 UTF-8 文本", "the file is not UTF-8 text"));
      return false;
    }
    const bool lone_return = decoded.code == '\r' && At(text, at + 1) != '\n';
    if (!IsPrintable(decoded.code) || lone_return) {
      char code[] = "U+000000";
      static constexpr std::string_view kDigits = "0123456789ABCDEF";
      const int digits = decoded.code > 0xFFFF ? 6 : 4;
      for (int i = 0; i < digits; ++i) code[2 + i] = kDigits[(decoded.code >> (4 * (digits - 1 - i))) & 0xF];
      const std::string_view name(code, static_cast<std::size_t>(digits) + 2);
      builder.Report(at, at + decoded.length,
                     Say("不能有控制字符 {code}", "control character {code} is not allowed", {{"code", name}}));
      ++wrong;
    }
    at += decoded.length;
  }
  return wrong == 0;
}

}  // namespace

const Node* Node::Find(std::string_view key) const {
  if (!is_map()) return nullptr;
  const std::span<const Node> each = items();
  for (std::size_t i = 0; i + 1 < each.size(); i += 2) {
    if (each[i].is_scalar() && each[i].scalar() == key) return &each[i + 1];
  }
  return nullptr;
}

void Node::SetScalar(std::string_view said) {
  scalar_text = Relative<char>(said.data());
  scalar_size = static_cast<std::uint32_t>(said.size());
}

void Node::SetItems(std::span<const Node> each) {
  first_item = Relative<Node>(each.data());
  item_count = static_cast<std::uint32_t>(each.size());
}

std::unique_ptr<NodeTree> ParseYaml(const Source& source, Lang lang, const YamlLimits& limits, Diagnostics& diagnostics,
                                    Trouble trouble) {
  const std::string_view text = source.text();
  const std::size_t start = text.substr(0, kBom.size()) == kBom ? kBom.size() : 0;
  auto tree = std::make_unique<Tree>();
  Builder builder(source, start, lang, limits, diagnostics, trouble, *tree);
  if (text.size() > limits.bytes) {
    builder.Report(0, 0,
                   Say("文件有 {bytes} 字节，超过 {limit} 字节", "the file has {bytes} bytes, more than {limit}",
                       {{"bytes", std::to_string(text.size())}, {"limit", std::to_string(limits.bytes)}}));
    return nullptr;
  }
  if (!CheckCharacters(builder, text)) return nullptr;
  try {
    std::istringstream in{std::string(text.substr(start))};
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& mistake) {
    const Explained explained =
        Explain(source, {mistake.msg, builder.Offset(mistake.mark), builder.cursor(), builder.open_bracket()});
    builder.Report(explained.begin, explained.end, explained.sentence);
    return nullptr;
  } catch (const Stop&) {
    return nullptr;
  }
  return tree;
}

}  // namespace gouji
