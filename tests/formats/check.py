#!/usr/bin/env python3
"""usage: check.py GOUJI: holds what every format says against schemas, real parsers and one another.

Over all fixtures and the inputs of tests/sarif/hard-inputs, in both languages: the same findings, in the same order, at
the same places, whoever tells them.
"""

import json
import os
import re
import stat
import subprocess
import sys
import tempfile
import urllib.parse
from pathlib import Path

import jsonschema
import junitparser

ROOT = Path(__file__).resolve().parents[2]
GOUJI = str(Path(sys.argv[1]).resolve())
FORMATS = ["text", "gcc", "json", "jsonl", "sarif", "github", "gitlab", "rdjson", "junit", "html"]
SEVERITIES = {"error": ("error", "major", "ERROR"), "warning": ("warning", "minor", "WARNING"), "note": ("notice", "info", "INFO")}
FINDING_KEYS = ["rule", "name", "severity", "path", "line", "column", "end_line", "end_column", "message", "fingerprint",
                "subject", "values", "related", "culprit", "fix", "notes"]


def run(*arguments, cwd):
    return subprocess.run([GOUJI, "check", *arguments], cwd=cwd, capture_output=True)


def schema(path):
    with open(path, encoding="utf-8") as file:
        loaded = json.load(file)
    jsonschema.Draft202012Validator.check_schema(loaded)
    return loaded


def validate(instance, against, what):
    for error in jsonschema.Draft202012Validator(against).iter_errors(instance):
        raise AssertionError(f"{what}: {'/'.join(map(str, error.absolute_path))}: {error.message}")


def in_order(keys, order):
    places = [order.index(key) for key in keys]
    return places == sorted(places)


class Told:
    """What one run says in every format."""

    def __init__(self, cwd, paths, lang):
        self.cwd, self.arguments = cwd, [*paths, "--lang", lang]
        self.folder = tempfile.mkdtemp()
        options = [f"--output={each}={self.folder}/{each}" for each in FORMATS]
        self.result = run(*self.arguments, *options, cwd=cwd)
        self.bytes = {each: Path(self.folder, each).read_bytes() for each in FORMATS}
        self.text = {each: self.bytes[each].decode("utf-8") for each in FORMATS}
        assert sorted(os.listdir(self.folder)) == sorted(FORMATS), "no temporary file is left"


def check_same_on_standard_output(told):
    for each in FORMATS:
        alone = run(*told.arguments, "--format", each, cwd=told.cwd)
        assert alone.returncode == told.result.returncode, each
        assert alone.stdout == told.bytes[each], f"{each}: a file and standard output differ"
        assert alone.stderr == b"", alone.stderr


def check_json(told):
    output = schema(ROOT / "src/output/gouji-output.schema.json")
    whole = json.loads(told.text["json"])
    validate(whole, output, "json")
    assert list(whole) == ["version", "tool", "summary", "findings", "not_evaluated", "unreadable"]
    assert list(whole["summary"])[:5] == ["documents", "errors", "warnings", "notes", "not_evaluated"]
    for finding in whole["findings"]:
        assert in_order(finding, FINDING_KEYS), list(finding)
    lines = [json.loads(line) for line in told.text["jsonl"].splitlines()]
    for line in lines[:-1]:
        validate(line, {"$ref": "#/$defs/finding", "$defs": output["$defs"]}, "jsonl")
    validate(lines[-1], output, "jsonl")
    assert lines[:-1] == whole["findings"]
    for key in ["summary", "not_evaluated", "unreadable", "tool"]:
        assert lines[-1][key] == whole[key], key
    counts = [sum(each["severity"] == severity for each in whole["findings"]) for severity in SEVERITIES]
    unread = len(whole["unreadable"])
    assert [whole["summary"][key] for key in ["errors", "warnings", "notes"]] == [counts[0] + unread, *counts[1:]]
    assert len(whole["not_evaluated"]) == whole["summary"]["not_evaluated"]
    return whole


def check_places(told, whole):
    """What stands at a finding's place is what reviewdog, which counts bytes, would mark there."""
    diagnostics = json.loads(told.text["rdjson"])
    validate(diagnostics, schema(ROOT / "tests/formats/rdjson.schema.json"), "rdjson")
    everything = diagnostics["diagnostics"]
    assert len(everything) == len(whole["findings"]) + len(whole["unreadable"])
    unread = {each["path"] for each in whole["unreadable"]}
    for finding, told_there in zip(whole["findings"], (d for d in everything if d["location"]["path"] not in unread)):
        assert told_there["message"] == finding["message"] and told_there["code"]["value"] == finding["rule"]
        assert told_there["severity"] == SEVERITIES[finding["severity"]][2]
        assert len(told_there.get("relatedLocations", [])) == len(finding["related"])
        begin, end = told_there["location"]["range"]["start"], told_there["location"]["range"]["end"]
        assert (begin["line"], end["line"]) == (finding["line"], finding["end_line"])
        path = Path(told.cwd, finding["path"])
        if path.suffix in (".txt", ".md") and begin["line"] == end["line"]:
            line = path.read_bytes().decode("utf-8-sig").splitlines()[begin["line"] - 1]
            by_bytes = line.encode()[begin["column"] - 1:end["column"] - 1].decode()
            assert by_bytes == line[finding["column"] - 1:finding["end_column"] - 1]


def check_gitlab(told, whole):
    issues = json.loads(told.text["gitlab"])
    validate(issues, schema(ROOT / "tests/formats/gitlab.schema.json"), "gitlab")
    assert len(issues) == len(whole["findings"]) + len(whole["unreadable"])
    assert len({each["fingerprint"] for each in issues}) == len(issues), "a fingerprint is given twice"
    severities = sorted(SEVERITIES[each["severity"]][1] for each in whole["findings"])
    assert sorted([each["severity"] for each in issues]) == sorted(severities + ["major"] * len(whole["unreadable"]))


