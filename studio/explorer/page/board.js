// The board: the chosen part's number to change, and its lines of maths with letters, numbers and result.
import { byId, el, write } from "explorer/dom";
import * as blame from "explorer/blame_lines";
import * as ahead from "explorer/lines";
import { knowsA, knowsDelta, knowsL, knowsStep, wayOf } from "explorer/moments";
import { fmt } from "explorer/numbers";
import { named } from "explorer/labels";
import { called, parts } from "explorer/places";
import { valueAt, withValue } from "explorer/lesson";
import { records } from "explorer/records";
import { set } from "explorer/setting";

const TITLES = { forward: "forward", backward: "backward: where the blame comes from", update: "the step" };

export function board(app) {
  const [title, lines] = [byId("chosen"), byId("lines")];
  const knob = knobOf(app);
  return () => {
    const where = app.state.hover || app.state.at;
    if (title.where !== where || where.startsWith("k")) headed(title, where, app.state.lesson);
    knob(app.state.at);
    if (app.running) return;
    if (!app.t.dense) return void lines.replaceChildren(...records(app.t, Math.max(1, parts(where).at[0] ?? app.D), app.state.moment));
    if (lines.querySelector(".record")) lines.replaceChildren();
    const groups = told(app.t, where, app.state.moment);
    const wanted = groups.map(([kind, all]) => [kind, all.filter(Boolean)]).filter(([, all]) => all.length);
    while (lines.children.length > wanted.length) lines.lastChild.remove();
    wanted.forEach(([kind, all], k) => group(lines, k, kind, all, app));
    lines.dataset.way = wayOf(app.state.moment, app.D);
  };
}

function group(lines, k, kind, all) {
  if (!lines.children[k]) lines.append(el("section", {}, el("h3"), el("div", { class: "worked" })));
  const section = lines.children[k];
  section.className = kind.split(" ")[0];
  write(section.querySelector("h3"), TITLES[kind] ?? kind);
  const worked = section.lastChild;
  while (worked.children.length > all.length) worked.lastChild.remove();
  all.forEach((line, n) => {
    if (!worked.children[n]) worked.append(el("p", { class: "line" }));
    set(worked.children[n], line, true);
  });
}

/** What the chosen part is, in words and in the films' letters. */
function headed(title, where, { network: { layers } }) {
  title.where = where;
  const { kind, at } = parts(where);
  if (kind === "k") return write(title, `layer ${at[0]}: ${(layers[at[0] - 1].kind ?? "dense").replaceAll("_", " ")}`);
  const [word, name, l, ...index] = {
    W: ["weight", "w", ...at], b: ["bias", "b", ...at], n: at[0] ? ["neuron", "a", ...at] : ["input", "x", null, at[1]], y: ["target", "y", null, at[0]],
    L: ["loss", "L", null],
  }[kind];
  title.replaceChildren(`${word} `, named(name, l, ...index));
}

/** The lines of a place that are known at this moment, way by way. */
function told(t, where, moment) {
  const { kind, at: [l, i, j] } = parts(where);
  if (!t.dense) return [];
  const back = (layer) => knowsDelta(moment, layer, t.D);
  const step = (symbol, ...at) => (knowsStep(moment, t.D) && t.step ? blame.stepLines(t, symbol, ...at) : []);
  switch (kind) {
    case "W": return [["forward", knowsA(moment, l) ? [ahead.sumLetters(t, l, i), ahead.sumFactors(t, l, i), ahead.sumProducts(t, l, i)] : []],
      ["backward: link by link to the loss", back(l) ? [blame.chainLetters(t, l, i, j), blame.chainNumbers(t, l, i, j)] : []], ["update", step("W", l, i, j)]];
    case "b": return [["forward", knowsA(moment, l) ? [ahead.sumLetters(t, l, i), ahead.sumProducts(t, l, i)] : []],
      ["backward", back(l) ? [blame.biasNumbers(t, l, i)] : []], ["update", step("b", l, i)]];
    case "n": return l === 0 ? [["backward", moment >= 2 * t.D + 1 ? carried(t, 0, i) : []]] : neuron(t, l, i, moment, back);
    case "k": return [];
    default: return [["forward: the loss of this example", knowsL(moment, t.D) ? [ahead.lossLetters(t), ahead.lossFactors(t), ahead.lossNumbers(t)] : []]];
  }
}

function neuron(t, l, i, moment, back) {
  const forward = knowsA(moment, l) ? [ahead.sumLetters(t, l, i), ahead.sumFactors(t, l, i), ahead.sumProducts(t, l, i), ahead.squashLetters(t, l, i), ahead.squashComputed(t, l, i)] : [];
  if (!back(l)) return [["forward", forward]];
  if (l === t.D) return [["forward", forward], ["backward", [blame.outputLetters(t, i), blame.outputNumbers(t, i)]]];
  const hidden = t.activation(l) === "softmax" ? [] : [blame.slopeNumbers(t, l, i), blame.hiddenLetters(t, l, i), blame.hiddenNumbers(t, l, i)];
  return [["forward", forward], ["backward: a sum over every path to the loss", carried(t, l, i)], ["backward: times its own slope", hidden]];
}

const carried = (t, l, i) => [blame.carriedLetters(t, l, i), blame.carriedFactors(t, l, i), blame.carriedTerms(t, l, i)];

/** A slider and a box for the chosen number. */
function knobOf(app) {
  const [slider, box, row] = [byId("slider"), byId("box"), byId("knob")];
  const change = (text) => {
    const value = Number(text);
    if (text.trim() === "" || !Number.isFinite(value)) return;
    app.change(withValue(app.present, app.state.at, value, app.state.m), `set ${app.state.at}`);
  };
  slider.addEventListener("input", () => change(slider.value));
  box.addEventListener("change", () => change(box.value));
  return (where) => {
    const value = valueAt(app.present, where, app.state.m);
    row.hidden = value === null;
    if (value === null) return;
    const reach = Math.max(2, Math.ceil(Math.abs(value)));
    if (document.activeElement !== slider) Object.assign(slider, { min: -reach, max: reach });
    if (Number(slider.value) !== value && document.activeElement !== slider) slider.value = value;
    slider.setAttribute("aria-label", `${called(where)}, slider`);
    slider.setAttribute("aria-valuetext", fmt(value));
    if (document.activeElement !== box) box.value = String(value);
    box.setAttribute("aria-label", called(where));
  };
}
