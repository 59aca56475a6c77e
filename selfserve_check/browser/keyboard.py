"""Acting without a mouse: Tab to what is meant, and Enter."""

from __future__ import annotations

from playwright.async_api import ElementHandle, Page

from selfserve_check.model.said import say

TABS_MAX = 400
ARROWS_MAX = 30
BLANK_MAX = 3
UNREACHED = say("the Tab key does not reach it")

# "here" in the element meant; "near" in another member of the same tab list or menu, within which arrow keys
# move (WAI-ARIA); "" elsewhere.
_FOCUS = """(el) => {
  let at = document.activeElement;
  while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return '';
  const meant = el.closest('a[href],button,summary,input,select,textarea,[tabindex]') || el;
  if (at === el || at === meant || at === el.control || el.contains(at)) return 'here';
  const group = el.closest('[role=tablist],[role=menubar],[role=menu],[role=radiogroup],[role=toolbar]');
  return group && group.contains(at) ? 'near' : '';
}"""
# Which element of the page itself has the focus, as its place in the tree; "" when none has it. Within a
# frame the frame has it, however far one tabs there.
_PLACE = """() => {
  let at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return ['', false];
  while (at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
  const frame = at.tagName === 'IFRAME';
  const path = [];
  for (let n = at; n; n = n.parentElement || (n.getRootNode() && n.getRootNode().host)) {
    path.push(n.parentNode ? [...n.parentNode.children].indexOf(n) : 0);
  }
  return [path.join('.'), frame];
}"""
_TOGGLES = "(el) => /^(checkbox|radio)$/.test((el.control || el).type || '')"


async def reached(page: Page, element: ElementHandle) -> bool:
    """Press Tab until the focus is in ``element``; False when it comes round without having been there.

    Whoever moves within a tab list or a menu uses the arrow keys there.
    """
    first, before, blank, tried_arrows = "", "", 0, False
    for _ in range(TABS_MAX):
        at = await element.evaluate(_FOCUS)
        if at == "here":
            return True
        if at == "near" and not tried_arrows:
            tried_arrows = True
            if await _by_arrows(page, element):
                return True
        place, in_frame = await page.evaluate(_PLACE)
        blank = blank + 1 if not place else 0
        if blank >= BLANK_MAX or (first and place == first and not (in_frame and before == first)):
            return False
        first = first or place
        before = place
        await page.keyboard.press("Tab")
    return False


async def press_key(page: Page, element: ElementHandle) -> None:
    """Work the element that has the focus: Enter, or the space bar for what Enter does not toggle."""
    await page.keyboard.press("Space" if await element.evaluate(_TOGGLES) else "Enter")


async def _by_arrows(page: Page, element: ElementHandle) -> bool:
    for key in ("ArrowRight", "ArrowDown"):
        before = await page.evaluate(_PLACE)
        for _ in range(ARROWS_MAX):
            await page.keyboard.press(key)
            if await element.evaluate(_FOCUS) == "here":
                return True
            place = await page.evaluate(_PLACE)
            if place == before:
                break
            before = place
    return False
