#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "input/cell_placement.h"
#include "input/reader.h"
#include "input/refusal.h"
#include "input/transcript.h"
#include "text/fold.h"

extern char** environ;  // NOLINT: what a child process inherits

namespace gouji {
namespace {

// ------------------------------------------------------------------------------------------------------- the other
// program

constexpr std::chrono::seconds kTimeLimit{20};
constexpr std::size_t kMaxOutput = 32U << 20U;

/// A file that is gone when its owner is.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view bytes) {
    const char* folder = std::getenv("TMPDIR");  // NOLINT: nothing of ours ever sets the environment
    path_ = std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/gouji-XXXXXX";
    const int file = mkostemp(path_.data(), O_CLOEXEC);
    if (file < 0) {
      path_.clear();
      return;
    }
    complete_ = true;
    while (complete_ && !bytes.empty()) {
      const ssize_t written = write(file, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      complete_ = written > 0;
      if (complete_) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    complete_ = close(file) == 0 && complete_;
  }
  ~TemporaryFile() {
    if (!path_.empty()) unlink(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  bool complete() const { return complete_; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  bool complete_ = false;
};

enum class Outcome { kDone, kMissing, kFailed, kTooSlow, kTooMuch };

/// Reads from `pipe` until its other end closes, the time is over or there is too much.
Outcome Drain(int pipe, std::string& output) {
  const auto deadline = std::chrono::steady_clock::now() + kTimeLimit;
  std::array<char, 1U << 16U> buffer{};
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return Outcome::kTooSlow;
    pollfd ready{pipe, POLLIN, 0};
    const int count = poll(&ready, 1, static_cast<int>(left.count()));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return count == 0 ? Outcome::kTooSlow : Outcome::kFailed;
    const ssize_t got = read(pipe, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Outcome::kFailed;
    if (got == 0) return Outcome::kDone;
    output.append(buffer.data(), static_cast<std::size_t>(got));
    if (output.size() > kMaxOutput) return Outcome::kTooMuch;
  }
}

/// The words of a PDF and their boxes, as `pdftotext -tsv` prints them. No shell is involved.
Outcome RunPdftotext(const std::string& path, std::string& output) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return Outcome::kFailed;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::array<std::string, 7> words = {"pdftotext", "-q", "-tsv", "-enc", "UTF-8", path, "-"};
  std::array<char*, 8> arguments{};
  for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = words[i].data();
  pid_t child = 0;
  const int error = posix_spawnp(&child, "pdftotext", &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (error != 0) {
    close(ends[0]);
    return error == ENOENT ? Outcome::kMissing : Outcome::kFailed;
  }
  const Outcome outcome = Drain(ends[0], output);
  close(ends[0]);
  int status = 0;
  // Whoever has said all it has to say ends at once, or is ended.
  bool ended = false;
  for (int patience = 200; outcome == Outcome::kDone && !ended && patience > 0; --patience) {
    ended = waitpid(child, &status, WNOHANG) == child;
    if (!ended) poll(nullptr, 0, 5);
  }
  if (!ended) {
    kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
  }
  if (outcome != Outcome::kDone) return outcome;
  constexpr int kNoSuchProgram = 127;
  if (WIFEXITED(status) && WEXITSTATUS(status) == kNoSuchProgram) return Outcome::kMissing;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? Outcome::kDone : Outcome::kFailed;
}

// ----------------------------------------------------------------------------------------------------------- words and
// lines

/// Words of a page, or a run of them on one line with no gap a reader would see.
struct Words {
  double left = 0, right = 0, top = 0, bottom = 0;
  std::string text;
  /// A number that was joined last, where the two touch: in a narrow table it may be a cell of its own.
  std::size_t number_at = 0;
  double number_left = 0, number_gap = 0;

  double height() const { return bottom - top; }
  double middle() const { return (top + bottom) / 2; }
  double center() const { return (left + right) / 2; }
  double width() const { return right - left; }
};

/// What stands at one height of a page, from left to right.
struct Line {
  std::vector<Words> pieces;
  double top = 0, bottom = 0;

  double height() const { return bottom - top; }
  double middle() const { return (top + bottom) / 2; }
  double left() const { return pieces.front().left; }
  double right() const { return pieces.back().right; }
};

struct Page {
  double width = 0, height = 0;
  std::vector<Words> words;
};

std::size_t Characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }

/// Blanks between words are a matter of type setting; between two words of letters they are part of the text.
void AppendWord(std::string& text, std::string_view word, double gap, double height) {
  if (!text.empty() && !word.empty()) {
    const bool letters = static_cast<unsigned char>(text.back()) < 0x80 && static_cast<unsigned char>(word[0]) < 0x80;
    if (letters ? gap > height * 0.1 : gap > height * 0.6) text += ' ';
  }
  text += word;
}

std::vector<std::string_view> SplitTabs(std::string_view line) {
  std::vector<std::string_view> fields;
  for (;;) {
    const std::size_t tab = fields.size() == 11 ? line.npos : line.find('\t');
    fields.push_back(line.substr(0, tab));
    if (tab == line.npos) return fields;
    line.remove_prefix(tab + 1);
  }
}

double Coordinate(std::string_view field) {
  double value = 0;
  std::from_chars(field.data(), field.data() + field.size(), value);
  return std::isfinite(value) && std::abs(value) < 1e6 ? value : 0;
}

std::vector<Page> ParseWords(std::string_view tsv) {
  std::vector<Page> pages;
  while (!tsv.empty()) {
    const std::size_t end = std::min(tsv.find('\n'), tsv.size());
    const std::vector<std::string_view> fields = SplitTabs(tsv.substr(0, end));
    tsv.remove_prefix(std::min(end + 1, tsv.size()));
    if (fields.size() < 12) continue;
    if (fields[0] == "1") pages.push_back({Coordinate(fields[8]), Coordinate(fields[9]), {}});
    if (fields[0] != "5" || pages.empty()) continue;
    Words word;
    word.left = Coordinate(fields[6]);
    word.top = Coordinate(fields[7]);
    word.right = word.left + Coordinate(fields[8]);
    word.bottom = word.top + Coordinate(fields[9]);
    word.text = Trim(fields[11]);
    if (!word.text.empty() && word.height() > 0) pages.back().words.push_back(std::move(word));
  }
  return pages;
}

/// The boxes of words are as high as their font says, which for some (Type 3) is twice what is seen. How wide
/// ideographs are never lies: words with boxes of one height are given the height of the letters in them.
void TrimBoxes(std::vector<Page>& pages) {
  constexpr double kLineOfEm = 1.3;
  std::map<long, std::vector<double>> ems;  // by height of the box, in tenths of a point
  const auto height_class = [](const Words& word) { return std::lround(word.height() * 10); };
  for (const Page& page : pages) {
    for (const Words& word : page.words) {
      const std::size_t characters = Characters(word.text);
      const bool ideographs = word.text.size() == characters * 3;
      if (ideographs) ems[height_class(word)].push_back(word.width() / static_cast<double>(characters));
    }
  }
  for (auto& [height, of_class] : ems) std::ranges::nth_element(of_class, of_class.begin() + of_class.size() / 2);
  for (Page& page : pages) {
    for (Words& word : page.words) {
      const auto of_class = ems.find(height_class(word));
      if (of_class == ems.end()) continue;
      const double height = of_class->second[of_class->second.size() / 2] * kLineOfEm;
      const double middle = word.middle();
      if (height <= 0) continue;
      word.top = middle - height / 2;
      word.bottom = middle + height / 2;
    }
  }
}

/// Words at one height become a line, and words of a line that almost touch become one piece.
std::vector<Line> LinesOf(std::vector<Words> words) {
  std::ranges::stable_sort(words, {}, [](const Words& word) { return word.middle(); });
  std::vector<Line> lines;
  for (Words& word : words) {
    const bool same = !lines.empty() && word.middle() < lines.back().bottom - lines.back().height() * 0.25 &&
                      word.middle() - lines.back().middle() < std::min(word.height(), lines.back().height()) * 0.35;
    if (!same) lines.push_back({{}, word.top, word.bottom});
    lines.back().pieces.push_back(std::move(word));
  }
  for (Line& line : lines) {
    std::ranges::stable_sort(line.pieces, {}, &Words::left);
    std::vector<Words> joined;
    for (Words& word : line.pieces) {
      const double gap = joined.empty() ? 0 : word.left - joined.back().right;
      // Two numbers side by side are two, however close, and words of ideographs are only told apart by a gap. Between
      // an ideograph and a number there always is one.
      const bool after_digit = !joined.empty() && IsAsciiDigit(joined.back().text.back());
      const bool digit = IsAsciiDigit(word.text[0]);
      const double touching = after_digit && digit ? 0.05 : after_digit || digit ? 0.2 : 0.08;
      if (joined.empty() || gap > word.height() * touching) {
        joined.push_back(std::move(word));
        continue;
      }
      Words& before = joined.back();
      before.number_at = digit && gap > word.height() * 0.05 ? before.text.size() : 0;
      before.number_left = word.left;
      before.number_gap = gap;
      AppendWord(before.text, word.text, gap, word.height());
      before.right = std::max(before.right, word.right);
      before.top = std::min(before.top, word.top);
      before.bottom = std::max(before.bottom, word.bottom);
    }
    line.pieces = std::move(joined);
  }
  return lines;
}

std::string TextOf(const Line& line) {
  std::string text;
  double right = 0;
  for (const Words& piece : line.pieces) {
    AppendWord(text, piece.text, piece.left - right, piece.height());
    right = piece.right;
  }
  return text;
}

/// A text with its numbers taken out: what is left is the same on every page of a header or footer.
std::string WithoutDigits(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if ((c < '0' || c > '9') && c != ' ') kept += c;
  }
  return kept;
}

/// "3", "— 3 —", "第 3 页 共 5 页", "3/5": a number or two, and nothing else.
bool IsPageMark(const Line& line, const Page& page) {
  const std::string text = TextOf(line);
  int numbers = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    const bool before = i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9';
    if (digit && !before) ++numbers;
  }
  if (numbers < 1 || numbers > 2 || line.right() - line.left() > page.width * 0.3) return false;
  std::string rest = WithoutDigits(text);
  for (const std::string_view part : {"—", "–", "－", "-", "第", "页", "共", "/", "／", "·", "，", ","}) {
    for (std::size_t at = rest.find(part); at != rest.npos; at = rest.find(part)) rest.erase(at, part.size());
  }
  return rest.empty();
}

/// The lines of all pages as one, the page marks and running heads apart.
struct Printed {
  std::vector<Line> lines;
  std::vector<std::string> margins;
};

Printed JoinPages(std::vector<Page> pages) {
  TrimBoxes(pages);
  constexpr double kEdge = 0.09;  // of the height of a page
  std::vector<std::vector<Line>> by_page;
  std::map<std::string, std::set<std::size_t>> repeated;
  const auto at_edge = [&](const Line& line, const Page& page) {
    return line.middle() < page.height * kEdge || line.middle() > page.height * (1 - kEdge);
  };
  for (std::size_t i = 0; i < pages.size(); ++i) {
    by_page.push_back(LinesOf(std::move(pages[i].words)));
    for (const Line& line : by_page.back()) {
      if (at_edge(line, pages[i])) repeated[WithoutDigits(TextOf(line))].insert(i);
    }
  }
  Printed text;
  std::set<std::string> seen;
  double offset = 0;
  for (std::size_t i = 0; i < by_page.size(); ++i) {
    bool first = true;
    for (Line& line : by_page[i]) {
      const std::string words = TextOf(line);
      const bool outermost = &line == &by_page[i].front() || &line == &by_page[i].back();
      const std::string letters = WithoutDigits(words);
      const bool running = pages.size() > 1 && !letters.empty() && repeated[letters].size() * 2 > pages.size();
      if (at_edge(line, pages[i]) && ((outermost && IsPageMark(line, pages[i])) || running)) {
        if (seen.insert(WithoutDigits(words)).second) text.margins.push_back(words);
        continue;
      }
      // The next page goes on right below the last line of this one.
      if (first) offset = text.lines.empty() ? 0 : text.lines.back().bottom + line.height() * 0.5 - line.top;
      first = false;
      line.top += offset;
      line.bottom += offset;
      for (Words& piece : line.pieces) {
        piece.top += offset;
        piece.bottom += offset;
      }
      text.lines.push_back(std::move(line));
    }
  }
  return text;
}

// ---------------------------------------------------------------------------------------------------------------
// tables

/// Whether a piece is what stands in a value cell: it begins with a number or is a placeholder.
bool IsValue(std::string_view text) {
  if (text == "-" || text == "—" || text == "/" || text == "--" || text == "——") return true;
  if (text.starts_with("-") || text.starts_with("+")) text.remove_prefix(1);
  const std::size_t digits = text.find_first_not_of("0123456789.,");
  if (text.empty() || text[0] < '0' || text[0] > '9') return false;
  if (digits == text.npos) return text.back() != '.';
  // "22（其中修订16件）" and "5件" are values, "1.属于国家秘密" is not.
  const std::string_view rest = text.substr(digits);
  return text[digits - 1] != '.' && (rest.starts_with("（") || rest.starts_with("(") || Characters(rest) <= 2);
}

bool HasValue(const Line& line) {
  return std::ranges::any_of(line.pieces, [](const Words& piece) { return IsValue(piece.text); });
}

/// Several things side by side with a gap between that no sentence has.
bool IsTabular(const Line& line) {
  for (std::size_t i = 1; i < line.pieces.size(); ++i) {
    const Words& piece = line.pieces[i];
    const double gap = piece.left - line.pieces[i - 1].right;
    if (gap > piece.height() * 0.75) return true;
  }
  // Narrow columns: a row of numbers is no sentence however close they stand, nor is a label with one number after it.
  if (line.pieces.size() == 2 && IsValue(line.pieces[1].text) && !IsValue(line.pieces[0].text)) {
    if (line.pieces[0].text.find("，") == std::string::npos) return true;
  }
  return std::ranges::count_if(line.pieces, [](const Words& piece) { return IsValue(piece.text); }) >= 3;
}

/// Makes a table of lines that are one. The rows are those that hold numbers; what stands between them is the rest of a
/// label too long for its cell, or the label of a group of rows, printed in the middle of it.
class TableBuilder {
 public:
  explicit TableBuilder(std::span<const Line> lines) : lines_(lines) {}

