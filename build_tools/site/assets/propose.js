// Words of the transcript to an annotation file: the dialog, and the repository's editor with all of it filled in.
"use strict";
(() => {
  const dialog = document.getElementById("propose");
  const form = dialog.querySelector("form");
  const labels = dialog.dataset;
  const field = form.elements;
  const areas = [...dialog.querySelectorAll(".pick-words")];
  const today = new Date().toISOString().slice(0, 10);
  const known = new Set([...document.querySelectorAll("[data-id]")].map((note) => note.dataset.id));
  let paragraph;
  let picked = {};
  let sources; // address -> id, once asked for

  const slug = (words) =>
    words.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "");
  const free = (id, taken) => {
    for (let i = 1; ; i++) if (!taken.has(i > 1 ? `${id}-${i}` : id)) return i > 1 ? `${id}-${i}` : id;
  };

  // --- The words, and what tells them from their repetitions (as `find_quote` in build_tools/rules/anchoring.py asks).
  const places = (body, words) => {
    const found = [];
    for (let i = body.indexOf(words); i >= 0; i = body.indexOf(words, i + 1)) found.push(i);
    return found;
  };
  function around(body, [start, end]) {
    const others = places(body, body.slice(start, end)).filter((i) => i !== start);
    let before = 0;
    const prefix = () => body.slice(start - before, start).trim(); // the reader of the file trims it too
    const alike = (i) => body.slice(0, i).trimEnd().endsWith(prefix());
    while (others.some(alike) && before < start) before++;
    let after = 0;
    const left = others.filter(alike);
    const suffix = () => body.slice(end, end + after).trim();
    const follows = (i) => body.slice(i + end - start).trimStart().startsWith(suffix());
    while (left.some(follows) && end + after < body.length) after++;
    return [prefix(), suffix()];
  }
  function pick(area, start = area.selectionStart, end = area.selectionEnd) {
    const body = area.value;
    while (start < end && /\s/.test(body[start])) start++;
    while (end > start && /\s/.test(body[end - 1])) end--;
    if (start === end) return;
    picked[area.dataset.of] = [start, end];
    write();
  }

  // --- The file.
  function quote() {
    const values = {};
    for (const area of areas) {
      const range = picked[area.dataset.of];
      const shown = dialog.querySelector(`.picked[data-of="${area.dataset.of}"]`);
      shown.textContent = range ? labels.picked.replace("{words}", () => area.value.slice(...range)) : "";
      if (!range) continue;
      const [prefix, suffix] = around(area.value, range);
      const original = area.dataset.of === labels.source;
      if (!original && (prefix || suffix)) {
        shown.textContent = labels.repeated;
        continue;
      }
      values[`quote.${area.dataset.of}`] = area.value.slice(...range);
      if (original) Object.assign(values, prefix && { prefix }, suffix && { suffix });
    }
    return values;
  }
  function annotation(kind) {
    const cited = cite();
    const known = { at: paragraph.id, added: today, written: today, ...quote(), ...(cited.length && { sources: cited }) };
    return draft.fill(kind === "claim" && field.type.value === "fact" ? "fact" : kind, { ...known, ...draft.given(form) });
  }

  // --- Sources: an id, a known address, or a new one with a file of its own.
  const bare = (address) => address.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
  const asked = () => field.sources.value.split(/\s+/).filter(Boolean);
  const isAddress = (word) => /^https?:\/\/[^\s"<>]+\.[^\s"<>]+$/.test(word);
  const idOf = (word) => {
    const known = sources?.get(bare(word));
    if (known || !isAddress(word)) return known ?? slug(word);
    const { hostname, pathname } = new URL(word);
    return slug(`${hostname.replace(/^www\./, "").split(".")[0]}-${pathname.split("/").filter(Boolean).at(-1) ?? ""}`);
  };
  const cite = () => [...new Set(asked().map(idOf))];
  function offer() {
    const fresh = asked().filter((word) => isAddress(word) && !sources?.has(bare(word)));
    const present = new Map([...form.querySelectorAll(".new-source")].map((set) => [set.dataset.url, set]));
    for (const [url, set] of present) if (!fresh.includes(url)) set.remove();
    for (const url of fresh.filter((word) => !present.has(word))) {
      const set = dialog.querySelector("template").content.firstElementChild.cloneNode(true);
      set.dataset.url = url;
      set.querySelector(".url").textContent = url;
      field.sources.closest("label").after(set);
    }
  }
  const sourceFile = (set) => draft.fill("source", { url: set.dataset.url, accessed: today, ...draft.given(set) });

  // --- What came out.
  function show(box, path, yaml, ready) {
    box.hidden = !ready;
    box.querySelector(".path").textContent = path;
    box.querySelector(".yaml").textContent = yaml;
    const link = box.querySelector(".open");
    const told = box.querySelector(".told");
    const whole = new URLSearchParams({ [labels.name]: path, [labels.content]: yaml });
    const fits = labels.content && `${labels.new}?${whole}`.length < 7500;
    link.hidden = !labels.new;
    if (labels.new) link.href = `${labels.new}?${fits ? whole : new URLSearchParams({ [labels.name]: path })}`;
    link.onclick = () => fits || copy(yaml, told);
    box.querySelector(".copy").onclick = () => copy(yaml, told);
    told.textContent = !labels.new ? labels.noRepository : fits ? "" : labels.long;
  }
  async function copy(yaml, told) {
    await navigator.clipboard.writeText(yaml);
    told.textContent = labels.copied;
  }
  function write() {
    const kind = field.kind.value;
    const forecast = field.type.value !== "fact";
    for (const set of form.querySelectorAll("fieldset[data-kind]")) set.hidden = set.disabled = set.dataset.kind !== kind;
    const dated = form.querySelector("[data-dated]");
    form.querySelector("[data-forecast]").hidden = !forecast;
    field.settled_by.required = forecast;
    dated.hidden = !field.due.value;
    field.due_reading.required = forecast && Boolean(field.due.value);
    field.note.required = kind !== "claim";
    field.id.placeholder = free(slug(field.heading.value) || slug(`${paragraph.id}-${kind}`), known);
    offer();
    for (const set of form.querySelectorAll(".new-source")) {
      const done = [...set.querySelectorAll("input")].every((input) => input.value.trim());
      show(set.querySelector(".proposed"), `annotations/sources/${idOf(set.dataset.url)}.yml`, sourceFile(set), done);
    }
    const ready = Boolean(picked[labels.source]) && form.checkValidity();
    const id = slug(field.id.value) || field.id.placeholder;
    show([...form.querySelectorAll(".proposed")].at(-1), `annotations/${field.topic.value}/${id}.yml`, annotation(kind), ready);
    form.querySelector(".missing").hidden = ready;
  }

  // --- Opening it: from words selected on the page, or from a paragraph's button.
  function open(from, range) {
    paragraph = from;
    picked = {};
    for (const area of areas) area.value = area.defaultValue = from.querySelector(`.text[data-of~="${area.dataset.of}"]`)?.textContent ?? "";
    for (const area of areas) area.closest("label").hidden = !area.value;
    const turn = from.closest(".block--turn");
    field.speaker.closest("label").hidden = Boolean(turn);
    const topics = [...from.querySelectorAll("[data-topics]")].map((note) => note.dataset.topics.split(" ")[0]);
    if (topics.length) field.topic.value = topics[0];
    field.by.value ||= localStorage.getItem("by") ?? "";
    dialog.showModal();
    if (range) pick(areas.find((area) => area.dataset.of === range.language), range.start, range.end);
    write();
  }
  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const words = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(".paragraph .text");
    const block = words(range.startContainer);
    if (!block || block !== words(range.endContainer)) return null;
    const before = range.cloneRange();
    before.selectNodeContents(block);
    before.setEnd(range.startContainer, range.startOffset);
    const start = before.toString().length;
    return { block, language: block.dataset.of.split(" ").includes(labels.source) ? labels.source : block.dataset.of, start, end: start + range.toString().length, box: range.getBoundingClientRect() };
  }
  const offerButton = document.createElement("button");
  offerButton.type = "button";
  offerButton.className = "annotate-selection button";
  offerButton.textContent = labels.annotate;
  offerButton.hidden = true;
  document.querySelector("article").append(offerButton); // the words of the page and its letters
  let chosen = null;
  let pressed = false; // a finger on the button may let go of the words before the click comes
  // At the foot of the window; at its head where the chosen words are at the foot, so that it never covers them.
  function offerDialog() {
    if (pressed) return;
    chosen = selected();
    offerButton.hidden = !chosen;
    if (chosen) offerButton.classList.toggle("at-head", chosen.box.bottom > innerHeight - 2.5 * offerButton.offsetHeight);
  }
  document.addEventListener("selectionchange", offerDialog);
  addEventListener("scroll", () => chosen && offerDialog(), { passive: true });
  document.addEventListener("pointerdown", (event) => (pressed = event.target === offerButton), true);
  offerButton.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
  offerButton.addEventListener("click", () => {
    pressed = false;
    if (chosen) open(chosen.block.closest(".paragraph"), chosen);
    offerButton.hidden = true;
  });
  // A mark is a link: where the mouse moves while it is held, words are chosen, and no link is carried off or followed.
  for (const mark of document.querySelectorAll("#reader .mark")) mark.draggable = false;
  let held = [0, 0];
  document.addEventListener("mousedown", (event) => (held = [event.clientX, event.clientY]));
  document.addEventListener("click", (event) => {
    const moved = event.detail && Math.hypot(event.clientX - held[0], event.clientY - held[1]) > 4;
    if (!moved || getSelection().isCollapsed || !event.target.closest("#reader .mark")) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  // One button, which goes to the paragraph that the pointer or the focus is in.
  const button = document.createElement("button");
  button.type = "button";
  button.className = "annotate";
  button.textContent = "+";
  button.addEventListener("click", () => open(button.closest(".paragraph")));
  function follow(event) {
    const at = event.target.closest(".paragraph");
    if (!at || at.contains(button)) return;
    button.setAttribute("aria-label", labels.annotateParagraph.replace("{place}", at.querySelector(".permalink").textContent));
    at.querySelector(".place").append(button);
  }
  for (const type of ["pointerover", "focusin"]) document.getElementById("reader").addEventListener(type, follow);
  for (const area of areas) {
    for (const type of ["select", "keyup", "pointerup"]) area.addEventListener(type, () => pick(area));
    // Not `readonly`, which would take away the caret by which words are selected from the keyboard.
    area.addEventListener("beforeinput", (event) => event.preventDefault());
    area.addEventListener("input", () => (area.value = area.defaultValue));
  }
  form.addEventListener("input", (event) => {
    if (event.target === field.by) localStorage.setItem("by", field.by.value);
    write();
  });
  field.sources.addEventListener("focus", async () => {
    if (sources) return;
    const items = await (await fetch(labels.sources)).json();
    sources = new Map(items.flatMap((item) => [[bare(item.URL), item.id], [item.id, item.id]]));
    write();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
})();
