// What training goes by: loss, optimiser and its options, rate, batch; and what is changed less often, schedule, penalty, mean or sum.
import { el } from "explorer/dom";
import { choice, control, labelled, number, offered, tick, whole } from "explorer/controls";
import { tables } from "explorer/known";
import * as change from "explorer/lesson";
import { lossFor } from "explorer/losses";
import { OPTIMIZERS } from "explorer/optimizers";

const scored = (name) => Boolean(lossFor({ loss: name, layers: [{ units: 2 }] }));

export function rule(lesson, act, open) {
  const { training, network: { loss, delta } } = lesson;
  const { optimizer = "sgd" } = training;
  const set = (key) => (value) => act((l) => change.withTraining(l, { [key]: value }), key);
  const own = Object.entries(tables.optimizers[optimizer]).filter(([key]) => key !== "nesterov" || training.momentum);
  const losses = offered(Object.keys(tables.fits), scored, loss);
  const optimizers = offered(Object.keys(tables.optimizers), (name) => name in OPTIMIZERS, optimizer);
  const N = lesson.data.x.length;
  const batch = el("input", { id: "batch_size", type: "number", min: 1, max: N, value: training.batch_size ?? N, onchange: ({ target }) => set("batch_size")(whole(target.value, N, N)) });
  return el("div", { class: "rule" },
    el("div", { class: "row" },
      labelled("loss", loss in tables.fits ? choice("loss-name", losses, loss, (name) => act((l) => change.withLoss(l, name), "loss")) : el("span", {}, loss.replaceAll("_", " "))),
      ...(loss === "huber" ? [number("delta", "line beyond", delta ?? 1, (value) => act((l) => change.withNetwork(l, { delta: value }), "delta"))] : []),
      labelled("optimiser", choice("optimizer", optimizers, optimizer, (name) => act((l) => change.withOptimizer(l, name), "optimizer"))),
      number("learning_rate", "rate", training.learning_rate, set("learning_rate")),
      ...own.map(([key, usual]) => control(key, key, training[key] ?? usual, set(key))), labelled("batch", batch), tick("train_biases", "train_biases", training.train_biases ?? true, set("train_biases"))),
    el("details", { ".open": open || Boolean(training.schedule || training.penalty || training.reduction === "sum") }, el("summary", {}, "schedule, penalty"), schedule(training, act), penalty(training, act)));
}

/** How the rate goes over the steps, with what that takes. */
function schedule({ schedule: given }, act) {
  const { kind = "none", ...options } = given ?? {};
  const take = (key) => (value) => act((l) => change.withTraining(l, { schedule: { ...l.training.schedule, [key]: value } }), `schedule ${key}`);
  return el("div", { class: "row" },
    labelled("the rate", choice("schedule", [...new Set(["none", ...Object.keys(tables.schedules), kind])], kind, (name) => act((l) => change.withSchedule(l, name), "schedule"))),
    ...Object.entries(options).map(([key, value]) => control(`schedule-${key}`, key, value, take(key))));
}

/** What large weights cost, and what the examples of a batch are taken together by. */
function penalty({ penalty: given = {}, reduction = "mean" }, act) {
  const take = (key) => (value) => act((l) => change.withPenalty(l, { [key]: value }), key);
  return el("div", { class: "row" },
    ...["l1", "l2"].map((key) => number(key, `penalty ${key}`, given[key] ?? 0, take(key))),
    ...(given.l1 || given.l2 ? [tick("penalised-biases", "of biases too", given.biases ?? false, take("biases"))] : []),
    labelled("over a batch", choice("reduction", ["mean", "sum"], reduction, (name) => act((l) => change.withTraining(l, { reduction: name === "mean" ? null : name }), "reduction"))));
}
