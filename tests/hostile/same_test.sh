#!/usr/bin/env bash
# same_test.sh GOUJI: the same bytes come out whatever the threads, the locale, the time zone, the order of files on disk,
# the folder of temporary files, and how often it is asked.
set -uo pipefail
# shellcheck source=tests/hostile/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# The folder is called the same whatever the order in which its files were made: SARIF and HTML may name it.
mkdir -p first/in second/in
mapfile -t files < <(cd "$reports" && find . -maxdepth 1 -type f ! -name '*.expected' ! -name '*.options' | sort | head -n 8)
files+=(broken.docx)
printf 'PK\3\4 nothing' >first/in/broken.docx
cp first/in/broken.docx second/in/
for file in "${files[@]}"; do [[ -e $reports/$file ]] && cp "$reports/$file" first/in/; done
for ((i = ${#files[@]} - 1; i >= 0; --i)); do [[ -e $reports/${files[i]} ]] && cp "$reports/${files[i]}" second/in/; done

# Locales that change case, order and decimal points. Where the machine has none, they are made of their sources.
mkdir locales
for name in tr_TR de_DE zh_CN; do
  localedef -i "$name" -f UTF-8 "locales/$name.UTF-8" >/dev/null 2>&1
done
localedef -i zh_CN -f GB18030 locales/zh_CN.GB18030 >/dev/null 2>&1
mapfile -t locales < <(ls locales)
((${#locales[@]} > 0)) || skip "there are no locales but C, nor sources to make others of"

# What is set is for the program, not for the shell.
with=()
say() { (cd first/in && env "${with[@]}" "$gouji" check . --format "$format" "$@"); }

for format in json sarif html; do
  case_ "$format"
  expected=$(say --jobs 1 --timeout 0)
  [[ ${#expected} -gt 10000 ]] || fail "more was expected"
  [[ $(say --jobs 1 --timeout 0) == "$expected" ]] || fail "other output the second time"
  for jobs in 2 3 16; do
    [[ $(say --jobs "$jobs") == "$expected" ]] || fail "other output with --jobs $jobs"
  done
  for locale in C "${locales[@]}"; do
    with=("LOCPATH=$work/locales" "LC_ALL=$locale" "LANGUAGE=$locale" TZ=Pacific/Kiritimati)
    [[ $(say) == "$expected" ]] || fail "other output in $locale"
  done
  with=(TZ=America/New_York TMPDIR=/tmp HOME=/nowhere)
  [[ $(say) == "$expected" ]] || fail "other output elsewhere"
  with=()
  # The other folder in its place.
  mv first third && mv second first
  [[ $(say) == "$expected" ]] || fail "other output with files in another order on disk"
  mv first second && mv third first
done

# Findings are written in the order in which files are named; what is found in each is not.
case_ "named in any order"
format=jsonl
expected=$(say | grep '^{"rule"' | sort)
[[ $(cd first/in && printf '%s\n' "${files[@]}" | shuf --random-source=<(yes) | "$gouji" check --files-from - --format jsonl | sed 's#"\./#"#g' | grep '^{"rule"' | sort) == "$expected" ]] ||
  fail "other findings with paths in another order"

case_ "what was understood"
for locale in C "${locales[@]}"; do
  [[ $(env "LOCPATH=$work/locales" "LC_ALL=$locale" "$gouji" dump first/in/kaifeng-2020.txt --format json) == "$(TZ=Asia/Tokyo "$gouji" dump first/in/kaifeng-2020.txt --format json)" ]] ||
    fail "other output in $locale"
done

finish
