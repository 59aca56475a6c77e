// One cheap look at a document: hashes of its visible lines, how much there is to click, signs of loading.
() => {
  // REGISTER
  const LINES_MAX = 3000;
  const hash = (text) => {
    let h = 0;
    for (let i = 0; i < text.length; i += 1) h = (Math.imul(h, 31) + text.charCodeAt(i)) | 0;
    return h;
  };
  const roots = [document];
  for (let at = 0, left = 50000; at < roots.length; at += 1) { // the list grows by what is found inside
    const hosts = at ? roots[at].querySelectorAll('*') : document.getElementsByTagName('*');
    for (let i = 0; i < hosts.length && left > 0; i += 1, left -= 1) if (shadowOf(hosts[i])) roots.push(shadowOf(hosts[i]));
  }
  const textOf = (root) =>
    root === document ? (document.body ? document.body.innerText || '' : '') :
      [...root.children].map((el) => el.innerText || '').join('\n');
  const lines = roots.map(textOf).join('\n').split('\n').filter((line) => line.trim()).slice(0, LINES_MAX);
  const seen = (el) => {
    const r = el.getBoundingClientRect();
    return r.width > 7 && r.height > 7 && el.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const shown = (selector) => [...document.querySelectorAll(selector)].slice(0, 200).some(seen);
  const interactive = roots.reduce((sum, root) =>
    sum + [...root.querySelectorAll('a[href], button, summary, input, select, [role=button], [role=tab]')]
      .filter((el) => el.checkVisibility({ visibilityProperty: true })).length, 0);
  const empty = (el) => (el.innerText || '').trim().length < 3 && !el.querySelector('img, iframe, canvas, video, svg');
  const main = document.querySelector('main, [role=main]') || document.body;
  const mainEmpty = main ? empty(main) && roots.length === 1 : true;
  const spinner = shown('[aria-busy=true], progress:not([value]), [role=progressbar]:not([aria-valuenow]), ' +
    '[class*=spinner i], [class*=skeleton i], [class*=shimmer i], .loader, .loading');
  const words = main ? (main.innerText || '').trim() : '';
  const says = words.length < 60 && /^(loading|please wait|lädt|wird geladen|chargement|cargando|laden)/i.test(words);
  const styles = [...document.querySelectorAll('link[rel~=stylesheet][href]')]
    .every((link) => link.sheet || link.disabled || (link.media && !matchMedia(link.media).matches));
  const ends = (animation) => {
    const { endTime } = animation.effect ? animation.effect.getComputedTiming() : { endTime: Infinity };
    return animation.playState === 'running' && endTime - (animation.currentTime || 0) < 3000;
  };
  const moving = roots.some((root) => root.getAnimations().some(ends));
  const complete = document.readyState === 'complete';
  return {
    // As one text: the driver and Playwright would wrap each number of a list by itself.
    lines: lines.map((line) => `${hash(line)} ${line.length}`).join('\n'),
    interactive,
    moving,
    height: document.documentElement ? document.documentElement.scrollHeight : 0,
    ready: document.readyState !== 'loading' && (styles || complete),
    complete,
    loading: mainEmpty || spinner || says,
    frames: document.querySelectorAll('iframe, frame').length,
    born: performance.timeOrigin,
  };
}
