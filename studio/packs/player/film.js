// The film and where it stands: its beats, the moments at which it stops, and the way on.

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const video = byId("film");
const FRAME = 1 / data.fps;
const SHOWN = 0.45; // seconds after its words in which a question has come to stand on screen
const state = { stops: "questions", stopped: null, at: 0, beat: 0 };
const listeners = {};

/** Words in the film's language, by their English; what stands in braces is filled. */
function worded(english, fields = {}) {
  return (data.told[english] ?? english).replace(/\{(\w+)\}/g, (slot, name) => fields[name] ?? slot);
}

/** Hear of what happens: "beat" (its number), "stop" (the moment), "on", "end". */
function on(what, heard) {
  (listeners[what] ??= []).push(heard);
}

function tell(what, fact) {
  for (const heard of listeners[what] ?? []) heard(fact);
}

/** The beat that is told at a second. */
function beatAt(second) {
  let found = 0;
  data.beats.forEach((beat, k) => { if (beat.start <= second + FRAME / 2) found = k; });
  return found;
}

/** The moments at which the film stops, in order: {at, beat, asks}. */
function stops() {
  const questions = data.beats.flatMap((beat, k) => beat.question
    ? [{ at: Math.min(beat.asks + SHOWN, beat.end - 2 * FRAME), beat: k, asks: true }] : []);
  const ends = data.beats.slice(0, -1).map((beat, k) => ({ at: beat.end - 1.5 * FRAME, beat: k, asks: false }));
  const told = data.beats.flatMap(({ described, question, end }, k) => (described && !question ? [{ at: end - 1.5 * FRAME, beat: k, asks: false }] : []));
  const wanted = { none: [], questions, descriptions: [...told, ...questions], beats: [...ends.filter((end) => !data.beats[end.beat].question), ...questions] };
  return wanted[state.stops].sort((a, b) => a.at - b.at);
}

/** Look where the film is, and stop where it has to, even if the moment was passed unseen. */
function look() {
  const now = video.currentTime, stop = video.paused ? null : stops().find(({ at }) => state.at < at && at <= now);
  if (stop) {
    video.pause();
    state.stopped = stop;
    video.currentTime = stop.at;
    tell("stop", stop);
  }
  state.at = stop ? stop.at : now;
  const beat = beatAt(state.at);
  if (beat !== state.beat) {
    state.beat = beat;
    tell("beat", beat);
  }
  tell("time", state.at);
}

/** Go to a second, from which nothing has been passed. */
function seek(second) {
  state.stopped = null;
  state.at = second;
  video.currentTime = second;
  look();
}

/** Tell a beat from its beginning. */
function go(beat) {
  seek(data.beats[Math.max(0, Math.min(beat, data.beats.length - 1))].start + FRAME / 4);
  return play();
}

function play() {
  tell("on");
  return video.play().catch((error) => tell("refused", error));
}

/** On after a stop: the viewer has had time to think, so what is left of the pause is passed over. */
function goOn() {
  const { beat } = state.stopped;
  return beat + 1 < data.beats.length ? go(beat + 1) : (seek(data.seconds), play());
}

function next() {
  if (state.stopped) return goOn();
  return state.beat + 1 < data.beats.length ? go(state.beat + 1) : seek(data.seconds);
}

function previous() {
  return go(video.currentTime - data.beats[state.beat].start > 1.5 ? state.beat : state.beat - 1);
}

function toggle() {
  if (state.stopped) return goOn();
  return video.paused ? play() : video.pause();
}

/** Stop at "questions", at "descriptions" (and questions), at "beats" or at "none". */
function stopAt(what) {
  state.stops = what;
}

function follow() {
  if (!video.paused) look();
  requestAnimationFrame(follow);
}

video.addEventListener("timeupdate", look); // where the page is not drawn, in a hidden window
video.addEventListener("ended", () => tell("end"));
for (const what of ["play", "pause"]) video.addEventListener(what, () => tell("turn", !video.paused));
follow();

window.backreel = { data, video, state, on, go, goOn, next, previous, toggle, seek, stopAt }; // for what is built on the player
