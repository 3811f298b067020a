// The page for what is not there: a button for the search, which needs a script.
"use strict";
(() => {
  const find = document.getElementById("find");
  find.hidden = false;
  find.addEventListener("click", () => document.querySelector('[data-md-toggle="search"]').click());
})();
