"""A report as data: who reports, for which year, the numbers of its tables, its words."""

import random
from dataclasses import dataclass, field
from decimal import Decimal

from .marks import mark, plain

# --- the two national forms -------------------------------------------------------------------------------------------

HEADINGS = {
    1: "一、总体情况",
    2: "二、主动公开政府信息情况",
    3: "三、收到和处理政府信息公开申请情况",
    4: "四、政府信息公开行政复议、行政诉讼情况",
    5: "五、存在的主要问题及改进情况",
    6: "六、其他需要报告的事项",
}

COLUMNS = [
    ("person", "自然人"),
    ("business", "商业企业"),
    ("science", "科研机构"),
    ("public", "社会公益组织"),
    ("legal", "法律服务机构"),
    ("other", "其他"),
    ("all", "总计"),
]
COLUMN_IDS = [c for c, _ in COLUMNS]

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
RESULTS = "三、本年度办理结果"

REFUSED = ("refused", "（三）不予公开", [
    "1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益",
    "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项"])
UNABLE = ("unable", "（四）无法提供", [
    "1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"])
UNHANDLED = ("unhandled", "（五）不予处理", [
    "1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息"])
OTHER = ("other", "（六）其他处理", [
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他"])
NAMES = {"refused": "不予公开", "unable": "无法提供", "unhandled": "不予处理", "other": "其他处理"}


def request_rows(template):
    """(row id, group label or None, own label) in the order of the form."""
    rows = [("new", None, "一、本年新收政府信息公开申请数量"), ("carry_in", None, "二、上年结转政府信息公开申请数量"),
            ("r1", RESULTS, "（一）予以公开"),
            ("r2", RESULTS, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）")]
    for number, (_, group, leaves) in zip((3, 4, 5), (REFUSED, UNABLE, UNHANDLED)):
        rows += [(f"r{number}.{i}", group, leaf) for i, leaf in enumerate(leaves, 1)]
    if template == 2019:
        rows.append(("r6", RESULTS, "（六）其他处理"))
    else:
        rows += [(f"r6.{i}", OTHER[1], leaf) for i, leaf in enumerate(OTHER[2], 1)]
    rows += [("total", RESULTS, "（七）总计"), ("carry_out", None, "四、结转下年度继续办理")]
    return rows


def result_ids(template):
    return [r for r, _, _ in request_rows(template) if r.startswith("r")]


# block key, block label, columns (id, label), rows (id, label)
def disclosure_blocks(template):
    if template == 2019:
        made = [("made", "本年新制作数量"), ("opened", "本年新公开数量"), ("public", "对外公开总数量")]
        items = [("before", "上一年项目数量"), ("change", "本年增/减"), ("decisions", "处理决定数量")]
        return [
            ("b1", "第二十条第（一）项", made, [("rule", "规章"), ("normative", "规范性文件")]),
            ("b5", "第二十条第（五）项", items, [("permit", "行政许可"), ("service", "其他对外管理服务事项")]),
            ("b6", "第二十条第（六）项", items, [("penalty", "行政处罚"), ("coercion", "行政强制")]),
            ("b8", "第二十条第（八）项", items[:2], [("fee", "行政事业性收费")]),
            ("b9", "第二十条第（九）项", [("projects", "采购项目数量"), ("amount", "采购总金额")],
             [("procurement", "政府集中采购")]),
        ]
    made = [("made", "本年制发件数"), ("repealed", "本年废止件数"), ("valid", "现行有效件数")]
    decisions = [("decisions", "本年处理决定数量")]
    return [
        ("b1", "第二十条第（一）项", made, [("rule", "规章"), ("normative", "行政规范性文件")]),
        ("b5", "第二十条第（五）项", decisions, [("permit", "行政许可")]),
        ("b6", "第二十条第（六）项", decisions, [("penalty", "行政处罚"), ("coercion", "行政强制")]),
        ("b8", "第二十条第（八）项", [("amount", "本年收费金额（单位：万元）")], [("fee", "行政事业性收费")]),
    ]


OUTCOMES = [("upheld", "结果维持"), ("corrected", "结果纠正"), ("else", "其他结果"), ("pending", "尚未审结"), ("all", "总计")]
GROUPS = [("review", "行政复议"), ("direct", "未经复议直接起诉"), ("after", "复议后起诉")]


# --- a table as it is drawn -------------------------------------------------------------------------------------------

@dataclass
class Cell:
    text: str
    rowspan: int = 1
    colspan: int = 1
    kind: str = "value"  # block, header, label, group, value


@dataclass
class Table:
    name: str  # disclosure, requests, legal
    rows: list  # of lists of Cell, only those that begin in the row
    width: int

    def expand(self):
        """Rows as full lists of (cell, is_first_row, is_first_column)."""
        held = {}
        out = []
        for r, row in enumerate(self.rows):
            line, c, todo = [], 0, list(row)
            while todo or (r, c) in held:
                if (r, c) in held:
                    line.append(held[(r, c)])
                    c += 1
                    continue
                cell = todo.pop(0)
                for dr in range(cell.rowspan):
                    for dc in range(cell.colspan):
                        if dr or dc:
                            held[(r + dr, c + dc)] = (cell, dr == 0, dc == 0)
                line.append((cell, True, True))
                c += 1
            out.append(line)
        return out


# --- issuers ----------------------------------------------------------------------------------------------------------

FIRST, SECOND = "云青石白永沅松望澄宁晴泽苍岚泗碧梧栖", "溪岚堰陶溆荔丰洮岐源蓼沱川岭浦陂棠汀"
DISTRICTS = ["东浦区", "西堤区", "南陂区", "北岭区", "临港区", "枫林区"]
TOWNS = ["柳塘镇", "石桥头镇", "大坪镇", "双溪口乡", "竹园镇", "岩门乡", "龙潭湾镇", "沙河沿镇", "黄泥岗镇", "上坝乡"]
STREETS = ["新华里街道", "解放桥街道", "望江门街道", "学府路街道", "北湖街道", "滨河湾街道"]
PROVINCES = ["江岚省", "东岭省"]
BUREAUS = ["林业局", "水利局", "教育局", "民政局", "卫生健康局", "自然资源局", "住房和城乡建设局", "市场监督管理局", "统计局",
           "审计局", "司法局", "农业农村局", "交通运输局", "应急管理局", "人力资源和社会保障局", "财政局", "医疗保障局",
           "文化和旅游局", "退役军人事务局", "商务局", "城市管理局", "科学技术局"]
COMMISSIONS = ["发展和改革委员会", "卫生健康委员会", "住房和城乡建设委员会"]
DEPARTMENTS = ["水利厅", "教育厅", "民政厅", "自然资源厅", "交通运输厅", "农业农村厅", "商务厅"]


@dataclass
class Issuer:
    name: str
    kind: str  # county_bureau, city_bureau, district_bureau, town, street, office, county, district, city, province_bureau
    own: str  # 局, 镇, 市 …: 我局, 全镇
    region: str
    government: bool = False

    @property
    def may_make_rules(self):
        return self.kind == "city"

    @property
    def area(self):
        """全县, 全市 …, as one says it of the whole area."""
        return {"county_bureau": "全县", "city_bureau": "全市", "district_bureau": "全区", "town": "全" + self.own,
                "street": "全街道", "office": "全县", "county": "全县", "district": "全区", "city": "全市",
                "province_bureau": "全省"}[self.kind]


def random_issuer(rng, kind=None):
    kind = kind or rng.choices(
        ["county_bureau", "city_bureau", "district_bureau", "town", "street", "office", "county", "district", "city",
         "province_bureau"], [22, 14, 10, 20, 8, 6, 6, 5, 5, 4])[0]
    place = rng.choice(FIRST) + rng.choice(SECOND)
    county, city, district = place + "县", place + "市", rng.choice(DISTRICTS)
    if kind == "county_bureau":
        return Issuer(county + rng.choice(BUREAUS), kind, "局", county)
    if kind == "city_bureau":
        if rng.random() < 0.3:
            return Issuer(city + rng.choice(COMMISSIONS), kind, "委", city)
        return Issuer(city + rng.choice(BUREAUS), kind, "局", city)
    if kind == "district_bureau":
        return Issuer(city + district + rng.choice(BUREAUS), kind, "局", district)
    if kind == "town":
        town = rng.choice(TOWNS)
        return Issuer(county + town + rng.choice(["人民政府", "人民政府", ""]), kind, town[-1], town, True)
    if kind == "street":
        return Issuer(city + district + rng.choice(STREETS) + "办事处", kind, "街道", district)
    if kind == "office":
        return Issuer(county + "人民政府办公室", kind, "办", county)
    if kind == "county":
        return Issuer(county + "人民政府", kind, "县", county, True)
    if kind == "district":
        return Issuer(city + district + "人民政府", kind, "区", district, True)
    if kind == "city":
        return Issuer(city + "人民政府", kind, "市", city, True)
    province = rng.choice(PROVINCES)
    return Issuer(province + rng.choice(DEPARTMENTS), kind, "厅", province)


# --- the numbers ------------------------------------------------------------------------------------------------------

def _spread(rng, total, weights):
    """`total` things over the keys of `weights`, at random."""
    out = dict.fromkeys(weights, 0)
    keys, w = list(weights), list(weights.values())
    if total <= 4000:
        for k in rng.choices(keys, w, k=total):
            out[k] += 1
        return out
    left, whole = total, sum(w)
    for k, x in zip(keys, w):
        out[k] = min(left, int(total * x / whole))
        left -= out[k]
    out[keys[0]] += left
    return out


RESULT_WEIGHTS = {"r1": 40, "r2": 9, "r3.1": 1, "r3.2": 2, "r3.3": 1, "r3.4": 3, "r3.5": 3, "r3.6": 3, "r3.7": 4, "r3.8": 3,
                  "r4.1": 18, "r4.2": 4, "r4.3": 2, "r5.1": 4, "r5.2": 4, "r5.3": 1, "r5.4": 1, "r5.5": 1}
WHO_WEIGHTS = {"person": 60, "business": 16, "science": 2, "public": 3, "legal": 5, "other": 3}


def random_requests(rng, template, scale, carried=None):
    """{row: {column: int}} in which I1, I2 and I3 hold. `carried`: last year's 结转下年度 by column."""
    top = {"none": 0, "tiny": 6, "small": 60, "mid": 400, "big": 4000}[scale]
    handled = 0 if scale == "none" else rng.randint(max(1, top // 6), top)
    if scale == "tiny" and rng.random() < 0.5:
        handled = rng.randint(1, 3)
    weights = dict(RESULT_WEIGHTS)
    if template == 2019:
        weights["r6"] = 3
    else:
        weights |= {"r6.1": 3, "r6.3": 3}
        if rng.random() < 0.15:
            weights["r6.2"] = 2
    if rng.random() < 0.7:  # most offices use a handful of results only
        for k in rng.sample([k for k in weights if k != "r1"], rng.randint(3, len(weights) - 3)):
            del weights[k]
    who = {"person": 1} if rng.random() < 0.35 else WHO_WEIGHTS
    rows = {r: dict.fromkeys(COLUMN_IDS, 0) for r, _, _ in request_rows(template)}
    people = _spread(rng, handled, who)
    if carried is not None:
        people = {c: people.get(c, 0) for c in COLUMN_IDS[:-1]}
    for c, n in people.items():
        for r, k in _spread(rng, n, weights).items():
            rows[r][c] = k
        rows["total"][c] = n
        rows["carry_out"][c] = rng.randint(0, max(1, n // 8)) if n and rng.random() < 0.6 else 0
        due = n + rows["carry_out"][c]
        if carried is not None:
            more = max(0, carried[c] - due)  # what came in is dealt with
            rows["r1"][c] += more
            rows["total"][c] += more
            rows["carry_in"][c] = carried[c]
            rows["new"][c] = due + more - carried[c]
            continue
        rows["carry_in"][c] = rng.randint(0, max(1, due // 9)) if due and rng.random() < 0.55 else 0
        rows["new"][c] = due - rows["carry_in"][c]
    for row in rows.values():
        row["all"] = sum(row[c] for c in COLUMN_IDS[:-1])
    return rows


def random_legal(rng, scale):
    """{group: {outcome: int}} in which I4, I5 and I6 hold."""
    top = {"none": 0, "tiny": 1, "small": 4, "mid": 15, "big": 80}[scale]
    out = {}
    for g, factor in (("review", 1.0), ("direct", 0.4), ("after", 0.4)):
        n = rng.randint(0, max(0, int(top * factor))) if rng.random() < 0.55 else 0
        out[g] = _spread(rng, n, {"upheld": 6, "corrected": 2, "else": 2, "pending": 1})
        out[g]["all"] = n
    return out


def random_disclosure(rng, template, issuer):
    """{row: {column: value}}, plausible for who reports."""
    big = issuer.kind in ("county", "district", "city", "province_bureau")
    scale = {"town": 40, "street": 30, "office": 20, "county_bureau": 900, "district_bureau": 600, "city_bureau": 2500,
             "county": 40000, "district": 60000, "city": 300000, "province_bureau": 5000}[issuer.kind]
    few = {"county": 25, "district": 20, "city": 40, "office": 12, "city_bureau": 8, "province_bureau": 15}.get(issuer.kind, 4)

    def count(top, zero=0.35):
        return 0 if rng.random() < zero else rng.randint(1, max(1, top))

    out = {}
    if template == 2019:
        def law(may):
            made = count(few) if may else 0
            opened = rng.randint((made + 1) // 2, made) if made else 0
            return {"made": made, "opened": opened, "public": opened + (rng.randint(0, few * 4) if may else 0)}

        out["rule"] = law(issuer.may_make_rules)
        out["normative"] = law(rng.random() < 0.7)
        for row, top in (("permit", 120), ("service", 90), ("penalty", 300), ("coercion", 20)):
            before = count(top)
            change = rng.choice([0, 0, rng.randint(-min(before, 12), 12)])
            out[row] = {"before": before, "change": change, "decisions": count(scale) if before + change > 0 else 0}
        before = count(9)
        out["fee"] = {"before": before, "change": rng.choice([0, 0, -1, 1]) if before else 0}
        projects = count(60 if big else 12)
        amount = Decimal(rng.randint(50, 90000)) / rng.choice([1, 10, 100]) if projects else Decimal(0)
        out["procurement"] = {"projects": projects, "amount": amount}
        return out

    def law(may):
        if not may:
            return {"made": 0, "repealed": 0, "valid": 0}
        made, repealed = count(few), count(few, 0.6)
        return {"made": made, "repealed": repealed, "valid": max(0, made - repealed) + rng.randint(made, made + few * 4)}

    out["rule"] = law(issuer.may_make_rules)
    out["normative"] = law(rng.random() < 0.7)
    out["permit"] = {"decisions": count(scale)}
    out["penalty"] = {"decisions": count(scale)}
    out["coercion"] = {"decisions": count(max(3, scale // 20), 0.6)}
    out["fee"] = {"amount": Decimal(0) if rng.random() < 0.5 else Decimal(rng.randint(3, scale * 40)) / rng.choice([1, 10, 100, 1000])}
    return out


# --- the report -------------------------------------------------------------------------------------------------------

@dataclass
class Section:
    number: int
    heading: str  # as printed, without mark
    body: list = field(default_factory=list)  # str paragraphs and Table
    key: str = ""  # mark key of the heading


@dataclass
class Report:
    rng: random.Random
    issuer: Issuer
    year: int
    template: int
    disclosure: dict  # row -> column -> str
    requests: dict
    legal: dict
    title: list = field(default_factory=list)  # lines
    preface: list = field(default_factory=list)
    sections: list = field(default_factory=list)
    ending: list = field(default_factory=list)
    meta: dict = field(default_factory=dict)  # mark key -> what is known of it
    options: dict = field(default_factory=dict)
    expected: list = field(default_factory=list)
    allowed: list = field(default_factory=list)

    def section(self, number):
        return next((s for s in self.sections if s.number == number), None)

    def table(self, name):
        for s in self.sections:
            for b in s.body:
                if isinstance(b, Table) and b.name == name:
                    return b
        return None

    def n(self, row, column="all"):
        """The number of a cell of table 3 as far as it is one."""
        text = self.requests.get(row, {}).get(column, "0").replace(",", "")
        return int(text) if text.lstrip("-").isdigit() else 0

    def m(self, group, outcome="all"):
        text = self.legal[group][outcome]
        return int(text) if text.lstrip("-").isdigit() else 0

    def expect(self, rule, key, **more):
        self.expected.append({"rule": rule, "key": key, **more})

    def allow(self, rule, key=None):
        self.allowed.append({"rule": rule, "key": key})


def text_of(number, thousands=False):
    if isinstance(number, str):
        return number
    if isinstance(number, Decimal):
        s = format(number.normalize(), "f")
        return s
    return f"{number:,}" if thousands else str(number)


def group_of(row):
    return {"r3": "refused", "r4": "unable", "r5": "unhandled", "r6": "other"}.get(row.split(".")[0])


def build_disclosure(report):
    rows = []
    o = report.options
    template = o.get("disclosure_template", report.template)
    for block, label, columns, lines in disclosure_blocks(template):
        if block in o.get("drop_blocks", ()):
            continue
        rows.append([Cell(mark(f"block/{block}", label), colspan=4, kind="block")])
        kept = [(c, h) for c, h in columns if (block, c) not in o.get("drop_columns", ())]
        spans = [1] * len(kept)
        spans[-1] = 4 - len(kept)
        header = [Cell(mark(f"h/{block}", "信息内容"), kind="header")]
        for (c, h), span in zip(kept, spans):
            if c == "amount" and template == 2019 and o.get("amount_unit"):
                h += o["amount_unit"]
            if c == "valid" and o.get("valid_note"):
                h += o["valid_note"]
            header.append(Cell(mark(f"h/{block}/{c}", h), colspan=span, kind="header"))
        rows.append(header)
        for row, name in lines:
            if row not in report.disclosure:
                continue
            line = [Cell(mark(f"l/disclosure/{row}", name), kind="label")]
            for (c, _), span in zip(kept, spans):
                line.append(Cell(mark(f"c/disclosure/{row}/{c}", report.disclosure[row][c]), colspan=span))
            rows.append(line)
    return Table("disclosure", rows, 4 + o.get("extra_width", 0))


def build_requests(report):
    o = report.options
    dropped = o.get("drop_request_columns", ())
    columns = [(c, h) for c, h in COLUMNS if c not in dropped]
    legal_columns = [(c, h) for c, h in columns if c not in ("person", "all")]
    rows = [[Cell(mark("h/requests", CORNER), 3, 3, "header"), Cell("申请人情况", 1, len(columns), "header")],
            [Cell(mark("h/requests/person", "自然人"), 2, 1, "header"),
             Cell("法人或其他组织", 1, len(legal_columns), "header"),
             Cell(mark("h/requests/all", "总计"), 2, 1, "header")],
            [Cell(mark(f"h/requests/{c}", h), 1, 1, "header") for c, h in legal_columns]]
    listed = [(r, g, n) for r, g, n in request_rows(report.template) if r in report.requests]
    for extra in o.get("extra_rows", ()):  # (after row id, row id, group, label)
        at = next(i for i, x in enumerate(listed) if x[0] == extra[0])
        listed.insert(at + 1, extra[1:])
    for a, b in o.get("swap_rows", ()):
        i, j = (next(k for k, x in enumerate(listed) if x[0] == y) for y in (a, b))
        listed[i], listed[j] = listed[j], listed[i]
    inside = [x for x in listed if x[1]]
    seen = set()
    for r, g, name in listed:
        line = []
        label = mark(f"l/requests/{r}", name)
        if not g:
            line.append(Cell(label, 1, 3, "label"))
        else:
            if RESULTS not in seen:
                seen.add(RESULTS)
                line.append(Cell(mark("g/requests/results", RESULTS), len(inside), 1, "group"))
            if g == RESULTS:
                line.append(Cell(label, 1, 2, "label"))
            else:
                if g not in seen:
                    seen.add(g)
                    line.append(Cell(mark(f"g/requests/{group_of(r)}", g), sum(1 for x in listed if x[1] == g), 1, "group"))
                line.append(Cell(label, 1, 1, "label"))
        for c, _ in columns:
            line.append(Cell(mark(f"c/requests/{r}/{c}", report.requests[r][c])))
        rows.append(line)
    return Table("requests", rows, 3 + len(columns))


def build_legal(report):
    top = [Cell(mark("h/legal", "行政复议"), 1, 5, "header"), Cell("行政诉讼", 1, 10, "header")]
    dropped = report.options.get("drop_legal_columns", ())  # (group, outcome)

    def kept(g):
        return [(k, n) for k, n in OUTCOMES if (g, k) not in dropped]

    top[0].colspan = len(kept("review"))
    top[1].colspan = len(kept("direct")) + len(kept("after"))
    second = [Cell(mark(f"h/legal/review/{k}", n), 2, 1, "header") for k, n in kept("review")]
    second += [Cell(mark(f"h/legal/{g}", n), 1, len(kept(g)), "header") for g, n in GROUPS[1:]]
    third = [Cell(mark(f"h/legal/{g}/{k}", n), 1, 1, "header") for g, _ in GROUPS[1:] for k, n in kept(g)]
    values = [Cell(mark(f"c/legal/{g}/{k}", report.legal[g][k])) for g, _ in GROUPS for k, _ in kept(g)]
    return Table("legal", [top, second, third, values], top[0].colspan + top[1].colspan)


BUILDERS = {"disclosure": build_disclosure, "requests": build_requests, "legal": build_legal}


def strings(rows, thousands=False):
    return {r: {c: text_of(v, thousands=thousands) for c, v in row.items()} for r, row in rows.items()}


def label_of(report, table, row):
    t = report.table(table)
    return next((plain(c.text) for line in t.rows for c in line if f"l/{table}/{row}" in c.text), "")
