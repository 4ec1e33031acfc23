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

failures=0
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
is_root() { [[ $(id -u) == 0 ]]; }
finish() {
  if ((failures == 0)); then echo "all as it should be"; fi
  exit $((failures > 0))
}
