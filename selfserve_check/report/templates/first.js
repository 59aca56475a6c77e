(() => {
  "use strict";
  const path = location.hash.slice(1).split("?")[0];
  const door = /^\/(team|writers|agency)$/.exec(path);
  document.documentElement.dataset.view = path.startsWith("/q/") ? "question" : door ? door[1] : "team";
})();
