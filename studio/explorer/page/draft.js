// A picture at once: where the page knows the lines itself it draws by them what was changed, once a frame; the engine's numbers follow.
import { knows, sketched } from "explorer/mirror";

export class Draft {
  /** `hear` is told every draft; `newest` says which question is the newest. */
  constructor(hear, newest) {
    Object.assign(this, { hear, newest, waiting: null, frame: 0 });
  }

  /** Draw this question, or the newest of those that came meanwhile when the next frame begins. */
  ask(question) {
    this.waiting = question.k === 0 && knows(question.lesson) ? question : null;
    if (!this.frame) this.draw();
  }

  draw() {
    const question = this.waiting;
    this.waiting = null;
    if (question?.id !== this.newest()) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
    const answer = sketched(question);
    if (answer) this.hear({ ...answer, id: question.id, draft: true });
  }
}
