#!/usr/bin/env python3
"""seeds.py FOLDER: writes a corpus for every fuzz target to FOLDER/TARGET, made of the fixtures, the rules and the
inputs that were kept. The same files whenever it is run."""

import hashlib
import io
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TEXT_TARGETS = ["decode", "plain", "layouts", "bare", "report"]


class Corpora:
    def __init__(self, folder: pathlib.Path):
        self.folder = folder

    def put(self, target: str, data: bytes) -> None:
        folder = self.folder / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha1(data).hexdigest()[:16]).write_bytes(data)


def pieces(text: bytes, lines: int) -> list[bytes]:
    """A long text in parts the fuzzer can change as a whole."""
    all_lines = text.splitlines(keepends=True)
    return [b"".join(all_lines[at : at + lines]) for at in range(0, len(all_lines), lines)]


def docx_parts(data: bytes) -> bytes:
    parts = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")) and re.search(r"document|numbering|styles|header|footer|^_rels", name):
                xml = archive.read(name)
                # What the reader never looks at would be most of what is changed.
                xml = re.sub(rb' xmlns:\w+="[^"]*"| w:rsid\w*="[^"]*"', b"", xml)
                parts.append(b"=== " + name.encode() + b"\n" + xml + b"\n")
    return b"".join(parts)


def small_docx() -> list[bytes]:
    """Word documents as small as they can be, one for each thing the reader knows."""
    w = "<w:document><w:body>{}</w:body></w:document>"
    bodies = [
        '<w:p><w:pPr><w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:r><w:t>总体情况</w:t></w:r></w:p>",
        '<w:tbl><w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="50"/><w:gridCol w:w="900"/></w:tblGrid><w:tr>'
        '<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>'
        "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>"
        "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:tab/><w:t>2</w:t><w:br/></w:r></w:p></w:tc></w:tr></w:tbl>",
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar '
        'w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p>"
        "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        '<w:sdt><w:sdtContent><w:p><w:ins><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:ins><w:del><w:r>'
        "<w:delText>无</w:delText></w:r></w:del></w:p></w:sdtContent></w:sdt>",
    ]
    styles = (
        '<w:styles><w:style w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="2"/><w:pPr><w:outlineLvl '
        'w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="2"/></w:styles>'
    )
    numbering = (
        '<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt '
        'w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId '
        'w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="2"/></w:lvlOverride></w:num></w:numbering>'
    )
    relations = (
        '<Relationships><Relationship Id="r1" Type="x/styles" Target="styles.xml"/><Relationship Id="r2" '
        'Type="x/numbering" Target="numbering.xml"/></Relationships>'
    )
    return [
        f"=== word/document.xml\n{w.format(body)}\n=== word/styles.xml\n{styles}\n=== word/numbering.xml\n{numbering}\n"
        f"=== word/_rels/document.xml.rels\n{relations}\n".encode()
        for body in bodies
    ]


