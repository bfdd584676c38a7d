// Training: a step, a run, a pause; the pictures move by the mirror, the digits come from the engine when it rests.
import { byId, el, write } from "explorer/dom";
import { curve } from "explorer/curve";
import { Run } from "explorer/training";
import { tables } from "explorer/known";
import { fmt } from "explorer/numbers";
import { Reading } from "explorer/reading";
import { example } from "explorer/passes";

export function trainer(app) {
  const body = byId("training").querySelector(".body");
  const count = el("output", { id: "count" });
  const [step, run, begin] = ["one step", "run", "start again"].map((text) => el("button", { type: "button" }, text));
  run.id = "run";
  run.setAttribute("aria-pressed", "false");
  const pace = el("select", { id: "pace", "aria-label": "Steps a picture" }, ...[1, 5, 25].map((n) => el("option", { value: n }, n === 1 ? "1 step a picture" : `${n} steps a picture`)));
  const loss = el("p", { id: "loss", role: "status", "aria-live": "polite" });
  const plot = curve();
  body.append(el("div", { class: "row" }, step, run, begin, pace), el("div", { class: "row" }, count, loss), plot.element);
  let going = null;

  const to = (k) => k <= tables.limits.steps && app.look({ k });
  step.addEventListener("click", () => (pause(), to(app.state.k + 1)));
  begin.addEventListener("click", () => (pause(), to(0)));
  run.addEventListener("click", () => (going ? pause() : start()));
  app.ears.push({ stopped: () => pause(false) });

  function start() {
    if (!app.t.mirrored) return serverRun();
    const { lesson, k, m } = app.state;
    going = new Run(lesson);
    while (going.k < k) going.step();
    app.running = true;
    run.setAttribute("aria-pressed", "true");
    write(run, "pause");
    const picture = () => {
      if (!going) return;
      try {
        for (let n = Number(pace.value); n > 0 && going.k < tables.limits.steps; n--) going.step();
        show(going, lesson, m);
      } catch {
        return pause();
      }
      if (!Number.isFinite(going.losses.at(-1)) || going.k >= tables.limits.steps) return pause();
      requestAnimationFrame(picture);
    };
    requestAnimationFrame(picture);
  }

  function show({ net, loss: judge, k, losses }, lesson, m) {
    const looked = example(net, judge, lesson.data.x[m], lesson.data.y[m]);
    app.state = { ...app.state, k };
    app.t = new Reading(lesson, { example: looked, parameters: net.map(({ W, b }) => ({ W, b })) });
    app.losses = losses;
    app.draw();
  }

  /** Layers that the page does not compute are trained by the engine, a step at a time. */
  function serverRun() {
    going = setInterval(() => app.answer.id === app.id && to(app.state.k + Number(pace.value)), 60);
    run.setAttribute("aria-pressed", "true");
    write(run, "pause");
  }

  function pause(asks = true) {
    if (!going) return;
    clearInterval(going);
    going = null;
    app.running = false;
    run.setAttribute("aria-pressed", "false");
    write(run, "run");
    if (asks) app.ask();
    app.changed();
  }

  return () => {
    const { state, t, answer } = app;
    write(count, `step ${state.k}`);
    const losses = app.running ? app.losses : answer.step?.losses;
    if (!app.running) write(loss, answer.step ? `loss of the batch ${fmt(answer.step.L)}, after the step ${fmt(answer.step.L_new)}` : "");
    if (losses) plot.draw(losses, state.k, app.running ? null : (t.step?.L ?? null));
  };
}