  std::unique_ptr<FlowTable> Build() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (HasValue(lines_[i])) anchors_.push_back(i);
    }
    if (anchors_.empty()) return BuildPlain();
    FindValueColumns();
    FindLabelColumns();
    cells_.resize(anchors_.size());
    AddHeader();
    AddRows();
    return Finish();
  }

 private:
  struct Column {
    double left = 0, right = 0;
  };
  struct PlacedText {
    std::uint32_t column = 0;
    std::uint32_t span = 1;
    std::string text;
  };
  using Row = std::vector<PlacedText>;

  /// Without numbers nothing says which lines are rows: each is one.
  std::unique_ptr<FlowTable> BuildPlain() {
    auto table = std::make_unique<FlowTable>();
    for (const Line& line : lines_) {
      table->rows.emplace_back();
      std::uint32_t column = 0;
      for (const Words& piece : line.pieces) table->rows.back().push_back(CellOf({column++, 1, piece.text}));
    }
    return table;
  }

  void FindValueColumns() {
    std::vector<Words> values;
    for (const std::size_t anchor : anchors_) {
      for (const Words& piece : lines_[anchor].pieces) {
        if (IsValue(piece.text)) values.push_back(piece);
      }
    }
    for (const Words& value : values) AddToColumns(value);
    // A column all of whose cells are blank is known by its heading alone.
    const double first = columns_.front().left;
    for (std::size_t i = 0; i < anchors_.front(); ++i) {
      for (const Words& piece : lines_[i].pieces) {
        const bool narrow = Characters(piece.text) <= 6;
        const bool free = std::ranges::none_of(
            columns_, [&](const Column& c) { return piece.left < c.right && c.left < piece.right; });
        if (narrow && free && piece.left > first) AddToColumns(piece);
      }
    }
  }

