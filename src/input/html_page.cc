#include "input/html_page.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "input/ascii.h"
#include "input/characters.h"
#include "input/html_kinds.h"
#include "input/html_panes.h"
#include "text/fold.h"

namespace gouji {
namespace {

/// A header of the site, not of the article in it.
bool IsSiteHeader(const HtmlNode* node) {
  if (node->name != "header") return false;
  for (const HtmlNode* up = node->parent; up != nullptr; up = up->parent) {
    if (up->name == "article" || up->name == "main") return false;
  }
  return true;
}

/// Adds what a text says, blanks dropped.
void AddLetters(std::string_view text, std::string& letters) {
  for (std::size_t i = 0; i < text.size();) {
    const Character c = FirstOf(text.substr(i));
    if (!IsBlank(c.code)) letters += text.substr(i, c.bytes);
    i += c.bytes;
  }
}

/// Adds what an element says, until there is more than any title has.
void AddWords(const HtmlNode& node, std::string& letters) {
  constexpr std::size_t kLongest = std::size_t{3} * 100;
  for (const HtmlNode* child : node.children) {
    if (letters.size() > kLongest) return;
    if (child->is_text()) {
      AddLetters(child->says, letters);
    } else {
      AddWords(*child, letters);
    }
  }
}

}  // namespace

HtmlPage::HtmlPage(const Source& source, Span where)
    : tree_(source, where), contents_(tree_.node_count()), texts_(tree_.node_count()) {
  for (const HtmlNode* child : tree_.root()->children) {
    if (child->name == "body") body_ = child;
    if (child->name == "head") ReadHead(child);
  }
  if (body_ == nullptr) body_ = tree_.root();
  Measure(body_, Around{});
  if (const HidingRules rules(*tree_.root()); !rules.empty()) {
    FindHidden(body_, rules);
    // A script shows what a page hides so much of: a report behind tabs, sections that open when clicked.
    constexpr std::uint64_t kMostHidden = 4;
    std::uint64_t letters = 0;
    for (const HtmlNode* hidden : hidden_) letters += Of(hidden).letters;
    if (letters * kMostHidden > Of(body_).letters) hidden_.clear();
    if (!hidden_.empty()) Measure(body_, Around{});
  }
  if (FindShownByScript(body_) != nullptr) Measure(body_, Around{});
  // Furniture known by its name alone only counts once the whole is known: a `class="menu"` around everything is
  // none.
  whole_ = contents_[body_->index].weight();
  MarkMargins(body_);
  Measure(body_, Around{});
}

const HtmlNode* HtmlPage::FindReport() const {
  const HtmlContents& all = Of(body_);
  constexpr std::uint64_t kTooLittle = 60;
  if (all.weight() < kTooLittle) return body_;
  const HtmlNode* known = nullptr;
  FindKnownBody(body_, known);
  if (known != nullptr) return known;
  const HtmlNode* report = body_;
  while (const HtmlNode* inner = Narrower(report)) report = inner;
  return report;
}

void HtmlPage::ReadHead(const HtmlNode* head) {
  const auto add = [&](std::string_view text) {
    AddLetters(text, names_);
    names_ += '\n';
  };
  for (const HtmlNode* child : head->children) {
    if (child->name == "title") {
      for (const HtmlNode* text : child->children) {
        add(text->says);
      }
    }
    // The name every government site gives an article's title by the national guide to government sites.
    if (child->name == "meta" && LowerAscii(child->Attribute("name")) == "articletitle") {
      add(child->Attribute("content"));
    }
  }
}

HtmlContents HtmlPage::Measure(const HtmlNode* node, Around around) {
  HtmlContents all;
  if (node->is_text()) {
    const TextSize& size = texts_[node->index].measured ? texts_[node->index] : MeasureText(*node);
    all.letters = size.letters;
    all.sentences = around.link || around.furniture ? 0 : size.sentences;
    if (around.link) all.linked = all.letters;
    if (around.furniture && !around.link) all.furniture = all.letters;
    return all;
  }
  if (node != shown_by_script_ && (IsInvisible(*node) || hidden_.contains(node)) && !IsPane(*node)) {
    all.invisible = true;
    contents_[node->index] = all;
    return all;
  }
  around.link |= node->name == "a" && node->HasAttribute("href");
  around.furniture |= IsMargin(node);
  for (const HtmlNode* child : node->children) {
    const HtmlContents part = Measure(child, around);
    all.letters += part.letters;
    all.linked += part.linked;
    all.furniture += part.furniture;
    all.sentences += part.sentences;
    all.cells += part.cells;
    all.tables += part.tables;
    all.breaks += part.breaks;
  }
  if (node->name == "table") {
    ++all.tables;
  } else if (node->name == "td" || node->name == "th") {
    // A cell around a table is a frame, not a cell.
    if (all.tables == 0 && all.letters > 0 && !around.furniture) all.cells = 1;
  } else if (node->name == "p" || node->name == "br" || HeadingLevel(*node) > 0) {
    ++all.breaks;
  }
  contents_[node->index] = all;
  return all;
}

const HtmlPage::TextSize& HtmlPage::MeasureText(const HtmlNode& node) {
  TextSize& size = texts_[node.index];
  size.measured = true;
  for (std::size_t i = 0; i < node.says.size();) {
    const Character c = FirstOf(node.says.substr(i));
    if (!IsBlank(c.code)) size.letters += c.bytes;
    if (c.code == U'。') ++size.sentences;
    i += c.bytes;
  }
  return size;
}

void HtmlPage::FindHidden(const HtmlNode* node, const HidingRules& rules) {
  for (const HtmlNode* child : node->children) {
    if (child->is_text() || Of(child).invisible) continue;
    if (rules.Hide(*child)) {
      hidden_.insert(child);
    } else {
      FindHidden(child, rules);
    }
  }
}

const HtmlNode* HtmlPage::FindShownByScript(const HtmlNode* node) {
  constexpr std::uint32_t kFewest = 40;  // cells
  constexpr std::uint32_t kManifold = 10;
  for (const HtmlNode* child : node->children) {
    if (child->is_text()) continue;
    if (!Of(child).invisible) {
      if (const HtmlNode* found = FindShownByScript(child)) return found;
      continue;
    }
    const HtmlContents hidden = Of(child);
    shown_by_script_ = child;
    const std::uint32_t cells = Measure(child, Around{}).cells;
    if (cells >= kFewest && cells >= Of(body_).cells * kManifold) return child;
    contents_[child->index] = hidden;
    shown_by_script_ = nullptr;
  }
  return nullptr;
}

bool HtmlPage::SaysOnlyName(const HtmlNode& node) const {
  std::string words;
  AddWords(node, words);
  return !words.empty() && names_.find(words) != std::string::npos;
}

void HtmlPage::MarkMargins(const HtmlNode* node) {
  const HtmlContents& contents = Of(node);
  if (node->is_text() || contents.invisible) return;
  const bool named = IsNamedFurniture(*node) || (IsSiteHeader(node) && !SaysOnlyName(*node));
  if (IsFurniture(*node) || (named && contents.weight() * 2 <= whole_)) margins_.insert(node);
  for (const HtmlNode* child : node->children) MarkMargins(child);
}

void HtmlPage::FindKnownBody(const HtmlNode* node, const HtmlNode*& best) const {
  const HtmlContents& all = Of(body_);
  for (const HtmlNode* child : node->children) {
    const HtmlContents& part = Of(child);
    if (part.invisible || part.weight() * 10 < all.weight() * 7 || part.cells * 10 < all.cells * 9) continue;
    if (IsKnownBody(*child)) best = child;
    FindKnownBody(child, best);
  }
}

const HtmlNode* HtmlPage::Narrower(const HtmlNode* node) const {
  static constexpr std::array<std::string_view, 4> kParts = {"p", "ol", "ul", "dl"};
  const HtmlContents& all = Of(node);
  for (const HtmlNode* child : node->children) {
    const HtmlContents& part = Of(child);
    if (child->is_text() || part.invisible || part.weight() == 0) continue;
    // Prose before the part is a report's preface.
    if (child->name == "p" && part.sentences > 0 && !IsMargin(child)) return nullptr;
    if (IsOneOf(child->name, kParts) || HeadingLevel(*child) > 0) continue;
    const std::uint64_t lost = all.weight() - std::min(all.weight(), part.weight());
    const std::uint32_t lost_sentences = all.sentences - std::min(all.sentences, part.sentences);
    const bool heavy = lost * 20 <= all.weight() || (lost * 7 <= all.weight() && lost_sentences == 0);
    if (heavy && lost_sentences * 10 <= all.sentences) return child;
  }
  return nullptr;
}

}  // namespace gouji
