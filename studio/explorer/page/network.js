// The network: lamps and edges that show the values of the trace, forward in one hue and backward in the other.
import { byId, mark, put, svg, write } from "explorer/dom";
import { along, between, chosen, flat, layout, spots } from "explorer/layout";
import { knowsA, knowsDelta, knowsL, knowsStep, wayOf } from "explorer/moments";
import { fmt, grouped } from "explorer/numbers";
import { called, parts, path, place } from "explorer/places";
import { digitWidth, lettered } from "explorer/labels";

const [THIN, THICK, SHORT] = [2, 9, 440]; // widths of an edge, as in the films' frame; a drawing that is less high or wide has thinner ones
const AIRY = 80; // from neuron to neuron
const PLATE = { size: 16.5, high: 26, room: 84 }; // digits of such a number, its height, the least length of such an edge
const SOME = 32; // edges of one picture of a run
const MOST_PLATES = 6; // edges between two layers that carry their numbers

export function network(app) {
  const host = byId("network");
  const drawing = svg("svg", { role: "group", "aria-label": "The network. Arrow keys go from part to part; Enter opens its number." });
  host.append(drawing);
  let built = null;
  let room = [host.clientWidth, host.clientHeight]; // asked once: at every picture it would lay the page out before its time
  const resize = new ResizeObserver(([{ contentRect: { width, height } }]) => {
    room = [width, height];
    built = null;
    app.draw();
  });
  resize.observe(host);

  return () => {
    const { t, state } = app;
    if (!t.dense) return;
    const looked = lookedAt(state.at, t.sizes.length);
    const form = JSON.stringify([t.sizes, looked.map((row) => row.filter((i) => i >= 8)), ...room]);
    if (built?.form !== form) built = build(drawing, t, looked, room, form);
    fill(built, app);
  };
}

function lookedAt(at, layers) {
  const looked = Array.from({ length: layers }, () => []);
  const { kind, at: [l, i, j] } = parts(at || "L");
  if (["n", "b", "W"].includes(kind)) looked[l]?.push(i);
  if (kind === "W") looked[l - 1]?.push(j);
  return looked;
}

function build(drawing, t, looked, room, form) {
  const [w, h] = [room[0] || 600, room[1] || 400];
  const drawn = chosen(t.sizes, looked);
  const plan = layout(t.sizes, drawn, w, h);
  Object.assign(plan, { fine: Math.min(1, Math.min(w, h) / SHORT), broad: Math.min(1, plan.pitch / AIRY) }); // where neurons stand close what edges send is drawn narrower
  const layers = { edges: svg("g"), plates: svg("g"), neurons: svg("g"), comets: svg("g", { class: "comets", "aria-hidden": "true" }) };
  drawing.replaceChildren(svg("g", { class: "tides" }), layers.edges, layers.comets, layers.neurons, layers.plates);
  put(drawing, { viewBox: `0 0 ${w} ${h}` });
  const built = { form, turn: 0, plan, drawn, drawing, layers, edges: new Map(), neurons: new Map(), outs: new Map(), plates: new Map() };
  const last = t.sizes.length - 1;
  for (let l = 1; l <= last; l++) if (t.parameters[l - 1]?.W) edges(built, plan, l);
  for (const [i, from] of plan.neurons[last]) out(built, i, between(from, plan.loss, plan.radius));
  for (let l = 0; l <= last; l++) for (const [i, at] of plan.neurons[l]) neuron(built, place("n", l, i), at, plan.radius);
  neuron(built, "L", plan.loss, plan.radius, "loss");
  plan.dots.forEach((at, l) => at && layers.neurons.append(svg("text", { class: "more", x: at[0], y: at[1] + 6, "text-anchor": "middle" }, `⋮ ${t.sizes[l] - drawn[l].length}`)));
  return built;
}

function edges(built, plan, l) {
  const [froms, tos] = [plan.neurons[l - 1], plan.neurons[l]];
  for (const [i, to] of tos) {
    for (const [j, from] of froms) {
      const line = between(from, to, plan.radius);
      const where = place("W", l, i, j);
      const shown = svg("line", { ...line, class: "edge" });
      const blame = svg("line", { ...line, class: "blame" });
      const hold = svg("line", { ...line, class: "hold", "data-place": where, role: "button", tabindex: "-1" });
      const group = svg("g", { class: "edge-group", "data-lit": where }, blame, shown, hold);
      built.layers.edges.append(group);
      built.edges.set(where, { group, shown, blame, hold, line, l, i, j, called: called(where) });
    }
  }
  const all = [...built.edges.values()].filter((edge) => edge.l === l);
  const { line } = all[0];
  const roomy = all.length <= MOST_PLATES && plan.digits && Math.hypot(line.x2 - line.x1, line.y2 - line.y1) > PLATE.room;
  const found = roomy ? spots(all.map((edge) => edge.line), plated(9), PLATE.high, labelled(plan)) : [];
  all.forEach((edge, k) => (edge.spot = found[k] ?? null));
}

const plated = (digits) => 12 + PLATE.size * digitWidth() * digits;

