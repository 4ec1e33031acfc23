#include "text/fold_table.h"

namespace gouji::fold_table {

char16_t QuickOther(char32_t c) {
  switch (c) {
    case 0x1680:
      return kBlank;
    case 0x2212:  // −
    case 0x2500:  // ─, which GBK keyboards give for a dash
    case 0x2E3A:
    case 0x2E3B:
    case 0xFE58:
    case 0xFE63:
      return '-';
    case 0x2215:
      return '/';
    case 0x2236:  // ∶
      return ':';
    case 0x223C:
      return '~';
    case 0x30FB:  // ・
      return u'·';
    case 0x034F:
    case 0x0345:  // a mark that case folding makes a letter
    case 0x037A:
    case 0x061C:
    case 0x115F:
    case 0x1160:
    case 0x180E:
    case 0x3164:
    case 0xFEFF:
    case 0xFFA0:
      return kInvisible;
    default:
      break;
  }
  if ((c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF)) return kInvisible;
  return kAskIcu;
}

}  // namespace gouji::fold_table