def check_github(told, whole):
    lines = told.text["github"].splitlines()
    commands = [re.fullmatch(r"::(error|warning|notice) file=([^,:\r\n]*),line=\d+,(?:col=\d+,endColumn|endLine)=\d+,title=(\w+)::(.+)", line) for line in lines]
    shown = [match for match in commands if match]
    order = ["error", "warning", "notice"]
    assert [order.index(match[1]) for match in shown] == sorted(order.index(match[1]) for match in shown), "errors first"
    messages = {each["message"] for each in whole["findings"] + whole["unreadable"]}
    for match in shown:
        unescaped = urllib.parse.unquote(match[4])
        assert unescaped.splitlines()[0] in messages, unescaped
    counts = [whole["summary"][key] for key in ["errors", "warnings", "notes"]]
    assert [sum(match[1] == each for match in shown) for each in order] == [min(10, count) for count in counts]
    rest = [str(count - 10) for count in counts if count > 10]
    said = " ".join(line for line, match in zip(lines, commands) if not match)
    assert all(number in said for number in rest), f"what is not shown is counted: {said}"


def check_gcc(told, whole):
    lines = told.text["gcc"].splitlines()
    assert all(re.fullmatch(r".+?:\d+:\d+: (error|warning|note): .+ \[\w+\]", line) for line in lines)
    assert len(lines) == len(whole["findings"]) + len(whole["unreadable"])


def check_junit(told, whole):
    path = Path(told.folder, "junit.xml")
    path.write_bytes(told.bytes["junit"])
    cases = [case for suite in junitparser.JUnitXml.fromfile(str(path)) for case in suite]
    failed = [case for case in cases if any(isinstance(each, junitparser.Failure) for each in case.result)]
    broken = [case for case in cases if any(isinstance(each, junitparser.Error) for each in case.result)]
    skipped = [case for case in cases if any(isinstance(each, junitparser.Skipped) for each in case.result)]
    errors = [each for each in whole["findings"] if each["severity"] == "error"]
    assert (len(failed), len(broken), len(skipped)) == (len(errors), len(whole["unreadable"]), len(whole["not_evaluated"]))
    assert sorted(case.result[0].message for case in failed) == sorted(each["message"] for each in errors)
    for suite in junitparser.JUnitXml.fromfile(str(path)):
        assert suite.tests == len(list(suite)), "the counts of a suite are those of its cases"


def check_sarif(told, whole):
    sarif = json.loads(told.text["sarif"])["runs"][0]
    assert [each["ruleId"] for each in sarif["results"]] == [each["rule"] for each in whole["findings"]]
    notified = len(sarif["invocations"][0]["toolExecutionNotifications"])
    assert notified == len(whole["unreadable"]) + len(whole["not_evaluated"])
    names = {urllib.parse.unquote(each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) for each in sarif["results"]}
    assert names == {os.path.normpath(each["path"]) for each in whole["findings"]}
    for artifact in sarif["artifacts"]:
        name = urllib.parse.unquote(artifact["location"]["uri"])
        has_findings = any(os.path.normpath(each["path"]) == name for each in whole["findings"])
        if has_findings:
            assert ("contents" in artifact) == name.endswith((".docx", ".pdf")), name


def check_output_files():
    report = "fixtures/reports/songtao-2020.txt"
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "kept.json")
        kept.write_text("before")
        locked = Path(folder, "missing", "x.json")
        wrong = run(report, f"--output=json={locked}", cwd=ROOT)
        assert wrong.returncode == 2 and str(locked).encode() in wrong.stderr, wrong.stderr
        assert not wrong.stdout, "a run that cannot be told is not begun"
        unknown = run(report, f"--output=sarrif={kept}", cwd=ROOT)
        assert unknown.returncode == 2 and b"sarrif" in unknown.stderr, unknown.stderr
        assert kept.read_text() == "before"
        never = run(report, "--fail-on=never", f"--output=json={kept}", cwd=ROOT)
        assert never.returncode == 0 and json.loads(kept.read_text())["summary"]["errors"] == 7
        assert os.listdir(folder) == ["kept.json"]
        new = Path(folder, "new.json")
        old_mask = os.umask(0o022)
        run(report, f"--output=json={new}", cwd=ROOT)
        os.umask(old_mask)
        assert stat.S_IMODE(new.stat().st_mode) == 0o644, "readable by those who read other files"


def main():
    with tempfile.TemporaryDirectory() as hard:
        subprocess.run([str(ROOT / "tests/sarif/hard-inputs"), hard], check=True)
        for lang in ["zh", "en"]:
            for cwd, paths in [(ROOT, ["fixtures"]), (hard, ["."])]:
                told = Told(cwd, paths, lang)
                whole = check_json(told)
                assert whole["findings"] and whole["not_evaluated"]
                check_places(told, whole)
                for check in [check_gitlab, check_github, check_gcc, check_junit, check_sarif]:
                    check(told, whole)
                if lang == "zh":
                    check_same_on_standard_output(told)
                print(f"formats: {cwd} {paths[0]} {lang}: {len(whole['findings'])} findings, {len(whole['unreadable'])} unreadable, "
                      f"{len(whole['not_evaluated'])} not evaluated: the same in every format")
            if lang == "zh":
                assert whole["unreadable"], "the hard inputs hold files that cannot be read"
        check_output_files()
        print("formats: files are written whole, or not at all")


main()
