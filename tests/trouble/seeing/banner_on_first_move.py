"""A banner that waits for the first movement of the mouse, and then slides over what was pointed at."""

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

# The listener for clicks keeps the bots from following links without clicking them.
BANNER = """<script>
function ask() {
  const box = document.createElement('div');
  box.style = 'position:fixed;inset:0;background:#fff;z-index:5;padding:3em';
  box.innerHTML = '<p>Your privacy: may we set cookies?</p><button>Accept</button><button>Refuse</button>';
  box.onclick = (event) => {
    if (event.target.localName !== 'button') return;
    document.cookie = 'choice=' + event.target.textContent + ';path=/';
    box.remove();
  };
  document.body.append(box);
}
if (!document.cookie.includes('choice=')) addEventListener('mousemove', ask, {once: true});
document.addEventListener('click', () => {});
</script>"""

TROUBLE = Trouble(
    tells="the banner comes between pointing at a link and clicking it",
    app=lambda _places: shop({"/": page(HOME + BANNER)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("A cookie banner was refused (“Refuse”).",),
)
