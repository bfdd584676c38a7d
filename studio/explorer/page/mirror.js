// The engine's place in a page without one: answers as studio/explorer/answers.py does, for dense networks.
import { tables } from "explorer/known";
import { example } from "explorer/passes";
import { Run } from "explorer/training";
import { wrong } from "explorer/rules";

/** Everything of example m after k steps, and the step that follows. */
export function answer({ lesson, k, m }, run = null) {
  const going = run?.lesson === lesson && run.k <= k ? run : new Run(lesson);
  while (going.k < k) going.step();
  const { net } = going;
  const looked = example(net, lesson.network.loss, lesson.data.x[m], lesson.data.y[m]);
  const { update, examples, batch, L } = going.step();
  const L_new = going.meanLoss(batch);
  const step = {
    L, L_new, update, losses: [...going.losses, L_new],
    each_L: examples.map((e) => e.L), each_a: examples.map((e) => e.forward.at(-1).a),
  };
  if (![looked.L, L, L_new].every(Number.isFinite)) throw new Error(`training leaves the finite numbers at step ${k}. Lower the rate`);
  const first = k * going.size;
  return { kind: "whole", first, count: lesson.data.x.length, example: looked, parameters: net.map(({ W, b }) => ({ W, b })), step };
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

/** The mirror with the manners of the socket: asked, it answers at once. */
export class Mirror {
  constructor(hear) {
    this.hear = hear;
    this.name = "mirror";
  }

  ask(question) {
    try {
      const reason = wrong(question.lesson);
      if (reason) throw new Error(reason);
      this.hear({ id: question.id, ...answer(question) });
    } catch (error) {
      this.hear({ id: question.id, wrong: error.message });
    }
  }

  async draw(lesson) {
    return drawn(lesson);
  }

  async once(question) {
    return answer(question);
  }
}
