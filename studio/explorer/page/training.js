// Steps of training in the page: engine/training.py in JavaScript, a run that goes on from where it was.
import { tables } from "explorer/known";
import { lossFor } from "explorer/losses";
import { OPTIMIZERS } from "explorer/optimizers";
import { flat, weightsOf, windows } from "explorer/parameters";
import { example, lossOf } from "explorer/passes";
import { slopeOf } from "explorer/penalties";
import { rate } from "explorer/schedules";
import { mean, moved, total } from "explorer/sums";

const NUMBERS = ["t", "share_m", "share_v"]; // what an optimiser has once, not for each parameter

/** The layers of an explicit lesson as the passes take them. */
export const netOf = (lesson) => lesson.network.layers.map(({ weights, biases, activation, slope }) => ({
  W: weights.map((row) => Float64Array.from(row)), b: Float64Array.from(biases ?? []), activation, slope,
}));

/** A training under way: `k` steps done, `net` as it stands, `losses` before each of them. */
export class Run {
  constructor(lesson) {
    const { network, training, data } = lesson;
    const net = netOf(lesson);
    Object.assign(this, { lesson, k: 0, net, losses: [], loss: lossFor(network), over: training.reduction === "sum" ? total : mean });
    this.weights = weightsOf(net);
    this.held = this.holds();
    this.trained = training.train_biases === false ? this.weights : this.held.length;
    this.optimizer = new OPTIMIZERS[training.optimizer]({ ...tables.optimizers[training.optimizer], ...training, v: this.velocity() });
    this.size = training.batch_size ?? data.x.length;
  }

  /** Of every parameter whether its layer is not trained. */
  holds() {
    const whole = (value) => ({ W, b }) => ({ W: W.map((row) => row.map(() => value)), b: b.map(() => value) });
    return flat(this.net.map((layer, k) => whole(this.lesson.network.layers[k].train === false ? 1 : 0)(layer)));
  }

  /** The velocity that the lesson begins with, 0 where it says none. */
  velocity() {
    const given = this.lesson.training.velocity;
    if (!given) return null;
    return flat(this.net.map(({ W, b }, k) => ({ W: given[k].W ?? W.map((row) => row.map(() => 0)), b: given[k].b ?? b.map(() => 0) }))).slice(0, this.trained);
  }

  /** The indices of the batch of the step to come. */
  get batch() {
    const N = this.lesson.data.x.length;
    return [...Array(this.size).keys()].map((m) => (this.k * this.size + m) % N);
  }

  /** The loss of a batch, the mean over its examples or their sum, of the network as it stands. */
  lossOver(batch) {
    const { x, y } = this.lesson.data;
    return this.over(batch.map((m) => lossOf(this.net, this.loss, x[m], y[m])));
  }

  /** Take a step; the update of every layer, the examples of the batch, and L before it. */
  step() {
    const { data: { x, y }, training } = this.lesson;
    const { batch } = this;
    const examples = batch.map((m) => example(this.net, this.loss, x[m], y[m]));
    const L = this.over(examples.map((e) => e.L));
    const g = flat(this.net.map((_, k) => this.gradient(examples.map((e) => e.backward[this.net.length - 1 - k]))));
    const w = flat(this.net);
    const Omega = training.penalty ? slopeOf(training.penalty, w, this.weights) : null;
    const J = Omega && g.map((d, k) => d + Omega[k]);
    const [slope, moving] = [J ?? g, w].map((v) => v.subarray(0, this.trained));
    const before = this.optimizer.memory(slope);
    const step = new Float64Array(w.length);
    step.set(this.optimizer.step(slope, moving, rate(training, this.k)).map((s, k) => (this.held[k] ? 0 : s)));
    const update = this.update({ w, g, step, Omega, J, before, after: { ...this.optimizer.memory(slope), ...this.optimizer.madeOf?.() } });
    this.net = update.map(({ W_new, b_new }, k) => ({ ...this.net[k], W: W_new, b: b_new }));
    this.k += 1;
    this.losses.push(L);
    return { update, examples, batch, L };
  }

  /** The slopes of a layer's parameters over the batch. */
  gradient(records) {
    const row = (rows) => rows[0].map((_, j) => this.over(rows.map((each) => each[j])));
    return { W: records[0].dL_dW.map((_, i) => row(records.map((r) => r.dL_dW[i]))), b: row(records.map((r) => r.dL_db)) };
  }

  /** The records of the layers' updates, from vectors of all parameters. */
  update({ w, g, step, Omega, J, before, after }) {
    const of = (vector) => windows(vector, this.net);
    const fresh = of(w.map((v, k) => moved(v, step[k])));
    const penalised = Omega ? { Omega: of(Omega), J: of(J) } : {};
    const [old, slopes, taken] = [w, g, step].map(of);
    const [state_before, state] = [before, after].map((values) => this.remembered(values));
    return this.net.map((_, k) => ({
      l: k + 1, ...old[k], dL_dW: slopes[k].W, dL_db: slopes[k].b, step_W: taken[k].W, step_b: taken[k].b, W_new: fresh[k].W, b_new: fresh[k].b,
      ...Object.fromEntries(Object.entries(penalised).flatMap(([name, layers]) => ["W", "b"].map((p) => [`d${name}_d${p}`, layers[k][p]]))),
      ...(state_before[k] && { state_before: state_before[k] }), ...(state[k] && { state: state[k] }),
    }));
  }

  /** What an optimiser remembers, layer by layer: of every parameter that is trained, and nothing of a layer that is held. */
  remembered(values) {
    const arrays = Object.entries(values).filter(([name]) => !NUMBERS.includes(name)).map(([name, value]) => {
      const whole = new Float64Array(this.held.length);
      whole.set(value);
      return [name, windows(whole, this.net)];
    });
    const numbers = Object.fromEntries(NUMBERS.filter((name) => name in values).map((name) => [name, values[name]]));
    return this.net.map(({ b }, k) => {
      if (!arrays.length || this.lesson.network.layers[k].train === false) return null;
      const named = b.length && this.trained > this.weights ? ["W", "b"] : ["W"];
      return { ...numbers, ...Object.fromEntries(arrays.flatMap(([name, layers]) => named.map((p) => [`${name}_${p}`, layers[k][p]]))) };
    });
  }
}
