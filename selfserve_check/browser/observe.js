// The walk over one frame. Runs inside one function together with the other observe_*.js files; `args` are
// {top, floating, lockedFrame, passagesMax, affordancesMax, textMax, nodesMax}.

const TITLE_MAX = 1000;
const ROOT = document.scrollingElement || document.documentElement;
const rootStyle = getComputedStyle(document.documentElement);
const bodyStyle = document.body ? getComputedStyle(document.body) : rootStyle;
const BODY_LENDS = rootStyle.overflowX === 'visible' && rootStyle.overflowY === 'visible';
const rootOverflow = BODY_LENDS ? bodyStyle : rootStyle;
const ROOT_LOCKED = args.lockedFrame || /hidden|clip/.test(rootOverflow.overflowY);
const cutsX = args.lockedFrame || /hidden|clip/.test(rootOverflow.overflowX);
const scrollers = new Set();
const frames = [];
let nodes = 0;

/** Everything in the document that scrolling the window can show. */
function rootClip() {
  const across = Math.max(ROOT.scrollWidth, innerWidth);
  const rtl = rootStyle.direction === 'rtl';
  return {
    top: ROOT_LOCKED ? 0 : -ROOT.scrollTop,
    bottom: ROOT_LOCKED ? innerHeight : FAR,
    left: cutsX || !rtl ? 0 : innerWidth - across,
    right: cutsX || rtl ? innerWidth : across,
  };
}

const makesFixed = (cs) =>
  cs.transform !== 'none' || cs.filter !== 'none' || cs.perspective !== 'none' ||
  (cs.backdropFilter || 'none') !== 'none' || /paint|layout|strict|content/.test(cs.contain) || /transform|filter/.test(cs.willChange);

/** The clip of the containing block of a positioned box, after CSS 2.2 section 10.1; `up` is its parent. */
function containingClip(up, fixed) {
  let clip = null;
  for (let ctx = up; ctx; ctx = ctx.up) {
    if (!ctx.up) return intersect(clip || FULL, fixed ? WINDOW : ctx.clip);
    if (makesFixed(ctx.cs) || (!fixed && ctx.cs.position !== 'static')) return clip ? intersect(clip, ctx.clip) : ctx.clip;
    if (ctx.cut) clip = clip ? intersect(clip, ctx.cut) : ctx.cut;
  }
  return FULL;
}

/** The clip that holds for an element itself (that of its contents is `contentClip`). */
function clipFrom(el, tag, cs, up) {
  const { position } = cs;
  if ((position === 'fixed' || tag === 'dialog' || el.popover) && el.matches(':modal, :popover-open')) return WINDOW;
  return position === 'fixed' || position === 'absolute' ? containingClip(up, position === 'fixed') : up.clip;
}

const WINDOW = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
const BLOCK = /^(block|flex|grid|table|list-item|table-.*|flow-root|-webkit-box)$/;
const lendsOverflow = (el) => el === document.documentElement || (el === document.body && BODY_LENDS);

/** What holds for an element and the inside of it. All have the same fields in the same order: that is fast. */
class Context {
  constructor(el, tag, cs, up) {
    const fixed = cs.position === 'fixed';
    this.el = el;
    this.cs = cs;
    this.up = up;
    this.cut = cs.clip !== 'auto' || cs.clipPath !== 'none' ? ownClip(el, cs) : null;
    const clip = clipFrom(el, tag, cs, up);
    this.ownClip = this.cut ? intersect(clip, this.cut) : clip;
    this.clip = lendsOverflow(el) ? this.ownClip : contentClip(el, cs, this.ownClip);
    this.visible = cs.visibility === 'visible';
    this.opacity = up.opacity * cs.opacity;
    this.block = BLOCK.test(cs.display);
    this.blockEl = this.block ? el : up.blockEl;
    this.bg = undefined; // this and the next are worked out when a text asks for them
    this.letters = undefined;
    this.region = up.region;
    this.article = up.article || tag === 'article';
    this.scroller = fixed ? null : up.scroller;
    this.fixedRoot = fixed ? el : up.fixedRoot;
    this.cursor = cs.cursor;
    this.inLabel = up.inLabel || tag === 'label' || tag === 'legend';
    this.footnote = up.footnote;
    this.inert = up.inert || el.inert === true;
    this.untouchable = this.inert || cs.pointerEvents === 'none';
    this.disabled = up.disabled || el.getAttribute('aria-disabled') === 'true';
    this.open = up.open;
  }
}

