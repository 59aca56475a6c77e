// Draws the marks. Styles are set through the object model, which a content security policy does not forbid.
({outlines, marks, accent, marker}) => {
  const host = document.createElement('div');
  const paint = (el, style) => {
    for (const [name, value] of Object.entries(style)) el.style.setProperty(name, value, 'important');
    return el;
  };
  paint(host, {all: 'initial', position: 'fixed', inset: '0', width: '100vw', height: '100vh', margin: '0',
    padding: '0', border: '0', background: 'transparent', overflow: 'visible', 'pointer-events': 'none',
    'z-index': '2147483647', display: 'block'});
  const root = host.attachShadow({mode: 'closed'});
  const box = (x, y, w, h, style) => root.append(paint(document.createElement('div'), {
    position: 'fixed', left: x + 'px', top: y + 'px', width: w + 'px', height: h + 'px',
    'box-sizing': 'border-box', 'pointer-events': 'none', ...style}));
  for (const [x, y, w, h] of marks) {
    box(x - 1, y - 1, w + 2, h + 2, {background: marker, 'border-radius': '2px', 'mix-blend-mode': 'multiply'});
  }
  for (const [x, y, w, h] of outlines) {
    const [left, top] = [Math.max(2, x - 6), Math.max(2, y - 6)];
    const right = Math.min(innerWidth - 2, x + w + 6);
    const bottom = Math.min(innerHeight - 2, y + h + 6);
    box(left, top, Math.max(12, right - left), Math.max(12, bottom - top), {border: '4px solid ' + accent,
      'border-radius': '6px', 'box-shadow': '0 0 0 2px #fff, inset 0 0 0 2px #fff'});
  }
  document.documentElement.append(host);
  if (host.showPopover) {
    host.popover = 'manual';
    host.showPopover();
  }
  return host;
}
