// Visible text: from text nodes to passages, with the trail of headings above each.

const CELL = '\u0001'; // between the cells of a table row
const TERM = '\u0002'; // between a term and its description
const CENTS = '\u0003'; // between a price and its raised cents
const STRENGTH = { '': 0, ' ': 1, [CENTS]: 2, [TERM]: 3, [CELL]: 4 };
const FONT_MIN_PX = 4; // nobody reads smaller letters
const CONTRAST_MIN = 1.07; // letters in the colour of what is behind them
const OPACITY_MIN = 0.1;

/** Letters only: no soft hyphens, no glyphs of icon fonts (private use), no control characters. */
const letters = (raw) => raw.replace(/[\u0001-\u0003\u00AD\u200B\u2060\uFEFF\uE000-\uF8FF]/g, '');

/** Whether two pieces of text without white space between them still stand apart on the screen. */
function standApart(a, b, size) {
  if (!a || !b) return true;
  if (heightOf(a) > 2.2 * size || heightOf(b) > 2.2 * size) return false; // wrapped: the flow decides
  const sameLine = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.3 * Math.min(heightOf(a), heightOf(b));
  if (!sameLine) return heightOf(a) < 1.8 * size && Math.abs(a.top - b.top) > size;
  return Math.max(b.left - a.right, a.left - b.right) > 0.2 * size;
}

/** Text that grows piece by piece, with a blank where the eye sees one. */
class Run {
  constructor() {
    this.text = '';
    this.last = null;
    this.gap = '';
  }

  mark(separator) {
    if (this.text && STRENGTH[separator] > STRENGTH[this.gap]) this.gap = separator;
  }

  add(raw, rect, size) {
    const text = letters(raw);
    if (!text.trim()) {
      if (text) this.mark(' ');
      return;
    }
    const blank = !this.text || /\s$/.test(this.text) || /^\s/.test(text);
    const glue = this.gap || (!blank && standApart(this.last, rect, size) ? ' ' : '');
    this.text += glue + text;
    this.last = rect;
    this.gap = '';
  }

  toString() {
    const money = /[€$£¥]|\b(EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN)\b/.test(this.text);
    return tidy(this.text)
      .replace(/^[\u0001\u0002\s]+|[\u0001\u0002\s]+$/g, '')
      .replace(/\s*\u0001\s*/g, ' | ')
      .replace(/\s*:?\s*\u0002\s*/g, ': ')
      .replace(/\u0003/g, money ? '.' : '');
  }
}

const range = document.createRange();

/** What of a text node lies inside `clip`: its text and rectangle, or null. */
function visiblePart(node, clip) {
  range.selectNodeContents(node);
  const rect = range.getBoundingClientRect();
  if (rect.width < 1 || rect.height < 1) return null;
  const seen = intersect(rect, clip);
  if (widthOf(seen) < 1 || heightOf(seen) < 1) return null;
  const whole = rect.left >= clip.left - 2 && rect.right <= clip.right + 2;
  if (whole && rect.top >= clip.top - 2 && rect.bottom <= clip.bottom + 2) return { text: node.data, rect };
  return visibleWords(node, clip);
}

// Measuring a word takes the longer the more text stands around it, and a page may hold a book in one clipped line.
const MEASURED_MAX = 50_000_000;
let measured = 0;

/** The words whose middle lies inside `clip` (a text cut after some lines, a label cut on its line). */
function visibleWords(node, clip) {
  let text = '';
  let rect = null;
  for (const word of node.data.matchAll(/\S{1,20}/g)) {
    measured += 100 + node.length;
    if (measured > MEASURED_MAX || text.length > args.textMax) {
      limits.add('text');
      break;
    }
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    const r = range.getBoundingClientRect();
    if (r.width < 1 || !holds(clip, (r.left + r.right) / 2, (r.top + r.bottom) / 2)) continue;
    text += (/\s/.test(node.data[word.index - 1] || '') ? ' ' : '') + word[0];
    rect = unite(rect, r);
  }
  return text ? { text, rect } : null;
}

let painted = null;

/** Boxes that put a picture or a colour on the screen, asked for only when some text looks invisible. */
function paintedBoxes() {
  if (painted) return painted;
  painted = [];
  for (const el of document.querySelectorAll('body *')) {
    const cs = getComputedStyle(el);
    const picture = /^(img|video|canvas|svg|picture|iframe)$/.test(tagOf(el)) || cs.backgroundImage !== 'none';
    const colour = colourOf(cs.backgroundColor);
    if (!picture && (!colour || colour[3] < 0.3)) continue;
    const rect = el.getBoundingClientRect();
    if (areaOf(rect) > 100) painted.push({ el, rect, colour: picture ? null : colour });
  }
  return painted;
}

const pseudoPaints = (el) =>
  ['::before', '::after'].some((which) => {
    const cs = getComputedStyle(el, which);
    if (cs.content === 'none' || cs.content === 'normal') return false;
    return cs.backgroundImage !== 'none' || (colourOf(cs.backgroundColor) || [0, 0, 0, 1])[3] > 0.3;
  });

