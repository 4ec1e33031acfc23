"""Reports to measure with: every one different, in every layout and format, a tenth of them with a planted defect."""

import os
import random
import sys
from multiprocessing import Pool
from xml.sax.saxutils import escape, quoteattr

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from generate import __main__ as generate, layouts  # noqa: E402
from generate.marks import plain  # noqa: E402

FORMATS = {"txt": [layout for layout in layouts.TEXT if layout != "H"], "md": ["md", "H"], "html": ["html"], "docx": ["docx"]}


def xml_of(report):
    """The same report as somebody would write it in XML: headings, prose, and numbers by table, column and row."""
    out = ['<?xml version="1.0" encoding="UTF-8"?>', f'<report year="{report.year}">', f"<title>{escape(plain(''.join(report.title)))}</title>"]
    for section in report.sections:
        out.append(f"<section><heading>{escape(plain(section.heading))}</heading>")
        out += [f"<p>{escape(plain(block))}</p>" for block in section.body if isinstance(block, str)]
        out.append("</section>")
    tables = [("disclosure", report.disclosure), ("requests", report.requests), ("legal", report.legal)]
    for name, rows in tables:
        out.append(f'<table id="{name}">')
        for column in dict.fromkeys(column for row in rows.values() for column in row):
            kind = ' total="1"' if column == "all" else ' part="1"'
            out.append(f"<column id={quoteattr(column)}{kind}>")
            for row in rows:
                if column in rows[row]:
                    part = ' part="1"' if row.startswith("r") else ""
                    value = str(rows[row][column]).replace(",", "")
                    out.append(f"<cell row={quoteattr(row)}{part}>{escape(value)}</cell>")
            out.append("</column>")
        out.append("</table>")
    return "\n".join(out + ["</report>", ""])


def _write(task):
    seed, number, form, directory = task
    rng = random.Random(f"{seed}/{form}/{number}")
    layout = FORMATS[form][number % len(FORMATS[form])]
    for attempt in range(50):
        planted = generate.choose(rng, layout, []) if number % 10 == 0 else []
        report = generate.make(f"{seed}/{form}/{number}/{attempt}", layout, planted)
        if report is not None:
            break
    encoding = None if form == "docx" else "utf-8"
    name = f"{number:06d}"
    entry = generate.write(report, layout, rng, directory, name, encoding=encoding, crlf=False)
    written = os.path.join(directory, entry["path"])
    path = os.path.join(directory, f"{name}.{form}")
    os.replace(written, path)
    if form == "txt":
        xml = os.path.join(os.path.dirname(directory), "xml", f"{name}.xml")
        with open(xml, "w", encoding="utf-8") as f:
            f.write(xml_of(report))
    return path


def write(directory, form, count, seed):
    """Paths of `count` reports of a format, written unless they are there already."""
    folder = os.path.join(directory, form)
    done = os.path.join(folder, f".{count}-{seed}")
    paths = [os.path.join(folder, f"{number:06d}.{form}") for number in range(count)]
    if not os.path.exists(done):
        os.makedirs(folder, exist_ok=True)
        os.makedirs(os.path.join(directory, "xml"), exist_ok=True)
        with Pool() as pool:
            for _ in pool.imap_unordered(_write, [(seed, number, form, folder) for number in range(count)], 64):
                pass
        open(done, "w").close()
    return paths
