"""Collects what says() and saysCount() are called with, for translators: sentences.py SOURCE_DIR OUT.cpp

lupdate knows no function of core. So the patterns go into a source of its own kind, in the context "Sentence", which is
where sentenceText() of the user interface looks them up."""

import re
import sys
from pathlib import Path

FOLDERS = ("core/", "ui/")  # the programs of app/ speak English
_CALL = re.compile(r"\b(says|saysCount)\(")
_LITERALS = re.compile(r'\s*((?:"(?:[^"\\\n]|\\.)*"\s*)+)')
_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')


def _first_argument(text, at):
    """Where the first argument of a call ends, past its comma."""
    depth = 0
    while text[at] not in ",)" or depth:
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 1
    return at + 1


def patterns(text):
    """(offset, pattern as C++ writes it) of every call in a source."""
    for call in _CALL.finditer(text):
        at = call.end()
        wanted = 1
        if call.group(1) == "saysCount":
            at = _first_argument(text, at)
            wanted = 2
        for _ in range(wanted):
            literals = _LITERALS.match(text, at)
            if not literals:
                break
            yield call.start(), "".join(_LITERAL.findall(literals.group(1)))
            at = literals.end() + 1  # past the comma


def sources(root):
    return sorted(p for folder in FOLDERS for p in (root / folder).rglob("*") if p.suffix in (".h", ".cpp"))


def main(root, out):
    every = {p for source in sources(Path(root)) for _, p in patterns(source.read_text(encoding="utf-8"))}
    lines = [f'QT_TRANSLATE_NOOP("Sentence", "{p}");' for p in sorted(every)]
    Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
