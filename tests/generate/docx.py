"""A report as a Word document, as Word and WPS write them: merged cells by gridSpan and vMerge, headings numbered or not."""

import zipfile
from html import escape

from .marks import plain
from .model import HEADINGS, Table

TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
</Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""
DOCUMENT_RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>
</Relationships>"""
NUMBERING = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>"""


def runs(text, rng, broken):
    """The text in one run or, as Word leaves it after editing, in several."""
    pieces, at = [], 0
    while at < len(text):
        n = rng.randint(2, 14) if broken else len(text)
        pieces.append(text[at : at + n])
        at += n
    return "".join(f'<w:r><w:t xml:space="preserve">{escape(p, quote=False)}</w:t></w:r>' for p in pieces)


def paragraph(text, rng, broken=False, numbered=False, centred=False):
    inner = ""
    if numbered:
        inner += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    if centred:
        inner += '<w:jc w:val="center"/>'
    properties = f"<w:pPr>{inner}</w:pPr>" if inner else ""
    return "<w:p>" + properties + "".join(runs(t, rng, broken) if i == 0 else "<w:r><w:br/></w:r>" + runs(t, rng, broken)
                                          for i, t in enumerate(text.split("\n"))) + "</w:p>"


def table(t, rng, stacked):
    out = ["<w:tbl><w:tblPr/><w:tblGrid>" + "<w:gridCol w:w=\"900\"/>" * t.width + "</w:tblGrid>"]
    for line in t.expand():
        out.append("<w:tr>")
        for cell, first_row, first_column in line:
            if not first_column:
                continue
            properties = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
            if cell.rowspan > 1:
                properties += '<w:vMerge w:val="restart"/>' if first_row else "<w:vMerge/>"
            text = plain(cell.text) if first_row else ""
            if stacked and cell.kind == "group" and cell.rowspan > 9 and first_row:
                words = "".join(paragraph(c, rng) for c in text)
            else:
                words = paragraph(text, rng)
            out.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{words}</w:tc>")
        out.append("</w:tr>")
    return "".join(out) + "</w:tbl><w:p/>"


def write(report, path, rng):
    broken, stacked = rng.random() < 0.5, rng.random() < 0.4
    numbered = rng.random() < 0.3 and [plain(s.heading) for s in report.sections] == list(HEADINGS.values())
    out = [paragraph(plain(t), rng, broken, centred=True) for t in report.title]
    out += [paragraph(plain(p), rng, broken) for p in report.preface]
    for s in report.sections:
        heading = plain(s.heading)
        out.append(paragraph(heading[2:] if numbered else heading, rng, numbered=numbered))
        for b in s.body:
            out.append(table(b, rng, stacked) if isinstance(b, Table) else paragraph(plain(b), rng, broken))
    out += [paragraph(plain(p), rng, broken) for p in report.ending]
    body = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="http://schemas.openxmlformats.org/'
            'wordprocessingml/2006/main"><w:body>' + "".join(out) + "<w:sectPr/></w:body></w:document>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in (("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", body),
                           ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS), ("word/numbering.xml", NUMBERING)):
            z.writestr(zipfile.ZipInfo(name, (2024, 1, 18, 9, 0, 0)), text)
