#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gouji {

/// What stopped a file in a package from being read.
enum class Fault {
  kNone,
  kDamaged,
  kEncrypted,
  kTooLarge,  ///< inflated, all of it or one part
  kBomb,      ///< a part shrinks as only a bomb does
  kManyMembers,
  kTooDeep,      ///< elements of a part in one another
  kDeclarations  ///< a part declares entities or names a DTD
};

/// A zip archive whose members are known to be harmless before the first one is inflated: none encrypted, not too many,
/// not too large, none that shrinks as only a bomb does. Views the bytes it was made of.
class Package {
 public:
  explicit Package(std::string_view bytes);
  ~Package();
  Package(const Package&) = delete;
  Package& operator=(const Package&) = delete;

  Fault fault() const;
  bool Has(std::string_view part) const;
  bool HasFolder(std::string_view folder) const;

  /// A part's bytes; names of parts know no case. Nothing when it is not there or, with a fault, cannot be read.
  std::optional<std::string> Read(std::string_view part);

 private:
  class Archive;
  std::unique_ptr<Archive> archive_;
};

}  // namespace gouji
