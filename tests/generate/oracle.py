"""What the tables of a report, as they are printed, must bring up: worked out from the catalogue alone."""

import re
from decimal import Decimal

from .marks import plain
from .model import COLUMN_IDS, GROUPS, OUTCOMES, Table, disclosure_blocks, result_ids, request_rows

PLACEHOLDERS = {"-", "—", "--", "——", "/", "无", "不涉及", "－", "/"}
FULL = str.maketrans("０１２３４５６７８９．，－", "0123456789.,-")


def read(text, signed=False):
    """(kind, number) of a cell: number, styled, blank, placeholder or words."""
    t = text.strip(" \t\u3000\u00a0")
    if not t:
        return "blank", Decimal(0)
    if t in PLACEHOLDERS:
        return "placeholder", Decimal(0)
    if re.fullmatch(r"[-+]?[0-9]{1,3}([,，][0-9]{3})+(\.[0-9]+)?|[-+]?[0-9]+(\.[0-9]+)?", t):
        return "number", Decimal(t.replace(",", "").replace("，", ""))
    note = re.fullmatch(r"([0-9]+)（[^）]*）", t)
    if note:
        return "number", Decimal(note.group(1))
    tight = re.sub(r"\s", "", t.translate(FULL))
    sign = 1
    if signed and tight[:1] in "增减":
        sign, tight = (-1 if tight[0] == "减" else 1), tight[1:]
    m = re.fullmatch(r"(-?[0-9][0-9,]*(?:\.[0-9]+)?)(件|条|项|份|元|万元)?", tight)
    if m:
        return "styled", sign * Decimal(m.group(1).replace(",", ""))
    return "words", None


class Identity:
    def __init__(self, rule, key, left, right):
        self.rule, self.key, self.left, self.right = rule, key, left, right


def table_findings(report):
    """[(rule, key, extra)] for the three tables."""
    out = []
    o = report.options
    gone_rows = set(o.get("ragged", ()))
    for name in ("disclosure", "requests", "legal"):
        out += cells(report, name)
    if printed(report, "requests"):
        out += requests(report, gone_rows)
    if printed(report, "legal"):
        out += legal(report)
    if printed(report, "disclosure"):
        out += disclosure(report)
    return out


def printed(report, name):
    """{(row, column): text} in printed order."""
    found = {}
    for row in (row for s in report.sections for b in s.body if isinstance(b, Table) for row in b.rows):
        for c in row:
            for m in re.finditer(f"\ue000c/{name}/([^/\ue001]+)/([^\ue001]+)\ue001", c.text):
                found[(m.group(1), m.group(2))] = plain(c.text)
    return found


def cells(report, name):
    out = []
    values = printed(report, name)
    ragged = set(report.options.get("ragged", ()))
    first = {}
    for (row, column), text in values.items():
        key = f"c/{name}/{row}/{column}"
        signed = column == "change"
        kind, number = read(text, signed)
        if kind in ("blank", "placeholder"):
            if row not in ragged:
                first.setdefault(kind, key)
        elif kind == "words":
            out.append(("GK212", key, {}))
        else:
            if kind == "styled":
                out.append(("GK213", key, {}))
            money = column == "amount"
            if (number < 0 and not signed) or (number != number.to_integral_value() and not money):
                out.append(("GK214", key, {}))
    if "blank" in first:
        out.append(("GK210", first["blank"], {}))
    if "placeholder" in first:
        out.append(("GK211", first["placeholder"], {}))
    return out


def holds(values, identity):
    total = {}
    for side, terms in (("left", identity.left), ("right", identity.right)):
        total[side] = sum((values[t] for t in terms), Decimal(0))
    return total["left"], total["right"]


