// Places of a network: "W.1.0.1" is the weight of layer 1 from neuron 1 to neuron 0; n a neuron, b a bias, x an input, y a target, L the loss.
import { spelled } from "explorer/symbols";

export const place = (kind, ...at) => [kind, ...at].join(".");

export function parts(where) {
  const [kind, ...at] = where.split(".");
  return { kind, at: at.map(Number) };
}

/** What a place is called, for labels and screen readers. */
export function called(where) {
  const { kind, at: [l, i, j] } = parts(where);
  switch (kind) {
    case "W": return `weight ${spelled("W", l, i, j)}`;
    case "b": return `bias ${spelled("b", l, i)}`;
    case "n": return l === 0 ? `input ${spelled("x", null, i)}` : `neuron ${spelled("a", l, i)}`;
    case "y": return `target ${spelled("y", null, l)}`;
    case "k": return `layer ${l}`;
    default: return "loss L";
  }
}

/** The places that a place leads through to the loss: the path that is lit. */
export function path(t, where) {
  const { kind, at } = parts(where);
  if (kind === "L") return [where];
  if (kind === "y") return [where, place("n", t.D, at[0]), place("o", at[0]), "L"];
  if (kind === "k") return [where];
  const [l, i, j] = at;
  const lit = kind === "W" ? [where, place("n", l - 1, j), place("n", l, i)] : [where, place("n", l, i)];
  let reached = [i];
  for (let layer = l + 1; layer <= t.D; layer++) {
    for (const to of Array(t.sizes[layer]).keys()) for (const from of reached) lit.push(place("W", layer, to, from));
    reached = [...Array(t.sizes[layer]).keys()];
    for (const to of reached) lit.push(place("n", layer, to));
  }
  return [...lit, ...reached.map((k) => place("o", k)), "L"];
}

/** Whether this lesson has such a place. */
export function exists(lesson, where) {
  const { kind, at: [l, i = 0, j = 0] } = parts(where);
  const sizes = [lesson.network.inputs, ...lesson.network.layers.map(({ units }) => units ?? 0)];
  if (kind === "L") return true;
  if (kind === "y") return l < sizes.at(-1);
  if (kind === "k") return l >= 1 && l < sizes.length;
  if (kind === "n") return l < sizes.length && i < sizes[l];
  const layer = lesson.network.layers[l - 1];
  if ((layer?.kind ?? "dense") !== "dense" || !layer) return false;
  return kind === "b" ? i < (layer.biases?.length ?? 0) : i < sizes[l] && j < sizes[l - 1];
}
