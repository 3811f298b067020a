// The search box at work: asks search-engine.js while one types and shows what it finds. search.js loads it when a reader
// first turns to the search.
"use strict";
(() => {
  const box = document.getElementById("search");
  const toggle = document.getElementById("__search");
  const input = box.querySelector(".md-search__input");
  const list = box.querySelector("#search-found");
  const said = box.querySelector("[role=status]");
  const ghost = box.querySelector(".md-search__suggest");
  const scroll = box.querySelector(".md-search__scrollwrap");
  const site = (language) => box.querySelector(`[data-site="${language}"]`)?.href;
  const base = new URL(box.dataset.base.replace(/\/?$/, "/"), location.href).href;
  const PARAMETER = document.querySelector("#filters [name=q]") ? "search" : "q"; // the ledger has a q of its own
  const onward = getComputedStyle(input).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const FIRST = 5; // how many results of a kind are shown at once

  const HERE = box.dataset.language; // that of the site
  // What an element says of itself that has words of the interface, where these are in another language than the site.
  const tongue = () => (editionSearch.tongue.lang.split("-")[0] === HERE.split("-")[0] ? {} : editionSearch.tongue);
  const engine = () => typeof editionSearch !== "undefined" && editionSearch.loaded;
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
  const label = (name, values = {}) => fill(editionSearch.labels[name], values);
  function count(number) {
    const form = new Intl.PluralRules(editionSearch.tongue.lang).select(number);
    const forms = editionSearch.labels.found;
    return fill(forms[form] ?? forms.other, { number });
  }
  function say(words) {
    if (engine()) for (const [name, value] of Object.entries(tongue())) said.setAttribute(name, value);
    if (said.textContent !== words) said.textContent = words;
  }

  // --- What is shown.
  const element = (tag, properties = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) if (value !== undefined) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };
  const marked = (runs) => runs.map((run) => (run.marked ? element("mark", {}, run.text) : run.text));
  let options = [];
  let active = -1;
  let open = new Set(); // the kinds of which all results are shown
  let shown = null; // the query whose answer is on the screen
  function address(hit) {
    const home = (hit.elsewhere && site(hit.language)) || base;
    const [path, fragment] = hit.address.slice(1).split("#");
    const found = new URL(path, home);
    if (location.protocol === "file:") found.pathname += "index.html";
    found.search = new URLSearchParams(hit.words.map((word) => ["h", word]));
    if (fragment) found.hash = fragment;
    return found.href;
  }
  function result(hit) {
    const title = hit.title.length ? marked(hit.title) : [hit.where];
    const where = [hit.title.length ? hit.where : ""].filter(Boolean);
    if (hit.printed) where.push(label("printed"));
    if (hit.language !== HERE) where.push(editionSearch.labels.languages[hit.language] ?? hit.language);
    const verdict = hit.status ? [" ", element("span", { class: `status status--${hit.status}`, ...tongue() }, editionSearch.labels.status[hit.status])] : [];
    return element(
      "a",
      { class: "md-search-result__link", role: "option", href: address(hit), tabindex: "-1", "data-kind": hit.kind },
      element("span", { class: "found-title", ...(hit.title.length ? { lang: hit.language, dir: "auto" } : tongue()) }, ...title),
      ...verdict,
      ...(where.length ? [" ", element("span", { class: "found-where", ...tongue() }, where.join(" · "))] : []),
      ...(hit.text.length ? [element("span", { class: "found-text", lang: hit.language, dir: "auto" }, ...marked(hit.text))] : []),
    );
  }
  function section(group, number) {
    const name = group.kind === "named" ? label("named") : editionSearch.labels.kinds[group.kind];
    const all = open.has(group.kind);
    const few = all || group.hits.length <= FIRST + 1 ? group.hits : group.hits.slice(0, FIRST);
    const items = few.map((hit) => result(editionSearch.describe(hit)));
    if (few.length < group.hits.length) {
      const more = element("div", { class: "found-more", role: "option", ...tongue() }, label("all", { number: group.hits.length }));
      more.addEventListener("click", () => {
        open.add(group.kind);
        const at = options.indexOf(more);
        show(shown);
        activate(at);
      });
      items.push(more);
    }
    const heading = element("div", { class: "found-kind", id: `found-kind-${number}`, role: "presentation", ...tongue() }, name);
    if (group.hits.length > 1) heading.append(" ", element("span", { class: "number" }, String(group.hits.length)));
    return element("div", { class: "md-search-result__item", role: "group", "aria-labelledby": heading.id }, heading, ...items);
  }
  // What else to try where nothing is found: near words, and the site in another language.
  function ways(query) {
    const near = editionSearch.nearest(query).map((word) => {
      const option = element("div", { class: "found-near", role: "option", lang: HERE, dir: "auto" }, word);
      option.addEventListener("click", () => {
        input.value = word;
        input.focus();
        ask();
      });
      return option;
    });
    const others = [...box.querySelectorAll("[data-site]")].filter((a) => a.dataset.site !== HERE);
    const links = others.map((a) => {
      const language = editionSearch.labels.languages[a.dataset.site] ?? a.dataset.site;
      return element("a", { class: "found-near", role: "option", tabindex: "-1", href: `${a.href}?${new URLSearchParams({ q: query })}`, ...tongue() }, label("elsewhere", { language }));
    });
    return [...near, ...links];
  }
  function show(query, found = editionSearch.search(query)) {
    if (shown !== query) open = shown === null ? open : new Set();
    shown = query;
    const parts = found.total ? found.groups.map(section) : query ? [element("div", { role: "group", "aria-label": label("nearest"), ...tongue() }, ...ways(query))] : [];
    list.replaceChildren(...parts);
    options = [...list.querySelectorAll("[role=option]")];
    options.forEach((option, number) => (option.id = `found-${number}`));
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(options.length > 0));
    activate(-1);
    const remarks = [];
    if (!query) remarks.push(label("start"));
    else if (!found.total) remarks.push(label("none", { query }), ...(editionSearch.nearest(query).length ? [label("nearest")] : []));
    else {
      const missing = found.missing.join(" "); // as it is looked for, so Chinese is said as it was typed
      const typed = /^[\x20-\x7e]+$/.test(missing) ? missing : query;
      if (missing && found.instead.length) remarks.push(label("instead", { query: typed, words: found.instead.slice(0, 4).join(label("between")) }));
      else if (found.partly) remarks.push(label("partly"));
      remarks.push(count(found.total));
    }
    say(remarks.join(" "));
    const rest = query && query === input.value.trim() && !composing ? editionSearch.complete(input.value) : "";
    ghost.textContent = rest ? input.value + rest : "";
  }
  function activate(number, { into = true } = {}) {
    options[active]?.setAttribute("aria-selected", "false");
    active = number;
    const option = options[active];
    input.removeAttribute("aria-activedescendant");
    if (!option) return;
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    if (into) option.scrollIntoView({ block: "nearest" });
  }

  // --- Asking. While an input method composes, an answer replaces another only where something is found.
  let composing = null; // what is being composed, where it begins
  function answer() {
    if (!engine()) return;
    const query = input.value.trim();
    if (composing === null) {
      if (query !== shown) {
        show(query);
        scroll.scrollTop = 0;
      }
      return;
    }
    const { start, text } = composing;
    const without = (input.value.slice(0, start) + input.value.slice(start + text.length)).trim();
    for (const attempt of [query, without]) {
      if (!attempt || attempt === shown) continue;
      const found = editionSearch.search(attempt);
      if (!found.total || found.missing.length || found.partly) continue;
      show(attempt, found);
      return;
    }
  }
  function ask() {
    ghost.textContent = "";
    remember();
    if (engine()) return answer();
    say(box.dataset.loading);
    box.loadSearch().then(answer, () => say(box.dataset.failed));
  }
  // The query stands in the address, so that it can be shared and the way back leads to it.
  let remembering = 0;
  function remember(now = false) {
    clearTimeout(remembering);
    const write = () => {
      const here = new URL(location.href);
      const query = toggle.checked ? input.value.trim() : "";
      if (query === (here.searchParams.get(PARAMETER) ?? "")) return;
      if (query) here.searchParams.set(PARAMETER, query);
      else here.searchParams.delete(PARAMETER);
      try {
        history.replaceState(history.state, "", here);
      } catch {} // a browser may allow only so many
    };
    if (now) write();
    else remembering = setTimeout(write, 200);
  }

  // --- The box and its keys.
  function openBox() {
    if (!toggle.checked) toggle.click();
    ask();
  }
  function closeBox() {
    if (toggle.checked) toggle.click();
    input.blur();
  }
  input.addEventListener("focus", openBox);
  toggle.addEventListener("change", () => {
    if (!toggle.checked) {
      input.setAttribute("aria-expanded", "false");
      input.blur();
    } else if (options.length) input.setAttribute("aria-expanded", "true");
    remember(true);
  });
  input.addEventListener("compositionstart", () => {
    composing = { start: input.selectionStart, text: "" };
  });
  input.addEventListener("compositionupdate", (event) => {
    const text = event.data ?? "";
    composing = { start: composing?.start ?? Math.max(0, input.selectionStart - text.length), text };
  });
  input.addEventListener("compositionend", () => {
    composing = null;
    ask();
  });
  input.addEventListener("input", ask);
  input.form.addEventListener("reset", () => {
    input.value = "";
    input.focus();
    ask();
  });
  const follow = (option) => {
    remember(true);
    option.click();
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // these keys are the input method's
    if (event.key === "Enter") {
      event.preventDefault();
      if (engine() && input.value.trim() === shown) {
        const option = options[Math.max(active, 0)];
        if (option) follow(option);
      } else ask();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const number = options.length + 1; // the box itself is among the stops
      if (options.length) activate(((active + 1 + step + number) % number) - 1);
    } else if (event.key === onward && ghost.textContent && input.selectionStart === input.value.length) {
      input.value = ghost.textContent;
      ask();
    } else if (event.key === "Tab") closeBox();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    closeBox();
  });
  list.addEventListener("pointermove", (event) => {
    const option = event.target.closest("[role=option]");
    if (option && options[active] !== option) activate(options.indexOf(option), { into: false });
  });
  list.addEventListener("click", () => remember(true), true);
  if (document.activeElement === input || toggle.checked || input.value) openBox();
})();
