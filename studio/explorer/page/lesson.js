// Changes of a lesson: each takes one and returns another; what did not change is shared.
import { fitting } from "explorer/fitting";
import { tables } from "explorer/known";
import { parts } from "explorer/places";
import { activationFitting, lossFitting, wrongTargets } from "explorer/rules";

const changed = (array, at, value) => array.map((old, k) => (k === at ? value : old));
const network = (lesson, change) => ({ ...lesson, network: { ...lesson.network, ...change } });
const layered = (lesson, l, change) => network(lesson, { layers: changed(lesson.network.layers, l - 1, { ...lesson.network.layers[l - 1], ...change }) });

/** The number at a place; `m` is the example whose inputs and targets are meant. */
export function valueAt(lesson, where, m) {
  const { kind, at: [l, i, j] } = parts(where);
  const layer = lesson.network.layers[l - 1];
  switch (kind) {
    case "W": return layer.weights[i][j];
    case "b": return layer.biases?.[i] ?? null;
    case "n": return l === 0 ? lesson.data.x[m][i] : null;
    case "y": return lesson.data.y[m][l];
    default: return null;
  }
}

export function withValue(lesson, where, value, m) {
  const { kind, at: [l, i, j] } = parts(where);
  const layer = lesson.network.layers[l - 1];
  switch (kind) {
    case "W": return layered(lesson, l, { weights: changed(layer.weights, i, changed(layer.weights[i], j, value)) });
    case "b": return layered(lesson, l, { biases: changed(layer.biases, i, value) });
    case "n": return withData(lesson, { x: changed(lesson.data.x, m, changed(lesson.data.x[m], i, value)) });
    default: return withData(lesson, { y: changed(lesson.data.y, m, changed(lesson.data.y[m], l, value)) });
  }
}

export const withData = (lesson, change) => ({ ...lesson, data: { ...lesson.data, ...change } });
export const withTraining = (lesson, change) => ({ ...lesson, training: rated(without({ ...lesson.training, ...change })) });
export const withNetwork = (lesson, change) => ({ ...lesson, network: without({ ...lesson.network, ...change }) });
export const withInit = (lesson, change) => network(lesson, { init: without({ ...lesson.network.init, ...change }) });
const without = (table) => Object.fromEntries(Object.entries(table).filter(([, value]) => value !== null && value !== undefined));

/** A list of rates begins with the learning rate. */
function rated(training) {
  const { schedule, learning_rate } = training;
  return schedule?.rates ? { ...training, schedule: { ...schedule, rates: [learning_rate, ...schedule.rates.slice(1)] } } : training;
}

/** Another schedule with what a page begins with, or none. */
export function withSchedule(lesson, kind) {
  return withTraining(lesson, { schedule: kind === "none" ? null : { kind, ...tables.schedules[kind] } });
}

/** A penalty with one of its parts changed; none where it weighs nothing. */
export function withPenalty(lesson, change) {
  const given = Object.entries({ ...lesson.training.penalty, ...change }).filter(([, value]) => value);
  const penalty = Object.fromEntries(given);
  return withTraining(lesson, { penalty: penalty.l1 || penalty.l2 ? penalty : null });
}

const OPTIONS = new Set(["velocity", ...Object.values(tables.optimizers).flatMap(Object.keys)]);

/** Another optimiser, with its own options at their defaults; the rest of training stays. */
export function withOptimizer(lesson, optimizer) {
  const kept = Object.fromEntries(Object.entries(lesson.training).filter(([key]) => !OPTIONS.has(key)));
  return { ...lesson, training: { ...kept, optimizer, ...tables.optimizers[optimizer] } };
}

export function withActivation(lesson, l, activation) {
  const next = network(lesson, { layers: changed(lesson.network.layers, l - 1, without({ ...lesson.network.layers[l - 1], activation, slope: null })) });
  const last = next.network.layers.at(-1).activation;
  return judged(next, lossFitting(next.network.loss, last));
}

