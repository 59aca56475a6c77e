// The button that sends what is typed into `box`: that of its form, or the nearest one around that looks like it.
(box) => {
  const LEVELS_MAX = 4;
  const PRESSES = 'button, input[type=submit], input[type=button], input[type=image], [role=button], a, svg, i';
  const SAYS = /search|\bgo\b|find|submit|magnif|lupe|such|recherch|busca|cerca|zoek|pesquis|^[→➜🔍🔎⌕]$/i;
  const shown = (el) => {
    const r = el.getBoundingClientRect();
    return r.width > 3 && r.height > 3 && el.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const said = (el) =>
    [el.getAttribute('aria-label'), el.getAttribute('title'), el.value, el.getAttribute('id'), el.getAttribute('class'), el.textContent, el.alt]
      .filter((text) => typeof text === 'string').join(' ').trim();
  const clears = (el) => el.type === 'reset' || /clear|reset|close|cancel|voice|microphone|filter|lösch/i.test(said(el));
  const usable = (el) => el !== box && !el.disabled && shown(el) && !clears(el);
  if (box.form) {
    const own = [...box.form.elements].find((el) => /^(submit|image)$/.test(el.type) && usable(el));
    if (own) return own;
  }
  let around = box.parentElement || (box.getRootNode().host ?? null);
  for (let level = 0; around && level < LEVELS_MAX && around !== document.body; level += 1) {
    const found = [...around.querySelectorAll(PRESSES)].filter((el) => usable(el) && (el.localName !== 'a' || !el.href || el.href.endsWith('#')));
    const best = found.find((el) => SAYS.test(said(el))) || (found.length === 1 && level < 2 ? found[0] : null);
    if (best) return best;
    around = around.parentElement || (around.getRootNode().host ?? null);
  }
  return null;
}
