#!/usr/bin/env bash
# faults_test.sh GOUJI: what goes wrong around the program. Nothing is left half-written, the exit code is right, and a
# message says what happened.
set -uo pipefail
# shellcheck source=tests/hostile/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

report=$reports/kaifeng-2020.txt
cp "$report" a.txt

# A pdftotext that does as it is told: what PDF asks of the system is how a test gets a word in while a run goes on.
fake_pdftotext() {
  mkdir -p bin
  printf '#!/bin/bash\n%s\n' "$1" >bin/pdftotext
  chmod +x bin/pdftotext
}
# shellcheck disable=SC2317
with_fake() { PATH=$work/bin:$PATH "$@"; }
printf '%%PDF-1.4 nothing\n' >slow.pdf

case_ "standard output is a full disk"
for words in "check a.txt" "check a.txt --format json" "check a.txt --format html" "dump a.txt" "rules" "explain GK301" "--help"; do
  # shellcheck disable=SC2086
  run bash -c 'exec "$0" "$@" >/dev/full' "$gouji" $words
  expect_status 2
  expect_in "cannot write standard output: no space left on the disk" "$err"
done

case_ "the file of --output stands on a full disk"
mkdir -p small
if is_root && mount -t tmpfs -o size=64k tmpfs small 2>/dev/null; then
  echo before >small/o.html
  run "$gouji" check "$reports" --output html=small/o.html
  expect_status 2
  expect_in "cannot write 'small/o.html': no space left on the disk" "$err"
  expect_files small o.html
  [[ $(<small/o.html) == before ]] || fail "what was there before is gone"
  # The temporary files of --format (json: what comes further down) have no room, and nothing is lost.
  run env TMPDIR="$work/small" "$gouji" check "$reports" --format json
  expect_status 1
  python3 -m json.tool <<<"$out" >/dev/null || fail "the JSON is not whole"
  run env TMPDIR="$work/small" "$gouji" check "$root/fixtures/documents/yunxi-2023.pdf"
  umount small
else
  skip "a small disk of its own needs root"
fi
case_ "the file of --output would be larger than is allowed"
run bash -c 'ulimit -f 8; exec "$0" "$@"' "$gouji" check "$reports" --output html=o.html
expect_status 2
expect_in "cannot write 'o.html': the file is too large" "$err"
[[ -z $(find . -name 'o.html*') ]] || fail "something of the file is left"

case_ "the file of --output cannot be made"
run "$gouji" check a.txt --output json=nowhere/o.json
expect_status 2
expect_in "cannot write 'nowhere/o.json': no such file or folder" "$err"
run "$gouji" check a.txt --output json="$work/tmp"
expect_status 2
expect_in "it is a folder" "$err"

case_ "what --output names is a link, a pipe, a device"
echo '{}' >target.json
chmod 640 target.json
ln -s target.json link.json
run "$gouji" check a.txt --output json=link.json --output gcc=/dev/null --output jsonl=/dev/stderr
[[ -L link.json && -s target.json && $(stat -c %a target.json) == 640 ]] || fail "the link or the mode is not kept"
[[ -c /dev/null ]] || fail "/dev/null is no device any more"
expect_in '"rule"' "$err"
rm target.json link.json

case_ "nobody reads the pipe any more"
run bash -c '"$0" "$@" | true; exit "${PIPESTATUS[0]}"' "$gouji" check "$reports"
expect_status 141
expect_quiet
run bash -c 'trap "" PIPE; "$0" "$@" | true; exit "${PIPESTATUS[0]}"' "$gouji" check "$reports" "$reports" "$reports" "$reports"
expect_status 141
expect_quiet
run bash -c '"$0" "$@" | true; exit "${PIPESTATUS[0]}"' "$gouji" check "$reports" --output json=o.json
expect_status 1
expect_quiet
python3 -m json.tool o.json >/dev/null || fail "the file is not whole"
rm o.json

