// What is in sight is drawn at once; what is not follows when there is time.
const PATIENCE = 150; // milliseconds that it waits at most
const [soon, never] = globalThis.requestIdleCallback ? [requestIdleCallback, cancelIdleCallback] : [(act) => setTimeout(act, 50), clearTimeout];

export class Sight {
  /** `pictures` by the card that each is drawn on; null where there is none. */
  constructor(pictures) {
    Object.assign(this, { pictures, unseen: new Set(), due: 0 });
    const watch = new IntersectionObserver((all) => all.forEach(({ target, isIntersecting }) => this.unseen[isIntersecting ? "delete" : "add"](target)));
    for (const [, card] of pictures) if (card) watch.observe(card);
  }

  /** Draw what is seen, then the rest and tell `done`; in a run the rest is left. */
  draw(app, done) {
    const [seen, rest] = [false, true].map((out) => this.pictures.filter(([, card]) => this.unseen.has(card) === out));
    for (const [picture] of seen) picture(app);
    never(this.due);
    if (app.running) return;
    const last = () => {
      if (!app.answered) return; // another lesson stands by now, and is drawn as soon as it is answered
      for (const [picture] of rest) picture(app);
      done();
    };
    if (rest.length) this.due = soon(last, { timeout: PATIENCE });
    else done();
  }
}
