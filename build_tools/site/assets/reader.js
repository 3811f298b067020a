// Reading the transcript: notes at the height of their words, which text and which notes to show, where one is,
// a quotation to take along. Without it every word and every note stands on the page, and every link works.
"use strict";
(() => {
  const page = document.getElementById("reader");
  const root = document.documentElement;
  const wide = matchMedia("(min-width: 76.25em)");
  const all = (selector, inside = page) => [...inside.querySelectorAll(selector)];
  const idsOf = (mark) => [mark.hash.slice("#note-".length), ...(mark.dataset.also?.split(" ") ?? [])];
  const marks = all("a.mark[href^='#note-']");
  const notes = all(".note, .echo");
  for (const body of all(".note-body")) body.parentElement.dataset.id = body.id.slice("note-".length);
  const paragraphs = all(".paragraph");
  const form = page.querySelector("#view form");
  const said = document.getElementById("said");
  const published = page.querySelector(".published");
  const seen = (element) => element.checkVisibility();
  const address = new URLSearchParams(location.search);

  const group = (elements, keys) => {
    const found = new Map();
    for (const element of elements) for (const key of keys(element)) found.set(key, [...(found.get(key) ?? []), element]);
    return found;
  };
  const marksOf = group(marks, idsOf);
  const notesOf = group(notes, (note) => [note.dataset.id]);

  // --- What is near the window. A browser lays out those blocks alone, so nothing here asks another for its height.
  const blocks = all(".block");
  const placeOf = new Map(paragraphs.map((paragraph, at) => [paragraph, at]));
  const inside = new Map(blocks.map((block) => [block, all(".paragraph", block)]));
  let shown = null; // the blocks that have a place on the page; found anew when that may have changed
  function firstBelow(line) {
    shown ??= blocks.filter((block) => !block.hidden && (!published?.contains(block) || published.open));
    let [low, high] = [0, shown.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (shown[middle].getBoundingClientRect().bottom > line) high = middle;
      else low = middle + 1;
    }
    return low;
  }
  function near(windows = 0.4) {
    const found = [];
    for (let at = firstBelow(-windows * innerHeight); at < shown.length; at++) {
      if (shown[at].getBoundingClientRect().top > (1 + windows) * innerHeight) break;
      found.push(...inside.get(shown[at]));
    }
    return found;
  }
  function paragraphBelow(line) {
    const below = (paragraph) => paragraph.getBoundingClientRect().bottom > line && seen(paragraph);
    for (let at = firstBelow(line); at < shown.length; at++) {
      const found = inside.get(shown[at]).find(below);
      if (found) return found;
    }
    return undefined;
  }

  // --- Notes at the height of their words. They stay in the flow, so they cannot overlap: only their margins change.
  const GAP = 4;
  function wish(paragraph) {
    const box = paragraph.querySelector(".notes");
    const items = box ? [...box.children].filter((item) => item.dataset.id && item.offsetHeight) : [];
    if (!items.length) return [];
    const top = box.getBoundingClientRect().top;
    const words = group(all("a.mark", paragraph).filter((mark) => mark.offsetWidth), idsOf);
    const height = paragraph.querySelector(".languages").offsetHeight;
    const wanted = items.map((item, place) => {
      const heights = (words.get(item.dataset.id) ?? []).map((mark) => mark.getClientRects()[0].top - top);
      return { item, place, height: item.offsetHeight, top: heights.length ? Math.max(0, Math.min(...heights)) : 0 };
    });
    wanted.sort((a, b) => a.top - b.top || a.place - b.place);
    let limit = Math.max(height, 0);
    for (const w of [...wanted].reverse()) limit = (w.top = Math.min(w.top, limit - w.height)) - GAP;
    let free = 0;
    return wanted.map((w, order) => {
      const margin = Math.max(w.top, free) - free;
      free += margin + w.height + GAP;
      return { item: w.item, margin, order };
    });
  }
  const stale = new Set(paragraphs); // those whose notes may not be at the height of their words
  const heights = new Map();
  const sizes = new ResizeObserver((entries) => {
    const changed = entries.filter(({ target }) => heights.get(target) !== target.offsetHeight);
    for (const { target } of changed) stale.add(target.parentElement);
    if (changed.length) placeSoon();
  });
  function place() {
    if (!wide.matches) return;
    const due = near().filter((paragraph) => stale.has(paragraph));
    const wishes = due.map((paragraph) => [paragraph, paragraph.querySelector(".languages").offsetHeight, wish(paragraph)]);
    for (const [paragraph, height, wanted] of wishes) {
      for (const { item, margin, order } of wanted) {
        item.style.setProperty("--down", `${margin}px`);
        item.style.setProperty("--order", order);
      }
      paragraph.querySelector(".notes")?.classList.add("placed");
      stale.delete(paragraph);
      const words = paragraph.querySelector(".languages");
      if (!heights.has(words)) sizes.observe(words);
      heights.set(words, height);
    }
  }
  function placeAnew() {
    for (const paragraph of paragraphs) stale.add(paragraph);
    shown = null;
    place();
  }
  let waiting = 0;
  const placeSoon = (paragraph) => {
    if (paragraph) stale.add(paragraph);
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(place);
  };

  // --- A mark and its note light each other.
  function light(target, on) {
    const mark = target.closest?.("a.mark");
    const note = target.closest?.(".note, .echo");
    const ids = mark && page.contains(mark) ? idsOf(mark) : note ? [note.dataset.id] : [];
    for (const id of ids)
      for (const element of [...(marksOf.get(id) ?? []), ...(notesOf.get(id) ?? [])]) element.classList.toggle("lit", on);
  }
  for (const [type, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]])
    page.addEventListener(type, (event) => light(event.target, on));

  // --- What is come to is laid out with what surrounds it before it is gone to, so that it stays where it is.
  function come(element, block) {
    const close = block === "nearest" && near().includes(element.closest(".paragraph"));
    if (close) place();
    for (let times = close ? 4 : 0; times < 4; times++) {
      element.scrollIntoView({ block, behavior: "instant" });
      const around = near(1).map((paragraph) => paragraph.parentElement);
      for (const each of around) each.style.contentVisibility = "visible";
      place();
    }
    element.scrollIntoView({ block, behavior: "instant" });
  }
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (page.contains(target) && !target.closest(".note")) come(target, "start");
  });

  // --- A link to a note opens it where it stands.
  function reveal(hash, { scroll = "nearest", focus = false } = {}) {
    const body = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!body || !page.contains(body)) return;
    const note = body.closest("details.note");
    if (body.closest("[hidden]")) {
      form.reset();
      show();
    }
    if (published?.contains(body)) published.open = true;
    if (note) note.open = true;
    shown = null;
    stale.add(body.closest(".paragraph"));
    come(note ?? body, note ? scroll : "start");
    if (focus) note?.querySelector("summary").focus({ preventScroll: true });
  }
  page.addEventListener("click", (event) => {
    const mark = event.target.closest("a.mark, .echo a, .note-links a[href^='#note-']");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const ids = mark.matches("a.mark") ? idsOf(mark) : [mark.hash.slice("#note-".length)];
    const note = ids.flatMap((id) => notesOf.get(id) ?? []).find((found) => found.open !== undefined && !found.hidden);
    if (!note) return;
    event.preventDefault();
    const hash = `#note-${note.dataset.id}`;
    if (hash !== location.hash) history.pushState(null, "", hash);
    reveal(hash, { focus: true });
  });
  page.addEventListener("keydown", (event) => {
    const note = event.key === "Escape" && event.target.closest("details.note[open]");
    if (!note) return;
    note.open = false;
    const words = (marksOf.get(note.dataset.id) ?? []).find((mark) => mark.offsetWidth);
    (words ?? note.querySelector("summary")).focus();
  });
  addEventListener("popstate", () => reveal(location.hash));
  page.addEventListener("toggle", (event) => {
    const id = event.target.dataset.id;
    for (const mark of marksOf.get(id) ?? []) mark.classList.toggle("open", event.target.open);
    if (id && event.target.open) history.replaceState(null, "", `#note-${id}`);
    if (event.target === published) shown = null;
    placeSoon(event.target.closest(".paragraph"));
  }, true);

  // --- Notes stand behind their number, on a wide page those that can wait.
  for (const button of all(".notes-number")) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-expanded", button.parentElement.classList.toggle("all"));
      placeSoon(button.closest(".paragraph"));
    });
  }

  // --- What to show; in the address, so that it can be shared, and the text also remembered.
  function remember(text) {
    try {
      localStorage.setItem("text", text);
    } catch {} // a browser may keep nothing
  }
  const found = document.getElementById("kept");
  const kindOf = new Map(notes.map((note) => [note.dataset.id, note.dataset.kind ?? note.className.match(/note--(\w+)/)[1]]));
  const KINDS = new Set(kindOf.values());
  function filter(wanted, filtered) {
    for (const note of notes) note.hidden = !wanted(note);
    const kept = new Set(notes.filter((note) => !note.hidden).map((note) => note.dataset.id));
    for (const mark of marks) {
      const kinds = new Set(idsOf(mark).filter((id) => kept.has(id)).map((id) => kindOf.get(id)));
      for (const name of KINDS) mark.classList.toggle(`mark--${name}`, kinds.has(name));
      mark.classList.toggle("off", !kinds.size);
    }
    if (published && filtered !== root.hasAttribute("data-filtered")) published.open = filtered;
    root.toggleAttribute("data-filtered", filtered);
    for (const p of paragraphs) p.hidden = filtered && !p.querySelector("[data-id]:not([hidden])");
    for (const block of blocks) block.hidden = !block.querySelector(".paragraph:not([hidden]), h2");
  }
  function show() {
    const { show: kind, topic, text } = Object.fromEntries(new FormData(form));
    const wanted = (note) =>
      (!kind || note.classList.contains(`note--${kind}`) || note.dataset.kind === kind) &&
      (!topic || note.dataset.topics.split(" ").includes(topic));
    const filtered = Boolean(kind || topic);
    if (filtered || root.hasAttribute("data-filtered")) filter(wanted, filtered);
    const number = notes.filter((note) => !note.hidden && note.open !== undefined).length;
    found.hidden = !filtered;
    found.querySelector("[role=status]").textContent = filtered ? page.dataset.shown.replace("{number}", number) : "";
    if (root.dataset.text !== text) root.dataset.text = text;
    const query = new URLSearchParams(location.search); // with what the search has put there
    for (const name of ["show", "topic", "text"]) query.delete(name);
    for (const [name, value] of Object.entries({ show: kind, topic })) if (value) query.set(name, value);
    if (text !== root.dataset.reader) query.set("text", text);
    const search = query.size ? `?${query}` : "";
    if (search !== location.search) history.replaceState(null, "", (search || location.pathname) + location.hash);
    if ("ready" in root.dataset) placeAnew();
    else placeSoon(); // a task of its own, still before the page is drawn
  }
  found.querySelector("button").addEventListener("click", () => {
    form.elements.show.value = form.elements.topic.value = "";
    show();
    form.elements.show.focus();
  });
  const known = (name, value) => [...form.elements[name]].some((choice) => choice.value === value);
  form.elements.text.value = root.dataset.text;
  for (const name of ["show", "topic"]) if (known(name, address.get(name))) form.elements[name].value = address.get(name);
  for (const choice of all("[name=text]", form)) choice.defaultChecked = choice.checked;
  form.addEventListener("change", (event) => {
    const anchor = paragraphBelow(120);
    const before = anchor?.getBoundingClientRect().top;
    if (event.target.name === "text") remember(event.target.value);
    show();
    if (anchor && seen(anchor)) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
  });
  const view = document.getElementById("view");
  const settle = () => {
    view.open = wide.matches;
    placeAnew();
  };
  wide.addEventListener("change", settle);
  view.open = wide.matches;
  show();
  let width; // is not asked for here, where it would have the page laid out while it is read
  new ResizeObserver(([{ contentRect }]) => {
    if (width !== undefined && width !== contentRect.width) placeAnew();
    width = contentRect.width;
  }).observe(page);

  // --- Where one is.
  const at = (id) => placeOf.get(document.getElementById(id)) ?? -1;
  const stretches = all(".jump li a").map((link) => ({ link, start: at(link.hash.slice(1)) }));
  let current = null;
  function locate() {
    const here = paragraphBelow(innerHeight * 0.25);
    const now = (here && stretches.findLast((s) => s.start <= placeOf.get(here))) ?? stretches[0];
    const speaker = here?.parentElement.querySelector(".speaker > [lang]")?.textContent;
    const topic = now.link.firstChild.textContent;
    document.getElementById("here").textContent = [topic, speaker].filter(Boolean).join(" · ");
    if (now === current) return;
    current?.link.removeAttribute("aria-current");
    now.link.setAttribute("aria-current", "location");
    current = now;
  }
  let looking = 0;
  addEventListener("scroll", () => {
    cancelAnimationFrame(looking);
    looking = requestAnimationFrame(() => {
      place();
      locate();
    });
  }, { passive: true });
  looking = requestAnimationFrame(locate);
  const jump = page.querySelector(".jump");
  document.addEventListener("click", (event) => {
    for (const menu of wide.matches ? [jump] : [jump, view])
      if (!menu.contains(event.target) || event.target.closest(".jump li")) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && jump.open) {
      jump.open = false;
      jump.querySelector("summary").focus();
    }
  });

  // --- A paragraph's link, with a quotation, to the clipboard.
  for (const link of all(".permalink"))
    link.addEventListener("click", async () => {
      const paragraph = link.closest(".paragraph");
      const text = all(".text", paragraph).find(seen).textContent.trim();
      const speaker = paragraph.parentElement.querySelector("h2, h3:not(.speaker), h3 > [lang]").textContent.trim();
      const url = new URL(link.hash, location.origin + location.pathname).href;
      const quotation = page.dataset.cite.replace(/\{(text|speaker|url)\}/g, (_, name) => ({ text, speaker, url })[name]);
      try {
        await navigator.clipboard.writeText(quotation);
      } catch {
        return;
      }
      link.classList.add("copied");
      said.textContent = page.dataset.copied;
      setTimeout(() => link.classList.remove("copied"), 2000);
    });

  // --- Keys: from note to note. They keep still while one writes, and can be turned off.
  const keys = document.getElementById("keys");
  const on = keys.querySelector("[name=on]");
  try {
    on.checked = localStorage.getItem("keys") !== "off";
  } catch {}
  on.addEventListener("change", () => {
    try {
      localStorage.setItem("keys", on.checked ? "on" : "off");
    } catch {}
  });
  const help = () => keys.showModal();
  page.querySelector(".keys").addEventListener("click", help);
  function go(step) {
    const there = notes.filter((note) => note.open !== undefined && !note.hidden);
    const at = there.indexOf(document.activeElement.closest(".note"));
    const here = placeOf.get(paragraphBelow(innerHeight * 0.25));
    const first = there.findIndex((note) => placeOf.get(note.closest(".paragraph")) >= here);
    const next = there[at < 0 ? (step > 0 ? first : first - 1) : at + step];
    if (!next) return;
    if (published?.contains(next)) {
      published.open = true;
      shown = null;
    }
    const box = next.closest(".notes");
    if (!seen(next)) box.querySelector(".notes-number").click();
    next.querySelector("summary").focus({ preventScroll: true });
    come(next, "nearest");
  }
  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest("input:not([type=radio]), select, textarea, dialog, [contenteditable]");
    if (busy || event.ctrlKey || event.metaKey || event.altKey || !on.checked) return;
    const act = { j: () => go(1), k: () => go(-1), "?": help }[event.key];
    if (act) event.preventDefault(), act();
  });

  if (location.hash) reveal(location.hash, { scroll: "start" });
  root.dataset.ready = "";
})();
