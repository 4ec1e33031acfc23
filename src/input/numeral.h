#pragma once

#include <string>
#include <string_view>

namespace gouji {

/// A number as ST_NumberFormat (ECMA-376) names the way to write it: "chineseCounting" makes 12 十二. A format that is
/// not known is written in digits; "none" and "bullet" give nothing.
std::string Numeral(int value, std::string_view format);

}  // namespace gouji
