"""PDF files of the site, fetched by our own client (GET, same proxy and policy) and read as text."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from selfserve_check.browser.admission import Admission
from selfserve_check.browser.http import ReadClient, RequestRefusedError, RequestTroubleError
from selfserve_check.journey.site_port import CouldNotAsk, RefusalKind, Refused
from selfserve_check.model.document import FileLink, FileText

_MAGIC = b"%PDF-"
# The header may stand behind some other bytes (ISO 32000, annex H.3).
_MAGIC_WITHIN = 1_024
_CHARS_MAX = 400_000
_READ_S = 20.0
_ANSWER_BYTES_MAX = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLimits:
    """``bytes_max`` of one file, ``pages_max`` of one file."""

    bytes_max: int
    pages_max: int


async def read_files(
    links: Sequence[FileLink], client: ReadClient, admission: Admission, limits: FileLimits
) -> tuple[FileText, ...]:
    """The text of each file, one after the other, in the order given; what could not be had says why."""
    return tuple([await _read(link, client, admission, limits) for link in links])


async def _read(link: FileLink, client: ReadClient, admission: Admission, limits: FileLimits) -> FileText:
    refused = await admission.fetch(link.url)
    if refused is not None:
        return FileText(link=link, trouble=_why(refused))
    try:
        fetched = await client.get(link.url, bytes_max=limits.bytes_max)
    except (RequestRefusedError, RequestTroubleError) as error:
        return FileText(link=link, trouble=str(error))
    if fetched.status != 200:
        return FileText(link=link, trouble=f"the site answered {fetched.status}")
    if _MAGIC not in fetched.body[:_MAGIC_WITHIN]:
        return FileText(link=link, trouble="it is no PDF")
    if fetched.cut:
        return FileText(link=link, trouble=f"it is larger than {limits.bytes_max:,} bytes")
    return await text_of(link, fetched.body, pages_max=limits.pages_max)


def _why(refused: Refused | CouldNotAsk) -> str:
    if isinstance(refused, CouldNotAsk):
        return refused.cause.detail
    if refused.kind is RefusalKind.ROBOTS:
        return "robots.txt does not let it be read"
    if refused.kind is RefusalKind.OFF_HOST:
        return f"{refused.detail} is not among the hosts given"
    return f"it may not be opened: {refused.detail}"


async def text_of(link: FileLink, data: bytes, *, pages_max: int, read_s: float = _READ_S) -> FileText:
    """The text of the PDF ``data``, read in a process of its own that is ended after ``read_s`` seconds."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "selfserve_check.browser.pdf_text",
        str(pages_max),
        str(_CHARS_MAX),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=_ANSWER_BYTES_MAX,
    )
    try:
        async with asyncio.timeout(read_s):
            answer, _ = await process.communicate(data)
    except TimeoutError:
        return FileText(link=link, trouble=f"reading it took over {read_s:g} s")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return _told(link, answer)


def _told(link: FileLink, answer: bytes) -> FileText:
    try:
        told = json.loads(answer[:_ANSWER_BYTES_MAX])
        pages = tuple(str(text) for text in told["pages"])
        return FileText(link=link, pages=pages, cut=bool(told["cut"]), trouble=str(told["trouble"]))
    except (ValueError, KeyError, TypeError):
        return FileText(link=link, trouble="it cannot be read")
