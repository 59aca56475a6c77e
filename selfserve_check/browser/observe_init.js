// Runs before the page's own scripts: keeps a register of who listens for clicks and hovers, of the closed
// shadow roots, and of what waits to be scrolled to, under a symbol.
(() => {
  const bits = {click: 1, mousedown: 1, mouseup: 1, pointerdown: 1, pointerup: 1, auxclick: 1,
    mouseenter: 2, mouseover: 2, pointerenter: 2, pointerover: 2,
    submit: 4, navigate: 4, touchstart: 4, touchend: 4, scroll: 8, wheel: 8, change: 16};
  const AWAITED_MAX = 500;
  const seen = new WeakMap();
  seen.roots = new WeakMap(); // host -> its closed shadow root
  seen.awaited = []; // what the page wants to hear of when it comes into view
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
  Element.prototype.attachShadow = new Proxy(Element.prototype.attachShadow, {
    apply(native, self, list) {
      const root = Reflect.apply(native, self, list);
      if (root.mode === "closed") seen.roots.set(self, root);
      return root;
    },
  });
  if (!window.IntersectionObserver) return;
  IntersectionObserver.prototype.observe = new Proxy(IntersectionObserver.prototype.observe, {
    apply(native, self, list) {
      if (seen.awaited.length < AWAITED_MAX && list[0] instanceof Element) seen.awaited.push(new WeakRef(list[0]));
      return Reflect.apply(native, self, list);
    },
  });
})();
