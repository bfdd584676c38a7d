// Controls of a form: a choice, a number, several numbers, a tick; each says what was taken.
import { el } from "explorer/dom";
import { start } from "explorer/known";

const spoken = (name) => name.replaceAll("_", " ");

/** What may be chosen: all names where the engine answers, else those that the page computes; what is chosen always. */
export const offered = (names, knownHere, chosen) => [...new Set([...names.filter((name) => start.engine === "socket" || knownHere(name)), chosen])];
export const whole = (text, old, most) => Math.max(1, Math.min(most, Math.round(Number(text)) || old));

export function choice(id, names, chosen, pick) {
  return el("select", { id, onchange: ({ target }) => pick(target.value) }, ...names.map((name) => el("option", { value: name, ".selected": name === chosen }, spoken(name))));
}

export const labelled = (label, control) => el("label", {}, spoken(label), control);

export function number(id, label, value, take) {
  const given = ({ target }) => target.value.trim() && Number.isFinite(Number(target.value)) && take(Number(target.value));
  return labelled(label, el("input", { id, type: "text", inputmode: "decimal", value, onchange: given }));
}

export function several(id, label, value, take) {
  return labelled(label, el("input", { id, type: "text", value: value.join(", "), onchange: ({ target }) => take(target.value.split(",").map(Number)) }));
}

export function tick(id, label, value, take) {
  return el("label", {}, el("input", { id, type: "checkbox", ".checked": value, onchange: ({ target }) => take(target.checked) }), spoken(label));
}

/** The control that fits a value. */
export function control(id, label, value, take) {
  return (Array.isArray(value) ? several : typeof value === "boolean" ? tick : number)(id, label, value, take);
}
