// What lies behind an overlay. Geometry picks the few suspects; only those are hit-tested, scrolled into view.

const HIT_TESTS_MAX = 1200;
const layers = []; // {el, rect, fixed, bg}
const scrolledBack = new Map();

/** Remembers a box that floats over others: it may hide what lies below it. */
function noteLayer(el, cs, ctx) {
  const fixed = cs.position === 'fixed' || cs.position === 'sticky';
  const top = el.matches(':modal, :popover-open');
  if (!fixed && cs.position !== 'absolute' && !top) return;
  if (cs.pointerEvents === 'none' && !top) return;
  const rect = intersect(el.getBoundingClientRect(), ctx.ownClip);
  const share = areaOf(rect) / (innerWidth * innerHeight);
  if (share > (fixed || top || cs.zIndex > 0 ? 0.005 : 0.02)) layers.push({ el, rect, fixed: fixed || top, moves: cs.position === 'sticky' });
}

const modals = () => layers.filter((layer) => layer.el.matches(':modal'));

/** The vertical spans of the window that fixed layers leave free at `x`. */
function freeBands(x, blocking) {
  let free = [[0, innerHeight]];
  for (const { rect } of blocking) {
    if (x < rect.left || x > rect.right) continue;
    free = free.flatMap(([a, b]) => [[a, Math.min(b, rect.top)], [Math.max(a, rect.bottom), b]]).filter(([a, b]) => b > a);
  }
  return free;
}

/** Where in the window the thing can be brought by scrolling: [lowest, highest] top edge. */
function reach(item, maxScroll) {
  const port = item.ctx.scroller;
  const r = port ? port.getBoundingClientRect() : item.rect;
  if (item.ctx.fixedRoot) return port ? [r.top, r.bottom] : [r.top, r.top];
  const play = port ? heightOf(r) : 0;
  return [r.top - maxScroll, r.top + play];
}

const related = (spot, layer) => within(spot, layer.el) || within(layer.el, spot);

/** Whether a layer that scrolls along with the thing (or stands still with it) lies over it. */
function isUnderInPlace(item, spot, x, y) {
  const still = Boolean(item.ctx.fixedRoot);
  const port = item.ctx.scroller ? item.ctx.scroller.getBoundingClientRect() : null;
  const over = (layer) => (port ? areaOf(intersect(layer.rect, port)) > 0 : holds(layer.rect, x, y));
  return layers.some((layer) => layer.fixed === still && over(layer) && !related(spot, layer));
}

/** Whether some layer may hide `item` wherever one scrolls: then it must be hit-tested. Cheap tests first. */
function isSuspect(item, maxScroll) {
  const x = (item.rect.left + item.rect.right) / 2;
  const y = (item.rect.top + item.rect.bottom) / 2;
  const spot = spotOf(item);
  if (isUnderInPlace(item, spot, x, y)) return true;
  const fixed = layers.filter((layer) => layer.fixed && x >= layer.rect.left && x <= layer.rect.right);
  const [low, high] = reach(item, maxScroll);
  const line = Math.min(heightOf(item.rect), 12);
  const fits = ([a, b]) => Math.min(b, high + line) - Math.max(a, low) >= line && low <= b - line && high >= a;
  if (!fixed.length || freeBands(x, fixed).some(fits)) return false;
  return !freeBands(x, fixed.filter((layer) => !related(spot, layer))).some(fits);
}

function scrollBox(box, dx, dy) {
  if (!scrolledBack.has(box)) scrolledBack.set(box, [box.scrollLeft, box.scrollTop]);
  box.scrollTo({ left: box.scrollLeft + dx, top: box.scrollTop + dy, behavior: 'instant' });
}

/** The element whose letters or box are looked for: loose text stands in a box that may hold its cover too. */
const spotOf = (item) => (item.node ? item.node.parentElement || item.el : item.el);

const rectNow = (item) => {
  if (!item.node) return item.el.getBoundingClientRect();
  range.selectNodeContents(item.node);
  return range.getBoundingClientRect();
};

