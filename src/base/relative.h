#pragma once

#include <cstdint>

namespace gouji {

/// A pointer, kept as the distance from where it stands: a constant table of such pointers is the same wherever the
/// program is loaded, and no page of it is written at the start. A copy points to what the original does.
template <typename T>
class Relative {
 public:
  constexpr Relative() = default;
  explicit Relative(const T* to) : bytes_(DistanceTo(to)) {}
  Relative(const Relative& other) : Relative(other.get()) {}
  Relative& operator=(const Relative& other) {
    bytes_ = DistanceTo(other.get());
    return *this;
  }
  ~Relative() = default;

  /// To what begins `bytes` after the first byte of this pointer.
  static constexpr Relative After(std::int64_t bytes) { return Relative(bytes); }

  const T* get() const { return bytes_ == 0 ? nullptr : reinterpret_cast<const T*>(Here() + bytes_); }

 private:
  constexpr explicit Relative(std::int64_t bytes) : bytes_(bytes) {}

  const char* Here() const { return reinterpret_cast<const char*>(this); }
  std::int64_t DistanceTo(const T* to) const { return to == nullptr ? 0 : reinterpret_cast<const char*>(to) - Here(); }

  std::int64_t bytes_ = 0;  ///< 0, itself, is nothing
};

}  // namespace gouji
