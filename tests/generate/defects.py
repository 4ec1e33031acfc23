"""One planted defect each: what is done to a report, and what must be found because of it.

A defect works on the numbers (before the words are written for them) or on the finished report. It returns False when the
report does not lend itself to it. What the tables then bring up is worked out by the oracle; only what the oracle cannot
know is expected here.
"""

import random

from . import model
from .marks import mark, plain
from .model import Cell, Section, Table
from .report import build, marked_keys, rebuild, retext, text_under
from .wording import Words, han_number, han_year

DEFECTS = []


class Defect:
    def __init__(self, name, stage, area, function, layouts=None, not_in=(), template=None, weight=1, **options):
        self.name, self.stage, self.area, self.run = name, stage, area, function
        self.layouts, self.not_in, self.template, self.weight, self.options = layouts, set(not_in), template, weight, options

    def fits(self, layout):
        return layout not in self.not_in and (self.layouts is None or layout in self.layouts)


def defect(stage, area, **more):
    def register(function):
        DEFECTS.append(Defect(function.__name__, stage, area, function, **more))
        return function
    return register


BLANKLESS = ("E", "F", "G")
LEAVES = model.COLUMN_IDS[:-1]


# --- numbers of table 3 -----------------------------------------------------------------------------------------------

def change(r, rng, row, column):
    old = int(r.requests[row][column])
    choices = [old + d for d in (1, 2, 3, 5, 9, 10) if True] + [old - d for d in (1, 2, 3, 5) if old - d >= 0]
    r.requests[row][column] = str(rng.choice(choices))


@defect("numbers", "requests", weight=4)
def wrong_leaf(r, rng):
    """A cell of an applicant is wrong: its row and its column no longer add up, and only it explains both."""
    rows = [k for k in r.requests if k not in ("total",)]
    change(r, rng, rng.choice(rows), rng.choice(LEAVES))


@defect("numbers", "requests", weight=3)
def wrong_total_row(r, rng):
    change(r, rng, "total", rng.choice(LEAVES))


@defect("numbers", "requests", weight=3)
def wrong_row_total(r, rng):
    change(r, rng, rng.choice(list(r.requests)), "all")


@defect("numbers", "requests", weight=2)
def wrong_several(r, rng):
    for _ in range(rng.randint(2, 3)):
        change(r, rng, rng.choice(list(r.requests)), rng.choice(model.COLUMN_IDS))


@defect("numbers", "requests", weight=2)
def wrong_carry_out(r, rng):
    """Balanced in its row and wrong in its column."""
    c = rng.choice(LEAVES)
    d = rng.choice([1, 2, 3])
    for k in (c, "all"):
        r.requests["carry_out"][k] = str(int(r.requests["carry_out"][k]) + d)


@defect("numbers", "requests", not_in=BLANKLESS)
def blank_grand_total(r, rng):
    r.requests[rng.choice(["total", "new", "carry_out", "r1"])]["all"] = ""


@defect("numbers", "requests", not_in=BLANKLESS)
def blank_total_cell(r, rng):
    r.requests["total"][rng.choice(LEAVES)] = ""


@defect("numbers", "requests", not_in=BLANKLESS, weight=2)
def blank_zeros(r, rng):
    zeros = [(row, c) for row in r.requests for c in model.COLUMN_IDS if r.requests[row][c] == "0"]
    if not zeros:
        return False
    if rng.random() < 0.4:
        picked = [z for z in zeros if z[1] != "all"]
    else:
        picked = rng.sample(zeros, rng.randint(1, min(12, len(zeros))))
    for row, c in picked:
        r.requests[row][c] = ""
    if r.options.get("layout") == "D":
        r.allow("GK206")  # a label printed a column too far, and a blank total: six numbers and an empty cell
    if all(r.requests[row][c] == "" for row in r.requests for c in LEAVES):
        return False


@defect("numbers", "requests", not_in=BLANKLESS)
def only_totals(r, rng):
    for row in r.requests.values():
        for c in LEAVES:
            row[c] = ""


@defect("numbers", "requests", not_in=("E", "G"))
def placeholder_cells(r, rng):
    zeros = [(row, c) for row in r.requests for c in model.COLUMN_IDS if r.requests[row][c] == "0"]
    if not zeros:
        return False
    sign = rng.choice(["-", "—", "/", "无", "--"])
    for row, c in rng.sample(zeros, rng.randint(1, min(9, len(zeros)))):
        r.requests[row][c] = sign


@defect("numbers", "requests", not_in=("E", "G", "F"))
def word_in_cell(r, rng):
    r.requests[rng.choice(list(r.requests))][rng.choice(model.COLUMN_IDS)] = rng.choice(["见附件", "若干", "详见附表", "同上", "统计中"])


@defect("numbers", "requests", not_in=("E", "G", "F"))
def number_style(r, rng):
    row, c = rng.choice([(row, c) for row in r.requests for c in model.COLUMN_IDS])
    v = r.requests[row][c]
    forms = [v.translate(str.maketrans("0123456789", "０１２３４５６７８９")), v + "件"]
    if len(v) > 1:
        forms.append(v[0] + " " + v[1:])
    r.requests[row][c] = rng.choice(forms)


@defect("numbers", "requests")
def negative_count(r, rng):
    filled = [(row, c) for row in r.requests for c in LEAVES if r.requests[row][c] != "0"]
    if not filled:
        return False
    row, c = rng.choice(filled)
    r.requests[row][c] = "-" + r.requests[row][c]


@defect("numbers", "requests", not_in=("G",))
def fractional_count(r, rng):
    filled = [(row, c) for row in r.requests for c in LEAVES if r.requests[row][c] != "0"]
    if not filled:
        return False
    row, c = rng.choice(filled)
    r.requests[row][c] += ".5"


# --- table 4 and table 2 ----------------------------------------------------------------------------------------------

@defect("numbers", "legal", weight=4)
def wrong_legal(r, rng):
    g = rng.choice(["review", "direct", "after"])
    k = rng.choice([k for k, _ in model.OUTCOMES])
    old = int(r.legal[g][k])
    r.legal[g][k] = str(rng.choice([old + 1, old + 2, max(0, old - 1) if old else old + 3]))