  /// Widens the column a piece stands in, or makes one.
  void AddToColumns(const Words& piece) {
    Column merged{piece.left, piece.right};
    std::erase_if(columns_, [&](const Column& column) {
      const bool overlaps = piece.left < column.right && column.left < piece.right;
      if (overlaps) merged = {std::min(merged.left, column.left), std::max(merged.right, column.right)};
      return overlaps;
    });
    columns_.push_back(merged);
    std::ranges::sort(columns_, {}, &Column::left);
  }

  /// Left of the values stand labels, in one to three columns. A boundary is where few labels cross and many begin.
  void FindLabelColumns() {
    const double zone = columns_.front().left;
    std::vector<const Words*> labels;
    for (std::size_t i = anchors_.front(); i < lines_.size(); ++i) {
      for (const Words& piece : lines_[i].pieces) {
        if (piece.right <= zone + piece.height() && !IsValue(piece.text)) labels.push_back(&piece);
      }
    }
    if (labels.empty()) return;
    std::ranges::sort(labels, {}, [](const Words* piece) { return piece->left; });
    std::vector<double> starts;
    for (const Words* label : labels) {
      const double start = label->left - label->height() * 0.15;
      const auto crossing = std::ranges::count_if(labels, [&](const Words* other) {
        return other->left < start - other->height() * 0.3 && other->right > start + other->height() * 0.3;
      });
      const auto begins = std::ranges::count_if(
          labels, [&](const Words* other) { return std::abs(other->left - label->left) < other->height() * 0.5; });
      const auto before = std::ranges::count_if(labels, [&](const Words* other) { return other->right <= start + 1; });
      const bool first = starts.empty();
      const bool apart = !first && start - starts.back() > label->height() * 1.5;
      const bool boundary = begins >= 2 && before >= 1 && crossing * 100 <= static_cast<long>(labels.size()) * 35;
      if (first || (apart && boundary)) starts.push_back(start);
    }
    for (std::size_t i = 0; i < starts.size(); ++i) {
      label_columns_.push_back({starts[i], i + 1 < starts.size() ? starts[i + 1] : zone});
    }
  }

