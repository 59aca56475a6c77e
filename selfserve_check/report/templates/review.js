// What a person chooses of each answer that waits: the command beside it and the file below follow.
(() => {
  "use strict";
  const boxes = [...document.querySelectorAll("[data-review]")];
  const patch = document.getElementById("review-patch");
  if (!patch || !boxes.length) return;
  const { head, run } = patch.dataset;
  const bare = /^[\w@%+=:,./-]+$/;
  // As a shell takes it: within single quotes nothing has a meaning but they themselves.
  const shell = (text) => (bare.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`);
  const line = (text) => text.replace(/\s+/g, " ").trim();

  // What is decided, or null; `wants` says that something is still to be written.
  const decided = (box) => {
    const choice = box.querySelector("input:checked").value;
    const passages = JSON.parse(box.dataset.passages);
    const fact = line(box.querySelector("[data-fact]").value);
    if (choice === "") return null;
    if (choice !== "no") return fact ? { accept: fact, first: fact === passages[0] } : { wants: true };
    // With nothing but what is wrong there would be an answer that no page can ever give.
    if (!fact && box.dataset.open) return { wants: true };
    return { accept: fact, refuse: passages[0] };
  };

  const command = (id, { accept, refuse, first }) => {
    const words = ["selfserve-check approve", run];
    if (refuse) words.push("--no", shell(id));
    if (!refuse && first) words.push("--yes", shell(id));
    else if (accept) words.push("--fact", shell(`${id}=${accept}`));
    return words.join(" ");
  };

  const entry = (id, question, { accept, refuse }) => [
    `  # ${question}`,
    `  - id: ${JSON.stringify(id)}`,
    ...(accept ? [`    accept: ${JSON.stringify(accept)}`] : []),
    ...(refuse ? [`    refuse: ${JSON.stringify(refuse)}`] : []),
  ];

  const show = () => {
    const entries = [];
    for (const box of boxes) {
      const { id, question } = box.dataset;
      const said = decided(box);
      const whole = said && !said.wants;
      const shown = box.parentElement.querySelector("[data-review-command]");
      shown.hidden = !whole;
      box.querySelector("[data-wants]").hidden = !(said && said.wants);
      if (!whole) continue;
      shown.querySelector("code").textContent = command(id, said);
      entries.push(...entry(id, question, said));
    }
    patch.querySelector("code").textContent = entries.length
      ? `${[head, "answers:", ...entries].join("\n")}\n` : `${head}\nanswers: []\n`;
  };

  for (const box of boxes) {
    const field = box.querySelector("[data-fact]");
    const passages = JSON.parse(box.dataset.passages);
    box.hidden = false;
    box.parentElement.querySelector("[data-review-plain]").hidden = true;
    box.addEventListener("change", ({ target }) => {
      if (target.type === "radio") {
        field.value = target.value === "no" ? "" : passages[Number(target.value)] ?? "";
        box.querySelector("[data-fact-label]").hidden = target.value === "";
      }
      show();
    });
    field.addEventListener("input", show);
  }
  show();
})();
