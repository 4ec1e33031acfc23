#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/pattern.h"
#include "text/shape.h"

namespace gouji {

/// The ordinal at the head of a heading or label: 一、 4. （三） (2).
struct Numeral {
  enum class Digits { kNone, kChinese, kArabic };
  Digits digits = Digits::kNone;
  bool bracketed = false;
  bool in_words = false;  ///< 第一部分
  int value = 0;
  std::size_t bytes = 0;  ///< of the ordinal with its brackets and mark
  std::string_view mark;  ///< what follows the ordinal, blanks left out: "、", ".", "", ")", or "部分" of "第一部分"
  explicit operator bool() const { return digits != Digits::kNone; }
};
/// Reads the ordinal at the start of folded or unfolded text; kNone when there is none. An ordinal without brackets
/// needs a mark, or is one of words: 第一部分, 第二章.
Numeral ReadNumeral(std::string_view text);

/// How a text answers to a declared label, from not at all to letter by letter.
enum class Fit { kNone, kSimilar, kAlias, kExact };

/// A label as a pack declares it, with everything that binds to it. Views the pack.
struct Label {
  std::string_view official;
  std::string key;                   ///< `LabelKey(official)`
  Shape shape;                       ///< of the key
  std::vector<std::string> aliases;  ///< keys
  std::vector<Pattern> patterns;     ///< matched whole against the key
  int number = -1;                   ///< among the labels of its table

  /// Sets the official words and their key.
  void Name(std::string_view words, std::string key_of_words);
  bool empty() const { return official.empty() && patterns.empty(); }
};

/// What labels are compared by: folded, and the mark after a leading ordinal made ".", so that "1、属于国家秘密" and
/// "1. 属于国家秘密" have one key.
std::string LabelKey(std::string_view text);

/// `key` is a LabelKey. kSimilar: the same digits behind the ordinal, and an edit distance of two at most.
Fit FitOf(const Label& label, std::string_view key);

/// Likeness of two keys from 0 to 1 by edit distance, for choosing between neighbours.
double Likeness(std::string_view a, std::string_view b);

}  // namespace gouji
