"""Pages that fade into each other."""

from troubles import ABOUT, HOME, RETURNS, Trouble, page, shop

from selfserve_check.model.result import Outcome

FADE = "<style>@view-transition { navigation: auto } ::view-transition-group(root) { animation-duration: 1s }</style>"

TROUBLE = Trouble(
    tells="every page takes part in View Transitions between documents",
    app=lambda _places: shop(
        {"/": page(HOME, head=FADE), "/returns": page(RETURNS, head=FADE), "/about": page(ABOUT, head=FADE)}
    ),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