function contextFor(el, tag, role, cs, up) {
  const ctx = new Context(el, tag, cs, up);
  ctx.region = regionOf(el, tag, role, up) || up.region;
  ctx.footnote = ctx.footnote || (tag === 'sup' && isFootnote(el));
  if (scrolls(cs) && !lendsOverflow(el)) {
    ctx.scroller = el;
    scrollers.add(el);
  }
  return ctx;
}

/** "30<sup>1</sup> days": a mark that points to a note is no part of the sentence; the 2 of m² is. */
function isFootnote(el) {
  const mark = tidy(el.textContent);
  if (!/^\[?[\d*†‡§]{1,2}\]?$/.test(mark)) return false;
  const before = sink.block ? sink.block.run.text : '';
  if (el.querySelector('a') || el.closest('a')) return true;
  if (/\d$/.test(before)) {
    if (mark.length === 1) return true;
    if (/^\d\d$/.test(mark)) sink.block.run.mark(CENTS);
    return false;
  }
  return /\p{L}{3}$/u.test(before);
}

const invisibleBox = (cs) => cs.display === 'none' || cs.display === '' || turnedAway(cs);

function visit(node, up) {
  if (node.nodeType === Node.TEXT_NODE) return seeText(node, up);
  if (node.nodeType !== Node.ELEMENT_NODE) return undefined;
  nodes += 1;
  if (nodes > args.nodesMax) return void limits.add('nodes');
  const tag = tagOf(node);
  const cs = getComputedStyle(node);
  if (invisibleBox(cs) && tag !== 'area') return undefined; // an area has no box: its picture shows it
  const role = roleOf(node);
  const ctx = contextFor(node, tag, role, cs, up);
  if (ctx.opacity < OPACITY_MIN) return undefined;
  if (ctx.visible) notice(node, tag, role, cs, ctx);
  return enter(node, tag, role, cs, ctx, up);
}

/** What an element is by itself, before its children are looked at. */
function notice(el, tag, role, cs, ctx) {
  if (ctx.region === 'main') mainText.has = true;
  if (cs.position !== 'static' || el.popover) noteLayer(el, cs, ctx);
  noteSignals(el, tag, role, cs, ctx);
  if (tag === 'iframe' || tag === 'frame') noteFrame(el, ctx);
  if (tag === 'img') notePicture(el, ctx);
  if (/^(select|input|textarea)$/.test(tag)) noteField(el, tag, ctx);
  if (listensTo(el) & HOVERS) hoverListeners.push(el);
  if (tag === 'br') lineBreak(el);
  if (attr(el, 'title') && !ctx.open.length) noteTip(el, tag, cs, ctx);
}

const TIP_MIN_CHARS = 12;

/** What a visitor reads who points at a sign that asks for it: a hand with a question mark, a "?" or an "i". */
function noteTip(el, tag, cs, ctx) {
  const tip = tidy(attr(el, 'title'));
  const own = tidy(el.textContent);
  if (tip.length < TIP_MIN_CHARS || own.includes(tip) || /^(a|button|input|select|textarea|summary|label|iframe|img)$/.test(tag)) return;
  if (cs.cursor !== 'help' && !/^[([]?[?iⓘℹ🛈][)\]]?$/u.test(own)) return;
  const r = intersect(el.getBoundingClientRect(), ctx.ownClip);
  if (widthOf(r) >= 4 && heightOf(r) >= 4) aside(el, 'alt', tip, r, ctx);
}

function lineBreak(el) {
  const twice = el.previousElementSibling && tagOf(el.previousElementSibling) === 'br' &&
    !tidy(el.previousSibling.textContent || '');
  if (twice) boundary();
  else if (sink.block) sink.block.run.mark(' ');
}

function notePicture(el, ctx) {
  const r = intersect(el.getBoundingClientRect(), ctx.ownClip);
  if (widthOf(r) < 4 || heightOf(r) < 4) return;
  for (const a of ctx.open) {
    a.paints = true;
    a.pictureRect = unite(a.pictureRect, r);
  }
  aside(el, 'alt', attr(el, 'alt'), r, ctx);
}

function noteField(el, tag, ctx) {
  const r = intersect(el.getBoundingClientRect(), ctx.ownClip);
  if (widthOf(r) < 8 || heightOf(r) < 8 || /^(password|hidden|submit|button|reset|image|checkbox|radio)$/.test(el.type)) return;
  if (tag === 'select') {
    const options = [...el.options].slice(0, 300).map((o) => tidy(o.label)).filter(Boolean);
    const label = nameOf(el);
    if (leadsOn(el)) noteChoices(el, r, ctx);
    return aside(el, 'field', (label ? `${label}: ` : '') + options.join(', '), r, ctx);
  }
  const given = el.readOnly || el.disabled ? el.value : '';
  return aside(el, 'field', given || (el.value ? '' : attr(el, 'placeholder')), r, ctx);
}

