#include "input/pdf_rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "input/ascii.h"
#include "input/xml.h"

namespace gouji {
namespace {

constexpr double kThin = 3;                 // points: what is wider is an area
constexpr double kShortest = 3;             // of a line
constexpr double kLevel = 0.7;              // how far the ends of a level line may be apart
constexpr std::size_t kMostRules = 20'000;  // on a page; more is a picture
constexpr double kLongestDash = 7;          // of a line drawn in dots or dashes
constexpr double kDashesApart = 5;
constexpr std::size_t kFewestDashes = 4;
constexpr std::size_t kMostDashes = 200'000;  // on a page

struct Point {
  double x = 0, y = 0;
};

struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;
};

/// x' = a x + c y + e, y' = b x + d y + f.
struct Matrix {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

  Point Apply(Point p) const { return {a * p.x + c * p.y + e, b * p.x + d * p.y + f}; }
  Matrix Times(const Matrix& m) const {
    return {a * m.a + c * m.b, b * m.a + d * m.b,     a * m.c + c * m.d,
            b * m.c + d * m.d, a * m.e + c * m.f + e, b * m.e + d * m.f + f};
  }
};

/// The numbers in a text, whatever stands between them.
std::vector<double> NumbersOf(std::string_view text) {
  std::vector<double> numbers;
  while (!text.empty()) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc() && end != text.data()) {
      numbers.push_back(std::isfinite(value) ? value : 0);
      text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    } else {
      text.remove_prefix(1);
    }
  }
  return numbers;
}

Matrix MatrixOf(std::string_view transform) {
  const std::vector<double> n = NumbersOf(transform);
  if (transform.starts_with("matrix") && n.size() == 6) return {n[0], n[1], n[2], n[3], n[4], n[5]};
  if (transform.starts_with("translate") && !n.empty()) return {1, 0, 0, 1, n[0], n.size() > 1 ? n[1] : 0};
  return {};
}

/// What a style attribute, or an attribute of its own, says of a property.
std::string_view PropertyOf(XmlNode node, std::string_view name) {
  std::string_view style = Value(node, "style");
  while (!style.empty()) {
    const std::size_t end = std::min(style.find(';'), style.size());
    const std::string_view one = style.substr(0, end);
    if (one.starts_with(name) && one.substr(name.size()).starts_with(":")) return one.substr(name.size() + 1);
    style.remove_prefix(std::min(end + 1, style.size()));
  }
  return Value(node, name);
}

bool IsWhite(std::string_view colour) {
  return colour == "rgb(100%,100%,100%)" || colour == "rgb(100%, 100%, 100%)" || colour == "#fff" ||
         colour == "#ffffff" || colour == "white";
}

/// A stretch of a path that is drawn without lifting the pen.
struct Stroke {
  std::vector<Point> points;
  bool curved = false;
};

std::vector<Stroke> StrokesOf(std::string_view path, const Matrix& matrix) {
  std::vector<Stroke> strokes;
  Point at;
  while (!path.empty()) {
    const char command = path[0];
    path.remove_prefix(1);
    if (!IsAsciiLetter(command)) continue;
    const std::size_t end = std::min(path.find_first_of("MLHVCZmlhvcz"), path.size());
    const std::vector<double> n = NumbersOf(path.substr(0, end));
    path.remove_prefix(end);
    if (command == 'M' && n.size() >= 2) {
      at = {n[0], n[1]};
      strokes.push_back({{matrix.Apply(at)}, false});
    } else if (strokes.empty()) {
      continue;
    } else if (command == 'Z' || command == 'z') {
      strokes.back().points.push_back(strokes.back().points.front());
    } else if (command == 'H' && !n.empty()) {
      at.x = n[0];
    } else if (command == 'V' && !n.empty()) {
      at.y = n[0];
    } else if (n.size() >= 2 && (command == 'L' || command == 'C')) {
      at = {n[n.size() - 2], n[n.size() - 1]};
      strokes.back().curved |= command == 'C';
    } else {
      strokes.back().curved = true;  // not written by cairo, not known here
    }
    if (command == 'L' || command == 'H' || command == 'V' || command == 'C') {
      strokes.back().points.push_back(matrix.Apply(at));
    }
  }
  return strokes;
}

Box BoxOf(const std::vector<Point>& points) {
  Box box{points[0].x, points[0].y, points[0].x, points[0].y};
  for (const Point& p : points) {
    box = {std::min(box.left, p.x), std::min(box.top, p.y), std::max(box.right, p.x), std::max(box.bottom, p.y)};
  }
  return box;
}

