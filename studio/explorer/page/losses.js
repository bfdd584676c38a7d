// Losses of one example: their terms per output, dL/da, and delta where fusing keeps it exact. engine/losses.py in JavaScript.
import { sigmoid, softmax, softplus } from "explorer/activations";
import { kinkedLoss } from "explorer/kinked";

const HUGE = Number.MAX_VALUE;
const outputs = (y, f) => Float64Array.from(y, (_, i) => f(i));
const share = (part, whole) => (part === 0 ? 0 : Math.min(part / whole, HUGE));
const minus = (z, a, y) => outputs(y, (i) => a[i] - y[i]);

const logSum = (z) => {
  const top = Math.max(...z);
  return top + Math.log(z.reduce((sum, v) => sum + Math.exp(v - top), 0));
};
const logSoftmax = (z) => {
  const top = Math.max(...z);
  const rest = Math.log(z.reduce((sum, v) => sum + Math.exp(v - top), 0));
  return z.map((v) => v - top - rest);
};
const others = (z, i) => z.filter((_, k) => k !== i);
const logNotSoftmax = (z) => outputs(z, (i) => logSum(others(z, i)) - logSum(z));

const PLAIN = {
  squared_error: { terms: (z, a, y) => outputs(y, (i) => 0.5 * (a[i] - y[i]) * (a[i] - y[i])), dL_da: minus },
  mse: {
    terms: (z, a, y) => outputs(y, (i) => ((a[i] - y[i]) * (a[i] - y[i])) / y.length),
    dL_da: (z, a, y) => outputs(y, (i) => (2 * (a[i] - y[i])) / y.length),
  },
  cross_entropy: {
    terms: (z, a, y) => {
      const log = logSoftmax(z);
      return outputs(y, (i) => (y[i] === 0 ? 0 : -y[i] * log[i]));
    },
    dL_da: (z, a, y) => outputs(y, (i) => -share(y[i], a[i])),
    delta: minus,
  },
};
const ON_SIGMOID = {
  terms: (z, a, y) => outputs(y, (i) => y[i] * softplus(-z[i]) + (1 - y[i]) * softplus(z[i])),
  dL_da: (z, a, y) => outputs(y, (i) => share(1 - y[i], sigmoid(-z[i])) - share(y[i], a[i])),
  delta: minus,
};
const ON_SOFTMAX = {
  terms: (z, a, y) => {
    const [log, not] = [logSoftmax(z), logNotSoftmax(z)];
    return outputs(y, (i) => -y[i] * log[i] - (1 - y[i]) * not[i]);
  },
  dL_da: (z, a, y) => {
    const not = logNotSoftmax(z);
    return outputs(y, (i) => share(1 - y[i], Math.exp(not[i])) - share(y[i], a[i]));
  },
  delta: (z, a, y) => {
    const total = y.reduce((sum, v) => sum + v, 0);
    const rest = [...z].map((_, j) => softmax(Float64Array.from(z, (v, k) => (k === j ? -Infinity : v))));
    return outputs(y, (k) => a[k] - y[k] + a[k] * (total - y[k]) - rest.reduce((sum, row, j) => sum + (1 - y[j]) * a[j] * row[k], 0));
  },
};

/** The loss of a network on its outputs, or nothing where the page does not compute it; huber's line begins at delta. */
export function lossFor({ loss, delta, layers }) {
  const { units, activation } = layers.at(-1);
  if (loss === "binary_cross_entropy") return activation === "softmax" ? ON_SOFTMAX : ON_SIGMOID;
  return PLAIN[loss] ?? kinkedLoss(loss, units, delta ?? 1);
}
