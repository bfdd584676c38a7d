// Losses made of pieces, and two that are lines: engine/losses_kinked.py in JavaScript.
import { less, settled, total } from "explorer/sums";

const outputs = (y, f) => Float64Array.from(y, (_, i) => f(i));
const side = (a, y) => Math.sign(less(a, y));

const MAE = {
  terms: (z, a, y) => outputs(y, (i) => (side(a[i], y[i]) * (a[i] - y[i])) / y.length),
  dL_da: (z, a, y) => outputs(y, (i) => side(a[i], y[i]) / y.length),
};

/** Half the square of an error up to delta, a line beyond. */
const huber = (delta) => ({
  terms: (z, a, y) => outputs(y, (i) => {
    const e = a[i] - y[i];
    return (Math.abs(e) <= delta ? 0.5 * e * e : delta * (Math.abs(e) - 0.5 * delta)) / y.length;
  }),
  dL_da: (z, a, y) => outputs(y, (i) => Math.min(Math.max(a[i] - y[i], -delta), delta) / y.length),
});

const HINGE = {
  terms: (z, a, y) => outputs(y, (i) => (less(1, y[i] * a[i]) > 0 ? 1 - y[i] * a[i] : 0)),
  dL_da: (z, a, y) => outputs(y, (i) => (less(1, y[i] * a[i]) > 0 ? -y[i] : 0)),
};

/** How far every other output comes up to that of the class, a_i - a_c + 1; -1 in the place of the class itself. */
function excess(a, y) {
  const ofClass = a.reduce((sum, v, i) => sum + y[i] * v, 0);
  return outputs(y, (i) => (y[i] === 1 ? -1 : settled(a[i] - ofClass + 1, Math.abs(a[i]) + Math.abs(ofClass) + 1, 3)));
}

const HINGE_OF_CLASSES = {
  terms: (z, a, y) => excess(a, y).map((v) => Math.max(v, 0)),
  dL_da: (z, a, y) => {
    const near = excess(a, y).map((v) => (v > 0 ? 1 : 0));
    return near.map((v, i) => v - y[i] * total(near));
  },
};
const PERCEPTRON = {
  terms: (z, a, y) => outputs(y, (i) => (a[i] - y[i]) * z[i]),
  dL_da: (z) => z.slice(),
  delta: (z, a, y) => outputs(y, (i) => a[i] - y[i]),
};
const OUTPUT = { terms: (z, a) => a.slice(), dL_da: (z, a) => a.map(() => 1) };

/** The loss of this name on so many outputs, or none where it is not one of these. */
export function kinkedLoss(name, units, delta) {
  switch (name) {
    case "mae": return MAE;
    case "huber": return huber(delta);
    case "hinge": return units === 1 ? HINGE : HINGE_OF_CLASSES;
    case "perceptron": return PERCEPTRON;
    case "output": return OUTPUT;
    default: return null;
  }
}