/// The lines that dots and dashes make, level ones or upright ones: some one behind the other, not far apart.
/// From `begin` to `end` a dash lies along its line, from `above` to `below` across it.
void ChainDashes(std::vector<Box>& dashes, double Box::*begin, double Box::*end, double Box::*above, double Box::*below,
                 std::vector<PdfRule>& rules) {
  const auto height = [&](const Box& dash) { return std::lround(dash.*above + dash.*below); };
  std::ranges::sort(dashes, [&](const Box& a, const Box& b) {
    return height(a) != height(b) ? height(a) < height(b) : a.*begin < b.*begin;
  });
  for (std::size_t first = 0; first < dashes.size();) {
    std::size_t next = first + 1;
    while (next < dashes.size() && height(dashes[next]) == height(dashes[first]) &&
           dashes[next].*begin - dashes[next - 1].*end <= kDashesApart) {
      ++next;
    }
    if (next - first >= kFewestDashes) {
      Box line = dashes[first];
      line.*end = dashes[next - 1].*end;
      line.*above = line.*below = (line.*above + line.*below) / 2;
      rules.push_back({line.left, line.top, line.right, line.bottom});
    }
    first = next;
  }
}

class Drawing {
 public:
  std::vector<std::vector<PdfRule>> Read(XmlNode root) {
    ReadClips(root);
    const XmlNode pages = Child(root, "pageSet");
    if (!pages) {
      pages_.emplace_back();
      ReadGroup(root, Matrix(), std::nullopt);
      EndPage();
    }
    for (const XmlNode page : pages.children()) {
      if (page.name() != "page") continue;
      pages_.emplace_back();
      ReadGroup(page, Matrix(), std::nullopt);
      EndPage();
    }
    for (std::vector<PdfRule>& page : pages_) {
      if (page.size() > kMostRules) page.clear();
    }
    return std::move(pages_);
  }

 private:
  void ReadClips(XmlNode node) {
    for (const XmlNode child : node.children()) {
      if (child.name() == "clipPath") {
        std::vector<Point> points;
        for (const XmlNode shape : child.children()) {
          if (shape.name() == "path") {
            for (const Stroke& stroke : StrokesOf(Value(shape, "d"), MatrixOf(Value(shape, "transform")))) {
              points.insert(points.end(), stroke.points.begin(), stroke.points.end());
            }
          } else if (shape.name() == "rect") {
            const Box box = RectOf(shape);
            points.push_back({box.left, box.top});
            points.push_back({box.right, box.bottom});
          }
        }
        if (!points.empty()) clips_[std::string(Value(child, "id"))] = BoxOf(points);
      } else if (child.name() == "defs" || child.name() == "g") {
        ReadClips(child);
      }
    }
  }

  static Box RectOf(XmlNode rect) {
    const auto number = [&](std::string_view name) {
      const std::vector<double> n = NumbersOf(Value(rect, name));
      return n.empty() ? 0 : n[0];
    };
    const double x = number("x"), y = number("y");
    return {x, y, x + number("width"), y + number("height")};
  }

  void ReadGroup(XmlNode group, const Matrix& matrix, const std::optional<Box>& clip) {
    for (const XmlNode child : group.children()) {
      const std::string_view name = child.name();
      if (name == "defs" || name == "symbol" || name == "mask" || name == "clipPath") continue;
      if (pages_.back().size() > kMostRules || dashes_.size() > kMostDashes) return;
      const Matrix inner = matrix.Times(MatrixOf(Value(child, "transform")));
      const std::optional<Box> clipped = Clipped(clip, Value(child, "clip-path"), matrix);
      if (name == "g") {
        ReadGroup(child, inner, clipped);
      } else if (name == "path") {
        ReadShape(child, StrokesOf(Value(child, "d"), inner), clipped);
      } else if (name == "rect") {
        const Box box = RectOf(child);
        Stroke stroke;
        for (const Point p : {Point{box.left, box.top}, Point{box.right, box.top}, Point{box.right, box.bottom},
                              Point{box.left, box.bottom}, Point{box.left, box.top}}) {
          stroke.points.push_back(inner.Apply(p));
        }
        ReadShape(child, {stroke}, clipped);
      }
    }
  }

