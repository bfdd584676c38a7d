// The engine's place in a page without one: answers as studio/explorer/answers.py does, for dense networks.
import { start, tables } from "explorer/known";
import { computes } from "explorer/activations";
import { lossFor } from "explorer/losses";
import { example } from "explorer/passes";
import { rate } from "explorer/schedules";
import { OPTIMIZERS } from "explorer/optimizers";
import { Run } from "explorer/training";
import { countParameters, wrong } from "explorer/rules";

const LAYER = new Set(["kind", "units", "activation", "slope", "weights", "bias", "biases", "train"]);
const NETWORK = new Set(["inputs", "layers", "loss", "delta", "init"]);
const TRAINING = new Set(["optimizer", "learning_rate", "schedule", "batch_size", "reduction", "penalty", "train_biases", "velocity", "steps", "record", "stop"]);

const known = new WeakMap();

/** Whether this page computes such a lesson itself. */
export function knows(lesson) {
  if (!known.has(lesson)) known.set(lesson, everyWord(lesson));
  return known.get(lesson);
}

/** Whether every word of a lesson is one that the lines here know. */
function everyWord({ network, training }) {
  const { optimizer = "sgd" } = training;
  const own = tables.optimizers[optimizer];
  return network.layers.every((layer) => (layer.kind ?? "dense") === "dense" && computes(layer.activation) && only(layer, LAYER)) && only(network, NETWORK)
    && Boolean(lossFor(network)) && optimizer in OPTIMIZERS && only(training, { has: (key) => TRAINING.has(key) || key in own });
}

const only = (table, words) => Object.keys(table).every((key) => words.has(key) || table[key] === null || table[key] === undefined);

/** Everything of example m after k steps, and the step that follows. */
export function answer({ lesson, k, m }, run = null) {
  const going = run?.lesson === lesson && run.k <= k ? run : new Run(lesson);
  while (going.k < k) going.step();
  const { net, loss } = going;
  const looked = example(net, loss, lesson.data.x[m], lesson.data.y[m]);
  const eta = rate(lesson.training, k);
  const { update, examples, batch, L } = going.step();
  const L_new = going.lossOver(batch);
  const step = {
    L, L_new, eta, update, losses: [...going.losses, L_new],
    each_L: examples.map((e) => e.L), each_a: examples.map((e) => e.forward.at(-1).a),
  };
  if (![looked.L, L, L_new].every(Number.isFinite)) throw new Error(`training leaves the finite numbers at step ${k}. Lower the rate`);
  const first = k * going.size;
  return { kind: "whole", first, count: lesson.data.x.length, example: looked, parameters: net.map(({ W, b }) => ({ W, b })), step };
}

const QUICK = 3000; // parameters times examples of a step that is sketched too

/** The example alone, and where that is quick the step that follows; nothing where it cannot be. */
export function sketched(question) {
  const { lesson, m } = question;
  if (wrong(lesson)) return null;
  try {
    const size = lesson.training.batch_size ?? lesson.data.x.length;
    if (countParameters(lesson.network) * size <= QUICK) return answer(question);
    const { net, loss } = new Run(lesson);
    const looked = example(net, loss, lesson.data.x[m], lesson.data.y[m]);
    return Number.isFinite(looked.L) ? { kind: "example", example: looked, parameters: net.map(({ W, b }) => ({ W, b })) } : null;
  } catch {
    return null; // the engine says what is wrong
  }
}

/** First weights by the lesson's rule: numpy's own numbers, which the page carries for a few seeds. */
export function drawn(lesson) {
  const { init, inputs, layers } = lesson.network;
  const { method, seed = 0, scale = 1 } = { method: "xavier_normal", ...init };
  const stream = tables.draws?.[seed]?.[method.endsWith("uniform") ? "uniform" : "normal"];
  let [at, n_in] = [0, inputs];
  const made = layers.map(({ units }) => {
    const [low, wide] = rule(method, units, n_in, scale);
    const W = [...Array(units)].map(() => [...Array(n_in)].map(() => (method === "zeros" ? 0 : low + wide * stream?.[at++])));
    n_in = units;
    return W;
  });
  if (method !== "zeros" && (!stream || at > stream.length)) {
    throw new Error(`this page draws ${tables.draws[0].normal.length} weights of the seeds 0 to ${tables.draws.length - 1}`);
  }
  return made;
}

function rule(method, n, n_in, scale) {
  const half = { xavier_uniform: Math.sqrt(6 / (n_in + n)), he_uniform: Math.sqrt(6 / n_in), uniform: scale }[method];
  if (half !== undefined) return [-half, half - -half];
  return [0, { xavier_normal: Math.sqrt(2 / (n_in + n)), he_normal: Math.sqrt(2 / n_in), normal: scale }[method]];
}

/** The mirror with the manners of the socket: asked, it answers at once; what it does not know is shown as it was computed. */
export class Mirror {
  constructor(hear) {
    Object.assign(this, { hear, name: "mirror" });
  }

  ask(question) {
    try {
      this.hear({ ...this.answered(question), id: question.id });
    } catch (error) {
      this.hear({ id: question.id, wrong: error.message });
    }
  }

  answered({ lesson, k, m }) {
    if (!knows(lesson)) return computed(lesson, k, m);
    const reason = wrong(lesson);
    if (reason) throw new Error(reason);
    return answer({ lesson, k, m });
  }

  async draw(lesson) {
    if (!knows(lesson)) throw new Error(FIXED);
    return drawn(lesson);
  }

  async once(question) {
    return this.answered(question);
  }
}

const FIXED = "this page shows this network as it was computed; run backreel explore to change it";

/** What the engine computed when the page was written. */
function computed(lesson, k, m) {
  const same = (key) => JSON.stringify(lesson[key]) === JSON.stringify(start.lesson[key]);
  const found = start.computed?.[m];
  if (!found || k !== (start.k ?? 0) || !["network", "data", "training"].every(same)) throw new Error(FIXED);
  return found;
}
