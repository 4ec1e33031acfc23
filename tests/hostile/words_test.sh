#!/usr/bin/env bash
# words_test.sh GOUJI: words of strangers in packs, configurations, baselines and outputs to merge are shown, never obeyed.
set -uo pipefail
# shellcheck source=tests/hostile/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

cp "$reports/kaifeng-2020.txt" a.txt
# As YAML and JSON write it: clears the screen, turns the line round, a command of GitHub's on a line of its own, a script,
# a link, an end of a CDATA section and of a comment.
evil='\u001b[2J\u202e\u2066\n::error::owned\r<script>alert(1)</script><a href=javascript:alert(1)>x</a>[x](javascript:alert(1))]]>-->%0A|`'

case_ "a pack"
mkdir pack
cat >pack/pack.yaml <<YAML
gouji: 1
id: evil
extends: [gk-annual-report]
version: "1${evil}"
title: {zh: "甲${evil}", en: "a${evil}"}
rules:
  - id: EV1
    name: evil
    severity: error
    tags: ["t${evil}"]
    title: {zh: "题${evil}", en: "title${evil}"}
    why: {zh: "因${evil}", en: "why${evil}"}
    source: {zh: "源${evil}", en: "source${evil}"}
    help: {zh: "助${evil}", en: "help${evil}"}
    wrong: {zh: "错${evil}", en: "wrong${evil}"}
    right: {zh: "对${evil}", en: "right${evil}"}
    pattern: {forbid: [{find: '政府信息公开', replace: "换${evil}"}]}
    message: {zh: "见“{found}”${evil}", en: "saw '{found}'${evil}"}
    tests:
      - {name: "n${evil}", text: {}, expect: pass}
YAML
run "$gouji" rules --rules pack
loads=$status
if [[ $loads != 0 ]]; then
  # What of it is no text of a pack is told in words that a terminal does not obey either.
  expect_harmless "$err"
  fail "the pack was to load"
fi
for format in text gcc json jsonl sarif github gitlab rdjson junit html; do
  case_ "a pack's words as $format"
  run "$gouji" check a.txt --rules pack --format "$format" --color never
  expect_status 1
  expect_written "$format" "$out"
  expect_harmless "$err"
done
for words in "rules --rules pack" "rules --rules pack --format markdown" "rules --rules pack --format json" "explain EV1 --rules pack" "test pack" "dump a.txt --rules pack" "check a.txt --rules pack --print-config"; do
  case_ "a pack's words in $words"
  # shellcheck disable=SC2086
  run "$gouji" $words
  expect_harmless "$out$err"
done
case_ "a pack's words in a patch"
run "$gouji" check a.txt --rules pack --diff
expect_harmless "$err"
run "$gouji" check a.txt --rules pack --fix
expect_harmless "$err"
cp "$reports/kaifeng-2020.txt" a.txt

case_ "a configuration"
cat >.gouji.yaml <<YAML
extends: ["../no${evil}"]
severity: {"GK${evil}": off, GK013: "x${evil}"}
"key${evil}": 1
include: ["a${evil}/[b"]
issuer: {pattern: "{issuer}${evil}"}
fail_on: "${evil}"
baseline: "${evil}"
YAML
for words in "check a.txt" "check a.txt --print-config" rules; do
  # shellcheck disable=SC2086
  run "$gouji" $words
  expect_status 2
  expect_harmless "$out$err"
done
printf 'exclude: ["**/a%s/*"]\nbaseline: "b%s"\nseverity: {GK013: off}\n' "$evil" "$evil" >.gouji.yaml
run "$gouji" check a.txt --print-config
expect_harmless "$out$err"
run "$gouji" check a.txt
expect_harmless "$out$err"
rm .gouji.yaml

case_ "a baseline"
printf '{"gouji-baseline": 1, "documents": {"a.txt": [{"rule": "GK%s", "subject": {"table": "t%s"}, "values": {"v%s": "w%s"}, "count": 1}], "b%s": []}}' \
  "$evil" "$evil" "$evil" "$evil" "$evil" >known.json
for format in text gcc json jsonl sarif github gitlab rdjson junit html; do
  run "$gouji" check a.txt --baseline known.json --format "$format"
  expect_written "$format" "$out"
  expect_harmless "$err"
done
run "$gouji" check a.txt --baseline known.json --write-baseline known.json
expect_harmless "$out$err"

case_ "outputs to merge"
printf '{"rule":"A","message":"\x1b[2J\xe2\x80\xae\xc2\x9b\x7f"}\n' >part.jsonl
run "$gouji" merge part.jsonl
expect_status 2
expect_harmless "$out$err"
"$gouji" check a.txt --format jsonl >part.jsonl
run "$gouji" merge part.jsonl
expect_harmless "$out$err"
[[ $out == "$(<part.jsonl)" ]] || fail "one part is what it was"

finish
