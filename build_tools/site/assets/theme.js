// What the theme's scripts ask for before any of them: what is kept in the browser for this site, under its address; and
// which of a page's tabs are open. Material writes these into its pages (partials/javascripts/base.html, content.html).
"use strict";
var __md_scope = new URL(document.currentScript.dataset.scope, document.currentScript.src);
var __md_hash = (words) => [...words].reduce((hash, character) => (hash << 5) - hash + character.charCodeAt(0), 0);
var __md_get = (key, storage = localStorage, scope = __md_scope) => JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
var __md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try {
    storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {} // a browser may keep nothing
};
// Material says these two later, when all is drawn: said before, nothing need be drawn anew.
document.documentElement.classList.replace("no-js", "js");
document.documentElement.classList.add("js-focus-visible");
document.documentElement.dataset.platform = navigator.platform; // as Zensical has it
document.addEventListener("DOMContentLoaded", () => {
  // Material takes every link that is an alternate and nothing else for another language, and reads the site's map for it.
  for (const link of document.querySelectorAll("link[rel=alternate]")) link.relList.add("feed");
  const { features } = JSON.parse(document.getElementById("__config").textContent);
  const open = features.includes("content.tabs.link") ? __md_get("__tabs") : null;
  for (const set of Array.isArray(open) ? document.querySelectorAll(".tabbed-set") : []) {
    const labels = [...set.querySelectorAll(".tabbed-labels label")];
    const label = open.flatMap((tab) => labels.filter((each) => each.innerText.trim() === tab))[0];
    if (label) document.getElementById(label.htmlFor).checked = true;
  }
  const target = document.getElementById(location.hash.slice(1));
  if (target?.name?.startsWith("__tabbed_")) target.checked = true;
});
