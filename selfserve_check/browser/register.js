// The register that observe_init.js keeps, or null when it did not run in this document.
const register = (() => {
  const key = Object.getOwnPropertySymbols(window).find((symbol) => symbol.description === 'TOKEN');
  return key ? window[key] : null;
})();

/** The shadow root of an element, a closed one too where the register knows it; else null. */
const shadowOf = (el) => el.shadowRoot || (register && register.roots.get(el)) || null;
