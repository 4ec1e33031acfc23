#include "rules/options.h"

#include <algorithm>
#include <charconv>

namespace gouji {
namespace {

/// What a node is, as a person would say who sees it in the file.
Localized Found(const Node& node) {
  switch (node.kind) {
    case Node::Kind::kNull:
      return {"空", "nothing"};
    case Node::Kind::kList:
      return {"列表", "a list"};
    case Node::Kind::kMap:
      return {"映射", "a map"};
    case Node::Kind::kScalar:
      return node.quoted ? Localized{"引号里的文字", "quoted text"} : Localized{"文字", "text"};
  }
  return {};
}

bool IsShortLine(std::string_view text) {
  constexpr std::size_t kMost = 60;
  return text.size() <= kMost && text.find('\n') == std::string_view::npos;
}

std::string FoundIn(const Node& node, Lang lang) {
  if (!node.is_scalar() || !IsShortLine(node.scalar())) return std::string(Found(node).In(lang));
  const std::string_view quote = node.quoted ? "\"" : "";
  return Fill(lang == Lang::kZh ? "“{quote}{text}{quote}”" : "'{quote}{text}{quote}'",
              {{"quote", quote}, {"text", node.scalar()}});
}

std::string Joined(const std::vector<std::string_view>& names, std::string_view between) {
  std::string joined;
  for (const std::string_view name : names) {
    if (!joined.empty()) joined += between;
    joined += name;
  }
  return joined;
}

/// "，是不是“column”？" when one candidate is near, else the candidates themselves while they are few enough to read.
std::pair<std::string, std::string> Suggestion(std::string_view word, const std::vector<std::string_view>& candidates) {
  const std::string_view near = Nearest(word, candidates);
  if (!near.empty()) {
    return {DidYouMean(near, Lang::kZh), DidYouMean(near, Lang::kEn)};
  }
  constexpr std::size_t kReadable = 8;
  if (candidates.empty() || candidates.size() > kReadable) return {};
  return {Fill("，可用的有：{all}", {{"all", Joined(candidates, "、")}}),
          Fill(", expected one of: {all}", {{"all", Joined(candidates, ", ")}})};
}

/// A whole number as people write it: no sign but '-', no leading zeros, no other base. `0123` and `1e3` mean different
/// things to different readers, so they mean nothing here.
bool IsPlainDecimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || (text.size() > 1 && text.front() == '0')) return false;
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

constexpr Localized kText{"文字", "text"};

}  // namespace

void NodeContext::Wrong(Span where, std::string zh, std::string en) const {
  diagnostics->Add(MakeTrouble(trouble, *source, where, lang == Lang::kZh ? std::move(zh) : std::move(en)));
}

std::optional<Pattern> NodeContext::KnownPatternOf(const Node& node) const {
  if (node.pattern == 0 || check_patterns) return std::nullopt;
  return vocabulary->AddKnown(node.pattern - 1);
}

Pattern NodeContext::MakePattern(std::string expression, const Node* node) const {
  if (patterns != nullptr && node != nullptr) {
    const auto [logged, is_new] =
        patterns->emplace(std::tuple(source->name(), node->where.begin, node->kind), expression);
    if (!is_new && logged->second != expression) logged->second.clear();
  }
  if (vocabulary == nullptr) return Pattern(std::move(expression));
  if (!is_loaded) return vocabulary->Add(std::move(expression));
  auto known = vocabulary->FindKnown(expression);
  return known ? *std::move(known) : Pattern(std::move(expression));
}

Options::Options(const NodeContext& context, const Node& node, Localized what)
    : context_(context), node_(node), what_(what), keeps_track_(context.check_patterns || context.keys != nullptr) {
  if (node_.is_map()) return;
  context_.Wrong(node_.where,
                 Fill("{what}应为映射（“键: 值”），写的是{found}",
                      {{"what", what_.In(Lang::kZh)}, {"found", FoundIn(node_, Lang::kZh)}}),
                 Fill("{what} must be a map of 'key: value', found {found}",
                      {{"what", what_.In(Lang::kEn)}, {"found", FoundIn(node_, Lang::kEn)}}));
}

