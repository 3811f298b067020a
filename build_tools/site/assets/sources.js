// The bibliography: one kind alone, and the most used first. Without it all kinds stand one after the other, by publisher.
"use strict";
(() => {
  const form = document.getElementById("filters");
  const lists = [...document.querySelectorAll("ul.bibliography[data-kind]")];
  const byName = new Map(lists.map((list) => [list, [...list.children]]));
  const address = new URLSearchParams(location.search);

  function show() {
    const { kind, order } = Object.fromEntries(new FormData(form));
    for (const list of lists) {
      const hidden = Boolean(kind) && list.dataset.kind !== kind;
      list.hidden = list.previousElementSibling.hidden = hidden;
      const entries = [...byName.get(list)];
      if (order) entries.sort((a, b) => b.dataset.uses - a.dataset.uses);
      list.append(...entries);
    }
    const query = new URLSearchParams(Object.entries({ kind, order }).filter(([, value]) => value));
    const search = query.size ? `?${query}` : "";
    if (search !== location.search) history.replaceState(null, "", (search || location.pathname) + location.hash);
  }
  for (const name of ["kind", "order"])
    if ([...form.elements[name]].some((choice) => choice.value === address.get(name))) form.elements[name].value = address.get(name);
  form.addEventListener("change", show);
  form.hidden = false;
  show();
})();
