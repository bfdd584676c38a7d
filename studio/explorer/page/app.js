// The state of the page and its one way: an event changes the lesson, the engine answers, every picture is drawn.
import { write } from "explorer/dom";
import { Draft } from "explorer/draft";
import { frameOf } from "explorer/field";
import { fitting } from "explorer/fitting";
import { start } from "explorer/known";
import { Past } from "explorer/past";
import { exists, place } from "explorer/places";
import { Reading } from "explorer/reading";
import { Mirror, knows } from "explorer/mirror";
import { Socket } from "explorer/socket";

/** The first example that sends something: nothing can be seen of one whose inputs are all zero. */
const telling = (x) => Math.max(0, x.findIndex((row) => row.some((v) => v !== 0)));

export class App {
  constructor() {
    Object.assign(this, { past: new Past(), sight: null, films: [], id: 0, t: null, answer: null, running: false, drawn: 0, ears: [], up: true });
    this.state = { lesson: start.lesson, k: 0, m: start.m ?? telling(start.lesson.data.x), at: start.at ?? "", moment: 0, hover: "" };
    const hear = (answer) => this.heard(answer);
    const served = start.engine === "socket";
    this.engine = served ? new Socket(hear, (films) => this.filmed(films), (up) => this.standing(up)) : new Mirror(hear);
    this.draft = served ? new Draft(hear, () => this.id) : null;
  }

  /** Begin with a state; what it lacks is chosen. */
  begin(state) {
    const next = { ...this.state, ...state };
    const D = next.lesson.network.layers.length;
    if (!next.at || !exists(next.lesson, next.at)) next.at = next.lesson.network.layers.every(({ kind }) => !kind || kind === "dense") ? place("W", D, 0, 0) : place("k", 1);
    if (!(next.m < next.lesson.data.x.length)) next.m = telling(next.lesson.data.x);
    this.state = next;
    this.ask();
  }

  get D() {
    return this.state.lesson.network.layers.length;
  }

  /** The lesson as it stands: after k steps, its weights are those of the step. */
  get present() {
    const { lesson, k } = this.state;
    if (!k || !this.t?.dense) return lesson;
    const layers = lesson.network.layers.map((layer, i) => ({
      ...layer, weights: this.t.parameters[i].W.map((row) => [...row]), biases: [...this.t.parameters[i].b],
    }));
    return { ...lesson, network: { ...lesson.network, layers } };
  }

  /** Change the lesson; `what` names the thing, so that a slider's many changes are undone as one. */
  change(lesson, what = "", more = {}) {
    this.stop();
    this.tell("");
    this.past.note(this.kept(), what);
    this.begin({ lesson: fitting(lesson), k: 0, ...more });
    this.changed();
  }

  /** Make another lesson, which may take a while, and change to it; what cannot be is said. */
  async make(lesson, what = "", more = {}) {
    document.body.setAttribute("aria-busy", "true");
    try {
      this.change(await lesson(this.present), what, more);
    } catch (error) {
      this.tell(error.message);
    }
    document.body.removeAttribute("aria-busy");
  }

  kept() {
    const { lesson, k, m, at, moment } = this.state;
    return { lesson, k, m, at, moment };
  }

  undo() {
    this.turn(this.past.undo(this.kept()));
  }

  redo() {
    this.turn(this.past.redo(this.kept()));
  }

  turn(state) {
    if (!state) return;
    this.stop();
    this.tell("");
    this.begin(state);
    this.changed();
  }

  /** Look at something else; the lesson stays. */
  look(change) {
    const asks = ["m", "k"].some((key) => key in change && change[key] !== this.state[key]);
    this.state = { ...this.state, ...change };
    if (asks) this.ask();
    else this.draw();
    if (!("hover" in change)) this.changed();
  }

  ask() {
    const { lesson, k, m } = this.state;
    this.asked = { id: ++this.id, lesson, k, m, ...(knows(lesson) ? {} : { field: frameOf(lesson) }) };
    this.engine.ask(this.asked);
    this.draft?.ask(this.asked);
  }

  /** A draft holds until the engine has said as much. */
  heard(answer) {
    if (answer.wrong) return this.refused(answer);
    const before = this.answer?.id === answer.id ? this.answer : null;
    if (answer.id < (this.answer?.id ?? 0) || (before ? answer.draft : answer.kind === "step")) return;
    const partly = before?.draft && before.step && answer.kind === "example";
    this.answer = { ...before, ...answer, draft: Boolean(answer.draft || partly) };
    if (partly) return;
    if (answer.id === this.id && !answer.draft) this.good = { state: this.kept(), past: this.past.kept() };
    this.settle(answer.id);
  }

  settle(id) {
    if (id !== this.id || this.running) return;
    this.t = new Reading(this.state.lesson, this.answer);
    this.draw();
  }

  /** What the engine will not compute is said, and what was before stays. */
  refused({ id, wrong }) {
    if (id && id !== this.id) return; // another question was asked since
    this.tell(wrong.replace(/^lesson: /, ""));
    if (!id || !this.good) return;
    Object.assign(this.past, this.good.past);
    this.state = { ...this.state, ...this.good.state };
    this.ask();
    this.changed();
  }

  /** Say something; it stays until the lesson changes. */
  tell(message) {
    write(document.getElementById("notice"), message || (this.up ? "" : "The engine is gone; waiting for it."));
  }

  /** Whether the engine answers. */
  standing(up) {
    if (up === this.up) return;
    this.up = up;
    this.tell("");
  }

  stop() {
    for (const ear of this.ears) ear.stopped?.();
  }

  filmed(films) {
    this.films = films;
    for (const ear of this.ears) ear.filmed?.(films);
  }

  changed() {
    for (const ear of this.ears) ear.changed?.(this);
  }

  /** Whether what was said is of the lesson that stands; else its answer is on the way. */
  get answered() {
    return this.t?.lesson === this.state.lesson;
  }

  /** Draw every picture of what the engine said; `drawn` is the answer of which all of them are, none while some are due: an answer has two parts. */
  draw() {
    if (!this.answered) return;
    const { id } = this.answer;
    this.drawn = 0;
    this.sight.draw(this, () => (this.drawn = id));
  }
}
