// The search, until a reader turns to it: the keys that open it, and what is loaded then, once (search-box.js, the engine
// and its index). What is typed before all has arrived is answered when it has.
"use strict";
(() => {
  const box = document.getElementById("search");
  const toggle = document.getElementById("__search");
  const input = box.querySelector("input");
  const base = new URL(box.dataset.base.replace(/\/?$/, "/"), location.href).href;
  const ENGINE = ["assets/snowball/base-stemmer", "assets/snowball/english-stemmer", "assets/search-engine", "search/index"];

  // One after the other in the order of the calls, however they arrive.
  const load = (name) =>
    new Promise((onload, onerror) => {
      const script = document.createElement("script");
      document.head.append(Object.assign(script, { src: `${base}${name}.js`, async: false, onload, onerror }));
    });
  let engine, work;
  // The engine and its index; asked again after a failure, it tries again.
  box.loadSearch = () => (engine ??= Promise.all(ENGINE.map(load)).catch((reason) => {
    engine = null;
    throw reason;
  }));
  function begin() {
    work ??= load("assets/search-box").catch(() => {
      work = null;
      box.querySelector("[role=status]").textContent = box.dataset.failed;
    });
    box.loadSearch().catch(() => {});
  }

  for (const event of ["focus", "pointerenter", "input"]) input.addEventListener(event, begin);
  input.addEventListener("focus", () => toggle.checked || toggle.click());
  toggle.addEventListener("change", () => toggle.checked && input.focus());
  input.form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.target.closest?.("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    input.select();
    input.focus();
  });

  const asked = new URLSearchParams(location.search);
  if (asked.has("h")) load("assets/found");
  const query = asked.get(document.querySelector("#filters [name=q]") ? "search" : "q"); // the ledger has a q of its own
  if (query) {
    input.value = query;
    input.focus();
  }
})();
