// Sets lines of maths: as much of Typst as the films' formulas use, as MathML. What a line is made of is parsed once.
import { el, put } from "explorer/dom";
import { grouped } from "explorer/numbers";

const SPACE = "http://www.w3.org/1998/Math/MathML";
const TOKEN = /\s+|\{(\w+)(?::(\w))?\}|"[^"]*"|[<>]=|[A-Za-z]+(?:\.[a-z]+)*|\d+(?:\.\d+)?|[^]/gu;
const LETTERS = {
  delta: "δ", sigma: "σ", eta: "η", Phi: "Φ", phi: "φ", epsilon: "ε", pi: "π", mu: "μ", gamma: "γ", beta: "β", partial: "∂",
};
const SIGNS = { dot: "⋅", "dots.c": "⋯", dots: "…", approx: "≈", sum: "∑", times: "×", ">=": "≥", "<=": "≤" };
const GAPS = { quad: "1em", thin: "0.17em" };
const WORDS = new Set(["ln", "log", "max", "min", "tanh"]);
const trees = new Map();

/** Typst as a tree; the same source is parsed once. */
export function parsed(source) {
  if (!trees.has(source)) {
    if (trees.size > 4000) trees.clear();
    const tokens = [...source.matchAll(TOKEN)].filter(([text]) => text.trim());
    trees.set(source, new Parser(tokens).row(""));
  }
  return trees.get(source);
}

class Parser {
  constructor(tokens) {
    Object.assign(this, { tokens, at: 0 });
  }

  get next() {
    return this.tokens[this.at]?.[0];
  }

  row(...stops) {
    const items = [];
    while (this.at < this.tokens.length && !stops.includes(this.next)) {
      let item = this.scripted();
      while (this.next === "/") {
        this.at++;
        item = { kind: "over", top: bare(item), bottom: bare(this.scripted()) };
      }
      items.push(item);
    }
    return { kind: "row", items };
  }

  scripted() {
    const base = this.atom();
    let [below, above] = [null, null];
    for (;;) {
      if (this.next === "_" && !below) below = this.script();
      else if (this.next === "^" && !above) above = this.script();
      else if (this.next === "'" && !above) above = (this.at++, { kind: "sign", text: "′" });
      else break;
    }
    return below || above ? { kind: "scripts", base, below, above } : base;
  }

  script() {
    this.at++;
    const inside = bare(this.atom());
    const fences = inside.kind === "row" ? inside.items : [inside];
    for (const item of fences) if (item.kind === "fence") item.tight = true;
    return inside;
  }

  atom() {
    const [text, field, spec] = this.tokens[this.at++];
    if (field) return { kind: "field", name: field, spec };
    if (text === "(") return this.fenced();
    if (text[0] === '"') return { kind: "text", text: text.slice(1, -1) };
    if (/^\d/.test(text)) return { kind: "digits", text };
    if (text in GAPS) return { kind: "gap", width: GAPS[text] };
    if (["cases", "hat", "lr", "op"].includes(text) && this.next === "(") return this.called(text);
    if (text in LETTERS || /^[A-Za-z]$/.test(text)) return { kind: "letter", text: LETTERS[text] ?? text };
    if (WORDS.has(text)) return { kind: "text", text };
    return { kind: "sign", text: SIGNS[text] ?? (text === "-" ? "−" : text), big: text === "sum" };
  }

  fenced() {
    const inside = this.row(")");
    this.at++;
    return { kind: "fence", inside };
  }

  called(text) {
    this.at++;
    if (text !== "cases") {
      const inside = this.row(")");
      this.at++;
      return text === "hat" ? { kind: "hat", inside } : inside;
    }
    const rows = [];
    do rows.push(this.row(",", ")"));
    while (this.tokens[this.at++]?.[0] === ",");
    return { kind: "cases", rows };
  }
}

const bare = (item) => (item.kind === "fence" ? item.inside : item);

