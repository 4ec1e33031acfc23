"""python3 -m generate --count N --seed S --out DIR [--layout L,…] [--clean] [--defect NAME,…]

Writes reports and DIR/manifest.jsonl: what must be found in each, where, and what else may be.
"""

import argparse
import json
import os
import random
import sys

from . import docx, layouts, losses, oracle, pairs, report as reports  # losses adds to DEFECTS
from .defects import DEFECTS
from .marks import settle

NOT_NUMERIC = {"blank_grand_total", "blank_total_cell", "word_in_cell", "number_style", "row_gone", "applicant_column_gone", "blank_zeros"}
SHAPES = {"requests", "disclosure", "legal", "tables", "sections", "labels"}  # what works on the cells of tables as they are drawn
ENCODINGS = [("utf-8", 12), ("utf-8-sig", 2), ("gb18030", 2), ("utf-16", 1)]


def make(seed, layout, planted=(), **options):
    """A finished report with the defects of these names in it, or None when they do not fit it."""
    rng = random.Random(f"{seed}/plant")
    words_options = dict(options.pop("words", {}))
    r = reports.draft(seed, **options)
    r.options.update(words_options)
    r.options["layout"] = layout
    for d in planted:
        if d.template and d.template != r.template:
            return None
        if d.stage == "numbers":
            if d.run(r, rng) is False:
                return None
            if d.area == "requests":
                r.options |= {"claims_outcomes": False, "claims_by_applicant": False}
                if d.name in NOT_NUMERIC:
                    r.options["requests_prose"] = False
            if d.area in ("legal", "template"):
                r.options["legal_prose"] = False
    reports.finish(r)
    r.options["regrid"] = not any(d.stage == "words" and d.area in SHAPES for d in planted)
    reports.typography(r, rng)
    for d in planted:
        if d.stage == "words" and d.run(r, rng) is False:
            return None
    consult(r)
    return r


def consult(r):
    """Adds what the tables bring up by themselves."""
    if not r.options.get("no_oracle"):
        for rule, key, extra in oracle.table_findings(r):
            r.expected.append({"rule": rule, "key": key, **extra})


def manifest_entry(r, places, text, **more):
    first = next((i for i, line in enumerate(text.split("\n"), 1) if line.strip()), 1)

    def line_of(key):
        if key == "@first":
            return first if text else None
        return places[key][0] if key in places else None

    expected = []
    for e in r.expected:
        line = line_of(e["key"])
        if line is None and e["key"] == "title" and text:
            line = first
        lines = {places[e["key"]][1]} if e["key"] in places else set()
        lines |= {line_of(k) for k in list(e.get("also", [])) + list(e.get("more", []))} - {None}
        if "title.again" in places and e["key"] in ("title", "title.year", "unfinished"):
            lines.add(line_of("title.again"))
        if e["key"] == "@first" and more.get("layout") == "html":
            line = None
        entry = {"rule": e["rule"], "line": line, "place": e["key"]}
        if lines - {line}:
            entry["lines"] = sorted(lines - {line})
        for k in ("severity", "or_rule"):
            if k in e:
                entry[k] = e[k]
        if "culprit" in e:
            entry["culprit"] = {"line": line_of(e["culprit"]["key"]), "place": e["culprit"]["key"], "repair": e["culprit"]["repair"]}
        if e["rule"] in ("GK323",):
            entry["repeat"] = True
        expected.append(entry)
    return {**more, "year": r.year, "expected": expected,
            "allowed": [{"rule": a["rule"], **({"line": line_of(a["key"])} if a["key"] else {})} for a in r.allowed]}


def write(r, layout, rng, directory, name, encoding=None, crlf=None, style=None, **more):
    style = dict(style or {})
    if layout == "docx":  # lines are those of a transcript, which is not ours to know
        path = os.path.join(directory, f"{name}.docx")
        docx.write(r, path, rng)
        return manifest_entry(r, {}, "", path=os.path.basename(path), layout=layout, format="docx", encoding="", **more)
    if encoding is None:
        encoding = rng.choices([e for e, _ in ENCODINGS], [w for _, w in ENCODINGS])[0]
    if layout == "html" and encoding == "utf-16":
        encoding = "utf-8"
    style["charset"] = "gb2312" if encoding == "gb18030" else "utf-8"
    text, places = settle(layouts.render(r, layout, style, rng))
    extension = {"html": "html", "md": "md", "H": "md" if rng.random() < 0.7 else "txt"}.get(layout, "txt")
    path = os.path.join(directory, f"{name}.{extension}")
    ends = "\r\n" if (rng.random() < 0.15 if crlf is None else crlf) else "\n"
    with open(path, "wb") as f:
        f.write(text.replace("\n", ends).encode(encoding))
    entry = manifest_entry(r, places, text, path=os.path.basename(path), layout=layout, format=extension, encoding=encoding, **more)
    return entry


