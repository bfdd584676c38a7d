// The table of examples: choose one, change what goes in and what is wanted, paste a table, take a built-in set.
import { byId, el, write } from "explorer/dom";
import { csv } from "explorer/csv";
import { tables } from "explorer/known";
import { fmt, grouped } from "explorer/numbers";
import { withData, withExamples, withValue } from "explorer/lesson";
import { named } from "explorer/labels";
import { place } from "explorer/places";

const MOST = 60; // rows that are written out

export function examples(app) {
  const body = byId("examples").querySelector(".body");
  const table = el("table");
  const draw = (lesson) => app.engine.draw(lesson);
  const take = (x, y) => app.make((lesson) => withExamples(lesson, x, y, draw), "", { m: Infinity });
  const set = el("select", { id: "dataset", "aria-label": "A built-in set", onchange: ({ target }) => {
    const { x, labels } = tables.datasets[target.value] ?? {};
    const width = Math.min(2, app.state.lesson.network.layers.at(-1).units);
    if (x) take(x, labels.map((v) => (width === 1 ? [v] : [1 - v, v])));
    target.value = "";
  } }, el("option", { value: "" }, "a built-in set"), ...Object.keys(tables.datasets).map((name) => el("option", {}, name)));
  const pasted = el("textarea", { id: "csv", rows: 4, "aria-label": "Your own table: a header row, then an example a row", placeholder: "x1,x2,kind\n0.1,0.9,cat\n0.8,0.2,dog" });
  const targets = el("input", { id: "targets", type: "text", "aria-label": "Target columns", placeholder: "target columns: kind" });
  const use = el("button", { type: "button", id: "use-csv", onclick: () => app.make((lesson) => {
    const { x, y } = csv(pasted.value, targets.value);
    return withExamples(lesson, x, y, draw);
  }, "", { m: Infinity }) }, "use this table");
  const more = el("button", { type: "button", id: "more", onclick: () => {
    const { x, y } = app.present.data;
    app.change(withData(app.present, { x: [...x, x[app.state.m]], y: [...y, y[app.state.m]] }), "", { m: x.length });
  } }, "one more");
  const fewer = el("button", { type: "button", id: "fewer", onclick: () => {
    const { x, y } = app.present.data;
    const rest = (rows) => rows.filter((_, k) => k !== app.state.m);
    if (x.length > 1) app.change(withoutBatch(withData(app.present, { x: rest(x), y: rest(y) })), "", { m: Math.max(0, app.state.m - 1) });
  } }, "one fewer");
  body.append(el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "All examples" }, table), el("div", { class: "row" }, set, more, fewer),
    el("details", {}, el("summary", {}, "paste a table (CSV)"), pasted, el("div", { class: "row" }, targets, use)));
  table.addEventListener("change", ({ target }) => {
    const value = Number(target.value);
    if (target.type === "radio") app.look({ m: Number(target.value) });
    else if (target.value.trim() && Number.isFinite(value)) app.change(withValue(app.present, target.dataset.where, value, Number(target.dataset.m)), `data ${target.dataset.where} ${target.dataset.m}`);
  });
  let form = "";
  return () => {
    if (app.running) return;
    const { x, y } = app.state.lesson.data;
    const { each_L, each_a } = app.answer.step ?? {};
    const { first = 0 } = app.answer;
    const wanted = JSON.stringify([x.length, x[0].length, y[0].length, app.state.lesson.names, app.t.dense, app.t.sizes.at(-1)]);
    if (form !== wanted) {
      form = wanted;
      rows(table, app);
    }
    fill(table, app, (m, N) => {
      const at = each_L ? (m - (first % N) + N) % N : -1;
      return at >= 0 && at < each_L.length ? { L: each_L[at], a: each_a[at] } : null;
    });
  };
}

const withoutBatch = ({ training: { batch_size, ...training }, ...lesson }) => ({ ...lesson, training });

function rows(table, app) {
  const { x, y } = app.state.lesson.data;
  const dense = app.t.sizes[app.t.D] === y[0].length && app.t.dense;
  const { inputs = [], outputs = [] } = app.state.lesson.names ?? {};
  const th = (name, k, own) => el("th", { scope: "col" }, own ?? named(name, null, ...(k === undefined ? [] : [k])));
  const head = el("tr", {}, el("td"), ...x[0].map((_, j) => th("x", j, inputs[j])), ...y[0].map((_, i) => th("y", i, outputs[i])), ...(dense ? y[0].map((_, i) => th("a", i)) : []), th("L"));
  const cell = (where, m, label) => el("td", {}, el("input", { type: "text", inputmode: "decimal", autocomplete: "off", "data-where": where, "data-m": m, "aria-label": `${label} of example ${m + 1}` }));
  const made = x.slice(0, MOST).map((row, m) => el("tr", {},
    el("td", {}, el("input", { type: "radio", name: "example", value: m, "aria-label": `look at example ${m + 1}` })),
    ...row.map((_, j) => cell(place("n", 0, j), m, `x${j + 1}`)), ...y[m].map((_, i) => cell(place("y", i), m, `y${i + 1}`)),
    ...(dense ? y[m].map(() => el("td", { class: "hue-forward" })) : []), el("td", { class: "hue-loss" })));
  table.replaceChildren(el("thead", {}, head), el("tbody", {}, ...made));
}

function fill(table, app, told) {
  const { x, y } = app.state.lesson.data;
  [...table.tBodies[0].rows].forEach((row, m) => {
    row.className = m === app.state.m ? "looked" : "";
    const [radio, ...boxes] = row.querySelectorAll("input");
    radio.checked = m === app.state.m;
    [...x[m], ...y[m]].forEach((v, k) => {
      if (document.activeElement !== boxes[k]) boxes[k].value = grouped(fmt(v));
    });
    const said = told(m, x.length);
    const out = [...row.cells].slice(1 + boxes.length);
    out.forEach((cell, k) => write(cell, !said ? "" : k < out.length - 1 ? grouped(fmt(said.a[k])) : grouped(fmt(said.L))));
  });
}
