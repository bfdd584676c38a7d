// Optimisers: engine/optimizers.py in JavaScript, from the slope g of every trained parameter w to the step that is subtracted.
const zeros = (v, g) => v ?? new Float64Array(g.length);

class Sgd {
  constructor({ momentum = 0, nesterov = false, v = null }) {
    Object.assign(this, { momentum, nesterov, v });
  }

  step(g, w, eta) {
    const { momentum, nesterov } = this;
    if (!momentum) return g.map((d) => eta * d);
    this.v = this.v ? this.v.map((o, k) => momentum * o + g[k]) : g.slice();
    return g.map((d, k) => eta * (nesterov ? d + momentum * this.v[k] : this.v[k]));
  }

  memory(g) {
    return this.momentum ? { velocity: zeros(this.v, g) } : {};
  }
}

class RmsProp {
  constructor({ alpha, eps }) {
    Object.assign(this, { alpha, eps });
  }

  step(g, w, eta) {
    const { alpha, eps } = this;
    this.v = zeros(this.v, g).map((o, k) => alpha * o + (1 - alpha) * g[k] * g[k]);
    return g.map((d, k) => (eta * d) / (Math.sqrt(this.v[k]) + eps));
  }

  memory(g) {
    return { v: zeros(this.v, g) };
  }
}

class AdaGrad {
  constructor({ eps }) {
    this.eps = eps;
  }

  step(g, w, eta) {
    this.accumulator = zeros(this.accumulator, g).map((o, k) => o + g[k] * g[k]);
    return g.map((d, k) => (eta * d) / (Math.sqrt(this.accumulator[k]) + this.eps));
  }

  memory(g) {
    return { accumulator: zeros(this.accumulator, g) };
  }
}

/** A decay that is given is adamw's. */
class Adam {
  constructor({ betas, eps, weight_decay = 0 }) {
    Object.assign(this, { betas, eps, weight_decay, t: 0 });
  }

  step(g, w, eta) {
    const { betas: [one, two], eps, weight_decay } = this;
    this.t += 1;
    this.m = zeros(this.m, g).map((o, k) => one * o + (1 - one) * g[k]);
    this.v = zeros(this.v, g).map((o, k) => two * o + (1 - two) * g[k] * g[k]);
    const [share_m, share_v] = [1 - one ** this.t, 1 - two ** this.t];
    const [m_hat, v_hat] = [this.m.map((m) => m / share_m), this.v.map((v) => v / share_v)];
    this.fair = { t: this.t, share_m, share_v, m_hat, v_hat };
    const step = m_hat.map((m, k) => (eta * m) / (Math.sqrt(v_hat[k]) + eps));
    return weight_decay ? step.map((s, k) => s + eta * weight_decay * w[k]) : step;
  }

  memory(g) {
    return { m: zeros(this.m, g), v: zeros(this.v, g) };
  }

  madeOf() {
    return this.fair;
  }
}

/** The step knows only the sign of c. */
class Lion {
  constructor({ betas, weight_decay }) {
    Object.assign(this, { betas, weight_decay });
  }

  step(g, w, eta) {
    const { betas: [ofStep, kept], weight_decay } = this;
    const m = zeros(this.m, g);
    this.c = m.map((o, k) => ofStep * o + (1 - ofStep) * g[k]);
    this.m = m.map((o, k) => kept * o + (1 - kept) * g[k]);
    return this.c.map((c, k) => eta * (weight_decay ? Math.sign(c) + weight_decay * w[k] : Math.sign(c)));
  }

  memory(g) {
    return { m: zeros(this.m, g) };
  }

  madeOf() {
    return { c: this.c };
  }
}

/** By name: step(g, w, eta), memory(g), what it remembers, and madeOf(), what else its last step was made of. */
export const OPTIMIZERS = { sgd: Sgd, rmsprop: RmsProp, adagrad: AdaGrad, adam: Adam, adamw: Adam, lion: Lion };
