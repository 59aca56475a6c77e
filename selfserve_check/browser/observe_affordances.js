// What one can act on: which elements, of what kind, called what, leading where.

const WORDS = {
  search: /\b(search|find|suche?n?|rechercher?|buscar|cerca|zoek(en)?|sök|søg|szukaj|hledat|pesquisar|haku)\b|検索|搜索|검색|поиск|بحث/i,
  searchName: /^(q|s|query|search|keywords?|k|term|searchterm|search_query|suche|search[_-].*|.*[_-]search)$/i,
  chat: /\b(live[\s-]?)?chat(bot)?\b|messenger|\bask (us|an agent|a question) now\b/i,
  menu: /(^|\b|[_-])(menu|menü|hamburger|burger|navbar-toggler?|nav-toggle|navigation-toggle|open navigation|toggle navigation)(\b|[_-]|$)/i,
  pagerBox: /(^|[\s_-])(pagination|paginator|pager|page-numbers|paging)([\s_-]|$)/i,
  pagerLabel: /\b(pagination|pager|page navigation|results pages?|seiten)\b/i,
  next: /^[«‹<←\s]*(next|previous|prev|older|newer|weiter|nächste|vorherige|zurück|suivante?|précédente?|siguiente|anterior|volgende|vorige)(\s+(page|posts?|results?|seite|entries))?[\s»›>→]*$/i,
  pageNumber: /^(page\s*)?\d{1,4}$|^[«»‹›<>←→]+$|^(first|last)( page)?$/i,
  more: /^(load|show|view|see) more (results?|items?|articles?|posts?|products?)$|^load more$|^more results$|^mehr (laden|ergebnisse)$/i,
};

const CONTEXT_SOURCE_MAX = 600; // a block with more text than this is no card
const CLICKS = 1;
const HOVERS = 2;
const NAVIGATES = 4;
const CHOICES = 16;
const CHOICES_MAX = 60;

const affordances = [];
const spans = new Map(); // element -> [first text, last text, first affordance, last affordance]
const hoverListeners = [];

const listensTo = (target) => (register ? register.get(target) || 0 : 0);
const hasHandler = (target) =>
  ['onclick', 'onmousedown', 'onmouseup', 'onpointerdown', 'onpointerup'].some((name) => target[name]);

/** Whether a script anywhere above the page's elements may take a click away from the browser. */
const watched = (() => {
  const tops = [document, window, window.navigation].filter(Boolean);
  return tops.some((t) => listensTo(t) & (CLICKS | NAVIGATES) || hasHandler(t) || t.onnavigate);
})();

const sameDocument = (url) => url.split('#')[0] === document.URL.split('#')[0];

/** See `Affordance.plain` in the model: certain to load its target as a document. */
function isPlain(el, target) {
  if (!register || watched || !args.top || !/^https?:/.test(target) || sameDocument(target)) return false;
  if (tagOf(el) !== 'a' || el.hasAttribute('download') || opensElsewhere(el)) return false;
  for (let n = el; n; n = parentOf(n) || n.host) {
    if (listensTo(n) & (CLICKS | NAVIGATES) || hasHandler(n)) return false;
  }
  for (let n = el; n; n = above(n)) if (listensTo(n) & (CLICKS | NAVIGATES) || hasHandler(n)) return false;
  return true;
}

/** See `Affordance.in_page` in the model: following it only scrolls. */
function isInPage(target) {
  if (!target.includes('#') || !sameDocument(target)) return false;
  const raw = target.slice(target.indexOf('#') + 1);
  let place = raw;
  try {
    place = decodeURIComponent(raw);
  } catch {
    // not an encoded name: looked up as it stands
  }
  return place === 'top' || Boolean(place && (document.getElementById(place) || document.getElementsByName(place)[0]));
}

const baseTarget = attr(document.querySelector('base[target]') || document.documentElement, 'target');

function opensElsewhere(el) {
  const target = attr(el, 'target') || baseTarget;
  return target !== '' && !/^_(self|top|parent)$/i.test(target);
}

const disabled = (a) => a.ctx.disabled || a.ctx.inert || a.el.matches(':disabled');

const saysSearch = (el) => {
  const said = [attr(el, 'placeholder'), attr(el, 'aria-label'), attr(el, 'title'), nameOf(el)].join(' ');
  return WORDS.search.test(said) || WORDS.search.test(`${el.id} ${attr(el, 'class')}`.replace(/[_-]/g, ' '));
};