/** The boxes of the neurons, and of what is written above and below them. */
function labelled({ neurons, radius, tight }) {
  const under = 15 * digitWidth() * 12;
  const boxes = ([x, y]) => [[x, y, 1.8 * radius, 1.8 * radius], ...(tight ? [] : [[x, y - radius - 13, 50, 22], [x, y + radius + 14, under, 18]])];
  return neurons.flatMap((layer) => [...layer.values()].flatMap(boxes));
}

function out(built, i, line) {
  const shown = svg("line", { ...line, class: "edge to-loss" });
  built.layers.edges.append(svg("g", { class: "edge-group", "data-lit": place("o", i) }, shown));
  built.outs.set(i, { shown, line });
}

function neuron(built, where, [x, y], r, kind = "neuron") {
  const lamp = svg("circle", { class: "lamp", cx: x, cy: y, r });
  const value = svg("text", { class: "value", x, y: y + 0.16 * r + 1, "text-anchor": "middle" });
  const name = svg("text", { class: "name", x, y: y - r - 7, "text-anchor": "middle" });
  const blame = svg("text", { class: "under", x, y: y + r + 19, "text-anchor": "middle" });
  const group = svg("g", { class: kind, "data-place": where, "data-lit": where, role: "button", tabindex: "-1" }, lamp, value, name, blame);
  built.layers.neurons.append(group);
  built.neurons.set(where, { group, lamp, value, name, blame, at: [x, y], r });
}

/** Write what is known at this moment. */
function fill(built, app) {
  const { t, state } = app;
  const { moment } = state;
  const way = wayOf(moment, t.D);
  put(built.drawing, { "data-way": way, "data-still": app.running ? "" : "rest" });
  const strongest = Math.max(1, ...built.drawn.flatMap((d, l) => d.map((i) => Math.abs(t.values("a", l)[i]))));
  for (const [where, parts_] of built.neurons) where === "L" ? lossLamp(parts_, app) : lamp(parts_, where, app, strongest, built.plan);
  const largest = t.sizes.map((_, l) => (l ? largestOf(t.values("terms", l)) : 0));
  const last = t.sizes.length - 1;
  for (const [where, edge] of turns(built, app.running)) edgeAt(built, edge, where, app, way, largest);
  for (const [i, { shown }] of built.outs) put(shown, { "stroke-width": 1.5 + 3 * Math.min(1, Math.abs(t.example.L_terms?.[i] ?? 0)) });
  light(built, t, state);
}

/** The edges of this picture: all of them, in a run some by turns, since lines cost most. */
function turns(built, running) {
  const all = [...built.edges];
  if (!running) return all;
  const first = built.turn < all.length ? built.turn : 0;
  built.turn = first + SOME;
  return all.slice(first, built.turn);
}

/** What is on the path is lit, what is chosen is marked; nothing is done where nothing changed. */
function light(built, t, { hover, at: focus }) {
  const form = `${hover} ${focus} ${t.sizes} ${built.plates.size} ${built.drawing.dataset.way}`;
  if (built.lit === form) return;
  built.lit = form;
  const lit = new Set(path(t, hover || focus));
  for (const element of built.drawing.querySelectorAll("[data-lit]")) {
    element.classList.toggle("lit", lit.has(element.dataset.lit));
    element.classList.toggle("chosen", element.dataset.lit === focus);
  }
  const all = [...built.drawing.querySelectorAll("[data-place]")];
  const reached = all.find(({ dataset }) => dataset.place === focus) ?? all.find(({ dataset }) => dataset.place === neuronOf(focus)) ?? all.at(-1);
  for (const element of all) put(element, { tabindex: element === reached ? "0" : "-1" });
}

/** The neuron that a bias or a target, which are not drawn, belong to. */
function neuronOf(where) {
  const { kind, at: [l, i] } = parts(where);
  return kind === "b" ? place("n", l, i) : "L";
}

function lamp({ group, lamp: circle, value, name, blame, r }, where, app, strongest, { tight, upright }) {
  const { t, state } = app;
  const [l, i] = parts(where).at;
  const first = !upright && i === 0;
  const known = knowsA(state.moment, l);
  const a = t.values("a", l)[i];
  const part = (Math.abs(a) / strongest) ** 0.8;
  const glow = known && a >= 0 ? part.toFixed(2) : "0";
  if (circle.glow !== glow) circle.style.setProperty("--part", (circle.glow = glow));
  put(group, { "data-state": known ? (a < 0 ? "below" : "above") : "unknown", "data-layer": l === 0 ? "input" : "layer" });
  const roomy = r >= 15;
  const told = l > 0 && knowsDelta(state.moment, l, t.D) && !app.running;
  const inside = told && tight; // where there is no room below, the blame takes the value's place
  if (roomy && !known) lettered(value, l ? "a" : "x", l || null, [i]);
  else digits(value, !roomy || app.running ? "" : fitted(inside ? t.values("delta", l)[i] : a, r));
  value.classList.toggle("hue-backward", inside);
  put(value, { "font-size": sized(r, known ? 0.52 : 0.62).toFixed(1) });
  if (known && r >= 22 && (!tight || first)) lettered(name, l ? "a" : "x", l || null, [i]);
  else digits(name, "");
  if (told && roomy && !tight) lettered(blame, "delta", null, [], ` = ${grouped(fmt(t.values("delta", l)[i]))}`);
  else digits(blame, "");
  const said = told ? `, delta ${fmt(t.values("delta", l)[i])}` : "";
  put(group, { "aria-label": `${called(where)}${known ? ` = ${fmt(a)}${said}` : ", not reached yet"}` });
}

