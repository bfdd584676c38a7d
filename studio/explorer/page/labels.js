// Short names beside drawn things, in the films' face: an italic letter with its indices, in SVG and in HTML.
import { el, svg } from "explorer/dom";

const FIRST = { a: 0x1d44e, A: 0x1d434 };
const GREEK = { delta: "\u{1d6ff}", eta: "\u{1d702}" };

const italic = (c) => (c === "h" ? "\u210e" : String.fromCodePoint(c.codePointAt(0) + (c >= "a" ? FIRST.a - 97 : FIRST.A - 65)));
const base = (name) => GREEK[name] ?? [...name].map((c) => (/[a-z]/i.test(c) ? italic(c) : c)).join("");
const below = (at) => at.map((k) => k + 1).join(at.every((k) => k < 9) ? "" : ",");

/** Write a_1^(2) into an SVG text; `tail` follows it. Nothing is done where it stands already. */
export function lettered(text, name, l, at, tail = "") {
  const form = `${name}|${l}|${at}|${tail}`;
  if (text.form === form) return;
  text.form = form;
  const sub = below(at);
  text.replaceChildren(
    svg("tspan", {}, base(name)), ...(sub ? [svg("tspan", { dy: "0.28em", "font-size": "70%" }, sub)] : []),
    ...(l === null ? [] : [svg("tspan", { dy: sub ? "-0.85em" : "-0.45em", dx: sub ? `${-0.52 * sub.length}em` : "0", "font-size": "70%" }, `(${l})`)]),
    ...(tail ? [svg("tspan", { dy: l === null ? (sub ? "-0.2em" : 0) : sub ? "0.4em" : "0.32em" }, tail)] : []));
}

/** The same in HTML. */
export function named(name, l, ...at) {
  return el("span", { class: "named" }, base(name), at.length ? el("sub", {}, below(at)) : null, l === null ? null : el("sup", {}, `(${l})`));
}

let wide = 0;

/** How wide a digit of the page's face is, of 1 px. */
export function digitWidth() {
  if (!wide) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `100px ${getComputedStyle(document.body).fontFamily}`;
    wide = pen.measureText("0123456789").width / 1000;
  }
  return wide;
}
