// Penalties: engine/penalties.py in JavaScript, the slope that what large weights cost adds to the gradient.

/** dOmega by every parameter w, of which the first `weights` are weights; biases count where that is said. */
export function slopeOf({ l1, l2, biases }, w, weights) {
  const count = biases ? w.length : weights;
  return w.map((v, k) => (k < count ? (l1 ?? 0) * Math.sign(v) + (l2 ?? 0) * v : 0));
}
