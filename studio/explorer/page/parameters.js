// Every parameter of a network in one flat vector, weights of layers 1..D and then biases: engine/parameters.py in JavaScript.

/** One vector of arrays by layer, each {W, b}. */
export function flat(layers) {
  const parts = [...layers.flatMap(({ W }) => W), ...layers.map(({ b }) => b)];
  const out = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** The arrays of each layer as windows on such a vector, in the shapes of `layers`. */
export function windows(vector, layers) {
  let at = 0;
  const next = (n) => vector.subarray(at, (at += n));
  const weights = layers.map(({ W }) => W.map(({ length }) => next(length)));
  return weights.map((W, k) => ({ W, b: next(layers[k].b.length) }));
}

export const weightsOf = (layers) => layers.reduce((sum, { W }) => sum + W.length * (W[0]?.length ?? 0), 0);
