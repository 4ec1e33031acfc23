#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/source.h"

namespace gouji {

/// What is said of a mistake, in both languages.
struct Wording {
  std::string zh;
  std::string en;
};

Wording Say(std::string_view zh, std::string_view en,
            std::initializer_list<std::pair<std::string_view, std::string_view>> values = {});

/// A mistake in YAML's syntax in words, and where it stands.
struct Explained {
  std::size_t begin = 0;
  std::size_t end = 0;
  Wording sentence;
};

/// What people most often do that ends as a syntax error, looked for on one line.
std::optional<Explained> UsualMistake(std::string_view text, std::size_t line);

/// Where and why the library stopped reading. Offsets are bytes of the source.
struct YamlStop {
  std::string_view message;                 ///< the library's
  std::size_t at = 0;                       ///< where it stumbled
  std::size_t complete = 0;                 ///< the end of the last node that was read whole
  std::optional<std::size_t> open_bracket;  ///< the innermost that is still open
};

/// What is wrong in the source and where it really is, which is often before the place where the library stumbled.
Explained Explain(const Source& source, const YamlStop& stop);

/// What the library says of a mistake, in our words. `character` and `name` are what stands at the mistake.
Wording Translated(std::string_view message, std::string_view character, std::string_view name);

}  // namespace gouji
