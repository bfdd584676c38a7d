// Keys and buttons: the same deeds.

function flip(button, deed) {
  const wanted = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(wanted));
  deed(wanted);
}

const DEEDS = {
  ArrowRight: next, PageDown: next, ArrowDown: next, Enter: next, ArrowLeft: previous, PageUp: previous, ArrowUp: previous, " ": toggle,
  Home: () => go(0), End: () => go(data.beats.length - 1),
  c: () => flip(byId("captioned"), (wanted) => { shown.captions = wanted; caption(video.currentTime); }),
  n: () => flip(byId("noted"), (wanted) => { byId("notes").hidden = !wanted; }),
  s: speak,
  p: () => window.print(),
  f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
};

function pressed(event) {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  const onControl = target.closest?.("button, select, a");
  if (ctrlKey || metaKey || altKey || (onControl && [" ", "Enter", "ArrowUp", "ArrowDown"].includes(key))) return;
  const deed = DEEDS[key.length === 1 ? key.toLowerCase() : key];
  if (!deed || (target.tagName === "SELECT" && key.startsWith("Arrow"))) return;
  event.preventDefault();
  deed();
}

document.addEventListener("keydown", pressed);
for (const button of document.querySelectorAll("button[data-key]")) button.addEventListener("click", () => DEEDS[button.dataset.key]());
byId("begin").addEventListener("click", () => play());
video.addEventListener("click", toggle);
byId("stops").addEventListener("change", (event) => stopAt(event.target.value));

let asleep;
document.addEventListener("mousemove", () => {
  document.documentElement.classList.add("awake");
  clearTimeout(asleep);
  asleep = setTimeout(() => document.documentElement.classList.remove("awake"), 2500);
});
document.documentElement.dataset.ready = "";