  std::uint32_t LabelCount() const { return static_cast<std::uint32_t>(label_columns_.size()); }
  std::uint32_t ColumnCount() const { return LabelCount() + static_cast<std::uint32_t>(columns_.size()); }

  /// The label column a piece begins in, or nothing when it stands among the values.
  std::optional<std::uint32_t> LabelColumnOf(const Words& piece) const {
    if (label_columns_.empty() || piece.center() >= columns_.front().left) return std::nullopt;
    std::uint32_t column = 0;
    while (column + 1 < LabelCount() && piece.left > label_columns_[column + 1].left - piece.height() * 0.3) ++column;
    return column;
  }

  /// The value column nearest to a piece, counted with the label columns before it.
  std::uint32_t ValueColumnOf(const Words& piece) const {
    const auto distance = [&](const Column& c) { return std::abs((c.left + c.right) / 2 - piece.center()); };
    const auto nearest = std::ranges::min_element(columns_, {}, distance);
    return LabelCount() + static_cast<std::uint32_t>(nearest - columns_.begin());
  }

  /// The row whose numbers stand nearest to a height.
  std::size_t NearestRow(double middle) const {
    const auto distance = [&](std::size_t anchor) { return std::abs(lines_[anchor].middle() - middle); };
    return static_cast<std::size_t>(std::ranges::min_element(anchors_, {}, distance) - anchors_.begin());
  }

