// Network and rule: units, activation and number of layers, first weights and their seed; what training goes by has a file of its own.
import { byId, el } from "explorer/dom";
import { computes } from "explorer/activations";
import { choice, offered, whole } from "explorer/controls";
import { tables } from "explorer/known";
import * as change from "explorer/lesson";
import { rule } from "explorer/rule";

export function settings(app) {
  const body = byId("settings").querySelector(".body");
  const draw = (lesson) => app.engine.draw(lesson);
  const act = (make, what) => app.make(make, what);
  let form = "";
  return () => {
    if (app.running) return;
    const { lesson } = app.state;
    const wanted = JSON.stringify([lesson.network.layers.map(({ weights, biases, ...layer }) => layer), { ...lesson.network, layers: null }, lesson.training, lesson.data.x.length]);
    if (wanted === form) return;
    form = wanted;
    const held = document.activeElement?.id;
    const open = body.querySelector("details")?.open;
    body.replaceChildren(...(app.t.dense ? layers(lesson, act, draw) : [others(lesson)]), rule(lesson, act, open), first(lesson, act, draw, app.t.dense));
    if (held) byId(held)?.focus();
  };
}

function layers(lesson, act, draw) {
  const { inputs, layers: all } = lesson.network;
  const D = all.length;
  const size = (id, label, n, set) => el("label", {}, label, el("input", { id, type: "number", min: 1, max: 64, value: n, onchange: ({ target }) => act((l) => set(l, whole(target.value, n, 64)), id) }));
  const rows = all.map(({ units, activation }, k) => el("div", { class: "row layer-row" },
    el("span", { class: "grow" }, k + 1 === D ? "outputs" : `layer ${k + 1}`),
    size(`units-${k + 1}`, el("span", { class: "unseen" }, `units of layer ${k + 1}`), units, (l, n) => change.withUnits(l, k + 1, n, draw)),
    el("label", {}, el("span", { class: "unseen" }, `activation of layer ${k + 1}`), choice(`act-${k + 1}`, activations(k + 1 === D, units, activation), activation, (name) => act((l) => change.withActivation(l, k + 1, name), `act-${k + 1}`))),
    el("button", { type: "button", id: `add-${k + 1}`, "aria-label": `add a layer before layer ${k + 1}`, onclick: () => act((l) => change.withLayer(l, k + 1, draw)) }, "+"),
    el("button", { type: "button", id: `less-${k + 1}`, "aria-label": `remove layer ${k + 1}`, ".disabled": D < 2 || k + 1 === D, onclick: () => act((l) => change.withoutLayer(l, k + 1, draw)) }, "−")));
  return [el("div", { class: "row" }, el("span", { class: "grow" }, "inputs"), size("inputs", el("span", { class: "unseen" }, "number of inputs"), inputs, (l, n) => change.withInputs(l, n, draw))), ...rows];
}

const others = (lesson) => el("p", { class: "small" }, lesson.network.layers.map(({ kind = "dense" }) => kind.replaceAll("_", " ")).join(" → "));
const outputs = [...new Set(Object.values(tables.fits).flat())];
const activations = (isLast, units, chosen) => offered(isLast ? outputs.filter((name) => name !== "softmax" || units > 1) : tables.hidden, computes, chosen);

function first(lesson, act, draw, dense) {
  const init = { method: "xavier_normal", seed: 0, ...lesson.network.init };
  const again = (change_) => act(async (l) => {
    const next = change.withInit(l, { ...init, ...change_ });
    return dense ? change.withWeights(next, await draw(next)) : next;
  }, "init");
  const scaled = (method) => (["normal", "uniform"].includes(method) ? init.scale ?? 1 : null);
  return el("div", { class: "row" },
    el("label", {}, "first weights", choice("init", tables.inits, init.method, (method) => again({ method, scale: scaled(method) }))),
    el("label", {}, "seed", el("input", { id: "seed", type: "number", min: 0, max: 9999, value: init.seed, onchange: ({ target }) => again({ seed: Math.max(0, Math.round(Number(target.value)) || 0) }) })),
    el("button", { type: "button", id: "draw", onclick: () => again({ seed: init.seed + 1 }) }, "draw anew"));
}
