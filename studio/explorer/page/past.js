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
    this[to].push(state);
    this.what = "";
    return this[from].pop();
  }
}
