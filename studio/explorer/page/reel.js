// The reel: every layer exposes a frame going forward, and the way back lights them again from right to left. It is the transport.
import { byId, el, mark, put, still, svg } from "explorer/dom";
import { tide } from "explorer/comets";
import { last, momentOf, wayOf } from "explorer/moments";
import { named } from "explorer/labels";

const REST = 420; // milliseconds a frame is looked at, at speed 1

export function reel(app) {
  const strip = byId("reel");
  let form = "";
  let [timer, playing, coming] = [0, false, null];
  /** What the comets bring is written as they arrive, unless something else was looked at meanwhile. */
  const arrive = () => {
    clearTimeout(timer);
    const moment = coming;
    coming = null;
    if (moment !== null && app.state.moment === moment - 1) app.look({ moment });
    if (playing) timer = setTimeout(next, REST / speed());
  };
  const travel = (moment) => {
    coming = moment;
    const took = tide(app, moment, speed());
    if (took) timer = setTimeout(arrive, took);
    else arrive();
  };
  const next = () => (app.state.moment < last(app.D) ? travel(app.state.moment + 1) : pause());
  const pause = () => {
    playing = false;
    put(byId("play"), { "aria-pressed": "false" });
    arrive();
  };
  const jump = (moment) => {
    app.look({ moment: Math.max(0, Math.min(last(app.D), moment)) });
    tide(app, app.state.moment, speed());
  };
  const go = (moment) => (moment === app.state.moment + 1 && moment <= last(app.D) ? travel(moment) : jump(moment));
  const play = () => {
    if (app.state.moment >= last(app.D)) app.look({ moment: 0 });
    playing = true;
    put(byId("play"), { "aria-pressed": "true" });
    next();
  };
  byId("play").addEventListener("click", () => (playing ? pause() : play()));
  byId("back").addEventListener("click", () => (pause(), go(app.state.moment - 1)));
  byId("forth").addEventListener("click", () => (pause(), go(app.state.moment + 1)));
  for (const button of document.querySelectorAll("button[data-way]")) {
    button.addEventListener("click", () => (pause(), jump(momentOf(button.dataset.way, app.D))));
  }
  app.ears.push({ stopped: pause });

  return () => {
    const { D, state } = app;
    if (form !== String(D)) {
      form = String(D);
      strip.replaceChildren(...[...Array(last(D) + 1).keys()].map((moment) => frame(moment, D, () => (pause(), go(moment)))));
    }
    [...strip.children].forEach((item, moment) => {
      put(item, { class: `frame ${wayOf(moment, D)} ${moment <= state.moment ? "exposed" : "dark"}` });
      put(item.firstChild, { "aria-current": moment === state.moment ? "step" : "false" });
      if (moment <= state.moment) expose(item, app.t, moment, D);
    });
    const way = wayOf(state.moment, D);
    document.body.dataset.way = way;
    for (const button of document.querySelectorAll("button[data-way]")) put(button, { "aria-pressed": button.dataset.way === way });
  };
}

export const speed = () => Number(byId("speed").value);

function frame(moment, D, act) {
  const { text, said } = titled(moment, D);
  const picture = svg("svg", { viewBox: "0 0 40 24", "aria-hidden": "true" }, svg("path"));
  return el("li", {}, el("button", { type: "button", "aria-label": said, title: said, onclick: act }, picture, el("span", { "aria-hidden": "true" }, named(...text))));
}

function titled(moment, D) {
  if (moment === 0) return { text: ["x", null], said: "the inputs" };
  if (moment <= D) return { text: ["a", moment], said: `forward into layer ${moment}` };
  if (moment === D + 1) return { text: ["L", null], said: "the loss" };
  const l = 2 * D + 2 - moment;
  return l > 0 ? { text: ["delta", l], said: `blame at layer ${l}` } : { text: ["w", null], said: "the step" };
}

/** Small bars of what arrived at a moment. */
function expose(item, t, moment, D) {
  const values = held(t, moment, D);
  const most = Math.max(...values.map(Math.abs), 1e-300);
  const width = 36 / values.length;
  const d = values.map((v, k) => bar(2 + k * width, Math.max(width - 1, 0.6), Math.sign(v) * Math.max(0.8, (10 * Math.abs(v)) / most))).join("");
  mark(item.querySelector("path"), { d });
}

const bar = (x, w, h) => `M${x.toFixed(1)} 12h${w.toFixed(1)}v${(-h).toFixed(1)}h${(-w).toFixed(1)}z`;

function held(t, moment, D) {
  const most = (array) => [...array].flat(9).flatMap((v) => (typeof v === "number" ? v : [...v])).slice(0, 12);
  if (moment <= D) return most(t.values("a", moment));
  if (moment === D + 1) return most(t.example.L_terms ?? [t.example.L]);
  const l = 2 * D + 2 - moment;
  if (l > 0) return most(t.values("delta", l) ?? t.values("dL_da", l) ?? [0]);
  return most(t.step?.update.flatMap((u) => (u.step_W ? [...u.step_W].map((row) => row[0]) : [])) ?? [0]);
}
