// The ledger of claims: filter, sort, and the status of every claim on any day. Without it the page shows the as-of day.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("ledger-data").textContent);
  const words = data.words;
  const claims = new Map(data.claims.map((claim) => [claim.id, claim]));
  const rows = [...document.querySelectorAll(".ledger .row[data-id]")];
  const filters = document.getElementById("filters");
  const travel = document.getElementById("travel");
  const day = document.getElementById("day");
  const slider = document.getElementById("days");
  const DAY = 86400000;
  const asDay = (number) => new Date(Date.parse(data.said) + number * DAY).toISOString().slice(0, 10);
  const asNumber = (iso) => Math.round((Date.parse(iso) - Date.parse(data.said)) / DAY);
  const dayBefore = (iso) => asDay(asNumber(iso) - 1);
  const clamp = (iso) => (iso < data.said ? data.said : iso > data.asOf ? data.asOf : iso);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const plural = new Intl.PluralRules(data.tongue); // of the words, which may be in another language than the page
  const count = (forms, number) => fill(forms[plural.select(number)] ?? forms.other, { number });

  const long = new Intl.DateTimeFormat(data.locale, { dateStyle: "long", timeZone: "UTC" });
  const written = (iso) => long.format(Date.parse(iso));

  // The same rule as `claim_standing` in build_tools/edition/merge.py; ISO dates compare as strings.
  function standing(claim, on) {
    const history = claim.history.filter((entry) => entry.date <= on);
    const due = history.filter((entry) => entry.due).at(-1)?.due ?? claim.due;
    const status = history.filter((entry) => entry.status).at(-1)?.status ?? "not-yet-due";
    if (status !== "not-yet-due") return { status, due };
    if (claim.type === "fact") return { status: "not-assessed", due };
    return { status: due ? (due < on ? "due" : status) : "no-date", due };
  }

  let on = data.asOf;
  let standings = new Map();
  const judge = (iso) => new Map(data.claims.map((claim) => [claim.id, standing(claim, iso)]));

  // For each day the claims that may change on it: those assessed or moved, and those whose date has just passed.
  const moving = new Map();
  for (const claim of data.claims) {
    const dues = [claim.due, ...claim.history.map((entry) => entry.due)].filter(Boolean);
    const days = [...claim.history.map((entry) => entry.date), ...dues.map((due) => asDay(asNumber(due) + 1))];
    for (const iso of new Set(days)) moving.set(iso, [...(moving.get(iso) ?? []), claim]);
  }

  function changesOn(iso) {
    return (moving.get(iso) ?? [])
      .map((claim) => ({ claim, before: standing(claim, dayBefore(iso)).status, now: standing(claim, iso).status }))
      .filter((change) => change.before !== change.now);
  }

  // The days between which a reader steps; each is looked at only when somebody comes by.
  const days = [...moving.keys()].sort().filter((iso) => iso > data.said && iso <= data.asOf);
  const changeBefore = (when) => days.findLast((iso) => iso < when && changesOn(iso).length);
  const changeAfter = (when) => days.find((iso) => iso > when && changesOn(iso).length);

  // How many stand at each status, as a list in words; the statuses come in the order in which a sentence tells of them.
  function parts(counts) {
    const told = Object.keys(data.statuses).filter((name) => counts[name]).map((name) => count(data.statuses[name].counted, counts[name]));
    const last = told.pop() ?? "";
    return told.length ? told.join(words.between) + words.last + last : last;
  }

  function tally(statuses) {
    const counts = {};
    for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  }

  function left({ status, due }) {
    if (status !== "not-yet-due" || !due) return "";
    const number = asNumber(due) - asNumber(on);
    return fill(number ? words.until : words.untilToday, { date: written(due), days: count(words.days, number) });
  }

  function tell() {
    for (const row of rows) {
      const now = standings.get(row.dataset.id);
      const chip = row.querySelector(".status");
      const { words: label, sort, sign } = data.statuses[now.status];
      Object.assign(chip.dataset, { sort, sign });
      chip.textContent = label;
      row.querySelector(".row-standing .left").textContent = left(now);
      for (const mark of row.querySelectorAll("[data-date]")) mark.toggleAttribute("hidden", mark.dataset.date > on);
    }
    const share = asNumber(on) / Math.max(asNumber(data.asOf), 1);
    const from = Number(slider.style.getPropertyValue("--from"));
    const x = `${from + share * (Number(slider.style.getPropertyValue("--to")) - from)}%`;
    for (const line of document.querySelectorAll(".row-track .tl-now")) (line.setAttribute("x1", x), line.setAttribute("x2", x));
    const explain = document.getElementById("explain");
    explain.textContent = explain.dataset.words.replace("#", written(on));
    const forecasts = data.claims.filter((claim) => claim.type !== "fact").map((claim) => standings.get(claim.id).status);
    const whole = count(words.whole, forecasts.length);
    document.getElementById("found").textContent = fill(words.sentence, { whole, parts: parts(tally(forecasts)) });
    recount();
  }

  // What changed on the day shown: how many, and which.
  function sayChanges() {
    const changes = on > data.said ? changesOn(on) : [];
    const told = [];
    if (changes.length) {
      told.push(fill(words.since, { parts: parts(tally(changes.map((change) => change.now))) }));
      for (const { claim, before, now } of changes.slice(0, 3)) {
        const link = document.querySelector(`.row[data-id="${claim.id}"] .row-title`).cloneNode(true);
        link.removeAttribute("class");
        const item = document.createElement("span");
        item.append(link, " ", fill(words.turned, { before: data.statuses[before].words, now: data.statuses[now].words }));
        told.push(item);
      }
    } else {
      const before = changeBefore(on);
      told.push(words.unchanged + (before ? ` ${fill(words.before, { date: written(before) })}` : ""));
    }
    document.getElementById("changed").replaceChildren(...told.flatMap((item) => [item, " "]));
    document.getElementById("earlier").disabled = on === data.said;
    document.getElementById("later").disabled = document.getElementById("today").disabled = on === data.asOf;
  }

  function recount() {
    const counted = (test) => tally(data.claims.filter(test).map((claim) => standings.get(claim.id).status));
    for (const table of document.querySelectorAll("table[data-facts]")) {
      const facts = table.dataset.facts === "yes";
      for (const row of table.querySelectorAll("tr[data-status]")) {
        let any = 0;
        for (const cell of row.querySelectorAll("[data-wording]")) {
          const test = (claim) => (claim.type === "fact") === facts && claim.wording === cell.dataset.wording;
          cell.textContent = counted(test)[row.dataset.status] ?? 0;
          any += Number(cell.textContent);
        }
        row.hidden = !any;
      }
    }
    for (const cell of document.querySelectorAll("[data-count]")) {
      const [by, value] = cell.dataset.count.split(":");
      const counts = counted((claim) => (by === "type" ? claim.type === value : claim.topics.includes(value)));
      for (const one of cell.querySelectorAll("[data-status]")) {
        one.hidden = !counts[one.dataset.status];
        one.querySelector("b").textContent = counts[one.dataset.status] ?? 0;
      }
    }
  }

  function select() {
    const want = Object.fromEntries(new FormData(filters));
    const sought = want.q.trim().toLowerCase();
    let number = 0;
    for (const row of rows) {
      const claim = claims.get(row.dataset.id);
      const now = standings.get(claim.id);
      const show =
        (!want.topic || claim.topics.includes(want.topic)) &&
        (!want.type || claim.type === want.type) &&
        (!want.status || now.status === want.status) &&
        (!want.speaker || claim.speaker === want.speaker) &&
        (!want.due || (now.due && now.due <= want.due)) &&
        (!sought || row.textContent.toLowerCase().includes(sought));
      row.hidden = !show;
      number += show;
    }
    document.getElementById("shown").textContent = fill(words.shown, { number });
  }

  // Each list in its own order: that of the page, of the dates, or of the titles.
  function order() {
    const key = filters.elements.sort.value;
    const collator = new Intl.Collator(data.locale);
    const value = (row) => (key === "title" ? row.querySelector(".row-title").textContent.trim() : (standings.get(row.dataset.id).due ?? "9999"));
    const sorted = key ? [...rows].sort((a, b) => collator.compare(value(a), value(b)) * (key[0] === "-" ? -1 : 1)) : rows;
    for (const row of sorted) row.parentElement.append(row);
  }

  function remember() {
    const found = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value));
    if (on !== data.asOf) found.set("date", on);
    const here = new URLSearchParams(location.search);
    for (const name of ["h", "search"]) for (const value of here.getAll(name)) found.append(name, value); // the search's own
    const query = found.toString();
    history.replaceState(history.state, "", location.pathname + (query ? `?${query}` : "") + location.hash);
  }

  // The page already tells of the as-of day, so there is nothing to write for that before the first move.
  function go(to, told = false) {
    on = clamp(to);
    day.value = on;
    slider.value = asNumber(on);
    slider.setAttribute("aria-valuetext", written(on));
    standings = judge(on);
    if (!told || on !== data.asOf) tell();
    sayChanges();
    select();
    if (filters.elements.sort.value) order();
  }

  function step(forward) {
    const next = forward ? changeAfter(on) : changeBefore(on);
    go(next ?? (forward ? data.asOf : data.said));
    remember();
  }

  function read(event) {
    const query = new URLSearchParams(location.search);
    for (const field of filters.elements) if (field.name) field.value = query.get(field.name) ?? "";
    if (filters.elements.sort.selectedIndex < 0) filters.elements.sort.value = "";
    filters.querySelector("details").open = [...query.keys()].some((key) => key !== "date");
    go(/^\d{4}-\d\d-\d\d$/.test(query.get("date") ?? "") ? query.get("date") : data.asOf, !event);
    if (event) order();
  }

  filters.addEventListener("input", () => (select(), order(), remember()));
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => setTimeout(() => (select(), order(), remember())));
  day.addEventListener("change", () => day.value && (go(day.value), remember()));
  slider.addEventListener("input", () => go(asDay(Number(slider.value))));
  slider.addEventListener("change", remember);
  slider.addEventListener("keydown", (event) => {
    const mirrored = getComputedStyle(slider).direction === "rtl"; // time runs as the page is read
    const forward = { ArrowRight: !mirrored, ArrowUp: true, ArrowLeft: mirrored, ArrowDown: false }[event.key];
    if (forward === undefined) return;
    event.preventDefault();
    step(forward);
  });
  travel.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("earlier").addEventListener("click", () => step(false));
  document.getElementById("later").addEventListener("click", () => step(true));
  document.getElementById("today").addEventListener("click", () => (go(data.asOf), remember()));
  addEventListener("popstate", read);
  filters.hidden = travel.hidden = false;
  read();
})();