@defect("numbers", "legal")
def wrong_legal_groups(r, rng):
    for g in rng.sample(["review", "direct", "after"], 2):
        r.legal[g]["all"] = str(r.m(g) + rng.randint(1, 3))


@defect("numbers", "legal", not_in=BLANKLESS)
def blank_legal(r, rng):
    cells = [(g, k) for g in r.legal for k in r.legal[g] if r.legal[g][k] == "0"]
    if len(cells) < 3:
        return False
    for g, k in rng.sample(cells, rng.randint(1, len(cells) - 1)):
        r.legal[g][k] = ""


@defect("numbers", "disclosure", not_in=BLANKLESS)
def blank_disclosure(r, rng):
    cells = [(a, b) for a in r.disclosure for b in r.disclosure[a] if r.disclosure[a][b] == "0"]
    if not cells:
        return False
    for a, b in rng.sample(cells, rng.randint(1, min(4, len(cells)))):
        r.disclosure[a][b] = rng.choice(["", "", "\u3000"])


@defect("numbers", "disclosure", not_in=("E", "G", "F"))
def placeholder_disclosure(r, rng):
    cells = [(a, b) for a in r.disclosure for b in r.disclosure[a] if r.disclosure[a][b] == "0"]
    if not cells:
        return False
    sign = rng.choice(["-", "/", "无", "不涉及"])
    for a, b in rng.sample(cells, rng.randint(1, min(4, len(cells)))):
        r.disclosure[a][b] = sign


@defect("numbers", "disclosure", not_in=("E", "G", "F"))
def style_disclosure(r, rng):
    if r.template == 2019 and rng.random() < 0.6:
        row = rng.choice(["permit", "service", "penalty", "coercion"])
        d = rng.randint(1, 4)
        r.disclosure[row]["before"] = str(d + rng.randint(3, 40))
        r.disclosure[row]["change"] = rng.choice([f"增{d}", f"减{d}"])
        return
    row = rng.choice(["permit", "penalty"])
    r.disclosure[row]["decisions"] = rng.choice([f"{rng.randint(3, 90)}件", f"{rng.randint(3, 90)}条", "１２"])


@defect("numbers", "disclosure", not_in=("E", "G", "F"))
def words_disclosure(r, rng):
    r.disclosure[rng.choice(["permit", "penalty", "coercion"])]["decisions"] = rng.choice(["见附件", "正在统计", "详见网站"])


@defect("numbers", "disclosure")
def negative_disclosure(r, rng):
    r.disclosure[rng.choice(["permit", "penalty", "coercion"])]["decisions"] = str(-rng.randint(1, 9))


@defect("numbers", "disclosure", template=2021)
def fewer_valid(r, rng):
    made = rng.randint(3, 9)
    r.disclosure["normative"] = {"made": str(made), "repealed": str(rng.randint(0, 1)), "valid": str(rng.randint(0, made - 2))}


@defect("numbers", "disclosure", template=2021, not_in=BLANKLESS)
def blank_valid(r, rng):
    r.disclosure["normative"] = {"made": str(rng.randint(1, 6)), "repealed": "0", "valid": ""}


@defect("numbers", "disclosure", template=2019)
def fewer_public(r, rng):
    if rng.random() < 0.5:
        r.disclosure["normative"] = {"made": str(rng.randint(1, 9)), "opened": "0", "public": "0"}
    else:
        n = rng.randint(2, 9)
        r.disclosure["normative"] = {"made": str(n), "opened": str(n), "public": str(rng.randint(0, n - 1))}


@defect("numbers", "disclosure")
def rules_of_a_bureau(r, rng):
    if r.issuer.may_make_rules or r.issuer.kind == "province_bureau":
        return False
    if r.template == 2021:
        made = rng.randint(0, 2)
        r.disclosure["rule"] = {"made": str(made), "repealed": "0", "valid": str(made + rng.randint(1, 2))}
    else:
        n = rng.randint(0, 2)
        r.disclosure["rule"] = {"made": str(n), "opened": str(n), "public": str(n + rng.randint(1, 20))}


# --- shape of the tables ----------------------------------------------------------------------------------------------

@defect("numbers", "requests", weight=2)
def row_gone(r, rng):
    """The identities that need the row are not evaluated, so nothing else is said."""
    rows = [x[0] for x in model.request_rows(r.template)]
    row = rng.choice(rows)
    if row == "r6.2":
        r.requests[row] = dict.fromkeys(r.requests[row], "0")
    at = rows.index(row)
    del r.requests[row]
    r.expect("GK204", f"l/requests/{rows[at - 1]}" if at else "h/requests",
             also=["h/requests/person", "h/requests/business", "h/requests/other", "h/requests/all"] if not at else [])


@defect("numbers", "disclosure")
def disclosure_row_gone(r, rng):
    block, _, columns, rows = rng.choice([b for b in model.disclosure_blocks(r.template) if len(b[3]) > 1])
    at = rng.randrange(len(rows))
    del r.disclosure[rows[at][0]]
    if at:
        r.expect("GK204", f"l/disclosure/{rows[at - 1][0]}")
    else:
        r.expect("GK204", f"h/{block}", also=[f"h/{block}/{c}" for c, _ in columns])


@defect("numbers", "disclosure")
def block_gone(r, rng):
    blocks = model.disclosure_blocks(r.template)
    gone = rng.choice(blocks[1:])
    r.options["drop_blocks"] = [gone[0]]
    for row, _ in gone[3]:
        del r.disclosure[row]
    r.expect("GK202", "block/b1", also=["h/b1"])


@defect("numbers", "disclosure")
def disclosure_column_gone(r, rng):
    block, _, columns, rows = rng.choice([b for b in model.disclosure_blocks(r.template) if len(b[2]) > 2])
    gone = rng.choice(columns)[0]
    if r.template == 2021 and block != "b1":
        return False
    r.options["drop_columns"] = [(block, gone)]
    r.expect("GK203", f"h/{block}", also=[f"h/{block}/{c}" for c, _ in columns if c != gone])