def requests(report, ragged):
    printed_cells = printed(report, "requests")
    kinds = {k: read(v) for k, v in printed_cells.items()}
    values = {k: n for k, (_, n) in kinds.items() if n is not None and k[0] not in ragged}
    has_column = [c for c in COLUMN_IDS if any(k[1] == c for k in printed_cells)]
    results = result_ids(report.template)
    identities = []
    for c in has_column:
        identities.append(Identity("GK301", ("total", c), [("new", c), ("carry_in", c)], [("total", c), ("carry_out", c)]))
        identities.append(Identity("GK302", ("total", c), [("total", c)], [(r, c) for r in results]))
    if len(has_column) == 7:
        for r, _, _ in request_rows(report.template):
            identities.append(Identity("GK303", (r, "all"), [(r, "all")], [(r, c) for c in COLUMN_IDS[:-1]]))
    repeated = set(report.options.get("repeated_rows", ()))
    able = [i for i in identities if all(t in values and t[0] not in repeated for t in i.left + i.right)]
    out = []
    applicants = [k for k in printed_cells if k[1] != "all"]
    only_totals = bool(applicants) and all(kinds[k][0] in ("blank", "placeholder") for k in applicants) and any(
        kinds[k][0] == "number" for k in printed_cells if k[1] == "all")
    if only_totals:
        first = next(k for k in printed_cells if k[1] == "all")
        above = any((kinds[k][1] or 0) > 0 for k in printed_cells if k[1] == "all")
        out.append(("GK304", f"c/requests/{first[0]}/all", {"severity": "error" if above else "warning"}))
        able = [i for i in able if i.rule != "GK303"]
    broken = []
    for i in able:
        left, right = holds(values, i)
        if left != right:
            broken.append(i)
    culprit = only_culprit(values, able, broken)
    for i in broken:
        extra = {"severity": "error"}
        if culprit:
            extra["culprit"] = culprit
        out.append((i.rule, f"c/requests/{i.key[0]}/{i.key[1]}", extra))
    return out


def only_culprit(values, able, broken):
    """The one cell which, set to another value, makes every identity hold."""
    if not broken:
        return None
    candidates = set(broken[0].left + broken[0].right)
    for i in broken[1:]:
        candidates &= set(i.left + i.right)
    found = []
    for cell in sorted(candidates):
        left, right = holds(values, broken[0])
        repair = values[cell] + (right - left if cell in broken[0].left else left - right)
        if repair < 0:
            continue
        trial = values | {cell: repair}
        if all(a == b for a, b in (holds(trial, i) for i in able)):
            found.append((cell, repair))
    if len(found) != 1:
        return None
    (row, column), repair = found[0]
    return {"key": f"c/requests/{row}/{column}", "repair": format(repair.normalize(), "f")}


def legal(report):
    out = []
    found = printed(report, "legal")
    for (g, _), rule in zip(GROUPS, ("GK311", "GK312", "GK313")):
        cells_of = {k: read(found[(g, k)])[1] for k, _ in OUTCOMES if (g, k) in found}
        if len(cells_of) < 5 or any(v is None for v in cells_of.values()):
            continue
        if cells_of["all"] != sum(cells_of[k] for k, _ in OUTCOMES[:-1]):
            out.append((rule, f"c/legal/{g}/all", {"severity": "error"}))
    return out


def disclosure(report):
    out = []
    found = printed(report, "disclosure")

    def get(row, column):
        text = found.get((row, column))
        return (None, None) if text is None else read(text)

    for row in ("rule", "normative"):
        key = f"c/disclosure/{row}/"
        if report.options.get("disclosure_template", report.template) == 2021:
            (_, made), (_, repealed), (kind, valid) = get(row, "made"), get(row, "repealed"), get(row, "valid")
            if None not in (made, repealed, valid):
                if (kind == "blank" and made > 0) or valid < made - repealed:
                    out.append(("GK321", key + "valid", {}))
        else:
            (_, made), (_, opened), (_, public) = get(row, "made"), get(row, "opened"), get(row, "public")
            if None not in (made, opened, public):
                if public < opened or (made > 0 and opened == 0 and public == 0):
                    out.append(("GK322", key + "public", {}))
    # "临港区统计局" may be a bureau of a zone, which is not classified.
    zone = "港区" in report.issuer.name and report.issuer.kind == "district_bureau"
    if not zone and not report.issuer.may_make_rules and report.issuer.kind != "province_bureau":
        columns = [c for (r, c) in found if r == "rule"]
        nonzero = [c for c in columns if (get("rule", c)[1] or 0) != 0]
        if nonzero:
            out.append(("GK323", f"c/disclosure/rule/{nonzero[0]}",
                        {"more": [f"c/disclosure/rule/{c}" for c in nonzero[1:]]}))
    return out
