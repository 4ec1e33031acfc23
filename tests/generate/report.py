"""Puts a report together: numbers first, then the words that speak of them, then the tables."""

import random

from . import model
from .marks import mark, plain, replace
from .model import BUILDERS, HEADINGS, Report, Section, Table
from .wording import Words


def draft(seed, year=None, kind=None, scale=None, issuer=None, **options):
    """Numbers and issuer; words and tables come with `finish`."""
    rng = random.Random(seed)
    year = year or rng.choices([2019, 2020, 2021, 2022, 2023, 2024, 2025], [2, 3, 3, 3, 4, 4, 2])[0]
    template = 2019 if year <= 2020 else 2021
    issuer = issuer or model.random_issuer(rng, kind)
    small = issuer.kind in ("town", "street", "office", "county_bureau", "district_bureau")
    scale = scale or rng.choices(["none", "tiny", "small", "mid", "big"], [25, 30, 35, 10, 0] if small else [5, 15, 35, 35, 10])[0]
    requests = model.random_requests(rng, template, scale)
    legal = model.random_legal(rng, scale if rng.random() < 0.6 else "none")
    disclosure = model.random_disclosure(rng, template, issuer)
    thousands = rng.random() < 0.15
    options.setdefault("thousands", thousands)
    if template == 2019 and rng.random() < 0.3:
        options.setdefault("amount_unit", rng.choice(["（单位：万元）", "（单位:万元）", "（万元）"]))
        options.setdefault("extra_width", int(rng.random() < 0.3))
    if template == 2021 and rng.random() < 0.04:
        options.setdefault("valid_note", rng.choice(["（历史累计）", "(历史累计)"]))
    for row in disclosure.values():  # as real reports annotate: 22（其中修订16件）
        for c in ("made", "valid"):
            if row.get(c, 0) > 2 and rng.random() < 0.02:
                row[c] = f"{row[c]}（{rng.choice(['其中修订', '含自然失效'])}{rng.randint(1, row[c] - 1)}件）"
    if template == 2019 and rng.random() < 0.15:
        for row in disclosure.values():
            if row.get("change", 0) > 0:
                row["change"] = f"+{row['change']}"
    return Report(rng, issuer, year, template, model.strings(disclosure, thousands), model.strings(requests), model.strings(legal),
                  options=options)


def finish(report):
    """Writes the words for the numbers as they are now, and draws the tables."""
    o = report.options
    words = Words(report)
    report.words = words
    report.title = o.get("title") or words.title()
    report.preface = words.preface() if o.get("preface", report.rng.random() < 0.75) else []
    fee_refused = "r6.2" in report.requests and report.n("r6.2") > 0
    bodies = {1: words.overview(o.get("skip_aspects", ())), 2: [build(report, "disclosure")], 3: [build(report, "requests")],
              4: [build(report, "legal")], 5: words.problems(), 6: words.matters(fee_refused)}
    if report.rng.random() < 0.08 and o.get("legal_prose", True):
        bodies[4].insert(report.rng.choice([0, 1]), words.legal_sentences())
    if report.rng.random() < 0.06 and o.get("requests_prose", True):
        bodies[3].insert(0, words.requests_sentences())
    report.sections = []
    for number in range(1, 7):
        key = f"heading/{number}"
        report.sections.append(Section(number, mark(key, HEADINGS[number]), bodies[number], key))
    report.ending = words.ending() if o.get("ending", True) else []
    return report


def build(report, name):
    table = BUILDERS[name](report)
    if report.options.get("thousands") and name != "disclosure":
        for row in table.rows:
            for c in row:
                if c.kind == "value" and plain(c.text).isdigit() and int(plain(c.text)) >= 1000:
                    c.text = c.text.replace(plain(c.text), f"{int(plain(c.text)):,}")
    return table


def rebuild(report, name):
    """Draws a table again after its numbers or shape were changed."""
    for s in report.sections:
        for i, b in enumerate(s.body):
            if isinstance(b, Table) and b.name == name:
                s.body[i] = build(report, name)


def retext(report, key, new):
    """Replaces what is marked as `key`, wherever it stands. True if it was found."""
    found = False

    def change(text):
        nonlocal found
        if f"\ue000{key}\ue001" not in text:
            return text
        found = True
        return replace(text, key, new)

    report.title = [change(t) for t in report.title]
    report.preface = [change(t) for t in report.preface]
    report.ending = [change(t) for t in report.ending]
    for s in report.sections:
        s.heading = change(s.heading)
        for i, b in enumerate(s.body):
            if isinstance(b, Table):
                for row in b.rows:
                    for c in row:
                        c.text = change(c.text)
            else:
                s.body[i] = change(b)
    return found


def text_under(report, key):
    from .marks import inner
    texts = report.title + report.preface + report.ending
    for s in report.sections:
        texts.append(s.heading)
        for b in s.body:
            texts += [c.text for row in b.rows for c in row] if isinstance(b, Table) else [b]
    for t in texts:
        found = inner(t, key)
        if found is not None:
            return found
    return None


def marked_keys(report):
    """All keys in the report, in order."""
    from .marks import keys
    out = []
    for t in report.title + report.preface:
        out += keys(t)
    for s in report.sections:
        out += keys(s.heading)
        for b in s.body:
            for t in [c.text for row in b.rows for c in row] if isinstance(b, Table) else [b]:
                out += keys(t)
    for t in report.ending:
        out += keys(t)
    return out


def typography(report, rng, label_rate=0.0):
    """Harmless differences real reports have in labels: brackets, blanks, the dot after a number, quotes."""
    style = {
        "half_brackets": rng.random() < 0.3, "blank_after": rng.random() < 0.2, "dot": rng.choice([".", ".", ".", "．", "、", ". "]),
        "quotes": rng.random() < 0.2, "header_blank": rng.random() < 0.15,
        "wide_blank": rng.random() < 0.04 and report.options.get("layout") in ("A", "C", "D", "html", "md", "docx"),
    }
    for s in report.sections:
        for b in s.body:
            if not isinstance(b, Table):
                continue
            for row in b.rows:
                for c in row:
                    if c.kind == "value":
                        if style["wide_blank"] and plain(c.text).isdigit() and rng.random() < 0.2:
                            c.text = "　" + c.text
                        continue
                    t = c.text
                    if style["half_brackets"]:
                        t = t.replace("（", "(").replace("）", ")")
                    if style["quotes"]:
                        t = t.replace("“", '"').replace("”", '"')
                    if c.kind in ("label", "group"):
                        for d in "12345678":
                            t = t.replace(f"\ue001{d}.", f"\ue001{d}{style['dot']}")
                        if style["blank_after"]:
                            t = t.replace("）", "） ", 1) if "）" in t[:14] and t.count("（") == 1 else t
                    if c.kind == "header" and style["header_blank"]:
                        for four in ("结果维持", "结果纠正", "其他结果", "尚未审结", "商业企业", "科研机构"):
                            t = t.replace(four, four[:2] + " " + four[2:])
                    c.text = t
    return style
