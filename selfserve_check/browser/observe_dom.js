// The tree as it is drawn: shadow roots opened, slots filled; what elements are and what they are called.

const tidy = (text) => text.replace(/[\u00AD\u200B\u2060\uFEFF]/g, '').replace(/\s+/g, ' ').trim();
const tagOf = (el) => el.localName;
const attr = (el, name) => (el.getAttribute(name) || '').trim();

// A form's own properties are hidden by fields of that name: <select name="children"> is common.
const getter = (prototype, name) => Object.getOwnPropertyDescriptor(prototype, name).get;
const ELEMENTS = getter(Element.prototype, 'children');
const NODES = getter(Node.prototype, 'childNodes');
const PARENT = getter(Node.prototype, 'parentNode');
const elementsIn = (el) => (el instanceof Element ? [...ELEMENTS.call(el)] : [...el.children]);
const parentOf = (node) => PARENT.call(node);

/** Elements whose children are never drawn as text of the page. */
const ATOMS = new Set(
  ('iframe frame video audio canvas object embed select textarea input img meter progress script style ' +
    'template title desc defs symbol metadata datalist head').split(' '),
);

function childrenOf(el) {
  const tag = tagOf(el);
  if (ATOMS.has(tag)) return [];
  if (tag === 'details' && !el.open) return elementsIn(el).filter((c) => tagOf(c) === 'summary').slice(0, 1);
  if (tag === 'slot') {
    const given = el.assignedNodes({ flatten: true });
    return given.length ? given : el.childNodes;
  }
  return NODES.call(shadowOf(el) || el);
}

/** The parent in the tree as drawn. */
function above(node) {
  if (node.assignedSlot) return node.assignedSlot;
  const parent = parentOf(node);
  return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
}

function within(node, ancestor) {
  for (let n = node; n; n = above(n)) if (n === ancestor) return true;
  return false;
}

function closest(el, test) {
  for (let n = el; n; n = above(n)) if (test(n)) return n;
  return null;
}

/** Elements named by an attribute that lists ids, in the same tree. */
function named(el, attribute) {
  const root = el.getRootNode();
  if (!root.getElementById) return [];
  return attr(el, attribute).split(/\s+/).filter(Boolean).map((id) => root.getElementById(id)).filter(Boolean);
}

const paths = new Map();

/** A path that the picture module finds again; " >>> " steps into a shadow root. */
function pathOf(el) {
  if (!paths.has(el)) paths.set(el, stepTo(el));
  return paths.get(el);
}

const places = new Map();

/** Which of its kind among its siblings, from 1; all siblings are counted at once. */
function placeOf(el) {
  if (places.has(el)) return places.get(el);
  const seen = {};
  for (const s of parentOf(el) ? elementsIn(parentOf(el)) : [el]) {
    seen[s.localName] = (seen[s.localName] || 0) + 1;
    places.set(s, seen[s.localName]);
  }
  return places.get(el);
}

function stepTo(el) {
  const root = el.getRootNode();
  const unique = el.id && /^[A-Za-z][\w-]*$/.test(el.id) && root.getElementById && root.getElementById(el.id) === el;
  const parent = parentOf(el) instanceof Element ? parentOf(el) : null;
  const host = root instanceof ShadowRoot ? root.host : null;
  if (unique) return host ? `${pathOf(host)} >>> #${el.id}` : `#${el.id}`;
  if (el === document.documentElement) return 'html';
  const step = `${CSS.escape(el.localName)}:nth-of-type(${placeOf(el)})`;
  if (parent) return `${pathOf(parent)} > ${step}`;
  return host ? `${pathOf(host)} >>> ${step}` : step;
}

const IMPLICIT_ROLES = {
  button: 'button', summary: 'button', nav: 'navigation', main: 'main', aside: 'complementary', dialog: 'dialog',
  h1: 'heading', h2: 'heading', h3: 'heading', h4: 'heading', h5: 'heading', h6: 'heading', search: 'search',
  textarea: 'textbox', select: 'combobox', progress: 'progressbar', table: 'table', option: 'option',
};
const INPUT_ROLES = {
  button: 'button', submit: 'button', reset: 'button', image: 'button', search: 'searchbox', checkbox: 'checkbox',
  radio: 'radio', range: 'slider', number: 'spinbutton', text: 'textbox', email: 'textbox', tel: 'textbox',
  url: 'textbox', '': 'textbox',
};

