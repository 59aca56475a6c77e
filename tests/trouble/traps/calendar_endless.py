"""A calendar whose next month is always there, and whose words are the question's."""

from troubles import Ask, Reply, Told, Trouble, page

from selfserve_check.model.result import Outcome, Reason

HOME = """<nav><a href="/calendar/2026/1">Returns calendar</a></nav><main><h1>Lamp shades</h1>
<p><a href="/about">About us</a></p></main>"""
ABOUT = '<main><h1>About us</h1><p><a href="/about/studio">Studio</a></p></main>'
FACTS = "<main><h1>Studio</h1><p>You can return anything within 30 days of delivery.</p></main>"


def calendar(place: int) -> Reply:
    year, month = divmod(place, 12)
    days = "".join(f"<td>{day}</td>" for day in range(1, 29))
    years = [
        f'<a href="/calendar/{year + ahead}/{month + 1}">Returns: how long in {year + ahead}</a> '
        for ahead in range(1, 9)
    ]
    body = f"""<main><h1>Returns calendar {month + 1}/{year}</h1><table><tr>{days}</tr></table>
    <a href="/calendar/{(place + 1) // 12}/{(place + 1) % 12 + 1}">Returns: next month</a>
    {"".join(years)}</main>"""
    return page(body, title="Returns calendar")


def app(ask: Ask) -> Reply | None:
    parts = ask.path.strip("/").split("/")
    if parts[0] == "calendar":
        return calendar(int(parts[1]) * 12 + int(parts[2]) - 1)
    return {"/": page(HOME), "/about": page(ABOUT), "/about/studio": page(FACTS)}.get(ask.path)


def also(told: Told) -> None:
    """The look around is not eaten up by months: it reaches the page that answers."""
    months = {ask.path for ask in told.received if ask.path.startswith("/calendar/")}
    assert len(months) < 14, months
    assert "/about/studio" in told.words


TROUBLE = Trouble(
    tells="the months of a calendar never end, and look better than the page with the answer",
    app=lambda _places: app,
    outcome=Outcome.FAILED,
    reason=Reason.MISLED,
    budget=2,
    also=also,
)