/** Whether choosing an entry of a drop-down list goes to a page: a script hears it, and the values are addresses. */
function leadsOn(el) {
  if (el.multiple || !(el.onchange || listensTo(el) & CHOICES)) return false;
  const values = [...el.options].map((o) => o.value).filter(Boolean);
  return values.length > 0 && values.every((v) => /^(https?:\/)?\/|^[\w/-]+\.(html?|php|aspx?)\b|^#[/!]/.test(v));
}

function noteChoices(el, box, ctx) {
  for (const o of [...el.options].slice(0, CHOICES_MAX)) {
    const label = tidy(o.label).slice(0, 300);
    if (o.value && label && !o.selected && !o.disabled) {
      affordances.push({
        el: o, tag: 'option', role: 'option', kind: 'button', guessed: false, ctx, order: affordances.length,
        headings: headingsNow(), texts: texts.length, box, label, name: label, target: '',
      });
    }
  }
}

function noteFrame(el, ctx) {
  const cs = getComputedStyle(el);
  const r = el.getBoundingClientRect();
  const seen = intersect(r, ctx.ownClip);
  if (widthOf(seen) < 20 || heightOf(seen) < 20 || !mostlyInside(r, ctx.ownClip)) return;
  const px = (value) => parseFloat(value) || 0;
  frames.push({
    el, ctx, rect: seen, headings: headingsNow(), passagesBefore: passages.length + (sink.block ? 1 : 0), affordancesBefore: affordances.length,
    left: r.left + el.clientLeft + px(cs.paddingLeft), top: r.top + el.clientTop + px(cs.paddingTop),
    locked: attr(el, 'scrolling').toLowerCase() === 'no', floating: Boolean(ctx.fixedRoot) || ctx.region === 'dialog',
  });
}

/** Opens what an element opens (affordance, passage, panel), visits its children, and closes it all again. */
function enter(el, tag, role, cs, ctx, up) {
  const kind = affordances.length < args.affordancesMax * 2 ? kindOf(el, tag, role, ctx) : limits.add('affordances') && null;
  const clickable = !kind && role !== 'tab' && mayBeClickable(el, tag, cs, up);
  const a = kind || clickable ? openAffordance(el, tag, role, kind, ctx) : null;
  if (a) ctx.open = up.open.concat(a);
  const span = [texts.length, 0, affordances.length, 0, ctx];
  const saved = { base: trail.base, stack: trail.stack, passages: passages.length };
  if (ctx.block) for (const outer of up.open) outer.run.mark(' ');
  const close = openStructure(el, tag, role, cs, ctx, up);
  visitChildren(el, cs, ctx);
  close();
  if (ctx.block) for (const outer of up.open) outer.run.mark(' ');
  restoreTrail(el, tag, ctx, up, saved);
  span[1] = texts.length;
  span[3] = affordances.length;
  spans.set(el, span);
  if (/^(svg|canvas|video)$/.test(tag) && ctx.visible) for (const outer of ctx.open) outer.paints = true;
  if (a) settleAffordance(a, Boolean(clickable), span);
}

const dropped = new Set();

function settleAffordance(a, guessed, span) {
  const tooBig = guessed && (a.run.text.length > 250 || areaOf(a.el.getBoundingClientRect()) > 0.5 * innerWidth * innerHeight);
  const full = guessed && affordances.slice(span[2]).some((inner) => !dropped.has(inner));
  if (tooBig || full || !closeAffordance(a)) dropped.add(a);
}

function visitChildren(el, cs, ctx) {
  if (cs.contentVisibility === 'hidden') return;
  if (tagOf(el) === 'svg' && !el.querySelector('text, a, foreignObject')) return; // an icon: shapes only
  for (const child of childrenOf(el)) visit(child, ctx);
  if (termIn === el) closeTerm();
}

const toBox = (r, ctx) => [r.left, r.top, widthOf(r), heightOf(r)].map((v) => Math.round(v * 10) / 10);
const inFirstScreen = (r) => r.top < innerHeight && r.bottom > 0 && r.left < innerWidth && r.right > 0;

/** The hooks that find elements again: their place in the list that stays in the browser. */
const elements = [];
const hook = (el) => elements.push(el) - 1;

function passageData(p) {
  const rect = p.rect || p.el.getBoundingClientRect();
  return {
    text: p.text, headings: p.headings, kind: p.kind, region: p.ctx.region, locator: pathOf(p.el),
    first: inFirstScreen(rect), box: toBox(rect), element: hook(p.el),
  };
}

function affordanceData(a) {
  return {
    kind: a.kind, name: a.name, target: a.target, role: a.role, label: a.label, headings: a.headings,
    context: contextOf(a), region: a.ctx.region, first: inFirstScreen(a.box), box: toBox(a.box),
    expanded: a.kind === 'hover_menu' ? false : expandedOf(a.el, a.tag), new_tab: a.tag === 'a' && opensElsewhere(a.el),
    in_page: isInPage(a.target),
    plain: a.kind === 'link' && isPlain(a.el, a.target), element: hook(a.el),
  };
}

/** An affordance in another one that does the same (a link in a tab, a button in a link) is left out. */
function isEcho(a) {
  const outer = a.ctx.open.find((o) => o !== a && !dropped.has(o));
  if (!outer || outer.kind === 'hover_menu') return false;
  return outer.label === a.label && (!a.target || a.target === outer.target || a.target.includes('#'));
}

/** What holds around the root element: the canvas of the window, white and scrollable. */
function firstContext() {
  const clip = rootClip();
  return {
    el: document.documentElement, cs: rootStyle, up: null, cut: null, ownClip: clip, clip, visible: true, opacity: 1,
    block: true, blockEl: document.body, bg: [255, 255, 255, 1], letters: null, region: 'none', article: false,
    scroller: null, fixedRoot: null, cursor: 'auto', inLabel: false, footnote: false, inert: false,
    untouchable: false, disabled: false, open: [],
  };
}

function observeFrame() {
  const back = [ROOT.scrollLeft, ROOT.scrollTop];
  if (!ROOT_LOCKED && (back[0] || back[1])) ROOT.scrollTo({ left: 0, top: 0, behavior: 'instant' });
  findPanels();
  visit(document.documentElement, firstContext());
  flush();
  passages.forEach(notePassage);
  const seen = affordances.filter((a) => !dropped.has(a) && !isEcho(a));
  const acting = addHoverMenus(seen).sort((a, b) => a.order - b.order);
  const found = signalsOf(acting);
  const things = [...acting.map((a) => Object.assign(a, { rect: a.box, acts: true })), ...passages, ...frames];
  const hidden = behindOverlays(things);
  const result = collect(acting.filter((a) => !hidden.has(a)), passages.filter((p) => !hidden.has(p)), frames.filter((f) => !hidden.has(f)), found);
  if (!ROOT_LOCKED && (back[0] || back[1])) ROOT.scrollTo({ left: back[0], top: back[1], behavior: 'instant' });
  return result;
}

const CLAIM_SCRIPTS_MAX = 20;
const CLAIM_CHARS_MAX = 60000;

/** The JSON-LD of the page itself, which nobody sees; Python reads it. A script cut in two would be no JSON. */
function claimScripts() {
  if (!args.top) return [];
  let room = CLAIM_CHARS_MAX;
  return [...document.querySelectorAll('script[type="application/ld+json" i]')].slice(0, CLAIM_SCRIPTS_MAX)
    .map((el) => el.textContent || '').filter((text) => (room -= text.length) >= 0);
}

function collect(acting, read, inner, found) {
  if (acting.length > args.affordancesMax) limits.add('affordances');
  const data = {
    url: document.URL, title: tidy(document.title.slice(0, TITLE_MAX)), lang: attr(document.documentElement, 'lang'),
    passages: read.map(passageData), affordances: acting.slice(0, args.affordancesMax).map(affordanceData),
    frames: inner.map((f) => ({
      passages: read.filter((p) => p.place < f.passagesBefore).length, headings: f.headings, region: f.ctx.region,
      affordances: acting.filter((a) => a.order < f.affordancesBefore).length,
      left: f.left, top: f.top, locked: f.locked, floating: f.floating, first: inFirstScreen(f.rect), element: hook(f.el),
    })),
    signals: found, covered: coversMiddle(), claims: claimScripts(), limits: [...limits].sort(), window: [innerWidth, innerHeight],
  };
  const tampered = [Object, Array, String].some((type) => type.prototype.toJSON);
  return { json: tampered ? data : JSON.stringify(data), elements };
}

return observeFrame();
