// Layers of other kinds, as the films show them: a strip of maps from left to right, values forward and blame back.
import { byId, el, put, write } from "explorer/dom";
import { paint, rows } from "explorer/heat";
import { knowsA, knowsDelta, knowsL } from "explorer/moments";
import { fmt } from "explorer/numbers";
import { place } from "explorer/places";

export function strip(app) {
  const host = el("div", { id: "strip", role: "group", "aria-label": "The layers" });
  byId("network").append(host);
  let form = "";
  let items = [];
  return () => {
    const { t, state } = app;
    host.hidden = t.dense;
    byId("network").querySelector("svg").classList.toggle("hidden", !t.dense);
    if (t.dense || app.running) return;
    const wanted = JSON.stringify(t.lesson.network.layers.map(({ kind }) => kind));
    if (form !== wanted) {
      form = wanted;
      items = [...Array(t.D + 1).keys()].map((l) => item(app, l));
      host.replaceChildren(...items.map(({ button }) => button), loss());
    }
    items.forEach((one, l) => one.draw(t, state));
    const shown = host.lastChild;
    write(shown.querySelector("b"), knowsL(state.moment, t.D) ? fmt(t.example.L) : "");
  };
}

function item(app, l) {
  const [value, blame] = [el("canvas", { class: "value-map" }), el("canvas", { class: "blame-map" })];
  const kind = l ? (app.t.lesson.network.layers[l - 1].kind ?? "dense") : "input";
  const shape = el("span", { class: "small" });
  const button = el("button", { type: "button", class: "kind", "data-place": place("k", l), onclick: () => l && app.look({ at: place("k", l) }) }, el("span", {}, kind.replaceAll("_", " ")), value, blame, shape);
  const draw = (t, { moment, at }) => {
    const a = l ? t.example.forward[l - 1].a : t.example.x;
    const record = l ? t.example.backward[t.D - l] : null;
    const back = record && knowsDelta(moment, l, t.D) ? (record.delta ?? record.dL_da) : null;
    paint(value, knowsA(moment, l) ? rows(a) : [[0]], "--forward", "--negative");
    blame.hidden = l === 0;
    paint(blame, back ? rows(back) : [[0]], "--backward", "--negative");
    write(shape, shapeOf(a).join(" × "));
    put(button, { "aria-label": `${kind} ${shapeOf(a).join(" by ")}`, "aria-pressed": at === place("k", l), "aria-disabled": l === 0 });
  };
  return { button, draw };
}

const loss = () => el("p", { class: "kind loss-card hue-loss" }, "L", el("b"));
export const shapeOf = (array) => (typeof array === "number" ? [] : [array.length, ...(typeof array[0] === "number" ? [] : shapeOf(array[0]))]);
