"""The help pages of a service provider, shown in an iframe of another host."""

from troubles import LOREM, RETURNS, Places, Trouble, page, shop

from selfserve_check.model.result import Outcome


def help_page(places: Places) -> str:
    return f"""<main><h1>Help</h1><p>{LOREM}</p><iframe src="{places.other}/embedded" width=800 height=400
title="Help centre"></iframe></main>"""


TROUBLE = Trouble(
    tells="what a visitor reads comes from another origin",
    app=lambda places: shop({"/returns": page(help_page(places)), "/embedded": page(RETURNS)}),
    settings=lambda places: {"allow_private": [places.other.removeprefix("http://")]},
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
