// The lines of maths of the way back: blame at an output, blame brought back path by path, each weight's share, and the step.
import { tables } from "explorer/known";
import { MOST_TERMS, inputsOf, line, lossOf, prime, summed, terms } from "explorer/lines";
import { name, number, show, showSum } from "explorer/reading";

const { activations } = tables;
const hued = (template, parts) => line(template, parts, { slope: "backward", dL_da: "backward" });
const digits = (t, l) => (t.sizes[l + 1] <= MOST_TERMS ? 4 : 3);

/** How the outputs' delta comes about: a product neuron by neuron, softmax's shortcut a - y, or a sum over all outputs. */
export function originOfDelta(t) {
  if (t.loss === "perceptron") return "shortcut";
  if (t.activation(t.D) !== "softmax") return "product";
  return t.loss === "cross_entropy" ? "shortcut" : "sum";
}

export function outputLetters(t, i) {
  const { D } = t;
  const delta = name("delta", D, i);
  const origin = originOfDelta(t);
  if (origin === "shortcut") return line("{delta} = {a} - {y}", { delta, a: name("a", D, i), y: name("y", null, i) });
  if (origin === "sum") {
    return hued("{delta} = sum_k {dL_da} {slope}", { delta, dL_da: "(partial L)/(partial a_k)", slope: `(partial a_k)/(partial z_${i + 1})` });
  }
  return hued("{delta} = {dL_da} dot {slope} ({z})", { delta, dL_da: name("dL_da", D, i), slope: prime(t, D), z: name("z", D, i) });
}

export function outputNumbers(t, i) {
  const { D } = t;
  const parts = { delta: name("delta", D, i), result: t.number("delta", D, i) };
  const origin = originOfDelta(t);
  if (origin === "shortcut") {
    return line("{delta} = {a:p} - {y:p} = {result}", { a: t.number("a", D, i), y: t.number("y", null, i), ...parts });
  }
  if (origin === "sum") return line("{delta} = {result}", parts);
  return line("{delta} = {dL_da:p} dot {slope:p} = {result}", { dL_da: t.number("dL_da", D, i), slope: t.number("da_dz", D, i), ...parts });
}

/** What the two slopes of an output are made of. */
export function bothSlopes(t) {
  const loss = lossOf(t).slope.replaceAll("_i", "").replaceAll("{d}", String(t.lesson.network.delta));
  return line(`(partial L)/(partial a) = ${loss} quad quad ${prime(t, t.D)} (z) = ${activations[t.activation(t.D)].slope}`, {});
}

export function carriedLetters(t, l, j) {
  const n = t.sizes[l + 1];
  const parts = { sum: l ? name("dL_da", l, j) : { typst: `(partial L)/(partial x_(${j + 1}))`, role: "backward" } };
  for (const i of terms(n)) Object.assign(parts, { [`w${i}`]: t.number("W", l + 1, i, j), [`d${i}`]: name("delta", l + 1, i) });
  return line(`{sum} = ${summed(n, (i) => `{w${i}:s} {d${i}}`)}`, parts);
}

export function carriedFactors(t, l, j) {
  const n = t.sizes[l + 1];
  const parts = {};
  for (const i of terms(n)) {
    parts[`w${i}`] = show(t.number("W", l + 1, i, j), digits(t, l));
    parts[`d${i}`] = show(t.number("delta", l + 1, i), digits(t, l));
  }
  return line(`= ${summed(n, (i) => `{w${i}:p} dot {d${i}:p}`)}`, parts);
}

export function carriedTerms(t, l, j) {
  const n = t.sizes[l + 1];
  const parts = [...Array(n).keys()].map((i) => t.number("terms", l + 1, i, j));
  const total = t.number("dL_da_in", l + 1, j);
  const [shown, result] = n <= MOST_TERMS ? showSum(parts, total) : [parts.map((p) => show(p, digits(t, l))), total];
  if (n === 1) return line("= {result}", { result });
  const fields = Object.fromEntries(terms(n).map((i) => [`p${i}`, shown[i]]));
  const roles = Object.fromEntries(Object.keys(fields).map((key) => [key, "backward"]));
  return line(`= ${summed(n, (i) => `{p${i}:p}`)} = {result}`, { ...fields, result }, roles);
}

