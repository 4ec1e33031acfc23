#include "cli/only_printable.h"

#include <utility>

#include "text/width.h"

namespace gouji::cli {

OnlyPrintable::OnlyPrintable(std::ostream& stream) : stream_(stream), beneath_(stream.rdbuf(this)) {}

OnlyPrintable::~OnlyPrintable() {
  if (!line_.empty()) EndLine();
  beneath_->pubsync();
  stream_.rdbuf(beneath_);
}

OnlyPrintable::int_type OnlyPrintable::overflow(int_type c) {
  if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
  const char byte = traits_type::to_char_type(c);
  if (byte != '\n') {
    line_ += byte;
    return c;
  }
  EndLine();
  return beneath_->sputc('\n');
}

void OnlyPrintable::EndLine() {
  const std::string shown = Printable(std::exchange(line_, {}));
  beneath_->sputn(shown.data(), static_cast<std::streamsize>(shown.size()));
}

}  // namespace gouji::cli
