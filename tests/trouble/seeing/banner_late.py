"""A banner that a consent service shows only after the page has long come to rest."""

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

# A listener for clicks keeps the bots from following links without clicking them.
BANNER = """<script>
if (!document.cookie.includes('choice=')) setTimeout(() => {
  const box = document.createElement('div');
  box.className = 'cookie-consent';
  box.style = 'position:fixed;inset:0;background:#fff;z-index:5;padding:3em';
  box.innerHTML = '<p>We use cookies to remember your basket.</p><button>Accept</button><button>Refuse</button>';
  box.onclick = (event) => {
    if (event.target.localName !== 'button') return;
    document.cookie = 'choice=' + event.target.textContent + ';path=/';
    box.remove();
  };
  document.body.append(box);
}, 1500);
document.addEventListener('click', () => {});
</script>"""

TROUBLE = Trouble(
    tells="the banner comes 1.5 s late, over a page that was read before",
    app=lambda _places: shop({"/": page(HOME + BANNER)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
