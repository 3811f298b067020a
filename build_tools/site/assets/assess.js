// An assessment to the entry that a claim's file takes; without it an example stands there to be filled in.
"use strict";
(() => {
  const box = document.getElementById("assess");
  const form = box.querySelector("form");
  const yaml = box.querySelector(".yaml");
  const copy = box.querySelector(".copy");
  const field = form.elements;
  const text = (words) =>
    JSON.stringify(words.trim()).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  function write() {
    const sources = field.source_ids.value.split(/[\s,]+/).filter((id) => /^[a-z0-9-]+$/.test(id));
    const lines = [
      ...("first" in form.dataset ? ["  history:"] : []),
      `    - date: ${field.date.value || "2025-06-30"}`,
      `      status: ${field.status.value}`,
      "      note:",
      `        ${form.dataset.language}: ${text(field.entry_note.value)}`,
      ...(sources.length ? [`      sources: [${sources.join(", ")}]`] : []),
    ];
    yaml.textContent = `${lines.join("\n")}\n`;
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
