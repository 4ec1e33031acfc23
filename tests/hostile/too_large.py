#!/usr/bin/env python3
"""too_large.py: writes into the current folder one file over each limit of .github/SECURITY.md."""

import io
import pathlib
import zipfile

HEAD = "某县林业局2023年政府信息公开工作年度报告\n一、总体情况\n"
PAGE = "<!DOCTYPE html><html><body><h1>某县林业局2023年政府信息公开工作年度报告</h1>"
RELATIONS = (
    '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="word/document.xml"/></Relationships>'
)


def text(name: str, words: str) -> None:
    pathlib.Path(name).write_text(words)


def docx(name: str, document: str | bytes, others: int = 0, method: int = zipfile.ZIP_STORED, claimed: int | None = None) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        for i in range(others):
            archive.writestr(f"o{i}", "")
        archive.writestr("word/document.xml", document)
    data = out.getvalue()
    if claimed is not None:  # what the directory says of the last member's size
        at = data.rindex(b"PK\x01\x02") + 24
        data = data[:at] + claimed.to_bytes(4, "little") + data[at + 4 :]
    pathlib.Path(name).write_bytes(data)


def word(body: str) -> str:
    return f"<w:document><w:body>{body}</w:body></w:document>"


with open("large.txt", "wb") as large:
    large.truncate((64 << 20) + 1)
text("lines.txt", HEAD + "\n" * 1_000_001)
text("deep.html", PAGE + "<div>" * 2100 + "甲")
text("tags.html", PAGE + "<b></b>" * 500_001)
text("attributes.html", PAGE + "<p" + "".join(f" a{i}=1" for i in range(1001)) + ">甲")
text("spans.html", PAGE + "<table>" + "<tr><td colspan=1000000 rowspan=1000000>1</td></tr>" * 70 + "</table>")
text("columns.html", PAGE + "<table><tr>" + "<td>1" * 5000 + "</table>")
docx("large.docx", b" " * (25 << 20))
docx("bomb.docx", b" " * (23 << 20), method=zipfile.ZIP_DEFLATED)
docx("members.docx", word("<w:p/>"), others=10_001)
docx("deep.docx", word("<w:sdt>" * 600 + "</w:sdt>" * 600))
docx("claims.docx", word("<w:p/>"), claimed=65 << 20)
docx("spans.docx", word('<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1000000"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>'))
laughs = "".join(f'<!ENTITY l{i} "{"&l%d;" % (i - 1) * 10}">' for i in range(1, 10))
docx("laughs.docx", f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "哈">{laughs}]>' + word("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>"))
docx("fetches.docx", '<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">' + word("<w:p/>"))
text("words.tsv", "1\t1\t0\t0\t0\t0\t0\t0\t600\t800\t-1\t###PAGE###\n" + "5\t1\t1\t1\t1\t1\t50\t100\t10\t10\t-1\t甲\n" * 1_200_000)
text("print.pdf", "%PDF-1.4\n")

PACK = "gouji: 1\nid: a\nversion: 1\n"
text("large.yaml", PACK + "#" * (4 << 20))
text("deep.yaml", PACK + "bind: " + "[" * 70 + "]" * 70 + "\n")
text("nodes.yaml", PACK + "x: [" + "1," * 200_001 + "]\n")
text("aliases.yaml", PACK + "a0: &a0 [1,1]\n" + "".join(f"a{i}: &a{i} [{('*a%d,' % (i - 1)) * 9}]\n" for i in range(1, 9)))
RULE = "rules:\n  - {id: A1, name: a, severity: error, title: 甲, message: 甲, "
text("pattern.yaml", PACK + RULE + "pattern: {forbid: '" + "甲" * 1400 + "'}}\n")
text("repeats.yaml", PACK + RULE + "pattern: {forbid: '((a{100}){100}){100}'}}\n")
text("expression.yaml", PACK + RULE + "assert: '" + "1 + " * 1001 + "1 = 1'}\n")
text("globs.yaml", "exclude: ['" + "甲" * 1400 + "']\n")
with open("large.json", "wb") as large:
    large.truncate((64 << 20) + 1)
with open("large.list", "wb") as large:
    large.truncate((64 << 20) + 1)
