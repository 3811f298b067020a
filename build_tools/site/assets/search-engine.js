// A query to the places where its words stand. It knows no page: search.js asks it and shows what it finds.
// Every text is folded once, when the index arrives; a query is folded likewise and looked for as it stands.
"use strict";
var editionSearch = (() => {
  const WEIGHTS = { title: 6, name: 6, text: 1, where: 0.2 };
  const WHOLE = 1, STEM = 0.9, PREFIX = 0.6, REGIONAL = 0.7, TYPO = 0.4; // what a way of matching a word is worth
  const PARAGRAPH = 0, SOURCE = 6; // kinds of places, as in places.py
  const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Thai}]/u; // scripts without spaces
  const RUNS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Thai}]+|[^\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Thai}]+/gu;
  const WORDS = /[\p{L}\p{N}]+/gu;
  const ARABIC = /^\p{sc=Arabic}+$/u;
  const PREFIXED = /^(?:[وف]?(?:ال|بال|كال|لل)|و)(.{3,})$/; // “the”, “and”, “with the”, which are written as one with a word
  const stemmer = new EnglishStemmer();
  const become = new Uint16Array(0x10000); // for each code unit the one that stands for it
  const sorts = new Uint8Array(0x10000); // for each code unit what it is, where that was asked
  const [OTHER, LETTER, TOGETHER] = [1, 2, 3]; // no part of a word; a letter or digit; the same of an unspaced script
  let data, fields, parts, words, stems, all;

  // --- Folding, code unit by code unit; a space next to Chinese says nothing and is left out, as in anchoring, and so
  // are the signs that readers do not type.
  function learn(pairs, silent) {
    for (let code = 0; code < 0x10000; code++) {
      const small = code < 0x600 || code > 0x1e00 ? String.fromCharCode(code).toLowerCase() : "";
      become[code] = small.length === 1 ? small.charCodeAt(0) : code;
    }
    for (let i = 0; i < pairs.length; i += 2) become[pairs.charCodeAt(i)] = pairs.charCodeAt(i + 1);
    for (let i = 0; i < silent.length; i += 2) become.fill(0, silent.charCodeAt(i), silent.charCodeAt(i + 1) + 1);
  }
  const beside = (c) =>
    (c >= 0x2e80 && c <= 0x303f) || (c >= 0x31c0 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff00 && c <= 0xffef);
  // The folded text; `places`, where it is given, gets for each of its code units the place in the text.
  function fold(text, places) {
    const codes = [];
    for (let i = 0; i < text.length; i++) codes.push(become[text.charCodeAt(i)]);
    let folded = "", from = 0;
    for (let i = 0; i < codes.length; i++) {
      if (!codes[i] || (codes[i] === 32 && (beside(codes[i - 1]) || beside(codes[i + 1])))) {
        folded += String.fromCharCode(...codes.slice(from, i));
        from = i + 1;
      } else places?.push(i);
      if (i - from > 4000) {
        folded += String.fromCharCode(...codes.slice(from, i));
        from = i;
      }
    }
    places?.push(text.length);
    return folded + String.fromCharCode(...codes.slice(from));
  }
  function sort(code) {
    if (!sorts[code]) {
      const c = String.fromCharCode(code);
      sorts[code] = UNSPACED.test(c) ? TOGETHER : /[\p{L}\p{N}]/u.test(c) ? LETTER : OTHER;
    }
    return sorts[code];
  }
  const memory = new Map();
  function stem(word) {
    if (ARABIC.test(word)) return word.replace(PREFIXED, "$1");
    if (!/^[a-z]+$/.test(word)) return word;
    if (!memory.has(word)) memory.set(word, stemmer.stemWord(word));
    return memory.get(word);
  }

  // --- What stands where.
  function load(found) {
    data = found;
    learn(data.characters, data.silent);
    fields = [];
    data.places.forEach((place, number) => {
      const add = (part, language, text) => text && fields.push({ number: fields.length, place: number, part, language, text, folded: fold(text) });
      for (const [language, text] of Object.entries(place.t ?? {})) add("title", language, text);
      for (const name of place.n ?? []) add("name", "", name);
      for (const [language, text] of Object.entries(place.x ?? {})) add("text", language, text);
      add("where", data.language, place.w);
      add("where", data.language, data.labels.status[place.s]);
    });
    parts = data.places.map(() => []);
    for (const field of fields) parts[field.place].push(field);
    words = new Map();
    fields.forEach((field, number) => {
      for (const word of wordsOf(field.folded)) {
        const at = words.get(word);
        if (!at) words.set(word, [number]);
        else if (at[at.length - 1] !== number) at.push(number);
      }
    });
    stems = new Map();
    for (const word of words.keys()) stems.set(stem(word), [...(stems.get(stem(word)) ?? []), word]);
    all = fields.map((field) => field.folded).join("\n");
  }
  // The words of a folded text in scripts with spaces.
  function wordsOf(text) {
    const found = [];
    let from = 0;
    for (let i = 0; i <= text.length; i++) {
      if (i < text.length && sort(text.charCodeAt(i)) === LETTER) continue;
      if (i > from) found.push(text.slice(from, i));
      from = i + 1;
    }
    return found;
  }

  // --- A query as terms, each a run of characters to be found as it stands, or a word to be found in any of its forms.
  function parse(query) {
    const folded = fold(query.normalize("NFC")).replace(/\s+/g, " ").trim();
    const found = folded.match(/"[^"]+"|「[^」]+」|『[^』]+』|\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{N}]+/gu) ?? [];
    const terms = found.map((piece) => {
      const text = /^["「『]/.test(piece) ? piece.slice(1, -1) : piece;
      return text !== piece || UNSPACED.test(text) || /[.,]/.test(text) ? { run: text } : { word: text };
    });
    if (terms.length && /[\p{L}\p{N}]$/u.test(query)) terms[terms.length - 1].last = true;
    return { folded: folded.replace(/["「」『』]/g, ""), terms };
  }
  // The other ways in which a run is written elsewhere: other words for the same thing.
  function spellings(run) {
    const found = new Map([[run, WHOLE]]);
    for (const group of data.words)
      for (const word of group)
        for (const known of [...found.keys()])
          if (known.includes(word) && found.size < 24)
            for (const other of group) {
              const spelt = known.replaceAll(word, other);
              if (!found.has(spelt)) found.set(spelt, REGIONAL);
            }
    return found;
  }
  // The forms of a word that stand somewhere, each with its worth; of one that may not be finished also what it begins.
  function forms(word, unfinished) {
    const found = new Map();
    for (const same of stems.get(stem(word)) ?? []) found.set(same, same === word ? WHOLE : STEM);
    if (!found.size || (unfinished && word.length > 3))
      for (const other of words.keys())
        if (other.startsWith(word) && !found.has(other)) found.set(other, (PREFIX * (1 + word.length / other.length)) / 2);
    return found;
  }
  function misspelt(word) {
    const limit = word.length > 7 ? 2 : word.length > 3 ? 1 : 0;
    const near = [...words.keys()].map((other) => [other, distance(word, other, limit)]).filter(([, d]) => d <= limit);
    const best = Math.min(...near.map(([, d]) => d));
    const found = new Map();
    for (const [other, d] of near) if (d === best) for (const same of stems.get(stem(other))) found.set(same, TYPO);
    return found;
  }
  // How many letters two words differ in (two swapped neighbours count once), or more than the limit.
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit || !limit) return limit + 1;
    let before, last, row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      [before, last, row] = [last, row, [i]];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j - 1] + (a[i - 1] !== b[j - 1]), last[j] + 1, row[j - 1] + 1);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > limit) return limit + 1;
    }
    return row[b.length];
  }

  // --- A term and the fields in which it stands, each with the worth of the best way.
  function locate(term) {
    const hits = new Map();
    const note = (field, worth) => hits.set(field, Math.max(worth, hits.get(field) ?? 0));
    if (term.run) {
      term.ways = spellings(term.run);
      for (const [way, worth] of term.ways)
        if (all.includes(way)) fields.forEach((field, number) => field.folded.includes(way) && note(number, worth));
    } else {
      term.ways = term.ways ?? forms(term.word, term.last);
      for (const [way, worth] of term.ways) for (const number of words.get(way)) note(number, worth);
    }
    term.hits = hits;
    return term;
  }
  // What to look for in the place of a term that stands nowhere: the word that was meant, the parts that do stand.
  function instead(term) {
    if (term.word) {
      const ways = misspelt(term.word);
      return ways.size ? [{ word: term.word, ways }] : [];
    }
    const runs = term.run.match(RUNS).flatMap((run) => run.match(WORDS) ?? []);
    if (runs.length > 1) return runs.map((run) => (UNSPACED.test(run) ? { run } : { word: run }));
    const parts = [];
    for (let i = 0; i < term.run.length; ) {
      let j = term.run.length;
      while (j > i + 1 && !all.includes(term.run.slice(i, j))) j--;
      if (j > i + 1) parts.push({ run: term.run.slice(i, j) });
      i = Math.max(j, i + 1);
    }
    return parts;
  }

  // --- The answer: groups of hits in the order of their worth.
  function search(query) {
    const { folded, terms } = parse(query);
    const answer = { groups: [], total: 0, missing: [], instead: [], partly: false };
    const located = [];
    const settle = (term, depth = 0) => {
      if (locate(term).hits.size) return located.push(term);
      if (depth === 0) answer.missing.push(term.run ?? term.word);
      const others = depth < 2 ? instead(term) : [];
      for (const other of others) {
        settle(other, depth + 1);
        answer.instead.push(...(other.word ? [...(other.ways?.keys() ?? [])].slice(0, 3) : other.hits?.size ? [other.run] : []));
      }
    };
    for (const term of terms) settle(term);
    const scored = score(located);
    const most = Math.max(0, ...scored.map((hit) => hit.met));
    answer.partly = most < Math.max(located.length, most && terms.length);
    const hits = scored.filter((hit) => hit.met === most);
    raise(hits, folded, terms.length > 1);
    hits.sort((a, b) => b.score - a.score || a.place - b.place);
    const group = (kind, those) => those.length && answer.groups.push({ kind, hits: those });
    group("named", hits.filter((hit) => hit.exact));
    data.labels.kinds.forEach((_, kind) => group(kind, hits.filter((hit) => !hit.exact && data.places[hit.place].k === kind)));
    answer.total = hits.length;
    return answer;
  }
  // The places in which some of the terms stand: what a term is worth is that of its best field, and more where it is rare.
  function score(terms) {
    const found = new Map();
    for (const term of terms) {
      const best = new Map();
      for (const [number, worth] of term.hits) {
        const { place, part } = fields[number];
        best.set(place, Math.max(best.get(place) ?? 0, worth * WEIGHTS[part]));
      }
      const rare = Math.log(1 + data.places.length / best.size);
      for (const [place, worth] of best) {
        const hit = found.get(place) ?? { place, terms, score: 0, met: 0 };
        found.set(place, { ...hit, score: hit.score + worth * rare, met: hit.met + 1 });
      }
    }
    return [...found.values()];
  }
  // Hits that have the query as it stands are worth more, and one whose title or name it is, most.
  function raise(hits, folded, several) {
    const phrase = several && all.includes(folded) ? folded : null;
    for (const hit of hits)
      for (const field of parts[hit.place]) {
        if ((field.part === "title" || field.part === "name") && field.folded === folded) hit.exact = true;
        if (phrase && field.folded.includes(phrase)) hit.score += 8 * WEIGHTS[field.part];
      }
  }

  // --- One hit as it is shown: in the language in which most of it stands, with the words marked.
  function describe(hit) {
    const place = data.places[hit.place];
    const own = parts[hit.place].filter((field) => field.part !== "where");
    const languages = [...new Set([data.language, ...Object.keys(place.x ?? {}), ...Object.keys(place.t ?? {})])];
    const worth = (language) =>
      hit.terms.reduce((sum, term) => sum + Math.max(0, ...own.filter((f) => f.language === language).map((f) => term.hits.get(f.number) ?? 0)), 0);
    const written = languages.filter((language) => place.x?.[language] || place.t?.[language]);
    const language = written.reduce((a, b) => (worth(b) > worth(a) ? b : a), written[0] ?? data.language);
    const title = place.t?.[language] ?? Object.values(place.t ?? {})[0] ?? "";
    const text = place.x?.[language] ?? Object.values(place.x ?? {})[0] ?? "";
    const found = new Set();
    const shown = { title: mark(title, hit.terms, found), text: crop(mark(text, hit.terms, found)) };
    // Both texts of a paragraph and the title of a source stand on either site, other words on that of their language.
    const either = place.k === PARAGRAPH || (place.k === SOURCE && !shown.text.some((run) => run.marked));
    const elsewhere = !either && language !== data.language && written.includes(data.language);
    return { ...shown, elsewhere, kind: place.k, address: place.a, where: place.w ?? "", status: place.s ?? "", printed: Boolean(place.p), language, words: [...found] };
  }
  // A text as runs, those that a term stands in marked; what was marked is noted as it stands.
  function mark(text, terms, found) {
    const places = [];
    const folded = fold(text, places);
    const spans = [];
    for (const term of terms)
      for (const way of term.ways.keys()) {
        const whole = term.word !== undefined;
        for (let i = folded.indexOf(way); i >= 0; i = folded.indexOf(way, i + 1)) {
          if (whole && (isLetter(folded, i - 1) || isLetter(folded, i + way.length))) continue;
          let end = places[i + way.length - 1] + 1;
          while (end < text.length && !become[text.charCodeAt(end)]) end++; // the signs of its last letter
          spans.push([places[i], end]);
        }
      }
    spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const runs = [];
    let at = 0;
    for (const [start, end] of spans) {
      if (start < at) continue;
      if (start > at) runs.push({ text: text.slice(at, start) });
      runs.push({ text: text.slice(start, end), marked: true });
      if (found.size < 8) found.add(text.slice(start, end));
      at = end;
    }
    if (at < text.length) runs.push({ text: text.slice(at) });
    return runs;
  }
  const isLetter = (text, at) => at >= 0 && at < text.length && sort(text.charCodeAt(at)) === LETTER;
  // The part of a text around its densest marks, about two lines of it.
  function crop(runs) {
    const text = runs.map((run) => run.text).join("");
    const room = UNSPACED.test(text) ? 72 : 150;
    const starts = [];
    let at = 0;
    for (const run of runs) {
      if (run.marked) starts.push([at, at + run.text.length]);
      at += run.text.length;
    }
    const near = (start) => starts.filter(([s, e]) => s >= start && e <= start + room * 0.7).length;
    const first = starts.length ? starts.reduce((a, b) => (near(b[0]) > near(a[0]) ? b : a))[0] : 0;
    const line = text.lastIndexOf("\n", first) + 1;
    let from = Math.max(line, Math.floor(first - room * 0.3));
    if (from > line) {
      const gap = text.slice(from, first).search(/[\s,.;:!?，。；：！？、]/);
      if (gap >= 0) from += gap + 1;
    }
    let to = Math.min(text.length, from + room);
    const stop = text.indexOf("\n", first);
    if (stop >= 0) to = Math.min(to, stop);
    if (to < text.length && text[to] !== "\n" && !UNSPACED.test(text[to])) to = Math.max(text.lastIndexOf(" ", to), first + 1);
    const cut = [];
    at = 0;
    for (const run of runs) {
      const piece = run.text.slice(Math.max(0, from - at), Math.max(0, to - at));
      if (piece) cut.push({ ...run, text: piece });
      at += run.text.length;
    }
    const more = UNSPACED.test(text) ? "……" : "…";
    if (from > line) cut.unshift({ text: more });
    if (to < text.length && text[to] !== "\n") cut.push({ text: more });
    return cut;
  }

  // --- What else one might type: the rest of a word, words near one that stands nowhere.
  function complete(query) {
    const last = query.match(/[\p{L}\p{N}]+$/u)?.[0];
    if (!last || last.length < 3 || UNSPACED.test(last)) return "";
    const begun = fold(last);
    let best = "", most = words.get(begun)?.length ?? 0;
    for (const [word, at] of words) if (word.startsWith(begun) && word !== begun && at.length > most) [best, most] = [word, at.length];
    return best.slice(begun.length);
  }
  function nearest(query) {
    const { terms } = parse(query);
    const found = new Map();
    for (const term of terms) {
      const text = term.run ?? term.word;
      if (term.word) {
        for (const word of words.keys()) {
          const d = distance(text, word, 3);
          if (d <= 3 && d < text.length / 2 + 0.5) found.set(word, 10 - d);
        }
      } else
        for (const field of fields)
          if ((field.part === "title" || field.part === "name") && field.text.length < 16 && UNSPACED.test(field.text)) {
            const shared = [...new Set(text)].filter((c) => field.folded.includes(c)).length;
            if (shared > 1 || (shared && text.length < 3)) found.set(field.text, shared);
          }
    }
    return [...found].sort((a, b) => b[1] - a[1]).slice(0, 5).map(([word]) => word);
  }

  return {
    load, search, describe, complete, nearest, fold,
    get labels() { return data?.labels; },
    get tongue() { return { lang: data.tongue, dir: data.direction }; },
    get loaded() { return data !== undefined; },
    get places() { return data.places; },
  };
})();