/** Judged by another loss; huber's alone has a delta. */
const judged = (lesson, loss) => withNetwork(lesson, { loss, delta: loss === "huber" ? lesson.network.delta : null });

export function withLoss(lesson, loss) {
  const D = lesson.network.layers.length;
  const { activation, units } = lesson.network.layers[D - 1];
  const fitting = activationFitting(activation, loss, units);
  if (!fitting) throw new Error(`${loss.replaceAll("_", " ")} wants softmax outputs, two or more; add an output first`);
  return judged(layered(lesson, D, { activation: fitting }), loss);
}

/** How many biases a layer has: one for each unit, one for all, or none. */
export const biasesOf = ({ bias, units }) => (bias === "shared" ? 1 : bias === false ? 0 : units);

/** The weights that were drawn anew, biases 0. */
export function withWeights(lesson, drawn) {
  return network(lesson, { layers: lesson.network.layers.map((layer, k) => ({ ...layer, weights: drawn[k], biases: Array(biasesOf(layer)).fill(0) })) });
}

/** Other sizes: what fits of the old weights stays where it was, what is new is drawn by `draw`. */
export async function resized(lesson, inputs, layers, draw) {
  const old = lesson.network.layers;
  const next = fitting(network(lesson, { inputs, layers: layers.map(({ from, ...layer }) => layer) }));
  const fresh = await draw(next);
  return network(next, {
    layers: layers.map(({ from, ...layer }, k) => ({
      ...layer,
      weights: fresh[k].map((row, i) => row.map((w, j) => old[from]?.weights[i]?.[j] ?? w)),
      biases: [...Array(biasesOf(layer)).keys()].map((i) => old[from]?.biases?.[i] ?? 0),
    })),
  });
}

const sources = (lesson) => lesson.network.layers.map((layer, from) => ({ ...layer, from }));

export function withUnits(lesson, l, units, draw) {
  const layers = sources(lesson).map((layer, k) => (k === l - 1 ? { ...layer, units } : layer));
  const next = l === layers.length ? { ...lesson, data: { ...lesson.data, y: widened(lesson.data.y, units) } } : lesson;
  return resized(next, lesson.network.inputs, layers, draw);
}

/** Another hidden layer before layer l, or one fewer. */
export function withLayer(lesson, l, draw) {
  const layers = sources(lesson);
  const { activation } = layers[Math.max(0, l - 2)];
  layers.splice(l - 1, 0, { units: 3, activation: activation === "softmax" ? "tanh" : activation, from: -1 });
  return resized(lesson, lesson.network.inputs, layers, draw);
}

export function withoutLayer(lesson, l, draw) {
  return resized(lesson, lesson.network.inputs, sources(lesson).filter((_, k) => k !== l - 1), draw);
}

export function withInputs(lesson, inputs, draw) {
  const next = { ...lesson, data: { ...lesson.data, x: widened(lesson.data.x, inputs) } };
  return resized(next, inputs, sources(lesson), draw);
}

/** Other data, and the sizes that it asks for. */
export async function withExamples(lesson, x, y, draw) {
  const layers = sources(lesson);
  const last = layers.at(-1);
  layers[layers.length - 1] = { ...last, units: y[0].length, activation: y[0].length < 2 && last.activation === "softmax" ? "sigmoid" : last.activation };
  const { batch_size, ...training } = lesson.training;
  const next = { ...lesson, training, data: { x, y } };
  const sized = x[0].length === lesson.network.inputs && y[0].length === last.units ? network(next, { layers: layers.map(({ from, ...layer }) => layer) }) : await resized(next, x[0].length, layers, draw);
  return judged(sized, fittingLabels(lossFitting(sized.network.loss, sized.network.layers.at(-1).activation), y));
}

const fittingLabels = (loss, y) => (wrongTargets(loss, y) ? "squared_error" : loss);
const widened = (rows, n) => rows.map((row) => [...Array(n).keys()].map((k) => row[k] ?? 0));
