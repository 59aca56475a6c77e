// Scrolls through the page where parts of it come, or come to light, only when they are scrolled to.
// Gives "" where there is nothing of the kind, "cut" where the page goes on after that many windows, else "whole".
async (screensMax) => {
  // REGISTER
  const SCROLLS = 8;
  const root = document.scrollingElement || document.documentElement;
  const frames = () => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(done));
  });
  const below = (el) => {
    const r = el.getBoundingClientRect();
    return r.top > innerHeight * 0.5 && el.checkVisibility();
  };
  const waits = (el) => {
    const cs = getComputedStyle(el);
    if (parseFloat(cs.opacity) > 0.1 && cs.visibility === 'visible') return false;
    const r = el.getBoundingClientRect();
    return r.height > 10 && r.width > 10 && r.top > innerHeight * 0.5 && /static|relative/.test(cs.position) &&
      el.innerText.trim().length > 11;
  };
  // A place that the page fills when it comes into view: nothing to read in it yet, and no picture's frame.
  const vacant = (el) => el && el.isConnected && !/^(img|picture|video|iframe|canvas|svg)$/.test(el.localName) &&
    !el.querySelector('img, picture, video, iframe') && (el.innerText || '').trim().length < 12 && below(el);
  const ends = () => [...document.querySelectorAll('footer, [role=contentinfo], [class*=footer i], [id*=footer i]')]
    .some((el) => el.checkVisibility());
  const to = async (top) => {
    root.scrollTo({ top, behavior: 'instant' });
    await frames();
  };
  const tall = root.scrollHeight > innerHeight * 1.1 && getComputedStyle(document.documentElement).overflowY !== 'hidden';
  if (!tall) return "";
  let cut = false;
  const all = [...document.querySelectorAll('body *')].slice(0, 20000);
  if ((register && register.awaited.some((ref) => vacant(ref.deref()))) || all.some(waits)) {
    for (let screen = 1; screen <= screensMax && screen * innerHeight * 0.8 < root.scrollHeight; screen += 1) {
      await to(screen * innerHeight * 0.8);
    }
    cut = (screensMax + 1) * innerHeight * 0.8 < root.scrollHeight;
  } else if (!ends() && [window, document].some((top) => (register && register.get(top) & SCROLLS) || top.onscroll)) {
    // A page that listens to scrolling and has no end may go on there.
    await to(root.scrollHeight);
  } else {
    return "";
  }
  await to(0);
  return cut ? "cut" : "whole";
}
