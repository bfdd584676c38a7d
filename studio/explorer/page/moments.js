// The moments of one pass: 0 the inputs, 1..D the layers, D+1 the loss, then the layers back, and last the step.
export const last = (D) => 2 * D + 2;
export const knowsA = (moment, l) => moment >= l;
export const knowsL = (moment, D) => moment > D;
export const knowsDelta = (moment, l, D) => moment >= 2 * D + 2 - l;
export const knowsStep = (moment, D) => moment >= last(D);

/** forward, backward or update. */
export function wayOf(moment, D) {
  if (moment <= D + 1) return "forward";
  return moment < last(D) ? "backward" : "update";
}

/** The moment at which a way is told. */
export const momentOf = (way, D) => ({ forward: D + 1, backward: 2 * D + 1, update: last(D) })[way];

/** The layer whose values arrive at a moment, and by which way; the loss is layer D + 1. */
export function arriving(moment, D) {
  if (moment <= D + 1) return { l: moment, way: "forward" };
  return { l: 2 * D + 2 - moment, way: moment < last(D) ? "backward" : "update" };
}
