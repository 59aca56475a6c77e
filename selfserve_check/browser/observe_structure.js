// The structure of a page as the eye sees it: landmarks, headings, panels, rows, pairs, cards.

const panels = new Map(); // open panel -> the label of what opened it

/** What a tab or an expanded button shows: named by it, or else what follows it. */
function panelOf(opener) {
  const controlled = named(opener, 'aria-controls')[0];
  if (controlled) return controlled;
  const row = attr(opener, 'role') === 'tab' ? closest(opener, (n) => attr(n, 'role') === 'tablist') : null;
  if (attr(opener, 'role') === 'tab') return row && row.nextElementSibling;
  const wrap = opener.parentElement;
  const next = opener.nextElementSibling || (wrap && wrap.children.length === 1 ? wrap.nextElementSibling : null);
  return next && !next.matches('a, button, summary, [role=button], [aria-expanded]') ? next : null;
}

/** Labels of open panels: the button or tab that shows them. */
function findPanels() {
  for (const opener of document.querySelectorAll('[aria-expanded=true], [role=tab][aria-selected=true]')) {
    const panel = panelOf(opener);
    const label = tidy(opener.textContent) || nameOf(opener);
    if (panel && label.length < 200 && !isMenuLike(panel) && !panel.contains(opener)) panels.set(panel, label);
  }
  for (const el of document.querySelectorAll('[role=tabpanel][aria-labelledby], [role=region][aria-labelledby]')) {
    const label = tidy(named(el, 'aria-labelledby').map((n) => n.textContent).join(' '));
    if (label) panels.set(el, label);
  }
}

const REGION_TAGS = { nav: 'navigation', main: 'main', aside: 'aside', dialog: 'dialog' };
const REGION_ROLES = {
  navigation: 'navigation', main: 'main', complementary: 'aside', dialog: 'dialog', alertdialog: 'dialog',
  banner: 'header', contentinfo: 'footer', menubar: 'navigation',
};
const REGION_NAMES = [
  ['footer', /^(site-?|page-?|main-?|global-?)?footer$/i], ['header', /^(site-?|main-?|global-?|top-?)?header$/i],
  ['navigation', /^(site-?|main-?|top-?|primary-?)?(nav|navbar|navigation|menu|breadcrumbs?)$/i],
  ['aside', /^(left-?|right-?)?side-?bar$/i],
];
const MAIN_IDS = /^(main|content|main-?content|page-?content)$/i;

/** Parts of a card may be called header or footer too; those of the page stand near its root. */
function nearTop(el) {
  let n = el;
  for (let up = 0; up < 6 && n; up += 1, n = above(n)) if (n === document.body) return true;
  return false;
}

/** The landmark that an element opens, or "". Old pages say it by an id or class instead of an element. */
function regionOf(el, tag, role, ctx) {
  if (REGION_ROLES[role]) return REGION_ROLES[role];
  if (attr(el, 'aria-modal') === 'true') return 'dialog';
  if (REGION_TAGS[tag]) return REGION_TAGS[tag];
  if ((tag === 'header' || tag === 'footer') && ctx.region !== 'main' && !ctx.article) return tag;
  if (!/^(div|ul|section|td)$/.test(tag) || !nearTop(el)) return '';
  const known = REGION_NAMES.find(([, pattern]) => pattern.test(el.id) || [...el.classList].some((c) => pattern.test(c)));
  if (known) return ctx.region === 'none' || (known[0] === 'navigation' && ctx.region !== 'dialog') ? known[0] : '';
  return ctx.region === 'none' && MAIN_IDS.test(el.id) ? 'main' : '';
}

const nothing = () => undefined;

/** Starts the passage that an element stands for; gives the function that ends it. */
function openStructure(el, tag, role, cs, ctx, up) {
  const level = headingLevel(el, role);
  if (level) return openHeading(el, level);
  if (tag === 'summary' || tag === 'caption' || tag === 'legend') return openTitle(el, tag);
  if (panels.has(el)) return openPanel(el, ctx);
  if (isDataRow(el, tag, role, ctx)) return openRow(el);
  if (tag === 'dt' || tag === 'dd') return openTerm(el, tag);
  if (/^(td|th)$/.test(tag) || /^(cell|gridcell|rowheader|columnheader)$/.test(role)) {
    boundary(CELL);
    return () => boundary(CELL);
  }
  if (ctx.region !== up.region) return openRegion(el, ctx, up);
  return openBox(el, cs, ctx);
}

function openHeading(el, level) {
  if (!sink.atomic) flush();
  if (!sink.atomic) trail.stack = trail.stack.filter((h) => h.level < level);
  openWhole(el, 'heading');
  return () => {
    const text = closeWhole();
    if (text && !headsOnlyItsPanel(el)) pushHeading(level, text);
  };
}

/** The heading of an accordion's item stands above its panel (see `findPanels`), not above what comes after. */
function headsOnlyItsPanel(el) {
  const opener = el.querySelector('[aria-expanded]');
  if (!opener) return false;
  return opener.getAttribute('aria-expanded') === 'false' || panels.has(panelOf(opener));
}

function openTitle(el, tag) {
  openWhole(el, el.querySelector('h1, h2, h3, h4, h5, h6, [role=heading]') ? 'heading' : tag === 'legend' ? 'field' : 'text');
  return () => under(closeWhole());
}

