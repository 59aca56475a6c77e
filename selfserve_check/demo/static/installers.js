"use strict";

function line(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function card(installer) {
  const item = document.createElement("li");
  item.className = "card installer";
  item.append(line("h2", "name", `Installer in ${installer.town}`), line("p", "who", `${installer.name}, ${installer.town}`));
  item.append(line("p", "does", installer.does), line("p", "phone", `Telephone ${installer.phone}`));
  return item;
}

function show(place, installers, region) {
  const list = document.createElement("ul");
  list.className = "cards three";
  list.append(...installers.filter((one) => !region || one.region === region).map(card));
  place.replaceChildren(list);
  place.setAttribute("aria-busy", "false");
}

async function start() {
  const place = document.getElementById("installers");
  const select = document.getElementById("region");
  try {
    const reply = await fetch("/api/installers.json");
    if (!reply.ok) throw new Error(`status ${reply.status}`);
    const { installers } = await reply.json();
    for (const region of new Set(installers.map((one) => one.region))) select.append(new Option(region, region));
    select.addEventListener("change", () => show(place, installers, select.value));
    show(place, installers, "");
  } catch (error) {
    place.replaceChildren(line("p", "trouble", "The list could not be loaded. Please try again later."));
    place.setAttribute("aria-busy", "false");
  }
}

start();
