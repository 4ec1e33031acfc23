#include "base/trouble.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <utility>

namespace gouji {
namespace {

struct Entry {
  Trouble trouble;
  RuleInfo info;
};

RuleInfo Describe(std::string_view id, std::string_view name, std::string_view tag, Localized title, Localized why,
                  Localized help, Severity severity = Severity::kError) {
  RuleInfo info;
  info.id = id;
  info.name = name;
  info.severity = severity;
  info.tags = {tag};
  info.title = title;
  info.why = why;
  info.help = help;
  return info;
}

const std::array<Entry, 11>& Catalogue() {
  static const std::array<Entry, 11> kCatalogue{{
      {Trouble::kUnreadable,
       Describe("GJ001", "unreadable-file", "input", {"文件无法读取", "a file cannot be read"},
                {"读不到的文件没有经过任何检查，不能当作合格。",
                 "a file that cannot be read has not been checked at all, and must not pass as clean"},
                {"请核对路径是否存在、是否有读取权限。", "check that the path exists and may be read"})},
      {Trouble::kNotText,
       Describe("GJ002", "not-text", "input",
                {"文件内容不是可识别编码的文字", "a file is not text in a known encoding"},
                {"支持的编码是 UTF-8、GB18030（含 GBK、GB2312）和 UTF-16；猜测其他编码会把乱码当作正文检查。",
                 "the encodings read are UTF-8, GB18030 (with GBK and GB2312) and UTF-16; to guess at another would "
                 "check garbled text as if it were the report"},
                {"请把文件另存为 UTF-8 编码后重新检查。", "save the file as UTF-8 and check it again"})},
      {Trouble::kUnsupportedFormat,
       Describe("GJ003", "unsupported-format", "input", {"不支持的文件格式", "a file format is not supported"},
                {"旧式 .doc、.wps 和扫描件没有可靠的方法取出表格；宁可拒绝，也不漏掉整列数字。",
                 "old .doc and .wps files and scans give no reliable tables; refusing them is better than losing a "
                 "column of figures unseen"},
                {"请在 Word 或 WPS 中另存为 .docx；扫描件请使用原始电子文档。",
                 "save it as .docx in Word or WPS; for a scan, use the document it was printed from"})},
      {Trouble::kOverLimit,
       Describe("GJ004", "over-limit", "input",
                {"文件超出大小或嵌套层数限制", "a file is over a size or nesting limit"},
                {"限制远高于真实报告，用来防止异常或恶意文件耗尽内存和时间。",
                 "the limits are far above any real report, and keep a broken or hostile file from using up memory and "
                 "time"},
                {"请确认这是报告本身；如有嵌入的大图或附件，请移除后再检查。",
                 "check that this is the report itself; take out large embedded pictures or attachments"})},
      {Trouble::kDamaged,
       Describe("GJ005", "damaged-file", "input", {"文件已损坏或被加密", "a file is damaged or encrypted"},
                {"容器打不开，里面的报告就没有经过检查。",
                 "when the container cannot be opened, the report in it has not been checked"},
                {"请取消密码保护，或重新导出该文件。", "remove the password, or export the file again"})},
      {Trouble::kLeftOut,
       Describe("GJ006", "findings-left-out", "input",
                {"一份文件的问题太多，没有全部列出", "a file has more findings than are listed"},
                {"成千上万个问题多半出于同一个原因；先列出最严重的，其余只计数，不隐瞒。",
                 "thousands of findings mostly have one cause; the gravest are listed and the others counted, so "
                 "that nothing is hidden"},
                {"请先改正列出的问题；要全部列出，请用 --max-findings 0。",
                 "put right what is listed first; --max-findings 0 lists all"},
                Severity::kNote)},
      {Trouble::kNotAReport,
       Describe("GJ010", "not-a-report", "input",
                {"文件内容不像要检查的报告", "nothing in a document looks like a report to be checked"},
                {"没有标题、章节和统计表的文件，多半是放错了；对它套用规则没有意义。",
                 "a file without title, sections and tables is most likely the wrong one; rules mean nothing for it"},
                {"请核对文件；如目录中混有其他文件，请在配置的 exclude 中排除。",
                 "check that it is the right file; leave other files out with 'exclude' in the configuration"})},
      {Trouble::kPack, Describe("GJ101", "rule-pack-mistake", "rules", {"规则包有误", "a rule pack has a mistake"},
                                {"写错的规则如果被悄悄跳过，就等于没有检查。",
                                 "a rule with a mistake that is skipped in silence is a check that never runs"},
                                {"请按所指位置修改规则包，再运行 gouji test 验证。",
                                 "correct the pack at the place shown, then run 'gouji test'"})},
      {Trouble::kConfig,
       Describe("GJ201", "configuration-mistake", "configuration", {"配置有误", "a configuration has a mistake"},
                {"写错的设置如果被忽略，检查结果就与使用者以为的不同。",
                 "a setting that is ignored makes the result differ from what its author believes"},
                {"请按所指位置修改 .gouji.yaml；gouji init 会写出带注释的样例。",
                 "correct .gouji.yaml at the place shown; 'gouji init' writes one with comments"})},
      {Trouble::kConfigRule,
       Describe("GJ202", "configuration-unknown-rule", "configuration",
                {"配置中提到的规则不存在", "a configuration names a rule there is not"},
                {"写错名字的规则不会被关闭或改级，使用者却以为已经改了。",
                 "a rule that is misspelt is neither switched off nor changed, though its author believes so"},
                {"用 gouji rules 查看全部规则的编号和名称。", "'gouji rules' lists all ids and names"})},
      {Trouble::kBaseline,
       Describe("GJ203", "baseline-mistake", "configuration", {"基线文件有误", "a baseline cannot be used"},
                {"读错的基线会把新的问题当作旧的藏起来。",
                 "a baseline that is misread would hide new findings as if they were known"},
                {"请用 --write-baseline 重新生成基线文件。", "write it anew with --write-baseline"})},
  }};
  return kCatalogue;
}

/// Code points, so that one Chinese character is one step, and letters without their case: 'gk404' is 'GK404'. Base
/// knows nothing of text beyond this.
std::u32string Points(std::string_view text) {
  std::u32string points;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    const bool continues = (value & 0xC0) == 0x80 && !points.empty();
    // Only equality matters here, so the bytes of a character are packed as they are.
    if (continues) {
      points.back() = (points.back() << 8) | value;
    } else {
      points.push_back(value >= 'A' && value <= 'Z' ? value - 'A' + 'a' : value);
    }
  }
  return points;
}

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
std::size_t Distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> older(b.size() + 1), old(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(older, old);
    std::swap(old, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], older[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace

const RuleInfo& InfoOf(Trouble trouble) {
  const auto found = std::ranges::find(Catalogue(), trouble, &Entry::trouble);
  assert(found != Catalogue().end());
  return found->info;
}

std::vector<const RuleInfo*> AllTroubles() {
  std::vector<const RuleInfo*> all;
  for (const Entry& entry : Catalogue()) all.push_back(&entry.info);
  return all;
}

Diagnostic MakeTrouble(Trouble trouble, const Source& source, Span where, std::string detail) {
  Diagnostic diagnostic;
  diagnostic.rule = &InfoOf(trouble);
  diagnostic.severity = diagnostic.rule->severity;
  diagnostic.source = &source;
  diagnostic.where = where;
  diagnostic.message = std::move(detail);
  return diagnostic;
}

std::string Fill(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string filled;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = text.find('}', open);
    if (open == text.npos || close == text.npos) break;
    const std::string_view name = text.substr(open + 1, close - open - 1);
    const auto value = std::ranges::find(values, name, &std::pair<std::string_view, std::string_view>::first);
    if (value == values.end()) {
      // A brace that opens no name of ours is a brace, and a name may still begin after it.
      filled += text.substr(0, open + 1);
      text.remove_prefix(open + 1);
      continue;
    }
    filled += text.substr(0, open);
    filled += value->second;
    text.remove_prefix(close + 1);
  }
  return filled += text;
}

std::string DidYouMean(std::string_view near, Lang lang) {
  if (near.empty()) return {};
  return Fill(lang == Lang::kZh ? "，是不是“{near}”？" : ", did you mean '{near}'?", {{"near", near}});
}

std::string_view Nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  // Far longer than any name of ours: nothing is near it, and the distance would be slow to find.
  constexpr std::size_t kLongest = 200;
  if (word.empty() || word.size() > kLongest) return {};
  const std::u32string points = Points(word);
  // One slip in short words, one more for every three characters: 'colum' is 'column', 'ab' is not 'xy'.
  std::size_t best = std::max<std::size_t>(1, points.size() / 3) + 1;
  std::string_view nearest;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > kLongest) continue;
    const std::u32string other = Points(candidate);
    const std::size_t distance = Distance(points, other);
    // Replacing every character is no resemblance.
    if (distance >= best || distance >= std::max(points.size(), other.size())) continue;
    best = distance;
    nearest = candidate;
  }
  return nearest;
}

}  // namespace gouji
