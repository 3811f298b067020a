// The engines side by side: each is given the same places and the same tokens, and asked the same things.
"use strict";
const HAN = /\p{sc=Han}/u;
const stemmer = new EnglishStemmer();
let places = [];
// Folded as in the search itself; English words stemmed, Chinese runs cut into pairs of characters.
function tokens(text) {
  const found = [];
  for (const [run] of editionSearch.fold(String(text ?? "")).matchAll(/\p{sc=Han}+|[a-z0-9]+/gu))
    if (!HAN.test(run) || run.length === 1) found.push(HAN.test(run) ? run : stemmer.stemWord(run));
    else for (let i = 0; i + 1 < run.length; i++) found.push(run.slice(i, i + 2));
  return found;
}
const records = () =>
  places.map((place, id) => ({
    id: String(id),
    title: [...Object.values(place.t ?? {}), ...(place.n ?? [])].join("\n"),
    text: [...Object.values(place.x ?? {}), place.w ?? ""].join("\n"),
  }));
const package_ = (path) => `/search_engines/node_modules/${path}`;
const ENGINES = {
  "this one": {
    library: ["/assets/search-engine.js", "/assets/snowball/base-stemmer.js", "/assets/snowball/english-stemmer.js"],
    data: async () => (await fetch("/search/index.js")).text(),
    load: (text) => new Function(text)(),
    ask: (_, query) => editionSearch.search(query).groups.flatMap((group) => group.hits.map((hit) => hit.place)),
  },
  MiniSearch: {
    library: [package_("minisearch/dist/es/index.js")],
    async data() {
      const { default: MiniSearch } = await import(this.library[0]);
      this.options = { fields: ["title", "text"], tokenize: tokens, processTerm: (term) => term };
      const made = new MiniSearch(this.options);
      made.addAll(records());
      this.load = (text) => MiniSearch.loadJSON(text, this.options);
      return JSON.stringify(made);
    },
    ask: (made, query) =>
      made
        .search(query, { combineWith: "AND", boost: { title: 3 }, prefix: (term) => !HAN.test(term), fuzzy: (term) => !HAN.test(term) && term.length > 4 && 0.2 })
        .map((hit) => +hit.id),
  },
  lunr: {
    library: [package_("lunr/lunr.min.js")],
    async data() {
      const script = Object.assign(document.createElement("script"), { src: this.library[0] });
      await new Promise((resolve) => document.head.append(Object.assign(script, { onload: resolve })));
      const all = records();
      const made = lunr(function () {
        this.ref("id");
        this.field("title", { boost: 3 });
        this.field("text");
        this.pipeline.reset();
        this.searchPipeline.reset();
        this.tokenizer = (text) => tokens(text).map((term, index) => new lunr.Token(term, { index }));
        for (const record of all) this.add(record);
      });
      this.load = (text) => lunr.Index.load(JSON.parse(text));
      return JSON.stringify(made);
    },
    ask: (made, query) =>
      made
        .query((asked) => {
          for (const term of tokens(query)) asked.term(term, { presence: lunr.Query.presence.REQUIRED, wildcard: HAN.test(term) ? 0 : lunr.Query.wildcard.TRAILING });
        })
        .map((hit) => +hit.ref),
  },
  FlexSearch: {
    library: [package_("flexsearch/dist/flexsearch.bundle.module.min.mjs")],
    async data() {
      const { Document } = (await import(this.library[0])).default;
      this.load = (text) => {
        const made = new Document({ document: { id: "id", index: ["title", "text"] }, tokenize: "forward", encode: tokens });
        for (const record of JSON.parse(text)) made.add(record);
        return made;
      };
      return JSON.stringify(records());
    },
    ask: (made, query) => [...new Set(made.search(query, { limit: 9999 }).flatMap((field) => field.result.map(Number)))],
  },
  Orama: {
    library: [package_("@orama/orama/dist/browser/index.js")],
    async data() {
      const orama = await import(this.library[0]);
      const tokenizer = { language: "english", normalizationCache: new Map(), tokenize: (text) => [...new Set(tokens(text))] };
      const create = () => orama.create({ schema: { title: "string", text: "string" }, components: { tokenizer } });
      const made = create();
      orama.insertMultiple(made, records());
      this.search = orama.search;
      this.load = (text) => {
        const empty = create();
        orama.load(empty, JSON.parse(text));
        return empty;
      };
      return JSON.stringify(orama.save(made));
    },
    async ask(made, query) {
      const found = await this.search(made, { term: query, limit: 9999, boost: { title: 3 }, threshold: 0 });
      return found.hits.map((hit) => +hit.id);
    },
  },
  Pagefind: {
    library: [],
    data: async () => "",
    async load() {
      const made = await import("/pagefind/pagefind.js");
      await made.init();
      return made;
    },
    numbers: new Map(),
    async ask(made, query, every = true) {
      const { results } = await made.search(query);
      const number = async (result) => {
        if (!this.numbers.has(result.id)) this.numbers.set(result.id, +(await result.data()).url.match(/\d+/)[0]);
        return this.numbers.get(result.id);
      };
      return Promise.all(results.map(number));
    },
  },
};
const packed = async (text) => (await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer()).byteLength;
async function measure(name, { queries, runs, words }) {
  new Function(await (await fetch("/search/index.js")).text())();
  places = editionSearch.places;
  const engine = ENGINES[name];
  const text = await engine.data();
  let bytes = text ? await packed(text) : 0;
  for (const path of engine.library) bytes += await packed(await (await fetch(path)).text());
  let begun = performance.now();
  const made = await engine.load(text);
  const load = performance.now() - begun;
  const times = [];
  const ask = async (query) => {
    begun = performance.now();
    const found = await engine.ask(made, query);
    times.push(performance.now() - begun);
    return found;
  };
  const ranks = [];
  for (const [query, wanted] of queries) ranks.push((await ask(query)).findIndex((id) => places[id].a === `/transcript/#${wanted}`) + 1 || Infinity);
  let right = 0, all = 0;
  const folded = places.map((place) => editionSearch.fold([...Object.values(place.t ?? {}), ...Object.values(place.x ?? {}), ...(place.n ?? []), place.w ?? ""].join("\n")));
  const recall = async (list, count) => {
    let met = 0;
    for (const [query, wanted] of list) {
      const found = await ask(query);
      met += found.some((id) => places[id].a === wanted);
      if (count) for (const id of found) (all += 1), (right += folded[id].includes(editionSearch.fold(query)));
    }
    return met / list.length;
  };
  const runRecall = await recall(runs, true);
  const wordRecall = await recall(words, false);
  times.sort((a, b) => a - b);
  return {
    top: ranks.filter((rank) => rank <= 3).length, found: ranks.filter((rank) => rank < Infinity).length,
    median: [...ranks].sort((a, b) => a - b)[ranks.length >> 1], runs: runRecall, precision: right / all, words: wordRecall,
    bytes, load, query: times[times.length >> 1], slowest: times[Math.floor(times.length * 0.99)],
  };
}
