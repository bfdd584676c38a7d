// A curve of the loss, step by step, with numbered ticks and a dot where training is.
import { put, svg } from "explorer/dom";
import { fmt } from "explorer/numbers";

const [W, H, LEFT, FLOOR, TOP] = [360, 200, 54, 174, 30];
const MOST = 150;

export function curve() {
  const line = svg("path", { class: "curve" });
  const dot = svg("circle", { class: "dot", r: 5 });
  const value = svg("text", { class: "tick strong" });
  const ticks = svg("g", { class: "ticks" });
  const element = svg("svg", { viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": "The loss, step by step", class: "plot" }, ticks, line, dot, value);
  return { element, draw: (losses, k, L) => draw({ line, dot, value, ticks }, losses, k, L) };
}

/** Where the axis of a run under way ends: at a round number, so that its ticks stand still for a while. */
function roomy(k) {
  const whole = 10 ** Math.max(1, Math.floor(Math.log10(k)));
  return whole * [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((part) => k <= part * whole);
}

function draw({ line, dot, value, ticks }, losses, k, L) {
  const n = losses.length;
  const stride = Math.max(1, Math.ceil(n / MOST));
  const last = L === null ? roomy(k + 1) : Math.max(1, k + 1);
  const top = Math.max(...losses) || 1;
  const x = (step) => LEFT + ((W - LEFT - 16) * step) / last;
  const y = (v) => FLOOR - ((FLOOR - TOP) * v) / top;
  const points = [];
  const end = Math.max(1, k + 1);
  for (let i = 0; i < n; i += stride) points.push([x((i * end) / Math.max(1, n - 1)), y(losses[i])]);
  points.push([x(end), y(losses[n - 1])]);
  put(line, { d: points.map(([a, b], i) => `${i ? "L" : "M"}${a.toFixed(1)} ${b.toFixed(1)}`).join("") });
  const now = L ?? losses[n - 1];
  put(dot, { cx: x(L === null ? end : k), cy: y(now) });
  put(value, { x: Math.min(W - 70, x(k) + 10), y: y(now) - 11 });
  value.textContent = L === null ? "" : fmt(L);
  const form = `${fmt(top, 2)} ${last}`;
  if (ticks.dataset.form === form) return;
  ticks.dataset.form = form;
  const mark = (v) => [svg("line", { x1: LEFT, x2: W - 16, y1: y(v), y2: y(v) }), svg("text", { class: "tick", x: LEFT - 8, y: y(v) + 5, "text-anchor": "end" }, fmt(v, 2))];
  const under = [0, Math.round(last / 2), last].filter((s, i, all) => all.indexOf(s) === i);
  ticks.replaceChildren(...[0, top / 2, top].flatMap(mark), ...under.map((s) => svg("text", { class: "tick", x: x(s), y: H - 6, "text-anchor": s === last ? "end" : "middle" }, String(s))));
}
