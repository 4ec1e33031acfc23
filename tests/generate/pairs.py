"""Two reports of one issuer on consecutive years, and what must be found between them."""

import difflib
import random

from . import model, report as reports
from .marks import plain
from .model import Table

DEFECTS = ["pair_clean", "pair_carry", "pair_valid", "pair_copied"]


def continued(rng, earlier, seed):
    """A draft for the year after `earlier`, whose numbers continue it."""
    year = earlier.year + 1
    later = reports.draft(seed, year=year, issuer=earlier.issuer, thousands=False)
    carried = {c: earlier.n("carry_out", c) for c in model.COLUMN_IDS}
    scale = rng.choice(["tiny", "small", "mid"])
    for r in (earlier, later):  # plain numbers, so that they can be continued
        for cells in r.disclosure.values():
            for c, text in cells.items():
                cells[c] = text.split("（")[0]
    later.requests = model.strings(model.random_requests(rng, later.template, scale, carried))
    if earlier.template == 2021:
        for row in ("rule", "normative"):
            before = int(earlier.disclosure[row]["valid"])
            made = int(later.disclosure[row]["made"])
            repealed = min(int(later.disclosure[row]["repealed"]), before + made)
            later.disclosure[row] = model.strings({0: {"made": made, "repealed": repealed, "valid": before + made - repealed}})[0]
    elif later.template == 2019:
        for row, cells in later.disclosure.items():
            if "before" in cells:
                before = int(earlier.disclosure[row]["before"]) + int(earlier.disclosure[row]["change"])
                cells["before"] = str(before)
                if before + int(cells["change"]) < 0:
                    cells["change"] = "0"
    return later


def words_of(r, number):
    return "".join(plain(b) for b in r.section(number).body if not isinstance(b, Table))


def alike(a, b, number):
    return difflib.SequenceMatcher(None, words_of(a, number), words_of(b, number), autojunk=False).ratio()


def make(seed, name):
    """(earlier, later) with the defect of that name, or None."""
    rng = random.Random(f"{seed}/pair")
    year = rng.choice([2019, 2021, 2022, 2023, 2024])
    if name == "pair_valid" and year == 2019:
        return None
    if year == 2019 and rng.random() < 0.5:
        year = 2020
    if name == "pair_valid" and year == 2020:
        return None
    earlier = reports.draft(f"{seed}/a", year=year, scale=rng.choice(["tiny", "small", "mid"]), thousands=False)
    later = continued(rng, earlier, f"{seed}/b")
    if name == "pair_carry":
        columns = rng.sample(model.COLUMN_IDS[:-1], rng.randint(1, 2))
        for c in columns:  # one more came in than went out; the year's own table stays in balance
            for k in (c, "all"):
                later.requests["carry_in"][k] = str(int(later.requests["carry_in"][k]) + 1)
                later.requests["total"][k] = str(int(later.requests["total"][k]) + 1)
                later.requests["r1"][k] = str(int(later.requests["r1"][k]) + 1)
    elif name == "pair_valid":
        row = later.disclosure["normative"]
        row["valid"] = str(int(row["valid"]) + rng.randint(1, 5))
    reports.finish(earlier)
    reports.finish(later)
    if name == "pair_copied":
        number = rng.choice([1, 5])
        if number == 5:
            steps = [x for x in earlier.section(5).body]
            if any(c.isdigit() for c in words_of(earlier, 5)) or len(words_of(earlier, 5)) < 130:
                return None
            later.section(5).body = [plain(b) for b in steps]
        else:
            if later.options.get("copied"):
                return None
            later.allow("GK401")  # last year's number of requests, in words that are not looked for above
            return None if not copied_overview(rng, earlier, later) else (earlier, later)
        later.expect("GK503", "heading/5")
    for number in (1, 5):
        if alike(earlier, later, number) > 0.75 and not any(e["key"] == f"heading/{number}" for e in later.expected):
            return None
    if name == "pair_carry":
        for c in columns + ["all"]:
            later.expect("GK501", f"c/requests/carry_in/{c}")
    if name == "pair_valid":
        later.expect("GK502", "c/disclosure/normative/valid")
    return earlier, later


def copied_overview(rng, earlier, later):
    """Last year's 总体情况 with nothing but the year and the counts of requests changed."""
    body = [plain(b) for b in earlier.section(1).body]
    text = "".join(body)
    if any(k in text for k in ("申请0", "件", "份申请", "结转", "决算", "年底", "“十四五”", "较", "比", "自2", "以来", "宗", "复议")) or len(text) < 200:
        return False
    swapped = [b.replace(str(earlier.year), str(later.year)) for b in body]
    if any(str(y) in "".join(swapped) for y in range(2010, 2030) if y != later.year):
        return False
    later.section(1).body = swapped
    later.expect("GK503", "heading/1")
    return alike(earlier, later, 5) <= 0.75
