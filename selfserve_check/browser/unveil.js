// Scrolls through the page screen by screen, when parts of it stay clear until they are scrolled to.
async (screensMax) => {
  const root = document.scrollingElement || document.documentElement;
  const frames = () => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(done));
  });
  const waits = (el) => {
    const cs = getComputedStyle(el);
    if (parseFloat(cs.opacity) > 0.1 && cs.visibility === 'visible') return false;
    const r = el.getBoundingClientRect();
    return r.height > 10 && r.width > 10 && r.top > innerHeight * 0.5 && /static|relative/.test(cs.position) &&
      el.innerText.trim().length > 11;
  };
  const tall = root.scrollHeight > innerHeight * 1.1 && getComputedStyle(document.documentElement).overflowY !== 'hidden';
  if (!tall || ![...document.querySelectorAll('body *')].slice(0, 20000).some(waits)) return false;
  for (let screen = 1; screen <= screensMax && screen * innerHeight * 0.8 < root.scrollHeight; screen += 1) {
    root.scrollTo({ top: screen * innerHeight * 0.8, behavior: 'instant' });
    await frames();
  }
  root.scrollTo({ top: 0, behavior: 'instant' });
  await frames();
  return true;
}
