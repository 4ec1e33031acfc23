"""How a report looks once it is a file: the layouts of extracted text, Markdown and HTML.

Every function here turns marked text into marked text; none of them counts lines (see marks.py).
"""

import html as html_escape
import re
import unicodedata

from .marks import CLOSE, OPEN, SEP, atoms, mark, plain
from .model import Table

TEXT = ["A", "B", "B2", "B3", "B4", "C", "D", "E", "F", "G", "H"]
ALL = TEXT + ["md", "html", "docx"]
LOSES_BLANKS = {"E", "G", "F"}  # a blank cell leaves no trace there


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in plain(text))


# --- tables -----------------------------------------------------------------------------------------------------------

def own_cells(table):
    """Rows of the cells that begin there."""
    return [list(row) for row in table.rows]


def table_a(table, rng, style):
    """A cell a line, led by a TAB; its further paragraphs without one; an empty line after the row."""
    out = []
    stacked = style.setdefault("stacked", rng.random() < 0.35)
    loose = style.setdefault("loose", rng.random() < 0.15)
    for line in table.expand():
        for cell, first_row, first_column in line:
            if not first_column:
                continue
            text = cell.text if first_row else ""
            if stacked and first_row and cell.kind == "group" and cell.rowspan > 9:
                text = "\n".join(atoms(text))
            elif stacked and cell.kind == "header" and table.name == "requests" and len(plain(text)) == 4:
                text = "\n".join(halves(text, 2))
            elif loose and cell.kind == "value" and plain(text) and rng.random() < 0.1:
                text += "  "
            out.append("\t" + text)
        out.append("")
    return out


def table_b(table, rng, style):
    """One cell a line. Rows are padded with pipes to the table's width, except in B4 and after the last row."""
    out = []
    own_line = style.setdefault("pipe_on_own_line", rng.random() < 0.5)
    for i, row in enumerate(own_cells(table)):
        for cell in row:
            if not plain(cell.text):
                out.append(cell.text + "|")
            elif own_line and cell.kind == "value" and table.name == "requests":
                out += [cell.text, "|"]
            else:
                out.append(cell.text.replace("\n", " ") + " |")
        missing = table.width - len(row)
        if missing > 0 and style["layout"] != "B4" and i + 1 < len(table.rows):
            out.append("|" * missing)
    return out


def table_b2(table, rng, style):
    out = []
    lead = style.setdefault("leading_pipe", rng.random() < 0.4)
    tight = style.setdefault("tight_pads", rng.random() < 0.3)
    for row in own_cells(table):
        line = "".join(cell.text.replace("\n", " ") + " | " for cell in row)
        pads = "|" * (table.width - len(row))
        out.append(("| " if lead or not plain(row[0].text) else "") + (line.rstrip(" ") + pads if tight else line + pads))
    return out


def table_b3(table, rng, style):
    """A line with a pipe before every row; each cell a line; the pads after the last cell, or on a line of their own."""
    out = []
    inline = style.setdefault("pads_inline", rng.random() < 0.6)
    for i, row in enumerate(own_cells(table)):
        out.append("| " if inline else "|")
        for cell in row:
            out.append((" " if inline else "") + cell.text.replace("\n", " ") + (" " if inline and plain(cell.text) else "") + " | ".rstrip(" " if not inline else ""))
        missing = table.width - len(row)
        if missing > 0:
            if inline:
                out[-1] += "|" * missing
            elif i + 1 < len(table.rows):
                out.append("|" * missing)
    return out


def pipe_rows(table, clone):
    """Rows as full lists of texts. `clone`: what a merged cell says stands in every place it covers ("labels": not so for values)."""
    for line in table.expand():
        yield [cell.text if first_row and first_column else plain(cell.text) if clone and (clone == "all" or cell.kind != "value") else ""
               for cell, first_row, first_column in line]


