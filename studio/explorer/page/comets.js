// Tides: comets run along the edges into the layer whose values arrive, blue to the right, orange to the left, wide where much is sent.
import { byId, still, svg } from "explorer/dom";
import { arriving } from "explorer/moments";

const TIME = 450; // milliseconds an edge
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
  for (const line of lines.slice(0, MOST)) comet(layer, line, back, TIME / speed);
  return TIME / speed;
}

const of = (drawing, l) => [...drawing.querySelectorAll(".hold")].filter((hold) => hold.dataset.place.startsWith(`W.${l}.`));
const outs = (drawing) => [...drawing.querySelectorAll(".to-loss")];
const linesForward = (drawing, l, D) => (l > D ? outs(drawing) : of(drawing, l));
const linesBack = (drawing, l, D) => (l === D ? outs(drawing) : of(drawing, l + 1));

function comet(layer, line, back, time) {
  const [x1, y1, x2, y2] = ["x1", "y1", "x2", "y2"].map((key) => Number(line.getAttribute(key)));
  const [ax, ay, bx, by] = back ? [x2, y2, x1, y1] : [x1, y1, x2, y2];
  const turn = (Math.atan2(by - ay, bx - ax) * 180) / Math.PI;
  const width = back ? 1 + Number(line.parentNode.querySelector(".blame")?.getAttribute("stroke-width") ?? 4) / 3 : 3;
  const group = svg("g", { class: back ? "comet back" : "comet" },
    svg("path", { d: `M0 ${-width} L-46 0 L0 ${width} Z` }), svg("circle", { r: width + 2.4 }));
  layer.append(group);
  const at = (x, y) => `translate(${x}px, ${y}px) rotate(${turn}deg)`;
  const run = group.animate([{ transform: at(ax, ay) }, { transform: at(bx, by) }], { duration: time, easing: EASE });
  run.onfinish = run.oncancel = () => group.remove();
}
