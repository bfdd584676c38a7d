// What a dense lesson may be: the page offers what fits, and mends what one choice asks of another.
import { tables } from "explorer/known";

/** Why a lesson cannot be, in one sentence, or nothing. */
export function wrong({ network, data }) {
  const last = network.layers.at(-1);
  const { parameters, layers, examples } = tables.limits;
  if (network.layers.slice(0, -1).some(({ activation }) => !tables.hidden.includes(activation))) return `${network.layers.find(({ activation }) => !tables.hidden.includes(activation)).activation} belongs on the last layer`;
  if (last.activation === "softmax" && last.units < 2) return "softmax of one unit is always 1; take two units or more";
  if (!tables.fits[network.loss]?.includes(last.activation)) return `${told(network.loss)} is not taken of ${last.activation} outputs`;
  if (network.layers.length > layers || data.x.length > examples || countParameters(network) > parameters) return "the page holds no network as large as this";
  return labels(network.loss, data.y);
}

const told = (name) => name.replaceAll("_", " ");

function labels(loss, y) {
  if (!loss.endsWith("cross_entropy")) return "";
  if (y.flat().some((v) => v < 0 || v > 1)) return "cross-entropy takes targets from 0 to 1";
  const off = loss === "cross_entropy" && y.find((row) => Math.abs(row.reduce((sum, v) => sum + v, 0) - 1) > 1e-9);
  return off ? "cross-entropy takes targets that sum to 1" : "";
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
