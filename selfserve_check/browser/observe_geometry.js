// Rectangles, clipping and colours: what of an element a sighted person can make out.
// All rectangles are {left, top, right, bottom} in client pixels, with the document scrolled to its start.

const FAR = 1e7;
const NOTHING = Object.freeze({ left: 0, top: 0, right: 0, bottom: 0 });
const SCROLL_PORT_MIN = 16; // a scroll box thinner than this cannot be used by anybody
const SLIVER = 2; // what is thinner than this is not seen (the 1px boxes of text for screen readers)

const widthOf = (r) => r.right - r.left;
const heightOf = (r) => r.bottom - r.top;
const areaOf = (r) => Math.max(0, widthOf(r)) * Math.max(0, heightOf(r));

const intersect = (a, b) => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});

const unite = (a, b) =>
  a && areaOf(a) > 0
    ? {
        left: Math.min(a.left, b.left),
        top: Math.min(a.top, b.top),
        right: Math.max(a.right, b.right),
        bottom: Math.max(a.bottom, b.bottom),
      }
    : b;

const holds = (r, x, y) => x >= r.left && x <= r.right && y >= r.top && y <= r.bottom;

/** Whether enough of `box` is left inside `clip` to be noticed and aimed at. */
function mostlyInside(box, clip) {
  const seen = intersect(box, clip);
  const w = widthOf(seen);
  const h = heightOf(seen);
  if (w < SLIVER || h < SLIVER) return false;
  if (w >= 24 && h >= 24) return true;
  return w >= 0.2 * widthOf(box) && h >= 0.4 * heightOf(box);
}

/** One axis of the region in which the contents of a box can be seen or scrolled to. */
function clipAxis(overflow, outer, port, content) {
  if (overflow === 'visible') return outer;
  const seen = [Math.max(outer[0], port[0]), Math.min(outer[1], port[1])];
  const size = seen[1] - seen[0];
  if (overflow === 'hidden' || overflow === 'clip') return size < SLIVER ? null : seen;
  return size < SCROLL_PORT_MIN ? null : content;
}

/** The region of the contents of `el`: cut by overflow, widened by scrolling. */
function contentClip(el, cs, clip) {
  const contained = cs.contain !== 'none' && /paint|strict|content/.test(cs.contain);
  if (cs.overflowX === 'visible' && cs.overflowY === 'visible' && !contained) return clip;
  if (cs.display === 'inline') return clip;
  const r = el.getBoundingClientRect();
  if (el instanceof SVGElement) return intersect(clip, r);
  const left = r.left + el.clientLeft;
  const top = r.top + el.clientTop;
  const portX = [left, left + el.clientWidth];
  const portY = [top, top + el.clientHeight];
  const startX = cs.direction === 'rtl' ? portX[1] - el.scrollLeft - el.scrollWidth : left - el.scrollLeft;
  const startY = top - el.scrollTop;
  const rule = (overflow) => (contained && overflow === 'visible' ? 'clip' : overflow);
  const x = clipAxis(rule(cs.overflowX), [clip.left, clip.right], portX, [startX, startX + el.scrollWidth]);
  const y = clipAxis(rule(cs.overflowY), [clip.top, clip.bottom], portY, [startY, startY + el.scrollHeight]);
  return x && y ? { left: x[0], right: x[1], top: y[0], bottom: y[1] } : NOTHING;
}

const scrolling = (overflow) => overflow === 'auto' || overflow === 'scroll';
const scrolls = (cs) => (scrolling(cs.overflowX) || scrolling(cs.overflowY)) && cs.display !== 'inline';

/** What `clip` and `clip-path` leave of an element, or null when they are not set. */
function ownClip(el, cs) {
  const box = el.getBoundingClientRect();
  if (cs.clip !== 'auto' && /absolute|fixed/.test(cs.position)) {
    const n = cs.clip.match(/-?[\d.]+(?=px)|auto/g);
    if (n && n.length === 4) {
      const at = (i, auto) => (n[i] === 'auto' ? auto : parseFloat(n[i]));
      return {
        top: box.top + at(0, 0),
        right: box.left + at(1, widthOf(box)),
        bottom: box.top + at(2, heightOf(box)),
        left: box.left + at(3, 0),
      };
    }
  }
  return cs.clipPath && cs.clipPath !== 'none' ? clipPathRect(cs.clipPath, box) : null;
}

function clipPathRect(path, box) {
  const px = (text, whole) => (text.endsWith('%') ? (parseFloat(text) / 100) * whole : parseFloat(text) || 0);
  const w = widthOf(box);
  const h = heightOf(box);
  const inset = path.match(/^inset\(([^)]*?)(?: round[^)]*)?\)/);
  if (inset) {
    const v = inset[1].trim().split(/\s+/);
    const [t, r = t, b = t, l = r] = v;
    return {
      top: box.top + px(t, h),
      right: box.right - px(r, w),
      bottom: box.bottom - px(b, h),
      left: box.left + px(l, w),
    };
  }
  if (/^(circle|ellipse)\(0(px|%)?( |\))/.test(path)) return NOTHING;
  const polygon = path.match(/^polygon\((?:\w+, )?(.*)\)$/);
  if (!polygon) return null;
  const points = polygon[1].split(',').map((p) => p.trim().split(/\s+/));
  const xs = points.map((p) => box.left + px(p[0] || '0', w));
  const ys = points.map((p) => box.top + px(p[1] || '0', h));
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** A card turned its back on us: `backface-visibility: hidden` and turned around. */
function turnedAway(cs) {
  if (cs.backfaceVisibility !== 'hidden' || cs.transform === 'none') return false;
  const m = new DOMMatrixReadOnly(cs.transform);
  return m.m33 < 0;
}

/** [red, green, blue, alpha] of a computed colour, or null where it is written in another colour space. */
function colourOf(text) {
  if (!colours.has(text)) colours.set(text, readColour(text));
  return colours.get(text);
}

const colours = new Map();

function readColour(text) {
  const m = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
  return m ? [+m[1], +m[2], +m[3], m[4] === undefined ? 1 : +m[4]] : null;
}

function luminance([r, g, b]) {
  const linear = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

const contrasts = new Map();

/** Contrast ratio of WCAG 2.2 ("relative luminance"), 1 to 21. */
function contrast(a, b) {
  const key = `${a} ${b}`;
  if (!contrasts.has(key)) contrasts.set(key, ratio(a, b));
  return contrasts.get(key);
}

function ratio(a, b) {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const mix = (over, under) => {
  const a = over[3];
  return [0, 1, 2].map((i) => over[i] * a + under[i] * (1 - a)).concat(1);
};

/** The colour behind the contents of an element: null when it is a picture or cannot be known. */
function backgroundUnder(cs, under) {
  if (cs.backgroundImage !== 'none') return null;
  const colour = colourOf(cs.backgroundColor);
  if (!colour) return null;
  if (colour[3] === 0) return under;
  if (colour[3] === 1) return colour;
  return under ? mix(colour, under) : null;
}