function node(tag, children = [], attributes = {}) {
  const made = document.createElementNS(SPACE, tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A tree as MathML; `parts` fill its fields. */
function drawn(tree, parts, roles) {
  const go = (item) => drawn(item, parts, roles);
  const paren = (text) => node("mo", [text], tree.tight ? { stretchy: "false", lspace: "0", rspace: "0" } : { stretchy: "true" });
  switch (tree.kind) {
    case "row": return tree.items.length === 1 ? go(tree.items[0]) : node("mrow", tree.items.map(go));
    case "over": return node("mfrac", [go(tree.top), go(tree.bottom)]);
    case "fence": return node("mrow", [paren("("), go(tree.inside), paren(")")]);
    case "text": return node("mtext", [tree.text]);
    case "digits": return node("mn", [tree.text]);
    case "gap": return node("mspace", [], { width: tree.width });
    case "letter": return tree.text === "∂" ? node("mi", ["∂"], { mathvariant: "normal" }) : node("mi", [tree.text]);
    case "sign": return node("mo", [tree.text], tree.big ? { largeop: "true", movablelimits: "false" } : tree.text === "′" ? { lspace: "0", rspace: "0" } : {});
    case "hat": return node("mover", [go(tree.inside), node("mo", ["^"])], { accent: "true" });
    case "cases": return node("mrow", [node("mo", ["{"], { stretchy: "true" }), node("mtable", tree.rows.map((row) => node("mtr", [node("mtd", [go(row)])])))]);
    case "scripts": return scripts(tree, go);
    default: return field(tree, parts[tree.name], roles[tree.name]);
  }
}

function scripts({ base, below, above }, go) {
  const limits = base.big ? "under" : "sub";
  if (below && above) return node(base.big ? "munderover" : "msubsup", [go(base), go(below), go(above)]);
  return below ? node(`m${limits}`, [go(base), go(below)]) : node(base.big ? "mover" : "msup", [go(base), go(above)]);
}

const digitsOf = (part, spec) => (spec === "p" && part.text.startsWith("−") ? `(${grouped(part.text)})` : grouped(part.text));

function field({ name, spec }, part, role) {
  if (typeof part === "string") return node("mrow", [drawn(parsed(part), {}, {})], { class: `hue-${role ?? "ink"}`, "data-part": name });
  const hue = { class: `hue-${role ?? part.role}`, "data-part": name };
  if (part.text === undefined || spec === "s") return node("mrow", [drawn(parsed(part.typst), {}, {})], hue);
  return node("mn", [digitsOf(part, spec)], { ...hue, "data-spec": spec ?? "" });
}

const isSign = (item, ...texts) => item.kind === "sign" && texts.includes(item.text);

/** A line in pieces: what is left of its first equals sign, then what each sign begins; a long line breaks between them. */
function pieces(tree) {
  const items = tree.kind === "row" ? tree.items : [tree];
  const at = items.findIndex((item) => isSign(item, "="));
  const [left, right] = [items.slice(0, Math.max(at, 0)), items.slice(Math.max(at, 0))];
  const cuts = right.map((item, k) => (k > 0 && isSign(item, "=", "+") ? k : 0)).filter(Boolean);
  return [left, ...[0, ...cuts].map((from, k) => right.slice(from, cuts[k]))];
}

function math(items, parts, roles) {
  const made = items.map((item) => drawn(item, parts, roles));
  if (items.length && isSign(items[0], "=", "+")) put(made[0], { form: "infix" });
  return node("math", [node("mrow", made)], { displaystyle: "true" });
}

/** Set a line into an element: anew when its form changed, else its digits alone. */
export function set(element, { template, parts, roles }, aligned = false) {
  const form = template + Object.values(parts).map((p) => (typeof p === "string" ? p : p.typst)).join("|");
  if (element.form !== form) {
    const [left, ...right] = aligned ? pieces(parsed(template)) : [[parsed(template)]];
    const flow = right.length ? [el("span", { class: "flow" }, ...right.map((items) => math(items, parts, roles)))] : [];
    element.replaceChildren(math(left, parts, roles), ...flow);
    Object.assign(element, { form, numbers: [...element.querySelectorAll("mn[data-part]")], symbols: [...element.querySelectorAll("mrow[data-part]")] });
  }
  for (const shown of element.numbers) {
    const { part, spec } = shown.dataset;
    const text = digitsOf(parts[part], spec);
    if (shown.firstChild.data !== text) shown.firstChild.data = text;
    hue(shown, roles[part] ?? parts[part].role);
  }
  for (const shown of element.symbols) if (typeof parts[shown.dataset.part] !== "string") hue(shown, roles[shown.dataset.part] ?? parts[shown.dataset.part].role);
}

function hue(element, role) {
  const name = `hue-${role}`;
  if (element.getAttribute("class") !== name) element.setAttribute("class", name);
}
