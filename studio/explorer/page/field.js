// What the network says everywhere: for two inputs a field with its boundary, for one a curve; examples lie on it.
import { byId, el, put, svg, write } from "explorer/dom";
import { hue } from "explorer/heat";
import { fmt } from "explorer/numbers";
import { said } from "explorer/passes";

const GRID = 44;
const LINE = 121;
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
    card.hidden = !t.dense || inputs > 2 || !(t.mirrored || t.step?.said || shown);
    const of = t.mirrored ? app.asked : t.step?.said; // what it is drawn of: the same question has the same field
    if (card.hidden || !of || (shown === of && !app.running)) return;
    shown = of;
    if (inputs === 2) plane(t, state, canvas, over);
    else fitted(t, state, canvas, over);
    const outs = t.sizes[t.D];
    write(note, inputs === 2 ? (outs > 1 ? "bright where output 1 is above output 2" : "bright where the output is large; the line is its middle") : "the network's first output over its input");
  };
}

/** The frame that holds every example with a margin. */
function reach(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = Math.max(0.35 * (high - low), 0.4);
  return [low - margin, high + margin];
}

/** The field that is drawn of a lesson: the ends of its inputs and how many cells lie between them; nothing for many inputs. */
export function frameOf({ network: { inputs, layers }, data: { x } }) {
  if (inputs > 2 || layers.some(({ kind }) => kind && kind !== "dense")) return null;
  return { ends: [...Array(inputs).keys()].map((k) => reach(x.map((row) => row[k]))), n: inputs === 2 ? GRID : LINE };
}

/** What the network says in the middle of every cell, output by output: by the page itself, or as the engine said. */
function heard(t) {
  if (!t.mirrored) return t.step.said.map((row) => Float64Array.from(row));
  const net = t.lesson.network.layers.map((layer, k) => ({ ...layer, ...t.parameters[k] }));
  const { ends: [[left, right], down], n } = frameOf(t.lesson);
  const cells = (count, at) => Float64Array.from({ length: count }, (_, k) => at(k));
  if (!down) return said(net, [cells(n, (k) => left + ((right - left) * (k + 0.5)) / n)]);
  const [low, high] = down;
  return said(net, [cells(n * n, (k) => left + ((right - left) * ((k % n) + 0.5)) / n), cells(n * n, (k) => high - ((high - low) * (Math.floor(k / n) + 0.5)) / n)]);
}

function plane(t, { m }, canvas, over) {
  const { x, y } = t.lesson.data;
  const { ends: [[left, right], [low, high]] } = frameOf(t.lesson);
  const two = t.sizes[t.D] > 1;
  const a = heard(t);
  const flat = two ? a[0].map((v, n) => v - a[1][n]) : a[0];
  const values = Array.from({ length: GRID }, (_, i) => flat.subarray(i * GRID, (i + 1) * GRID));
  const middle = two || !bounded(t) ? (two ? 0 : mean(y.map((row) => row[0]))) : 0.5;
  const most = flat.reduce((most_, v) => Math.max(most_, Math.abs(v - middle)), 1e-9);
  tint(canvas, values, middle, most);
  const spot = ([a, b]) => [((a - left) / (right - left)) * SIZE, ((high - b) / (high - low)) * SIZE];
  const d = contour(values, middle);
  if (over.data === t.lesson.data && over.m === m) return put(over.firstChild, { d });
  Object.assign(over, { data: t.lesson.data, m });
  over.replaceChildren(svg("path", { class: "border", d }), ...x.map((row, k) => mark(spot(row), two ? y[k][0] > y[k][1] : y[k][0] > middle, k === m)), ...axes([left, right], [low, high]));
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
  const [up, down] = ["--forward", "--negative"].map(hue);
  const image = new ImageData(GRID, GRID);
  values.forEach((row, i) => row.forEach((v, j) => {
    const part = (v - middle) / most;
    const [r, g, b] = part >= 0 ? up : down;
    const at = 4 * (i * GRID + j);
    [image.data[at], image.data[at + 1], image.data[at + 2], image.data[at + 3]] = [r, g, b, 16 + 130 * Math.abs(part) ** 0.7];
  }));
  canvas.getContext("2d").putImageData(image, 0, 0);
}

/** The line where the values pass the middle, square by square. */
function contour(values, middle) {
  const step = SIZE / GRID;
  const at = (x, y) => `${((x + 0.5) * step).toFixed(1)} ${((y + 0.5) * step).toFixed(1)}`;
  let d = "";
  for (let i = 0; i + 1 < GRID; i++) {
    const [above, below] = [values[i], values[i + 1]];
    for (let j = 0; j + 1 < GRID; j++) {
      const [a, b, c, e] = [above[j] - middle, above[j + 1] - middle, below[j + 1] - middle, below[j] - middle];
      const yes = (a < 0) + (b < 0) + (c < 0) + (e < 0);
      if (yes === 0 || yes === 4) continue;
      const cuts = [];
      if (a < 0 !== b < 0) cuts.push(at(j + a / (a - b), i));
      if (b < 0 !== c < 0) cuts.push(at(j + 1, i + b / (b - c)));
      if (e < 0 !== c < 0) cuts.push(at(j + e / (e - c), i + 1));
      if (a < 0 !== e < 0) cuts.push(at(j, i + a / (a - e)));
      for (let k = 0; k + 1 < cuts.length; k += 2) d += `M${cuts[k]}L${cuts[k + 1]}`;
    }
  }
  return d;
}

function axes([left, right], [low, high]) {
  const text = (x, y, v, anchor) => svg("text", { class: "tick", x, y, "text-anchor": anchor }, fmt(v, 2));
  return [text(6, SIZE - 6, left, "start"), text(SIZE - 6, SIZE - 6, right, "end"), text(6, 18, high, "start"), text(6, SIZE - 24, low, "start")];
}

function fitted(t, { m }, canvas, over) {
  over.data = null;
  const { x, y } = t.lesson.data;
  const { ends: [[left, right]], n } = frameOf(t.lesson);
  const line = [...heard(t)[0]].map((v, k) => [left + ((right - left) * (k + 0.5)) / n, v]);
  const [low, high] = reach([...line.map(([, v]) => v), ...y.map(([v]) => v)]);
  canvas.getContext("2d").clearRect(0, 0, GRID, GRID);
  const spot = ([a, b]) => [((a - left) / (right - left)) * SIZE, ((high - b) / (high - low)) * SIZE];
  const d = line.map((point, k) => `${k ? "L" : "M"}${spot(point).map((v) => v.toFixed(1)).join(" ")}`).join("");
  over.replaceChildren(svg("path", { class: "fit", d }), ...x.map(([v], k) => mark(spot([v, y[k][0]]), true, k === m)), ...axes([left, right], [low, high]));
}