  void Append(Row& row, std::uint32_t column, std::string_view text) {
    const auto cell = std::ranges::find(row, column, &PlacedText::column);
    if (cell == row.end()) {
      row.push_back({column, 1, std::string(text)});
    } else {
      cell->text += text;
    }
  }

  /// Rows above the first numbers. The lowest lines of each column are its heading, joined; what stands above them
  /// names several columns.
  void AddHeader() {
    const std::size_t first = anchors_.front();
    const double first_row = lines_[first].middle();
    std::map<std::uint32_t, std::vector<const Words*>> by_column;
    std::string label;
    for (std::size_t i = 0; i < first; ++i) {
      for (const Words& piece : lines_[i].pieces) {
        // A label of the first row that began above its numbers.
        const bool leads = LabelColumnOf(piece) && first_row - piece.middle() < piece.height() * 1.3 && i > 0;
        if (leads) {
          leading_.push_back(&piece);
        } else if (LabelColumnOf(piece)) {
          label += piece.text;
        } else {
          by_column[ValueColumnOf(piece)].push_back(&piece);
        }
      }
    }
    Row leaves;
    std::map<int, Row> above;  // by height, in lines
    for (const auto& [column, pieces] : by_column) {
      std::size_t from = pieces.size() - 1;
      while (from > 0 && pieces[from]->middle() - pieces[from - 1]->middle() < pieces[from]->height() * 1.2) --from;
      for (std::size_t i = 0; i < pieces.size(); ++i) {
        const bool wide = Covered(*pieces[i]) > 1;
        if (i >= from && !wide) {
          Append(leaves, column, pieces[i]->text);
          continue;
        }
        const int height = static_cast<int>(pieces[i]->middle() / pieces[i]->height());
        Append(above[height], column, pieces[i]->text);
      }
    }
    for (auto& [height, row] : above) header_.push_back(std::move(row));
    if (!leaves.empty()) header_.push_back(std::move(leaves));
    if (label.empty()) return;
    if (header_.empty()) header_.emplace_back();
    header_.front().push_back({0, LabelCount(), label});
  }

  /// How many value columns a piece stands over.
  long Covered(const Words& piece) const {
    return std::ranges::count_if(columns_, [&](const Column& c) {
      const double middle = (c.left + c.right) / 2;
      return piece.left < middle && middle < piece.right;
    });
  }

  void AddRows() {
    // Whether each row has a label of its own in a column, or only groups of rows have.
    std::vector<std::size_t> own(LabelCount(), 0);
    for (const std::size_t anchor : anchors_) {
      for (const Words& piece : lines_[anchor].pieces) {
        if (const auto column = LabelColumnOf(piece)) ++own[*column];
      }
    }
    std::vector<std::vector<const Words*>> groups(LabelCount());
    const auto add = [&](const Words& piece, bool on_row, bool alone) {
      const std::optional<std::uint32_t> column = LabelColumnOf(piece);
      if (!column) {
        Append(cells_[NearestRow(piece.middle())], ValueColumnOf(piece), piece.text);
        return;
      }
      const bool reaches_last =
          *column + 1 == LabelCount() || piece.right > label_columns_.back().left + piece.height();
      const bool of_group = !reaches_last && own[*column] * 2 < anchors_.size() && !(on_row && alone);
      if (of_group) {
        groups[*column].push_back(&piece);
        return;
      }
      // The rest of a label that reaches over several columns may begin in any of them.
      const std::size_t row = NearestRow(piece.middle());
      const auto begun = wide_.find(row);
      const bool goes_on = begun != wide_.end() && begun->second.second->middle() < piece.top;
      Append(cells_[row], goes_on ? begun->second.first : *column, piece.text);
      if (*column + 1 < LabelCount()) wide_.emplace(row, std::pair(*column, &piece));
    };
    for (const Words* piece : leading_) add(*piece, false, false);
    for (std::size_t i = anchors_.front(); i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      const bool on_row = std::ranges::find(anchors_, i) != anchors_.end();
      const auto labels =
          std::ranges::count_if(line.pieces, [&](const Words& p) { return LabelColumnOf(p).has_value(); });
      const bool leaf = std::ranges::any_of(
          line.pieces, [&](const Words& p) { return LabelColumnOf(p) == std::optional(LabelCount() - 1); });
      for (const Words& piece : line.pieces) {
        const std::optional<std::uint32_t> column = LabelColumnOf(piece);
        // The last label of a line is the row's own, unless a later column has one.
        const bool last = column && std::ranges::none_of(line.pieces, [&](const Words& other) {
                            const std::optional<std::uint32_t> c = LabelColumnOf(other);
                            return c && *c > *column;
                          });
        add(piece, on_row, last && !leaf && labels > 0 && !HasLeafNear(line));
      }
    }
    for (std::uint32_t column = 0; column < LabelCount(); ++column) AddGroups(column, groups[column]);
  }

