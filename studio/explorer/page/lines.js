// The lines of maths of the way forward, filled from a reading: scenes/kit/maths/equations.py, line for line.
import { tables } from "explorer/known";
import { fmt } from "explorer/numbers";
import { name, show, showSum } from "explorer/reading";

export const MOST_TERMS = 3; // summands written out; beyond, the first two, dots, the last
const { activations, losses } = tables;

/** A template of Typst with named parts; `roles` of parts that do not have their symbol's own hue. */
export const line = (template, parts, roles = {}) => ({ template, parts, roles });
export const inputsOf = (l, j) => (l === 1 ? name("x", null, j) : name("a", l - 1, j));
export const terms = (n) => (n <= MOST_TERMS ? [...Array(n).keys()] : [0, 1, n - 1]);
export const prime = (t, l) => `${activations[t.activation(l)].typst}'`;

/** A template of n summands, with dots where some are left out. */
export function summed(n, term) {
  const written = terms(n).map(term);
  if (n > MOST_TERMS) written.splice(2, 0, "dots.c");
  return written.join(" + ");
}

/** Digits that add up where all parts are written out, each number's own where dots stand for some. */
export const added = (parts, total) => (parts.length <= MOST_TERMS + 1 ? showSum(parts, total) : [parts, total]);

export function sumLetters(t, l, i) {
  const n = t.sizes[l - 1];
  const parts = { z: name("z", l, i), b: t.number("b", l, i) };
  for (const j of terms(n)) Object.assign(parts, { [`w${j}`]: t.number("W", l, i, j), [`a${j}`]: inputsOf(l, j) });
  return line(`{z} = ${summed(n, (j) => `{w${j}:s} {a${j}}`)} + {b:s}`, parts);
}

export function sumFactors(t, l, i) {
  const n = t.sizes[l - 1];
  const parts = { z: name("z", l, i), b: t.number("b", l, i) };
  for (const j of terms(n)) Object.assign(parts, { [`w${j}`]: t.number("W", l, i, j), [`a${j}`]: t.number("a", l - 1, j) });
  return line(`{z} = ${summed(n, (j) => `{w${j}:p} dot {a${j}:p}`)} + {b:p}`, parts);
}

export function sumProducts(t, l, i) {
  const n = t.sizes[l - 1];
  const products = [...Array(n).keys()].map((j) => t.number("products", l, i, j));
  const [shown, result] = added([...products, t.number("b", l, i)], t.number("z", l, i));
  const parts = { z: name("z", l, i), b: shown.at(-1), result };
  for (const j of terms(n)) parts[`p${j}`] = shown[j];
  return line(`{z} = ${summed(n, (j) => `{p${j}:p}`)} + {b:p} = {result}`, parts);
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
  if (slope !== undefined) return line("{f}({z}) = max({s} {z}, {z})", { f: f.typst, z: "z", s: fmt(slope) }, { z: "forward" });
  return line(`{f}({z}) = ${f.definition}`, { f: f.typst, z: "z" }, { z: "forward" });
}

/** By name where z stands more than once in the definition. */
export function squashComputed(t, l, i) {
  const f = activations[t.activation(l)];
  if (f.definition.split("{z}").length !== 2) return squashNumbers(t, l, i);
  const parts = { a: name("a", l, i), z: t.number("z", l, i), result: t.number("a", l, i) };
  return line(`{a} = ${f.definition.replaceAll("{z}", "{z:p}")} = {result}`, parts);
}

export function lossLetters(t) {
  return line(`{L} = ${losses[t.loss].definition}`, { L: name("L"), a: `a_i^((${t.D}))`, y: "y_i" }, { a: "forward" });
}

/** For half the squared error alone; other losses show their parts at once. */
export function lossFactors(t) {
  if (t.loss !== "squared_error") return null;
  const n = t.sizes[t.D];
  const parts = { L: name("L") };
  for (const i of terms(n)) Object.assign(parts, { [`a${i}`]: t.number("a", t.D, i), [`y${i}`]: t.number("y", null, i) });
  return line(`{L} = ${summed(n, (i) => `1/2 ({a${i}:p} - {y${i}:p})^2`)}`, parts);
}

export function lossNumbers(t) {
  const n = t.sizes[t.D];
  const each = [...t.example.L_terms].map((value) => ({ ...t.number("L"), value }));
  const [shown, result] = added(each.map((part) => show(part)), t.number("L"));
  const parts = { L: name("L"), result };
  for (const i of terms(n)) parts[`p${i}`] = shown[i];
  return line(`{L} = ${summed(n, (i) => `{p${i}:p}`)} = {result}`, parts);
}
