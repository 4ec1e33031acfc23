// `gouji init`: the first configuration, and the files that hooks and CI read. Nothing that is there is overwritten.

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <iostream>

#include "base/system_error.h"
#include "cli/cli.h"
#include "output/file_stream.h"

namespace gouji::cli {
namespace {

constexpr Localized kConfiguration{
    R"(# gouji 的配置：对本文件夹及其下的报告生效。`gouji check --print-config 路径` 显示对某个路径生效的设置。

# 规则包：自带的名称、文件夹或文件。
extends: [gk-annual-report]

# 规则的级别：error、warning、note 或 off。按编号、名称或编号开头（GK3）；`gouji rules` 列出全部规则。
# severity:
#   GK013: off
#   cell-blank: error

# 文件夹里检查哪些文件；不写则检查全部能读的文件。
# include: ["reports/**/*.{html,docx,txt}"]

# 不检查的文件，点名也不检查。
# exclude: ["**/archive/**"]

# 一部分文件另有级别，后面的优先。
# overrides:
#   - {files: "townships/**", severity: {GK110: off}}

# 上一年的报告在哪里：同一机关、上一年。
# issuer: {pattern: "reports/{issuer}/{year}.*"}

# 从哪个级别起算失败：error、warning、note 或 never。
fail_on: error

# 以前已知的问题：用 `gouji check --write-baseline .gouji-baseline.json` 生成。
# baseline: .gouji-baseline.json
)",
    R"(# Configuration of gouji, for the reports in this folder and below. 'gouji check --print-config PATH' shows what is in
# force for a path.

# Rule packs: a shipped one's name, folders or files.
extends: [gk-annual-report]

# Severities of rules: error, warning, note or off; by id, name, or the beginning of an id (GK3). 'gouji rules' lists them.
# severity:
#   GK013: off
#   cell-blank: error

# Of the files found in folders, only these; without it, every file that can be read.
# include: ["reports/**/*.{html,docx,txt}"]

# Never these, not even when named.
# exclude: ["**/archive/**"]

# Other severities for some files; the last one counts.
# overrides:
#   - {files: "townships/**", severity: {GK110: off}}

# Where last year's report of the same issuer stands.
# issuer: {pattern: "reports/{issuer}/{year}.*"}

# From which severity findings fail the run: error, warning, note or never.
fail_on: error

# Findings known before: 'gouji check --write-baseline .gouji-baseline.json' writes it.
# baseline: .gouji-baseline.json
)"};

constexpr std::string_view kPreCommit = R"(repos:
  - repo: )" GOUJI_HOMEPAGE R"(
    rev: v)" GOUJI_VERSION R"(
    hooks:
      - id: gouji
)";

constexpr std::string_view kWorkflow = R"(name: gouji
on: [push, pull_request]
permissions: {contents: read, security-events: write}
jobs:
  gouji:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@34e114876b0b11c390a56381ad16ebd13914f8d5 # v4.3.1
      - uses: gouji/gouji/.github/actions/gouji@v)" GOUJI_VERSION R"(
        with: {paths: ., sarif: gouji.sarif, html: gouji.html}
      - if: always()
        uses: github/codeql-action/upload-sarif@9e907b5e64f6b83e7804b09294d44122997950d6 # v4.32.3
        with: {sarif_file: gouji.sarif, category: gouji}
)";

/// Writes a new file; whether it could be.
bool WriteNew(const std::string& path, std::string_view text, Lang lang) {
  const bool zh = lang == Lang::kZh;
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0 && errno == EEXIST) {
    std::cerr << "gouji: " << path << (zh ? " 已经存在，没有改动" : " is there already; left as it is") << "\n";
    return false;
  }
  int error = file < 0 ? errno : 0;
  if (file >= 0) {
    FileStream out(file);
    out << text;
    out.flush();
    error = out.error();
    error = close(file) != 0 && error == 0 ? errno : error;
  }
  if (error != 0) {
    std::cerr << "gouji: " << (zh ? "写不了“" : "cannot write '") << path << (zh ? "”：" : "': ")
              << SystemError(error, lang) << "\n";
    return false;
  }
  std::cout << (zh ? "写好 " : "wrote ") << path << "\n";
  return true;
}

}  // namespace

int Init(const CommandLine& line) {
  struct File {
    bool wanted;
    const char* path;
    std::string_view text;
  };
  const std::array<File, 3> files = {{{true, ".gouji.yaml", kConfiguration.In(line.lang)},
                                      {line.pre_commit, ".pre-commit-config.yaml", kPreCommit},
                                      {line.github, ".github/workflows/gouji.yml", kWorkflow}}};
  bool good = true;
  for (const File& file : files) {
    good = (!file.wanted || WriteNew(file.path, file.text, line.lang)) && good;
  }
  return good ? kClean : kUsage;
}

}  // namespace gouji::cli
