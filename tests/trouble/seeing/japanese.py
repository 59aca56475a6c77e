"""A shop in Japanese, whose words are not parted by spaces."""

from troubles import Trouble, page, pages

from selfserve_check.model.result import Outcome

HOME = """<nav><a href="/about">会社概要</a> <a href="/returns">返品について</a></nav>
<main><h1>ランプシェード</h1><p>手作りのランプシェードの店です。</p></main>"""
RETURNS = "<main><h1>返品について</h1><p>商品到着後30日以内であれば返品できます。</p></main>"
ABOUT = "<main><h1>会社概要</h1><p>海辺の小さな町の工房です。</p></main>"

TROUBLE = Trouble(
    tells="no spaces between words",
    app=lambda _places: pages(
        {"/": page(HOME, lang="ja"), "/returns": page(RETURNS, lang="ja"), "/about": page(ABOUT, lang="ja")}
    ),
    question="返品は何日以内にできますか?",
    facts=(),
    matches=("30日以内.*返品",),
    outcome=Outcome.PASSED,
    quote="30日以内",
    clicks=1,
)