  std::optional<Box> Clipped(const std::optional<Box>& clip, std::string_view url, const Matrix& matrix) const {
    if (!url.starts_with("url(#") || !url.ends_with(")")) return clip;
    const auto found = clips_.find(std::string(url.substr(5, url.size() - 6)));
    if (found == clips_.end()) return clip;
    const Point a = matrix.Apply({found->second.left, found->second.top});
    const Point b = matrix.Apply({found->second.right, found->second.bottom});
    const Box box = BoxOf({a, b});
    if (!clip) return box;
    return Box{std::max(box.left, clip->left), std::max(box.top, clip->top), std::min(box.right, clip->right),
               std::min(box.bottom, clip->bottom)};
  }

  void ReadShape(XmlNode shape, const std::vector<Stroke>& strokes, const std::optional<Box>& clip) {
    const std::string_view stroke_colour = PropertyOf(shape, "stroke");
    const std::string_view fill = PropertyOf(shape, "fill");
    const bool stroked = !stroke_colour.empty() && stroke_colour != "none" && !IsWhite(stroke_colour);
    const bool filled = fill != "none" && !IsWhite(fill);
    for (const Stroke& stroke : strokes) {
      for (std::size_t i = 1; stroked && i < stroke.points.size(); ++i) {
        Add(BoxOf({stroke.points[i - 1], stroke.points[i]}), kLevel, clip);
      }
      if (filled && !stroked && IsArea(stroke)) Add(BoxOf(stroke.points), kThin, clip);
    }
    if (filled && !stroked && strokes.size() >= 2 && IsArea(strokes[0]) && IsArea(strokes[1])) {
      AddFrame(BoxOf(strokes[0].points), BoxOf(strokes[1].points), clip);
    }
  }

  static bool IsArea(const Stroke& stroke) { return !stroke.curved && stroke.points.size() >= 4; }

  /// The edges of a cell that are filled as what lies between two areas, one within the other. A side that both have
  /// in common has no line.
  void AddFrame(Box outer, Box inner, const std::optional<Box>& clip) {
    if (inner.left < outer.left || inner.right > outer.right) std::swap(inner, outer);
    if (inner.left < outer.left || inner.top < outer.top || inner.right > outer.right || inner.bottom > outer.bottom) {
      return;
    }
    const auto is_line = [](double from, double to) { return to > from && to - from <= kThin; };
    if (is_line(outer.left, inner.left)) Add({outer.left, outer.top, inner.left, outer.bottom}, kThin, clip);
    if (is_line(inner.right, outer.right)) Add({inner.right, outer.top, outer.right, outer.bottom}, kThin, clip);
    if (is_line(outer.top, inner.top)) Add({outer.left, outer.top, outer.right, inner.top}, kThin, clip);
    if (is_line(inner.bottom, outer.bottom)) Add({outer.left, inner.bottom, outer.right, outer.bottom}, kThin, clip);
  }

  /// Adds the middle of a box that is thin one way and long the other.
  void Add(Box box, double thin, const std::optional<Box>& clip) {
    if (clip) {
      box = {std::max(box.left, clip->left), std::max(box.top, clip->top), std::min(box.right, clip->right),
             std::min(box.bottom, clip->bottom)};
      if (box.left > box.right || box.top > box.bottom) return;
    }
    const double width = box.right - box.left, height = box.bottom - box.top;
    if (std::max(width, height) <= kLongestDash && std::min(width, height) <= kThin) dashes_.push_back(box);
    const double x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    if (height <= thin && width >= kShortest) {
      pages_.back().push_back({box.left, y, box.right, y});
    } else if (width <= thin && height >= kShortest) {
      pages_.back().push_back({x, box.top, x, box.bottom});
    }
  }

  /// A dot in the corner of a table is of two lines.
  void EndPage() {
    ChainDashes(dashes_, &Box::left, &Box::right, &Box::top, &Box::bottom, pages_.back());
    ChainDashes(dashes_, &Box::top, &Box::bottom, &Box::left, &Box::right, pages_.back());
    dashes_.clear();
  }

  std::map<std::string, Box> clips_;
  std::vector<std::vector<PdfRule>> pages_;
  std::vector<Box> dashes_;  ///< of the page that is read
};

}  // namespace

std::vector<std::vector<PdfRule>> ParsePdfRules(const std::string& svg) {
  Fault fault = Fault::kNone;
  const std::unique_ptr<XmlDocument> document = XmlDocument::Parse(svg, fault);
  if (document == nullptr) return {};
  return Drawing().Read(document->root());
}

}  // namespace gouji
