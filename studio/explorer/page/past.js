// What was: every lesson that the page had, to go back to and forward again; a slider that is drawn along is one step.
const MOST = 200;
const SAME = 600; // milliseconds in which changes of one thing are one step

export class Past {
  constructor() {
    Object.assign(this, { before: [], after: [], what: "", when: 0 });
  }

  /** Note what was, before `what` changes it. */
  note(state, what, now = performance.now()) {
    const going = what && what === this.what && now - this.when < SAME;
    if (!going) this.before = [...this.before.slice(1 - MOST), state];
    Object.assign(this, { after: [], what, when: now });
  }

  undo(state) {
    return this.turn("before", "after", state);
  }

  redo(state) {
    return this.turn("after", "before", state);
  }

  turn(from, to, state) {
    if (!this[from].length) return null;
    const found = this[from].at(-1);
    Object.assign(this, { what: "", [to]: [...this[to], state], [from]: this[from].slice(0, -1) });
    return found;
  }

  /** What there is to go back and forward to; a change after it begins a step of its own. */
  kept() {
    return { before: this.before, after: this.after, what: "" };
  }
}
