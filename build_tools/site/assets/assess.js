// An assessment to the entry that a claim's file takes; without it an example stands there to be filled in.
"use strict";
(() => {
  const box = document.getElementById("assess");
  const form = box.querySelector("form");
  const yaml = box.querySelector(".yaml");
  const copy = box.querySelector(".copy");
  function write() {
    const sources = form.elements.source_ids.value.split(/[\s,]+/).filter((id) => /^[a-z0-9-]+$/.test(id));
    yaml.textContent = draft.fill("assessment", { ...draft.given(form), ...(sources.length && { sources }) });
  }
  form.addEventListener("input", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(yaml.textContent);
    box.querySelector(".told").textContent = copy.dataset.copied;
  });
  form.hidden = copy.hidden = false;
  if (location.hash === "#assess") box.open = true;
})();
