// The engine behind a websocket: one question is out at a time, and of those that wait the newest alone is asked.
const AGAIN = 1000;

/** A frame of studio/explorer/frames.py as nested objects, its arrays windows on the message. */
export function unframed(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const out = {};
  let at = 4 + length;
  for (const [place, shape] of head.arrays) {
    const size = shape.reduce((a, b) => a * b, 1);
    put(out, place, shaped(new Float64Array(buffer, at, size), shape));
    at += 8 * size;
  }
  for (const [place, text] of head.words) put(out, place, text);
  const { arrays, words, ...facts } = head;
  return { ...facts, ...out };
}

function put(root, place, value) {
  let at = root;
  place.slice(0, -1).forEach((key, k) => (at = at[key] ??= typeof place[k + 1] === "number" ? [] : {}));
  at[place.at(-1)] = value;
}

function shaped(flat, shape) {
  if (shape.length === 0) return flat[0];
  if (shape.length === 1) return flat;
  const size = flat.length / shape[0];
  return [...Array(shape[0]).keys()].map((i) => shaped(flat.subarray(i * size, (i + 1) * size), shape.slice(1)));
}

export class Socket {
  /** `hear` is told every answer; `films` how films come along; `standing` whether there is a connection. */
  constructor(hear, films, standing) {
    Object.assign(this, { hear, films, standing, out: null, waiting: null, name: "socket" });
    this.open();
  }

  open() {
    this.socket = new WebSocket(`ws://${location.host}/talk`);
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => {
      this.standing(true);
      this.flush();
    };
    this.socket.onmessage = ({ data }) => this.heard(data);
    this.socket.onclose = () => {
      this.standing(false);
      this.waiting ??= this.out;
      this.out = null;
      setTimeout(() => this.open(), AGAIN);
    };
  }

  ask(question) {
    this.waiting = question;
    this.flush();
  }

  flush() {
    if (this.out || !this.waiting || this.socket.readyState !== WebSocket.OPEN) return;
    [this.out, this.waiting] = [this.waiting, null];
    this.socket.send(JSON.stringify(this.out));
  }

  heard(data) {
    const answer = typeof data === "string" ? JSON.parse(data) : unframed(data);
    if (answer.films) return this.films(answer.films);
    if (this.out?.id === answer.id) this.out = null; // a newer question breaks off what is still to come
    this.hear(answer);
    this.flush();
  }

  film(order) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ film: order }));
    else this.hear({ id: 0, wrong: "the engine is gone; wait until it is back" });
  }

  /** A question of its own, on a connection of its own. */
  once(question) {
    return new Promise((done, fail) => {
      const aside = new WebSocket(`ws://${location.host}/talk`);
      aside.binaryType = "arraybuffer";
      let heard = {};
      aside.onopen = () => aside.send(JSON.stringify({ id: 1, ...question }));
      aside.onerror = () => fail(new Error("the engine does not answer"));
      aside.onmessage = ({ data }) => {
        const answer = typeof data === "string" ? JSON.parse(data) : unframed(data);
        if (answer.films) return;
        heard = { ...heard, ...answer };
        if (!answer.wrong && answer.kind !== "step") return;
        aside.close();
        if (answer.wrong) fail(new Error(answer.wrong));
        else done(heard);
      };
    });
  }

  /** First weights by the lesson's rule, drawn by the engine. */
  async draw(lesson) {
    const layers = lesson.network.layers.map(({ weights, biases, ...layer }) => layer);
    const { parameters } = await this.once({ k: 0, m: 0, lesson: { ...lesson, network: { ...lesson.network, layers } } });
    return parameters.map(({ W }) => W.map((row) => [...row]));
  }
}