def table_c(table, rng, style):
    out = []
    clone = style.setdefault("clone", rng.choices([None, "labels", "all"], [75, 18, 7])[0])
    for i, cells in enumerate(pipe_rows(table, clone)):
        cells = [c.replace("\n", "<br>" if style.get("markdown") else " ") for c in cells]
        out.append("| " + " | ".join(cells) + " |")
        if i == 0 and style.get("separator", True):
            out.append("|" + "|".join([" --- " if style.get("markdown") else "---"] * len(cells)) + "|")
    return [""] + out + [""]


def table_d(table, rng, style):
    rows = [[cell.text.replace("\n", " ") if fr and fc else "" for cell, fr, fc in line] for line in table.expand()]
    if table.name == "requests" and style.get("displaced"):
        return displaced(table)
    return ["\t".join(r) for r in rows]


def displaced(table):
    """As a PDF tool writes it that puts merged labels on their middle row and shifts that row by a column."""
    out = []
    for row in table.rows[:3]:
        texts = [c.text for c in row]
        if row is table.rows[0]:
            out.append("\t".join([texts[0], "", texts[1]] + [""] * 5 + ["", ""]))
        elif row is table.rows[1]:
            out.append("\t".join(["", "", texts[0], texts[1], "", "", "", "", texts[2], ""]))
        else:
            out.append("\t".join(["", "", ""] + texts + ["", ""]))
    waiting = None  # [group text, rows until its middle]
    body = table.rows[3:]
    cut = False
    for row in body:
        groups = [c for c in row if c.kind == "group"]
        label = next(c for c in row if c.kind == "label")
        values = [c.text for c in row if c.kind == "value"]
        first = ""
        for g in groups:
            if "g/requests/results" in g.text:
                first = g.text
            else:
                waiting = [g.text, g.rowspan // 2]
        if waiting and waiting[1] == 0:
            out.append("\t".join([first, waiting[0], label.text] + values))
            waiting = None
            continue
        if waiting:
            waiting[1] -= 1
        if "l/requests/total" in label.text:
            out.append("")
            cut = True
        if cut:
            out.append("\t".join([label.text] + values))
        elif label.colspan == 3 or "l/requests/r6" + SEP in label.text:
            out.append("\t".join([label.text, ""] + values + [""]))
        else:
            out.append("\t".join([first, label.text] + values + [""]))
    return out


def table_e(table, rng, style):
    out = []
    split = style.setdefault("split_labels", rng.random() < 0.3)
    for row in own_cells(table):
        for cell in row:
            if not plain(cell.text).strip():
                continue
            pieces = [cell.text.replace("\n", "")]
            four = plain(cell.text)
            if split and cell.kind == "header" and len(four) == 4 and table.name == "requests":
                pieces = halves(cell.text, 2)
            elif split and cell.kind == "group" and four.startswith("（") and len(four) == 7:
                pieces = halves(cell.text, 3)
            for piece in pieces:
                out.append(piece)
                if style.get("paragraphs"):
                    out.append("")
    return out


def halves(text, at):
    a = atoms(text)
    return ["".join(a[:at]), "".join(a[at:])]


def chop(text, limit):
    """Marked text in pieces of at most `limit` display columns."""
    pieces, piece, used = [], "", 0
    for a in atoms(text):
        w = width(a)
        if used + w > limit and piece:
            pieces.append(piece)
            piece, used = "", 0
        piece += a
        used += w
    pieces.append(piece)
    return pieces


def put(line, at, text):
    """`line` (list of (column, text)) with text at a display column."""
    line.append((at, text))


def lay(parts):
    out, used = "", 0
    for at, text in sorted(parts, key=lambda p: p[0]):
        gap = at - used
        if used and gap < 2:
            gap = 2
        out += " " * gap + text
        used += gap + width(text)
    return out


def table_f(table, rng, style):
    """Columns set apart by two blanks or more, labels wrapped, merged labels at the top or in the middle."""
    if table.name == "disclosure":
        out = []
        for row in own_cells(table):
            out.append(lay([(i * 30 + (2 if i else 0), c.text) for i, c in enumerate(row)]))
            if style.get("airy"):
                out.append("")
        return out
    if table.name == "legal":
        out = []
        step = 13
        for line in table.expand():
            out.append(lay([(i * step, c.text) for i, (c, fr, fc) in enumerate(line) if fr and fc]))
        return out
    out = [lay([(0, table.rows[0][0].text), (90, table.rows[0][1].text)])]
    second, third = table.rows[1], table.rows[2]
    at = 66
    out.append(lay([(at, second[0].text), (at + 30, second[1].text), (at + 84, second[2].text)]))
    out.append(lay([(at + 14 * (i + 1), c.text) for i, c in enumerate(third)]))
    wrap = style.setdefault("wrap", rng.random() < 0.5)
    for row in table.rows[3:]:
        groups = [c for c in row if c.kind == "group"]
        label = next(c for c in row if c.kind == "label")
        values = [c for c in row if c.kind == "value"]
        column = {3: 0, 2: 22, 1: 40}[label.colspan]
        pieces = chop(label.text, 64 - column) if wrap else [label.text]
        middle = (len(pieces) - 1) // 2 if style.get("values_middle", True) else 0
        start = at if wrap else max(at, column + width(label.text) + 2)
        for i, piece in enumerate(pieces):
            parts = [(column, piece)]
            if i == middle:
                parts += [(start + 14 * k, c.text) for k, c in enumerate(values)]
            if i == 0:
                for g in groups:
                    parts.append((0 if "results" in g.text else 22, g.text))
            out.append(lay(parts))
    return out


def table_g(table, rng, style):
    """Every row a line, cells a blank apart, what is too long broken over lines; or a line for words and one for numbers."""
    out = []
    shape = style.setdefault("cells", rng.choice(["row", "row", "below", "each"]))
    if shape == "each":
        return [x for row in own_cells(table) for c in row if plain(c.text).strip() for x in chop(c.text.replace("\n", ""), 40)]
    for row in own_cells(table):
        texts = [c for c in row if plain(c.text).strip()]
        numbers = " ".join(c.text for c in texts if c.kind == "value")
        words = " ".join(c.text.replace("\n", "") for c in texts if c.kind != "value")
        pieces = chop(words, 72) if words else []
        if numbers:
            if pieces and shape == "row":
                pieces[-1] += " " + numbers
            elif pieces:
                pieces.append(numbers)
            else:
                pieces = [numbers]
        out += pieces
    return out


def table_h(table, rng, style):
    """Markdown from OCR: one table in many, group labels as headings, columns with made-up names."""
    level = "###"
    out = []

    def piece(header, lines):
        out.append("")
        out.append("| " + " | ".join(header) + " |")
        out.append("|" + "|".join([" --- "] * len(header)) + "|")
        for cells in lines:
            out.append("| " + " | ".join(cells) + " |")
        out.append("")

    if table.name == "disclosure":
        i = 0
        while i < len(table.rows):
            label = table.rows[i][0].text
            header = [c.text for c in table.rows[i + 1]]
            i += 2
            lines = []
            while i < len(table.rows) and table.rows[i][0].kind == "label":
                lines.append([c.text for c in table.rows[i]])
                i += 1
            if style.get("blocks_as_rows"):
                out.append("")
                out.append("| " + " | ".join([label] + [""] * (len(header) - 1)) + " |")
                out.append("|" + "|".join([" --- "] * len(header)) + "|")
                out.extend("| " + " | ".join(cells) + " |" for cells in [header] + lines)
                out.append("")
            else:
                out.append(f"{level} {label}")
                piece(header, lines)
        return out
    if table.name == "legal":
        headers = {}
        values = {}
        for row in table.rows:
            for c in row:
                m = re.search(f"{OPEN}(c|h)/legal/(review|direct|after)/", c.text)
                if m:
                    (values if m.group(1) == "c" else headers).setdefault(m.group(2), []).append(c.text)
        out.append(f"{level} {table.rows[0][0].text}")
        piece(headers["review"], [values["review"]] if values else [])
        out.append(f"{level} {table.rows[0][1].text}")
        for g, cell in zip(("direct", "after"), table.rows[1][-2:]):
            out.append("")
            out.append(cell.text if style.get("plain_captions") else f"**{cell.text}**")
            piece(headers[g], [values[g]] if values else [])
        return out
    names = style.setdefault("names", rng.choice([
        [f"数据{i}" for i in range(1, 8)], ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]]))
    real = ["", mark("h/requests/person", "自然人")] + [c.text for c in table.rows[2]] + [mark("h/requests/all", "总计")]
    lines, first = [], True

    def flush():
        nonlocal lines, first
        if lines:
            if first:
                piece([mark("h/requests", "项目")] + real[1:], lines)
            else:
                piece(["项目"] + names[: len(lines[0]) - 1], lines)
            first, lines = False, []

    for row in table.rows[3:]:
        for g in (c for c in row if c.kind == "group"):
            flush()
            out.append(f"{level} {g.text}")
        label = next(c for c in row if c.kind == "label")
        text = plain(label.text)
        if text.startswith(("（七）", "四、", "（六）")) and lines and "l/requests/r6." not in label.text:
            flush()
        lines.append([c.text.replace("\n", "") for c in row if c.kind in ("label", "value")])
    flush()
    return out


