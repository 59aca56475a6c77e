"use strict";
// No listener sits on the document or the window: a shop's links should stay ordinary links.

function bindToggle(button, target, close) {
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    target.hidden = !open;
  });
  if (close) button.parentElement.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || target.hidden) return;
    button.setAttribute("aria-expanded", "false");
    target.hidden = true;
    button.focus();
  });
}

function bindMenu() {
  const burger = document.querySelector(".burger");
  const menu = document.getElementById("site-menu");
  burger.addEventListener("click", () => {
    const open = menu.classList.toggle("open");
    burger.setAttribute("aria-expanded", String(open));
  });
  const drop = document.querySelector(".drop");
  const button = drop.querySelector("button");
  const list = document.getElementById("shop-menu");
  bindToggle(button, list, true);
  drop.addEventListener("focusout", (event) => {
    if (drop.contains(event.relatedTarget) || !document.hasFocus()) return;
    button.setAttribute("aria-expanded", "false");
    list.hidden = true;
  });
}

function bindFolds() {
  for (const button of document.querySelectorAll("[data-accordion] button")) {
    bindToggle(button, document.getElementById(button.getAttribute("aria-controls")), false);
  }
}

function chooseTab(tabs, chosen) {
  for (const tab of tabs) {
    const on = tab === chosen;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !on;
  }
}

function bindTabs(list) {
  const tabs = [...list.querySelectorAll("[role=tab]")];
  for (const tab of tabs) tab.addEventListener("click", () => chooseTab(tabs, tab));
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    chooseTab(tabs, next);
    next.focus();
  });
}

function showConsented() {
  if (!document.cookie.split("; ").includes("consent=all")) return;
  for (const part of document.querySelectorAll("[data-after-consent]")) part.hidden = false;
}

function bindCookies() {
  const banner = document.querySelector(".cookies");
  if (document.cookie.split("; ").some((cookie) => cookie.startsWith("consent="))) return;
  banner.hidden = false;
  for (const button of banner.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      document.cookie = `consent=${button.dataset.consent}; path=/; max-age=15552000; samesite=lax`;
      banner.hidden = true;
      showConsented();
    });
  }
}

bindMenu();
bindFolds();
document.querySelectorAll("[role=tablist]").forEach(bindTabs);
bindCookies();
showConsented();
