"""Places inside generated text that can still be found once the text is a file.

A marked stretch is wrapped in private-use characters. Every layout treats them as having no width, and `settle` takes them
out at the very end and tells where each stretch stands. So no layout counts lines.
"""

import re

OPEN, SEP, CLOSE = "\ue000", "\ue001", "\ue002"
_TOKEN = re.compile(f"{OPEN}([^{SEP}]*){SEP}|{CLOSE}")


def mark(key, text):
    return f"{OPEN}{key}{SEP}{text}{CLOSE}"


def plain(text):
    """The text without its marks."""
    return _TOKEN.sub("", text)


def keys(text):
    return [m.group(1) for m in _TOKEN.finditer(text) if m.group(1) is not None]


def inner(text, key):
    """What stands marked as `key` (without marks inside it), or None."""
    start = text.find(f"{OPEN}{key}{SEP}")
    if start < 0:
        return None
    begin = start + len(key) + 2
    depth, at = 1, begin
    while depth:
        if text[at] == OPEN:
            depth += 1
        elif text[at] == CLOSE:
            depth -= 1
        at += 1
    return plain(text[begin : at - 1])


def replace(text, key, new):
    """`text` with what is marked as `key` replaced; the mark stays."""
    start = text.find(f"{OPEN}{key}{SEP}")
    begin = start + len(key) + 2
    depth, at = 1, begin
    while depth:
        if text[at] == OPEN:
            depth += 1
        elif text[at] == CLOSE:
            depth -= 1
        at += 1
    return text[:begin] + new + text[at - 1 :]


def atoms(text):
    """The text as a list of visible characters, each with the marks that open before it and close after it."""
    out = []
    pending = ""
    at = 0
    while at < len(text):
        if text[at] == OPEN:
            end = text.index(SEP, at)
            pending += text[at : end + 1]
            at = end + 1
        elif text[at] == CLOSE:
            if pending or not out:
                pending += CLOSE
            else:
                out[-1] += CLOSE
            at += 1
        else:
            out.append(pending + text[at])
            pending = ""
            at += 1
    if pending:
        out.append(pending)
    return out


def settle(text):
    """The text without marks, and {key: (first line, last line, column)} with 1-based numbers."""
    places = {}
    out = []
    stack = []
    line, column, at = 1, 1, 0

    def step(piece):
        nonlocal line, column
        out.append(piece)
        breaks = piece.count("\n")
        if breaks:
            line += breaks
            column = len(piece) - piece.rindex("\n")
        else:
            column += len(piece)

    for m in _TOKEN.finditer(text):
        step(text[at : m.start()])
        at = m.end()
        if m.group(1) is not None:
            stack.append((m.group(1), line, column))
        else:
            key, first, start = stack.pop()
            places.setdefault(key, (first, line, start))
    step(text[at:])
    return "".join(out), places
