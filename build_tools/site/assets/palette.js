// The colours that a reader chose, or else those of the system, before anything is drawn in others; and the switch for them.
// What is kept has the form in which Material keeps it (partials/javascripts/palette.html).
"use strict";
(() => {
  const inputs = [...document.getElementById("palette").elements];
  const parts = ["media", "scheme", "primary", "accent"];
  const color = (input) => Object.fromEntries(parts.map((part) => [part, input.getAttribute(`data-md-color-${part}`)]));
  const tint = document.head.appendChild(Object.assign(document.createElement("meta"), { name: "theme-color" }));
  const wear = (input) => {
    for (const [part, value] of Object.entries(color(input))) document.body.setAttribute(`data-md-color-${part}`, value);
    input.checked = true;
    for (const each of inputs) if (each.nextElementSibling?.matches("label")) each.nextElementSibling.hidden = each !== input;
    tint.content = getComputedStyle(document.body).getPropertyValue("--md-primary-fg-color");
  };
  const kept = () => {
    try {
      return inputs[__md_get("__palette")?.index];
    } catch {} // a browser may keep nothing
  };
  const fitting = () => inputs.find((input) => matchMedia(color(input).media).matches) ?? inputs[0];
  wear(kept() ?? fitting());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => kept() ?? wear(fitting()));
  const choose = (input) => {
    wear(input);
    __md_set("__palette", { index: inputs.indexOf(input), color: color(input) });
  };
  for (const input of inputs) {
    input.addEventListener("change", () => choose(input));
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const next = inputs[(inputs.indexOf(input) + 1) % inputs.length];
      choose(next);
      next.focus();
    });
  }
})();
