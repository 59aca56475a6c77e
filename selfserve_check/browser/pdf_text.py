"""The text of a PDF, read in a process of its own: ``python -m selfserve_check.browser.pdf_text 60 400000``
(pages and characters at most).

A file from a site may be made to keep a reader busy for ever or to fill its memory, and a thread cannot be
ended. So the parent hands the bytes over on standard input, waits as long as it likes, and ends the process.
What comes back on standard output is JSON: ``{"pages": [...], "cut": false, "trouble": ""}``.
"""

from __future__ import annotations

import io
import json
import sys
from contextlib import suppress

_MEMORY_BYTES_MAX = 1_000_000_000


def main() -> None:
    """Read standard input whole and answer on standard output; never raises for what is in the file."""
    pages_max, chars_max = int(sys.argv[1]), int(sys.argv[2])
    _limit_memory()
    told = read_pdf(sys.stdin.buffer.read(), pages_max, chars_max)
    sys.stdout.write(json.dumps(told))


def read_pdf(data: bytes, pages_max: int, chars_max: int) -> dict[str, object]:
    """The text of the first ``pages_max`` pages, at most ``chars_max`` characters of it."""
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # It tells of every flaw of the file; what matters is whether a text comes out.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages: list[str] = []
    room, cut = chars_max, False
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"pages": [], "cut": False, "trouble": "it is locked with a password"}
        for number, page in enumerate(reader.pages):
            if number >= pages_max or room <= 0:
                cut = True
                break
            text = page.extract_text() or ""
            cut = cut or len(text) > room
            pages.append(text[:room])
            room -= len(text)
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        # What a damaged file does to the library has no one name; nothing of ours is in this process.
        if not any(pages):
            return {"pages": [], "cut": False, "trouble": f"it cannot be read ({type(error).__name__})"}
        cut = True
    except MemoryError:
        return {"pages": [], "cut": False, "trouble": "it needs more memory than it may have"}
    if not any(text.strip() for text in pages):
        return {"pages": [], "cut": cut, "trouble": "it holds no text, only pictures"}
    return {"pages": pages, "cut": cut, "trouble": ""}


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES_MAX, _MEMORY_BYTES_MAX))


if __name__ == "__main__":
    main()
