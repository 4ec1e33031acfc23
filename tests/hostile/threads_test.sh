#!/usr/bin/env bash
# threads_test.sh GOUJI: several threads at many files, with files that are given up, a reader that leaves, last year's
# reports and a baseline. Any build has to say the same with them as without; one of the preset `tsan` tells of every race.
set -uo pipefail
# shellcheck source=tests/hostile/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
export TSAN_OPTIONS=halt_on_error=1:exitcode=66

for i in 1 2; do
  mkdir -p "in/$i"
  cp "$reports"/*.txt "$reports"/*.md "$reports"/*.html "in/$i/" 2>/dev/null
done
mkdir bin
printf '#!/bin/bash\nexec sleep 2\n' >bin/pdftotext
chmod +x bin/pdftotext
printf '%%PDF-1.4 nothing\n' >in/slow.pdf

# races STATUS: no thread sanitizer spoke, and the run ended as it should.
races() {
  expect_status "$1"
  expect_not_in ThreadSanitizer "$err"
}

for format in text json sarif html junit; do
  case_ "four threads, $format"
  run "$gouji" check in/1 --format "$format" --jobs 4
  races 1
done

case_ "some outputs at once, last year's reports, a baseline"
run "$gouji" check in/1 --jobs 4 --previous in/2 --write-baseline known.json --output html=o.html --output sarif=o.sarif
races 0
run "$gouji" check in/1 --jobs 4 --previous in/2 --previous in/1 --baseline known.json
races 0

case_ "files that are given up"
for timeout in 0.001 0.3; do
  run env PATH="$work/bin:$PATH" "$gouji" check in --jobs 4 --timeout "$timeout" --format jsonl
  races 3
  expect_in '"summary"' "$out"
done

case_ "nobody reads on"
run bash -c '"$0" "$@" | head -c 1000 >/dev/null; exit "${PIPESTATUS[0]}"' "$gouji" check in --jobs 4
races 141

case_ "repairs"
run "$gouji" check in/2 --diff --jobs 4
[[ $status == [01] ]] || fail "an exit code of 0 or 1 was expected"
expect_not_in ThreadSanitizer "$err"

finish
