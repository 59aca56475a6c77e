"""``run.json`` itself: the contract, written so that two runs can be compared line by line.

Version 1.2 adds: ``conditions`` and ``certainty`` of evidence, why a journey's nearest passage was
``not_accepted``, what each of a question's ``wordings`` found, and which pages were read by ``words_only``.
Version 1.3 adds: what each of a question's ``conditions`` found.
Version 1.4 adds: the ``remedy`` of a question with its measured effect, ``metrics`` of questions and of the
run, what of a scenario is needed to ask it again (``synonyms``, ``pass_when``), the ``changes`` since an
earlier run, and which passes are ``harder_to_find``.
Version 1.5 adds: the ``site_map``, the pages that a question is ``answered_on``, the scores of the ``past``,
the ``brand`` and the ``language`` of its reports, and the ``term`` of a finding on words.
Version 1.6 adds: how many passes were ``flaky``, in the totals; what its own ``sentences`` were made of, so
that they can be said in other languages; and the pages nearest to an answer with the ``whys`` that they were
not taken for it.
"""

from __future__ import annotations

import re

from selfserve_check.report.run_file import RunFile

# Controls above ASCII (JSON escapes those within), what turns the line round, and what is not seen at all.
_ACTING = re.compile(
    "[\x7f-\x9f\u061c\u2028-\u202e\u2060-\u206f\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


def render(run: RunFile) -> str:
    """``run`` as indented JSON, ending in a line feed. Reading it back gives an equal value.

    What would act on whoever reads the file itself (terminal controls, characters that turn the line round or
    hide) stands there as its escape.
    """
    return harmless(run.model_dump_json(indent=2)) + "\n"


def harmless(text: str) -> str:
    """``text``, which is JSON, with what acts on a reader as its escape."""
    return _ACTING.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    """JSON's own way to write a character, in two halves where it lies above U+FFFF."""
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[i] << 8 | units[i + 1]:04x}" for i in range(0, len(units), 2))
