// Where a quote stands in the window. It is found by its letters and digits alone, so that joined table cells,
// collapsed white space and soft hyphens do not matter; a quote that spans elements is looked for further up.
({locator, quote}) => {
  // REGISTER
  let root = document;
  let el = null;
  for (const step of locator.split(' >>> ')) {
    el = root ? root.querySelector(step) : null;
    root = el && shadowOf(el);
  }
  if (!el) return [];
  const isLetter = (c) => /[\p{L}\p{N}]/u.test(c);
  const wanted = [...quote.normalize('NFC')].filter(isLetter).join('').toLowerCase();
  const gather = (node, list) => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.parentElement || node.parentElement.checkVisibility({visibilityProperty: true})) list.push(node);
      return list;
    }
    if (/^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT)$/.test(node.nodeName)) return list;
    const inside = node.nodeType === Node.ELEMENT_NODE && shadowOf(node) ? shadowOf(node).childNodes :
      node.nodeName === 'SLOT' && node.assignedNodes().length ? node.assignedNodes() : node.childNodes;
    for (const child of inside) gather(child, list);
    return list;
  };
  const spot = (within) => {
    let text = '';
    const places = [];
    for (const node of gather(within, [])) {
      for (let i = 0; i < node.data.length; i += 1) {
        const c = node.data[i].toLowerCase();
        if (!isLetter(c) || c.length > 1) continue;
        text += c;
        places.push([node, i]);
      }
    }
    const at = wanted ? text.indexOf(wanted) : -1;
    return at < 0 ? null : [places[at], places[at + wanted.length - 1]];
  };
  let found = null;
  for (let n = el, up = 0; n && up < 3 && !found; n = n.parentElement, up += 1) found = spot(n);
  const range = document.createRange();
  if (found) {
    range.setStart(...found[0]);
    range.setEnd(found[1][0], found[1][1] + 1);
  } else range.selectNode(el);
  const target = found ? found[0][0].parentElement : el;
  target.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'});
  const rects = found ? [...range.getClientRects()] : [el.getBoundingClientRect()];
  const lines = rects.filter((r) => r.width > 1 && r.height > 1).slice(0, 60);
  return lines.map((r) => [r.left, r.top, r.width, r.height]);
}
