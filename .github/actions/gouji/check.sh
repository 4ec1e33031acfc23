#!/usr/bin/env bash
# check.sh GOUJI: runs the check that the environment asks for (see action.yml), with annotations on standard output.
set -uo pipefail

lines() { while IFS= read -r line || [[ -n $line ]]; do [[ -n $line ]] && printf '%s\0' "$line"; done <<<"$1"; }
mapfile -d '' -t options < <(lines "${OPTIONS:-}")
mapfile -d '' -t paths < <(lines "${PATHS:-.}")
[[ -n ${SARIF:-} ]] && options+=("--output=sarif=$SARIF")
[[ -n ${HTML:-} ]] && options+=("--output=html=$HTML")
"$1" check --format github --fail-on "${FAIL_ON:-error}" "${options[@]}" -- "${paths[@]}"
status=$?
echo "exit-code=$status" >>"${GITHUB_OUTPUT:-/dev/null}"
exit "$status"