/** Whether letters of `fill` on `under` can be told from it; something else may lie between the two. */
function legible(el, fill, under, rect) {
  const x = (rect.left + rect.right) / 2;
  const y = (rect.top + rect.bottom) / 2;
  if (!under || contrast(mix(fill, under), under) >= CONTRAST_MIN) return true;
  for (const box of paintedBoxes()) {
    if (!holds(box.rect, x, y) || within(el, box.el)) continue;
    if (!box.colour || contrast(fill, box.colour) > 1.3) return true;
  }
  for (let n = el, up = 0; n && up < 8; n = above(n), up += 1) if (pseudoPaints(n)) return true;
  return false;
}

/** The colour behind the contents of an element, worked out once: null when it is a picture. */
function backgroundOf(ctx) {
  if (ctx.bg === undefined) ctx.bg = backgroundUnder(ctx.cs, backgroundOf(ctx.up));
  return ctx.bg;
}

/** How letters are painted: their size, their colour (null when a trick paints them), or null: unreadable. */
function letterStyle(cs) {
  const size = parseFloat(cs.fontSize);
  if (size < FONT_MIN_PX) return null;
  const fill = colourOf(cs.webkitTextFillColor || cs.color);
  const trick = cs.textShadow !== 'none' || /text/.test(cs.webkitBackgroundClip) || parseFloat(cs.webkitTextStrokeWidth) > 0;
  if (fill && fill[3] < OPACITY_MIN && !trick) return null;
  return { size, fill: trick ? null : fill, icons: /material (icons|symbols)/i.test(cs.fontFamily) };
}

const trail = { base: [], stack: [] };
const passages = [];
const texts = [];
const actedTexts = new Set(); // places in `texts` of what stands in some affordance
const limits = new Set();
const sink = { block: null, atomic: 0, kind: 'text', owner: null, after: [] };

const headingsNow = () => trail.base.concat(trail.stack.map((h) => h.text));

function under(title) {
  const now = headingsNow();
  if (title && now[now.length - 1] !== title) now.push(title);
  trail.base = now;
  trail.stack = [];
}

function pushHeading(level, text) {
  trail.stack = trail.stack.filter((h) => h.level < level).concat({ level, text });
  trail.pushedAt = passages.length;
}

function newBlock(el, kind, ctx) {
  return {
    el, kind, ctx, run: new Run(), headings: headingsNow(), rect: null, node: null, fields: true,
  };
}

function addText(node, part, style, ctx) {
  if (!sink.block) sink.block = newBlock(sink.owner || ctx.blockEl, sink.kind, ctx);
  const block = sink.block;
  if (!ctx.footnote) block.run.add(part.text, part.rect, style.size);
  block.node = block.node || node;
  block.rect = unite(block.rect, intersect(part.rect, ctx.clip));
  block.fields = block.fields && ctx.inLabel;
}

/** A text node: kept when it can be read, and handed to every affordance it belongs to. */
function seeText(node, ctx) {
  if (!node.data.trim()) {
    if (sink.block) sink.block.run.add(node.data);
    for (const a of ctx.open) a.run.add(node.data);
    return;
  }
  if (!ctx.visible) return;
  if (ctx.letters === undefined) ctx.letters = letterStyle(ctx.cs);
  const style = ctx.letters;
  const part = style && visiblePart(node, ctx.clip);
  if (!part) return;
  if (style.icons && /^[a-z0-9_\s]+$/.test(part.text)) {
    for (const a of ctx.open) a.paints = true;
    return;
  }
  if (style.fill && !legible(ctx.el, style.fill, backgroundOf(ctx), part.rect)) return;
  addText(node, part, style, ctx);
  if (ctx.open.length) actedTexts.add(texts.length);
  texts.push(letters(part.text));
  for (const a of ctx.open) {
    a.run.add(part.text, part.rect, style.size);
    a.textRect = unite(a.textRect, part.rect);
  }
}

/** Ends the block that is being gathered and makes a passage of it. Gives its text. */
function flush() {
  const block = sink.block;
  const waiting = sink.after;
  sink.block = null;
  sink.after = [];
  const text = block ? block.run.toString() : '';
  if (/[\p{L}\p{N}\p{S}]/u.test(text)) {
    const kind = block.kind === 'text' && block.fields ? 'field' : block.kind;
    keep({ ...block, text, kind });
  }
  for (const passage of waiting) keep(passage);
  return text;
}

function keep(passage) {
  if (passages.length >= args.passagesMax) {
    limits.add('passages');
    return;
  }
  if (passage.text.length > args.textMax) limits.add('text');
  passages.push({ ...passage, place: passages.length, text: passage.text.slice(0, args.textMax) });
}

/** A passage that is no running text (a picture's alt text, a form field); it follows the present block. */
function aside(el, kind, text, rect, ctx) {
  const passage = { el, kind, ctx, text: tidy(text), headings: headingsNow(), rect, node: null };
  if (!passage.text) return;
  if (sink.block) sink.after.push(passage);
  else keep(passage);
}

function boundary(separator = ' ') {
  if (!sink.atomic) return flush();
  if (sink.block) sink.block.run.mark(separator);
  return '';
}

/** Gathers everything inside `el` into one passage of `kind` until `closeWhole`. */
function openWhole(el, kind) {
  if (!sink.atomic) {
    flush();
    sink.owner = el;
    sink.kind = kind;
  }
  sink.atomic += 1;
}

function closeWhole() {
  sink.atomic -= 1;
  if (sink.atomic) return boundary();
  const text = flush();
  sink.owner = null;
  sink.kind = 'text';
  return text;
}
