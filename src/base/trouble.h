#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

#include "base/diagnostic.h"

namespace gouji {

/// The tool's own messages (GJxxx), each in Chinese and English: the one catalogue of what gouji itself says about
/// input it cannot use. The wording of rules is in their packs.
enum class Trouble {
  kUnreadable,         // GJ001
  kNotText,            // GJ002
  kUnsupportedFormat,  // GJ003
  kOverLimit,          // GJ004
  kDamaged,            // GJ005
  kLeftOut,            // GJ006: no mistake, a note
  kNotAReport,         // GJ010
  kPack,               // GJ101: any mistake in a rule pack; the sentence is the argument
  kConfig,             // GJ201: any mistake in configuration, but
  kConfigRule,         // GJ202: it names a rule there is not
  kBaseline,           // GJ203: a baseline that cannot be used
};

/// What writers may know of it, as of any rule.
const RuleInfo& InfoOf(Trouble trouble);

/// The catalogue, for `gouji explain` and for SARIF notifications.
std::vector<const RuleInfo*> AllTroubles();

/// A diagnostic of that trouble. `detail` is the sentence, already in `lang`.
Diagnostic MakeTrouble(Trouble trouble, const Source& source, Span where, std::string detail);

/// Fills "{name}" placeholders of a text of ours.
std::string Fill(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string_view>> values);

/// The candidate nearest to `word` by edit distance, for "did you mean"; empty when none is near enough.
std::string_view Nearest(std::string_view word, const std::vector<std::string_view>& candidates);

/// ", did you mean 'near'?", to be put behind a sentence; nothing where nothing is near.
std::string DidYouMean(std::string_view near, Lang lang);

}  // namespace gouji