  /// Whether the row of this line has a label in the last label column on a line just above or below.
  bool HasLeafNear(const Line& line) const {
    return std::ranges::any_of(lines_, [&](const Line& other) {
      if (&other == &line || std::abs(other.middle() - line.middle()) > line.height() * 0.8) return false;
      return std::ranges::any_of(other.pieces,
                                 [&](const Words& p) { return LabelColumnOf(p) == std::optional(LabelCount() - 1); });
    });
  }

  /// Lines of one group label follow one another closely. It is put where its middle is, the place it is printed at.
  void AddGroups(std::uint32_t column, std::vector<const Words*>& pieces) {
    std::ranges::stable_sort(pieces, {}, [](const Words* piece) { return piece->middle(); });
    for (std::size_t begin = 0; begin < pieces.size();) {
      std::size_t end = begin + 1;
      while (end < pieces.size() && pieces[end]->middle() - pieces[end - 1]->middle() < pieces[end]->height() * 1.35 &&
             !StartsGroup(pieces[end]->text)) {
        ++end;
      }
      std::string text;
      for (std::size_t i = begin; i < end; ++i) text += pieces[i]->text;
      const double middle = (pieces[begin]->middle() + pieces[end - 1]->middle()) / 2;
      Append(cells_[NearestRow(middle)], column, text);
      begin = end;
    }
  }

  /// "（四）" and "三、" begin a label, whatever stands close above.
  static bool StartsGroup(std::string_view text) {
    if (StartsWithOrdinal(text)) return true;
    for (const std::string_view open : {"（", "("}) {
      if (text.starts_with(open) && text.size() > open.size() + 2) {
        const std::string_view numeral = text.substr(open.size());
        return StartsWithOrdinal(std::string(numeral.substr(0, 3)) + "、");
      }
    }
    return false;
  }

  static FlowCell CellOf(const PlacedText& placed) {
    FlowCell cell;
    cell.column = placed.column;
    cell.column_span = std::max<std::uint32_t>(placed.span, 1);
    FlowItem item;
    item.text = placed.text;
    cell.content.push_back(std::move(item));
    return cell;
  }

  std::unique_ptr<FlowTable> Finish() {
    auto table = std::make_unique<FlowTable>();
    for (Row& row : header_) AddRow(*table, std::move(row), false);
    for (Row& row : cells_) AddRow(*table, std::move(row), true);
    return table;
  }

  /// A row of numbers has a cell in every column of values; a blank one is a cell too.
  void AddRow(FlowTable& table, Row row, bool fill) const {
    for (std::uint32_t column = LabelCount(); fill && column < ColumnCount(); ++column) {
      if (std::ranges::find(row, column, &PlacedText::column) == row.end()) row.push_back({column, 1, {}});
    }
    std::ranges::sort(row, {}, &PlacedText::column);
    if (fill) {
      // The row's own label reaches to the values.
      for (std::size_t i = 0; i < row.size(); ++i) {
        const bool last_label =
            row[i].column < LabelCount() && (i + 1 == row.size() || row[i + 1].column >= LabelCount());
        if (last_label) row[i].span = LabelCount() - row[i].column;
      }
    }
    table.rows.emplace_back();
    for (const PlacedText& placed : row) table.rows.back().push_back(CellOf(placed));
  }

  std::span<const Line> lines_;
  std::vector<std::size_t> anchors_;  ///< lines with numbers
  std::vector<Column> columns_;       ///< of values
  std::vector<Column> label_columns_;
  std::vector<const Words*> leading_;
  std::vector<Row> header_;
  std::vector<Row> cells_;  ///< by anchor
  /// By row, the label that is its own and begins before the last label column.
  std::map<std::size_t, std::pair<std::uint32_t, const Words*>> wide_;
};

// ------------------------------------------------------------------------------------------------------------- the
// flow

/// Lines of all pages to paragraphs and tables.
class FlowBuilder {
 public:
  explicit FlowBuilder(std::vector<Line> lines) : lines_(std::move(lines)) {
    PartNumbers();
    std::vector<double> lefts, rights;
    for (const Line& line : lines_) {
      lefts.push_back(line.left());
      rights.push_back(line.right());
    }
    std::ranges::sort(lefts);
    std::ranges::sort(rights);
    if (lefts.empty()) return;
    left_ = lefts[lefts.size() / 20];
    right_ = rights[rights.size() - 1 - rights.size() / 20];
  }

  Flow Build() {
    for (std::size_t i = 0; i < lines_.size();) {
      const std::size_t end = EndOfTable(i);
      if (end == i) {
        i = AddParagraph(i);
        continue;
      }
      AddTables(i, end);
      i = end;
    }
    return std::move(flow_);
  }

