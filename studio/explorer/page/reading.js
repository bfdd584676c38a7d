// One example of a trace, every number addressable by name: engine/reading.py for the page.
import { knows } from "explorer/mirror";
import { hueOf, roleOf, typst } from "explorer/symbols";
import { fmt, fmtSum, wantDigits } from "explorer/numbers";

const own = (...names) => Object.fromEntries(names.map((key) => [key, key]));
const FORWARD = { z: "z", a: "a", products: "w", Wa: "z" };
const BACKWARD = { delta: "delta", dL_da: "dL_da", da_dz: "da_dz", dL_dW: "dL_dW", dL_db: "dL_db", terms: "w", dL_da_in: "dL_da_in" };
const UPDATE = { W_new: "W", b_new: "b", step_W: "dL_dW", step_b: "dL_db", mean_dL_dW: "dL_dW", mean_dL_db: "dL_db", ...own("dOmega_dW", "dOmega_db", "dJ_dW", "dJ_db") };
const OF_BIAS = new Set(["b", "b_new", "dL_db", "mean_dL_db", "step_b", "dOmega_db", "dJ_db"]);
const LAYERLESS = new Set(["x", "y"]);

export class Reading {
  /** `answer` holds the example and the parameters it was computed with, and the step where that has come. */
  constructor(lesson, answer) {
    Object.assign(this, { lesson, example: answer.example, parameters: answer.parameters, step: answer.step ?? null });
    wantDigits(lesson.digits);
    this.D = lesson.network.layers.length;
    this.dense = lesson.network.layers.every((layer) => !layer.kind || layer.kind === "dense");
    this.mirrored = knows(lesson);
    this.sizes = [this.example.x.length, ...this.example.forward.map((f) => count(f.a))];
  }

  /** An array of layer l: z, a, delta, W ...; a of layer 0 is x. */
  values(name, l) {
    if (name === "a" && l === 0) return this.example.x;
    if (LAYERLESS.has(name)) return this.example[name];
    if (name in FORWARD) return this.example.forward[l - 1][name];
    if (name in BACKWARD) return this.example.backward[this.D - l][name];
    if (name in UPDATE) return this.step?.update[l - 1][name.replace("mean_", "")] ?? null;
    return this.parameters[l - 1][name];
  }

  /** One number with its symbol; null where it was not computed. */
  number(name, l, ...at) {
    if (name === "L") return number(this.example.L, "L", null, []);
    if (name === "eta") return number(this.step?.eta ?? this.lesson.training.learning_rate, "eta", null, []);
    if (OF_BIAS.has(name) && this.sharesBias(l)) at = [0];
    const value = at.reduce((array, k) => array?.[k], this.values(name, l));
    if (value === undefined || value === null) return null;
    if (name === "a" && l === 0) return number(value, "x", null, at);
    return number(value, FORWARD[name] ?? BACKWARD[name] ?? UPDATE[name] ?? name, LAYERLESS.has(name) ? null : l, at);
  }

  /** Whether layer l adds a bias at all, and whether one is every neuron's. */
  hasBias(l) {
    return this.parameters[l - 1]?.b?.length > 0;
  }

  sharesBias(l) {
    return this.parameters[l - 1]?.b?.length === 1 && this.sizes[l] > 1;
  }

  activation(l) {
    return this.lesson.network.layers[l - 1].activation ?? "identity";
  }

  get loss() {
    return this.lesson.network.loss;
  }
}

/** A number as part of a line: its digits, and what it is called. */
export function number(value, symbol, l, at) {
  return { value, symbol, l, at, text: fmt(value), typst: typst(symbol, l, ...at), role: hueOf(symbol, value) };
}

/** A symbol as part of a line. */
export const name = (symbol, l = null, ...at) => ({ typst: typst(symbol, l, ...at), role: roleOf(symbol === "W" ? "w" : symbol) });

/** A number with so many digits or decimals. */
export const show = (part, digits = undefined, decimals = null) => ({ ...part, text: fmt(part.value, digits, decimals) });

/** The parts of a sum and the sum with digits that add up. */
export function showSum(parts, total) {
  const [texts, text] = fmtSum(parts.map((p) => p.value), total.value);
  return [parts.map((part, k) => ({ ...part, text: texts[k] })), { ...total, text }];
}

export const count = (array) => (typeof array[0] === "number" || array.length === 0 ? array.length : array.length * count(array[0]));