def zipped(parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts.split(b"=== ")[1:]:
            name, _, xml = part.partition(b"\n")
            archive.writestr(zipfile.ZipInfo(name.decode(), (2020, 1, 1, 0, 0, 0)), xml)
    return out.getvalue()


def pdf_words(path: pathlib.Path) -> bytes:
    return subprocess.run(["pdftotext", "-q", "-tsv", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True).stdout


def small_markup() -> list[str]:
    """Tables as wikis, AsciiDoc and reStructuredText write them, which no fixture has."""
    return [
        '{| class="wikitable"\n! colspan="2" | 信息内容 !! 数量\n|-\n| rowspan="2" | 规章\n| 0 || 28\n|-\n| 1 || 2\n|}\n',
        '[cols="1,1*",options="header"]\n|===\n2+|信息内容\n.2+|规章 |0\n|28\n|===\n',
        "+------+----+\n| 规章 | 0  |\n+======+====+\n| 行政 | 28 |\n+------+----+\n",
        "====== ====\n规章   0\n====== ====\n",
        "^ 信息内容 ^ 数量 ^\n| 规章 | 28 |\n",
    ]


def put_documents(corpora: Corpora) -> None:
    for text in small_markup():
        for target in [*TEXT_TARGETS, "markdown"]:
            corpora.put(target, text.encode())
    for path in sorted((ROOT / "fixtures").rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        if path.suffix in {".txt", ".md"}:
            for target in TEXT_TARGETS:
                corpora.put(target, data)
                for piece in pieces(data, 40):
                    corpora.put(target, piece)
            for piece in [data] + pieces(data, 40):
                corpora.put("markdown", piece)
            try:
                corpora.put("decode", data.decode().encode("gb18030"))
                corpora.put("decode", b"\xff\xfe" + data.decode()[:2000].encode("utf-16-le"))
            except UnicodeDecodeError:
                pass
        elif path.suffix in {".html", ".htm"}:
            for target in ["html", "report"]:
                corpora.put(target, data)
            for piece in pieces(data, 60):
                corpora.put("html", piece)
        elif path.suffix == ".docx":
            corpora.put("docx", data)
            corpora.put("docx-parts", docx_parts(data))
        elif path.suffix == ".pdf" and shutil.which("pdftotext"):
            words = pdf_words(path)
            corpora.put("pdf-words", words)
            for piece in pieces(words, 150):
                corpora.put("pdf-words", piece)
    for parts in small_docx():
        corpora.put("docx-parts", parts)
        corpora.put("docx", zipped(parts))


def put_cells(corpora: Corpora) -> None:
    for line in ["１，２３４件", "1 2", "二〇二三年度", "增1", "22（其中修订16件）", "251000元", "—", "三万二千", "12.50%", "\u202e甲\u0301"]:
        corpora.put("cells", line.encode())
    for path in sorted((ROOT / "fixtures" / "reports").glob("*.txt")):
        for line in path.read_bytes().splitlines()[:60]:
            if line.strip():
                corpora.put("cells", line.strip())


def put_rules(corpora: Corpora) -> None:
    report = (ROOT / "fixtures/reports/kaifeng-2020.txt").read_bytes()
    for path in sorted((ROOT / "rules").rglob("*.yaml")):
        data = path.read_bytes()
        corpora.put("yaml", data)
        for piece in re.split(rb"(?m)^(?=  - id: )", data):
            corpora.put("yaml", piece)
            if b"id: " in piece[:12]:
                corpora.put("pack", b"gouji: 1\nid: a\nversion: 1\nrules:\n" + piece)
        for match in re.finditer(rb"(?m)^\s+(?:assert|when|in|out|for|\w+): ([^\n#{}'\"]{6,200})$", data):
            corpora.put("expression", match[1])
        for match in re.finditer(rb"['\"](?:re:)?([^'\"\n]*[\\|()*+\[][^'\"\n]*)['\"]", data):
            corpora.put("pattern", match[1] + b"\n" + report[:600])
    corpora.put("pack", b"".join(path.read_bytes() for path in [ROOT / "rules/gk-annual-report/pack.yaml"]))
    for path in sorted([*(ROOT / "tests").rglob("*.yaml"), *(ROOT / "fixtures").rglob("*.yaml")]):
        corpora.put("yaml", path.read_bytes())
        corpora.put("pack", path.read_bytes())


CONFIGURATION = b"""# what is checked, and how strictly
extends: [gk-annual-report, ../packs/ours]
severity: {GK013: off, cell-blank: error, GK3: warning}
include: ["reports/**/*.{html,docx,txt}", "a[!b-d]?.txt"]
exclude: ["**/archive/**", 'x\\*/']
overrides:
  - {files: "townships/**", severity: {GK110: off}}
  - files: [a.txt, "b/{c,d{e,f}}/*"]
    severity: {GK1: note}
issuer: {pattern: "reports/{issuer}/{year}.*"}
fail_on: error
baseline: .gouji-baseline.json
"""
BASELINE = """{
  "gouji-baseline": 1,
  "documents": {
    "reports/a.txt": [
      {"rule":"GK301","subject":{"section":"三","table":"requests","row":"total","column":"person"},"values":{"left":"125","right":"124"},"count":1},
      {"rule":"GK205","text":"二、主动公开\\u202e","count":3}
    ],
    "b/县.docx": [
      {"rule":"GK013","subject":{"table":"requests"},"count":2}
    ]
  }
}
""".encode()
MERGED = (
    b'{"rule":"GK301","name":"n","severity":"error","path":"a.txt","line":1,"column":2,"message":"m"}\n'
    b'{"version":1,"tool":{"name":"gouji","version":"0.1.0","packs":"gk"},"summary":{"documents":1,"rules":54,"errors":1,'
    b'"warnings":0},"not_evaluated":[{"rule":"GK302","path":"a.txt","reason":"r"}],"unreadable":["b\\u202e.txt"]}\n'
)


def put_settings(corpora: Corpora) -> None:
    corpora.put("configuration", CONFIGURATION)
    for line in re.split(rb"(?m)^(?=\w)", CONFIGURATION):
        corpora.put("configuration", line)
    corpora.put("baseline", BASELINE)
    corpora.put("merge", MERGED)
    corpora.put("merge", MERGED * 2)


def put_kept(corpora: Corpora) -> None:
    for path in sorted((ROOT / "tests/fuzz/kept").rglob("*")):
        if path.is_file():
            corpora.put(path.parent.name, path.read_bytes())


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as fresh:
        corpora = Corpora(pathlib.Path(fresh))
        put_documents(corpora)
        put_cells(corpora)
        put_rules(corpora)
        put_settings(corpora)
        put_kept(corpora)
        shutil.copytree(fresh, folder, dirs_exist_ok=True)


if __name__ == "__main__":
    main()
