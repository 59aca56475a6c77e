"""A shop in Hebrew, written from right to left."""

from troubles import Reply, Trouble, pages

from selfserve_check.model.result import Outcome


def rtl(body: str) -> Reply:
    return Reply(body=f"<!doctype html><html lang=he dir=rtl><meta charset=utf-8><title>אהילים</title>{body}")


HOME = """<nav><a href="/about">אודות</a> <a href="/returns">החזרות וזיכויים</a></nav>
<main><h1>אהילים</h1><p>אנחנו מייצרים אהילים בעבודת יד.</p></main>"""
RETURNS = "<main><h1>החזרות וזיכויים</h1><p>ניתן להחזיר כל מוצר תוך 30 ימים ממועד המסירה.</p></main>"

TROUBLE = Trouble(
    tells="the page runs from right to left, in letters that are not Latin",
    app=lambda _places: pages({"/": rtl(HOME), "/returns": rtl(RETURNS), "/about": rtl(HOME)}),
    question="מה מדיניות החזרות?",
    facts=("ניתן להחזיר כל מוצר תוך 30 ימים ממועד המסירה",),
    outcome=Outcome.PASSED,
    quote="30 ימים",
    clicks=1,
)
