// How many of the elements from `el` up to the window hear a click, by a listener or by a property.
// `own` tells whether any of them is nearer than the document.
(el) => {
  // REGISTER
  const CLICKS = 1;
  const ON = ['onclick', 'onmousedown', 'onmouseup', 'onpointerdown', 'onpointerup'];
  const hears = (target) => Boolean((register && register.get(target)) & CLICKS) || ON.some((name) => target[name]);
  let near = 0;
  for (let n = el; n && n !== document; n = n.parentNode || n.host) if (hears(n)) near += 1;
  const natural = Boolean(el.closest('a[href], area, summary, label, select, input, textarea, [popovertarget], [commandfor]')) ||
    Boolean(el.closest('button') && (el.closest('button').form || el.closest('button').popoverTargetElement));
  return { count: near + [document, window].filter(hears).length, own: near > 0 || natural };
}
