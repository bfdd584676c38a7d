// Predict first: questions about the present network, asked before they are shown, answered from the trace.
import { byId, el, write } from "explorer/dom";
import { fmt, grouped } from "explorer/numbers";
import { last } from "explorer/moments";
import { called, place } from "explorer/places";

/** Every card that has a clear answer on this network: a question, its choices, which is right, and why. */
export function questions(t) {
  return [rises, moves, sign, turned, silent].map((make) => make(t)).filter(Boolean);
}

function rises(t) {
  if (!t.step || t.step.L === t.step.L_new) return null;
  return {
    ask: `The step is taken at a rate of ${fmt(t.lesson.training.learning_rate)}. What does the loss of the batch do?`, choices: ["it falls", "it rises"],
    right: t.step.L_new < t.step.L ? 0 : 1, why: `It goes from ${fmt(t.step.L)} to ${fmt(t.step.L_new)}.`,
  };
}

function moves(t) {
  if (!t.step) return null;
  const all = t.step.update.flatMap((u, k) => [...u.step_W].flatMap((row, i) => [...row].map((v, j) => ({ at: place("W", k + 1, i, j), size: Math.abs(v) }))));
  const ranked = all.sort((a, b) => b.size - a.size);
  if (ranked.length < 3 || fmt(ranked[0].size) === fmt(ranked[1].size)) return null;
  const offered = [ranked[0], ranked[Math.floor(ranked.length / 2)], ranked.at(-1)];
  if (new Set(offered.map(({ size }) => fmt(size))).size < 3) return null;
  const order = offered.map((one, k) => ({ ...one, key: (one.at.length * 7 + k * 5 + ranked.length) % 3 })).sort((a, b) => a.key - b.key || (a.at < b.at ? -1 : 1));
  return {
    ask: "Which of these weights does the step move most?", choices: order.map(({ at }) => called(at)),
    right: order.findIndex(({ at }) => at === ranked[0].at), why: `${called(ranked[0].at)} moves by ${fmt(ranked[0].size)}, the most of all.`,
  };
}

function sign(t) {
  const value = t.values("delta", t.D)[0];
  if (value === 0) return null;
  return {
    ask: "Should the first output have been larger or smaller?", choices: ["larger", "smaller"], right: value < 0 ? 0 : 1,
    why: `Its delta is ${fmt(value)}: raising its sum would make the loss ${value > 0 ? "rise" : "fall"}.`,
  };
}

function turned(t) {
  if (t.D < 2 || t.sizes[t.D] < 2 || t.sizes[t.D - 1] < 2) return null;
  return {
    ask: `The blame of the first neuron of layer ${t.D - 1} is a sum over the outputs. Which weights does it take from the matrix of layer ${t.D}?`,
    choices: ["a row", "a column"], right: 1, why: "The column of the weights that leave the neuron: the matrix is turned over.",
  };
}

function silent(t) {
  if (t.D < 2) return null;
  const dead = [...t.values("da_dz", 1)].findIndex((v) => v === 0);
  const [l, i] = [1, dead >= 0 ? dead : 0];
  if (!["relu", "leaky_relu"].includes(t.activation(1))) return null;
  return {
    ask: `Does any blame pass through neuron ${i + 1} of layer ${l} for this example?`, choices: ["yes", "no"], right: t.values("delta", l)[i] === 0 ? 1 : 0,
    why: `Its delta is ${fmt(t.values("delta", l)[i])}.`,
  };
}

export function cards(app) {
  const card = byId("cards");
  const body = card.querySelector(".body");
  const [ask, why] = [el("p", { class: "ask" }), el("p", { class: "why", role: "status" })];
  const choices = el("div", { class: "row choices" });
  const next = el("button", { type: "button", id: "next-card" }, "another");
  body.append(ask, choices, why, next);
  let [n, shown, before] = [0, null, ""];
  next.addEventListener("click", () => {
    n += 1;
    shown = null;
    app.draw();
  });

  return () => {
    const { t, answer } = app;
    if (app.running || answer.draft) return;
    if (!t.dense || (!t.step && !shown)) return void (card.hidden = !t.dense);
    if (shown === answer.id) return;
    const all = questions(t);
    card.hidden = !all.length;
    if (card.hidden) return;
    shown = answer.id;
    const one = all[n % all.length];
    const same = JSON.stringify(one);
    if (same === before) return;
    before = same;
    write(ask, one.ask);
    write(why, "");
    choices.replaceChildren(...one.choices.map((text, k) => el("button", { type: "button", "data-right": k === one.right ? "yes" : "no", onclick: ({ target }) => {
      for (const button of choices.children) button.className = button.dataset.right === "yes" ? "right" : "";
      target.classList.add("taken");
      write(why, `${k === one.right ? "Yes." : "No."} ${grouped(one.why)}`);
      app.look({ moment: last(app.D) });
    } }, text)));
  };
}