/** Digits in the place of a letter, or of other digits. */
function digits(text, shown) {
  if (text.form !== undefined) text.form = undefined;
  write(text, shown);
}

function lossLamp({ group, value, name, r }, app) {
  const known = knowsL(app.state.moment, app.t.D);
  put(group, { "data-state": known ? "above" : "unknown" });
  if (!known) lettered(value, "L", null, []);
  else digits(value, app.running || r < 15 ? "" : fitted(app.t.example.L, r));
  put(value, { "font-size": sized(r).toFixed(1) });
  if (known && r >= 15) lettered(name, "L", null, []);
  else digits(name, "");
  put(group, { "aria-label": known ? `loss ${fmt(app.t.example.L)}` : "loss, not reached yet" });
}

const sized = (r, part = 0.52) => Math.min(22, Math.max(11, r * part));

/** The digits that fit a circle of radius r at their height: four, or fewer; none where one would stand out of it. */
function fitted(value, r) {
  const size = sized(r);
  const room = 2 * Math.sqrt(r * r - (0.35 * size) ** 2) - 7;
  const wide = (text) => (text.length - 0.5) * size * digitWidth(); // a point is half as wide
  for (const digits of [4, 3, 2]) {
    const text = grouped(fmt(value, digits));
    if (wide(text) <= room) return text;
  }
  const last = fmt(value, 1);
  return wide(last) <= 2 * r + 4 ? last : "";
}

function edgeAt(built, edge, where, app, way, largest) {
  const { t, state } = app;
  const { l, i, j } = edge;
  const w = t.parameters[l - 1].W[i][j];
  mark(edge.shown, { class: w >= 0 ? "edge positive" : "edge negative", "stroke-width": (built.plan.fine * (THIN + (THICK - THIN) * Math.tanh(Math.abs(w) / 1.6))).toFixed(1) });
  const told = knowsDelta(state.moment, l, t.D);
  const sent = told ? Math.abs(t.values("terms", l)[i][j]) / (largest[l] || 1) : 0;
  mark(edge.blame, { "stroke-width": told ? (built.plan.broad * (3 + 11 * Math.sqrt(sent))).toFixed(1) : "0" });
  const numbers = where === state.at ? ` = ${fmt(w)}${told ? `, slope ${fmt(t.values("dL_dW", l)[i][j])}` : ""}` : "";
  mark(edge.hold, { "aria-label": edge.called + numbers });
  plate(built, edge, where, app, way);
}

const largestOf = (rows) => rows.reduce((most, row) => row.reduce((top, v) => Math.max(top, Math.abs(v)), most), 0);

/** The number on an edge: the weight; on the way back what it sends; at the step, what it becomes. */
function plate(built, edge, where, app, way) {
  const { t, state } = app;
  const named = where === state.at || where === state.hover;
  const spot = edge.spot ?? (named && built.plan.digits ? along(edge.line, built.plan.upright ? 0.5 : 0.6) : null);
  let shown = built.plates.get(where);
  if (!spot || app.running) {
    if (shown) mark(shown.group, { visibility: "hidden" });
    return;
  }
  if (!shown) {
    shown = { box: svg("rect", { rx: 5, height: 24 }), text: svg("text", { "text-anchor": "middle" }) };
    shown.group = svg("g", { class: "plate", "aria-hidden": "true", "data-lit": where }, shown.box, shown.text);
    built.layers.plates.append(shown.group);
    built.plates.set(where, shown);
  }
  const [hue, value] = worn(t, edge, state.moment, way);
  const room = flat(edge.line, PLATE.high) ? Math.hypot(edge.line.x2 - edge.line.x1, edge.line.y2 - edge.line.y1) : Infinity;
  const text = [4, 3, 2].map((digits) => grouped(fmt(value, digits))).find((shorter) => plated(shorter.length) < room) ?? fmt(value, 1);
  write(shown.text, text);
  const width = plated(text.length);
  const x = Math.max(width / 2 + 1, Math.min(built.plan.w - width / 2 - 1, spot[0])); // a sign that is cut off is another number
  mark(shown.text, { x, y: spot[1] + 5.5, class: `hue-${hue}` });
  mark(shown.box, { x: x - width / 2, y: spot[1] - 12, width: width.toFixed(1) });
  mark(shown.group, { visibility: "visible" });
}

function worn(t, { l, i, j }, moment, way) {
  const w = t.parameters[l - 1].W[i][j];
  if (way === "backward" && knowsDelta(moment, l, t.D)) return ["backward", t.values("dL_dW", l)[i][j]];
  const shown = knowsStep(moment, t.D) && t.step ? t.values("W_new", l)[i][j] : w;
  return [shown >= 0 ? "positive" : "negative", shown];
}
