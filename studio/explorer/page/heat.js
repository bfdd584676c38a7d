// A layer that is too large for digits, or not dense: its numbers as a map of two hues; a cell of a dense one can be chosen.
import { el } from "explorer/dom";
import { place } from "explorer/places";
import { knowsA, knowsDelta } from "explorer/moments";

export function heat(app, l, cells) {
  const host = el("div", { class: "maps" });
  const weights = map("weights");
  const [values, blame] = [map("values"), map("blame")];
  host.append(weights.figure, values.figure, blame.figure);
  weights.canvas.addEventListener("click", (event) => {
    const W = app.t.parameters[l - 1]?.W;
    if (!W) return;
    const { width, height } = weights.canvas.getBoundingClientRect();
    app.look({ at: place("W", l, Math.floor((event.offsetY / height) * W.length), Math.floor((event.offsetX / width) * W[0].length)) });
  });
  cells.set(`k.${l}`, ({ t, state }) => {
    const W = t.parameters[l - 1]?.W;
    weights.figure.hidden = !W;
    if (W) weights.draw(W, "--positive", "--negative");
    values.draw(knowsA(state.moment, l) ? rows(t.values("a", l)) : [[0]], "--forward", "--negative");
    const back = knowsDelta(state.moment, l, t.D) ? (t.values("delta", l) ?? t.values("dL_da", l)) : null;
    blame.draw(back ? rows(back) : [[0]], "--backward", "--negative");
  });
  return host;
}

function map(title) {
  const canvas = el("canvas", { role: "img", "aria-label": `${title}, light where they are large` });
  const figure = el("figure", {}, canvas, el("figcaption", {}, title));
  return { canvas, figure, draw: (values, plus, minus) => paint(canvas, values, plus, minus) };
}

/** Any shape as rows: channels side by side, a vector as one row. */
export function rows(array) {
  if (typeof array[0] === "number") return [array];
  if (typeof array[0][0] === "number") return array;
  return [...array[0]].map((_, i) => array.flatMap((channel) => [...channel[i], 0]));
}

export function paint(canvas, values, plus, minus) {
  const [up, down] = [plus, minus].map(hue);
  const [h, w] = [values.length, values[0].length];
  Object.assign(canvas, { width: w, height: h });
  canvas.style.aspectRatio = `${Math.max(w, 1)} / ${Math.max(h, 1)}`;
  const most = Math.max(...values.map((row) => Math.max(...[...row].map(Math.abs))), 1e-300);
  const image = new ImageData(w, h);
  values.forEach((row, i) => row.forEach((v, j) => {
    const [r, g, b] = v >= 0 ? up : down;
    image.data.set([r, g, b, 255 * Math.sqrt(Math.abs(v) / most)], 4 * (i * w + j));
  }));
  canvas.getContext("2d").putImageData(image, 0, 0);
}

const hues = new Map();

/** Red, green and blue of a hue of the theme that is on. */
export function hue(name) {
  const key = `${document.documentElement.dataset.theme} ${name}`;
  if (!hues.has(key)) {
    const n = Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue(name).trim().slice(1), 16);
    hues.set(key, [n >> 16, (n >> 8) & 255, n & 255]);
  }
  return hues.get(key);
}
