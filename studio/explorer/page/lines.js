// The lines of maths of the way forward, filled from a reading: scenes/kit/maths/equations.py, line for line.
import { tables } from "explorer/known";
import { fmt } from "explorer/numbers";
import { name, show, showSum } from "explorer/reading";

export const MOST_TERMS = 3; // summands written out; beyond, the first, one that tells something, the last, and dots between
const { activations, losses } = tables;

/** A template of Typst with named parts; `roles` of parts that do not have their symbol's own hue. */
export const line = (template, parts, roles = {}) => ({ template, parts, roles });
export const inputsOf = (l, j) => (l === 1 ? name("x", null, j) : name("a", l - 1, j));
export const terms = (n, telling_ = 1) => (n <= MOST_TERMS ? [...Array(n).keys()] : [0, telling_, n - 1]);
export const prime = (t, l) => `${activations[t.activation(l)].typst}'`;

/** Which summand between the first and the last counts most. */
function telling(values) {
  let most = 1;
  for (let j = 2; j < values.length - 1; j++) if (Math.abs(values[j]) > Math.abs(values[most])) most = j;
  return most;
}

/** A template of n summands, with dots where some are left out. */
export function summed(n, term, telling_ = 1) {
  let before = -1;
  return terms(n, telling_).map((j) => {
    const gap = j - before > 1 ? "dots.c + " : "";
    before = j;
    return gap + term(j);
  }).join(" + ");
}

/** Digits that add up where all parts are written out, each number's own where dots stand for some. */
export const added = (parts, total) => (parts.length <= MOST_TERMS + 1 ? showSum(parts, total) : [parts, total]);

export function sumLetters(t, l, i) {
  return sumOf(t, l, i, (j) => [`{w${j}:s} {a${j}}`, { [`w${j}`]: t.number("W", l, i, j), [`a${j}`]: inputsOf(l, j) }], "{b:s}");
}

export function sumFactors(t, l, i) {
  return sumOf(t, l, i, (j) => [`{w${j}:p} dot {a${j}:p}`, { [`w${j}`]: t.number("W", l, i, j), [`a${j}`]: t.number("a", l - 1, j) }], "{b:p}");
}

export function sumProducts(t, l, i) {
  const products = [...Array(t.sizes[l - 1]).keys()].map((j) => t.number("products", l, i, j));
  const bias = t.hasBias(l) ? [t.number("b", l, i)] : [];
  const [shown, result] = added([...products, ...bias], t.number("z", l, i));
  if (shown.length === 1) return line("{z} = {result}", { z: name("z", l, i), result });
  const { template, parts } = sumOf(t, l, i, (j) => [`{p${j}:p}`, { [`p${j}`]: shown[j] }], "{b:p}", shown.at(-1));
  return line(`${template} = {result}`, { ...parts, result });
}

/** z = terms, plus the bias where there is one; `term(j)` is the template and the parts of one input. */
function sumOf(t, l, i, term, bias, b = null) {
  const n = t.sizes[l - 1];
  const told = telling(t.values("products", l)[i]);
  const parts = Object.assign({ z: name("z", l, i) }, ...terms(n, told).map((j) => term(j)[1]));
  const right = summed(n, (j) => term(j)[0], told);
  if (!t.hasBias(l)) return line(`{z} = ${right}`, parts);
  return line(`{z} = ${right} + ${bias}`, { ...parts, b: b ?? t.number("b", l, i) });
}

const inner = (t, l) => (t.activation(l) === "softmax" ? "{z}, dots" : "{z}");

export function squashLetters(t, l, i) {
  return line(`{a} = {f}(${inner(t, l)})`, { a: name("a", l, i), f: activations[t.activation(l)].typst, z: name("z", l, i) });
}

export function squashNumbers(t, l, i) {
  const parts = { a: name("a", l, i), f: activations[t.activation(l)].typst, z: t.number("z", l, i), result: t.number("a", l, i) };
  return line(`{a} = {f}(${inner(t, l)}) = {result}`, parts);
}

export function squashDefinition(t, l) {
  const f = activations[t.activation(l)];
  const { slope } = t.lesson.network.layers[l - 1];
  if (slope !== undefined && slope !== null) return line("{f}({z}) = max({s} {z}, {z})", { f: f.typst, z: "z", s: fmt(slope) }, { z: "forward" });
  return line(`{f}({z}) = ${f.definition}`, { f: f.typst, z: "z" }, { z: "forward" });
}

/** By name where z stands more than once in the definition. */
export function squashComputed(t, l, i) {
  const f = activations[t.activation(l)];
  if (f.definition.split("{z}").length !== 2 || f.definition === "{z}") return squashNumbers(t, l, i);
  const parts = { a: name("a", l, i), z: t.number("z", l, i), result: t.number("a", l, i) };
  return line(`{a} = ${f.definition.replaceAll("{z}", "{z:p}")} = {result}`, parts);
}

/** The loss as the lesson defines it: of several outputs hinge is another, huber has a number, the perceptron goes by z. */
export function lossOf(t) {
  const { delta } = t.lesson.network;
  if (t.loss === "hinge" && t.sizes[t.D] > 1) return tables.variants.hinge_of_classes;
  return t.loss === "huber" && delta !== undefined && delta !== null ? tables.variants.own_huber : losses[t.loss];
}

/** The loss as the lesson defines it; of a single output no sum. */
export function lossLetters(t) {
  const whole = lossOf(t).definition;
  const [i, of] = t.sizes[t.D] === 1 ? ["1", whole.replaceAll("1/n ", "").replaceAll("sum_i ", "")] : ["i", whole];
  const definition = of.replace("z_i", `z_(${i})^((${t.D}))`);
  const parts = { L: name("L"), a: `a_(${i})^((${t.D}))` };
  if (definition.includes("{y}")) parts.y = `y_(${i})`;
  if (definition.includes("{d}")) parts.d = fmt(t.lesson.network.delta);
  return line(`{L} = ${definition}`, parts, { a: "forward" });
}

/** For half the squared error, and the hinge of one output; other losses show their parts at once. */
export function lossFactors(t) {
  if (t.loss === "hinge" && t.sizes[t.D] === 1) {
    return line("{L} = max(0, 1 - {y0:p} dot {a0:p})", { L: name("L"), y0: t.number("y", null, 0), a0: t.number("a", t.D, 0) });
  }
  if (t.loss !== "squared_error") return null;
  const [n, told] = [t.sizes[t.D], telling(t.example.L_terms)];
  const parts = { L: name("L") };
  for (const i of terms(n, told)) Object.assign(parts, { [`a${i}`]: t.number("a", t.D, i), [`y${i}`]: t.number("y", null, i) });
  return line(`{L} = ${summed(n, (i) => `1/2 ({a${i}:p} - {y${i}:p})^2`, told)}`, parts);
}

export function lossNumbers(t) {
  const [n, told] = [t.sizes[t.D], telling(t.example.L_terms)];
  if (n === 1) return line("{L} = {result}", { L: name("L"), result: t.number("L") });
  const each = [...t.example.L_terms].map((value) => ({ ...t.number("L"), value }));
  const [shown, result] = added(each.map((part) => show(part)), t.number("L"));
  const parts = { L: name("L"), result };
  for (const i of terms(n, told)) parts[`p${i}`] = shown[i];
  return line(`{L} = ${summed(n, (i) => `{p${i}:p}`, told)} = {result}`, parts);
}
