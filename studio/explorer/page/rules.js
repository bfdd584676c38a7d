// What a dense lesson may be: the page offers what fits, and mends what one choice asks of another.
import { tables } from "explorer/known";

/** Why a lesson cannot be, in one sentence, or nothing. */
export function wrong({ network, data }) {
  const last = network.layers.at(-1);
  const { parameters, layers, examples } = tables.limits;
  if (network.layers.some(({ kind }) => kind && kind !== "dense")) return "this page computes dense layers; run backreel explore for the others";
  if (network.layers.slice(0, -1).some(({ activation }) => activation === "softmax")) return "softmax belongs on the last layer";
  if (last.activation === "softmax" && last.units < 2) return "softmax of one unit is always 1; take two units or more";
  if (network.loss === "cross_entropy" && last.activation !== "softmax") return "cross-entropy wants softmax outputs";
  if (network.loss === "binary_cross_entropy" && !["sigmoid", "softmax"].includes(last.activation)) return "binary cross-entropy wants sigmoid outputs";
  if (network.layers.length > layers || data.x.length > examples || countParameters(network) > parameters) return "the page holds no network as large as this";
  return labels(network.loss, data.y);
}

function labels(loss, y) {
  if (!loss.endsWith("cross_entropy")) return "";
  if (y.flat().some((v) => v < 0 || v > 1)) return "cross-entropy takes targets from 0 to 1";
  const off = loss === "cross_entropy" && y.find((row) => Math.abs(row.reduce((sum, v) => sum + v, 0) - 1) > 1e-9);
  return off ? "cross-entropy takes targets that sum to 1" : "";
}

export const countParameters = ({ inputs, layers }) => layers.reduce((sum, { units }, k) => sum + units * ((k ? layers[k - 1].units : inputs) + 1), 0);

/** The loss that fits these outputs, as near to the wanted one as can be; and the activation that fits a loss. */
export function lossFitting(loss, activation) {
  if (loss === "cross_entropy" && activation !== "softmax") return activation === "sigmoid" ? "binary_cross_entropy" : "squared_error";
  if (loss === "binary_cross_entropy" && !["sigmoid", "softmax"].includes(activation)) return "squared_error";
  return loss;
}

export function activationFitting(activation, loss, units) {
  if (loss === "cross_entropy") return units > 1 ? "softmax" : null;
  if (loss === "binary_cross_entropy" && !["sigmoid", "softmax"].includes(activation)) return "sigmoid";
  return activation;
}
