// In and out: the state in the address, the lesson as a file, the picture as SVG and PNG, the numbers as CSV and JSON.
import { byId, el } from "explorer/dom";
import { numbersCsv, toml } from "explorer/written";

export function files(app) {
  const body = byId("files").querySelector(".body");
  const button = (id, text, act) => el("button", { type: "button", id, onclick: act }, text);
  byId("save").addEventListener("click", () => offer("lesson.toml", toml(app.present), "text/plain"));
  body.append(el("div", { class: "row" },
    button("as-svg", "picture (SVG)", () => offer("network.svg", picture(), "image/svg+xml")),
    button("as-png", "picture (PNG)", () => png()),
    button("as-csv", "numbers (CSV)", () => offer("numbers.csv", numbersCsv(app.t), "text/csv")),
    button("as-json", "trace (JSON)", () => offer("trace.json", JSON.stringify(trace(app), plainly, 1), "application/json"))));
  return () => {};
}

/** The step that is seen as `backreel trace` writes one, of the example that is looked at alone. */
function trace({ t, answer: { convention }, state: { lesson, k, m } }) {
  const { losses, L, L_new, eta, update } = t.step ?? {};
  return { format: "backreel/trace", version: 1, lesson, convention, losses, steps: [{ step: k, example: m, examples: [t.example], L, L_new, eta, update }] };
}

const plainly = (_, value) => (value instanceof Float64Array ? [...value] : value);

/** Hand a file to the browser. */
export function offer(name, content, type) {
  const link = el("a", { href: URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** What of the style sheet a picture wears: letters have an outline that must lie under them. */
const WORN = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linejoin", "paint-order", "opacity", "font-size",
  "font-family", "visibility", "text-anchor"];

/** The network as a picture of its own: what the style sheet says is written into it. */
function picture() {
  const drawing = byId("network").querySelector("svg");
  const copy = drawing.cloneNode(true);
  const [from, to] = [drawing, copy].map((root) => [...root.querySelectorAll("*")]);
  from.forEach((element, k) => {
    const style = getComputedStyle(element);
    for (const key of WORN) to[k].setAttribute(key, style.getPropertyValue(key));
  });
  for (const gone of copy.querySelectorAll(".hold, .comets")) gone.remove(); // hands hold the one, the others are under way
  const [, , w, h] = drawing.getAttribute("viewBox").split(" ");
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [key, value] of Object.entries({ width: w, height: h, fill: getComputedStyle(document.documentElement).getPropertyValue("--ground").trim() })) ground.setAttribute(key, value);
  copy.prepend(ground);
  for (const [key, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", width: w, height: h })) copy.setAttribute(key, value);
  return new XMLSerializer().serializeToString(copy);
}

async function png() {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture())}`;
  await image.decode();
  const canvas = el("canvas", { width: 2 * image.width, height: 2 * image.height });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => offer("network.png", blob, "image/png"));
}