 private:
  double width() const { return std::max(right_ - left_, 1.0); }

  /// Takes a number off the label it touches where it ends its line and stands right below or above other numbers.
  void PartNumbers() {
    constexpr std::size_t kNear = 12;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      for (std::size_t k = 0; k < lines_[i].pieces.size(); ++k) {
        const Words piece = lines_[i].pieces[k];
        if (piece.number_at == 0 || !IsValue(std::string_view(piece.text).substr(piece.number_at))) continue;
        const bool rest = std::ranges::all_of(lines_[i].pieces.begin() + static_cast<std::ptrdiff_t>(k) + 1,
                                              lines_[i].pieces.end(), [](const Words& p) { return IsValue(p.text); });
        bool aligned = false;
        for (std::size_t j = i < kNear ? 0 : i - kNear; rest && j < std::min(i + kNear, lines_.size()); ++j) {
          aligned |= j != i && std::ranges::any_of(lines_[j].pieces, [&](const Words& other) {
                       const double center = (piece.number_left + piece.right) / 2;
                       const bool left = std::abs(other.left - piece.number_left) < 1.5;
                       return other.left > lines_[j].left() && (left || std::abs(other.center() - center) < 1.5);
                     });
        }
        if (!aligned) continue;
        Words number = piece;
        number.text = piece.text.substr(piece.number_at);
        number.left = piece.number_left;
        number.number_at = 0;
        Words& label = lines_[i].pieces[k];
        label.text.resize(piece.number_at);
        label.right = piece.number_left - piece.number_gap;
        label.number_at = 0;
        lines_[i].pieces.insert(lines_[i].pieces.begin() + static_cast<std::ptrdiff_t>(k) + 1, std::move(number));
      }
    }
  }

  /// A line that can only be of the report around a table.
  bool IsProse(const Line& line) const {
    if (IsTabular(line)) return false;
    const std::string text = TextOf(line);
    const bool full = line.right() - line.left() > width() * 0.7;
    const bool sentence = text.find("。") != text.npos || text.find("，") != text.npos;
    if (full && sentence) return true;
    constexpr std::size_t kShortestHeading = 10;
    return StartsWithOrdinal(text) && Characters(text) >= kShortestHeading;
  }

  /// The line after a table that begins at `first`; `first` when none does.
  std::size_t EndOfTable(std::size_t first) const {
    if (IsProse(lines_[first])) return first;
    std::size_t end = first, tabular = 0;
    bool values = false;
    // Above its first row a table may have a line of one cell, and a label that began higher than its row.
    constexpr std::size_t kFarthest = 4;
    std::size_t last = first;
    for (std::size_t i = first; i < lines_.size() && !IsProse(lines_[i]); ++i) {
      const bool row = IsTabular(lines_[i]);
      if (!row) {
        if (i - last > kFarthest || (tabular == 0 && i - first > 2)) break;
        continue;
      }
      last = i;
      ++tabular;
      values |= HasValue(lines_[i]);
      end = i + 1;
    }
    if (tabular < 2 || !values) return first;
    // The rest of the last label.
    while (end < lines_.size() && !IsProse(lines_[end]) && !IsTabular(lines_[end]) &&
           lines_[end].middle() - lines_[end - 1].middle() < lines_[end].height() * 1.25 &&
           lines_[end].right() - lines_[end].left() < width() * 0.3 && !StartsWithOrdinal(TextOf(lines_[end]))) {
      ++end;
    }
    return end;
  }

  /// One stretch of table lines may hold several tables under one another, each below a line of one cell and a heading
  /// row with as many cells as the row of numbers that follows it.
  void AddTables(std::size_t first, std::size_t end) {
    std::size_t begin = first;
    for (std::size_t i = first + 1; i + 2 < end; ++i) {
      if (StartsTable(i)) {
        AddTable(begin, i);
        begin = i;
      }
    }
    AddTable(begin, end);
  }

  bool StartsTable(std::size_t i) const {
    const Line& title = lines_[i];
    const Line& heading = lines_[i + 1];
    const Line& row = lines_[i + 2];
    return title.pieces.size() == 1 && !HasValue(title) && heading.pieces.size() >= 2 && !HasValue(heading) &&
           HasValue(row) && row.pieces.size() == heading.pieces.size();
  }

  void AddTable(std::size_t first, std::size_t end) {
    // The line of one cell above a table is a row from edge to edge.
    std::string title;
    if (first + 2 < end && StartsTable(first)) title = TextOf(lines_[first++]);
    FlowItem item;
    item.table = TableBuilder(std::span(lines_).subspan(first, end - first)).Build();
    if (!title.empty()) {
      std::uint32_t columns = 1;
      for (const auto& row : item.table->rows) {
        for (const FlowCell& cell : row) columns = std::max(columns, cell.column + cell.column_span);
      }
      FlowCell cell;
      cell.column_span = columns;
      FlowItem words;
      words.text = title;
      cell.content.push_back(std::move(words));
      std::vector<FlowCell> row;
      row.push_back(std::move(cell));
      item.table->rows.insert(item.table->rows.begin(), std::move(row));
    }
    flow_.push_back(std::move(item));
  }

  /// Joins the lines of one paragraph: those that reach the right edge go on in the next.
  std::size_t AddParagraph(std::size_t first) {
    FlowItem item;
    item.text = TextOf(lines_[first]);
    std::size_t i = first + 1;
    for (; i < lines_.size(); ++i) {
      const Line& above = lines_[i - 1];
      const Line& line = lines_[i];
      const bool full = above.right() > right_ - above.height() * 1.7;
      const bool same_size = std::abs(above.height() - line.height()) < above.height() * 0.15;
      const bool indented = line.left() > left_ + line.height() && above.left() < line.left();
      const bool large = above.height() > lines_.front().height() * 0.95 && first == 0;
      if (!full || !same_size || (indented && !large) || EndOfTable(i) != i) break;
      if (StartsWithOrdinal(TextOf(line))) break;
      AppendWord(item.text, TextOf(line), 0, line.height());
    }
    flow_.push_back(std::move(item));
    return i;
  }

  std::vector<Line> lines_;
  double left_ = 0, right_ = 0;
  Flow flow_;
};