function roleOf(el) {
  const given = attr(el, 'role').toLowerCase().split(/\s+/)[0];
  if (given && given !== 'none' && given !== 'presentation') return given;
  const tag = tagOf(el);
  if (tag === 'a' || tag === 'area') return el.hasAttribute('href') || el.hasAttribute('xlink:href') ? 'link' : '';
  if (tag === 'input') return el.hasAttribute('list') ? 'combobox' : INPUT_ROLES[el.type] || '';
  return IMPLICIT_ROLES[tag] || '';
}

/** 1 to 6 for a heading, else 0. */
function headingLevel(el, role) {
  if (role !== 'heading') return 0;
  const level = parseInt(el.getAttribute('aria-level') || el.localName.slice(1), 10);
  return level >= 1 ? Math.min(level, 9) : 2;
}

const NAME_FROM_CONTENT = new Set(
  ('button link tab menuitem menuitemcheckbox menuitemradio option heading cell row treeitem checkbox radio ' +
    'switch tooltip columnheader rowheader gridcell').split(' '),
);
const drawnAway = (cs) => cs.display === 'none' || cs.visibility !== 'visible' || cs.display === '';

/** Text for a name: what assistive technology would read of the inside of `el`. */
function namePieces(el, asReference) {
  let text = '';
  for (const child of childrenOf(el)) {
    if (child.nodeType === Node.TEXT_NODE) text += child.data;
    if (child.nodeType !== Node.ELEMENT_NODE) continue;
    const cs = getComputedStyle(child);
    if (!asReference && (drawnAway(cs) || child.getAttribute('aria-hidden') === 'true')) continue;
    const piece = accessibleName(child, true, asReference);
    text += /^inline|contents/.test(cs.display) ? piece : ` ${piece} `;
    if (tagOf(child) === 'br') text += ' ';
  }
  return text;
}

/** What a form control or picture is called by the markup of HTML itself. */
function nativeName(el, tag, inside = false) {
  if (tag === 'img' || tag === 'area') return el.getAttribute('alt') || '';
  if (tag === 'svg') {
    const title = [...el.children].find((c) => tagOf(c) === 'title');
    return title ? title.textContent : '';
  }
  if (tag === 'input' && /^(button|submit|reset)$/.test(el.type)) {
    return el.getAttribute('value') ?? { submit: 'Submit', reset: 'Reset' }[el.type] ?? '';
  }
  if (tag === 'input' && el.type === 'image') return el.getAttribute('alt') || attr(el, 'title') || 'Submit';
  // A control inside the label that names it must not be named by that label again.
  if (inside) return tag === 'select' ? [...el.selectedOptions].map((o) => o.text).join(' ') : '';
  const labels = 'labels' in el && el.labels ? [...el.labels] : [];
  return labels.map((label) => tidy(namePieces(label, false))).join(' ');
}

/**
 * The accessible name, after "Accessible Name and Description Computation 1.2" (W3C), without generated
 * content: labelledby, label, the host language's own, contents, title, placeholder.
 */
function accessibleName(el, inside = false, asReference = false) {
  if (!inside && !asReference) {
    const parts = named(el, 'aria-labelledby').map((other) => tidy(accessibleName(other, true, true)));
    if (parts.some(Boolean)) return tidy(parts.join(' '));
  }
  const label = attr(el, 'aria-label');
  if (label) return tidy(label);
  const tag = tagOf(el);
  if (inside && tag === 'input' && /^(text|search|email|tel|url|number)$/.test(el.type)) return el.value;
  const native = nativeName(el, tag, inside);
  if (tidy(native)) return inside ? native : tidy(native);
  const fromContent = inside || asReference || tag === 'summary' || NAME_FROM_CONTENT.has(roleOf(el));
  const content = fromContent && !(tag === 'select') ? namePieces(el, asReference) : '';
  if (tidy(content)) return inside ? content : tidy(content);
  return tidy(attr(el, 'title') || attr(el, 'placeholder') || attr(el, 'aria-placeholder'));
}

const knownNames = new Map();

/** The accessible name of an element by itself, worked out once. */
function nameOf(el) {
  if (!knownNames.has(el)) knownNames.set(el, accessibleName(el));
  return knownNames.get(el);
}

/** Whether an element is drawn at all, asked of the browser (for elements the walk did not enter). */
function drawn(el) {
  if (!el.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: false })) return false;
  const r = el.getBoundingClientRect();
  return r.width >= SLIVER && r.height >= SLIVER;
}

/** The address a link leads to, absolute, or "". */
function addressOf(el) {
  const raw = el.getAttribute('href') ?? el.getAttribute('xlink:href');
  if (raw === null) return '';
  try {
    return new URL(raw.trim(), el.baseURI).href;
  } catch {
    return '';
  }
}