function isSearchBox(el, tag, role) {
  if (tag === 'input' ? !/^(search|text|)$/.test(el.type) : !/^(searchbox|combobox|textbox)$/.test(role)) return false;
  if (/^(select|button|a|div|span)$/.test(tag) && !el.isContentEditable) return false;
  if (el.readOnly && !el.onclick) return false;
  if (tag === 'input' && el.type === 'search') return true;
  if (role === 'searchbox' || WORDS.searchName.test(attr(el, 'name'))) return true;
  return Boolean(closest(el, (n) => attr(n, 'role') === 'search' || tagOf(n) === 'search')) || saysSearch(el);
}

function searchTarget(el) {
  const action = el.form ? attr(el.form, 'action') : '';
  try {
    return action ? new URL(action, el.baseURI).href : '';
  } catch {
    return '';
  }
}

const isMenuLike = (el) =>
  /^(menu|menubar|navigation)$/.test(attr(el, 'role')) || /^(nav|menu)$/.test(tagOf(el)) ||
  Boolean(el.querySelector('nav, [role=menu], [role=navigation], [role=menuitem]'));

const inNavigation = (ctx) => ctx.region === 'navigation' || ctx.region === 'header';
const ownName = (el) => `${nameOf(el)} ${el.id} ${attr(el, 'class')}`;

/** An element with `aria-expanded` or `aria-haspopup`: does it open a menu, or more of the page? */
function openerKind(el, role, ctx) {
  const popup = attr(el, 'aria-haspopup');
  if (/^(true|menu|listbox|tree|grid)$/.test(popup)) return 'menu';
  if (popup === 'dialog') return 'button';
  const controlled = named(el, 'aria-controls').concat(named(el, 'aria-owns'));
  if (controlled.some(isMenuLike) || role === 'menuitem') return 'menu';
  if (!controlled.length && inNavigation(ctx)) return 'menu';
  if (inNavigation(ctx) && controlled.some((c) => c.querySelectorAll('a[href]').length >= 2)) return 'menu';
  return 'disclosure';
}

function isPager(el, tag, ctx) {
  if (/\b(next|prev)\b/.test(attr(el, 'rel'))) return true;
  const name = nameOf(el);
  if (WORDS.more.test(name)) return true;
  const box = closest(el, (n) => WORDS.pagerBox.test(attr(n, 'class')) || WORDS.pagerLabel.test(attr(n, 'aria-label')));
  const said = name || tidy(el.textContent);
  if (box && !/^(body|html|main)$/.test(tagOf(box))) return WORDS.next.test(said) || WORDS.pageNumber.test(said) || /\bpage \d+\b/i.test(said);
  return WORDS.next.test(said) && tag === 'a' && !sameDocument(addressOf(el)) && !inNavigation(ctx);
}

function linkKind(el, tag, role, ctx) {
  const raw = attr(el, 'href') || attr(el, 'xlink:href');
  const goesNowhere = /^javascript:/i.test(raw) || raw === '#' || (raw === '' && tag !== 'a' && tag !== 'area');
  if (role === 'tab') return el.getAttribute('aria-selected') === 'true' ? null : 'tab';
  if (el.hasAttribute('aria-expanded') || /^(true|menu)$/.test(attr(el, 'aria-haspopup'))) {
    if (goesNowhere || role === 'button' || raw.startsWith('#')) return openerKind(el, role, ctx);
  }
  if (isPager(el, tag, ctx)) return /^(page|true)$/.test(attr(el, 'aria-current')) ? null : 'pager';
  if (!goesNowhere) return 'link';
  return WORDS.chat.test(ownName(el)) ? 'chat' : 'button';
}

function buttonKind(el, tag, role, ctx) {
  if (tag === 'summary') return 'disclosure';
  if (role === 'tab') return el.getAttribute('aria-selected') === 'true' ? null : 'tab';
  if (el.hasAttribute('aria-expanded') || el.hasAttribute('aria-haspopup')) return openerKind(el, role, ctx);
  if (/collapse/.test(attr(el, 'data-bs-toggle') || attr(el, 'data-toggle'))) return inNavigation(ctx) ? 'menu' : 'disclosure';
  if (isPager(el, tag, ctx)) return 'pager';
  const name = nameOf(el);
  if (WORDS.chat.test(name) || (ctx.fixedRoot && WORDS.chat.test(ownName(el)))) return 'chat';
  if (WORDS.menu.test(name) && name.length < 30) return 'menu';
  return WORDS.menu.test(attr(el, 'class')) && tidy(el.textContent).length < 12 ? 'menu' : 'button';
}

