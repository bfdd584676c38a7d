// What stands around the film: captions, the row of beats, notes, what is said of where it is.

function clock(seconds) {
  const whole = Math.floor(seconds + 1e-6);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function made(tag, text = "", more = {}) {
  return Object.assign(document.createElement(tag), { textContent: text }, more);
}

function nameOf(beat, k) {
  const asks = beat.question ? worded(", asks: {question}", beat) : "";
  return `${worded("{n} of {all}", { n: k + 1, all: data.beats.length })}, ${clock(beat.start)}, ${beat.heading}${asks}`;
}

const rows = data.beats.map((beat, k) => {
  const row = made("li", "", { className: beat.question ? "asks" : "" }), button = made("button", "", { title: nameOf(beat, k) });
  row.style.flexGrow = beat.end - beat.start;
  button.setAttribute("aria-label", nameOf(beat, k));
  button.append(made("i"));
  button.addEventListener("click", () => go(k));
  row.append(button);
  return row;
});
byId("beats").append(...rows);

const shown = { captions: true, cue: null };

function caption(second) {
  const cue = shown.captions && !state.stopped ? data.cues.find(({ start, end }) => start <= second && second < end) : undefined;
  if (cue !== shown.cue) {
    shown.cue = cue;
    byId("caption").replaceChildren(...(cue ? [made("span", cue.lines.join("\n"))] : []));
  }
}

function filled(second) {
  byId("time").textContent = `${clock(second)} / ${clock(data.seconds)}`;
  data.beats.forEach(({ start, end }, k) => {
    rows[k].querySelector("i").style.width = `${100 * Math.max(0, Math.min(1, (second - start) / (end - start)))}%`;
  });
}

function notes(k) {
  const beat = data.beats[k], after = data.beats[k + 1];
  rows.forEach((row, j) => (j === k ? row.setAttribute("aria-current", "step") : row.removeAttribute("aria-current")));
  byId("notes").replaceChildren(made("p", beat.words), made("p", after ? worded("Next: {words}", after) : worded("Then the film is over."), { className: "next" }));
}

function say(words) {
  byId("said").textContent = words;
}

on("time", caption);
on("time", filled);
on("beat", notes);
on("on", () => { byId("begin").hidden = true; say(""); });
on("stop", ({ beat, asks }) => say([state.stops === "descriptions" && data.beats[beat].described, asks && data.beats[beat].question, worded("Press the right arrow to go on.")].filter(Boolean).join(" ")));
on("end", () => say(worded(data.next ? "The film is over." : "The film is over. This was the last one.")));
on("turn", (playing) => { byId("play").textContent = worded(playing ? "Pause" : "Play"); });
on("refused", () => { byId("begin").hidden = false; });
if (data.next) Object.assign(byId("onward"), { href: data.next.href, textContent: worded("Next film: {title}", data.next), hidden: false });
video.addEventListener("error", () => say(worded("The film cannot be read: keep {film} in the folder of this page.", data)));

for (const [k, beat] of data.beats.entries()) {
  const section = made("section"), text = made("div");
  if (beat.title) section.append(made("h2", beat.title));
  const picture = made("img", "", { src: beat.still, alt: worded("The picture at {time}", { time: clock(beat.end) }) });
  text.append(made("p", `${k + 1}, ${clock(beat.start)}`, { className: "when" }), made("p", beat.words));
  if (beat.question) text.append(made("p", "", { className: "line" }), made("p", "", { className: "line" }));
  section.append(picture, text);
  byId("paper").append(section);
}
// what is told to those who do not see: as a track for what reads one, and as stops at which the page says it
const described = data.beats.filter((beat) => beat.described);
if (described.length) {
  byId("stops").append(made("option", worded("descriptions"), { value: "descriptions" }));
  const track = video.addTextTrack("descriptions", worded("descriptions"), document.documentElement.lang);
  for (const { asks, end, described: text } of described) track.addCue(new VTTCue(Math.min(asks, end - FRAME), end, text));
}
notes(0);
filled(0);
