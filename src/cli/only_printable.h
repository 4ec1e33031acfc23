#pragma once

#include <ostream>
#include <streambuf>
#include <string>

namespace gouji::cli {

/// While it lives, a stream says only what may go to a terminal: each line as `Printable` shows it. Messages quote file
/// names, options and words of rule packs, and not one of them is to be trusted with the escape character.
class OnlyPrintable final : public std::streambuf {
 public:
  explicit OnlyPrintable(std::ostream& stream);
  OnlyPrintable(const OnlyPrintable&) = delete;
  OnlyPrintable& operator=(const OnlyPrintable&) = delete;
  /// Says what stands in the last line, and gives the stream back.
  ~OnlyPrintable() override;

 protected:
  int_type overflow(int_type c) override;

 private:
  void EndLine();

  std::ostream& stream_;
  std::streambuf* beneath_;
  std::string line_;
};

}  // namespace gouji::cli