export function slopeNumbers(t, l, j) {
  const made = { sigmoid: "= {a} (1 - {again})", tanh: "= 1 - {a:p}^2" }[t.activation(l)] ?? "";
  const kept = {};
  for (const key of ["a", "again"]) if (made.includes(`{${key}`)) kept[key] = t.number("a", l, j);
  return hued(`{slope} ({z}) ${made} = {result}`, { slope: prime(t, l), z: name("z", l, j), result: t.number("da_dz", l, j), ...kept });
}

export function hiddenLetters(t, l, j) {
  return hued("{delta} = {sum} dot {slope} ({z})", {
    delta: name("delta", l, j), sum: name("dL_da", l, j), slope: prime(t, l), z: name("z", l, j),
  });
}

export function hiddenNumbers(t, l, j) {
  const parts = { sum: t.number("dL_da", l, j), slope: t.number("da_dz", l, j), result: t.number("delta", l, j) };
  return line("{delta} = {sum:p} dot {slope:p} = {result}", { delta: name("delta", l, j), ...parts });
}

/** dL/dw = dL/da da/dz dz/dw, the chain of one weight; through softmax, and where the loss fuses them, delta dz/dw. */
export function chainLetters(t, l, i, j) {
  const w = name("W", l, i, j);
  const [dw, a, z] = [name("dL_dW", l, i, j), inputsOf(l, j), name("z", l, i)];
  const last = `(partial ${z.typst})/(partial ${w.typst})`;
  if (!chained(t, l)) return line("{dw} = {delta} {last} = {delta2} {a}", { dw, delta: name("dL_dz", l, i), last, delta2: name("delta", l, i), a }, { last: "forward" });
  const parts = { dw, dL_da: name("dL_da", l, i), slope: name("da_dz", l, i), last };
  return line("{dw} = {dL_da} {slope} {last}", parts, { last: "forward" });
}

export function chainNumbers(t, l, i, j) {
  const parts = { dw: name("dL_dW", l, i, j), a: t.number("a", l - 1, j), result: t.number("dL_dW", l, i, j) };
  if (!chained(t, l)) return line("{dw} = {delta:p} dot {a:p} = {result}", { ...parts, delta: t.number("delta", l, i) });
  const slopes = { dL_da: t.number("dL_da", l, i), slope: t.number("da_dz", l, i) };
  return line("{dw} = {dL_da:p} dot {slope:p} dot {a:p} = {result}", { ...parts, ...slopes });
}

const chained = (t, l) => t.activation(l) !== "softmax";

export function shareNumbers(t, l, i, j) {
  const parts = { delta: t.number("delta", l, i), a: t.number("a", l - 1, j), result: t.number("dL_dW", l, i, j) };
  return line("{dw} = {delta:p} dot {a:p} = {result}", { dw: name("dL_dW", l, i, j), ...parts });
}

export function biasNumbers(t, l, i) {
  if (t.sharesBias(l)) return line("{db} = sum_i {delta} = {result}", { db: name("dL_db", l, 0), delta: { ...name("delta", l), typst: `delta_i^((${l}))` }, result: t.number("dL_db", l, 0) });
  return line("{db} = {delta} = {result}", { db: name("dL_db", l, i), delta: name("delta", l, i), result: t.number("dL_db", l, i) });
}

/** The lines of a parameter's step, and what the optimiser remembers of it; one that is held stays what it was. */
export function stepLines(t, symbol, l, ...at) {
  const { train_biases } = t.lesson.training;
  const held = t.lesson.network.layers[l - 1].train === false || (symbol === "b" && train_biases === false);
  if (!held) return [...pricedSlope(t, symbol, l, ...at), ...[stepLetters, stepFactors, stepValues].map((make) => make(t, symbol, l, ...at)), ...remembered(t, symbol, l, ...at)];
  const { parts: { w, new: fresh } } = stepLetters(t, symbol, l, ...at);
  return [line('{new} = {w:s} quad "it is held"', { w, new: fresh }), line("{new} = {v}", { new: fresh, v: t.number(`${symbol}_new`, l, ...at) })];
}

