"""Puts a report together: numbers first, then the words that speak of them, then the tables."""

import random

from . import model
from .marks import mark, plain, replace
from .model import BUILDERS, HEADINGS, Cell, Report, Section, Table
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
    for number in (2, 3, 4):
        surround(report, bodies[number], number)
    report.sections = []
    for number in range(1, 7):
        key = f"heading/{number}"
        report.sections.append(Section(number, mark(key, HEADINGS[number]), bodies[number], key))
    report.ending = words.ending() if o.get("ending", True) else []
    return report


CAPTIONS = {
    2: ["单位：件", "（单位：件、万元）", "表2　主动公开政府信息情况", "表二：主动公开政府信息情况统计表", "单位：件、条、万元", "计量单位：件"],
    3: ["单位：件", "（单位：件）", "单位：件（条）", "表3 收到和处理政府信息公开申请情况", "表三　收到和处理政府信息公开申请情况统计表", "计量单位：件"],
    4: ["单位：件", "（单位：件）", "表4　政府信息公开行政复议、行政诉讼情况", "表四：行政复议、行政诉讼情况统计表", "计量单位：件"],
}
NOTES = ["注：以上数据由各科室报送汇总。", "注：表中数据与全国政府信息公开工作系统填报数据一致。", "说明：本表由办公室填写。", "备注：无",
         "（注：以上数据均为全年累计数）", "注：“其他”指上述类别以外的申请人。", "以上为本年度汇总数据。"]


def surround(report, body, number):
    """A caption above a table, a remark below it: what sites have around the forms."""
    rng, o = report.rng, report.options
    if not o.get("surround", True):
        return
    if rng.random() < 0.12:
        at = next(i for i, b in enumerate(body) if isinstance(b, Table))
        body.insert(at, rng.choice(CAPTIONS[number]))
    if rng.random() < 0.1:
        at = next(i for i, b in enumerate(body) if isinstance(b, Table))
        body.insert(at + 1, rng.choice(NOTES))


def unmerge(table, repeat):
    """Every place its own cell, as some editors save merged ones: blank, or with the words once more."""
    rows = []
    for line in table.expand():
        row = []
        for cell, first_row, first_column in line:
            again = repeat and cell.kind != "value"
            row.append(Cell(cell.text if first_row and first_column else plain(cell.text) if again else "", kind=cell.kind))
        rows.append(row)
    return Table(table.name, rows, table.width)


def build(report, name):
    table = BUILDERS[name](report)
    comma = report.options.setdefault("comma", report.rng.choice([",", ",", ",", "，"]))
    if report.options.get("thousands") and name != "disclosure":
        for row in table.rows:
            for c in row:
                if c.kind == "value" and plain(c.text).isdigit() and int(plain(c.text)) >= 1000:
                    c.text = c.text.replace(plain(c.text), f"{int(plain(c.text)):,}".replace(",", comma))
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
    grid = report.options.get("regrid", True) and report.options.get("layout") in ("html", "docx", "C", "md")
    if grid and rng.random() < 0.08:
        repeat = rng.random() < 0.5
        for s in report.sections:
            s.body = [unmerge(b, repeat) if isinstance(b, Table) else b for b in s.body]
    blank_rows = rng.randint(1, 2) if grid and rng.random() < 0.06 else 0
    for s in report.sections:
        for b in s.body:
            if not isinstance(b, Table):
                continue
            if blank_rows:
                b.rows += [[Cell("", kind="blank") for _ in range(b.width)] for _ in range(blank_rows)]
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