/** Brings the thing to the middle of every box that scrolls, then of the window. */
function bringIntoView(item) {
  for (let box = item.ctx.scroller; box; box = scrollerAbove(box)) {
    const port = box.getBoundingClientRect();
    const r = rectNow(item);
    if (r.top < port.top || r.bottom > port.bottom || r.left < port.left || r.right > port.right) {
      scrollBox(box, r.left < port.left || r.right > port.right ? r.left - port.left : 0, r.top - port.top - heightOf(port) / 2);
    }
  }
  if (item.ctx.fixedRoot || ROOT_LOCKED) return;
  const r = rectNow(item);
  const bands = freeBands((r.left + r.right) / 2, layers.filter((l) => l.fixed && !within(spotOf(item), l.el)));
  const [from, to] = bands.sort((a, b) => b[1] - b[0] - (a[1] - a[0]))[0] || [0, innerHeight];
  if (r.top < from || r.bottom > to) scrollBox(ROOT, 0, (r.top + r.bottom) / 2 - (from + to) / 2);
}

const scrollerAbove = (el) => closest(above(el), (n) => n !== ROOT && scrollers.has(n));

/** The innermost element drawn at a point, through shadow roots. */
function deepHit(x, y) {
  let hit = document.elementFromPoint(x, y);
  for (let root = hit && shadowOf(hit); root; root = shadowOf(hit)) {
    const inner = root.elementFromPoint(x, y);
    if (!inner || inner === hit) break;
    hit = inner;
  }
  return hit;
}

/** Whether anything from `hit` up to `layer` is painted: through a clear pane one can still read. */
function opaque(hit, layer) {
  for (let n = hit; n; n = above(n)) {
    const cs = getComputedStyle(n);
    const colour = colourOf(cs.backgroundColor) || [0, 0, 0, 1];
    if (colour[3] >= 0.3 || cs.backgroundImage !== 'none' || (cs.backdropFilter || 'none') !== 'none') return true;
    if (/^(img|video|canvas|iframe|svg)$/.test(tagOf(n))) return true;
    if (n === layer) return false;
  }
  return false;
}

/** Whether the layer that is drawn at the point hides the thing from the eye, or from the hand. */
function hiddenAt(item, x, y) {
  const hit = deepHit(x, y);
  const spot = spotOf(item);
  if (!hit || within(hit, spot) || within(spot, hit)) return false;
  const layer = layers.find((l) => within(hit, l.el) && !within(spot, l.el));
  if (!layer) return false;
  return item.acts || opaque(hit, layer.el);
}

function isHidden(item) {
  bringIntoView(item);
  const r = intersect(rectNow(item), { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
  if (widthOf(r) < 1 || heightOf(r) < 1) return false;
  const y = (r.top + r.bottom) / 2;
  const xs = [0.5, 0.1, 0.9].map((part) => r.left + part * widthOf(r));
  return xs.every((x) => hiddenAt(item, x, y));
}

/** Hit tests pass through inert parts; they count as hidden when a painted layer fills the window. */
function curtained(item) {
  const window_ = innerWidth * innerHeight;
  return layers.some((l) => l.fixed && areaOf(l.rect) > 0.8 * window_ && !within(item.el, l.el) && opaque(l.el, l.el));
}

/** Whether a layer that stays in the window lies over its middle. */
function coversMiddle() {
  const [x, y] = [innerWidth / 2, innerHeight / 2];
  const over = layers.filter((l) => l.fixed && !l.moves && holds(l.rect, x, y));
  const hit = over.length ? deepHit(x, y) : null;
  return Boolean(hit) && over.some((l) => within(hit, l.el));
}

/** The things of `items` that lie behind an overlay wherever one scrolls. Scroll positions are put back. */
function behindOverlays(items) {
  const hidden = new Set();
  if (!layers.length) return hidden;
  const open = modals();
  const maxScroll = ROOT_LOCKED ? 0 : Math.max(0, ROOT.scrollHeight - innerHeight);
  let tests = 0;
  for (const item of items) {
    const barred = open.length && !open.some((modal) => within(item.el, modal.el));
    if (barred) hidden.add(item);
    if (barred || !isSuspect(item, maxScroll)) continue;
    if (item.ctx.untouchable) {
      if (item.ctx.inert && curtained(item)) hidden.add(item);
      continue;
    }
    tests += 1;
    if (tests > HIT_TESTS_MAX) limits.add('hit tests');
    else if (isHidden(item)) hidden.add(item);
  }
  for (const [box, [left, top]] of scrolledBack) box.scrollTo({ left, top, behavior: 'instant' });
  return hidden;
}
