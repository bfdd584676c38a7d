// The second window: what the room sees, what comes next, the words, the time. It belongs to this page and lives without an address.

const speaker = { window: null, began: null };
const SPEAKER = `<!doctype html><html lang="${document.documentElement.lang}"><meta charset="utf-8"><title>${worded("Speaker")}</title><style>
* { box-sizing: border-box; } body { margin: 0; padding: 16px; height: 100vh; display: grid; grid-template: auto 1fr auto / 3fr 2fr; gap: 14px;
  background: var(--ground); color: var(--ink); font: 17px/1.45 Georgia, serif; } p { margin: 0; } [hidden] { display: none !important; } img { width: 100%; display: block; border: 1px solid var(--line); }
#words { font-size: 25px; overflow: auto; grid-column: 1 / -1; } #asks { color: var(--loss); } .soft { color: var(--soft); }
footer { grid-column: 1 / -1; display: flex; gap: 24px; align-items: center; font-size: 21px; font-variant-numeric: tabular-nums; }
button { font: inherit; color: var(--ink); background: var(--panel); border: 1px solid var(--line); border-radius: 7px; padding: 4px 14px; }
</style><body><div><p class="soft" id="where"></p><img id="now" alt="${worded("The end of this beat")}"></div>
<div><p class="soft">${worded("Next")}</p><img id="then" alt="${worded("The end of the next beat")}"></div>
<div id="words"><p id="text"></p><p id="asks"></p></div>
<footer><span id="elapsed"></span><span id="hour" class="soft"></span><button id="back">${worded("Back")}</button><button id="on">${worded("On")}</button>
<button id="again">${worded("Clock to zero")}</button></footer></body></html>`;

function speak() {
  if (speaker.window && !speaker.window.closed) return speaker.window.focus();
  speaker.window = window.open("", "backreel-speaker", "popup,width=1000,height=720");
  if (!speaker.window) return say(worded("The browser held the second window back: allow this page to open one, then press S again."));
  const page = speaker.window.document;
  page.open();
  page.write(SPEAKER);
  page.close();
  page.documentElement.style.cssText = document.documentElement.style.cssText;
  page.addEventListener("keydown", pressed);
  page.getElementById("back").addEventListener("click", previous);
  page.getElementById("on").addEventListener("click", next);
  page.getElementById("again").addEventListener("click", () => { speaker.began = Date.now(); timed(); });
  speaker.began ??= Date.now();
  prompt(state.beat);
  timed();
}

/** What the second window shows of a beat. */
function prompt(k) {
  const page = speaker.window && !speaker.window.closed ? speaker.window.document : null;
  if (!page) return;
  const beat = data.beats[k], after = data.beats[k + 1], show = (id, still) => {
    page.getElementById(id).hidden = !still;
    if (still) page.getElementById(id).src = new URL(still, location.href).href;
  };
  page.getElementById("where").textContent = nameOf(beat, k);
  page.getElementById("text").textContent = beat.words;
  page.getElementById("asks").textContent = beat.question ? worded("The film stops and asks: {question}", beat) : "";
  show("now", beat.still);
  show("then", after?.still);
}

function timed() {
  if (!speaker.window || speaker.window.closed) return;
  const page = speaker.window.document;
  page.getElementById("elapsed").textContent = worded("{time} since the beginning", { time: clock((Date.now() - speaker.began) / 1000) });
  page.getElementById("hour").textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

on("beat", prompt);
setInterval(timed, 1000);
window.addEventListener("pagehide", () => speaker.window?.close());
