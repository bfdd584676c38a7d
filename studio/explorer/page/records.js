// Everything a layer of another kind computed: each array of its records by its symbol, in digits where there is room, else as a map.
import { el } from "explorer/dom";
import { paint, rows } from "explorer/heat";
import { knowsA, knowsDelta, knowsStep } from "explorer/moments";
import { fmt, grouped } from "explorer/numbers";
import { tables } from "explorer/known";
import { named } from "explorer/labels";
import { shapeOf } from "explorer/strip";

const DIGITS = 24; // the most numbers of an array that are written out
const AGAIN = new Set(["l", "a_in", "products", "terms"]);

/** The records of layer l that are known, as sections of the board. */
export function records(t, l, moment) {
  const update = knowsStep(moment, t.D) && t.step?.update[l - 1];
  const known = [["forward", knowsA(moment, l) && t.example.forward[l - 1]], ["backward", knowsDelta(moment, l, t.D) && t.example.backward[t.D - l]], ["update", update]];
  return known.filter(([, record]) => record).map(([way, record]) => el("section", { class: way }, el("h3", {}, way), ...fields(record, way)));
}

/** Every array of a record, those of the records in it too (of attention's heads, of each time), with what it is called. */
function arrays(record, before = "") {
  return Object.entries(record).flatMap(([key, value]) => {
    if (AGAIN.has(key) || typeof value !== "object" || value === null) return [];
    const inner = value.length === undefined ? [["", value]] : isRecord(value[0]) ? value.map((part, k) => [` ${k + 1}`, part]) : null;
    if (inner) return inner.flatMap(([at, part]) => arrays(part, `${before}${key.replaceAll("_", " ")}${at}: `));
    return shapeOf(value).length <= 3 ? [[key, value, before]] : [];
  });
}

const isRecord = (value) => typeof value === "object" && value !== null && value.length === undefined;

function fields(record, way) {
  return arrays(record).map(([key, value, before]) => el("figure", { class: "record" }, el("figcaption", {}, before, caption(key), ` ${shapeOf(value).join(" × ")}`), shown(value, way)));
}

const caption = (key) => (key in tables.symbols && /^[a-zA-Z]$|^delta$/.test(key) ? named(key, null) : key.replace(/^dL_d/, "∂L/∂").replaceAll("_", " "));

function shown(value, way) {
  const shape = shapeOf(value);
  const size = shape.reduce((a, b) => a * b, 1);
  if (size <= DIGITS && shape.length <= 2) {
    return el("table", {}, ...rows(value).map((row) => el("tr", {}, ...[...row].map((v) => el("td", {}, grouped(fmt(v)))))));
  }
  const canvas = el("canvas", { role: "img", "aria-label": `${size} numbers, light where they are large` });
  paint(canvas, rows(value), way === "forward" ? "--forward" : way === "backward" ? "--backward" : "--positive", "--negative");
  return canvas;
}
