#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace gouji {

/// How much in the document speaks for its being one of the form's reports: its headings, and paragraphs that say what
/// such reports are about. Of several forms the one with the most signs fits best.
int SignsOf(const ReportForm& form, const Document& document);

/// Whether the document is one of the form's reports: something in it says so, the title as a rule, or it has half of
/// the form's headings.
bool Claims(const ReportForm& form, const Document& document);

/// What an issuer's name is compared by: folded, long forms made short. Empty where the name is not filled in
/// ("云溪县××局"): many reports may have it, and are not one issuer's.
std::string IssuerKey(const ReportForm& form, std::string_view issuer);

/// Whether the first blocks of a document are all that `Identify` looks at.
bool IsEnoughToIdentify(const ReportForm& form, const std::vector<Block>& blocks);

/// Title, issuer and year alone: which report it is, not what it says.
Report Identify(const ReportForm& form, Document& document);

}  // namespace gouji