@defect("numbers", "requests", not_in=BLANKLESS + ("H", "D"))
def applicant_column_gone(r, rng):
    gone = rng.choice(["business", "science", "public", "legal", "other"])
    r.options["drop_request_columns"] = [gone]
    r.expect("GK203", "h/requests/business" if gone != "business" else "h/requests/science",
             also=["h/requests", "h/requests/person", "h/requests/all"])


@defect("numbers", "legal", not_in=BLANKLESS + ("H",))
def outcome_column_gone(r, rng):
    g, k = rng.choice(["review", "direct", "after"]), rng.choice(["upheld", "corrected", "else", "pending"])
    r.options["drop_legal_columns"] = [(g, k)]
    rest = [x for x, _ in model.OUTCOMES if x != k]
    r.expect("GK203", f"h/legal/{g}/{rest[0]}", also=["h/legal"] + [f"h/legal/{a}" for a in ("direct", "after")] + [f"h/legal/{a}/{b}" for a, _ in model.GROUPS for b, _ in model.OUTCOMES])


@defect("numbers", "requests", not_in=("G", "F", "H"))
def unknown_row(r, rng):
    after = rng.choice(["r3.8", "r4.3", "r5.5"])
    number = {"r3.8": "9", "r4.3": "4", "r5.5": "6"}[after]
    group = {"r3.8": model.REFUSED, "r4.3": model.UNABLE, "r5.5": model.UNHANDLED}[after][1]
    name = rng.choice(["申请人主动撤回申请", "转其他部门办理", "告知向档案馆查询"])
    r.options["extra_rows"] = [(after, after[:2] + ".x", group, f"{number}.{name}")]
    r.requests[after[:2] + ".x"] = dict.fromkeys(model.COLUMN_IDS, "0")
    r.expect("GK205", f"l/requests/{after[:2]}.x")


@defect("words", "disclosure", not_in=("G",))
def unknown_disclosure_row(r, rng):
    """Some provinces had a row of their own added to the national form."""
    table = r.table("disclosure")
    at = next((i for i, row in enumerate(table.rows) if "l/disclosure/normative\ue001" in row[0].text), None)
    if at is None:
        return False
    name = rng.choice(["其他主动公开文件", "其他政策性文件"])
    table.rows.insert(at + 1, [Cell(mark("l/disclosure/extra", name), kind="label")] + [Cell(str(rng.randint(1, 60))) for _ in table.rows[at][1:]])
    for new, old in zip(table.rows[at + 1], table.rows[at]):
        new.colspan = old.colspan
    r.expect("GK205", "l/disclosure/extra")


@defect("numbers", "requests", not_in=("G", "F", "H"))
def rows_swapped(r, rng):
    a, b = rng.choice([("r5.1", "r5.2"), ("r4.1", "r4.2"), ("r3.7", "r3.8"), ("r5.2", "r5.3")])
    r.options["swap_rows"] = [(a, b)]
    r.expect("GK205", f"l/requests/{a}", also=[f"l/requests/{b}"])


@defect("words", "requests", layouts=("A", "B4", "C", "md", "html", "docx"))
def ragged_row(r, rng):
    table = r.table("requests")
    i = rng.randrange(3, len(table.rows))
    row = table.rows[i]
    label = next(c for c in row if c.kind == "label")
    values = [c for c in row if c.kind == "value"]
    if rng.random() < 0.7:
        gone = rng.choice(values)
        row.remove(gone)
        values.remove(gone)
    else:
        extra = Cell(rng.choice(["0", "1", "2"]))
        row.append(extra)
        values.append(extra)
    key = [k for k in r.requests if f"l/requests/{k}\ue001" in label.text][0]
    r.options["ragged"] = [key]
    harmless = all(plain(v.text).strip() in ("", "0") for v in values)
    r.expect("GK206", f"l/requests/{key}", severity="warning" if harmless else "error")


@defect("words", "requests", not_in=("G", "F", "H"))
def row_again(r, rng):
    """The same row a second time, right below."""
    if r.options.get("displaced"):
        return False
    table = r.table("requests")
    rows = [i for i, row in enumerate(table.rows) if i > 2 and not any(c.kind == "group" for c in row) and not any(
        "l/requests/" + k + "\ue001" in c.text for c in row for k in ("total", "carry_out", "new", "carry_in"))]
    i = rng.choice(rows)
    copy = [Cell(plain(c.text), c.rowspan, c.colspan, c.kind) for c in table.rows[i]]
    copy[0].text = mark("l/requests/again", copy[0].text)
    for line in table.rows[: i + 1]:
        at = table.rows.index(line)
        for c in line:
            if c.kind == "group" and at + c.rowspan > i:
                c.rowspan += 1
    table.rows.insert(i + 1, copy)
    name = [k for k in r.requests if f"l/requests/{k}\ue001" in table.rows[i][0].text][0]
    r.options["repeated_rows"] = [name]
    r.expect("GK205", "l/requests/again", also=[f"l/requests/{name}"])


@defect("words", "requests", layouts=("H", "C", "md", "B2"))
def label_lost(r, rng):
    """A label that wrapped away and left its seven numbers: its neighbours tell which row it is."""
    table = r.table("requests")
    i = rng.choice([i for i, row in enumerate(table.rows) if i > 5 and row[0].kind == "label" and row[0].colspan == 1])
    table.rows[i][0].text = ""
    for rule in ("GK204", "GK205", "GK206", "GK207"):
        r.allow(rule)


TYPOS = [("三类内部事务", "三类内容事务"), ("四类过程性信息", "四类过程信息"), ("行政执法案卷", "行政执法案件"), ("正当理由大量", "正当理由大最"),
         ("保护第三方合法权益", "保护第三方合法利益"), ("公开出版物", "公开出版特"), ("补正后申请内容", "补正后申请内空"), ("已获取信息", "以获取信息"),
         ("掌握相关政府信息", "掌握相关政府信自"), ("这一情形", "这一情况"), ("信访举报投诉类", "信访举报投诉"), ("没有现成信息", "没有现存信息"),
         ("属于国家秘密", "属于国家机密"), ("行政查询事项", "行政查寻事项"), ("结转下年度继续办理", "结转下年度继续办里"), ("本年新收政府信息", "本年新收到政府信息")]


