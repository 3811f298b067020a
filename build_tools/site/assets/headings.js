// Places to break a Chinese heading between its words, where the browser can tell them; the sheet lets it break nowhere else.
"use strict";
(() => {
  if (!Intl.Segmenter) return;
  const words = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" });
  for (const heading of document.querySelectorAll("article :is(h1, h2, h3)")) {
    const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const pieces = [...words.segment(text.data)];
      const parts = pieces.flatMap(({ segment, isWordLike }, i) =>
        i && isWordLike && /[\u3400-\u9fff]/.test(segment) ? [document.createElement("wbr"), segment] : [segment]);
      text.replaceWith(...parts);
    }
  }
})();
