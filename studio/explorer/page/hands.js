// Hands on the network: what is pointed at is lit, what is chosen stays, a dragged weight changes, arrow keys walk.
import { byId } from "explorer/dom";
import { valueAt, withValue } from "explorer/lesson";
import { exists, parts, place } from "explorer/places";

const PER_PIXEL = 0.01;

export function hands(app) {
  const host = byId("network");
  const placed = (event) => event.target.closest?.("[data-place]")?.dataset.place ?? "";
  let drag = null;
  host.addEventListener("pointerover", (event) => {
    if (!drag && placed(event) !== app.state.hover) app.look({ hover: placed(event) });
  });
  host.addEventListener("pointerleave", () => app.state.hover && app.look({ hover: "" }));
  host.addEventListener("pointerdown", (event) => {
    const where = placed(event);
    if (!where) return;
    app.look({ at: where, hover: "" });
    const value = valueAt(app.present, where, app.state.m);
    if (value === null || event.pointerType === "touch") return;
    drag = { where, value, y: event.clientY, lesson: app.present };
    host.setPointerCapture(event.pointerId);
  });
  host.addEventListener("pointermove", (event) => {
    if (!drag || Math.abs(event.clientY - drag.y) < 3) return;
    const value = Math.round((drag.value + (drag.y - event.clientY) * PER_PIXEL) * 100) / 100;
    app.change(withValue(drag.lesson, drag.where, value, app.state.m), `drag ${drag.where}`);
  });
  for (const end of ["pointerup", "pointercancel"]) host.addEventListener(end, () => (drag = null));
  host.addEventListener("keydown", (event) => walk(app, event));
  host.addEventListener("focusin", (event) => {
    const where = placed(event);
    if (where && where !== app.state.at) app.look({ at: where });
  });
}

/** Left and right go along the network, up and down across it; a weight lies between its two neurons. */
function walk(app, event) {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    document.querySelector("#board input")?.focus();
    return;
  }
  if (!way) return;
  event.preventDefault();
  const next = stepped(app, app.state.at, way);
  if (!exists(app.state.lesson, next)) return;
  app.look({ at: next });
  byId("network").querySelector(`[data-place="${next}"]`)?.focus();
}

function stepped(app, at, [dx, dy]) {
  const { t } = app;
  const { kind, at: [l, i, j] } = parts(at);
  const within = (k, n) => Math.max(0, Math.min(n - 1, k));
  if (kind === "L") return dx < 0 ? place("n", t.D, 0) : at;
  if (kind === "W") {
    if (dx < 0) return place("n", l - 1, j);
    if (dx > 0) return place("n", l, i);
    const k = within(i * t.sizes[l - 1] + j + dy, t.sizes[l] * t.sizes[l - 1]);
    return place("W", l, Math.floor(k / t.sizes[l - 1]), k % t.sizes[l - 1]);
  }
  if (dy) return place("n", l, within(i + dy, t.sizes[l]));
  if (dx < 0) return l === 0 ? at : t.parameters[l - 1].W ? place("W", l, i, 0) : place("n", l - 1, 0);
  return l === t.D ? "L" : t.parameters[l].W ? place("W", l + 1, 0, i) : place("n", l + 1, 0);
}
