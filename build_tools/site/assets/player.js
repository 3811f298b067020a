// The recording in step with its words: what is spoken is lit, a time or a ¶ plays from there, notes come up with their words,
// an address may name a moment (W3C Media Fragments: #t=231 or #t=231,240). On a claim's page its own words alone are played.
// Nothing of another host is loaded before a reader asks. Without it a file plays by the browser's own controls.
"use strict";
(() => {
  const box = document.getElementById("player");
  const page = document.getElementById("reader");
  const root = document.documentElement;
  const { kind, embed, source, title, load: loadLabel, loadAt, silent, failed } = box.dataset;
  const part = (name) => box.querySelector(`.player-${name}`);
  const [stage, here, noteLink, said] = ["stage", "here", "note", "said"].map(part);
  const follow = part("follow");
  const ask = part("load");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const first = Number(box.dataset.start ?? 0);
  let last = Number(box.dataset.end ?? Infinity);
  let player = null;

  const shown = (seconds) => {
    const [hours, minutes, rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
    const two = (number) => String(number).padStart(2, "0");
    return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  };

  // --- When words are spoken: three numbers each, as `moments.py` writes them.
  function readTimes(element) {
    const numbers = element.dataset.times.split(" ").map(Number);
    const words = [];
    for (let i = 0, at = 0, clock = 0; i < numbers.length; i += 3) {
      at += numbers[i];
      const start = clock + numbers[i + 1];
      const stop = numbers[i + 2] < 0 ? Infinity : start + numbers[i + 2];
      clock = stop === Infinity ? start : stop;
      words.push({ at, start: start / 100, stop: stop / 100 });
    }
    const whole = element.textContent;
    words.forEach((word, i) => (word.until = word.at + whole.slice(word.at, words[i + 1]?.at).trimEnd().length));
    const stop = Math.max(...words.map((word) => word.stop));
    return { element, words, stop, start: Math.min(...words.map((word) => word.start)), byWord: words.length > 1 };
  }
  const texts = [...document.querySelectorAll("[data-times]")].map(readTimes);
  const startOf = new Map();
  for (const { element, start } of texts) {
    const paragraph = element.closest(".paragraph");
    if (paragraph) startOf.set(paragraph, Math.min(start, startOf.get(paragraph) ?? Infinity));
  }

  function rangeOf(element, { at, until }) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let before = 0;
    while (walker.nextNode()) {
      const after = before + walker.currentNode.data.length;
      if (before <= at && at < after) range.setStart(walker.currentNode, at - before);
      if (before < until && until <= after) range.setEnd(walker.currentNode, until - before);
      before = after;
    }
    return range;
  }

  // --- What is spoken now is lit: the words where they have times, else their text; without touching the text itself.
  const words = typeof Highlight === "function" ? new Highlight() : null;
  if (words) CSS.highlights.set("spoken", words);
  let lit = [];
  function light(time) {
    const now = texts.flatMap(({ element, words: own, start, stop, byWord }) => {
      const word = start <= time && time < stop && own.findLast((one) => one.start <= time && time < one.stop);
      return word ? [{ element, word, byWord }] : [];
    });
    if (now.length === lit.length && now.every(({ word }, i) => word === lit[i].word)) return;
    for (const { element } of lit) element.classList.remove("spoken", "line");
    lit = now;
    words?.clear();
    for (const one of lit) {
      one.element.classList.add("spoken");
      one.range = rangeOf(one.element, one.word);
      if (one.byWord) words?.add(one.range);
    }
    const finer = new Set(inSight().flatMap(({ element, byWord }) => (byWord ? [element.parentElement] : [])));
    for (const { element, byWord } of lit) element.classList.toggle("line", !(words && byWord) && !finer.has(element.parentElement));
    if (!page) return;
    tellWhere();
    showNotes();
    if (following() && player && !player.paused) keepInSight();
  }
  const inSight = () => lit.filter(({ element }) => element.checkVisibility()).sort((a, b) => b.byWord - a.byWord);

  // --- Who speaks where, in the player.
  let told = null;
  function tellWhere() {
    const paragraph = lit[0]?.element.closest(".paragraph");
    if (!paragraph || paragraph === told) return;
    told = paragraph;
    const place = paragraph.querySelector(".permalink");
    const speaker = paragraph.parentElement.querySelector(".speaker > [lang]");
    here.replaceChildren(...(speaker ? [speaker.cloneNode(true), " "] : []), place.textContent);
    here.hash = place.hash;
    here.hidden = false;
  }

  // --- Notes come up with their words: beside the text, and the first of them in the player.
  const notes = page ? [...page.querySelectorAll(".note[data-id], .echo")] : [];
  const idsOf = (mark) => [mark.hash.slice("#note-".length), ...(mark.dataset.also?.split(" ") ?? [])];
  function showNotes() {
    const [text] = inSight();
    const marks = text ? [...text.element.querySelectorAll("a.mark[href^='#note-']")] : [];
    const ids = new Set(marks.filter((mark) => text.range.intersectsNode(mark)).flatMap(idsOf));
    for (const note of notes) note.classList.toggle("spoken", ids.has(note.dataset.id) && !note.hidden);
    const own = notes.filter((note) => note.matches("details.spoken"));
    const paragraph = text?.element.closest(".paragraph");
    if (own.length) {
      const head = own[0].querySelector("summary").cloneNode(true);
      const rest = Object.assign(document.createElement("span"), { textContent: `+${own.length - 1}` });
      noteLink.replaceChildren(...head.children, ...(own.length > 1 ? [rest] : []));
      noteLink.hash = `#note-${own[0].dataset.id}`;
      noteLink.hidden = false;
      noteLink.dataset.at = paragraph.id;
    } else if (paragraph && paragraph.id !== noteLink.dataset.at) noteLink.hidden = true;
  }

  // --- What is spoken stays in sight, unless a reader looks elsewhere.
  const following = () => follow?.getAttribute("aria-pressed") === "true";
  const setFollow = (on) => follow?.setAttribute("aria-pressed", on);
  function keepInSight(anyway = false) {
    const [text] = inSight();
    if (!text) return;
    const words = text.range.getBoundingClientRect();
    const top = document.getElementById("bar").getBoundingClientRect().bottom + 8;
    const bottom = innerHeight - box.offsetHeight - 8;
    if (!anyway && words.top >= top && words.bottom <= bottom) return;
    scrollBy({ top: words.top - top - (bottom - top) * 0.25, behavior: calm.matches ? "instant" : "smooth" });
  }
  follow?.addEventListener("click", () => {
    setFollow(!following());
    if (following()) keepInSight(true);
  });
  const lookElsewhere = () => player && !player.paused && setFollow(false);
  for (const type of ["wheel", "touchmove"]) addEventListener(type, lookElsewhere, { passive: true });

  // --- The clock.
  let before = 0;
  const atEnd = () => Math.abs(player.currentTime - last) < 0.3;
  function tick() {
    const now = player.currentTime;
    const over = before < last && now >= last && now - before < 2;
    before = now;
    if (over && !player.paused) player.pause();
    light(player.paused && atEnd() ? last - 0.01 : now);
  }
  let frame = 0;
  function run() {
    cancelAnimationFrame(frame);
    tick();
    if (!player.paused) frame = requestAnimationFrame(run);
  }
  function attach(made) {
    player = made;
    player.addEventListener("play", () => {
      if (atEnd()) player.currentTime = first;
      run();
    });
    for (const type of ["pause", "timeupdate", "seeked"]) player.addEventListener(type, run);
    player.addEventListener("silent", () => (said.textContent = silent));
    player.addEventListener("error", () => (said.textContent = failed));
    if (follow) follow.hidden = false;
  }

  // --- From there: at once where the recording is at hand, else when the reader asks for it to be loaded.
  let wanted = first;
  function load() {
    if (embed) {
      const host = new HostPlayer(kind, embed, title, wanted);
      stage.replaceChildren(host.frame);
      attach(host);
      host.frame.focus();
      return;
    }
    const media = Object.assign(document.createElement(kind), { controls: true, playsInline: true, ariaLabel: title, src: source });
    stage.replaceChildren(media);
    attach(media);
    playFrom(wanted);
    media.focus();
  }
  function playFrom(at) {
    player.currentTime = at;
    player.play().catch(() => {}); // a browser may want a touch first; then the place is kept
  }
  function go(at, { focus = false } = {}) {
    if (player) return playFrom(at);
    wanted = at;
    ask.textContent = at ? loadAt.replace("{time}", shown(at)) : loadLabel;
    if (focus) ask.focus();
  }
  if (ask) {
    ask.hidden = false;
    ask.addEventListener("click", load);
    if (first) go(first);
  } else attach(stage.querySelector("audio, video"));
  setFollow(!calm.matches);

  // --- A time, or the number of a paragraph, plays from there.
  for (const [paragraph, start] of startOf) {
    const time = paragraph.querySelector("a.time");
    if (time) time.href = `#t=${start}`;
  }
  page?.addEventListener("click", (event) => {
    const link = event.target.closest("a.time, .permalink");
    const start = startOf.get(link?.closest(".paragraph"));
    if (start === undefined || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (link.matches(".time")) {
      event.preventDefault();
      history.replaceState(null, "", `#t=${start}`);
    }
    last = Infinity;
    setFollow(!calm.matches);
    go(start, { focus: link.matches(".time") });
  });

  // --- The address may name a moment: the recording waits there.
  function fromAddress() {
    const named = new URLSearchParams(location.hash.slice(1)).get("t")?.match(/^(?:npt:)?([\d:.]*)(?:,([\d:.]+))?$/);
    if (!named || !page) return false;
    const [start, end] = named.slice(1).map((time) => time && time.split(":").reduce((sum, one) => sum * 60 + Number(one), 0));
    if (Number.isNaN(start) || Number.isNaN(end)) return false;
    last = end || Infinity;
    if (player) player.currentTime = start || 0;
    else go(start || 0);
    before = start || 0;
    light(start || 0);
    keepInSight(true);
    return true;
  }
  addEventListener("hashchange", () => fromAddress() && player?.play().catch(() => {}));
  fromAddress();

  // --- Keys, which keep still while one writes, and can be turned off on the page of the transcript.
  function allowed() {
    try {
      return localStorage.getItem("keys") !== "off";
    } catch {
      return true;
    }
  }
  const BUSY = "input, select, textarea, dialog, audio, video, [contenteditable], [role=slider], [role=tab]";
  const PRESSED = "button, summary, [role=button]";
  document.addEventListener("keydown", (event) => {
    if (!player || event.defaultPrevented || event.target.closest(BUSY)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !allowed()) return;
    const step = { ArrowLeft: -5, ArrowRight: 5 }[event.key];
    if (event.key === " " && !event.target.closest(PRESSED)) {
      event.preventDefault();
      if (player.paused) player.play().catch(() => {});
      else player.pause();
    } else if (step) {
      event.preventDefault();
      player.currentTime = Math.max(0, player.currentTime + step);
    } else if (["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown"].includes(event.key)) lookElsewhere();
  });

  // --- On the transcript's page it stays at the foot of the window, where no words are under it.
  if (page) {
    root.dataset.player = "";
    new ResizeObserver(() => root.style.setProperty("--player", `${box.offsetHeight}px`)).observe(box);
  }
})();
