// The lines of the book, forward and back, for one example of a dense network: engine/passes.py in JavaScript.
import { actOf } from "explorer/activations";
import { less, met, settled, sizeOf, total } from "explorer/sums";

/** Every forward and backward value of one example; `net` is [{W, b, activation, slope}], layers 1..D, `loss` as losses.js has it. */
export function example(net, loss, x, y) {
  const steps = forward(net, x);
  const { z, a } = steps.at(-1);
  const last = { z, a: met(a, y) };
  const L_terms = loss.terms(last.z, last.a, y);
  return { x, y, L: total(L_terms), error: last.a.map((v, i) => less(v, y[i])), L_terms, forward: steps, backward: backward(net, steps, loss, last, y) };
}

/** The loss of one example alone. */
export function lossOf(net, loss, x, y) {
  const { z, a } = forward(net, x).at(-1);
  return total(loss.terms(z, met(a, y), y));
}

function forward(net, x) {
  const out = [];
  let a_in = Float64Array.from(x);
  net.forEach((layer, k) => {
    const { W, b } = layer;
    const products = W.map((row) => Float64Array.from(row, (w, j) => w * a_in[j]));
    const Wa = Float64Array.from(products, total);
    const z = Wa.map((v, i) => settled(v + of(b, i), sizeOf(products[i]) + Math.abs(of(b, i)), a_in.length + 1));
    const a = actOf(layer).value(z);
    out.push({ l: k + 1, a_in, products, Wa, z, a });
    a_in = a;
  });
  return out;
}

function backward(net, steps, loss, last, y) {
  const out = [];
  let dL_da = loss.dL_da(last.z, last.a, y);
  let fused = loss.delta?.(last.z, last.a, y);
  for (let k = net.length - 1; k >= 0; k--) {
    const { W, b } = net[k];
    const { z, a_in } = steps[k];
    const da_dz = actOf(net[k]).slope(z);
    const delta = fused ?? through(da_dz, dL_da);
    const terms = W.map((row, i) => row.map((w) => w * delta[i]));
    const dL_da_in = Float64Array.from(a_in, (_, j) => total(terms.map((row) => row[j])));
    const dL_dW = [...delta].map((d) => a_in.map((v) => d * v));
    out.push({ l: k + 1, dL_da, da_dz, delta, dL_dW, dL_db: slopeOfBias(b, delta), terms, dL_da_in });
    [dL_da, fused] = [dL_da_in, undefined];
  }
  return out;
}

/** The bias of neuron i: its own, the one that all share, or none, which adds nothing. */
const of = (b, i) => (b.length > 1 ? b[i] : (b[0] ?? 0));

/** dL/db, as b: delta, its sum where one bias is every neuron's, nothing where there is none. */
function slopeOfBias(b, delta) {
  if (b.length === delta.length) return delta;
  return b.length ? Float64Array.of(total(delta)) : new Float64Array(0);
}

/** delta = dL/da da/dz, neuron by neuron, or J^T dL/da. */
function through(da_dz, dL_da) {
  if (typeof da_dz[0] === "number") return dL_da.map((v, i) => v * da_dz[i]);
  return dL_da.map((_, j) => total(da_dz.map((row, i) => row[j] * dL_da[i])));
}

/** What the network says to many inputs, each a column of x, shape (n_0, N): the columns of its outputs; nothing is kept. */
export function said(net, x) {
  let a = x;
  for (const { W, b, ...layer } of net) {
    const { act, value } = actOf(layer);
    const z = Array.from(W, (row, i) => column(row, of(b, i), a, act));
    a = act ? z : columns(z, value);
  }
  return a;
}

function column(row, bias, a, act) {
  const z = new Float64Array(a[0].length).fill(bias);
  row.forEach((w, j) => {
    const from = a[j];
    for (let n = 0; n < z.length; n++) z[n] += w * from[n];
  });
  if (act) for (let n = 0; n < z.length; n++) z[n] = act(z[n]);
  return z;
}

function columns(z, value) {
  const point = new Float64Array(z.length);
  const out = z.map(({ length }) => new Float64Array(length));
  for (let n = 0; n < z[0].length; n++) {
    z.forEach((row, i) => (point[i] = row[n]));
    value(point).forEach((v, i) => (out[i][n] = v));
  }
  return out;
}
