(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const words = JSON.parse(document.body.dataset.words);
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  const questions = all(".question");
  const rows = all(".matrix tbody tr");
  const team = document.querySelector(".is-team");
  const writers = document.querySelector(".is-writers");
  const back = byId("way-back");
  let lastDoor = "#/team";

  const place = () => {
    const [path, query = ""] = location.hash.slice(1).split(/\?(.*)/s);
    let id = path;
    try { id = decodeURIComponent(path); } catch { /* as it is written */ }
    return { id, query: new URLSearchParams(query) };
  };

  // A door is shown from its top, with the tabs; the browser would scroll to where it begins.
  const doors = new Map(all(".door[id]").map((door) => [door.id, door]));
  for (const door of doors.values()) door.removeAttribute("id");

  const viewOf = (id) => {
    const target = doors.get(id) ?? (id ? byId(id) : null);
    const question = target ? target.closest(".question") : null;
    if (question && id.startsWith("/q/")) return { view: "question", target, question };
    const door = target ? target.closest(".door") : null;
    if (target && !door) return { view: root.dataset.view, target, question: null };
    const name = ["writers", "agency"].find((each) => door && door.classList.contains(`is-${each}`));
    return { view: name ?? "team", target, question: null };
  };

  // Filters stand in the link, so that a link shows what its sender saw, and Back undoes one.
  const keyOf = (box, wanted) => {
    const option = [...(box?.options ?? [])].find((each) => each.value === wanted);
    return option ? option.dataset.key ?? "" : "";
  };
  const narrow = (door, items, query) => {
    const show = query.get("show") ?? "";
    const box = door.querySelector('[data-filter="tag"]');
    const tag = keyOf(box, query.get("tag") ?? "");
    let count = 0;
    for (const item of items) {
      const { outcome, marks = "", tags } = item.dataset;
      item.hidden = Boolean((show && outcome !== show && !marks.split(" ").includes(show))
        || (tag && !tags.split(" ").includes(tag)));
      if (!item.hidden) count += 1;
    }
    if (box) box.value = tag ? query.get("tag") : "";
    for (const button of all("[data-show]", door)) {
      button.setAttribute("aria-pressed", String(button.dataset.show === show));
    }
    return count;
  };
  const tell = (door, scope, count, whole) => {
    const status = door.querySelector("[data-shown]");
    const text = count === whole ? "" : say(words.shown, { shown: count, all: whole });
    if (status && status.textContent !== text) status.textContent = text;
    const nothing = scope.querySelector("[data-nothing]");
    if (nothing) nothing.hidden = count > 0 || whole === 0;
  };
  const ORDERS = {
    "": (one, two) => one.dataset.place - two.dataset.place,
    asked: (one, two) => two.dataset.asked - one.dataset.asked,
    clicks: (one, two) => two.dataset.clicks - one.dataset.clicks,
    name: (one, two) => one.querySelector("[data-name]").textContent
      .localeCompare(two.querySelector("[data-name]").textContent, root.lang),
  };
  let sorted = "";
  const sort = (wanted) => {
    const order = Object.hasOwn(ORDERS, wanted) ? wanted : "";
    const box = team.querySelector('[data-filter="sort"]');
    if (box) box.value = order;
    if (order === sorted) return;
    sorted = order;
    for (const items of [questions, rows.filter((row) => row.dataset.marks !== undefined)]) {
      const first = items[0]?.parentElement;
      if (first) first.append(...items.filter((each) => each.parentElement === first).sort(ORDERS[order]));
    }
  };
  const apply = (view, query) => {
    if (view === "team") {
      const items = questions.length;
      narrow(team, rows, query);
      tell(team, document.querySelector(".is-questions"), narrow(team, questions, query), items);
      sort(query.get("sort") ?? "");
    }
    if (view === "writers") {
      const work = writers.querySelector("#work");
      const sheets = work ? all(".sheet", work.parentElement) : [];
      const count = narrow(writers, sheets, query);
      if (work) tell(writers, work.parentElement, count, sheets.length);
    }
  };
  const link = (change) => {
    const { id, query } = place();
    for (const [name, value] of Object.entries(change)) {
      if (value) query.set(name, value); else query.delete(name);
    }
    const path = id === "/writers" ? id : "/team";
    location.hash = String(query) ? `${path}?${query}` : path;
  };

  // Where each link was left, for Back: what is shown changes after the browser has scrolled.
  const left = new Map();
  let shownHash = location.hash;
  let clicked = false;
  addEventListener("scroll", () => { if (shownHash === location.hash) left.set(shownHash, scrollY); }, { passive: true });
  document.addEventListener("click", (event) => { clicked = Boolean(event.target.closest('a[href^="#"]')); });

  const route = (first) => {
    const { id, query } = place();
    const { view, target, question } = viewOf(id);
    const filtered = shownHash.split("?")[0] === location.hash.split("?")[0];
    root.dataset.view = view;
    for (const each of all(".is-current")) each.classList.remove("is-current");
    for (const tab of all("[data-door]")) {
      if (tab.dataset.door === view) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
    back.hidden = view !== "question";
    if (view !== "question" && id !== "content") lastDoor = location.hash.startsWith("#/") ? location.hash : `#/${view}`;
    back.firstElementChild.setAttribute("href", lastDoor);
    apply(view, query);
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (question) open(question);
    settle(view, target, question, first === true, filtered);
    shownHash = location.hash;
    clicked = false;
  };
  const open = (question) => {
    question.classList.add("is-current");
    question.querySelector("details").open = true;
  };
  const settle = (view, target, question, first, filtered) => {
    if (!clicked && !first && left.has(location.hash)) {
      scrollTo(0, left.get(location.hash));
      return;
    }
    if (first && !location.hash) return;
    if (filtered && !first && !clicked) return;
    const door = target && target.classList.contains("door");
    if (door || !target) scrollTo(0, 0);
    else target.scrollIntoView();
    const head = question && target !== question ? target.querySelector("summary") : null;
    const focus = head ?? (door ? target.querySelector("h2") : target);
    if (focus && !first) focus.focus({ preventScroll: true });
  };

  for (const box of all(".filters")) box.hidden = false;
  for (const button of all("[data-show]")) {
    button.addEventListener("click", () => link({ show: button.dataset.show }));
  }
  for (const box of all("[data-filter]")) {
    box.addEventListener("change", () => link({ [box.dataset.filter]: box.value }));
  }
  const unfold = byId("unfold");
  if (unfold) {
    unfold.addEventListener("click", () => {
      const wide = unfold.getAttribute("aria-pressed") !== "true";
      unfold.setAttribute("aria-pressed", String(wide));
      for (const fold of all(".question > details")) fold.open = wide;
    });
  }
  history.scrollRestoration = "manual";
  addEventListener("hashchange", route);
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest('a[href^="#"]');
    if (anchor && anchor.getAttribute("href") === location.hash) route();
  });
  route(true);

  for (const box of all(".command")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.copy;
    button.addEventListener("click", async () => {
      const code = box.querySelector("code");
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = words.copied;
      } catch {
        getSelection().selectAllChildren(code);
        button.textContent = words.selected;
      }
    });
    box.append(button);
  }

  for (const patch of all("[data-save-as]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.save;
    button.addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([patch.textContent], { type: "application/yaml" }));
      link.download = patch.dataset.saveAs;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
    patch.after(button);
  }

  const zoom = byId("zoom");
  const image = byId("zoom-image");
  let strip = [];
  let number = 0;
  const look = (next) => {
    if (next < 0 || next >= strip.length) return;
    number = next;
    image.src = strip[number].src;
    image.alt = strip[number].alt;
    byId("zoom-text").textContent = say(words.place, {
      place: number + 1, all: strip.length, text: strip[number].alt,
    });
  };
  const enlargeable = (question) => {
    for (const picture of all(".shot > img", question)) {
      const button = document.createElement("button");
      button.type = "button";
      button.title = words.enlarge;
      picture.replaceWith(button);
      button.append(picture);
    }
  };
  // Hundreds of pictures get their buttons when a reader comes near them, not all before the first paint.
  const near = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      enlargeable(target);
    }
  }, { rootMargin: "800px" });
  for (const question of questions) near.observe(question);
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".shot > button");
    if (!button) return;
    strip = all(".shot img", button.closest(".strip"));
    look(strip.indexOf(button.firstElementChild));
    zoom.showModal();
  });
  byId("zoom-close").addEventListener("click", () => zoom.close());
  zoom.addEventListener("click", (event) => { if (event.target === zoom) zoom.close(); });
  zoom.addEventListener("close", () => image.removeAttribute("src"));
  zoom.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") look(number + 1);
    if (event.key === "ArrowLeft") look(number - 1);
  });

  const folded = [];
  addEventListener("beforeprint", () => {
    for (const picture of all("img[loading]")) picture.loading = "eager";
    for (const fold of all("details:not([open])")) {
      fold.open = true;
      folded.push(fold);
    }
  });
  addEventListener("afterprint", () => { for (const fold of folded.splice(0)) fold.open = false; });
})();
