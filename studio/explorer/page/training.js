// Steps of training in the page: the optimisers of engine/optimizers.py, and a run that goes on from where it was.
import { example, lossOf } from "explorer/passes";
import { mean, moved } from "explorer/sums";
import { tables } from "explorer/known";

const fill = (n) => new Float64Array(n);

export const RULES = {
  sgd: ({ learning_rate: eta, momentum = 0, nesterov = false }) => {
    let v = null;
    return (g) => {
      if (!momentum) return g.map((d) => eta * d);
      v = v ? v.map((o, k) => momentum * o + g[k]) : g.slice();
      return g.map((d, k) => eta * (nesterov ? d + momentum * v[k] : v[k]));
    };
  },
  rmsprop: ({ learning_rate: eta, alpha, eps }) => {
    let s = null;
    return (g) => {
      s ??= fill(g.length);
      s = s.map((o, k) => alpha * o + (1 - alpha) * g[k] * g[k]);
      return g.map((d, k) => (eta * d) / (Math.sqrt(s[k]) + eps));
    };
  },
  adam: ({ learning_rate: eta, betas: [one, two], eps }) => {
    let [m, s, t] = [null, null, 0];
    return (g) => {
      t += 1;
      m = (m ?? fill(g.length)).map((o, k) => one * o + (1 - one) * g[k]);
      s = (s ?? fill(g.length)).map((o, k) => two * o + (1 - two) * g[k] * g[k]);
      return g.map((_, k) => (eta * (m[k] / (1 - one ** t))) / (Math.sqrt(s[k] / (1 - two ** t)) + eps));
    };
  },
};

/** The layers of an explicit lesson as the passes take them. */
export const netOf = (lesson) => lesson.network.layers.map(({ weights, biases, activation, slope }) => ({
  W: weights.map((row) => Float64Array.from(row)), b: Float64Array.from(biases ?? []), activation, slope,
}));

/** A training under way: `k` steps done, `net` as it stands, `losses` before each of them. */
export class Run {
  constructor(lesson) {
    Object.assign(this, { lesson, k: 0, net: netOf(lesson), losses: [] });
    const { training } = lesson;
    this.rule = RULES[training.optimizer]({ ...tables.optimizers[training.optimizer], ...training });
    this.frozen = training.train_biases === false;
    this.size = training.batch_size ?? lesson.data.x.length;
  }

  /** The indices of the batch of the step to come. */
  get batch() {
    const N = this.lesson.data.x.length;
    return [...Array(this.size).keys()].map((m) => (this.k * this.size + m) % N);
  }

  /** Take a step; the update of every layer, the examples of the batch, and L before it. */
  step() {
    const { x, y } = this.lesson.data;
    const { loss } = this.lesson.network;
    const examples = this.batch.map((m) => example(this.net, loss, x[m], y[m]));
    const L = mean(examples.map((e) => e.L));
    const g = this.net.map((_, k) => meanGradient(examples.map((e) => e.backward[this.net.length - 1 - k])));
    const flat = flatten(g.map((part) => part.dL_dW), this.frozen ? [] : g.map((part) => part.dL_db));
    const step = this.rule(flat);
    const update = this.moved(g, step);
    this.net = update.map(({ W_new, b_new }, k) => ({ ...this.net[k], W: W_new, b: b_new }));
    const batch = this.batch;
    this.k += 1;
    this.losses.push(L);
    return { update, examples, batch, L };
  }

  /** The records of the layers' updates; the step holds every W, then every b, as in engine/parameters.py. */
  moved(g, step) {
    let at = 0;
    const taken = this.net.map(({ W }) => W.map((row) => step.slice(at, (at += row.length))));
    return this.net.map(({ W, b }, k) => {
      const step_b = this.frozen ? fill(b.length) : step.slice(at, (at += b.length));
      const W_new = W.map((row, i) => row.map((w, j) => moved(w, taken[k][i][j])));
      return { l: k + 1, W, b, dL_dW: g[k].dL_dW, dL_db: g[k].dL_db, step_W: taken[k], step_b, W_new, b_new: b.map((v, i) => moved(v, step_b[i])) };
    });
  }

  /** The mean loss of these examples with the network as it stands. */
  meanLoss(batch) {
    const { x, y } = this.lesson.data;
    return mean(batch.map((m) => lossOf(this.net, this.lesson.network.loss, x[m], y[m])));
  }
}

function meanGradient(records) {
  const dL_dW = records[0].dL_dW.map((row, i) => row.map((_, j) => mean(records.map((r) => r.dL_dW[i][j]))));
  return { dL_dW, dL_db: records[0].dL_db.map((_, i) => mean(records.map((r) => r.dL_db[i]))) };
}

function flatten(W, b) {
  const parts = [...W.flat(), ...b];
  const out = fill(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) out.set(part, (at += part.length) - part.length);
  return out;
}
