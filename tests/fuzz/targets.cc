#include "target.h"

namespace gouji {

extern const FuzzTarget kDecodeTarget;
extern const FuzzTarget kCellsTarget;
extern const FuzzTarget kPatternTarget;
extern const FuzzTarget kLayoutsTarget;
extern const FuzzTarget kBareTarget;
extern const FuzzTarget kPlainTarget;
extern const FuzzTarget kMarkdownTarget;
extern const FuzzTarget kHtmlTarget;
extern const FuzzTarget kDocxTarget;
extern const FuzzTarget kDocxPartsTarget;
extern const FuzzTarget kPdfWordsTarget;
extern const FuzzTarget kYamlTarget;
extern const FuzzTarget kExpressionTarget;
extern const FuzzTarget kPackTarget;
extern const FuzzTarget kConfigurationTarget;
extern const FuzzTarget kBaselineTarget;
extern const FuzzTarget kMergeTarget;
extern const FuzzTarget kReportTarget;

std::span<const FuzzTarget> FuzzTargets() {
  static const FuzzTarget targets[] = {
      kDecodeTarget,     kCellsTarget, kPatternTarget,       kLayoutsTarget,   kBareTarget,     kPlainTarget,
      kMarkdownTarget,   kHtmlTarget,  kDocxTarget,          kDocxPartsTarget, kPdfWordsTarget, kYamlTarget,
      kExpressionTarget, kPackTarget,  kConfigurationTarget, kBaselineTarget,  kMergeTarget,    kReportTarget,
  };
  return targets;
}

}  // namespace gouji
