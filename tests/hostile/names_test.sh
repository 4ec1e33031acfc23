#!/usr/bin/env bash
# names_test.sh GOUJI: names and words of strangers are shown, never obeyed.
set -uo pipefail
# shellcheck source=tests/hostile/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

formats=(text gcc json jsonl sarif github gitlab rdjson junit html)
escape=$'\x1b[2J\x1b]0;owned\x07'
# shellcheck disable=SC2016
names=("a${escape}b.txt" $'line\n::error::owned.txt' $'turn\u202etxt.exe.txt' '<script>alert(1)<script>.txt' '%0A::error::x.txt'
  '-rf.txt' '--help' "quote'\"&.txt" $'invalid\xff\xfe.txt' 'a:b,c.txt' '](javascript:alert(1)).txt' '$(touch owned).txt')
mkdir -p names
for name in "${names[@]}"; do
  cp "$reports/kaifeng-2020.txt" "names/$name"
  printf '某县林业局2023年政府信息公开工作年度报告\n一、总体情况\n\x1b[31m2023年2月30日\u202e，收到申请3件，答复5件。<script>alert(1)</script>::error::owned\n' >>"names/$name"
done

case_ "hostile file names and texts, in every format"
for format in "${formats[@]}"; do
  run "$gouji" check names --format "$format" --color never
  case_ "hostile file names and texts as $format"
  expect_status 1
  expect_written "$format" "$out"
  expect_harmless "$err"
done
[[ ! -e owned && ! -e names/owned ]] || fail "a name was run"

case_ "hostile names in messages"
run "$gouji" check "nowhere$escape" --format gcc
expect_harmless "$out$err"
run "$gouji" check --files-from "nowhere$escape"
[[ $status != 0 ]] || fail "a mistake was expected"
expect_harmless "$err"
run "$gouji" check names --output json="nowhere$escape/o"
expect_status 2
expect_harmless "$err"
for words in "check --select" "check --rules" "explain" "check --format" "check --confg" "dump" "rules --rules" "test"; do
  # shellcheck disable=SC2086
  run "$gouji" $words "x$escape"
  [[ $status != 0 ]] || fail "a mistake was expected"
  expect_harmless "$out$err"
done
printf 'gouji: 1\nid: "a\\e[2J"\nrules:\n  - id: "\\e[31m\\u202e"\n    "k\\e": 1\n' >pack.yaml
run "$gouji" check names --rules pack.yaml
expect_status 2
expect_harmless "$err"
run "$gouji" dump "names/${names[0]}"
expect_harmless "$out$err"

case_ "a name is a path, not an option"
cd names || exit 2
printf '%s\0' "${names[@]}" >../list
run "$gouji" check --files-from ../list --format jsonl
expect_status 1
expect_in "\"documents\":${#names[@]}" "$out"
run "$gouji" check -- -rf.txt --help
expect_status 1
cp -- -rf.txt -
printf '%s\n' - >../list
run "$gouji" check --files-from ../list --format gcc </dev/null
expect_status 1
expect_in "[GK" "$out"
rm ./-
cd ..

case_ "what a pack extends is a pack, wherever it stands"
mkdir -p deep/er
printf 'not: [a pack\n' >secret.yaml
printf 'root:x:0:0\n' >secret.txt
printf 'gouji: 1\nid: b\nextends: [../../secret.txt]\n' >deep/er/pack.yaml
run "$gouji" rules --rules deep/er
expect_status 2
expect_not_in "root:x" "$out$err"
printf 'gouji: 1\nid: b\nextends: [/dev/zero, /dev/stdin, /]\n' >deep/er/pack.yaml
run timeout 20 "$gouji" rules --rules deep/er
expect_status 2

case_ "entities and files of others are not fetched"
printf '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://%s/secret.txt">]><html><body><p>&x;</p></body></html>' "$work" >x.html
run "$gouji" dump x.html --text
expect_not_in "root:x" "$out$err"

finish
