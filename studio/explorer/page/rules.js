// What a dense lesson may be: the page offers what fits, and mends what one choice asks of another.
import { tables } from "explorer/known";

/** Why a lesson cannot be, in one sentence, or nothing. */
export function wrong({ network, data }) {
  const { loss, layers } = network;
  const last = layers.at(-1);
  const hidden = layers.slice(0, -1).find(({ activation }) => !tables.hidden.includes(activation) && !(activation === "step" && loss === "perceptron"));
  if (hidden) return `${told(hidden.activation)} belongs on the last layer`;
  if (last.activation === "softmax" && last.units < 2) return "softmax of one unit is always 1; take two units or more";
  if (loss === "output" ? last.units > 1 : !tables.fits[loss]?.includes(last.activation)) return `${told(loss)} is not taken of ${loss === "output" ? "several" : told(last.activation)} outputs`;
  if (layers.length > tables.limits.layers || data.x.length > tables.limits.examples || countParameters(network) > tables.limits.parameters) return "the page holds no network as large as this";
  return wrongTargets(loss, data.y);
}

const told = (name) => name.replaceAll("_", " ");
const sum = (row) => row.reduce((all, v) => all + v, 0);
const among = (...taken) => (row) => row.every((v) => taken.includes(v));

/** What each loss takes of a row of targets, and why it is that. */
const TAKEN = {
  binary_cross_entropy: [(row) => row.every((v) => v >= 0 && v <= 1), "cross-entropy takes targets from 0 to 1"],
  cross_entropy: [(row) => row.every((v) => v >= 0 && v <= 1) && Math.abs(sum(row) - 1) <= 1e-9, "cross-entropy takes targets from 0 to 1 that sum to 1"],
  hinge: [(row) => (row.length === 1 ? among(-1, 1)(row) : among(0, 1)(row) && sum(row) === 1), "hinge takes -1 or 1 of one output, and of several a 1 for the class and 0 for the others"],
  perceptron: [among(0, 1), "the perceptron's rule takes targets 0 or 1, which a step says"],
  output: [among(0), "with the output as loss there is no target but 0"],
};

/** Why these targets cannot be, or nothing. */
export function wrongTargets(loss, y) {
  const [fits, why] = TAKEN[loss] ?? [() => true];
  return y.every(fits) ? "" : why;
}

export const countParameters = ({ inputs, layers }) => layers.reduce((sum, { units }, k) => sum + units * ((k ? layers[k - 1].units : inputs) + 1), 0);

/** The loss that fits these outputs, the wanted one where that does; else the first that is told of them. */
export function lossFitting(loss, activation) {
  if (tables.fits[loss]?.includes(activation)) return loss;
  const fitting = Object.keys(tables.fits).filter((name) => tables.fits[name].includes(activation));
  return loss.endsWith("cross_entropy") && fitting.includes("binary_cross_entropy") ? "binary_cross_entropy" : fitting[0];
}

/** The activation of the outputs that fits a loss, the one there is where it does; null where units are too few. */
export function activationFitting(activation, loss, units) {
  const fitting = tables.fits[loss].filter((name) => name !== "softmax" || units > 1);
  return fitting.includes(activation) ? activation : (fitting[0] ?? null);
}
