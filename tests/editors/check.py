#!/usr/bin/env python3
"""usage: check.py GOUJI: what the README tells editors finds every line of real output, in the editors themselves where
they can be had: Vim reads with its own errorformat, Emacs with its own compile mode."""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GOUJI = str(Path(sys.argv[1]).resolve())


def gouji(format):
    result = subprocess.run([GOUJI, "check", "fixtures/reports", "--lang", "zh", "--format", format], cwd=ROOT, capture_output=True)
    return result.stdout.decode("utf-8")


def expected():
    findings = json.loads(gouji("json"))["findings"]
    return [(f["path"], f["line"], f["column"], f["severity"], f["message"], f["rule"]) for f in findings]


def vs_code(output, findings):
    tasks = json.loads(re.search(r"```json\n(\{\s*\"version\": \"2\.0\.0\".*?)```", README, re.S)[1])
    matcher = tasks["tasks"][0]["problemMatcher"]
    pattern = matcher["pattern"]
    script = "const [p, t] = JSON.parse(require('fs').readFileSync(0)); const r = new RegExp(p); console.log(JSON.stringify(t.split('\\n').map((l) => r.exec(l)).filter(Boolean)))"
    told = subprocess.run(["node", "-e", script], input=json.dumps([pattern["regexp"], output]).encode(), capture_output=True, check=True)
    groups = json.loads(told.stdout)
    found = [(g[pattern["file"]], int(g[pattern["line"]]), int(g[pattern["column"]]), g[pattern["severity"]], g[pattern["message"]], g[pattern["code"]]) for g in groups]
    assert found == findings, f"{len(found)} of {len(findings)}"
    return matcher["fileLocation"] == ["relative", "${workspaceFolder}"]


def vim(output, findings, program="vim"):
    option = re.search(r"^set (errorformat=\S.*)$", README, re.M)[1]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "out").write_text(output, encoding="utf-8")
        told = Path(folder, "told")
        entry = "json_encode([bufname(v:val.bufnr), v:val.lnum, v:val.col, v:val.type, v:val.text, v:val.valid])"
        subprocess.run([program, "-es", "-N", "-u", "NONE", "-i", "NONE", "-c", "set encoding=utf-8", "-c", f"set {option}",
                        "-c", f"cgetfile {folder}/out", "-c", f"call writefile(map(getqflist(), '{entry}'), '{told}')", "-c", "qa!"],
                       cwd=ROOT, check=False, stdin=subprocess.DEVNULL, timeout=60)
        entries = [json.loads(line) for line in told.read_text(encoding="utf-8").splitlines()]
    kinds = {"e": "error", "w": "warning", "n": "note"}
    found = [(name, line, column, kinds[kind.lower()], text.strip()) for name, line, column, kind, text, valid in entries if valid]
    wanted = [(path, line, column, severity, f"{message} [{rule}]") for path, line, column, severity, message, rule in findings]
    assert found == wanted, next((pair for pair in zip(found, wanted) if pair[0] != pair[1]), (len(found), len(wanted)))


def emacs(output, findings):
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log")
        log.write_text(output, encoding="utf-8")
        script = f"""
(progn (require 'compile) (set-language-environment "UTF-8")
  (with-temp-buffer (insert-file-contents "{log}") (setq default-directory "{ROOT}/") (compilation-mode)
    (compilation--ensure-parse (point-max)) (goto-char (point-min))
    (let (last)
      (while (not (eobp))
        (let ((message (get-text-property (point) 'compilation-message)))
          (when (and message (not (eq message last)))
            (setq last message)
            (let ((loc (compilation--message->loc message)))
              (princ (format "%s\\t%s\\t%s\\t%s\\n" (caar (compilation--loc->file-struct loc)) (compilation--loc->line loc)
                      (compilation--loc->col loc) (compilation--message->type message))))))
        (forward-line 1)))))"""
        told = subprocess.run(["emacs", "-Q", "--batch", "--eval", script], capture_output=True, timeout=120)
    kinds = {"2": "error", "1": "warning", "0": "note"}
    found = [tuple(line.split("\t")) for line in told.stdout.decode("utf-8").splitlines()]
    found = [(name, int(line), int(column), kinds[kind]) for name, line, column, kind in found]
    wanted = [finding[:4] for finding in findings]
    assert found == wanted, (told.stderr.decode()[-500:], next((pair for pair in zip(found, wanted) if pair[0] != pair[1]), (len(found), len(wanted))))


def main():
    findings = expected()
    assert len(findings) > 40
    for name, check in [("VS Code", vs_code), ("Vim", vim), ("Emacs", emacs)]:
        for format in ["gcc", "text"] if name != "Emacs" else ["gcc"]:
            check(gouji(format), findings)
        print(f"editors: {name} finds all {len(findings)} findings")


main()
