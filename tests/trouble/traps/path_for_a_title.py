"""A page whose title, labels and headings are paths out of the report's folder."""

from trouble_reports import check_outputs
from troubles import ANSWER, Trouble, page, shop

from selfserve_check.model.result import Outcome

OUT = "../../x"
HOME = f"""<main><h1>{OUT}</h1><p><a href="/returns">../../../etc/passwd returns</a>
<a href="/..%2f..%2fabout">..\\..\\about</a></p></main>"""

TROUBLE = Trouble(
    tells="titles are names of files outside the report's folder",
    app=lambda _places: shop(
        {
            "/": page(HOME, title=OUT),
            "/returns": page(f"<h1>{OUT}</h1><p>{ANSWER}</p>", title="/etc/cron.d/x\x00.png"),
        }
    ),
    question="../../../how long do I have to return something?",
    outcome=Outcome.PASSED,
    clicks=1,
    also=check_outputs,
)