/** The slope that a step follows: with a penalty that of J, else that of the batch's loss. */
const given = (t, symbol) => `${t.lesson.training.penalty ? "dJ" : "dL"}_d${symbol}`;
const givenNumber = (t, symbol, l, ...at) => t.number(t.lesson.training.penalty ? `dJ_d${symbol}` : `mean_dL_d${symbol}`, l, ...at);

/** dL/dw + dOmega/dw = dJ/dw, and its numbers, with digits that add up; nothing without a penalty. */
export function pricedSlope(t, symbol, l, ...at) {
  if (!t.lesson.training.penalty) return [];
  const [mean, Omega, J] = [`mean_dL_d${symbol}`, `dOmega_d${symbol}`, `dJ_d${symbol}`].map((key) => t.number(key, l, ...at));
  const [[s, p], whole] = showSum([mean, Omega], J);
  const hues = { s: "backward", p: "backward", J: "backward" };
  const [sName, pName, JName] = ["dL", "dOmega", "dJ"].map((of) => name(`${of}_d${symbol}`, l, ...at));
  return [line("{s} + {p} = {J}", { s: sName, p: pName, J: JName }, hues), line("{s} + {p:p} = {J}", { s, p, J: whole }, hues)];
}

/** w - eta dL/dw = w new; where a rule sizes the step, w - step. */
export function stepLetters(t, symbol, l, ...at) {
  const w = t.number(symbol, l, ...at);
  const [base, layer] = w.typst.split("^");
  const after = t.number(`${symbol}_new`, l, ...at);
  const fresh = { typst: `${base}^(${layer.slice(1, -1)} thin "new")`, role: after.role };
  if (!plain(t)) return line("{w:s} - {g} = {new}", { w, g: '"step"', new: fresh }, { g: "backward" });
  return line("{w:s} - {eta} {g} = {new}", { w, eta: name("eta"), g: name(given(t, symbol), l, ...at), new: fresh }, { g: "backward" });
}

export function stepFactors(t, symbol, l, ...at) {
  if (!plain(t)) return null;
  const { parts, roles } = stepLetters(t, symbol, l, ...at);
  return line("{w} - {eta} dot {g:p} = {new}", { ...parts, eta: t.number("eta"), g: givenNumber(t, symbol, l, ...at) }, roles);
}

export function stepValues(t, symbol, l, ...at) {
  const [step, after] = [t.number(symbol === "W" ? "step_W" : "step_b", l, ...at), t.number(`${symbol}_new`, l, ...at)];
  const before = t.number(symbol, l, ...at);
  const [[next, taken], old] = showSum([after, step], before);
  if (step.value !== 0 && !/[1-9]/.test(taken.text)) return line("{w} - {step:p} = {new}", { w: before, step, new: after });
  return line("{w} - {step:p} = {new}", { w: old, step: taken, new: next });
}

/** Whether a step is eta times a slope and nothing else. */
function plain(t) {
  const { optimizer = "sgd", momentum } = t.lesson.training;
  return optimizer === "sgd" && !momentum;
}

/** What the optimiser remembers of a parameter after the step, one line each, as far as it says so. */
function remembered(t, symbol, l, ...at) {
  const state = t.step?.update[l - 1].state ?? {};
  const names = Object.keys(state).filter((key) => key.endsWith(`_${symbol}`)).map((key) => key.slice(0, -symbol.length - 1));
  return names.filter((known) => known in tables.symbols).map((known) => {
    const value = at.reduce((array, k) => array[array.length === 1 ? 0 : k], state[`${known}_${symbol}`]);
    return line("{s} = {v}", { s: name(known, l, ...at), v: number(value, known, l, at) });
  });
}
