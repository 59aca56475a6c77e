(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  const filters = byId("filters");
  const tag = byId("tag");
  const questions = all(".question");
  const listed = [...questions, ...all(".matrix tbody tr")];
  let outcome = "";

  const show = () => {
    const wanted = tag ? tag.value : "";
    for (const item of listed) {
      const fits = (!outcome || item.dataset.outcome === outcome)
        && (!wanted || item.dataset.tags.split(" ").includes(wanted));
      item.hidden = !fits;
    }
    const count = questions.filter((question) => !question.hidden).length;
    byId("nothing-shown").hidden = count > 0;
    byId("shown").textContent = count === questions.length ? "" : `${count} of ${questions.length} shown`;
  };

  for (const button of all("[data-show]", filters)) {
    button.addEventListener("click", () => {
      outcome = button.dataset.show;
      for (const other of all("[data-show]", filters)) {
        other.setAttribute("aria-pressed", String(other === button));
      }
      show();
    });
  }
  if (tag) tag.addEventListener("change", show);
  const unfold = byId("unfold");
  unfold.addEventListener("click", () => {
    const open = unfold.getAttribute("aria-pressed") !== "true";
    unfold.setAttribute("aria-pressed", String(open));
    for (const fold of all(".question > details")) fold.open = open;
  });
  filters.hidden = false;

  const follow = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { return; }
    const target = id.startsWith("/q/") ? byId(id) : null;
    if (!target) return;
    const question = target.closest(".question");
    if (question.hidden) {
      if (tag) tag.value = "";
      filters.querySelector('[data-show=""]').click();
    }
    question.querySelector("details").open = true;
    if (target !== question) target.open = true;
    target.scrollIntoView();
    (target === question ? question : target.querySelector("summary")).focus({ preventScroll: true });
  };
  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#/q/"]');
    if (link && link.getAttribute("href") === location.hash) follow();
  });
  follow();

  for (const box of all(".command")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      const code = box.querySelector("code");
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(code);
        button.textContent = "Selected: copy it now";
      }
    });
    box.append(button);
  }

  const zoom = byId("zoom");
  const image = byId("zoom-image");
  let strip = [];
  let place = 0;
  const look = (next) => {
    if (next < 0 || next >= strip.length) return;
    place = next;
    image.src = strip[place].src;
    image.alt = strip[place].alt;
    byId("zoom-text").textContent = `${place + 1} of ${strip.length}: ${strip[place].alt}`;
  };
  for (const picture of all(".shot img")) {
    const button = document.createElement("button");
    button.type = "button";
    button.title = "Enlarge";
    picture.replaceWith(button);
    button.append(picture);
    button.addEventListener("click", () => {
      strip = all(".shot img", button.closest(".strip"));
      look(strip.indexOf(picture));
      zoom.showModal();
    });
  }
  byId("zoom-close").addEventListener("click", () => zoom.close());
  zoom.addEventListener("click", (event) => { if (event.target === zoom) zoom.close(); });
  zoom.addEventListener("close", () => image.removeAttribute("src"));
  zoom.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") look(place + 1);
    if (event.key === "ArrowLeft") look(place - 1);
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