def choose(rng, layout, names):
    fitting = [d for d in DEFECTS if d.fits(layout) and (not names or d.name in names)]
    if not fitting:
        return []
    first = rng.choices(fitting, [d.weight for d in fitting])[0]
    picked = [first]
    if not names and rng.random() < 0.2:
        second = rng.choices(fitting, [d.weight for d in fitting])[0]
        apart = {first.area, second.area}
        if len(apart) == 2 and not apart & {"template", "title", "sections", "overview", "tables", "years"} and apart != {"requests", "prose"} \
                and apart != {"requests", "labels"} and apart != {"requests", "lists"} and apart != {"legal", "prose"} and apart != {"legal", "labels"} \
                and apart != {"disclosure", "labels"} and apart != {"requests", "fee"} and apart != {"fee", "prose"} and apart != {"fee", "lists"} \
                and apart != {"prose", "lists"}:
            picked.append(second)
    return picked


def write_pair(seed, number, rng, wanted, kind, directory, manifest, issuers):
    for attempt in range(300):
        pair = pairs.make(f"{seed}/{attempt}", kind)
        if pair and pair[0].issuer.name not in issuers:
            break
    else:
        return
    issuers.add(pair[0].issuer.name)
    for r in pair:
        layout = rng.choice(wanted)
        r.options["layout"] = layout
        reports.typography(r, rng)
        consult(r)
        entry = write(r, layout, rng, directory, f"{number:05d}-{layout}-{kind}-{r.year}", defects=[kind])
        manifest.write(json.dumps(entry, ensure_ascii=False) + "\n")


def main():
    parser = argparse.ArgumentParser(prog="generate", description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    parser.add_argument("--layout", help="layouts, by comma; default: all")
    parser.add_argument("--clean", action="store_true", help="only reports in which nothing is wrong")
    parser.add_argument("--clean-share", type=float, default=0.25)
    parser.add_argument("--defect", help="names of defects to plant, by comma")
    parser.add_argument("--pairs", type=float, default=0.06, help="share of pairs of years of one issuer")
    parser.add_argument("--list", action="store_true", help="the names of all defects")
    options = parser.parse_args()
    if options.list:
        print("\n".join([d.name for d in DEFECTS] + pairs.DEFECTS))
        return 0
    os.makedirs(options.out, exist_ok=True)
    wanted = options.layout.split(",") if options.layout else layouts.ALL
    names = options.defect.split(",") if options.defect else []
    paired = [n for n in names if n in pairs.DEFECTS]
    names = [n for n in names if n not in pairs.DEFECTS]
    unknown = [n for n in names if n not in {d.name for d in DEFECTS}] + [x for x in wanted if x not in layouts.ALL]
    if unknown:
        sys.exit(f"generate: unknown: {', '.join(unknown)}")
    with open(os.path.join(options.out, "manifest.jsonl"), "w", encoding="utf-8") as manifest:
        issuers = set()  # one issuer's reports find each other, so each is used once
        for i in range(options.count):
            rng = random.Random(f"{options.seed}/{i}")
            layout = wanted[i % len(wanted)]
            if (paired and not names) or rng.random() < (0 if names else options.pairs):
                write_pair(f"{options.seed}/{i}", i, rng, wanted, "pair_clean" if options.clean else rng.choice(paired or pairs.DEFECTS),
                           options.out, manifest, issuers)
                continue
            r, attempt, planted = None, 0, []
            while r is None or r.issuer.name in issuers:
                attempt += 1
                if attempt > 400:
                    break
                clean = options.clean or (not names and rng.random() < options.clean_share)
                planted = [] if clean else choose(rng, layout, names)
                if not clean and not planted:
                    break
                r = make(f"{options.seed}/{i}/{attempt}", layout, planted)
            if r is None or r.issuer.name in issuers:
                continue
            issuers.add(r.issuer.name)
            name = f"{i:05d}-{layout}-" + ("-".join(d.name for d in planted) or "clean")
            entry = write(r, layout, rng, options.out, name, defects=[d.name for d in planted])
            manifest.write(json.dumps(entry, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
