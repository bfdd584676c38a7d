// Network and rule: activation, units and number of layers, loss, optimiser, rate, first weights and their seed.
import { byId, el, write } from "explorer/dom";
import { computes } from "explorer/activations";
import { start, tables } from "explorer/known";
import * as change from "explorer/lesson";
import { lossFor } from "explorer/losses";
import { RULES } from "explorer/training";

export function settings(app) {
  const body = byId("settings").querySelector(".body");
  const draw = (lesson) => app.engine.draw(lesson);
  const act = (make, what) => app.make(make, what);
  let form = "";
  return () => {
    if (app.running) return;
    const { lesson } = app.state;
    const wanted = JSON.stringify([lesson.network.layers.map(({ weights, biases, ...layer }) => layer), lesson.network.inputs, lesson.network.loss, lesson.network.init, lesson.training, lesson.data.x.length]);
    if (wanted === form) return;
    form = wanted;
    const held = document.activeElement?.id;
    body.replaceChildren(...(app.t.dense ? layers(lesson, act, draw) : [others(lesson)]), rule(lesson, act), first(lesson, act, draw, app.t.dense));
    if (held) byId(held)?.focus();
  };
}

function layers(lesson, act, draw) {
  const { inputs, layers: all } = lesson.network;
  const D = all.length;
  const size = (id, label, n, set) => el("label", {}, label, el("input", { id, type: "number", min: 1, max: 64, value: n, onchange: ({ target }) => act((l) => set(l, whole(target.value, n)), id) }));
  const rows = all.map(({ units, activation }, k) => el("div", { class: "row layer-row" },
    el("span", { class: "grow" }, k + 1 === D ? "outputs" : `layer ${k + 1}`),
    size(`units-${k + 1}`, el("span", { class: "unseen" }, `units of layer ${k + 1}`), units, (l, n) => change.withUnits(l, k + 1, n, draw)),
    el("label", {}, el("span", { class: "unseen" }, `activation of layer ${k + 1}`), choice(`act-${k + 1}`, activations(k + 1 === D, units, activation), activation, (name) => act((l) => change.withActivation(l, k + 1, name), `act-${k + 1}`))),
    el("button", { type: "button", id: `add-${k + 1}`, "aria-label": `add a layer before layer ${k + 1}`, onclick: () => act((l) => change.withLayer(l, k + 1, draw)) }, "+"),
    el("button", { type: "button", id: `less-${k + 1}`, "aria-label": `remove layer ${k + 1}`, ".disabled": D < 2 || k + 1 === D, onclick: () => act((l) => change.withoutLayer(l, k + 1, draw)) }, "−")));
  return [el("div", { class: "row" }, el("span", { class: "grow" }, "inputs"), size("inputs", el("span", { class: "unseen" }, "number of inputs"), inputs, (l, n) => change.withInputs(l, n, draw))), ...rows];
}

const others = (lesson) => el("p", { class: "small" }, lesson.network.layers.map(({ kind = "dense" }) => kind.replaceAll("_", " ")).join(" → "));
const whole = (text, old) => Math.max(1, Math.min(64, Math.round(Number(text)) || old));
const outputs = [...new Set(Object.values(tables.fits).flat())];
const offered = (names, knownHere, chosen) => names.filter((name) => start.engine === "socket" || name === chosen || knownHere(name));
const activations = (isLast, units, chosen) => offered(isLast ? outputs.filter((name) => name !== "softmax" || units > 1) : tables.hidden, computes, chosen);

function choice(id, names, chosen, pick) {
  return el("select", { id, onchange: ({ target }) => pick(target.value) }, ...names.map((name) => el("option", { value: name, ".selected": name === chosen }, name.replaceAll("_", " "))));
}

function rule(lesson, act) {
  const { training, network } = lesson;
  const set = (key, value) => act((l) => change.withTraining(l, { [key]: value }), key);
  const number = (key, value) => el("label", {}, said(key), el("input", { id: key, type: "text", inputmode: "decimal", value, onchange: ({ target }) => Number.isFinite(Number(target.value)) && set(key, Number(target.value)) }));
  const several = (key, value) => el("label", {}, said(key), el("input", { id: key, type: "text", value: value.join(", "), onchange: ({ target }) => set(key, target.value.split(",").map(Number)) }));
  const tick = (key, value) => el("label", {}, el("input", { id: key, type: "checkbox", ".checked": value, onchange: ({ target }) => set(key, target.checked) }), said(key));
  const own = Object.entries(tables.optimizers[training.optimizer ?? "sgd"]).filter(([key]) => key !== "nesterov" || training.momentum);
  const option = (key, value) => (Array.isArray(value) ? several : typeof value === "boolean" ? tick : number)(key, value);
  const losses = offered(Object.keys(tables.fits), (name) => lossFor(name, "softmax") || lossFor(name, "sigmoid"), network.loss);
  const N = lesson.data.x.length;
  return el("div", { class: "row" },
    el("label", {}, "loss", network.loss in tables.fits ? choice("loss-name", losses, network.loss, (name) => act((l) => change.withLoss(l, name), "loss")) : network.loss),
    el("label", {}, "optimiser", choice("optimizer", offered(Object.keys(tables.optimizers), (name) => name in RULES, training.optimizer), training.optimizer ?? "sgd", (name) => act((l) => change.withOptimizer(l, name), "optimizer"))),
    number("learning_rate", training.learning_rate), ...own.map(([key, usual]) => option(key, training[key] ?? usual)),
    el("label", {}, "batch", el("input", { id: "batch_size", type: "number", min: 1, max: N, value: training.batch_size ?? N, onchange: ({ target }) => set("batch_size", Math.max(1, Math.min(N, Math.round(Number(target.value)) || N))) })),
    tick("train_biases", training.train_biases ?? true));
}

const said = (key) => (key === "learning_rate" ? "rate" : key.replaceAll("_", " "));

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
