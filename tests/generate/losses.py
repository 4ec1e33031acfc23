"""Parts of a report that got lost on the way: a heading, a line of a header, a block, a column, the border between two tables.

What is lost must be said once, and what follows from it not at all.
"""

from . import model
from .defects import BLANKLESS, defect
from .marks import mark, plain
from .model import Cell, Table


def rows_with(table, *keys):
    """Indexes of the rows in which a cell marked with one of the keys begins."""
    return [i for i, row in enumerate(table.rows) if any(f"\ue000{k}\ue001" in c.text for c in row for k in keys)]


def drop(table, indexes):
    """Takes rows out. What was merged over them is one row shorter, and passes to the next row when it began in one."""
    for i in sorted(indexes, reverse=True):
        for above, row in enumerate(table.rows[:i]):
            for c in row:
                if above + c.rowspan > i:
                    c.rowspan -= 1
        held = [c for c in table.rows[i] if c.rowspan > 1 and c.kind == "group"]
        for c in held:
            c.rowspan -= 1
        if i + 1 < len(table.rows):
            table.rows[i + 1][:0] = held
        del table.rows[i]


def heads(block, columns):
    return [f"h/{block}"] + [f"h/{block}/{c}" for c, _ in columns]


@defect("words", "sections", weight=2)
def heading_lost(r, rng):
    """The heading is lost and what stood under it is still there."""
    number = rng.randint(1, 6)
    s = r.section(number)
    if number == 1:
        if not r.title:
            return False
        r.preface += s.body
    else:
        r.section(number - 1).body += s.body
    r.sections.remove(s)
    r.expect("GK101", f"heading/{number - 1}" if number > 1 else "title")
    r.allow("GK405")
    r.allow("GK110")
    r.allow("GK408")


def join(first, second, between=()):
    """Two tables as one: the rows of the second below those of the first."""
    width = max(first.width, second.width)
    lines = [[Cell(text, colspan=width, kind="block")] for text in between]
    return Table(first.name, first.rows + lines + second.rows, width)


@defect("words", "sections", weight=2, layouts=("html", "docx", "C", "md", "D", "A", "B", "B2", "B3", "B4"))
def tables_joined(r, rng):
    """Two forms in one table, and the heading between them lost."""
    number = rng.choice([3, 4])
    names = {2: "disclosure", 3: "requests", 4: "legal"}
    before, s = r.section(number - 1), r.section(number)
    if any(not isinstance(b, Table) for b in before.body + s.body):
        return False
    r.options["displaced"] = False
    before.body = [join(before.body[0], s.body[0])]
    r.sections.remove(s)
    r.options["joined"] = (names[number - 1], names[number])
    r.expect("GK101", f"heading/{number - 1}")
    r.allow("GK405")


@defect("words", "sections", layouts=("html", "docx", "C", "md", "D", "A", "B", "B2", "B3", "B4"))
def headings_in_table(r, rng):
    """All of sections two to four as one table, the headings in rows of their own: nothing is wrong."""
    s2, s3, s4 = (r.section(n) for n in (2, 3, 4))
    if any(not isinstance(b, Table) for s in (s2, s3, s4) for b in s.body):
        return False
    r.options["displaced"] = False
    s2.body = [join(join(s2.body[0], s3.body[0], [s3.heading]), s4.body[0], [s4.heading])]
    r.sections = [s for s in r.sections if s.number not in (3, 4)]


@defect("words", "disclosure")
def block_title_lost(r, rng):
    table = r.table("disclosure")
    block = rng.choice(model.disclosure_blocks(r.template))[0]
    drop(table, rows_with(table, f"block/{block}"))
    first = model.disclosure_blocks(r.template)[0]
    # Where a layout makes a heading of the header line, the table's first line is the next.
    r.expect("GK202", "block/b1" if block != "b1" else "h/b1", also=heads("b1", first[2]) + [f"l/disclosure/{first[3][0][0]}"])


@defect("words", "disclosure", weight=2)
def block_head_lost(r, rng):
    """Title and header of a block, not its rows."""
    table = r.table("disclosure")
    blocks = model.disclosure_blocks(r.template)
    block, _, columns, rows = rng.choice(blocks)
    if block == "b1" and r.options.get("layout") == "H":
        return False  # the layout would make a heading of its first row
    drop(table, rows_with(table, f"block/{block}", f"h/{block}"))
    r.expect("GK202", "block/b1" if block != "b1" else f"l/disclosure/{rows[0][0]}", also=["h/b1"])


@defect("words", "disclosure", weight=2, not_in=("G",))
def block_header_lost(r, rng):
    """The line that names the columns of a block."""
    table = r.table("disclosure")
    block, _, columns, rows = rng.choice(model.disclosure_blocks(r.template))
    drop(table, rows_with(table, f"h/{block}"))
    r.expect("GK203", f"block/{block}", also=[f"l/disclosure/{rows[0][0]}"])


@defect("words", "disclosure")
def block_lost(r, rng):
    table = r.table("disclosure")
    blocks = model.disclosure_blocks(r.template)
    block, _, columns, rows = rng.choice(blocks)
    drop(table, rows_with(table, f"block/{block}", f"h/{block}", *(f"l/disclosure/{x}" for x, _ in rows)))
    first = "b1" if block != "b1" else blocks[1][0]
    r.expect("GK202", f"block/{first}", also=[f"h/{first}"])


