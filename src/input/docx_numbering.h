#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "input/docx_styles.h"
#include "input/xml.h"

namespace gouji {

/// Automatic numbers: the "四、" of a heading that is nowhere in its words.
class DocxNumbering {
 public:
  /// Reads the part numbering.xml.
  void Load(XmlNode root, const DocxStyles& styles);

  /// The level of a numbering that a style is tied to.
  std::optional<int> LevelOfStyle(int numbering, std::string_view style) const;

  /// Counts one paragraph and gives the number it shows.
  std::string Next(int numbering, int level);

 private:
  static constexpr int kLevels = 9;
  using Counters = std::array<std::optional<int>, kLevels>;

  struct Level {
    int start = 1;
    std::string format = "decimal";
    std::string text;
    std::string suffix;
    std::string style;
    bool legal = false;
  };
  struct Abstract {
    std::map<int, Level> levels;
    std::string linked_style;
  };
  struct Instance {
    int abstract = -1;
    std::map<int, int> starts;
    std::map<int, Level> levels;
  };

  static std::size_t Index(int level) { return static_cast<std::size_t>(level); }

  static void ReadLevel(XmlNode node, std::map<int, Level>& levels);
  const Level& LevelOf(const Instance& instance, int level) const;

  std::map<int, Abstract> abstracts_;
  std::map<int, Instance> instances_;
  std::map<int, Counters> counters_;
  std::set<std::pair<int, int>> started_;
};

}  // namespace gouji
