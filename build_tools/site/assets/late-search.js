// The theme loads the whole index of the search with every page; here it waits until a reader turns to the search.
(() => {
  "use strict";
  const query = document.querySelector("[data-md-component=search-query]");
  const toggle = document.getElementById("__search");
  if (!query || !toggle) return;
  const wanted = new Promise((resolve) => {
    if (new URLSearchParams(location.search).has("q")) resolve();
    for (const [part, event] of [[query, "focus"], [query, "pointerenter"], [toggle, "change"]]) {
      part.addEventListener(event, resolve, { once: true });
    }
  });
  const { open, send } = XMLHttpRequest.prototype;
  const waiting = new WeakSet();
  XMLHttpRequest.prototype.open = function (method, address, ...more) {
    if (String(address).endsWith("/search/search_index.json")) waiting.add(this);
    return open.call(this, method, address, ...more);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (waiting.has(this)) wanted.then(() => send.apply(this, body));
    else send.apply(this, body);
  };
})();
