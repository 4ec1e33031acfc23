#!/usr/bin/env python3
"""growth.py [--quick] GOUJI [PATTERN]: four times the input takes about four times the time, whatever the input is made of.

Each family of inputs is grown until reading it takes long enough to be measured, and then once more by four. Work that
grows with the square shows as sixteen; the bar is nine, and only the program's own processor time counts, so a busy
machine does not matter. What is refused for its size is as good as what is read in time.

--quick starts from a size at which most that is not linear shows, and measures at length only where it seems to."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

FACTOR = 4
BAR = 9.0
ENOUGH = 0.06  # seconds, without what an empty file takes
LARGEST = 4 << 20  # bytes of an input that is never slow enough to be measured
QUICK = 96 << 10  # bytes of the smaller input of a quick run

CHECK = ["check", "--no-config", "--jobs", "1", "--timeout", "0"]
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TITLE = "某县林业局2023年政府信息公开工作年度报告\n"
HEAD = TITLE + "一、总体情况\n"
REPORT = (ROOT / "fixtures/reports/kaifeng-2020.txt").read_text()
PIPED = (ROOT / "fixtures/reports/baitao-2019.txt").read_text()

TEXTS = {
    "one line of prose": lambda n: HEAD + "做好政府信息公开工作，" * n,
    "one line without a mark": lambda n: HEAD + "公开" * n,
    "numbers in one sentence": lambda n: HEAD + "".join(f"收到{i}件，" for i in range(n)),
    "claims in one sentence": lambda n: HEAD + "".join(f"新收政府信息公开申请{i}件，答复{i}件，结转{i}件，" for i in range(n)),
    "claims in many sentences": lambda n: HEAD + "".join(f"新收政府信息公开申请{i}件，答复{i}件。\n" for i in range(n)),
    "parts of a whole": lambda n: HEAD + "公开信息100条，其中" + "".join(f"网站{i}条、" for i in range(n)),
    "wholes and parts": lambda n: HEAD + "公开信息100条，其中网站60条、微信40条，" * n,
    "residues": lambda n: HEAD + "公开&nbsp;信息，" * n,
    "mobile numbers": lambda n: HEAD + "王某（13900001234）来，" * n,
    "words twice": lambda n: HEAD + "公开公开信息，" * n,
    "openers": lambda n: HEAD + "公开信息100条，" + "其中" * n,
    "openers and counts": lambda n: HEAD + "其中1条，" * n,
    "sentences that go on": lambda n: HEAD + "公开信息9条。" + "其中网站1条。" * n,
    "brackets that close": lambda n: HEAD + "）" * n,
    "brackets in brackets": lambda n: HEAD + "1件（其中2件" * n,
    "percentages": lambda n: HEAD + "".join(f"公开{i + 1}条，同比增长{i % 90}.5%，" for i in range(n)),
    "dates": lambda n: HEAD + "".join(f"{1990 + i % 50}年{i % 14}月{i % 35}日至{2000 + i % 30}年，" for i in range(n)),
    "years": lambda n: HEAD + "".join(f"{2000 + i % 30}年度" for i in range(n)),
    "digits": lambda n: HEAD + "1234567890" * n,
    "Chinese numerals": lambda n: HEAD + "一百二十三万" * n,
    "the same sentence": lambda n: HEAD + "我局认真落实政府信息公开条例的各项要求，做好主动公开工作。\n" * n,
    "sentences alike": lambda n: HEAD + "".join(f"我局认真落实政府信息公开条例的第{i}项要求，做好工作。\n" for i in range(n)),
    "headings": lambda n: TITLE + "".join(f"一、总体情况\n第{i}段。\n" for i in range(n)),
    "headings with a tail": lambda n: TITLE + "".join(f"一、总体情况返回{i % 50}\n第{i}段。\n" for i in range(n)),
    "headings of all sections": lambda n: REPORT * n,
    "headings of a second level": lambda n: HEAD + "（一）主动公开\n" * n,
    "headings of a second level in two styles": lambda n: HEAD + "（一）主动公开\n（2）依申请公开\n" * n,
    "ordinals": lambda n: HEAD + "".join(f"{i}．事项\n" for i in range(n)),
    "titles": lambda n: TITLE * n,
    "empty lines": lambda n: HEAD + "\n" * n,
    "lines of one character": lambda n: HEAD + "文\n" * n,
    "blanks": lambda n: HEAD + " " * n,
    "wide blanks": lambda n: HEAD + "\u3000" * n,
    "tabs": lambda n: HEAD + "\t" * n,
    "lines of a tab": lambda n: HEAD + "\t\n" * n,
    "pipes": lambda n: HEAD + "|" * n,
    "lines of a pipe": lambda n: HEAD + "|\n" * n,
    "lines of two pipes": lambda n: HEAD + "||\n" * n,
    "brackets": lambda n: HEAD + "（" * n,
    "quotes": lambda n: HEAD + "“" * n,
    "marks": lambda n: HEAD + "，。；：" * n,
    "accents": lambda n: HEAD + "a" + "\u0301" * n,
    "directions": lambda n: HEAD + "\u202e" * n,
    "page marks": lambda n: HEAD + "- 3 -\n" * n,
    "page breaks": lambda n: HEAD + "文\f" * n,
    "lone carriage returns": lambda n: HEAD + "\r" * n,
    "cells, one a line": lambda n: HEAD + "\t第二十条第（一）项\n\n\t规章\n\t0\n\t1\n" * n,
    "one cell of many lines": lambda n: HEAD + "\t规章\n" + "行\n" * n,
    "rows of pipes": lambda n: HEAD + "| 规章 | 0 | 1 | 2 |\n" * n,
    "a row of pipes": lambda n: HEAD + "| 1 " * n + "|\n",
    "rows with tabs": lambda n: HEAD + "规章\t0\t1\t2\n" * n,
    "rows with tabs over several lines": lambda n: HEAD + "甲\t乙\n" + "一、本年新收\n申请\n数量\t9\t2\n" * n,
    "labels in pieces between tabs": lambda n: HEAD + "甲\t1\t2\t3\n" + "自\n然\n人\t法\n" * n,
    "one label in pieces": lambda n: HEAD + "甲\t1\t2\t3\n" + "申请人\n情\n" * n + "甲\t1\n",
    "cells with one quotation mark": lambda n: HEAD + "甲\t1\t2\t3\n" + '甲\t"乙\n' * n,
    "a row with tabs": lambda n: HEAD + "1\t" * n + "\n",
    "rows of columns": lambda n: HEAD + "规章      0      1      2\n" * n,
    "a row of columns": lambda n: HEAD + "1      " * n + "\n",
    "rows without marks": lambda n: TITLE + "三、收到和处理政府信息公开申请情况\n" + "一、本年新收政府信息公开申请数量 0 1 2 3 4 5 6\n" * n,
    "piped cells": lambda n: HEAD + "| 规章\n| 0\n| 1\n" * n,
    "table labels again": lambda n: PIPED + "| （七）总计 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n" * n,
    "many tables": lambda n: HEAD + "| 规章 | 0 | 1 |\n| 规范性文件 | 0 | 1 |\n\n文。\n\n" * n,
    "many whole tables": lambda n: PIPED * n,
}

MARKDOWNS = {
    "quotes": lambda n: "> " * n + "甲",
    "lines of quotes": lambda n: "> > > 甲\n" * n,
    "stars": lambda n: "*" * n,
    "stars and words": lambda n: "*甲 " * n,
    "underscores": lambda n: "_甲" * n,
    "code": lambda n: "`" * n,
    "ticks and words": lambda n: "`甲" * n,
    "brackets": lambda n: "[" * n,
    "links": lambda n: "[甲](" * n,
    "images": lambda n: "![" * n,
    "comments": lambda n: "<!--" * n,
    "tags": lambda n: "<a" * n,
    "entities": lambda n: "&" * n,
    "long entities": lambda n: "&#" + "0" * n,
    "escapes": lambda n: "\\" * n,
    "headings": lambda n: "# 一、总体情况\n" * n,
    "lists": lambda n: "".join(" " * (i % 40) + "- 甲\n" for i in range(n)),
    "rows": lambda n: "| 甲 | 乙 |\n|---|---|\n" + "| 1 | 2 |\n" * n,
    "a row": lambda n: "| 甲 " * n + "|\n" + "|---" * n + "|\n",
    "fences": lambda n: "```\n" * n,
    "references": lambda n: HEAD + "`甲 <a>`__" * n,
    "wiki tables": lambda n: HEAD + "{|\n|甲\n" * n,
    "rows of a wiki": lambda n: HEAD + "{|\n" + "|-\n| rowspan=9 | 甲 || 1\n" * n,
    "AsciiDoc tables": lambda n: HEAD + "|===\n|甲\n" * n,
    "cells that reach down": lambda n: HEAD + '[cols="9*"]\n|===\n' + ".9+|甲 2+|1\n" * n,
    "tildes": lambda n: "~~" * n,
    "rules": lambda n: "---\n" * n,
}

PAGE = "<!DOCTYPE html><html><body>"
PAGES = {
    "paragraphs": lambda n: PAGE + "<p>做好工作。</p>" * n,
    "line breaks": lambda n: PAGE + "<p>甲" + "<br>甲" * n,
    "spans": lambda n: PAGE + "<p>" + "<span>甲</span>" * n,
    "open spans": lambda n: PAGE + "<p>" + "<span>甲" * n,
    "open fonts": lambda n: PAGE + "<p>" + "<font>甲" * n,
    "nested blocks": lambda n: PAGE + "<div>" * n + "甲",
    "nested blocks again": lambda n: PAGE + ("<div>" * 500 + "甲" + "</div>" * 500) * n,
    "nested tables": lambda n: PAGE + ("<table><tr><td>" * 60 + "甲" + "</td></tr></table>" * 60) * n,
    "rows": lambda n: PAGE + "<table>" + "<tr><td>规章</td><td>0</td><td>1</td></tr>" * n,
    "columns": lambda n: PAGE + "<table><tr>" + "<td>1</td>" * n,
    "tables": lambda n: PAGE + "<table><tr><td>规章</td><td>1</td></tr></table>" * n,
    "spans of rows": lambda n: PAGE + "<table>" + "<tr><td rowspan=60000>1</td><td>2</td></tr>" * n,
    "spans of columns": lambda n: PAGE + "<table>" + "<tr><td colspan=1000>1</td><td>2</td></tr>" * n,
    "one cell of many paragraphs": lambda n: PAGE + "<table><tr><td>" + "<p>甲</p>" * n,
    "entities": lambda n: PAGE + "&nbsp;甲" * n,
    "broken entities": lambda n: PAGE + "&" * n,
    "comments": lambda n: PAGE + "<!-- -->" * n,
    "open comments": lambda n: PAGE + "<!--" * n,
    "open tags": lambda n: PAGE + "<" * n,
    "open quotes": lambda n: PAGE + "<a b='" * n,
    "closing tags": lambda n: PAGE + "</p>" * n,
    "lists": lambda n: PAGE + "<ul>" + "<li>甲" * n,
    "nested lists": lambda n: PAGE + "<ul><li>" * n,
    "headings": lambda n: PAGE + "<h2>一、总体情况</h2><p>甲</p>" * n,
    "scripts": lambda n: PAGE + "<script>x</script>" * n,
    "classes": lambda n: PAGE + '<p class="' + "a " * n + '">甲',
    "styles": lambda n: PAGE + '<p style="' + "color:red;" * n + '">甲',
    "hidden": lambda n: PAGE + '<p style="display:none">甲</p>' * n,
    "blanks": lambda n: PAGE + "<p> \n" * n,
    "titles of other reports": lambda n: PAGE
    + "".join(f"<p>某县林业局{1990 + i % 30}年第{i}号</p>" for i in range(n))
    + f"<h1>{TITLE}</h1><h2>一、总体情况</h2><p>甲。</p>",
    "links": lambda n: PAGE + '<a href="#">甲</a> ' * n,
    "one long text": lambda n: PAGE + "<p>" + "做好工作，" * n,
}

DOCUMENTS = {
    "paragraphs": lambda n: "<w:p><w:r><w:t>做好工作。</w:t></w:r></w:p>" * n,
    "runs": lambda n: "<w:p>" + "<w:r><w:t>甲</w:t></w:r>" * n + "</w:p>",
    "numbered paragraphs": lambda n: '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    "<w:r><w:t>甲</w:t></w:r></w:p>" * n,
    "rows": lambda n: "<w:tbl>" + ("<w:tr>" + "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>" * 3 + "</w:tr>") * n + "</w:tbl>",
    "merged rows": lambda n: "<w:tbl>"
    + '<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>' * n
    + "</w:tbl>",
    "cells": lambda n: "<w:tbl><w:tr>" + "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>" * n + "</w:tr></w:tbl>",
    "tables": lambda n: "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>" * n,
    "one cell of many paragraphs": lambda n: "<w:tbl><w:tr><w:tc>" + "<w:p><w:r><w:t>甲</w:t></w:r></w:p>" * n + "</w:tc></w:tr></w:tbl>",
    "open fields": lambda n: "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * n + "</w:p>",
    "line breaks": lambda n: "<w:p><w:r>" + "<w:t>甲</w:t><w:br/>" * n + "</w:r></w:p>",
    "references": lambda n: "<w:p/>" + '<w:sectPr><w:headerReference r:id="r1"/></w:sectPr>' * n,
    "nested": lambda n: "<w:tbl><w:tr><w:tc>" * n + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * n,
    "grid columns": lambda n: "<w:tbl><w:tblGrid>" + '<w:gridCol w:w="9"/>' * n + "</w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
}

PRINTS = {
    "words of a line": lambda n: "".join(f"5\t1\t1\t1\t1\t{i}\t{i * 12}\t100\t10\t10\t-1\t甲\n" for i in range(n)),
    "lines": lambda n: "".join(f"5\t1\t1\t1\t{i}\t1\t50\t{i * 12}\t100\t10\t-1\t做好工作\n" for i in range(n)),
    "rows": lambda n: "".join(
        f"5\t1\t1\t1\t{i}\t{j}\t{50 + j * 90}\t{i * 14}\t40\t10\t-1\t{'规章' if j == 0 else j}\n" for i in range(n) for j in range(4)
    ),
    "pages": lambda n: "".join(
        f"1\t{i}\t0\t0\t0\t0\t0\t0\t600\t800\t-1\t###PAGE###\n5\t{i}\t1\t1\t1\t1\t50\t780\t100\t10\t-1\t— {i} —\n" for i in range(n)
    ),
    "one place": lambda n: "5\t1\t1\t1\t1\t1\t50\t100\t10\t10\t-1\t1\n" * n,
}

PACKS = {
    "keys": lambda n: "gouji: 1\nid: a\n" + "".join(f"k{i}: 1\n" for i in range(n)),
    "one key again": lambda n: "gouji: 1\nid: a\n" + "k: 1\n" * n,
    "a list": lambda n: "gouji: 1\nid: a\nclaims: [" + "甲, " * n + "]\n",
    "a long text": lambda n: "gouji: 1\nid: a\ntitle: " + "甲" * n + "\n",
    "a quoted text": lambda n: 'gouji: 1\nid: a\ntitle: "' + "甲\\n" * n + '"\n',
    "a block": lambda n: "gouji: 1\nid: a\ntitle: |\n" + "  甲\n" * n,
    "comments": lambda n: "gouji: 1\n" + "# 甲\n" * n + "id: a\n",
    "open brackets": lambda n: "gouji: 1\nid: " + "[" * n,
    "open quotes": lambda n: "gouji: 1\n" + "id: '\n" * n,
    "anchors": lambda n: "gouji: 1\n" + "".join(f"k{i}: &a{i} 1\n" for i in range(n)),
    "aliases": lambda n: "gouji: 1\nk: &a [1, 2]\nl: [" + "*a, " * n + "]\n",
    "rules": lambda n: "gouji: 1\nid: a\nrules:\n"
    + "".join(f"  - {{id: A{i}, name: a-{i}, severity: error, title: 甲, pattern: {{forbid: 甲{i}}}}}\n" for i in range(n)),
    "sections": lambda n: "gouji: 1\nid: a\nbind:\n  sections:\n" + "".join(f"    s{i}: {{label: 甲{i}}}\n" for i in range(n)),
    "tabs": lambda n: "gouji: 1\n" + "\t" * n,
    "an expression": lambda n: "gouji: 1\nid: a\nrules:\n  - {id: A1, name: a, assert: '" + "1 + " * n + "1 = 1'}\n",
}


CONFIGURATIONS = {
    "severities": lambda n: "severity:\n" + "".join(f"  GK{i}: off\n" for i in range(n)),
    "overrides": lambda n: "overrides:\n" + "".join(f"  - {{files: 'a{i}/**', severity: {{GK013: off}}}}\n" for i in range(n)),
    "patterns": lambda n: "exclude:\n" + "".join(f"  - 'a{i}/**/*.txt'\n" for i in range(n)),
    "one pattern": lambda n: "exclude: ['" + "*a" * n + "']\n",
    "braces": lambda n: "exclude: ['{" + "a," * n + "b}']\n",
    "keys": lambda n: "".join(f"k{i}: 1\n" for i in range(n)),
}

FINDING = '{"rule": "GK301", "subject": {"table": "requests"}, "values": {"left": "1"}, "count": 1}'
BASELINES = {
    "documents": lambda n: '{"gouji-baseline": 1, "documents": {'
    + ",\n".join(f'"d{i}.txt": [{FINDING}]' for i in range(n))
    + "}}",
    "findings": lambda n: '{"gouji-baseline": 1, "documents": {"a.txt": ['
    + ",\n".join(FINDING.replace('"1"', f'"{i}"') for i in range(n))
    + "]}}",
    "values": lambda n: '{"gouji-baseline": 1, "documents": {"a.txt": [{"rule": "GK301", "count": 1, "values": {'
    + ", ".join(f'"v{i}": "1"' for i in range(n))
    + "}}]}}",
}


def docx(body: str) -> bytes:
    import io

    out = io.BytesIO()
    numbering = (
        '<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    relations = '<Relationships><Relationship Id="r{0}" Type="x/{1}" Target="{1}{2}.xml"/></Relationships>'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("_rels/.rels", '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="word/document.xml"/></Relationships>')
        archive.writestr("word/_rels/document.xml.rels", relations.format(1, "numbering", ""))
        archive.writestr("word/numbering.xml", numbering)
        archive.writestr("word/document.xml", f"<w:document><w:body>{body}</w:body></w:document>")
    return out.getvalue()


class Growth:
    def __init__(self, gouji: str, folder: pathlib.Path, quick: bool):
        self.gouji = gouji
        self.quick = quick
        self.folder = folder
        self.failures = 0
        fake = folder / "bin"
        fake.mkdir()
        (fake / "pdftotext").write_text(f"#!/bin/sh\nexec cat '{folder}/words.tsv'\n")
        (fake / "pdftotext").chmod(0o755)
        self.environment = dict(os.environ, PATH=f"{fake}:{os.environ['PATH']}", ASAN_OPTIONS="detect_leaks=0")

    def seconds(self, arguments: list[str]) -> float:
        child = subprocess.Popen(
            [self.gouji, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment, cwd=self.folder
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1, 2, 3):
            raise SystemExit(f"exit code {child.returncode} of {arguments}")
        return usage.ru_utime + usage.ru_stime

    def measure(self, write, arguments: list[str]) -> tuple[int, float, float]:
        """Grows what `write` writes; the last n, the time it took, and how many times as long four times as much takes."""
        write(1)
        nothing = min(self.seconds(arguments) for _ in range(2))
        n = 256
        while True:
            size = write(n)
            once = self.seconds(arguments) - nothing
            if once >= ENOUGH or size >= LARGEST:
                break
            n *= 2 if once > ENOUGH / 4 else 4
        write(n * FACTOR)
        more = self.seconds(arguments) - nothing
        return n, once, more / max(once, ENOUGH / 2)

    def glance(self, write, arguments: list[str]) -> tuple[int, float, float]:
        """As `measure`, of an input of one size."""
        write(1)
        nothing = self.seconds(arguments)
        n = max(64, 64 * QUICK // max(write(64), 1))
        write(n)
        once = self.seconds(arguments) - nothing
        write(n * FACTOR)
        more = self.seconds(arguments) - nothing
        return n, once, more / max(once, ENOUGH / 4)

    def check(self, name: str, write, arguments: list[str]) -> None:
        n, once, ratio = (self.glance if self.quick else self.measure)(write, arguments)
        if ratio > BAR:  # a page fault of the machine may be to blame, once
            n, once, ratio = min((n, once, ratio), self.measure(write, arguments), key=lambda each: each[2])
        if ratio > BAR:
            self.failures += 1
        print(f"{'SLOW ' if ratio > BAR else ''}{name}: n = {n}, {once:.2f} s, {FACTOR} n: × {ratio:.1f}", flush=True)

    def files(self, kind: str, suffix: str, families: dict, to_bytes=lambda text: text.encode(), chosen="") -> None:
        for name, make in families.items():
            if not re.search(chosen, f"{kind}, {name}"):
                continue

            def write(n: int, make=make) -> int:
                data = to_bytes(make(n))
                (self.folder / f"a{suffix}").write_bytes(data)
                return len(data)

            arguments = [*CHECK, "--format", "gcc", f"a{suffix}"]
            if kind == "pack":
                arguments = ["rules", "--rules", f"a{suffix}"]
            elif kind in ("configuration", "baseline"):
                (self.folder / "a.txt").write_text(HEAD)
                option = "--config" if kind == "configuration" else "--baseline"
                arguments = ["check", "--jobs", "1", "--timeout", "0", option, f"a{suffix}", "a.txt"]
            self.check(f"{kind}, {name}", write, arguments)

    def prints(self, chosen: str) -> None:
        (self.folder / "a.pdf").write_bytes(b"%PDF-1.4\n")
        for name, make in PRINTS.items():
            if not re.search(chosen, f"pdf, {name}"):
                continue

            def write(n: int, make=make) -> int:
                page = "1\t1\t0\t0\t0\t0\t0\t0\t600\t800\t-1\t###PAGE###\n"
                return (self.folder / "words.tsv").write_text(page + make(n))

            self.check(f"pdf, {name}", write, [*CHECK, "--format", "gcc", "a.pdf"])

    def outputs(self, chosen: str) -> None:
        """Many findings, most of them in one line, in every format."""
        for format in ["text", "gcc", "json", "jsonl", "sarif", "github", "gitlab", "rdjson", "junit", "html"]:
            if not re.search(chosen, f"output, {format}"):
                continue

            def write(n: int) -> int:
                text = HEAD + "公开&nbsp;信息，" * n + "\n" + "公开&nbsp;信息。\n" * n
                return (self.folder / "a.txt").write_text(text)

            self.check(f"output, {format}", write, [*CHECK, "--max-findings", "0", "--format", format, "a.txt"])


def main() -> None:
    quick = "--quick" in sys.argv
    words = [word for word in sys.argv[1:] if word != "--quick"]
    gouji = str(pathlib.Path(words[0]).resolve())
    chosen = words[1] if len(words) > 1 else ""
    with tempfile.TemporaryDirectory() as folder:
        growth = Growth(gouji, pathlib.Path(folder), quick)
        growth.files("text", ".txt", TEXTS, chosen=chosen)
        growth.files("markdown", ".md", MARKDOWNS, chosen=chosen)
        growth.files("page", ".html", PAGES, chosen=chosen)
        growth.files("docx", ".docx", DOCUMENTS, to_bytes=docx, chosen=chosen)
        growth.files("pack", ".yaml", PACKS, chosen=chosen)
        growth.files("configuration", ".yaml", CONFIGURATIONS, chosen=chosen)
        growth.files("baseline", ".json", BASELINES, chosen=chosen)
        growth.prints(chosen)
        growth.outputs(chosen)
    sys.exit(1 if growth.failures else 0)


if __name__ == "__main__":
    main()