@defect("words", "labels", not_in=("G",))
def label_typo(r, rng):
    table = r.table("requests")
    labels = [(c, a, b) for row in table.rows for c in row for a, b in TYPOS if c.kind == "label" and a in c.text]
    cell, a, b = rng.choice(labels)
    cell.text = cell.text.replace(a, b)
    key = cell.text[1 : cell.text.index("\ue001")]
    r.expect("GK207", key)


@defect("words", "labels", not_in=("G", "H"))
def header_typo(r, rng):
    pairs = [("社会公益组织", "社会公益机构"), ("法律服务机构", "法律服务机关"), ("科研机构", "科研机关"), ("结果维持", "结果维特"), ("尚未审结", "尚未审理"),
             ("本年处理决定数量", "本年度处理决定数量"), ("现行有效件数", "现行有效数"), ("对外公开总数量", "对外公开总数"), ("行政事业性收费", "行政事业收费"),
             ("采购项目数量", "采购项目总数")]
    rng.shuffle(pairs)
    for a, b in pairs:
        cells = [c for s in r.sections for t in s.body if isinstance(t, Table) for row in t.rows for c in row
                 if plain(c.text) == a and c.text.startswith("\ue000")]
        if cells:
            cell = rng.choice(cells)
            cell.text = cell.text.replace(a, b)
            r.expect("GK207", cell.text[1 : cell.text.index("\ue001")])
            return
    return False


@defect("words", "labels", not_in=("G", "H"))
def group_typo(r, rng):
    """In a label that several rows share."""
    slips = {"（三）不予公开": "（三）不于公开", "（四）无法提供": "（四）无法提共", "（五）不予处理": "（五）不于处理"}
    cells = [c for row in r.table("requests").rows for c in row if c.kind == "group" and plain(c.text) in slips]
    if not cells:
        return False
    cell = rng.choice(cells)
    label = plain(cell.text)
    cell.text = cell.text.replace(label, slips[label])
    r.expect("GK207", cell.text[1 : cell.text.index("\ue001")])


# --- title and sections -----------------------------------------------------------------------------------------------

@defect("words", "title")
def title_gone(r, rng):
    r.title = []
    r.expect("GK001", "@first")


@defect("words", "title")
def title_without_year(r, rng):
    r.title = [mark("title", "") + r.issuer.name + rng.choice(["政府信息公开工作年度报告", "年度政府信息公开工作年度报告", "政府信息公开工作年度报告"])]
    r.expect("GK002", "title")
    r.allow("GK003")


@defect("words", "title")
def title_wording(r, rng):
    y, name = mark("title.year", str(r.year)), r.issuer.name
    start = mark("title", "")
    r.title = [start + rng.choice([f"关于{y}年度政府信息公开情况的报告", f"{name}关于{y}年政府信息公开工作情况的报告", f"{name}{y}年政府信息公开工作总结",
                                   f"{name}{y}年政务公开工作年度报告", f"{name}关于{y}年度政府信息公开工作的报告"])]
    r.expect("GK003", "title")


@defect("words", "sections", weight=2)
def section_gone(r, rng):
    number = rng.randint(2, 6)
    r.sections = [s for s in r.sections if s.number != number]
    r.expect("GK101", f"heading/{number - 1}")
    r.options["gone_section"] = number


@defect("words", "sections")
def heading_gone(r, rng):
    """The heading is lost and what stood under it is still there."""
    number = rng.choice([4, 5, 6])
    s = r.section(number)
    r.section(number - 1).body += s.body
    r.sections.remove(s)
    r.expect("GK101", f"heading/{number - 1}")


@defect("words", "sections")
def first_section_gone(r, rng):
    r.sections = r.sections[1:]
    r.expect("GK101", "title")


@defect("words", "sections", weight=2)
def sections_swapped(r, rng):
    i = rng.randint(1, 4)
    r.sections[i], r.sections[i + 1] = r.sections[i + 1], r.sections[i]
    r.expect("GK102", f"heading/{i + 2}", also=[f"heading/{i + 1}"])


@defect("words", "sections")
def ordinals_wrong(r, rng):
    form = rng.randrange(3)
    bare = [plain(s.heading)[2:] for s in r.sections]
    if form == 0:  # the last one repeats its forerunner's
        retext(r, "heading/6", "五、" + bare[5])
        r.expect("GK102", "heading/6")
    elif form == 1:  # one is skipped
        start = rng.randint(2, 4)
        for i in range(start, 6):
            retext(r, f"heading/{i + 1}", "一二三四五六七"[i + 1] + "、" + bare[i])
        r.expect("GK102", f"heading/{start + 1}")
    else:
        i = rng.randint(2, 4)
        retext(r, f"heading/{i + 1}", "一二三四五六七"[i - 1] + "、" + bare[i])
        r.expect("GK102", f"heading/{i + 1}")


