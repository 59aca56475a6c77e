"""PDF files fetched by our own client, through the proxy and by the policy, over loopback."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from selfserve_check.browser.admission import Admission
from selfserve_check.browser.http import Fetched, ReadClient
from selfserve_check.browser.ledger import Ledger
from selfserve_check.browser.pace import Pace
from selfserve_check.browser.pdf import FileLimits, read_files
from selfserve_check.browser.policy import ReadPolicy
from selfserve_check.browser.proxy import ReadProxy
from selfserve_check.browser.robots import Robots
from selfserve_check.demo.server import DemoServer
from selfserve_check.model.document import FileLink, FileText

GUIDE = "/installation-guide.pdf"


@dataclass(slots=True)
class Waited:
    seconds: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.seconds.append(seconds)


def read(shop: DemoServer, *urls: str, robots: str = "", bytes_max: int = 100_000) -> tuple[FileText, ...]:
    """The files at ``urls``, by a shop whose robots.txt is ``robots``."""

    async def work() -> tuple[FileText, ...]:
        policy = ReadPolicy(site=shop.url)

        async def fetch(url: str) -> Fetched:
            return Fetched(url=url, status=200, headers={}, body=robots.encode())

        async with ReadProxy(policy, Ledger()) as proxy, ReadClient(policy, proxy) as client:
            pace = Pace(0.0, lambda: 0.0, Waited().sleep)
            links = [FileLink(page=shop.url, label="Guide", url=url) for url in urls]
            limits = FileLimits(bytes_max=bytes_max, pages_max=5)
            admission = Admission(policy, Robots(policy, fetch), pace)
            return await read_files(links, client, admission, limits)

    return asyncio.run(work())


def test_a_file_of_the_site_is_read_and_what_is_none_says_why() -> None:
    """In the order given; a page, a dead address and a file on another host."""
    with DemoServer() as shop:
        found = read(
            shop,
            f"{shop.url}{GUIDE}",
            f"{shop.url}/about",
            f"{shop.url}/gone.pdf",
            "http://elsewhere.test/x.pdf",
        )
        methods = {request.method for request in shop.requests}
    assert "at least 120 mm deep" in found[0].pages[0]
    assert [file.trouble for file in found[:3]] == ["", "it is no PDF", "the site answered 404"]
    assert "elsewhere.test is not among the hosts given" in found[3].trouble
    assert methods == {"GET"}


def test_a_file_that_robots_txt_forbids_is_not_asked_for() -> None:
    """Like a page."""
    with DemoServer() as shop:
        (file,) = read(shop, f"{shop.url}{GUIDE}", robots=f"User-agent: *\nDisallow: {GUIDE}\n")
        asked = [request.path for request in shop.requests]
    assert file.trouble == "robots.txt does not let it be read"
    assert asked == []


def test_a_file_larger_than_allowed_is_not_read() -> None:
    """Half a PDF is none."""
    with DemoServer() as shop:
        (file,) = read(shop, f"{shop.url}{GUIDE}", bytes_max=200)
    assert (file.pages, file.trouble) == ((), "it is larger than 200 bytes")