TABLES = {"A": table_a, "B": table_b, "B2": table_b2, "B3": table_b3, "B4": table_b, "C": table_c, "D": table_d, "E": table_e,
          "F": table_f, "G": table_g, "H": table_h, "md": table_c}


# --- words ------------------------------------------------------------------------------------------------------------

def half_width(text):
    """What a reader that normalises to NFKC leaves of Chinese punctuation."""
    return text.translate(str.maketrans("，：；（）！？", ",:;()!?"))


def spaced(text):
    """Blanks between Chinese characters and numbers, as typesetting puts them into PDF text."""
    out, last = "", ""
    for a in atoms(text):
        c = plain(a)[-1:] if plain(a) else ""
        if last and c:
            number, before = c.isascii() and c.isalnum(), last.isascii() and last.isalnum()
            han, han_before = "\u4e00" <= c <= "\u9fff", "\u4e00" <= last <= "\u9fff"
            if (number and han_before) or (han and before):
                out += " "
        out += a
        if c:
            last = c
    return out


def wrap(text, limit):
    """Visual lines of a paragraph: they break anywhere but inside a number and before closing punctuation."""
    lines, line, used = [], "", 0
    units, unit = [], ""
    for a in atoms(text):
        c = plain(a)
        if c and (c[-1].isascii() and (c[-1].isalnum() or c[-1] in ".,%-/:")):
            unit += a
            continue
        if unit:
            units.append(unit)
            unit = ""
        units.append(a)
    if unit:
        units.append(unit)
    for u in units:
        w = width(u)
        if used + w > limit and line and plain(u)[:1] not in "，。；：、）》”〕！？":
            lines.append(line.rstrip(" "))
            line, used = "", 0
            if plain(u) == " ":
                continue
        line += u
        used += w
    if line:
        lines.append(line)
    return lines


