// Film this: the lesson goes to the studio, the film comes back with captions; from any moment of it, back into the page.
import { byId, el, write } from "explorer/dom";
import { start, tables } from "explorer/known";
import { momentOf } from "explorer/moments";
import { place } from "explorer/places";

export function film(app) {
  const card = byId("film");
  const body = card.querySelector(".body");
  if (start.engine !== "socket") {
    card.hidden = true;
    return () => {};
  }
  const pick = el("select", { id: "chapter", "aria-label": "Which film" }, ...tables.films.map(({ name, title }) => el("option", { value: name, ".selected": name === "delta" }, title)));
  const go = el("button", { type: "button", id: "make-film", onclick: () => app.engine.film({ lesson: app.present, chapter: pick.value }) }, "film this");
  const list = el("ul", { class: "films" });
  body.append(el("div", { class: "row" }, pick, go), list);
  const shown = new Map();
  app.ears.push({ filmed: (films) => {
    for (const one of films) {
      const key = `${one.home}/${one.chapter}`;
      if (!shown.has(key)) shown.set(key, item(app, list, one));
      shown.get(key)(one);
    }
  } });
  return () => {};
}

function item(app, list, one) {
  const [title, bar, why] = [el("p", {}, one.title), el("progress", { max: 1, value: 0, "aria-label": `${one.title}, how much is drawn` }), el("p", { class: "small" })];
  const row = el("li", {}, title, bar, why);
  list.prepend(row);
  let playing = false;
  return ({ home, chapter, state, part, why: reason, moments }) => {
    bar.value = part;
    bar.hidden = state === "done" || state === "broken";
    write(why, { waiting: "waiting for its turn", drawing: `${Math.round(100 * part)} % drawn`, broken: reason, done: "" }[state]);
    if (state !== "done" || playing) return;
    playing = true;
    row.append(...player(app, `/films/${home}/${chapter}`, moments));
  };
}

function player(app, root, moments) {
  const video = el("video", { controls: "", preload: "metadata", poster: `${root}/poster.png`, src: `${root}/film.mp4` },
    el("track", { kind: "captions", srclang: "en", label: "English", default: "", src: `${root}/captions.vtt` }));
  const explore = el("button", { type: "button", class: "explore", onclick: async () => {
    const now = moments.findLast(({ t }) => t <= video.currentTime) ?? moments[0];
    video.pause();
    const lesson = await (await fetch(`${root}/lesson.json`)).json();
    app.change(lesson, "", now ? stateOf(now, lesson.network.layers.length, lesson.data.x.length) : {});
    byId("stage").scrollIntoView();
  } }, "explore this moment");
  return [video, explore];
}

/** The page's state at a moment of a film, as studio/explorer/moments.py tells it. */
export function stateOf({ m = 0, k = 0, way = "forward", at = null }, D, N) {
  const state = { k, m: Math.min(m, N - 1), moment: momentOf(way === "nudges" ? "forward" : way, D) };
  if (!at) return state;
  const [record, r, name, ...index] = at;
  const l = record === "backward" ? D - r : r + 1;
  if (/W|products|terms/.test(name) && index.length === 2) return { ...state, at: place("W", l, ...index) };
  if (index.length === 1) return { ...state, at: /_in$/.test(name) ? place("n", l - 1, index[0]) : place("n", l, index[0]) };
  return state;
}
