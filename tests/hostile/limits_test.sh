#!/usr/bin/env bash
# limits_test.sh GOUJI: one slow file does not stop the run.
set -uo pipefail
# shellcheck source=tests/hostile/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

cp "$reports/kaifeng-2020.txt" a.txt
cp a.txt z.txt

case_ "a program of others that never ends"
mkdir bin
printf '#!/bin/bash\nexec sleep 8\n' >bin/pdftotext
chmod +x bin/pdftotext
printf '%%PDF-1.4 nothing\n' >slow.pdf
for jobs in 1 2 3; do
  begin=$SECONDS
  run env PATH="$work/bin:$PATH" "$gouji" check a.txt slow.pdf z.txt --jobs "$jobs" --timeout 0.3 --format gcc --output json=o.json
  ((SECONDS - begin < 7)) || fail "the run waited for the slow file"
  expect_status 3
  expect_quiet
  expect_in "slow.pdf:1:1: error: not finished within 0.3 seconds; the file was not checked (--timeout) [GJ004]" "$out"
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

case_ "a limit that is none"
run "$gouji" check a.txt --timeout -1
expect_status 2
run "$gouji" check a.txt --timeout soon
expect_status 2

finish
