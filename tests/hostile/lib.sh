# What the tests in this folder share: `source lib.sh`, then `case_ NAME`, commands, `expect ...`; `finish` at the end.
# Each gets the program as its first argument, and works in a folder of its own that is gone afterwards.
# shellcheck shell=bash disable=SC2034

gouji=$(readlink -f "${1:?the program to test}")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
reports=$root/fixtures/reports
work=$(mktemp -d)
trap 'cd /; umount "$work/small" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 2
# What a person's shell sets must not decide.
unset GOUJI_LANG NO_COLOR FORCE_COLOR
export GOUJI_LANG=en TMPDIR=$work/tmp
mkdir tmp
# Where the program is built with sanitizers, what it leaks when a signal ends it is no news.
export ASAN_OPTIONS=detect_leaks=0

failures=0 status= out= err=
current=
case_() { current=$1; }
skip() { echo "skipped: $1"; }

# run COMMAND...: runs it; $status, $out and $err are what came of it.
run() {
  status=0
  "$@" >"$work/tmp/.out" 2>"$work/tmp/.err" || status=$?
  out=$(tr -d '\0' <"$work/tmp/.out")
  err=$(tr -d '\0' <"$work/tmp/.err")
  rm -f "$work/tmp/.out" "$work/tmp/.err"
}

fail() {
  failures=$((failures + 1))
  echo "FAILED: $current: $*"
  echo "  status ${status:-}"
  echo "  out: ${out:0:600}"
  echo "  err: ${err:0:600}"
}
expect_status() { [[ $status == "$1" ]] || fail "exit code $1 was expected"; }
expect_in() { [[ $2 == *"$1"* ]] || fail "'$1' was expected"; }
expect_not_in() { [[ $2 != *"$1"* ]] || fail "'$1' was not expected"; }
expect_quiet() { [[ -z $err ]] || fail "nothing was expected on standard error"; }
# expect_files FOLDER NAME...: these and no others.
expect_files() {
  local folder=$1 there
  shift
  there=$(cd "$folder" && find . -mindepth 1 -printf '%P ' | tr ' ' '\n' | sort | tr '\n' ' ')
  [[ $there == "$(printf '%s\n' "$@" | sort | sed '/^$/!s/$/ /' | tr -d '\n')" || "${there// /}" == "${*// /}" ]] ||
    fail "in $folder only '$*' was expected, found '$there'"
}
# What a terminal would obey, and what turns a line round.
hostile='[\x{7}\x{8}\x{1b}\x{80}-\x{9f}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}\r]'
expect_harmless() {
  ! LC_ALL=C.UTF-8 grep -qP "$hostile" <<<"$1" || fail "a terminal would obey this"
  LC_ALL=C.UTF-8 grep -qax '.*' <<<"${1:-x}" || fail "this is no UTF-8"
}
# expect_written FORMAT OUTPUT: well-formed as its readers understand it, and nothing in it is a command of others.
expect_written() {
  expect_harmless "$2"
  case $1 in
    json | sarif | gitlab | rdjson) python3 -c 'import json, sys; json.load(sys.stdin)' <<<"$2" 2>/dev/null || fail "no JSON" ;;
    jsonl) python3 -c 'import json, sys; [json.loads(line) for line in sys.stdin]' <<<"$2" 2>/dev/null || fail "no JSON" ;;
    junit) python3 -c 'import sys, xml.etree.ElementTree as e; e.parse(sys.stdin)' <<<"$2" 2>/dev/null || fail "no XML" ;;
    github) ! grep -E '^::' <<<"$2" | grep -qvE '^::(error|warning|notice) file=' || fail "a command of others" ;;
    html)
      expect_not_in "<script" "$2"
      expect_not_in 'href="javascript' "$2"
      expect_not_in "<a href=javascript" "$2"
      ;;
  esac
}
# expect_gone PID: a program that was started ends with whoever waits for it; nobody may be there to bury it.
expect_gone() {
  local i
  for ((i = 0; i < 100; ++i)); do
    grep -qs '^State:[[:space:]]*[^ZX[:space:]]' "/proc/$1/status" || return 0
    sleep 0.05
  done
  fail "process $1 goes on"
}
is_root() { [[ $(id -u) == 0 ]]; }
finish() {
  if ((failures == 0)); then echo "all as it should be"; fi
  exit $((failures > 0))
}