function openPanel(el, ctx) {
  boundary();
  under(panels.get(el));
  return () => (ctx.block ? boundary() : undefined);
}

/** Regions of their own start with no heading above them: a footer does not belong to the last chapter. */
function openRegion(el, ctx, up) {
  boundary();
  const apart = /^(navigation|footer|dialog)$/.test(ctx.region) || (ctx.region === 'aside' && up.region !== 'main');
  if (apart) {
    trail.base = [];
    trail.stack = [];
  }
  if (ctx.region === 'dialog') {
    const title = named(el, 'aria-labelledby')[0];
    const own = title && (headingLevel(title, roleOf(title)) || title.querySelector('h1, h2, h3, h4'));
    if (!own) under(nameOf(el));
  }
  return () => boundary();
}

function isDataRow(el, tag, role, ctx) {
  if (tag !== 'tr' && role !== 'row') return false;
  if (el.textContent.length > 800 || el.querySelector('h1, h2, h3, h4, h5, h6, table, form, section, article, ul, ol')) return false;
  return !/^(navigation|header)$/.test(ctx.region);
}

function openRow(el) {
  openWhole(el, 'table_row');
  return () => void closeWhole();
}

const simple = (el) => el.textContent.length < 400 && !el.querySelector('ul, ol, table, div, p ~ p, h1, h2, h3, h4, details');

const isPaired = (dd) => dd && tagOf(dd) === 'dd' && simple(dd) && drawn(dd);
let termIn = null; // the list in which a term waits for its description

function closeTerm() {
  termIn = null;
  closeWhole();
}

/** The description of a term; several terms may share one. */
function describes(dt) {
  let n = dt.nextElementSibling;
  while (n && tagOf(n) === 'dt') n = n.nextElementSibling;
  return n;
}

/** Terms and their description are one passage, as long as the description is short. */
function openTerm(el, tag) {
  if (tag === 'dt' && termIn === el.parentElement) {
    if (sink.block) sink.block.run.mark(CELL);
    return nothing;
  }
  if (tag === 'dt' && !termIn && isPaired(describes(el))) {
    termIn = el.parentElement;
    openWhole(el, 'text');
    return nothing;
  }
  if (tag === 'dd' && termIn === el.parentElement && isPaired(el)) {
    if (sink.block) sink.block.run.mark(tagOf(el.previousElementSibling) === 'dt' ? TERM : ' ');
    return () => (isPaired(el.nextElementSibling) ? undefined : closeTerm());
  }
  boundary();
  const term = el.previousElementSibling;
  if (tag === 'dd' && term && tagOf(term) === 'dt') under(tidy(term.textContent));
  return () => void boundary();
}

/** An ordinary box: it separates passages, unless its parts stand in one short line. */
function openBox(el, cs, ctx) {
  if (!ctx.block) return nothing;
  boundary();
  if (!isShortLine(el, cs)) return () => boundary();
  openWhole(el, sink.kind);
  return () => void closeWhole();
}

const LEAF_BREAKERS = 'p, ul, ol, li, table, form, section, article, h1, h2, h3, h4, h5, h6, [role=heading], dl, details, img, select, input, textarea, div';

/** "Standard delivery ....... 4.95": parts laid side by side by flex or grid that say one thing. */
function isShortLine(el, cs) {
  const across = (/flex/.test(cs.display) && cs.flexDirection.startsWith('row')) || /grid/.test(cs.display);
  const parts = across ? elementsIn(el) : [];
  if (parts.length < 2 || parts.length > 6 || shadowOf(el) || el.textContent.length > 240) return false;
  if (parts.some((p) => p.textContent.length > 100 || p.querySelector(LEAF_BREAKERS) || /^(h\d|p|ul|ol|table|nav|form|slot)$/.test(tagOf(p)))) return false;
  const acts = (p) => /^(a|button)$/.test(tagOf(p)) || p.querySelector('a, button');
  if (parts.filter(acts).length > 1) return false;
  const boxes = parts.map((p) => p.getBoundingClientRect()).filter((r) => areaOf(r) > 0);
  return boxes.every((r) => Math.min(r.bottom, boxes[0].bottom) - Math.max(r.top, boxes[0].top) > 0.4 * Math.min(heightOf(r), heightOf(boxes[0])));
}

/** Leaving an element ends the headings inside it where the eye would end them too. */
function restoreTrail(el, tag, ctx, up, saved) {
  if (trail.base === saved.base && trail.stack === saved.stack) return;
  if (tag === 'summary' || tag === 'caption' || tag === 'legend') return;
  const apart = ctx.region !== up.region && /^(navigation|footer|dialog|aside|main)$/.test(ctx.region);
  if (apart || panels.has(el) || /^(details|table|fieldset|li|td|th|dd)$/.test(tag)) {
    trail.base = saved.base;
    trail.stack = saved.stack;
    return;
  }
  const textFollows = passages.length > trail.pushedAt && trail.pushedAt > saved.passages;
  const twin = [el.previousElementSibling, el.nextElementSibling].some((s) => s && s.localName === el.localName && s.className === el.className);
  const card = /^(section|article)$/.test(tag) || (twin && el.className !== '' && tag === 'div');
  if (!card || !textFollows) return;
  const first = trail.stack[0];
  trail.stack = first && first.level === 1 && !saved.stack.includes(first) ? [first] : saved.stack;
  trail.base = saved.base;
}
