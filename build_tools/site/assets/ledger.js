// The ledger of claims: filter, sort, and the status of every claim on any day. Without it the page shows the as-of day.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("ledger-data").textContent);
  const claims = new Map(data.claims.map((claim) => [claim.id, claim]));
  const rows = [...document.querySelectorAll("#ledger-table tbody tr")];
  const drawn = [...document.querySelectorAll(".tl-row")];
  const filters = document.getElementById("filters");
  const travel = document.getElementById("travel");
  const day = document.getElementById("day");
  const slider = document.getElementById("days");
  const DAY = 86400000;
  const asDay = (number) => new Date(Date.parse(data.said) + number * DAY).toISOString().slice(0, 10);
  const asNumber = (iso) => Math.round((Date.parse(iso) - Date.parse(data.said)) / DAY);

  // The same rule as `claim_standing` in build_tools/edition/merge.py; ISO dates compare as strings.
  function standing(claim, on) {
    const history = claim.history.filter((entry) => entry.date <= on);
    const due = history.filter((entry) => entry.due).at(-1)?.due ?? claim.due;
    const status = history.filter((entry) => entry.status).at(-1)?.status ?? "not-yet-due";
    const waiting = status === "not-yet-due" && (claim.type === "fact" || (due && due.last < on));
    return { status: waiting ? "due" : status, due };
  }

  let on = data.asOf;
  let standings = new Map();
  const sort = { key: "", down: false };

  function badge(element, status) {
    const { words, sort, sign } = data.statuses[status];
    Object.assign(element.dataset, { sort, sign });
    element.textContent = words;
  }

  function judge() {
    standings = new Map(data.claims.map((claim) => [claim.id, standing(claim, on)]));
  }

  function tell() {
    for (const row of rows) {
      const now = standings.get(row.dataset.id);
      badge(row.querySelector(".status"), now.status);
      row.querySelector(".date").textContent = now.due ? now.due.words : "";
    }
    for (const row of drawn) {
      row.querySelector(".tl-status").textContent = data.statuses[standings.get(row.dataset.id).status].words;
      for (const mark of row.querySelectorAll("[data-date]")) mark.toggleAttribute("hidden", mark.dataset.date > on);
    }
    const written = new Intl.DateTimeFormat(data.locale, { dateStyle: "long", timeZone: "UTC" });
    const explain = document.getElementById("explain");
    explain.textContent = explain.dataset.words.replace("#", written.format(Date.parse(on)));
    const line = document.getElementById("tl-now");
    const { start, end, left, right } = line.dataset;
    const share = (Date.parse(on) - Date.parse(start)) / (Date.parse(end) - Date.parse(start));
    const x = Number(left) + share * (Number(right) - Number(left));
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
    count();
  }

  function count() {
    const tally = (test) => {
      const found = {};
      for (const claim of data.claims) {
        if (test(claim)) found[standings.get(claim.id).status] = (found[standings.get(claim.id).status] ?? 0) + 1;
      }
      return found;
    };
    for (const table of document.querySelectorAll("table[data-facts]")) {
      const facts = table.dataset.facts === "yes";
      for (const row of table.querySelectorAll("tr[data-status]")) {
        let any = 0;
        for (const cell of row.querySelectorAll("[data-wording]")) {
          const test = (claim) => (claim.type === "fact") === facts && claim.wording === cell.dataset.wording;
          const number = tally(test)[row.dataset.status] ?? 0;
          cell.textContent = number;
          any += number;
        }
        row.hidden = !any;
      }
    }
    for (const cell of document.querySelectorAll("[data-count]")) {
      const [by, value] = cell.dataset.count.split(":");
      const found = tally((claim) => (by === "type" ? claim.type === value : claim.topics.includes(value)));
      for (const one of cell.querySelectorAll("[data-status]")) {
        one.hidden = !found[one.dataset.status];
        one.querySelector("b").textContent = found[one.dataset.status] ?? 0;
      }
    }
  }

  function select() {
    const want = Object.fromEntries(new FormData(filters));
    const words = want.q.trim().toLowerCase();
    let number = 0;
    for (const row of rows) {
      const claim = claims.get(row.dataset.id);
      const now = standings.get(claim.id);
      const show =
        (!want.topic || claim.topics.includes(want.topic)) &&
        (!want.type || claim.type === want.type) &&
        (!want.status || now.status === want.status) &&
        (!want.speaker || claim.speaker === want.speaker) &&
        (!want.due || (now.due && now.due.last <= want.due)) &&
        (!words || row.textContent.toLowerCase().includes(words));
      row.hidden = !show;
      number += show;
    }
    for (const row of drawn) row.classList.toggle("tl-out", rows.find((r) => r.dataset.id === row.dataset.id).hidden);
    document.getElementById("shown").textContent = data.shown.replace("#", number);
  }

  function order() {
    const heads = [...document.querySelectorAll("#ledger-table th")];
    const column = heads.findIndex((head) => head.dataset.sort === sort.key);
    heads.forEach((head, index) => {
      if (index === column) head.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    const value = (row) => (sort.key === "due" ? (standings.get(row.dataset.id).due?.last ?? "9999") : row.cells[column].textContent.trim());
    const collator = new Intl.Collator(document.documentElement.lang);
    const sorted = column < 0 ? rows : [...rows].sort((a, b) => collator.compare(value(a), value(b)) * (sort.down ? -1 : 1));
    document.querySelector("#ledger-table tbody").append(...sorted);
  }

  function remember() {
    const found = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value));
    if (on !== data.asOf) found.set("date", on);
    if (sort.key) found.set("sort", (sort.down ? "-" : "") + sort.key);
    const here = new URLSearchParams(location.search);
    for (const name of ["h", "search"]) for (const value of here.getAll(name)) found.append(name, value); // the search's own
    const query = found.toString();
    history.replaceState(history.state, "", location.pathname + (query ? `?${query}` : "") + location.hash);
  }

  // The page already tells of the as-of day, so there is nothing to write for that before the first move.
  function go(to, told = false) {
    on = to < data.said ? data.said : to > data.asOf ? data.asOf : to;
    day.value = on;
    slider.value = asNumber(on);
    slider.setAttribute("aria-valuetext", on);
    judge();
    if (!told || on !== data.asOf) tell();
    select();
    if (sort.key) order();
  }

  function read(event) {
    const query = new URLSearchParams(location.search);
    for (const field of filters.elements) if (field.name) field.value = query.get(field.name) ?? "";
    const key = query.get("sort") ?? "";
    sort.key = key.replace(/^-/, "");
    sort.down = key.startsWith("-");
    go(/^\d{4}-\d\d-\d\d$/.test(query.get("date") ?? "") ? query.get("date") : data.asOf, !event);
    if (event) order();
  }

  for (const head of document.querySelectorAll("#ledger-table th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      sort.down = sort.key === head.dataset.sort && !sort.down;
      sort.key = head.dataset.sort;
      order();
      remember();
    });
  }
  filters.addEventListener("input", () => (select(), remember()));
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => setTimeout(() => ((sort.key = ""), select(), order(), remember())));
  day.addEventListener("change", () => day.value && (go(day.value), remember()));
  slider.addEventListener("input", () => go(asDay(Number(slider.value))));
  slider.addEventListener("change", remember);
  travel.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("today").addEventListener("click", () => (go(data.asOf), remember()));
  addEventListener("popstate", read);
  filters.hidden = travel.hidden = false;
  read();
})();
