// The matrices in step: every weight, bias and value as a cell that can be changed; a cell and its edge light together.
import { byId, el, mark, write } from "explorer/dom";
import { heat } from "explorer/heat";
import { knowsDelta, knowsStep, wayOf } from "explorer/moments";
import { fmt, grouped } from "explorer/numbers";
import { valueAt, withValue } from "explorer/lesson";
import { called, parts, path, place } from "explorer/places";
import { set } from "explorer/setting";
import { named } from "explorer/labels";
import { line } from "explorer/lines";
import { name } from "explorer/reading";

const MOST_CELLS = 260; // of a layer whose numbers are written out; larger ones are seen as a map

export function matrices(app) {
  const body = byId("matrices").querySelector(".body");
  let form = "";
  const cells = new Map();
  body.addEventListener("change", ({ target }) => {
    const value = Number(target.value);
    if (target.value.trim() && Number.isFinite(value)) app.change(withValue(app.present, target.dataset.place, value, app.state.m), `set ${target.dataset.place}`);
    else app.draw();
  });
  body.addEventListener("focusin", ({ target }) => target.dataset.place && app.look({ at: target.dataset.place }));
  body.addEventListener("pointerover", ({ target }) => app.look({ hover: target.dataset?.place ?? "" }));
  body.addEventListener("pointerleave", () => app.look({ hover: "" }));

  return () => {
    const { t, state } = app;
    byId("matrices").hidden = !t.dense;
    if (!t.dense) return;
    const wanted = JSON.stringify([t.sizes, t.lesson.network.layers.map(({ kind = "dense", bias }) => [kind, bias])]);
    if (form !== wanted) {
      form = wanted;
      cells.clear();
      body.replaceChildren(...t.lesson.network.layers.map((layer, k) => layerOf(app, k + 1, cells)));
    }
    if (app.running) return;
    const lit = new Set(path(t, state.hover || state.at));
    const { present } = app;
    for (const [where, cell] of cells) cell(app, lit.has(where), where === state.at, present);
  };
}

function layerOf(app, l, cells) {
  const { t } = app;
  const W = t.parameters[l - 1]?.W;
  const figure = el("figure", { class: "layer" });
  if (!W || W.length * (W[0].length + 3) > MOST_CELLS) {
    figure.append(el("figcaption", {}, `layer ${l}: ${t.lesson.network.layers[l - 1].kind ?? "dense"}, ${t.sizes[l]} values`), heat(app, l, cells));
    return figure;
  }
  const caption = el("figcaption");
  const biased = t.hasBias(l);
  set(caption, line(`{z} = {W} {a}${biased ? " + {b}" : ""}, quad {out}`, { z: name("z", l), W: name("W", l), a: l === 1 ? name("x") : name("a", l - 1), b: name("b", l), out: name("a", l) }));
  const heads = [null, ...[...W[0].keys()].map((j) => named(l === 1 ? "x" : "a", null, j)), ...(biased ? [named("b", null)] : []), named("z", null), named("a", null), named("delta", null)];
  const rows = W.map((row, i) => el("tr", {}, el("th", { scope: "row" }, `${i + 1}`),
    ...[...row.keys()].map((j) => input(cells, place("W", l, i, j))), ...(!biased ? [] : [i && t.sharesBias(l) ? el("td") : input(cells, place("b", l, i))]),
    value(cells, `z.${l}.${i}`, "z", l, i), value(cells, place("n", l, i), "a", l, i), value(cells, `d.${l}.${i}`, "delta", l, i)));
  figure.append(caption, el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `the numbers of layer ${l}` }, el("table", {},
    el("thead", {}, el("tr", {}, ...heads.map((head) => (head ? el("th", { scope: "col" }, head) : el("td"))))), el("tbody", {}, ...rows))));
  return figure;
}

/** A parameter's cell: its number can be typed over; below it, on the way back, its slope. */
function input(cells, where) {
  const { kind, at: [l, i, j] } = parts(where);
  const box = el("input", { type: "text", inputmode: "decimal", autocomplete: "off", "data-place": where, "aria-label": called(where) });
  const under = el("span", { class: "slope" });
  cells.set(where, ({ t, state }, lit, chosen, present) => {
    const number = valueAt(present, where, state.m);
    const text = grouped(fmt(number));
    if (box.value !== text && document.activeElement !== box) box.value = text;
    mark(box, { class: `hue-${number >= 0 ? "positive" : "negative"} ${lit ? "lit" : ""} ${chosen ? "chosen" : ""}`, title: number });
    const told = knowsDelta(state.moment, l, t.D);
    const slope = kind === "W" ? t.values("dL_dW", l)[i][j] : t.values("dL_db", l)[i];
    const step = t.step && (kind === "W" ? t.values("step_W", l)[i][j] : t.values("step_b", l)[i]);
    const shown = knowsStep(state.moment, t.D) && t.step ? signed(-step) : told ? grouped(fmt(slope)) : "";
    write(under, shown);
  });
  return el("td", {}, box, under);
}

/** What is added to a parameter. */
const signed = (change) => (change > 0 ? "+" : "") + grouped(fmt(change));

function value(cells, key, symbol, l, i) {
  const digits = el("span", { class: "digits" });
  const cell = el("td", { class: `hue-${symbol === "delta" ? "backward" : "forward"}`, "data-place": key.startsWith("n") ? key : null }, digits);
  cells.set(key, (app, lit) => {
    const known = symbol === "delta" ? knowsDelta(app.state.moment, l, app.t.D) : app.state.moment >= l;
    const text = known ? grouped(fmt(app.t.values(symbol, l)[i])) : "";
    write(digits, text);
    cell.classList.toggle("lit", lit && wayOf(app.state.moment, app.t.D) !== "update");
  });
  return cell;
}
