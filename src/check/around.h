#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "check/prose.h"

namespace gouji {

/// A sentence as patterns see it that ask what stands around a find: the find, bytes [begin, end), is replaced by "#"
/// (for a phrase both are the same, and it stays behind the mark). What was over before the find is left out, for it
/// does not govern it: brackets that have closed ("收到38件（其中自然人31件），办结#件"), and what `ended` matches.
std::string MarkedWithinReach(std::string_view sentence, std::size_t begin, std::size_t end,
                              const std::vector<Pattern>& ended);

/// What must, and must not, stand around a find. Most reports have no sentence that asks for most of it, so a shipped
/// pack's is read for the first that does.
///
///   with: 结转                      # some pattern is found in the sentence, the find replaced by "#"
///   without:                        # none is, in what is in reach of the find
///     - '其中[^;]*#'
///     - {find: '全市[^,;]*#', unless: "doc.issuer.class = 'city'"}
class Around {
 public:
  /// Reads `with` and `without`: to be called once the locals are known. The scope stays as long as this.
  static Around Read(Options& options, const std::shared_ptr<const Words>& words, const Scope& scope);

  bool Allows(const Pass& pass, std::string_view sentence, std::size_t begin, std::size_t end,
              const std::vector<Pattern>& ended, const Evaluator& evaluator) const;

 private:
  struct Condition {
    std::vector<Pattern> find;
    Later<ExprPtr> unless;  ///< may not be given
  };
  struct Parts {
    std::vector<Pattern> with;
    std::vector<Pattern> without;
    std::vector<Condition> conditions;
  };
  static void Add(const NodeContext& context, const Words& words, const Scope& scope, const Node& node, Parts& parts);

  Later<Parts> parts_;  ///< not given where there is neither
};

}  // namespace gouji