HEADING_VARIANTS = {
    1: ["一、政府信息公开总体情况", "一、概述", "一、政府信息公开工作总体情况"],
    2: ["二、主动公开政府信息的情况", "二、政府信息主动公开情况"],
    3: ["三、收到和处理政府信息公开申请的情况"],
    4: ["四、因政府信息公开被申请行政复议、提起行政诉讼情况", "四、政府信息公开行政复议和行政诉讼情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "四、政府信息公开行政复议、行政诉讼的情况"],
    5: ["五、政府信息公开工作存在的主要问题及改进情况", "五、存在问题及改进情况", "五、存在的主要问题和改进情况", "五、存在主要问题及改进情况"],
    6: ["六、其他需要报告事项", "六、需要报告的其他事项"],
}


@defect("words", "sections")
def heading_variant(r, rng):
    number = rng.randint(1, 6)
    retext(r, f"heading/{number}", rng.choice(HEADING_VARIANTS[number]))
    r.expect("GK103", f"heading/{number}")


@defect("words", "sections")
def numeral_style(r, rng):
    number = rng.randint(1, 6)
    bare = model.HEADINGS[number][2:]
    style = rng.choice([f"{number}、", f"{number}、 ", "一二三四五六"[number - 1] + ".", "一二三四五六"[number - 1] + "．"])
    retext(r, f"heading/{number}", style + bare)
    r.expect("GK104", f"heading/{number}")


@defect("words", "sections")
def sub_numeral_style(r, rng):
    subs = sorted((k for k in marked_keys(r) if k.startswith("sub#")), key=lambda k: int(k[4:]))
    if len(subs) < 4:
        return False
    k = rng.choice(subs)
    retext(r, k, rng.choice([f"（{k[4:]}）", f"（{k[4:]}） "]))
    r.expect("GK104", k)


@defect("words", "sections", weight=2)
def section_without_words(r, rng):
    number = rng.choice([5, 6, 5, 6, 1])
    r.section(number).body = []
    if number == 6:
        r.ending = []
    r.expect("GK105", f"heading/{number}", severity="warning" if number == 6 else "error")
    if number == 6:
        r.allow("GK408")


@defect("words", "sections")
def section_twice(r, rng):
    number = rng.choice([5, 6, 1])
    s = r.section(number)
    at = r.sections.index(s)
    words = [plain(b) for b in s.body]
    copy = Section(number, mark("heading/again", plain(s.heading)), words)
    if rng.random() < 0.5:
        copy.body, s.body = s.body, words  # the marks stay with one of them
        s.body = [plain(b) for b in words]
    r.sections.insert(at + 1, copy)
    r.expect("GK106", "heading/again")


@defect("numbers", "overview", template=2021)
def aspect_unspoken(r, rng):
    name = rng.choice(["政府信息管理", "平台建设", "监督保障", "依申请公开"])
    r.options["skip_aspects"] = [name]
    r.options["bare_overview"] = True
    r.expect("GK110", "heading/1")


@defect("words", "tables", weight=2)
def table_gone(r, rng):
    number = rng.choice([2, 3, 4])
    s = r.section(number)
    s.body = [] if rng.random() < 0.6 else [rng.choice(["详见附件。", "本年度相关情况见附表。", "（此表略）"])] if number != 4 else []
    r.options["no_table"] = number
    r.expect("GK201", f"heading/{number}")
    r.allow("GK408")


# --- year, period, date, basis ----------------------------------------------------------------------------------------

@defect("numbers", "template")
def other_template(r, rng):
    """The tables of one form in a year of the other."""
    if r.year in (2020, 2021):
        return False
    r.template = 2019 if r.template == 2021 else 2021
    r.options["amount_unit"] = None
    scale = "small"
    r.disclosure = model.strings(model.random_disclosure(rng, r.template, r.issuer))
    r.requests = model.strings(model.random_requests(rng, r.template, scale))
    r.options["preface"] = False
    r.options["sound_years"] = False
    r.expect("GK020", "h/b1/made", also=["block/b1", "h/b1"])


@defect("numbers", "template")
def other_disclosure_table(r, rng):
    """Only table 2 is of the other form."""
    if r.template == 2019:
        return False
    r.options["disclosure_template"] = 2019
    r.disclosure = model.strings(model.random_disclosure(rng, 2019, r.issuer))
    r.options["sound_years"] = False
    r.expect("GK020", "h/b1/made", also=["block/b1", "h/b1"])


@defect("numbers", "template", not_in=BLANKLESS)
def other_template_blank(r, rng):
    """The tables of the former form, and nothing in them."""
    if r.template == 2019 or r.year == 2021:
        return False
    r.template = 2019
    r.options |= {"amount_unit": None, "preface": False, "sound_years": False, "legal_prose": False, "requests_prose": False}
    blank = lambda rows: {k: dict.fromkeys(v, "") for k, v in rows.items()}
    r.disclosure = blank(model.random_disclosure(rng, 2019, r.issuer))
    r.requests = blank(model.random_requests(rng, 2019, "none"))
    r.legal = blank(r.legal)
    r.expect("GK020", "h/b1/made", also=["block/b1", "h/b1"])


@defect("words", "tables")
def all_tables_gone(r, rng):
    for number in (2, 3, 4):
        r.section(number).body = []
        r.expect("GK201", f"heading/{number}")
    r.allow("GK408")


@defect("words", "title")
def older_report(r, rng):
    """A report of the years before the national form: said once, and none of its rules are run."""
    r.year = rng.randint(2012, 2018)
    y, w = r.year, r.words
    r.preface, r.ending = [], []
    r.title = [mark("title", "") + r.issuer.name + mark("title.year", str(y)) + "年政府信息公开工作年度报告"]
    n = rng.randint(50, 900)
    words = [("一、概述", [f"{y}年，{w.us}认真贯彻《中华人民共和国政府信息公开条例》，扎实推进政府信息公开工作。"]),
             ("二、主动公开政府信息情况", [f"全年主动公开政府信息{n}条。"]),
             ("三、依申请公开政府信息办理情况", [f"{y}年，{w.us}未收到政府信息公开申请。"]),
             ("四、复议、诉讼和申诉情况", [f"{y}年，{w.us}未发生因政府信息公开引起的行政复议、诉讼和申诉。"]),
             ("五、主要问题和改进措施", ["信息公开的内容还不够全面，下一步将加强业务培训，健全工作机制。"])]
    r.sections = [Section(i, mark(f"heading/{i}", h), body) for i, (h, body) in enumerate(words, 1)]
    r.options["no_oracle"] = True
    r.expect("GK021", "title")
    for rule in ("GK101", "GK102", "GK103"):
        r.allow(rule)


@defect("numbers", "title")
def old_template(r, rng):
    if r.template != 2019:
        return False
    r.year = rng.randint(2016, 2018)
    r.options["preface"] = False
    r.options["no_oracle"] = True
    r.expect("GK021", "title")
    r.allow("GK102")
    r.allow("GK103")


@defect("words", "period")
def period_wrong(r, rng):
    if "period" not in r.meta:
        return False
    form = rng.randrange(5)
    to_year = text_under(r, "period.to") is not None
    w = str(r.year - rng.choice([1, 1, 2]))
    if form == 0 and to_year:
        retext(r, "period.to", w)
        r.expect("GK011", "period.to", also=["period.from"])
    elif form == 1 and to_year:
        retext(r, "period.from", w)
        retext(r, "period.to", w)
        r.expect("GK011", "period.from", also=["period.to"])
    elif form == 2:
        retext(r, "period.to.day", rng.choice(["11月30日", "12月30日", "10月31日", "6月30日"]))
        r.expect("GK011", "period.to.day", also=["period.to", "period.from"])
    elif form == 3:
        retext(r, "period.from.day", rng.choice(["1月31日", "2月1日", "1月2日"]))
        r.expect("GK011", "period.from.day", also=["period.from", "period.to"])
    else:
        retext(r, "period.from.day", "12月31日")
        retext(r, "period.to.day", "1月1日")
        r.expect("GK011", "period.from", also=["period.from.day", "period.to", "period.to.day"])


@defect("words", "signature")
def signed_early(r, rng):
    y = r.year
    month = rng.randint(1, 12)
    date = rng.choice([f"{y}年{month}月{rng.randint(1, 28)}日", f"{y - 1}年12月{rng.randint(1, 31)}日", f"{y}年1月{rng.randint(5, 28)}日"])
    if rng.random() < 0.2:
        date = f"{han_year(y)}年{han_number(month)}月{han_number(rng.randint(1, 28))}日"
    r.ending = [r.issuer.name, mark("sign", date)]
    r.expect("GK013", "sign")


@defect("words", "basis", weight=2)
def basis_old(r, rng):
    if text_under(r, "basis") is None or "basis" not in r.meta:
        return False
    right = "〔2019〕60号" if r.template == 2019 else "〔2021〕30号"
    wrong = "〔2021〕30号" if r.template == 2019 else "〔2019〕60号"
    if r.template == 2021 and rng.random() < 0.4:
        number = mark("basis.number", f"国办公开办函{wrong}")
        retext(r, "basis", f"《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（{number}）")
    elif rng.random() < 0.6:
        retext(r, "basis.number", f"国办公开办函{wrong}")
    else:
        retext(r, "basis.number", f"国公开办函{right}")
    r.expect("GK014", "basis.number", also=["basis"])


# --- words against tables ---------------------------------------------------------------------------------------------

def claims(r, *kinds):
    return [k for k in marked_keys(r) if r.meta.get(k, {}).get("kind") in kinds]


def truths(r):
    t = {r.n("new"), r.n("carry_in"), r.n("total"), r.n("carry_out"), r.n("new") + r.n("carry_in"), r.n("total") + r.n("carry_out")}
    return t


def other_number(r, rng, value, avoid):
    for _ in range(100):
        n = rng.choice([value + rng.choice([-3, -2, -1, 1, 2, 3, 10]), rng.randint(1, max(9, value * 2))])
        if n > 0 and n not in avoid:
            return n
    return max(avoid) + 7


def misstate(rule, *kinds):
    def run(r, rng):
        found = claims(r, *kinds)
        if not found:
            return False
        k = rng.choice(found)
        legal = {sum(r.m(g) for g in gs) for gs in
                 (("review",), ("direct",), ("after",), ("direct", "after"), ("review", "direct", "after"))}
        avoid = (truths(r) if rule != "GK404" else legal) | {0}
        old = text_under(r, k)
        n = other_number(r, rng, r.meta[k]["value"], avoid)
        text = str(n) if not any(c in "一二两三四五六七八九十" for c in old) else han_number(n, True)
        retext(r, k, text)
        r.expect(rule, k)
        for true_too in ("GK406", "GK407"):  # the same number may be the base of a share or the sum of a list
            r.allow(true_too)
    return run


DEFECTS += [
    Defect("prose_received", "words", "prose", misstate("GK401", "received"), weight=3),
    Defect("prose_handled", "words", "prose", misstate("GK401", "handled"), weight=2),
    Defect("prose_answered", "words", "prose", misstate("GK402", "answered"), weight=3),
    Defect("prose_carried", "words", "prose", misstate("GK403", "carried_in", "carried_out"), weight=3),
    Defect("prose_legal", "words", "prose", misstate("GK404", "review", "litigation", "cases"), weight=3),
    Defect("prose_outcome", "words", "prose", misstate("GK409", "outcome"), weight=3),
]


@defect("words", "prose", weight=2)
def all_done_yet_carried(r, rng):
    """“全部办结” in a report that hands applications on."""
    if r.n("carry_out") == 0 or r.n("new") == 0:
        return False
    w = r.words
    n, u = r.n("new"), rng.choice(["件", "件", "份"])
    k = w.key("all_done")
    said = rng.choice([f"全年共收到政府信息公开申请{n}{u}，{mark(k, '已全部办结')}。", f"本年度收到政府信息公开申请{n}{u}，{mark(k, '全部按时办结')}。",
                       f"全年收到依申请公开政府信息申请{n}{u}，{mark(k, '均已全部办结')}。"])
    if not replace_requests(r, said):
        return False
    r.expect("GK402", k)


def replace_requests(r, said):
    """Puts `said` where section one spoke of requests; False when it cannot be told apart."""
    s = r.section(1)
    keys = claims(r, "received", "handled", "none_requests", "none_new", "answered", "carried_in", "carried_out", "sum", "all_done")
    for i, b in enumerate(s.body):
        marked = [k for k in keys if f"\ue000{k}\ue001" in b]
        if marked:
            return False
    for i, b in enumerate(s.body):
        if not isinstance(b, Table) and "依申请公开" in b and len(plain(b)) > 20:
            s.body[i] = b + said
            return True
    return False


@defect("words", "prose", weight=2)
def none_yet_some(r, rng):
    if r.n("new") == 0:
        return False
    k = r.words.key("none_requests")
    said = rng.choice([f"全年{mark(k, '未收到政府信息公开申请')}。", f"本年度{mark(k, '没有收到公民、法人或其他组织提出的政府信息公开申请')}。",
                       f"全年收到政府信息公开申请{mark(k, '0件')}。", f"{r.words.us}全年{mark(k, '未收到依申请公开事项')}。"])
    if not replace_requests(r, said):
        return False
    r.expect("GK405", k)
    r.options["or_rule"] = ("GK405", "GK401")


@defect("words", "prose", weight=2)
def some_yet_none(r, rng):
    found = claims(r, "none_requests")
    if not found:
        return False
    k = found[0]
    old = text_under(r, k)
    if not old.startswith(("未收到", "没有收到")):
        return False
    n = rng.randint(1, 9)
    key = r.words.key("received", n)
    retext(r, k, old.replace("未收到", "收到").replace("没有收到", "收到") + mark(key, str(n)) + "件")
    r.expect("GK405", key, or_rule="GK401", also=[k])


@defect("words", "prose", weight=2)
def no_legal_yet_some(r, rng):
    if sum(r.m(g) for g in r.legal) == 0 or claims(r, "review", "litigation", "cases", "none_legal", "none_suits", "none_reviews", "direct"):
        return False
    k = r.words.key("none_legal")
    review, suits = r.m("review"), r.m("direct") + r.m("after")
    said = ["全年" + mark(k, "未发生因政府信息公开被申请行政复议、提起行政诉讼的情况") + "。", "本年度" + mark(k, "没有因政府信息公开引起的行政复议和行政诉讼") + "。"]
    if review:
        said.append("全年" + mark(k, "未发生政府信息公开行政复议") + "。")
    if suits:
        said.append("全年" + mark(k, "没有因政府信息公开被提起行政诉讼") + "。")
    s = r.section(1)
    s.body[-1] = s.body[-1] + rng.choice(said)
    r.expect("GK405", k, or_rule="GK404")
    r.options["repeat_ok"] = ["GK405"]


@defect("words", "lists", weight=4)
def list_wrong(r, rng):
    """共 N 条，其中 …: the parts exceed N, or a closed list does not add up."""
    found = [k for k in claims(r, "list") if r.meta[k].get("parts")]
    if not found:
        return False
    k = rng.choice(found)
    m = r.meta[k]
    n, parts = m["value"], m["parts"]
    new = sum(parts) - rng.randint(1, max(1, min(9, sum(parts) - 1)))
    if new <= 0:
        return False
    if m.get("closed", True) and rng.random() < 0.4 and len(parts) > 1:
        new = sum(parts) + rng.randint(1, 9)
        retext(r, k, str(new))
        r.expect("GK406", k, **({"or_rule": m["claim"]} if "claim" in m else {}))
    else:
        retext(r, k, str(new))
        r.expect("GK406", k, severity="warning", **({"or_rule": m["claim"]} if "claim" in m else {}))
    if not m.get("closed"):
        r.allow("GK402")
    for rule in ("GK401", "GK406", "GK407"):
        r.allow(rule)


@defect("words", "lists", weight=3)
def percent_wrong(r, rng):
    found = claims(r, "percent")
    if not found:
        return False
    k = rng.choice(found)
    m = r.meta[k]
    true = m["part"] * 100 / m["whole"]
    wrong = true + rng.choice([-7.3, -3.2, 2.6, 5.1, 11.7])
    if not 0 < wrong < 100:
        return False
    retext(r, k, f"{wrong:.{m['digits']}f}%")
    r.expect("GK407", k)


@defect("numbers", "fee", template=2021)
def fee_unspoken(r, rng):
    c = rng.choice(LEAVES)
    for row in ("r6.2", "total", "new"):
        for k in (c, "all"):
            r.requests[row][k] = str(int(r.requests[row][k]) + 1)
    r.options["fee_silent"] = True
    r.expect("GK408", "heading/6")


# --- years in sentences -----------------------------------------------------------------------------------------------

def wrong_years(w, y):
    """Sentences that state this year's facts under year `y`."""
    u, area = w.us, w.area
    Y = lambda: mark("wrong.year", str(y))
    n = w.rng.randint(30, 900)
    return [
        f"{Y()}年，{u}主动公开各类政府信息{n}条。", f"截至{Y()}年12月31日，{u}发布信息{n}条。", f"{Y()}年度，{w.us2}通过门户网站发布信息{n}条。",
        f"{Y()}年全年共发布政务动态{n}条。", f"{Y()}年，{u}共公开重点领域信息{n}条。", f"{Y()}年{u}认真贯彻落实《条例》，扎实推进政府信息公开工作。",
        f"{Y()}年，{u}深入推进政务公开标准化规范化建设，取得明显成效。", f"{Y()}年，{u}组织业务培训3次，开展督查2次。",
        f"{Y()}年，{u}未发生因政府信息公开被追责的情况。", f"截至{Y()}年12月31日，{u}通过政务新媒体公开信息{n}条。",
        f"{Y()}年，{w.r.issuer.name}切实加强政府信息公开工作，公开信息{n}条。", f"{Y()}年，共发布各类政府信息{n}条，{u}政务公开工作稳步推进。",
        f"{Y()}年度{u}政务公开工作取得较好成效，全年发布信息{n}条。", f"{Y()}年，{area}共公开各类信息{n}条。", f"{Y()}年，{u}没有发生信息公开投诉举报事项。",
        f"{Y()}年{w.us2}坚持以公开促规范，不断提高工作透明度。", f"截止{Y()}年12月31日，{u}官方网站发布信息{n}条。", f"{Y()}年，{u}共召开政务公开专题会议4次。",
        f"{Y()}年度{u}共办理网上咨询{n}件。", f"{Y()}年我{w.own}全年公开文件{n}件。",
    ]


@defect("words", "years", weight=6)
def year_wrong(r, rng):
    y = r.year - rng.choice([1, 1, 1, 2])
    said = rng.choice(wrong_years(r.words, y))
    s = r.section(1)
    at = rng.randrange(len(s.body))
    long_enough = [i for i, b in enumerate(s.body) if len(plain(b)) > 30]
    if rng.random() < 0.5 or not long_enough:
        s.body.insert(min(len(s.body), 1), said)
    else:
        at = rng.choice(long_enough)
        s.body[at] = s.body[at] + said
    r.expect("GK010", "wrong.year")


@defect("words", "years", weight=2)
def year_wrong_elsewhere(r, rng):
    y = r.year - 1
    w = r.words
    Y = mark("wrong.year", str(y))
    if rng.random() < 0.5:
        r.section(6).body = [f"{Y}年，{w.us}没有收取政府信息公开信息处理费，无其他需要报告的事项。"]
    else:
        s = r.section(5)
        s.body = [f"{Y}年，{w.us}政府信息公开工作取得了一定成效，但仍存在{rng.choice(w.PROBLEMS)}等问题。"] + [
            b for b in s.body if not any(k in b for k in ("\ue000year",))] + [f"下一步，{w.us}将{rng.choice(w.MEASURES)}。"]
    r.expect("GK010", "wrong.year")


@defect("words", "years", weight=2)
def year_wrong_preface(r, rng):
    w = r.words
    y = mark("wrong.year", str(r.year - 1))
    r.preface.insert(0, rng.choice([f"现将{w.us}{y}年政府信息公开情况报告如下。", f"现将{r.issuer.name}{y}年度政府信息公开工作情况报告如下：",
                                    f"根据《中华人民共和国政府信息公开条例》，现将{w.us}{y}年政府信息公开工作报告如下。"]))
    r.expect("GK010", "wrong.year")


@defect("words", "years", weight=2)
def title_year_wrong(r, rng):
    """The body agrees on another year than the title."""
    own = [k for k in claims(r, "year") if r.meta[k]["role"] == "own" and r.meta[k]["value"] == r.year]
    if len(own) < 3 or "period" in r.meta or r.year in (2019, 2021):
        return False
    wrong = r.year - 1
    r.title = [mark("title", "") + r.issuer.name + mark("title.year", str(wrong)) + "年政府信息公开工作年度报告"]
    r.expect("GK010", "title.year")
    for rule in ("GK401", "GK402", "GK403"):
        r.allow(rule)  # what is told of the year before is told of the title's year
    r.options["no_sound_years"] = True


# --- residue, unfinished and doubled words, personal data --------------------------------------------------------------

def body_paragraphs(r, least=40):
    return [(s, i) for s in r.sections for i, b in enumerate(s.body) if not isinstance(b, Table) and len(plain(b)) >= least]


def inject(r, rng, text, key, at_start=False):
    """`text`, marked, into a paragraph, at a comma or full stop outside marks."""
    places = body_paragraphs(r)
    if not places:
        return False
    s, i = rng.choice(places)
    b = s.body[i]
    if at_start:
        s.body[i] = mark(key, text) + b
        return True
    spots, depth, outside = [], 0, True
    for at, c in enumerate(b):
        if c == "\ue000":
            depth += 1
            outside = False
        elif c == "\ue002":
            depth -= 1
        elif c in "，。" and depth == 0 and at + 1 < len(b):
            spots.append(at + 1)
    if not spots:
        return False
    at = rng.choice(spots)
    s.body[i] = b[:at] + mark(key, text) + b[at:]
    return True


@defect("words", "text", weight=2)
def residue(r, rng):
    text = rng.choice(["[bookmark: _GoBack]", "[bookmark: _Toc123456]", "错误!未找到引用源。", "错误！未找到引用源。", "PAGEREF _Toc29371 \\h", "— 3 —"])
    if text == "— 3 —":
        places = body_paragraphs(r)
        s, i = rng.choice(places)
        b = s.body[i]
        for a in ("信息", "工作", "公开"):
            at = b.find(a, 12)
            if at > 0 and b[:at].count("\ue000") == b[:at].count("\ue002"):
                s.body[i] = b[: at + 1] + mark("residue", text) + b[at + 1 :]
                break
        else:
            return False
    elif not inject(r, rng, text, "residue", at_start=text.startswith("[bookmark")):
        return False
    r.expect("GK901", "residue")


@defect("words", "text", weight=2)
def unfinished(r, rng):
    text = rng.choice(["（此处补充数据），", "待补充，", "全年公开信息XX条，", "召开会议××次，", "（此处插入图片）", "XXX科室负责，"])
    core = next(x for x in ("（此处补充数据）", "（此处插入图片）", "待补充", "XXX", "XX", "××") if x in text)
    before, after = text.split(core, 1)
    if not inject(r, rng, before + mark("unfinished", core) + after, "around"):
        return False
    r.expect("GK902", "unfinished")


@defect("words", "title")
def unfinished_title(r, rng):
    """A title whose issuer was never filled in."""
    if r.issuer.may_make_rules:
        return False
    place = r.issuer.name[:3]
    r.title = [mark("title", "") + place + mark("unfinished", rng.choice(["XX", "××", "XXX"])) + rng.choice(["局", "办公室", "镇人民政府"])
               + mark("title.year", str(r.year)) + "年政府信息公开工作年度报告"]
    r.expect("GK902", "unfinished")
    r.allow("GK902")  # where the title stands twice


@defect("words", "text", weight=2)
def doubled_word(r, rng):
    words = ["资金", "工作", "进行", "加强", "我们", "及时", "有关", "落实", "完善", "通过", "群众", "信息", "提升", "发布"]
    rng.shuffle(words)
    for s, i in rng.sample(body_paragraphs(r), len(body_paragraphs(r))):
        b = s.body[i]
        for w in words:
            at = b.find(w)
            if at > 0 and b[:at].count("\ue000") == b[:at].count("\ue002") and not b[at + 2 :].startswith((w, "人")):
                s.body[i] = b[: at + 2] + mark("doubled", w) + b[at + 2 :]
                r.expect("GK903", "doubled")
                return
    return False


def identity_number(rng):
    body = f"{rng.choice(['430281', '110105', '320504', '510722'])}{rng.randint(1956, 2001)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}{rng.randint(1, 999):03d}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(a) * b for a, b in zip(body, weights)) % 11]


@defect("words", "text", weight=2)
def personal_data(r, rng):
    if rng.random() < 0.6:
        k, text = "person", identity_number(rng)
        said = rng.choice([f"申请人李某（身份证号{mark(k, text)}）的申请已答复。", f"其中申请人张某某，身份证号码：{mark(k, text)}，反映的问题已解决。"])
    else:
        k, text = "person", f"1{rng.choice(['39', '87', '58', '36'])}{rng.randint(10000000, 99999999)}"
        said = rng.choice([f"申请人王某（{mark(k, text)}）对答复表示满意。", f"已与申请人刘某{mark(k, text)}沟通说明。"])
    places = body_paragraphs(r)
    s, i = rng.choice(places)
    s.body[i] += said
    r.expect("GK904", k)