bool Options::IsNew(std::string_view key) { return reported_.insert(key).second; }

void Options::WrongType(std::string_view key, const Node& value, Localized expected) {
  if (!IsNew(key)) return;
  const auto say = [&](Lang lang, std::string_view text) {
    const std::string found = FoundIn(value, lang);
    return Fill(text, {{"key", key}, {"expected", expected.In(lang)}, {"found", found}});
  };
  context_.Wrong(value.where, say(Lang::kZh, "“{key}”应为{expected}，写的是{found}"),
                 say(Lang::kEn, "'{key}' must be {expected}, found {found}"));
}

Options::~Options() { ReportLacking(); }

void Options::ReportLacking() {
  for (const std::string_view key : lacking_) {
    // The whole map would be marked over all its lines: its first key is where a reader looks.
    const Span where = node_.items().empty() ? node_.where : node_.items().front().where;
    context_.Wrong(where, Fill("{what}缺少“{key}”", {{"what", what_.In(Lang::kZh)}, {"key", key}}),
                   Fill("{what} lacks '{key}'", {{"what", what_.In(Lang::kEn)}, {"key", key}}));
  }
  lacking_.clear();
}

const Node* Options::Find(std::string_view key, Need need) {
  if (keeps_track_ && std::ranges::find(asked_, key) == asked_.end()) {
    asked_.push_back(key);
    if (context_.keys != nullptr) (*context_.keys)[std::string(what_.en)].insert(std::string(key));
  }
  if (!node_.is_map()) return nullptr;
  const Node* value = node_.Find(key);
  if (value == nullptr && need == Need::kRequired && IsNew(key)) lacking_.push_back(key);
  return value;
}

std::string_view Options::Text(std::string_view key, Need need) {
  const Node* value = Find(key, need);
  if (value == nullptr) return {};
  if (!value->is_scalar()) {
    WrongType(key, *value, kText);
    return {};
  }
  if (value->scalar().empty() && need == Need::kRequired) WrongType(key, *value, kText);
  return value->scalar();
}

std::optional<std::int64_t> Options::Integer(std::string_view key, Need need) {
  const Node* value = Find(key, need);
  if (value == nullptr) return std::nullopt;
  std::int64_t number = 0;
  if (value->is_scalar() && !value->quoted && IsPlainDecimal(value->scalar())) {
    const char* end = value->scalar().data() + value->scalar().size();
    if (std::from_chars(value->scalar().data(), end, number).ec == std::errc()) return number;
  }
  WrongType(key, *value, {"整数", "a whole number"});
  return std::nullopt;
}

std::optional<bool> Options::Flag(std::string_view key, Need need) {
  const Node* value = Find(key, need);
  if (value == nullptr) return std::nullopt;
  if (value->is_scalar() && !value->quoted) {
    if (value->scalar() == "true") return true;
    if (value->scalar() == "false") return false;
  }
  WrongType(key, *value, {" true 或 false", "true or false"});
  return std::nullopt;
}

std::optional<int> Options::OneOf(std::string_view key, std::initializer_list<std::pair<std::string_view, int>> names,
                                  Need need) {
  const Node* value = Find(key, need);
  if (value == nullptr) return std::nullopt;
  std::vector<std::string_view> candidates;
  for (const auto& [name, number] : names) {
    if (value->is_scalar() && value->scalar() == name) return number;
    candidates.push_back(name);
  }
  if (!value->is_scalar()) {
    const std::string all = Joined(candidates, "|");
    WrongType(key, *value, {all, all});
  } else if (IsNew(key)) {
    const auto [zh, en] = Suggestion(value->scalar(), candidates);
    context_.Wrong(value->where,
                   Fill("“{key}”不能是{found}", {{"key", key}, {"found", FoundIn(*value, Lang::kZh)}}) + zh,
                   Fill("'{key}' cannot be {found}", {{"key", key}, {"found", FoundIn(*value, Lang::kEn)}}) + en);
  }
  return std::nullopt;
}

