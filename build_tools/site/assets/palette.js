// The colours that a reader chose, before anything is drawn in others (Material's partials/javascripts/palette.html).
"use strict";
(() => {
  let chosen = null;
  try {
    chosen = __md_get("__palette")?.color;
  } catch {} // a browser may keep nothing
  if (!chosen) return;
  if (chosen.media === "(prefers-color-scheme)") {
    const scheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const input = document.querySelector(`[data-md-color-media='(prefers-color-scheme: ${scheme})']`);
    for (const part of ["media", "scheme", "primary", "accent"]) chosen[part] = input.getAttribute(`data-md-color-${part}`);
  }
  for (const [part, value] of Object.entries(chosen)) document.body.setAttribute(`data-md-color-${part}`, value);
})();