// ------------------------------------------------------------------------------------------------------------- the
// reader

int RecognisePdf(std::string_view bytes) { return bytes.substr(0, 1024).find("%PDF-") != bytes.npos ? 2 : 0; }

std::nullopt_t RefusePdf(Outcome outcome, Lang lang, Diagnostics& diagnostics) {
  switch (outcome) {
    case Outcome::kMissing:
      return Refuse(diagnostics, Trouble::kUnsupportedFormat, lang,
                    "读取 PDF 需要 pdftotext，本机没有安装；请安装 poppler-utils，或改用 .docx、.html",
                    "reading PDF needs pdftotext, which is not installed: install poppler-utils, or give the .docx or "
                    "the web page");
    case Outcome::kTooSlow:
      return Refuse(diagnostics, Trouble::kOverLimit, lang, "pdftotext 在 20 秒内没有读完这个 PDF；请改用 .docx",
                    "pdftotext did not finish this PDF within 20 seconds: give the .docx");
    case Outcome::kTooMuch:
      return Refuse(diagnostics, Trouble::kOverLimit, lang, "这个 PDF 的文字超过 32 MB，不像一份报告；请只提供报告本身",
                    "this PDF holds more than 32 MB of text, which no report does: give the report alone");
    case Outcome::kDone:
      return Refuse(
          diagnostics, Trouble::kUnsupportedFormat, lang,
          "这个 PDF 没有文字层（扫描件或图片）；请提供原始电子文档（.docx）或文字版 PDF",
          "this PDF has no text, only pictures of it: give the document it was printed from (.docx), or a PDF "
          "with text");
    case Outcome::kFailed:
      break;
  }
  return Refuse(
      diagnostics, Trouble::kDamaged, lang, "pdftotext 打不开这个 PDF：文件已损坏或有密码；请重新导出，或改用 .docx",
      "pdftotext cannot open this PDF, which is damaged or has a password: export it again, or give the .docx");
}

std::optional<Document> ReadPdf(std::string name, std::string bytes, Lang lang, Diagnostics& diagnostics) {
  const TemporaryFile file(bytes);
  if (!file.complete()) {
    return Refuse(diagnostics, Trouble::kUnreadable, lang, "无法在临时目录（TMPDIR）中写入文件，PDF 没有读取",
                  "no file can be written in the temporary folder (TMPDIR), so the PDF was not read");
  }
  std::string tsv;
  const Outcome outcome = RunPdftotext(file.path(), tsv);
  if (outcome != Outcome::kDone) return RefusePdf(outcome, lang, diagnostics);
  Printed text = JoinPages(ParseWords(tsv));
  if (text.lines.empty()) return RefusePdf(outcome, lang, diagnostics);
  Flow flow = FlowBuilder(std::move(text.lines)).Build();
  for (std::string& margin : text.margins) {
    FlowItem item;
    item.text = std::move(margin);
    item.role = Paragraph::Role::kMargin;
    flow.push_back(std::move(item));
  }
  std::optional<Document> document = Transcribe(std::move(name), flow);
  if (!document) {
    return Refuse(diagnostics, Trouble::kOverLimit, lang, "文件中的表格超过 20000 行或 256 列，不予解析",
                  "a table of the file has more than 20000 rows or 256 columns");
  }
  return document;
}

}  // namespace

extern const Reader kPdfReader;
const Reader kPdfReader = {"pdf", "pdf", {"有文字层的 PDF", "PDF files with text"}, RecognisePdf, ReadPdf};

}  // namespace gouji
