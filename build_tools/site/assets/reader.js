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
  let placed = false;
  function place() {
    if (!wide.matches && !placed) return;
    placed = wide.matches;
    for (const note of notes) note.style.marginBlock = wide.matches ? `0 ${GAP}px` : "";
    for (const { item, margin, order } of wide.matches ? paragraphs.flatMap(wish) : []) {
      item.style.marginBlockStart = `${margin}px`;
      item.style.order = order;
    }
    for (const box of all(".notes")) {
      box.style.display = wide.matches ? "flex" : "";
      box.style.flexDirection = "column";
      box.classList.add("placed");
    }
  }
  let waiting = 0;
  const placeSoon = () => {
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
    place();
    (note ?? body).scrollIntoView({ block: note ? scroll : "start" });
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
    placeSoon();
  }, true);

  // --- Notes stand behind their number, on a wide page those that can wait.
  for (const button of all(".notes-number")) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-expanded", button.parentElement.classList.toggle("all"));
      placeSoon();
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
  function show() {
    const { show: kind, topic, text } = Object.fromEntries(new FormData(form));
    const wanted = (note) =>
      (!kind || note.classList.contains(`note--${kind}`) || note.dataset.kind === kind) &&
      (!topic || note.dataset.topics.split(" ").includes(topic));
    for (const note of notes) note.hidden = !wanted(note);
    const shown = new Set(notes.filter((note) => !note.hidden).map((note) => note.dataset.id));
    for (const mark of marks) {
      const kinds = new Set(idsOf(mark).filter((id) => shown.has(id)).map((id) => kindOf.get(id)));
      for (const name of KINDS) mark.classList.toggle(`mark--${name}`, kinds.has(name));
      mark.classList.toggle("off", !kinds.size);
    }
    if (published && Boolean(kind || topic) !== root.hasAttribute("data-filtered")) published.open = Boolean(kind || topic);
    root.toggleAttribute("data-filtered", Boolean(kind || topic));
    for (const p of paragraphs) p.hidden = Boolean(kind || topic) && !p.querySelector("[data-id]:not([hidden])");
    for (const block of all(".block")) block.hidden = !block.querySelector(".paragraph:not([hidden]), h2");
    const number = notes.filter((note) => !note.hidden && note.open !== undefined).length;
    found.hidden = !(kind || topic);
    found.querySelector("[role=status]").textContent = kind || topic ? page.dataset.shown.replace("{number}", number) : "";
    root.dataset.text = text;
    const query = new URLSearchParams(location.search); // with what the search has put there
    for (const name of ["show", "topic", "text"]) query.delete(name);
    for (const [name, value] of Object.entries({ show: kind, topic })) if (value) query.set(name, value);
    if (text !== root.dataset.reader) query.set("text", text);
    const search = query.size ? `?${query}` : "";
    if (search !== location.search) history.replaceState(null, "", (search || location.pathname) + location.hash);
    place();
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
    const anchor = paragraphs.find((p) => p.getBoundingClientRect().bottom > 120 && seen(p));
    const before = anchor?.getBoundingClientRect().top;
    if (event.target.name === "text") remember(event.target.value);
    show();
    if (anchor && seen(anchor)) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
  });
  const view = document.getElementById("view");
  const settle = () => {
    view.open = wide.matches;
    placeSoon();
  };
  wide.addEventListener("change", settle);
  settle();
  show();
  new ResizeObserver(placeSoon).observe(page);

  // --- Where one is.
  const stretches = all(".jump li a").map((link) => ({ link, start: link.hash.slice(1) }));
  let current = null;
  function locate() {
    const at = paragraphs.findIndex((p) => p.getBoundingClientRect().bottom > innerHeight * 0.25 && seen(p));
    const now = stretches.findLast((s) => paragraphs.findIndex((p) => p.id === s.start) <= at) ?? stretches[0];
    const speaker = paragraphs[at]?.parentElement.querySelector(".speaker > [lang]")?.textContent;
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
    looking = requestAnimationFrame(locate);
  }, { passive: true });
  locate();
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
    const top = (note) => note.closest(".paragraph").getBoundingClientRect().bottom;
    const first = there.findIndex((note) => top(note) > innerHeight * 0.25);
    const next = there[at < 0 ? (step > 0 ? first : first - 1) : at + step];
    if (!next) return;
    if (published?.contains(next)) published.open = true;
    const box = next.closest(".notes");
    if (!seen(next)) box.querySelector(".notes-number").click();
    place();
    next.querySelector("summary").focus();
    next.scrollIntoView({ block: "nearest" });
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
