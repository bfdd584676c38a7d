// Activations and their slopes: engine/activations.py in JavaScript, for a page that has no engine.
const LARGEST = 709;

const sigmoid = (z) => 1 / (1 + Math.exp(Math.min(-z, LARGEST)));
const bump = (z) => {
  const e = Math.exp(-Math.abs(z));
  return e / ((1 + e) * (1 + e));
};
const softplus = (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
/** Between two kinks; one that only rounding keeps off a kink is on it, as in engine/piecewise.py. */
const inside = (z, end) => Math.abs(z) < end - 16 * Number.EPSILON * end;
const normal = (z) => 0.5 * erfc(-z / Math.SQRT2);

/** 1 - erf(x): a sum of positive terms near zero, a continued fraction far out, so that no digits are lost. */
export function erfc(x) {
  if (x < 0) return 2 - erfc(-x);
  if (x > 27) return 0;
  if (x < 2) {
    let [term, sum] = [x, x];
    for (let n = 1; term > 1e-18 * sum; n++) sum += term *= (2 * x * x) / (2 * n + 1);
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  let f = x;
  for (let n = 160; n > 0; n--) f = x + n / 2 / f;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * f);
}

export function softmax(z) {
  const top = Math.max(...z);
  const e = z.map((v) => Math.exp(v - top));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((v) => v / sum);
}

/** da_i/dz_j as rows. */
const jacobian = (z) => {
  const a = softmax(z);
  return [...a].map((ai, i) => Float64Array.from(a, (aj, j) => (i === j ? ai : 0) - ai * aj));
};

/** Of each name: a = act(z) and its slope, of one neuron. */
const ONE = {
  identity: [(z) => z, () => 1],
  sigmoid: [sigmoid, bump],
  tanh: [Math.tanh, (z) => 4 * bump(2 * z)],
  relu: [(z) => Math.max(z, 0), (z) => (z > 0 ? 1 : 0)],
  leaky_relu: [(z) => Math.max(z, 0.01 * z), (z) => (z > 0 ? 1 : 0.01)],
  softplus: [softplus, sigmoid],
  elu: [(z) => (z > 0 ? z : Math.expm1(z)), (z) => Math.exp(Math.min(z, 0))],
  silu: [(z) => z * sigmoid(z), (z) => sigmoid(z) + z * bump(z)],
  softsign: [(z) => z / (1 + Math.abs(z)), (z) => 1 / ((1 + Math.abs(z)) * (1 + Math.abs(z)))],
  bipolar_sigmoid: [(z) => Math.tanh(z / 2), (z) => 2 * bump(z)],
  hard_sigmoid: [(z) => Math.min(Math.max(z / 6 + 0.5, 0), 1), (z) => (inside(z, 3) ? 1 / 6 : 0)],
  hard_tanh: [(z) => Math.min(Math.max(z, -1), 1), (z) => (inside(z, 1) ? 1 : 0)],
  step: [(z) => (z >= 0 ? 1 : 0), () => 0],
  gelu: [(z) => z * normal(z), (z) => normal(z) + (z * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI)],
};

/** Of each name: a = value(z) and da/dz = slope(z), of all the neurons of a layer. */
const NAMED = {
  ...Object.fromEntries(Object.entries(ONE).map(([name, [act, slope]]) => [name, { act, value: (z) => z.map(act), slope: (z) => z.map(slope) }])),
  softmax: { value: softmax, slope: jacobian },
};

/** A layer's activation; a leaky rectifier may have a slope of its own. */
export function actOf({ activation, slope }) {
  if (slope === undefined || slope === null) return NAMED[activation];
  const [act, rise] = [(z) => Math.max(z, slope * z), (z) => (z > 0 ? 1 : slope)];
  return { act, value: (z) => z.map(act), slope: (z) => z.map(rise) };
}
export { sigmoid, softplus };

/** Whether this page computes the activation of this name. */
export const computes = (name) => name in NAMED;
