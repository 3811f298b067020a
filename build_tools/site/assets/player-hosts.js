// The players of other hosts, by messages to their frame, so that no script of theirs is loaded. Each is asked for what it
// tells of itself, and looks to player.js like an audio element: currentTime, paused, play(), pause(), and its events.
"use strict";
// How each host's player is started, spoken to and understood. `hear` returns what a message says of the place, in seconds, and
// of whether it plays, or nothing where the message is about something else.
const playerHosts = {
  // https://developers.google.com/youtube/player_parameters; the messages are those that its own iframe_api sends.
  youtube: {
    start: (embed, at) => `${embed}&autoplay=1&start=${Math.floor(at)}${location.origin === "null" ? "" : `&origin=${encodeURIComponent(location.origin)}`}`,
    greet: [{ event: "listening", id: "player", channel: "widget" }],
    say: (func, ...args) => ({ event: "command", func, args, id: "player", channel: "widget" }),
    play: ["playVideo"],
    pause: ["pauseVideo"],
    seek: (at) => ["seekTo", at, true],
    hear({ info }) {
      if (!info || typeof info !== "object") return {};
      const { currentTime: at, playerState: state, playbackRate: rate } = info;
      return { at, rate, plays: state === 1 ? true : [0, 2, 5].includes(state) ? false : undefined };
    },
  },
  // https://github.com/vimeo/player.js (README); a time in the address is a fragment.
  vimeo: {
    start: (embed, at) => `${embed}&autoplay=1${at ? `#t=${Math.floor(at)}s` : ""}`,
    greet: ["timeupdate", "play", "pause", "ended", "seeked", "playbackratechange"].map((value) => ({ method: "addEventListener", value })),
    say: (method, value) => (value === undefined ? { method } : { method, value }),
    play: ["play"],
    pause: ["pause"],
    seek: (at) => ["setCurrentTime", at],
    hear({ event, data }) {
      const plays = { play: true, timeupdate: undefined, pause: false, ended: false }[event];
      return { at: data?.seconds, rate: data?.playbackRate, plays };
    },
  },
  // https://docs.joinpeertube.org/api/embed-player; the messages are those of jschannel, which first exchanges a ping.
  peertube: {
    start: (embed, at) => `${embed}&autoplay=1&start=${Math.floor(at)}s`,
    greet: [{ method: "peertube::__ready", params: "ping" }],
    answer: ({ method, params }) => method === "peertube::__ready" && params === "ping" && { method, params: "pong" },
    say: (method, params) => ({ id: Math.ceil(performance.now()), method: `peertube::${method}`, params }),
    play: ["play"],
    pause: ["pause"],
    seek: (at) => ["seek", at],
    hear({ method, params }) {
      if (method === "peertube::playbackStatusUpdate") return { at: params.position, plays: params.playbackState === "playing" };
      return method === "peertube::playbackStatusChange" ? { plays: params === "playing" } : {};
    },
  },
};

class HostPlayer extends EventTarget {
  static PATIENCE = 5000; // milliseconds after which a player that has said nothing is taken to say nothing ever
  #host;
  #embed;
  #at;
  #since = 0;
  #rate = 1;
  #plays = false;
  #greeting = 0;
  #wanted = null;
  answers = undefined; // whether it tells where it is; undefined as long as that may still be

  constructor(kind, embed, title, at) {
    super();
    this.#host = playerHosts[kind];
    this.#embed = embed;
    this.#at = at;
    this.frame = Object.assign(document.createElement("iframe"), {
      title,
      allow: "autoplay; encrypted-media; fullscreen; picture-in-picture",
      allowFullscreen: true,
      referrerPolicy: "strict-origin-when-cross-origin", // YouTube plays for nobody who hides it
    });
    addEventListener("message", (event) => this.#hear(event));
    this.frame.addEventListener("load", () => this.#greet());
    this.#load(at);
  }

  #load(at) {
    const fraction = at - Math.floor(at);
    this.#wanted = fraction ? at : null; // addresses take whole seconds
    this.frame.src = this.#host.start(this.#embed, at);
  }

  #post(message) {
    this.frame.contentWindow?.postMessage(JSON.stringify(message), new URL(this.#embed).origin);
  }

  #tell(name, ...rest) {
    this.#post(this.#host.say(name, ...rest));
  }

  // A player hears nothing before it is ready, so it is greeted until it answers.
  #greet() {
    clearInterval(this.#greeting);
    const begun = performance.now();
    const greet = () => {
      if (this.answers) return clearInterval(this.#greeting);
      for (const message of this.#host.greet) this.#post(message);
      if (performance.now() - begun < HostPlayer.PATIENCE) return;
      clearInterval(this.#greeting);
      this.answers = false;
      this.dispatchEvent(new Event("silent"));
    };
    this.#greeting = setInterval(greet, 250);
    greet();
  }

  #hear({ source, origin, data }) {
    if (source !== this.frame.contentWindow || origin !== new URL(this.#embed).origin) return;
    try {
      data = typeof data === "string" ? JSON.parse(data) : data;
    } catch {
      return;
    }
    if (!data || typeof data !== "object") return;
    const answer = this.#host.answer?.(data);
    if (answer) this.#post(answer);
    if (!this.answers) this.#begin();
    const { at, plays, rate } = this.#host.hear(data);
    if (rate) this.#rate = rate;
    if (plays !== undefined && plays !== this.#plays) this.#turn(plays);
    if (typeof at !== "number") return;
    this.#set(at);
    this.dispatchEvent(new Event("timeupdate"));
  }

  // What was asked for before the player answered is asked for again.
  #begin() {
    this.answers = true;
    for (const message of this.#host.greet) this.#post(message);
    if (this.#wanted !== null) this.currentTime = this.#wanted;
  }

  #set(at) {
    this.#at = at;
    this.#since = performance.now();
  }

  #turn(plays) {
    this.#set(this.currentTime);
    this.#plays = plays;
    this.dispatchEvent(new Event(plays ? "play" : "pause"));
  }

  // Between two messages, which come a few times a second, the clock goes on by itself.
  get currentTime() {
    const passed = this.#plays ? ((performance.now() - this.#since) / 1000) * this.#rate : 0;
    return this.#at + Math.min(passed, 1);
  }

  set currentTime(at) {
    this.#wanted = null;
    this.#set(at);
    if (this.answers === false) this.#load(at);
    else if (this.answers) this.#tell(...this.#host.seek(at));
    else this.#wanted = at;
    this.dispatchEvent(new Event("seeked"));
  }

  get paused() {
    return !this.#plays;
  }

  async play() {
    if (this.answers) this.#tell(...this.#host.play);
  }

  pause() {
    if (this.answers) this.#tell(...this.#host.pause);
  }
}
