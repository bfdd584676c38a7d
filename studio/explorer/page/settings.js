// Network and rule: activation, units and number of layers, loss, optimiser, rate, first weights and their seed.
import { byId, el, write } from "explorer/dom";
import { tables } from "explorer/known";
import * as change from "explorer/lesson";

const LABELS = {
  learning_rate: "rate", momentum: "momentum", nesterov: "nesterov", alpha: "alpha", eps: "eps", betas: "betas", batch_size: "batch",
  train_biases: "train biases",
};

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
    el("label", {}, el("span", { class: "unseen" }, `activation of layer ${k + 1}`), choice(`act-${k + 1}`, activations(k + 1 === D, units), activation, (name) => act((l) => change.withActivation(l, k + 1, name), `act-${k + 1}`))),
    el("button", { type: "button", id: `add-${k + 1}`, "aria-label": `add a layer before layer ${k + 1}`, onclick: () => act((l) => change.withLayer(l, k + 1, draw)) }, "+"),
    el("button", { type: "button", id: `less-${k + 1}`, "aria-label": `remove layer ${k + 1}`, ".disabled": D < 2 || k + 1 === D, onclick: () => act((l) => change.withoutLayer(l, k + 1, draw)) }, "−")));
  return [el("div", { class: "row" }, el("span", { class: "grow" }, "inputs"), size("inputs", el("span", { class: "unseen" }, "number of inputs"), inputs, (l, n) => change.withInputs(l, n, draw))), ...rows];
}

const others = (lesson) => el("p", { class: "small" }, lesson.network.layers.map(({ kind = "dense" }) => kind.replaceAll("_", " ")).join(" → "));
const whole = (text, old) => Math.max(1, Math.min(64, Math.round(Number(text)) || old));
const activations = (isLast, units) => Object.keys(tables.activations).filter((name) => name !== "step" && (name !== "softmax" || (isLast && units > 1)));

function choice(id, names, chosen, pick) {
  return el("select", { id, onchange: ({ target }) => pick(target.value) }, ...names.map((name) => el("option", { value: name, ".selected": name === chosen }, name.replaceAll("_", " "))));
}

function rule(lesson, act) {
  const { training, network } = lesson;
  const numbers = ["learning_rate", "momentum", "alpha", "eps"].filter((key) => training[key] !== undefined);
  const set = (key, value) => act((l) => change.withTraining(l, { [key]: value }), key);
  const number = (key) => el("label", {}, LABELS[key], el("input", { id: key, type: "text", inputmode: "decimal", value: training[key], onchange: ({ target }) => Number.isFinite(Number(target.value)) && set(key, Number(target.value)) }));
  const tick = (key, value) => el("label", {}, el("input", { id: key, type: "checkbox", ".checked": value, onchange: ({ target }) => set(key, target.checked) }), LABELS[key]);
  const N = lesson.data.x.length;
  return el("div", { class: "row" },
    el("label", {}, "loss", network.loss in tables.losses ? choice("loss-name", Object.keys(tables.losses), network.loss, (name) => act((l) => change.withLoss(l, name), "loss")) : network.loss),
    el("label", {}, "optimiser", choice("optimizer", Object.keys(tables.optimizers), training.optimizer ?? "sgd", (name) => act((l) => change.withOptimizer(l, name), "optimizer"))),
    ...numbers.map(number),
    training.betas ? el("label", {}, "betas", el("input", { id: "betas", type: "text", value: training.betas.join(", "), onchange: ({ target }) => set("betas", target.value.split(",").map(Number)) })) : null,
    el("label", {}, "batch", el("input", { id: "batch_size", type: "number", min: 1, max: N, value: training.batch_size ?? N, onchange: ({ target }) => set("batch_size", Math.max(1, Math.min(N, Math.round(Number(target.value)) || N))) })),
    training.momentum ? tick("nesterov", training.nesterov ?? false) : null, tick("train_biases", training.train_biases ?? true));
}

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
