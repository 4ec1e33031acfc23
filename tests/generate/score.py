"""python3 -m generate.score GOUJI DIR: runs the linter over DIR and compares with DIR/manifest.jsonl.

A finding is right when its rule is expected in that file on that line. What is left over is a false alarm unless the manifest
allows it, what is expected and not there is a miss, and a right rule on another line is a wrong line. Exit 1 when a bar is
broken, 2 when the linter could not be run.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict

GCC = re.compile(r"^(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning|note): (?P<message>.*) \[(?P<rule>\w+)\]$")


def findings_of(arguments):
    command = [arguments.gouji, "check", arguments.directory, "--fail-on", "never", "--format", arguments.format, *arguments.option]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace")
    if run.returncode not in (0, 1, 3):
        sys.stderr.write(run.stderr[-2000:])
        sys.exit(2)
    out = defaultdict(list)
    for line in run.stdout.splitlines():
        if arguments.format == "jsonl":
            try:
                f = json.loads(line)
            except ValueError:
                continue
            if "rule" in f and "line" in f:
                out[os.path.basename(f["path"])].append(f)
        else:
            m = GCC.match(line)
            if m:
                f = m.groupdict()
                f["line"] = int(f["line"])
                out[os.path.basename(f["path"])].append(f)
    return out


def subject(f):
    s = f.get("subject") or {}
    return "/".join(str(v) for v in s.values() if v) if isinstance(s, dict) else str(s)


def compare(entry, found):
    """Misses, wrong lines, false alarms and wrong details of one report."""
    left = list(found)
    misses, wrong_lines, details, hits = [], [], [], 0
    pending = []
    for e in entry["expected"]:
        rules = {e["rule"], e.get("or_rule", e["rule"])}
        lines = {e["line"], *e.get("lines", [])}
        match = next((f for f in left if f["rule"] in rules and (e["line"] is None or f["line"] in lines)), None)
        if match is None:
            pending.append((e, rules))
            continue
        hits += 1
        left.remove(match)
        if e.get("repeat"):
            left = [f for f in left if not (f["rule"] in rules and (e["line"] is None or f["line"] in lines))]
        if "severity" in e and match["severity"] != e["severity"]:
            details.append((e["rule"], f"severity {match['severity']}, not {e['severity']}", match))
        if "culprit" in match or "culprit" in e:
            said, want = match.get("culprit"), e.get("culprit")
            if bool(said) != bool(want) and e["rule"].startswith("GK30"):
                details.append((e["rule"], f"culprit {said}, not {want}", match))
            elif said and want and ((want["line"] and said.get("line") != want["line"]) or str(said.get("repair")) != want["repair"]):
                details.append((e["rule"], f"culprit {said}, not {want}", match))
    for e, rules in pending:
        match = next((f for f in left if f["rule"] in rules), None)
        if match is None:
            misses.append(e)
        else:
            left.remove(match)
            wrong_lines.append((e, match))
    alarms = []
    for f in left:
        if any(a["rule"] == f["rule"] and a.get("line") in (None, f["line"]) for a in entry["allowed"]):
            continue
        alarms.append(f)
    return hits, misses, wrong_lines, alarms, details


def main():
    parser = argparse.ArgumentParser(prog="generate.score", description=__doc__)
    parser.add_argument("gouji")
    parser.add_argument("directory")
    parser.add_argument("--format", choices=["jsonl", "gcc"], default="jsonl")
    parser.add_argument("--option", action="append", default=[], help="one more argument for the linter, as in --option=--rules=DIR")
    parser.add_argument("--show", type=int, default=5, help="examples of each kind")
    parser.add_argument("--rule", help="only findings and expectations of rules with this prefix")
    parser.add_argument("--max-misses", type=float, default=0.02, help="share of what is expected")
    parser.add_argument("--max-alarms", type=float, default=0.01, help="false alarms per report")
    parser.add_argument("--max-wrong-lines", type=float, default=0.01, help="share of what is expected")
    arguments = parser.parse_args()
    with open(os.path.join(arguments.directory, "manifest.jsonl"), encoding="utf-8") as f:
        manifest = [json.loads(line) for line in f]
    found = findings_of(arguments)
    names = ["expected", "right", "missed", "line", "alarm", "detail"]
    by_rule, by_layout = defaultdict(Counter), defaultdict(Counter)
    examples = defaultdict(list)
    false_errors = 0
    for entry in manifest:
        mine = found.get(entry["path"], [])
        if arguments.rule:
            mine = [f for f in mine if f["rule"].startswith(arguments.rule)]
            entry["expected"] = [e for e in entry["expected"] if e["rule"].startswith(arguments.rule)]
        hits, misses, wrong_lines, alarms, details = compare(entry, mine)
        layout = entry["layout"]
        by_layout[layout]["reports"] += 1
        by_layout[layout]["expected"] += len(entry["expected"])
        by_layout[layout]["right"] += hits
        for e in entry["expected"]:
            by_rule[e["rule"]]["expected"] += 1
        for e in misses:
            by_rule[e["rule"]]["missed"] += 1
            by_layout[layout]["missed"] += 1
            examples["missed"].append(f"{entry['path']}:{e['line']}: {e['rule']} at {e['place']}")
        for e, f in wrong_lines:
            by_rule[e["rule"]]["line"] += 1
            by_layout[layout]["line"] += 1
            examples["line"].append(f"{entry['path']}:{f['line']}: {e['rule']} should stand at {e['line']} ({e['place']})")
        for f in alarms:
            by_rule[f["rule"]]["alarm"] += 1
            by_layout[layout]["alarm"] += 1
            false_errors += f["severity"] == "error"
            examples["alarm"].append(f"{entry['path']}:{f['line']}: {f['severity']}: {f.get('message', '')} [{f['rule']}] {subject(f)}")
        for rule, what, f in details:
            by_rule[rule]["detail"] += 1
            by_layout[layout]["detail"] += 1
            examples["detail"].append(f"{entry['path']}:{f['line']}: {rule}: {what}")
    for rule, count in by_rule.items():
        count["right"] = count["expected"] - count["missed"] - count["line"]
    total = Counter()
    for count in by_layout.values():
        total.update(count)
    print(f"{'':8}" + "".join(f"{n:>9}" for n in names))
    for rule in sorted(by_rule):
        print(f"{rule:8}" + "".join(f"{by_rule[rule][n] or '.':>9}" for n in names))
    print()
    for layout in sorted(by_layout):
        print(f"{layout:8}" + "".join(f"{by_layout[layout][n] or '.':>9}" for n in names) + f"   of {by_layout[layout]['reports']} reports")
    for kind, title in (("alarm", "false alarms"), ("missed", "misses"), ("line", "wrong lines"), ("detail", "wrong details")):
        if examples[kind]:
            print(f"\n{title}: {len(examples[kind])}")
            grouped = defaultdict(list)
            for x in examples[kind]:
                grouped[re.search(r"GK\d+|GJ\d+|$", x).group()].append(x)
            for rule in sorted(grouped):
                for x in grouped[rule][: arguments.show]:
                    print("  " + x)
    reports, expected = len(manifest), max(1, total["expected"])
    broken = []
    if false_errors:
        broken.append(f"{false_errors} false alarms are errors")
    for name, bar, base in (("alarm", arguments.max_alarms, max(1, reports)), ("missed", arguments.max_misses, expected),
                            ("line", arguments.max_wrong_lines, expected)):
        if total[name] / base > bar:
            broken.append(f"{name}: {total[name]} of {base}, bar {bar:.1%}")
    print(f"\n{reports} reports, {total['expected']} expected, {total['right']} right, {total['missed']} missed, {total['line']} on a wrong "
          f"line, {total['alarm']} false alarms")
    for b in broken:
        print("bar broken: " + b)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