# --- whole files ------------------------------------------------------------------------------------------------------

def render(report, layout, style, rng):
    """The report as marked text, ready for `marks.settle`."""
    style["layout"] = layout
    if layout == "html":
        return html(report, style, rng)
    out = []
    md = layout == "md" or (layout == "H" and style.setdefault("hashes", rng.random() < 0.7))
    indent = style.setdefault("indent", rng.choice(["", "", "　　", "\u2003\u2003", "    "]) if not md else "")
    gap = style.setdefault("gap", rng.random() < 0.5) or layout in ("md", "H")
    if layout == "md":
        style["markdown"] = True
    if layout == "F":
        style.setdefault("airy", rng.random() < 0.3)
    if layout == "E":
        style.setdefault("paragraphs", gap)
    if layout == "H":
        style.setdefault("blocks_as_rows", rng.random() < 0.4)
        style.setdefault("plain_captions", rng.random() < 0.3)
    if layout == "D":
        style.setdefault("displaced", report.options.get("displaced", rng.random() < 0.5))
        gap = True
    wide = style.setdefault("columns", rng.choice([72, 76, 80, 84]))

    def words(text, heading=False, title=False):
        if layout in ("D", "G") and style.setdefault("spaced", True):
            text = spaced(text)
        if layout in ("B", "B2", "B3", "B4") and style.setdefault("half_width", rng.random() < 0.3):
            text = half_width(text)
        if layout == "G":
            lines = wrap(("" if heading or title else "    ") + text, wide)
            if title and style.get("centred", True):
                lines = [" " * max(0, (wide - width(x)) // 2) + x for x in lines]
            out.extend(lines)
            return
        if heading and md:
            text = "## " + text
        elif title and md:
            text = "# " + text
        elif not heading and not title:
            text = indent + text
        elif heading and style.get("indent_headings"):
            text = indent + text
        out.append(text)
        if gap:
            out.append("")

    if report.options.get("leading_blank_lines"):
        out += [""] * report.options["leading_blank_lines"]
    for line in report.title:
        words(line, title=True)
    if report.title and layout not in ("G",) and not gap:
        out.append("")
    if report.title and layout in ("A", "B", "B2", "B3", "C", "E") and style.setdefault("furniture", rng.random() < 0.15):
        date = f"{report.year + 1}-01-{rng.randint(10, 30)}"
        out.append(rng.choice([f"来源：{report.issuer.name}　发布时间：{date} 09:{rng.randint(10, 59)}　浏览次数：{rng.randint(20, 900)}次",
                               "【字体：大 中 小】 打印", f"发布日期：{date}　　字号：[大] [中] [小]"]))
        out.append("")
    for p in report.preface:
        words(p)
    airy_headings = style.setdefault("airy_headings", rng.random() < 0.06)
    for s in report.sections:
        words(s.heading.replace("、", "、 ", 1) if airy_headings else s.heading, heading=True)
        for b in s.body:
            if isinstance(b, Table):
                if layout in ("B", "B2", "B3", "B4") and style.get("half_width"):
                    b = Table(b.name, [[type(c)(half_width(c.text), c.rowspan, c.colspan, c.kind) for c in r] for r in b.rows], b.width)
                out.extend(TABLES[layout](b, rng, style))
                if layout in ("D", "F", "A", "C"):
                    out.append("")
            else:
                words(b)
    for p in report.ending:
        words(p)
    if layout == "G":
        out = page_marks(out, rng, style)
    text = "\n".join(out)
    return text + ("" if style.setdefault("no_final_newline", rng.random() < 0.2) else "\n")


def page_marks(lines, rng, style):
    every = style.setdefault("page", rng.choice([34, 38, 42]))
    marks = ["— {} —", "- {} -", "—{}—", "－ {} －"] + (["{}"] if style.get("cells") != "each" else [])  # a bare number would be a cell
    shape = style.setdefault("page_mark", rng.choice(marks))
    out, page = [], 1
    for i, line in enumerate(lines):
        out.append(line)
        if (i + 1) % every == 0 and i + 1 < len(lines):
            if style.setdefault("page_gap", rng.random() < 0.5):
                out.append("")
            out.append(shape.format(page))
            page += 1
    out.append(shape.format(page))
    return out


# --- HTML -------------------------------------------------------------------------------------------------------------

def esc(text):
    return html_escape.escape(text, quote=False)


def shatter(text, rng, tag="span"):
    """The text with tags between some of its characters, numbers included, as pasting from Word leaves it."""
    out, run, entity = "", "", False
    for a in atoms(text):
        run += a
        entity = (entity or a.endswith("&")) and not a.endswith(";")
        if not entity and rng.random() < 0.12:
            out += f"<{tag} lang=\"EN-US\">{run}</{tag}>" if balanced(run) else run
            run = ""
    return out + run


def balanced(text):
    return text.count(OPEN) == text.count(CLOSE)


def html(report, style, rng):
    vendor = style.setdefault("vendor", rng.choice(["trs", "zoom", "ucap", "article", "bare"]))
    broken = style.setdefault("shattered", rng.random() < 0.4)
    open_body, close_body = {
        "trs": ('<div class="TRS_Editor">', "</div>"), "zoom": ('<div id="zoom">', "</div>"),
        "ucap": ("<ucapcontent>", "</ucapcontent>"), "article": ('<div class="article-content">', "</div>"),
        "bare": ("", "")}[vendor]
    charset = style.get("charset", "utf-8")
    title = "".join(plain(t) for t in report.title)
    out = ["<!DOCTYPE html>", '<html lang="zh-CN">', "<head>", f'<meta charset="{charset}">', f"<title>{esc(title)}</title>",
           "<style>td{border:1px solid #000}</style>", "</head>", "<body>"]
    if vendor != "bare":
        out += ['<div class="nav"><a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 政府信息公开年报</div>']
        if style.setdefault("metadata", rng.random() < 0.6):
            out += ['<table class="xxgk">', f"<tr><td>索引号</td><td>01{rng.randint(1000000, 9999999)}/{report.year + 1}-0{rng.randint(1000, 9999)}</td>"
                    f"<td>发布机构</td><td>{esc(report.issuer.name)}</td></tr>",
                    f"<tr><td>名称</td><td>{esc(title)}</td><td>公开日期</td><td>{report.year + 1}-01-{rng.randint(10, 28)}</td></tr>", "</table>"]
    if report.title:
        shown = [esc(t) for t in report.title]
        if broken:  # the year in two tags
            y = str(report.year)
            shown = [t.replace(y, f"<span>{y[:2]}</span><span>{y[2:]}</span>") for t in shown]
        out.append("<h1>" + "<br>\n".join(shown) + "</h1>")
    out.append(open_body)

    def words(text, tag="p"):
        text = esc(text)
        if broken:
            text = shatter(text, rng)
        out.append(f'<{tag} style="text-indent:2em">{text}</{tag}>' if tag == "p" else f"<{tag}>{text}</{tag}>")

    heading = style.setdefault("heading", rng.choice(["p", "h2", "strong"]))
    if report.title and style.setdefault("title_again", rng.random() < 0.4):
        out += [f'<p align="center">{mark("title.again", esc(plain(t)))}</p>' for t in report.title]
    for p in report.preface:
        words(p)
    for s in report.sections:
        if heading == "strong":
            out.append(f"<p><strong>{esc(s.heading)}</strong></p>")
        else:
            words(s.heading, heading)
        for b in s.body:
            if isinstance(b, Table):
                out += html_table(b, style, rng)
            else:
                words(b)
    for p in report.ending:
        words(p)
    out.append(close_body)
    if vendor != "bare":
        out += ['<div class="footer">', "<p>主办单位：网站管理办公室　网站标识码：4300000000</p>", "</div>"]
    out += ["</body>", "</html>"]
    return "\n".join(x for x in out if x) + "\n"


def html_table(table, style, rng):
    out = ['<table border="1" cellspacing="0">', "<tbody>"]
    inner = style.setdefault("inner", rng.choice(["{}", "<p>{}</p>", '<p align="center"><span>{}</span></p>']))
    for row in table.rows:
        out.append("<tr>")
        for c in row:
            attributes = (f' rowspan="{c.rowspan}"' if c.rowspan > 1 else "") + (f' colspan="{c.colspan}"' if c.colspan > 1 else "")
            text = esc(c.text).replace("\n", "<br>")
            if not plain(c.text):
                text += "&nbsp;"
            out.append(f"<td{attributes}>" + inner.format(text) + "</td>")
        out.append("</tr>")
    return out + ["</tbody>", "</table>"]