/** A label that works a hidden check box: the accordions and menus that need no script. */
function labelKind(el, ctx) {
  const control = el.control;
  if (!control || !/^(checkbox|radio)$/.test(control.type) || drawn(control)) return null;
  const said = tidy(el.textContent);
  if (inNavigation(ctx) || WORDS.menu.test(ownName(el)) || (said.length < 30 && WORDS.menu.test(said))) return 'menu';
  return control.form ? null : 'disclosure';
}

const BUTTON_ROLES = /^(button|menuitem|menuitemcheckbox|menuitemradio|treeitem|tab)$/;

/** The kind of affordance an element is, or null. Clickable boxes without a role are told in `isClickable`. */
function kindOf(el, tag, role, ctx) {
  if (tag === 'summary' && tagOf(above(el) || el) !== 'details') return null;
  const linked = (tag === 'a' || tag === 'area') && (el.hasAttribute('href') || el.hasAttribute('xlink:href'));
  if (linked || role === 'link') return linkKind(el, tag, role, ctx);
  if (tag === 'input' || tag === 'textarea' || /^(searchbox|combobox)$/.test(role)) {
    if (isSearchBox(el, tag, role)) return 'search';
    if (role !== 'button') return null;
  }
  if (tag === 'summary' || tag === 'button' || BUTTON_ROLES.test(role)) return buttonKind(el, tag, role, ctx);
  if (tag === 'label') return labelKind(el, ctx);
  return el.hasAttribute('aria-expanded') && !/^(row|option)$/.test(role) ? openerKind(el, role, ctx) : null;
}

/** A box that only a script or a style makes clickable: a listener, an attribute, or a hand as the pointer. */
function mayBeClickable(el, tag, cs, ctx) {
  if (ctx.open.some((a) => !a.guessed) || /^(html|body|main|form|label|input|select|textarea|img|svg|path|option|video|iframe|canvas)$/.test(tag)) return false;
  if (listensTo(el) & CLICKS || el.hasAttribute('onclick') || el.onclick) return true;
  if (headsCard(el, tag, ctx)) return true;
  const hand = cs.cursor === 'pointer' && ctx.cursor !== 'pointer';
  if (!hand) return false;
  return el.hasAttribute('tabindex') || el.hasAttribute('data-href') || (register !== null && handedDown(el));
}

/** The heading of a card that takes clicks beside links and buttons of its own: it stands for the card. */
function headsCard(el, tag, ctx) {
  if (!/^h[1-6]$/.test(tag) || el.querySelector('a[href], button')) return false;
  const card = ctx.open.length ? ctx.open[ctx.open.length - 1].el : null;
  if (!card || !card.querySelector('a[href], button, [role=button]')) return false;
  return card.textContent.length < 400 && card.querySelectorAll('h1, h2, h3, h4, h5, h6').length === 1;
}

/** Whether clicks on `el` are heard further up, as frameworks do that listen at the root. */
function handedDown(el) {
  if (watched) return true;
  for (let n = above(el); n; n = above(n)) if (listensTo(n) & CLICKS) return true;
  return false;
}

const expandedOf = (el, tag) => {
  if (tag === 'summary') return above(el).open === true;
  if (tag === 'label') return el.control ? el.control.checked : null;
  const said = el.getAttribute('aria-expanded');
  return said === null ? null : said === 'true';
};

function openAffordance(el, tag, role, kind, ctx) {
  const a = {
    el, tag, role, kind: kind || 'button', guessed: !kind, ctx, run: new Run(), textRect: null, paints: false, order: affordances.length,
    headings: headingsNow(), texts: texts.length, box: null,
  };
  affordances.push(a);
  return a;
}

/** Where a picture's clickable area lies on the screen. */
function areaBox(el) {
  const map = el.closest('map');
  const picture = map && document.querySelector(`img[usemap="#${CSS.escape(map.name)}"]`);
  if (!picture || !drawn(picture)) return null;
  const r = picture.getBoundingClientRect();
  const n = el.coords.split(',').map(Number);
  if (el.shape === 'default' || n.length < 3 || n.some(Number.isNaN)) return r;
  if (el.shape === 'circle') {
    return { left: r.left + n[0] - n[2], right: r.left + n[0] + n[2], top: r.top + n[1] - n[2], bottom: r.top + n[1] + n[2] };
  }
  const xs = n.filter((_, i) => i % 2 === 0);
  const ys = n.filter((_, i) => i % 2 === 1);
  return {
    left: r.left + Math.min(...xs), right: r.left + Math.max(...xs),
    top: r.top + Math.min(...ys), bottom: r.top + Math.max(...ys),
  };
}

