// What is known before the text is drawn, so that nothing moves when reader.js takes over: that there is a script, and which
// text to show, as in the address, or as chosen before, or as fits the width.
"use strict";
(() => {
  const given = document.currentScript.dataset;
  const known = ["both", ...given.texts.split(" ")];
  const root = document.documentElement;
  let chosen = null;
  try {
    chosen = localStorage.getItem("text");
  } catch {} // a browser may keep nothing
  const own = matchMedia("(min-width: 76.25em)").matches ? "both" : given.own;
  root.dataset.reader = own;
  root.dataset.text = [new URLSearchParams(location.search).get("text"), chosen, own, "both"].find((value) => known.includes(value));
  addEventListener("load", () => {
    if (!("ready" in root.dataset)) delete root.dataset.reader, delete root.dataset.text; // the script did not arrive
  });
})();
