"""Collects the sentences of the reports for their catalogues: make messages.

Every ``locales/*.po`` gets what is new (untranslated) and loses what is gone; translations stay. A test fails
until all are translated.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[1] / "selfserve_check"
REPORT = PACKAGE / "report"
LOCALES = REPORT / "locales"
# Sentences that run.json keeps (model/said.py) are made anywhere in the package.
SAID: dict[str, tuple[int, ...] | None] = {"say": None, "say_n": (1, 2)}
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "n_": (1, 2), **SAID}
METHODS = [("templates/**.j2", "jinja2.ext:babel_extract"), ("**.py", "python")]
# As html.py sets it: line statements read differently otherwise.
OPTIONS = {"templates/**.j2": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
# Header lines that change by themselves, or say nothing.
NOISE = (b'"POT-', b'"PO-', b'"Report-', b'"Last-', b'"Language-Team', b'"Generated-', b'"Project-')


def collected() -> Catalog:
    """Every sentence of the code and the templates, with the places that use it."""
    catalogue = Catalog(project="selfserve-check")
    found = [*extract_from_dir(REPORT, METHODS, OPTIONS, KEYWORDS), *_said()]
    for file, _line, message, _comments, context in sorted(found, key=lambda one: (one[0], one[1])):
        catalogue.add(message, locations=[(str(file), 0)], context=context)
    return catalogue


def _said() -> Iterator[tuple[Any, ...]]:
    """What ``run.json`` may say, wherever the package says it; what the command line says is not in it."""
    for file, *rest in extract_from_dir(PACKAGE, [("**.py", "python")], {}, SAID):
        if not file.startswith(("report/", "cli/")):
            yield (f"{PACKAGE.name}/{file}", *rest)


def main() -> None:
    wanted = collected()
    for file in sorted(LOCALES.glob("*.po")):
        with file.open("rb") as source:
            catalogue = read_po(source, locale=file.stem)
        catalogue.update(wanted, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        out = io.BytesIO()
        write_po(out, catalogue, width=100, include_lineno=False)
        kept = [line for line in out.getvalue().splitlines(keepends=True) if not line.startswith(NOISE)]
        file.write_bytes(b"".join(kept).replace(b'#, fuzzy\nmsgid ""', b'msgid ""', 1))
        missing = sum(not message.string or not all(message.string) for message in catalogue if message.id)
        print(f"{file.name}: {len(catalogue)} sentences, {missing} not translated")


if __name__ == "__main__":
    main()
