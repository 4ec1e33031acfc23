#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "input/xml.h"

namespace gouji {

/// What a paragraph style says of numbering and outline.
struct DocxStyle {
  std::string name;  ///< in lower case
  std::string based_on;
  std::optional<int> numbering;
  std::optional<int> level;
  std::optional<int> outline;
};

/// The paragraph styles, as far as they decide what a paragraph says and is.
class DocxStyles {
 public:
  /// Reads the part styles.xml.
  void Load(XmlNode root);

  const std::string& default_style() const { return default_; }

  /// The first answer of `ask` along the chain of styles a style is based on.
  template <typename Ask>
  auto Inherited(std::string id, Ask ask) const -> decltype(ask(id, std::declval<const DocxStyle&>())) {
    for (int step = 0; step < kMaxBasedOn; ++step) {
      const auto style = styles_.find(id);
      if (style == styles_.end()) return {};
      if (auto answer = ask(id, style->second)) return answer;
      id = style->second.based_on;
    }
    return {};
  }

 private:
  static constexpr int kMaxBasedOn = 20;

  std::map<std::string, DocxStyle, std::less<>> styles_;
  std::string default_;
};

}  // namespace gouji
