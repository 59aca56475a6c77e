// Finds what asks for consent (and other boxes that lie over the page) in one frame.
// Run by one evaluate; changes nothing. `words` holds sources of regular expressions and limits, see consent.py.
// Gives { json: { boxes, controls }, controls: [element], boxes: [element], switches: [element to click] }.
(words) => {
  // REGISTER
  const cookieWord = new RegExp(words.cookie, "iu");
  const consentWord = new RegExp(words.consent, "iu");
  const mark = new RegExp(words.mark, "iu");
  const offers = new RegExp(words.offers, "iu");
  const necessary = new RegExp(words.necessary, "iu");
  const closeMark = /(^|[-_ ])(close|dismiss)([-_ ]|$)/i;
  const view = { width: window.innerWidth, height: window.innerHeight };
  const inFrame = window !== window.top;

  const parentOf = (el) => el.assignedSlot || el.parentElement || (el.getRootNode().host ?? null);
  const squeeze = (text) => text.replace(/\s+/gu, " ").trim();

  function* walk(root) {
    for (const el of root.querySelectorAll("*")) {
      yield el;
      const root = shadowOf(el);
      if (root) yield* walk(root);
    }
  }

  function visible(el) {
    if (!el.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return false;
    const box = el.getBoundingClientRect();
    return box.width >= 2 && box.height >= 2 && box.right > 0 && box.left < view.width && box.bottom > 0;
  }

  // The text a visitor reads in `el`, open shadow roots included, up to the limit.
  function textOf(el) {
    const parts = [];
    let length = 0;
    const add = (node) => {
      if (length > words.textMax) return;
      if (node.nodeType === Node.TEXT_NODE) {
        parts.push(node.data);
        length += node.data.length;
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        if (/^(script|style|template|noscript)$/i.test(node.localName)) return;
        if (!node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return;
        if (node.localName === "slot" && node.assignedNodes().length) node.assignedNodes().forEach(add);
        else (shadowOf(node) ?? node).childNodes.forEach(add);
        parts.push(" ");
      }
    };
    add(el);
    return { text: squeeze(parts.join("")), cut: length > words.textMax };
  }

  const attributesOf = (el) =>
    [el.id, el.getAttribute("class"), el.getAttribute("aria-label"), el.localName, el.getAttribute("data-testid")]
      .filter(Boolean).join(" ");

  const isDialog = (el) =>
    el.localName === "dialog" || /^(dialog|alertdialog)$/.test(el.getAttribute("role") ?? "") ||
    el.getAttribute("aria-modal") === "true";

  function isPinned(el) {
    const style = getComputedStyle(el);
    return style.position === "fixed" || style.position === "sticky" ||
      (style.position === "absolute" && Number(style.zIndex) >= 100);
  }

  // Slid out under the lower edge of the window, where nobody can scroll to it.
  const below = (el) => getComputedStyle(el).position === "fixed" && el.getBoundingClientRect().top >= view.height;

  const holdsPage = (el) =>
    /^(html|main|nav|article)$/.test(el.localName) || (!inFrame && el.localName === "body") ||
    el.querySelector("main, [role=main], nav, [role=navigation]") !== null;

  // The innermost element drawn at a point, through shadow roots.
  function deepHit(x, y) {
    let hit = document.elementFromPoint(x, y);
    for (let root = hit && shadowOf(hit); root; root = shadowOf(hit)) {
      const inner = root.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    return hit;
  }

  function coversCentre(el) {
    const x = view.width / 2;
    for (const y of [view.height / 2, view.height / 3]) {
      let hit = deepHit(x, y);
      while (hit && hit !== el) hit = parentOf(hit);
      if (hit !== el) return false;
    }
    return true;
  }

  const fieldsIn = (el) => [...el.querySelectorAll("input[type=email], input[type=text], input[type=password], input:not([type]), textarea")]
    .filter(visible).length;

  function* within(el) {
    yield* walk(el);
    const root = shadowOf(el);
    if (root) yield* walk(root);
  }

  const SWITCHES = "input[type=checkbox], [role=switch], [role=checkbox], [role=menuitemcheckbox]";
  const isOn = (el) => (el.localName === "input" ? el.checked : el.getAttribute("aria-checked") === "true");
  const isFixed = (el) => el.disabled === true || el.getAttribute("aria-disabled") === "true";

  // What a switch is for: its own name, else the words of the row that it has to itself.
  function namedBy(el) {
    const own = [el.getAttribute("aria-label"), ...[...(el.labels ?? [])].map((label) => textOf(label).text)];
    const ids = (el.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
    own.push(...ids.map((id) => el.getRootNode().getElementById?.(id)?.textContent ?? ""));
    const said = squeeze(own.filter(Boolean).join(" "));
    if (/\p{L}{3}/u.test(said)) return said;
    let row = parentOf(el);
    for (let level = 0; row && level < 3; level += 1, row = parentOf(row)) {
      if ([...within(row)].filter((other) => other.matches(SWITCHES)).length > 1) return "";
      const { text } = textOf(row);
      if (/\p{L}{3}/u.test(text)) return text.slice(0, 120);
    }
    return "";
  }

  // Where a visitor would click: many switches are drawn by a label or a span beside an unseen input.
  function handleOf(el) {
    const places = [el, ...(el.labels ?? []), parentOf(el), el.nextElementSibling];
    return places.find((place) => place && place.localName !== "a" && visible(place)) ?? null;
  }

  // Optional switches that are on: those that can be switched off, and how many cannot.
  function chosenIn(box) {
    const found = { on: [], stuck: 0, radios: [] };
    for (const el of within(box)) {
      if (el.matches("input[type=radio]:checked:not(:disabled)")) found.radios.push(namedBy(el).slice(0, 80));
      if (!el.matches(SWITCHES) || !isOn(el) || isFixed(el) || necessary.test(namedBy(el))) continue;
      const handle = handleOf(el);
      if (handle) found.on.push(handle);
      else found.stuck += 1;
    }
    return found;
  }

  // Whether `el` is a box of its own, and what it is about; null when it is just a part of the page.
  function describe(el) {
    if (holdsPage(el) || below(el)) return null;
    const marked = mark.test(attributesOf(el));
    const dialog = isDialog(el);
    const pinned = isPinned(el);
    const wholeFrame = inFrame && el.localName === "body";
    if (!marked && !dialog && !pinned && !wholeFrame) return null;
    const { text, cut } = textOf(el);
    // A second layer may have much to say; a box that is merely marked is then a page about cookies.
    if ((cut && !dialog && !(marked && pinned)) || text.length < 3) return null;
    const fields = fieldsIn(el);
    const says = cookieWord.test(text) || (consentWord.test(text) && (marked || fields === 0));
    const about = says && (fields === 0 || marked);
    if (!about && !((dialog || pinned) && coversCentre(el))) return null;
    const sure = marked || dialog || wholeFrame;
    return {
      element: el, consent: about, sure, floating: dialog || pinned || wholeFrame, text, chosen: chosenIn(el),
      offers: fields > 0 || offers.test(text),
    };
  }

  const known = new Map();
  const look = (el) => {
    if (!known.has(el)) known.set(el, describe(el));
    return known.get(el);
  };

  // The nearest box around a control; one about consent wins over one that merely lies on top.
  function boxAround(control) {
    let overlay = null;
    let el = parentOf(control);
    for (let level = 0; el && level < words.levelsMax; level += 1, el = parentOf(el)) {
      const box = look(el);
      if (box?.consent) return box;
      overlay = overlay ?? box;
    }
    return overlay;
  }

  function labelOf(el) {
    const ids = (el.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
    const named = ids.map((id) => el.getRootNode().getElementById?.(id)?.textContent ?? "").join(" ");
    const image = el.querySelector("img[alt]");
    const texts = [named, el.getAttribute("aria-label"), textOf(el).text, el.value, el.title, image?.alt];
    return squeeze(texts.find((text) => typeof text === "string" && text.trim()) ?? "");
  }

  const leaves = (el) => {
    const href = el.localName === "a" ? el.getAttribute("href") : null;
    return href !== null && !/^(#|javascript:|$)/i.test(href.trim());
  };

  // A small sign without words in an upper corner of its box: the cross that closes it.
  function inCorner(el, box) {
    const [r, b] = [el.getBoundingClientRect(), box.getBoundingClientRect()];
    if (r.width > 64 || r.height > 64 || r.top - b.top > 64) return false;
    return Math.min(Math.abs(b.right - r.right), Math.abs(r.left - b.left)) < 64;
  }

  const CONTROLS = "button, [role=button], a, input[type=button], input[type=submit], [onclick], [tabindex]";
  const LOOKS_PRESSABLE = "[class*=btn i], [class*=button i]";
  const CLICKS = 1;
  const hears = (el) => register !== null && (register.get(el) & CLICKS) !== 0;
  const presses = (el) =>
    el.matches(CONTROLS) || ((hears(el) || el.matches(LOOKS_PRESSABLE)) && !el.querySelector(CONTROLS));
  const boxes = [];
  const controls = [];
  for (const el of walk(document)) {
    if (controls.length >= words.controlsMax) break;
    if (!presses(el) || el.disabled || el.matches(SWITCHES) || !visible(el)) continue;
    const box = boxAround(el);
    if (!box) continue;
    const label = labelOf(el);
    if (label.length > words.labelMax) continue;
    if (!boxes.includes(box)) boxes.push(box);
    const closes = closeMark.test(attributesOf(el)) || (label === "" && inCorner(el, box.element));
    // A part of the box that unfolds is named like what it is about ("Strictly necessary"), and does not do it.
    const unfolds = el.hasAttribute("aria-expanded") || el.matches("[role=tab], summary");
    controls.push({ element: el, box: boxes.indexOf(box), label, leaves: leaves(el), closes, unfolds });
  }
  // A page that is itself pinned to the window is not a banner because it has one inside.
  const inside = (el, outer) => {
    while (el && el !== outer) el = parentOf(el);
    return el === outer;
  };
  for (const box of boxes) {
    if (box.consent && !box.sure && boxes.some((o) => o !== box && o.consent && inside(o.element, box.element)))
      box.consent = false;
  }
  const rect = (el) => {
    const box = el.getBoundingClientRect();
    return (box.width * box.height) / Math.max(1, view.width * view.height);
  };
  const switches = [];
  const numbered = (on) => on.map((el) => switches.push(el) - 1);
  return {
    json: {
      boxes: boxes.map((box) => ({
        consent: box.consent, floating: box.floating, text: box.text, share: rect(box.element),
        offers: box.offers, switches: numbered(box.chosen.on), chosen: box.chosen.stuck, radios: box.chosen.radios,
      })),
      controls: controls.map(({ element, ...rest }) => rest),
    },
    boxes: boxes.map((box) => box.element),
    controls: controls.map((control) => control.element),
    switches,
  };
}
