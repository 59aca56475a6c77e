"""``promise:`` in a scenario file."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfserve_check.app.staging import staged_scenarios
from selfserve_check.errors import FileProblemsError
from selfserve_check.model.scenario import Promise, Scenario
from selfserve_check.scenario_file import load_scenarios


def written(folder: Path, promise: str, site: str = "") -> Scenario:
    file = folder / "shop.yaml"
    file.write_text(
        "site: https://shop.example\nquestions:\n"
        f"  - question: How long can I return tiles?\n    answer: 60 days\n    promise: {promise}\n"
    )
    (scenario,) = load_scenarios([file], site=site or None)
    return scenario


def test_a_promise_names_a_page_and_what_it_says(tmp_path: Path) -> None:
    """A path is one of the site's own."""
    scenario = written(tmp_path, "{page: /sale, says: 60 days}")
    assert scenario.promise == Promise(page="https://shop.example/sale", says="60 days")


def test_a_promise_moves_with_the_site(tmp_path: Path) -> None:
    """--site and aliases, like every other address."""
    scenario = written(tmp_path, "{page: /sale, says: 60 days}", "http://127.0.0.1:8000")
    assert scenario.promise is not None
    assert scenario.promise.page == "http://127.0.0.1:8000/sale"
    (staged,) = staged_scenarios(
        {"shop.example": "staging.example"},
        "https://staging.example",
        (written(tmp_path, "{page: /sale, says: 60 days}"),),
    )
    assert staged.promise is not None
    assert staged.promise.page == "https://staging.example/sale"


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ("60 days", "promise"),
        ("{page: /sale}", "says"),
        ("{page: sale, says: 60 days}", "starts with '/'"),
        ("{page: /sale, says: '...'}", "no letter or figure"),
        ("{page: /sale, says: 60 days, why: no}", "why"),
    ],
)
def test_a_promise_that_cannot_be_held_is_refused(tmp_path: Path, promise: str, said: str) -> None:
    """With what to write."""
    with pytest.raises(FileProblemsError) as error:
        written(tmp_path, promise)
    assert said in str(error.value)
