// A live gradient check: the chosen number is nudged by h both ways, and the measured slope stands beside the computed one.
import { byId, el, write } from "explorer/dom";
import { fmt, grouped } from "explorer/numbers";
import { valueAt, withValue } from "explorer/lesson";
import { called, parts } from "explorer/places";

export function nudge(app) {
  const body = byId("nudge").querySelector(".body");
  const h = el("select", { id: "h", "aria-label": "How far to nudge" }, ...[0.1, 0.01, 0.001].map((v) => el("option", { value: v, ".selected": v === 0.01 }, `h = ${v}`)));
  const go = el("button", { type: "button", id: "measure" }, "nudge it");
  const what = el("p", { class: "small" });
  const table = el("table", { class: "measured" });
  body.append(el("div", { class: "row" }, h, go), what, table);
  let shown = null;

  go.addEventListener("click", async () => {
    const { at, m } = app.state;
    const lesson = app.present;
    const value = valueAt(lesson, at, m);
    if (value === null || !app.t.dense) return write(what, "Choose a weight, a bias or an input.");
    const step = Number(h.value);
    try {
      const ask = (v) => app.engine.once({ lesson: withValue(lesson, at, v, m), k: 0, m });
      const [up, down] = [await ask(value + step), await ask(value - step)];
      shown = { id: app.answer.id, at };
      tell(app, at, step, up.example.L, down.example.L);
    } catch (error) {
      app.tell(error.message);
    }
  });

  function tell(app_, at, step, up, down) {
    const measured = (up - down) / (2 * step);
    const rows = [["L, nudged up", up], ["L, nudged down", down], ["measured slope", measured], ["computed slope", slope(app_.t, at)]];
    table.replaceChildren(...rows.map(([name, v]) => el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, v === null ? "" : grouped(fmt(v))))));
  }

  return () => {
    byId("nudge").hidden = !app.t.dense;
    if (app.running) return;
    const { at } = app.state;
    write(what, `${called(at)}: the slope is (L up − L down) / 2h`);
    if (shown && (shown.id !== app.answer.id || shown.at !== at)) {
      shown = null;
      table.replaceChildren();
    }
  };
}

function slope(t, at) {
  const { kind, at: [l, i, j] } = parts(at);
  if (kind === "W") return t.values("dL_dW", l)[i][j];
  if (kind === "b") return t.values("dL_db", l)[i];
  if (kind === "n" && l === 0) return t.values("dL_da_in", 1)[i];
  return null;
}