@defect("words", "requests", not_in=BLANKLESS + ("H",))
def request_header_line_lost(r, rng):
    """The line with the five kinds of legal persons."""
    table = r.table("requests")
    drop(table, [2])
    r.options["displaced"] = False
    r.expect("GK203", "h/requests/person", also=["h/requests", "h/requests/all"])


@defect("words", "requests", not_in=BLANKLESS + ("H",))
def request_header_lost(r, rng):
    table = r.table("requests")
    drop(table, [0, 1, 2])
    r.options["displaced"] = False
    r.expect("GK203", "l/requests/new")


@defect("words", "requests")
def group_of_rows_lost(r, rng):
    table = r.table("requests")
    group, before, last = rng.choice([("r3", "r2", 8), ("r4", "r3.8", 3), ("r5", "r4.3", 5)])
    drop(table, rows_with(table, *(f"l/requests/{group}.{i}" for i in range(1, last + 1))))
    for row in table.rows:  # the group's name goes with its rows
        row[:] = [c for c in row if f"\ue000g/requests/{model.group_of(group)}\ue001" not in c.text]
    r.expect("GK204", f"l/requests/{before}")


@defect("words", "requests")
def end_of_requests_lost(r, rng):
    """A table cut off at the end of a page."""
    table = r.table("requests")
    rows = [x[0] for x in model.request_rows(r.template)]
    at = rng.randint(5, len(rows) - 5)
    drop(table, rows_with(table, *(f"l/requests/{x}" for x in rows[at + 1:])))
    r.expect("GK204", f"l/requests/{rows[at]}")


@defect("words", "requests", not_in=BLANKLESS + ("H", "B2"))
def values_of_a_column_lost(r, rng):
    """The header is whole and every row has a value too few."""
    table = r.table("requests")
    column = rng.choice(model.COLUMN_IDS)
    if r.options.get("layout") in ("C", "md", "D"):
        return False
    for row in table.rows[3:]:
        row[:] = [c for c in row if not ("\ue000c/requests/" in c.text and f"/{column}\ue001" in c.text)]
    r.options["ragged"] = list(r.requests)
    r.expect("GK206", "l/requests/new")


@defect("words", "legal", not_in=BLANKLESS)
def legal_values_lost(r, rng):
    table = r.table("legal")
    drop(table, [len(table.rows) - 1])
    r.expect("GK204", "h/legal", also=[f"h/legal/{g}" for g in ("direct", "after")]
             + [f"h/legal/{g}/{k}" for g, _ in model.GROUPS for k, _ in model.OUTCOMES])


@defect("words", "legal", not_in=BLANKLESS + ("H",))
def legal_header_line_lost(r, rng):
    """行政复议 and 行政诉讼, or the line with 结果维持 and the groups of lawsuits, or the one below it."""
    table = r.table("legal")
    line = rng.choice([0, 1, 2])
    drop(table, [line])
    if line:
        r.expect("GK203", "h/legal", also=[f"h/legal/{g}" for g in ("direct", "after")]
                 + [f"h/legal/{g}/{k}" for g, _ in model.GROUPS for k, _ in model.OUTCOMES])


@defect("words", "legal", not_in=BLANKLESS + ("H",))
def legal_header_lost(r, rng):
    table = r.table("legal")
    drop(table, [0, 1, 2])
    r.expect("GK203", "c/legal/review/upheld")


@defect("words", "requests")
def group_names_lost(r, rng):
    """The names of the groups are no rows; nothing is missing without them."""
    table = r.table("requests")
    for row in table.rows:
        for c in row:
            if c.kind == "group":
                c.text = ""


@defect("words", "sections", layouts=("html", "docx", "C", "md", "A", "B", "D"))
def header_again_on_next_page(r, rng):
    """A table over two pages, its header repeated: nothing is wrong."""
    table = r.table("requests")
    at = next(i for i in rows_with(table, "l/requests/r4.1"))
    s = r.section(3)
    if r.options.get("layout") == "D":
        r.options["displaced"] = False
    body = []
    for row in table.rows[3:at]:
        body.append([Cell(c.text, 1, c.colspan, c.kind) if c.kind != "group" else Cell(c.text, min(c.rowspan, at - 3), c.colspan, c.kind) for c in row])
    head = [[Cell(plain(c.text), c.rowspan, c.colspan, c.kind) for c in row] for row in table.rows[:3]]
    rest = [list(row) for row in table.rows[at:]]
    results = next(c for row in table.rows for c in row if "g/requests/results" in c.text)
    inside = sum(1 for row in rest if "l/requests/carry_out" not in row[0].text)
    rest[0].insert(0, Cell(plain(results.text), inside, 1, "group"))
    for row in body:
        for c in row:
            if "g/requests/results" in c.text:
                c.rowspan = at - 3 - 2
    first = Table("requests", table.rows[:3] + body, table.width)
    second = Table("requests", head + rest, table.width)
    s.body = [b for b in s.body if b is not table]
    s.body += [first, second]
