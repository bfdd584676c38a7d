// The largest value, blame and slope of every layer, as bars on a scale of powers of ten: where a signal dies, or explodes.
import { byId, el, write } from "explorer/dom";
import { knowsA, knowsDelta } from "explorer/moments";
import { fmt, grouped } from "explorer/numbers";

const DECADES = 6;
const ROWS = [["a", "|a|", "forward"], ["delta", "|δ|", "backward"], ["dL_dW", "|∂L/∂w|", "backward striped"]];

export function sizes(app) {
  const card = byId("sizes");
  const body = card.querySelector(".body");
  let built = 0;
  let bars = [];
  return () => {
    const { t, state } = app;
    card.hidden = !t.dense;
    if (card.hidden) return;
    if (built !== t.D) {
      built = t.D;
      bars = [];
      body.replaceChildren(...[...Array(t.D).keys()].map((k) => layer(k + 1, bars)));
    }
    const all = bars.map(({ l, name }) => largest(t.values(name, l)));
    const top = Math.ceil(Math.log10(Math.max(...all.map(Math.abs), 1e-300)));
    bars.forEach(({ l, name, bar, text }, k) => {
      const known = name === "a" ? knowsA(state.moment, l) : knowsDelta(state.moment, l, t.D);
      const size = Math.abs(all[k]);
      const part = known && size ? Math.max(0.01, Math.min(1, (Math.log10(size) - top + DECADES) / DECADES)) : 0;
      bar.style.clipPath = `inset(0 ${(100 - 100 * part).toFixed(1)}% 0 0)`; // not its width: that would lay the page out anew
      if (!app.running) write(text, known ? grouped(fmt(size)) : "");
    });
  };
}

function layer(l, bars) {
  return el("div", { class: "sizes" }, el("h3", {}, `layer ${l}`), ...ROWS.map(([name, label, hue]) => {
    const bar = el("i", { class: hue });
    const text = el("span");
    bars.push({ l, name, bar, text });
    return el("p", {}, el("b", {}, label), el("span", { class: "track" }, bar), text);
  }));
}

/** The number that is largest in size, sign and all. */
function largest(values) {
  let most = 0;
  for (const row of values) for (const v of typeof row === "number" ? [row] : row) if (Math.abs(v) > Math.abs(most)) most = v;
  return most;
}
