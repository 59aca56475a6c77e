"""A site that is closed for the night, and says so with a status as if it were open."""

from troubles import Trouble, page

from selfserve_check.model.result import Outcome

CLOSED = page(
    "<div><h1>We&rsquo;ll be back soon!</h1><p>Sorry for the inconvenience. We&rsquo;re performing some maintenance "
    "at the moment, and will be back online shortly.</p><p>&mdash; The team</p></div>",
    title="Site Maintenance",
)

TROUBLE = Trouble(
    tells="every page says that the site is being worked on, with status 200",
    app=lambda _places: lambda _ask: CLOSED,
    outcome=Outcome.ERRORED,
    cause="maintenance",
)
