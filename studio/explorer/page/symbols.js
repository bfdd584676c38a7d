// How quantities are written: Typst of a symbol with its indices (layers count from 1, neurons from 0), and its hue.
import { tables } from "explorer/known";

const { symbols, element } = tables;
const previous = new Set(tables.previous);
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** The Typst source of a quantity or, with neuron indices, of one of its entries. */
export function typst(name, l = null, ...at) {
  const [source, , layered] = symbols[at.length ? (element[name] ?? name) : name];
  const below = at.every((k) => k < 9) ? at.map((k) => k + 1).join("") : at.map((k) => k + 1).join(",");
  const above = layered && l !== null ? `^((${previous.has(name) ? l - 1 : l}))` : "";
  return source.replaceAll("{s}", (below ? `_(${below})` : "") + above);
}

/** The same in characters, for labels that are read aloud or hovered. */
export function spelled(name, l = null, ...at) {
  const below = at.map((k) => [...String(k + 1)].map((d) => SUBSCRIPTS[d]).join("")).join(at.every((k) => k < 9) ? "" : ",");
  const above = l === null ? "" : `⁽${[...String(l)].map((d) => SUPERSCRIPTS[d]).join("")}⁾`;
  const plain = { delta: "δ", eta: "η", dL_dW: "∂L/∂w", dL_db: "∂L/∂b", W: "w" }[name] ?? name;
  return plain + below + above;
}

/** The hue of a symbol: forward, backward, loss, positive or ink. */
export const roleOf = (name) => symbols[name]?.[1] ?? "ink";

/** The hue of a number: parameters by sign, all else by their symbol. */
export const hueOf = (name, value) => (["W", "w", "b"].includes(name) ? (value >= 0 ? "positive" : "negative") : roleOf(name));
