// What the network says everywhere: for two inputs a field with its boundary, for one a curve; examples lie on it.
import { byId, el, put, svg, write } from "explorer/dom";
import { rgb } from "explorer/heat";
import { fmt } from "explorer/numbers";
import { said } from "explorer/passes";

const GRID = 44;
const SIZE = 300;

export function field(app) {
  const card = byId("field");
  const canvas = el("canvas", { width: GRID, height: GRID, "aria-hidden": "true" });
  const over = svg("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img", "aria-label": "What the network says over its inputs" });
  const note = el("p", { class: "small" });
  const box = el("div", { class: "square" }, canvas, over);
  card.querySelector(".body").append(box, note);
  let shown = null;

  return () => {
    const { t, state } = app;
    const inputs = t.sizes[0];
    card.hidden = !t.dense || inputs > 2;
    if (card.hidden || (shown === t && !app.running)) return;
    shown = t;
    const net = t.lesson.network.layers.map(({ activation }, k) => ({ ...t.parameters[k], activation }));
    const outs = t.sizes[t.D];
    if (inputs === 2) plane(net, t, state, canvas, over);
    else fitted(net, t, state, canvas, over);
    write(note, inputs === 2 ? (outs > 1 ? "bright where output 1 is above output 2" : "bright where the output is large; the line is its middle") : "the network's first output over its input");
  };
}

/** The frame that holds every example with a margin. */
function reach(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = Math.max(0.35 * (high - low), 0.4);
  return [low - margin, high + margin];
}

function plane(net, t, { m }, canvas, over) {
  const { x, y } = t.lesson.data;
  const [[left, right], [low, high]] = [0, 1].map((k) => reach(x.map((row) => row[k])));
  const two = t.sizes[t.D] > 1;
  const values = Array.from({ length: GRID }, (_, i) => Array.from({ length: GRID }, (_, j) => {
    const a = said(net, [left + ((right - left) * (j + 0.5)) / GRID, high - ((high - low) * (i + 0.5)) / GRID]);
    return two ? a[0] - a[1] : a[0];
  }));
  const flat = values.flat();
  const middle = two || !bounded(t) ? (two ? 0 : mean(y.map((row) => row[0]))) : 0.5;
  const most = Math.max(...flat.map((v) => Math.abs(v - middle)), 1e-9);
  tint(canvas, values, middle, most);
  const spot = ([a, b]) => [((a - left) / (right - left)) * SIZE, ((high - b) / (high - low)) * SIZE];
  over.replaceChildren(svg("path", { class: "border", d: contour(values, middle) }), ...x.map((row, k) => mark(spot(row), two ? y[k][0] > y[k][1] : y[k][0] > middle, k === m)), ...axes([left, right], [low, high]));
}

const bounded = (t) => ["sigmoid", "softmax"].includes(t.activation(t.D));
const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;

function mark([x, y], yes, looked) {
  const r = looked ? 8 : 5.5;
  const shape = yes ? svg("circle", { cx: x, cy: y, r }) : svg("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r });
  put(shape, { class: `example ${yes ? "yes" : "no"} ${looked ? "looked" : ""}` });
  return shape;
}

function tint(canvas, values, middle, most) {
  const style = getComputedStyle(document.documentElement);
  const [up, down] = ["--forward", "--negative"].map((name) => rgb(style.getPropertyValue(name)));
  const image = new ImageData(GRID, GRID);
  values.forEach((row, i) => row.forEach((v, j) => {
    const part = (v - middle) / most;
    image.data.set([...(part >= 0 ? up : down), 20 + 165 * Math.abs(part) ** 0.7], 4 * (i * GRID + j));
  }));
  canvas.getContext("2d").putImageData(image, 0, 0);
}

/** The line where the values pass the middle, square by square. */
function contour(values, middle) {
  const step = SIZE / GRID;
  const out = [];
  for (let i = 0; i + 1 < GRID; i++) {
    for (let j = 0; j + 1 < GRID; j++) {
      const corners = [[i, j], [i, j + 1], [i + 1, j + 1], [i + 1, j]];
      const cuts = corners.map((a, k) => cut(a, corners[(k + 1) % 4], values, middle)).filter(Boolean);
      if (cuts.length >= 2) out.push(`M${cuts[0].map((v) => ((v + 0.5) * step).toFixed(1)).join(" ")}L${cuts[1].map((v) => ((v + 0.5) * step).toFixed(1)).join(" ")}`);
    }
  }
  return out.join("");
}

function cut([i, j], [k, l], values, middle) {
  const [a, b] = [values[i][j] - middle, values[k][l] - middle];
  if (a < 0 === b < 0) return null;
  const part = a / (a - b);
  return [j + (l - j) * part, i + (k - i) * part];
}

function axes([left, right], [low, high]) {
  const text = (x, y, v, anchor) => svg("text", { class: "tick", x, y, "text-anchor": anchor }, fmt(v, 2));
  return [text(6, SIZE - 6, left, "start"), text(SIZE - 6, SIZE - 6, right, "end"), text(6, 18, high, "start"), text(6, SIZE - 24, low, "start")];
}

function fitted(net, t, { m }, canvas, over) {
  const { x, y } = t.lesson.data;
  const [left, right] = reach(x.map(([v]) => v));
  const line = Array.from({ length: 121 }, (_, k) => left + ((right - left) * k) / 120).map((v) => [v, said(net, [v])[0]]);
  const [low, high] = reach([...line.map(([, v]) => v), ...y.map(([v]) => v)]);
  canvas.getContext("2d").clearRect(0, 0, GRID, GRID);
  const spot = ([a, b]) => [((a - left) / (right - left)) * SIZE, ((high - b) / (high - low)) * SIZE];
  const d = line.map((point, k) => `${k ? "L" : "M"}${spot(point).map((v) => v.toFixed(1)).join(" ")}`).join("");
  over.replaceChildren(svg("path", { class: "fit", d }), ...x.map(([v], k) => mark(spot([v, y[k][0]]), true, k === m)), ...axes([left, right], [low, high]));
}