Localized Options::Message(std::string_view key, Need need) {
  const Node* value = Find(key, need);
  if (value == nullptr) return {};
  if (value->is_scalar()) return {value->scalar(), value->scalar()};
  if (!value->is_map()) {
    WrongType(key, *value, {"文字，或 {zh: …, en: …}", "text, or {zh: …, en: …}"});
    return {};
  }
  if (!IsNew(key)) {  // asked before: its mistakes are known
    const Node* zh = value->Find("zh");
    const Node* en = value->Find("en");
    return {zh != nullptr ? zh->scalar() : std::string_view(), en != nullptr ? en->scalar() : std::string_view()};
  }
  Options languages(context_, *value, {key, key});
  const Localized message{languages.Text("zh"), languages.Text("en")};
  languages.Finish();
  if (message.empty() && languages.reported_.empty()) {
    context_.Wrong(value->where, Fill("“{key}”里没有文字，应有 zh 或 en", {{"key", key}}),
                   Fill("'{key}' holds no text, expected zh or en", {{"key", key}}));
  }
  return message;
}

std::vector<const Node*> Options::List(std::string_view key, Need need) {
  const Node* value = Find(key, need);
  if (value == nullptr) return {};
  if (value->is_null()) {
    WrongType(key, *value, {"列表", "a list"});
    return {};
  }
  if (!value->is_list()) return {value};
  std::vector<const Node*> items;
  items.reserve(value->items().size());
  for (const Node& item : value->items()) items.push_back(&item);
  return items;
}

std::vector<std::string_view> Options::Texts(std::string_view key, Need need) {
  std::vector<std::string_view> texts;
  bool is_first = true;
  for (const Node* item : List(key, need)) {
    if (item->is_scalar()) {
      texts.push_back(item->scalar());
      continue;
    }
    // Each item may be wrong in its own way; asked again, none of them is news.
    if (is_first && !IsNew(key)) return texts;
    is_first = false;
    context_.Wrong(
        item->where,
        Fill("“{key}”的每一项应为文字，写的是{found}", {{"key", key}, {"found", FoundIn(*item, Lang::kZh)}}),
        Fill("each item of '{key}' must be text, found {found}", {{"key", key}, {"found", FoundIn(*item, Lang::kEn)}}));
  }
  return texts;
}

void Options::Finish() {
  if (!keeps_track_) return;
  if (!node_.is_map()) return ReportLacking();
  std::vector<std::string_view> open;  // a key that is there already is not what was meant
  std::ranges::copy_if(asked_, std::back_inserter(open),
                       [&](std::string_view key) { return node_.Find(key) == nullptr; });
  std::vector<const Node*> unknown;
  for (std::size_t i = 0; i + 1 < node_.items().size(); i += 2) {
    const Node& key = node_.items()[i];
    if (std::ranges::find(asked_, key.scalar()) == asked_.end() && IsNew(key.scalar())) {
      unknown.push_back(&key);
      std::erase(lacking_, Nearest(key.scalar(), open));
    }
  }
  ReportLacking();
  for (const Node* each : unknown) {
    const Node& key = *each;
    const auto [zh, en] = Suggestion(key.scalar(), open);
    context_.Wrong(key.where,
                   Fill("{what}没有“{key}”这个键", {{"what", what_.In(Lang::kZh)}, {"key", key.scalar()}}) + zh,
                   Fill("unknown key '{key}' in {what}", {{"key", key.scalar()}, {"what", what_.In(Lang::kEn)}}) + en);
  }
}

}  // namespace gouji