/** The box of an affordance as far as it can be seen, or null. */
function visibleBox(a) {
  const { el, ctx } = a;
  if (a.tag === 'area') return areaBox(el);
  let box = null;
  if (ctx.visible) for (const r of el.getClientRects()) box = unite(box, r);
  if (!box || areaOf(box) < 1) box = a.textRect || a.pictureRect || null;
  if (!box || !mostlyInside(box, ctx.ownClip)) return a.textRect && mostlyInside(a.textRect, FULL) ? a.textRect : null;
  return intersect(box, ctx.ownClip);
}

const FULL = { left: -FAR, top: -FAR, right: FAR, bottom: FAR };

/** Whether there is anything to see of it: words, a picture, a colour, a frame. */
function showsSomething(a) {
  if (a.textRect || a.paints || a.kind === 'search' || /^(input|area)$/.test(a.tag)) return true;
  const cs = getComputedStyle(a.el);
  if (!a.ctx.visible) return false;
  const fill = colourOf(cs.backgroundColor);
  const borders = ['Top', 'Bottom'].some((s) => parseFloat(cs[`border${s}Width`]) > 0 && cs[`border${s}Style`] !== 'none');
  if (cs.backgroundImage !== 'none' || (fill && fill[3] > 0.1) || borders) return true;
  if (['::before', '::after'].some((p) => !/^(none|normal|""|)$/.test(getComputedStyle(a.el, p).content))) return true;
  if (cs.maskImage && cs.maskImage !== 'none') return true;
  return !tidy(a.el.textContent) && nameOf(a.el) !== ''; // a clear sheet over a card that one can click
}

/** Ends an affordance: true when it stays, false when nobody can see it. */
function closeAffordance(a) {
  a.box = visibleBox(a);
  if (!a.box || !showsSomething(a) || disabled(a)) return false;
  a.label = a.run.toString().replace(/ \| /g, ' ').slice(0, 300);
  if (a.kind === 'search') a.label = (attr(a.el, 'placeholder') || nameOf(a.el)).slice(0, 300);
  if (a.tag === 'input' && a.kind !== 'search') a.label = nativeName(a.el, 'input').slice(0, 300);
  a.name = (nameOf(a.el) || a.label).slice(0, 300);
  a.target = a.kind === 'search' ? searchTarget(a.el) : targetOf(a);
  return true;
}

function targetOf(a) {
  if (!/^(a|area)$/.test(a.tag) || a.kind === 'button') return '';
  const target = addressOf(a.el);
  return /^javascript:/i.test(target) ? '' : target;
}

const actsInside = (el) => {
  const span = spans.get(el);
  return span ? span[3] - span[2] : 0;
};

/** Whether `el` is one of several alike that can each be acted on: a card among cards, an item in a list. */
const isOneOfMany = (el, parent) =>
  elementsIn(parent).some((s) => s !== el && s.localName === el.localName && s.className === el.className && actsInside(s));

const numbers = (from, to) => Array.from({ length: to - from }, (_, i) => from + i);

/** Whether the text around is a card's: short, and not only the labels of other affordances. */
function placesTell(places) {
  const size = places.reduce((sum, i) => sum + texts[i].length, 0);
  return size <= CONTEXT_SOURCE_MAX && !places.every((i) => actedTexts.has(i));
}

/** The text around an affordance in its card or list item, its own left out. */
function contextOf(a) {
  const own = spans.get(a.el);
  let inner = a.el;
  for (let n = above(inner); n && own; inner = n, n = above(n)) {
    if (/^(html|body|nav|main|ul|ol|dl|table|tbody|header|footer|form|aside)$/.test(tagOf(n))) return '';
    if (isOneOfMany(inner, n) || actsInside(n) > 6) return '';
    const span = spans.get(n) || own;
    const places = numbers(span[0], own[0]).concat(numbers(own[1], span[1]));
    if (places.length) return placesTell(places) ? tidy(places.map((i) => texts[i]).join(' ')).slice(0, 200) : '';
  }
  return '';
}
