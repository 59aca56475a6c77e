// Runs before the page's own scripts: keeps a register of who listens for clicks and hovers, under a symbol.
(() => {
  const bits = {click: 1, mousedown: 1, mouseup: 1, pointerdown: 1, pointerup: 1, auxclick: 1,
    mouseenter: 2, mouseover: 2, pointerenter: 2, pointerover: 2,
    submit: 4, navigate: 4, touchstart: 4, touchend: 4, change: 8};
  const seen = new WeakMap();
  Object.defineProperty(window, Symbol("TOKEN"), {value: seen});
  const note = (target, type) => {
    if (Object.hasOwn(bits, type)) seen.set(target, (seen.get(target) || 0) | bits[type]);
  };
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = new Proxy(add, {
    apply(native, self, list) {
      note(self ?? window, String(list[0]));
      return Reflect.apply(native, self, list);
    },
  });
})();
