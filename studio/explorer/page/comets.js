// Tides: comets run along the edges into the layer whose values arrive, blue to the right, orange to the left, wide where much is sent.
import { byId, still, svg } from "explorer/dom";
import { arriving } from "explorer/moments";

const TIME = 450; // milliseconds an edge
const GLOW = 600; // milliseconds that an edge goes on glowing
const MOST = 160;
const EASE = "cubic-bezier(.4, 0, .3, 1)";

/** Run comets for a moment; `speed` shortens them. */
export function tide(app, moment, speed = 1) {
  const drawing = byId("network").querySelector("svg");
  const layer = drawing?.querySelector(".comets");
  if (!layer || still()) return 0;
  const { l, way } = arriving(moment, app.t.D);
  if (way === "update" || l < 1) return 0;
  const back = way === "backward";
  const lines = back ? linesBack(drawing, l, app.t.D) : linesForward(drawing, l, app.t.D);
  const run = lines.slice(0, MOST).map((line) => ({ width: widthOf(line, back), ends: ["x1", "y1", "x2", "y2"].map((key) => Number(line.getAttribute(key))) }));
  for (const { ends, width } of run) comet(layer, ends, width, back, TIME / speed);
  afterglow(layer, run, back, TIME / speed, GLOW / speed);
  return TIME / speed;
}

const of = (drawing, l) => [...drawing.querySelectorAll(".hold")].filter((hold) => hold.dataset.place.startsWith(`W.${l}.`));
const outs = (drawing) => [...drawing.querySelectorAll(".to-loss")];
const linesForward = (drawing, l, D) => (l > D ? outs(drawing) : of(drawing, l));
const linesBack = (drawing, l, D) => (l === D ? outs(drawing) : of(drawing, l + 1));

/** Half the width of a tail: on the way back as much as is sent. */
const widthOf = (line, back) => (back ? 1 + Number(line.parentNode.querySelector(".blame")?.getAttribute("stroke-width") ?? 4) / 3 : 3);

function comet(layer, [x1, y1, x2, y2], width, back, time) {
  const [ax, ay, bx, by] = back ? [x2, y2, x1, y1] : [x1, y1, x2, y2];
  const turn = (Math.atan2(by - ay, bx - ax) * 180) / Math.PI;
  const group = svg("g", { class: back ? "comet back" : "comet" },
    svg("path", { d: `M0 ${-width} L-46 0 L0 ${width} Z` }), svg("circle", { r: width + 2.4 }));
  const at = (x, y) => `translate(${x}px, ${y}px) rotate(${turn}deg)`;
  lived(layer, group, [{ transform: at(ax, ay) }, { transform: at(bx, by) }], { duration: time, easing: EASE });
}

/** What the comets leave on their edges: light that is brightest when they arrive, and fades. */
function afterglow(layer, run, back, time, fading) {
  const lines = run.map(({ ends: [x1, y1, x2, y2], width }) => svg("line", { x1, y1, x2, y2, "stroke-width": (2 * width).toFixed(1) }));
  const whole = time + fading;
  lived(layer, svg("g", { class: back ? "glow back" : "glow" }, ...lines), [{ strokeOpacity: 0 }, { strokeOpacity: 0.55, offset: time / whole }, { strokeOpacity: 0 }], { duration: whole });
}

/** Show something as long as it moves. */
function lived(layer, group, frames, how) {
  layer.append(group);
  const run = group.animate(frames, how);
  run.onfinish = run.oncancel = () => group.remove();
}
