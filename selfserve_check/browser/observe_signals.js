// Marks that say something about the page rather than about its topic.

const SAYS = {
  captcha: /verify (that )?you('| a)re (a )?human|are you a (robot|human)|i'?m not a robot|unusual traffic|checking your browser|press (and|&) hold|complete the (security check|captcha)|enable javascript and cookies to continue|bestätigen sie,? dass sie ein mensch/i,
  loading: /^(loading|please wait|one moment|lädt|wird geladen|bitte warten|chargement|cargando|caricamento|laden)([ \w]{0,20})?[.… ]*$/i,
  error: /^(oops|sorry|error|uh[- ]oh|whoops|hmm)?[,!.:;\s–-]*((an? )?(unexpected |unknown |internal )?error (has )?(occurred|loading)|something went wrong|failed to (load|fetch)|(we )?(could ?n[o']t|cannot|can't|unable to) (be )?(load|fetch|reach|connect)|(please )?try again later|network error|service (is )?(temporarily )?unavailable|application error|internal server error|bad gateway)/i,
  consent: /\bcookies?\b|\bconsent\b|tracking|datenschutz|einwilligung|\btraceurs?\b/i,
};
const CAPTCHA_FRAME = /recaptcha|hcaptcha|turnstile|challenges\.cloudflare|arkoselabs|funcaptcha|captcha-delivery|geetest/i;
const LOADING_CLASS = /(^|[\s_-])(spinner|loader|loading|skeleton|shimmer|placeholder-(glow|wave)|lds-\w+)([\s_-]|$)/i;
const CONSENT_NAME = /cookie|consent|gdpr|onetrust|usercentrics|didomi|\bcmp\b|cc-window/i;
const EMPTY_MAIN_CHARS = 20;

const signals = {
  password_field: false, captcha: false, loading: false, error_state: false, consent_banner: false, unreadable: new Set(),
};
const mainText = { has: false, chars: 0, loose: 0 };
const consentCandidates = [];

/** What one visible element says by being there. */
function noteSignals(el, tag, role, cs, ctx) {
  const name = attr(el, 'class');
  const floats = /fixed|sticky/.test(cs.position) || tag === 'dialog' || /dialog$/.test(role);
  const banner = floats || CONSENT_NAME.test(`${el.id} ${name}`);
  const loading = isLoading(el, tag, role, cs, name);
  if (!banner && !loading && !/^(input|iframe|canvas|embed|object)$/.test(tag)) return;
  const area = areaOf(intersect(el.getBoundingClientRect(), ctx.ownClip));
  if (area < 16) return;
  if (loading) signals.loading = true;
  if (floats || (banner && area > 5000)) consentCandidates.push(el);
  if (tag === 'input' && el.type === 'password') signals.password_field = true;
  if (tag === 'iframe') noteFrameSignals(el, area);
  if (tag === 'canvas' && area > 0.3 * innerWidth * innerHeight) signals.unreadable.add('canvas');
  if (/^(embed|object)$/.test(tag)) noteEmbed(el, area);
}

function noteFrameSignals(el, area) {
  if (CAPTCHA_FRAME.test(el.src) && area > 5000 && !el.closest('.grecaptcha-badge')) signals.captcha = true;
  if (/\.pdf($|[?#])/i.test(el.src)) signals.unreadable.add('pdf embed');
}

function noteEmbed(el, area) {
  if (area < 40000) return;
  const pdf = /pdf/i.test(`${el.type} ${el.data || el.src || ''}`);
  signals.unreadable.add(pdf ? 'pdf embed' : 'embedded object');
}

function isLoading(el, tag, role, cs, name) {
  if (el.getAttribute('aria-busy') === 'true' && /^(body|main|section|div|ul|table)$/.test(tag)) return true;
  if (tag === 'progress' || role === 'progressbar') return !el.hasAttribute('value') && !el.hasAttribute('aria-valuenow');
  if (!name || !LOADING_CLASS.test(name) || /^(img|body|html|a|button|input|main|source|picture|iframe)$/.test(tag)) return false;
  return !tidy(el.textContent) || SAYS.loading.test(tidy(el.textContent)) || (/skeleton|shimmer/i.test(name) && cs.animationName !== 'none');
}

/** What one passage says, once it is known to be visible. */
function notePassage(p) {
  const { region } = p.ctx;
  const amount = p.text.length;
  if (region === 'main') mainText.chars += amount;
  if (region === 'none') mainText.loose += amount;
  if (region === 'main' || region === 'none' || region === 'dialog') {
    if (amount < 60 && SAYS.loading.test(p.text)) signals.loading = true;
    if (amount < 160 && SAYS.error.test(p.text)) signals.error_state = true;
    if (region !== 'dialog' && closest(p.el, (n) => attr(n, 'role') === 'alert')) signals.error_state = true;
  }
}

const allText = () => passages.reduce((sum, p) => sum + p.text.length, 0);

/** A visible box that floats, speaks of cookies and has something to press. */
function isConsentBanner(el, kept) {
  const span = spans.get(el);
  if (!span || !SAYS.consent.test(texts.slice(span[0], span[1]).join(' '))) return false;
  if (el !== document.body && areaOf(el.getBoundingClientRect()) < 2000) return false;
  const presses = kept.filter((a) => /^(button|link|menu|disclosure)$/.test(a.kind) && within(a.el, el));
  const header = closest(el, (n) => tagOf(n) === 'header' || tagOf(n) === 'nav');
  return !header && presses.some((a) => a.role === 'button') && presses.length < 40;
}

const LIST_SCREENS_MIN = 4;

/** Whether a box that scrolls keeps only the entries in sight in the page: most of its height is bare. */
function isVirtualList(box) {
  if (box.scrollHeight < LIST_SCREENS_MIN * box.clientHeight) return false;
  const top = box.getBoundingClientRect().top - box.scrollTop;
  const rects = passages.filter((p) => p.rect && p.ctx.scroller === box).map((p) => p.rect);
  if (rects.length < 3 || box.querySelector('img, video, canvas, iframe')) return false;
  return Math.max(...rects.map((r) => r.bottom)) - top < 0.5 * box.scrollHeight;
}

/** All signals of this frame; `chars` and `loose` are added up over the frames in Python. */
function signalsOf(kept) {
  const little = allText() < 2000;
  const wording = passages.some((p) => (little || p.kind === 'heading') && p.text.length < 300 && SAYS.captcha.test(p.text));
  if ([...scrollers].some(isVirtualList)) signals.unreadable.add('virtual list');
  if (args.floating) consentCandidates.push(document.body);
  return {
    password_field: signals.password_field,
    captcha: signals.captcha || wording,
    loading: signals.loading,
    main_chars: mainText.has ? mainText.chars : mainText.loose,
    error_state: signals.error_state,
    consent_banner: consentCandidates.some((el) => isConsentBanner(el, kept)),
    unreadable: [...signals.unreadable].sort(),
  };
}
