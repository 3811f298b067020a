// Words that a result of the search led to, named in the address as h: marked where they stand, which is shown if it was not.
"use strict";
function markFound(words) {
  const article = document.querySelector("article");
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const within = (target && (target.closest("details.note, .paragraph, section, li") ?? target.closest("article"))) || article;
  if (!within) return;
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("script, style, template") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    nodes.push({ node: walker.currentNode, start: text.length });
    text += walker.currentNode.data;
  }
  const spans = [];
  for (const word of words) {
    const whole = /^[\p{L}\p{N}]+$/u.test(word) && !/\p{sc=Han}/u.test(word);
    const letter = (c) => c !== undefined && /[\p{L}\p{N}]/u.test(c) && !/\p{sc=Han}/u.test(c);
    for (let i = word ? text.indexOf(word) : -1; i >= 0; i = text.indexOf(word, i + word.length))
      if (!whole || !(letter(text[i - 1]) || letter(text[i + word.length]))) spans.push([i, i + word.length]);
  }
  for (const { node, start } of nodes) {
    const inside = spans.filter(([s, e]) => s < start + node.data.length && e > start).sort((a, b) => b[0] - a[0]);
    for (const [s, e] of inside) {
      const range = document.createRange();
      const length = node.data.length;
      if (Math.max(s - start, 0) >= length) continue;
      range.setStart(node, Math.max(s - start, 0));
      range.setEnd(node, Math.min(e - start, length));
      range.surroundContents(Object.assign(document.createElement("mark"), { className: "found" }));
    }
  }
  const marks = [...within.querySelectorAll("mark.found")];
  const seen = () => marks.find((mark) => mark.getClientRects().length && mark.offsetHeight);
  if (!marks.length) return;
  if (!seen()) marks[0].closest("details:not([open])")?.setAttribute("open", "");
  const both = document.querySelector("#view [name=text][value=both]");
  if (!seen() && both) {
    both.checked = true;
    document.documentElement.dataset.text = "both";
  }
  requestAnimationFrame(() => {
    const first = seen();
    const at = first?.getBoundingClientRect();
    if (first && (at.top < 80 || at.bottom > innerHeight - 20)) first.scrollIntoView({ block: "center", behavior: "instant" });
  });
}
markFound(new URLSearchParams(location.search).getAll("h"));