case_ "SIGINT, SIGTERM in mid-run"
# shellcheck disable=SC2016
fake_pdftotext 'echo $$ >"$TMPDIR/../running"; exec sleep 15'
mkdir out
echo before >out/o.json
for signal in INT:130 TERM:143 HUP:129; do
  rm -f running
  status=0
  PATH=$work/bin:$PATH env --default-signal="${signal%:*}" "$gouji" check a.txt slow.pdf --output json=out/o.json \
    --output html=out/o.html >out.txt 2>err.txt &
  child=$!
  for ((i = 0; i < 300; ++i)); do
    [[ -s running ]] && break
    sleep 0.05
  done
  kill -s "${signal%:*}" "$child"
  wait "$child" 2>/dev/null || status=$?
  out=$(<out.txt) err=$(<err.txt)
  expect_gone "$(<running)"
  expect_status "${signal#*:}"
  expect_quiet
  expect_files out o.json
  [[ $(<out/o.json) == before ]] || fail "what was there before is gone"
  expect_files tmp
done
rm -f out.txt err.txt

case_ "a file vanishes while others are read"
mkdir many
cp "$report" many/b.txt
cp slow.pdf many/a.pdf
# shellcheck disable=SC2016
fake_pdftotext 'rm -f "$TMPDIR/../many/b.txt"; exit 1'
run with_fake "$gouji" check many --jobs 1 --format gcc
expect_status 3
expect_in "many/b.txt:1:1: error: cannot read the file: no such file or folder [GJ001]" "$out"
expect_in "many/a.pdf:1:1: error:" "$out"

case_ "a file grows while it is read"
cp "$report" growing.txt
(exec -a grows bash -c 'for ((i = 0; i < 400; ++i)); do printf "正文。\n" >>growing.txt; done') &
grower=$!
run "$gouji" check growing.txt --format jsonl
[[ $status == [013] ]] || fail "an exit code of its own was expected"
wait "$grower"
case_ "a file without an end"
run "$gouji" check /dev/zero
expect_status 3
expect_in "not a regular file" "$out"
run bash -c 'yes 正文。 | timeout 60 "$0" check -' "$gouji"
expect_status 3
expect_in "GJ004" "$out"
truncate -s 20G huge.txt
run "$gouji" check huge.txt
expect_status 3
expect_in "GJ004" "$out"
rm huge.txt

case_ "no permission"
if is_root && command -v setpriv >/dev/null; then
  chmod 755 . && chmod 777 tmp
  cp "$report" secret.txt && chmod 000 secret.txt
  mkdir closed && cp "$report" closed/a.txt && chmod 000 closed
  nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  if run "${nobody[@]}" "$gouji" --version && [[ $status == 0 ]]; then
    run "${nobody[@]}" "$gouji" check secret.txt a.txt closed --format gcc
    expect_status 3
    expect_in "secret.txt:1:1: error: cannot read the file: permission denied [GJ001]" "$out"
    expect_in "closed:1:1: error: cannot read the file: permission denied [GJ001]" "$out"
    expect_in "a.txt:" "$out"
    run "${nobody[@]}" "$gouji" check a.txt --output json=o.json
    expect_status 2
    expect_in "cannot write 'o.json': permission denied" "$err"
  else
    skip "another user cannot reach the program"
  fi
  chmod 700 closed
else
  skip "to be another user needs root"
fi

case_ "links that lead round"
mkdir -p loop/inner
cp "$report" loop/inner/a.txt
ln -s .. loop/inner/up
ln -s . loop/self
ln -s circle.txt loop/circle.txt
run timeout 60 "$gouji" check loop --format jsonl
expect_status 3
expect_in '"documents":2' "$out"
expect_in "leads round in a circle" "$out"

case_ "memory is short"
python3 -c '
cells = "".join("<td>%d</td>" % i for i in range(200))
print("<html><body>" + ("<table>" + "<tr>" + cells + "</tr></table><p>一、总体情况</p>") * 2200 + "</body></html>")' >big.html
if (ulimit -v 300000 && "$gouji" --version >/dev/null 2>&1); then
  run bash -c 'ulimit -v 300000; exec "$0" "$@"' "$gouji" check big.html a.txt --jobs 1 --format gcc --output json=o.json
  expect_status 3
  expect_in "big.html:1:1: error: out of memory; the file was not checked [GJ001]" "$out"
  expect_in "a.txt:" "$out"
  python3 -m json.tool o.json >/dev/null || fail "the file is not whole"
  rm -f o.json
  run bash -c 'ulimit -v 300000; exec "$0" "$@"' "$gouji" check big.html a.txt --jobs 500 --format gcc
  expect_status 3
else
  skip "with sanitizers the program wants more memory than can be kept from it"
fi
rm big.html

finish
