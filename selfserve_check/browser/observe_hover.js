// Menus that open when one points at them: found from style rules with :hover and from listeners.

const RULES_MAX = 20000;
const SHOWING = ['display', 'visibility', 'opacity', 'max-height', 'height', 'transform', 'clip-path', 'left', 'top',
  'right', 'pointer-events', 'grid-template-rows', 'translate', 'scale', 'inset', 'inset-inline-start'];

/** Every style rule that applies now and speaks of :hover. Sheets of other origins cannot be read. */
function hoverRules() {
  const found = [];
  let seen = 0;
  const read = (rules, parent) => {
    for (const rule of rules) {
      seen += 1;
      if (seen > RULES_MAX) return limits.add('style rules');
      if (rule instanceof CSSMediaRule && !matchMedia(rule.media.mediaText).matches) continue;
      let selector = rule.selectorText || '';
      if (selector && parent) selector = selector.includes('&') ? selector.replaceAll('&', `:is(${parent})`) : `:is(${parent}) ${selector}`;
      if (selector.includes(':hover') && SHOWING.some((p) => rule.style.getPropertyValue(p))) found.push(selector);
      if (rule.cssRules && rule.cssRules.length) read(rule.cssRules, selector || parent);
    }
    return undefined;
  };
  for (const sheet of [...document.styleSheets, ...(document.adoptedStyleSheets || [])]) {
    try {
      if (!sheet.disabled) read(sheet.cssRules, '');
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // a sheet of another origin keeps its rules to itself
    }
  }
  return found;
}

/** Splits `text` at `mark` (a comma) where no bracket is open. */
function splitOutside(text, mark) {
  const parts = [''];
  let depth = 0;
  for (const c of text) {
    if (c === '(' || c === '[') depth += 1;
    if (c === ')' || c === ']') depth -= 1;
    if (c === mark && depth === 0) parts.push('');
    else parts[parts.length - 1] += c;
  }
  return parts;
}

/** Where the compound selector around position `at` ends: at the next combinator outside brackets. */
function compoundEnd(selector, at) {
  let depth = 0;
  for (let i = at; i < selector.length; i += 1) {
    const c = selector[i];
    if (c === '(' || c === '[') depth += 1;
    if (c === ')' || c === ']') depth = Math.max(0, depth - 1);
    if (depth === 0 && /[\s>+~]/.test(c)) return i;
  }
  return selector.length;
}

/** The pairs (what one points at, what then shows) of one selector, as selectors without :hover. */
function hoverPairs(selectorList) {
  const anyone = ':where(*)';
  const pairs = [];
  for (const selector of splitOutside(selectorList, ',').map((s) => s.trim())) {
    const at = selector.lastIndexOf(':hover');
    if (at < 0 || /::|:before|:after|:not\([^)]*:hover/.test(selector)) continue;
    const end = compoundEnd(selector, at + 6);
    const shown = selector.replaceAll(':hover', anyone);
    const pointed = selector.slice(0, end).replaceAll(':hover', anyone);
    if (shown !== pointed) pairs.push([pointed, shown]);
  }
  return pairs;
}

function selectAll(selector) {
  try {
    return [...document.querySelectorAll(selector)].slice(0, 60);
  } catch (error) {
    if (error instanceof DOMException) return []; // a selector we rewrote into nonsense
    throw error;
  }
}

const hasChoices = (el) => Boolean(el.querySelector('a[href], button, [role=menuitem]')) && tidy(el.textContent).length > 1;

/** The element that `selector` names above or beside a hidden submenu. */
function pointedAt(target, selector) {
  for (let n = target; n instanceof Element && n !== document.body; n = parentOf(n)) {
    for (let s = n === target ? n.previousElementSibling : n; s; s = s.previousElementSibling) {
      if (s !== target && s.matches(selector)) return s;
    }
  }
  return null;
}

function triggersByStyle() {
  const triggers = new Map();
  for (const [pointed, shown] of hoverRules().flatMap(hoverPairs)) {
    for (const target of selectAll(shown)) {
      if (drawn(target) || !hasChoices(target)) continue;
      const trigger = pointedAt(target, pointed);
      if (trigger && spans.has(trigger) && !triggers.has(trigger)) triggers.set(trigger, target);
    }
  }
  return triggers;
}

function triggersByListener(triggers) {
  for (const el of hoverListeners) {
    const inside = [...el.querySelectorAll('ul, div, [role=menu]')].slice(0, 20);
    const hidden = inside.concat(el.nextElementSibling || []).find((t) => !drawn(t) && hasChoices(t));
    if (hidden && !triggers.has(el)) triggers.set(el, hidden);
  }
  return triggers;
}

/** The visible affordance inside a trigger that one points at, or the trigger itself with its own text. */
function hoverAffordance(trigger, hidden, kept) {
  const inside = kept.find((a) => a.kind !== 'search' && within(a.el, trigger) && !within(a.el, hidden));
  if (inside) return { ...inside, kind: 'hover_menu', order: inside.order + 0.5 };
  const [from, to, first, , ctx] = spans.get(trigger);
  const label = tidy(texts.slice(from, to).join(' ')).slice(0, 300);
  const box = intersect(trigger.getBoundingClientRect(), ctx.ownClip);
  if (!label || areaOf(box) < 1) return null;
  return {
    el: trigger, tag: tagOf(trigger), role: roleOf(trigger), kind: 'hover_menu', ctx, order: first - 0.5,
    headings: ctx.headings || [], box, label, name: label, target: '',
  };
}

/** Adds one HOVER_MENU for every trigger that can be seen. */
function addHoverMenus(kept) {
  if (matchMedia('(hover: none)').matches) return kept;
  const found = [];
  for (const [trigger, hidden] of triggersByListener(triggersByStyle())) {
    const a = hoverAffordance(trigger, hidden, kept);
    if (a && !found.some((other) => other.el === a.el)) found.push({ ...a, expanded: false, hidden });
  }
  return kept.concat(found);
}
