#!/usr/bin/env bash
# limits_test.sh GOUJI: each limit of .github/SECURITY.md says what it is, and one slow file does not stop the run.
set -uo pipefail
# shellcheck source=tests/hostile/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

cp "$reports/kaifeng-2020.txt" a.txt
cp a.txt z.txt

case_ "a program of others that never ends"
mkdir bin
# shellcheck disable=SC2016
printf '#!/bin/bash\necho $$ >"$TMPDIR/running"; exec sleep 8\n' >bin/pdftotext
chmod +x bin/pdftotext
printf '%%PDF-1.4 nothing\n' >slow.pdf
for jobs in 1 2 3; do
  begin=$SECONDS
  run env PATH="$work/bin:$PATH" "$gouji" check a.txt slow.pdf z.txt --jobs "$jobs" --timeout 1.5 --format gcc --output json=o.json
  ((SECONDS - begin < 7)) || fail "the run waited for the slow file"
  expect_status 3
  expect_quiet
  expect_gone "$(<tmp/running)"
  rm tmp/running
  expect_in "slow.pdf:1:1: error: not finished within 1.5 seconds; the file was not checked (--timeout) [GJ004]" "$out"
  expect_in "a.txt:32:15:" "$out"
  expect_in "z.txt:32:15:" "$out"
  python3 -m json.tool o.json >/dev/null || fail "the file of --output is not whole"
  expect_files . a.txt z.txt slow.pdf bin bin/pdftotext tmp o.json
done

case_ "a file that keeps us busy ourselves"
python3 -c 'print("<html><body><table>" + ("<tr>" + "<td>1</td>" * 200 + "</tr>") * 300 + "</table></body></html>")' >slow.html
run "$gouji" check slow.html a.txt --timeout 0.02 --format gcc --lang zh --jobs 1
expect_status 3
expect_in "slow.html:1:1: error: 0.02 秒内没有检查完，此文件没有检查（--timeout） [GJ004]" "$out"
run "$gouji" check slow.html --timeout 0 --format gcc
expect_not_in "timeout" "$out"

case_ "more findings than anyone reads"
python3 - <<'PYTHON'
head = "某县林业局2023年政府信息公开工作年度报告\n一、总体情况\n"
open("many.txt", "w").write(head + "公开&nbsp;信息，" * 1200)
PYTHON
run "$gouji" check many.txt --format gcc
expect_status 1
expect_in " more findings are not listed: 0 errors, " "$out"
expect_in " (--max-findings) [GJ006]" "$out"
[[ $(wc -l <<<"$out") == 1001 ]] || fail "1000 findings and a note were expected"
run "$gouji" check many.txt --max-findings 0 --format jsonl
expect_not_in GJ006 "$out"
all=$(($(wc -l <<<"$out") - 1))
counts=${out##*\"summary\":}
for most in 1 5; do
  run "$gouji" check many.txt --max-findings "$most" --format jsonl
  expect_status 1
  expect_in "$((all - most)) more findings are not listed" "$out"
  [[ ${out##*\"summary\":} == "$counts" ]] || fail "what is left out counts all the same"
  [[ $(grep -c '"severity":"error"' <<<"$out") == "$((most < 5 ? most : 5))" ]] || fail "errors come first"
done
run "$gouji" check many.txt --max-findings 5 --write-baseline known.json
run "$gouji" check many.txt --baseline known.json
expect_status 0
expect_in "$all known from the baseline not shown" "$out"
run "$gouji" check many.txt --max-findings 1 --lang zh
expect_in "个问题没有列出：错误 " "$out"

case_ "a limit that is none"
run "$gouji" check a.txt --timeout -1
expect_status 2
run "$gouji" check a.txt --timeout soon
expect_status 2

# refused FILE WORDS: as a report, with these words, whatever else is checked.
refused() {
  case_ "$1: $2"
  run "$gouji" check "$1" a.txt --format gcc --no-config
  expect_status 3
  expect_in "$1:1:1: error: " "$out"
  expect_in "$2" "$out"
  expect_in "a.txt:32:15:" "$out"
}
python3 "$root/tests/hostile/too_large.py"
refused large.txt "the file has 65 MiB, more than the limit of 64 MiB [GJ004]"
refused lines.txt "the file has 1000004 lines, more than the limit of 1000000 [GJ004]"
refused deep.html "the page nests its tags too deeply (over 2000 levels) to be parsed"
refused tags.html "the page has over 1000000 tags, too many to be parsed"
refused attributes.html "a tag of the page has over 1000 attributes, too many to be parsed"
refused columns.html "a table of the file has more than"
refused large.docx "the file is larger than 64 MB inflated, or a part of it than 24 MB"
refused claims.docx "a part of the file is compressed to less than 1/200"
refused bomb.docx "a part of the file is compressed to less than 1/200"
refused members.docx "the archive of the file has more than 10000 members"
refused deep.docx "the file nests its content deeper than 500 levels"
refused spans.docx "a table of the file has more than"
refused laughs.docx "the XML of the file declares a DTD or entities"
refused fetches.docx "nothing it points to is read [GJ005]"
# shellcheck disable=SC2016
printf '#!/bin/bash\nexec cat "%s/words.tsv"\n' "$work" >bin/pdftotext
PATH=$work/bin:$PATH refused print.pdf "this PDF holds more than 32 MB of text"

case_ "spans of a million are cut to the table, and read in no time"
run "$gouji" check spans.html --format gcc --timeout 5 --no-config
expect_not_in "--timeout" "$out"

# wrong STATUS WORDS ARGUMENT...: a mistake in what comes with a repository, with these words.
wrong() {
  local words=$1
  shift
  case_ "$*"
  run "$gouji" "$@"
  expect_status 2
  expect_in "$words" "$err"
}
wrong "the file has 4194" rules --rules large.yaml
wrong "nested deeper than 64 levels" rules --rules deep.yaml
wrong "more than 200000 nodes after aliases are expanded" rules --rules nodes.yaml
wrong "more than 200000 nodes after aliases are expanded" rules --rules aliases.yaml
wrong "4096" rules --rules pattern.yaml
wrong "repe" rules --rules repeats.yaml
wrong "the expression is too long: more than 1000 parts" rules --rules expression.yaml
wrong "the pattern is too large" check a.txt --config globs.yaml
wrong "the file has 4194" check a.txt --config large.yaml
wrong "the file has 6710" check a.txt --baseline large.json

case_ "a list of files without an end"
run "$gouji" check --files-from large.list
expect_status 3
expect_in "the list 'large.list' is larger than 64 MiB" "$err"
run "$gouji" check --files-from .
expect_status 3
expect_in "cannot read '.': it is a folder" "$err"
run "$gouji" check a.txt --previous nowhere
expect_status 3
expect_in "--previous: cannot read 'nowhere': no such file or folder" "$err"

finish
