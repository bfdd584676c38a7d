// The page: one beat at a time is read aloud, listened to, taken again; what was kept is there when the page is opened again.
import { wav } from "./wav.js";

const byId = (id) => document.getElementById(id);
const RATE = 48000;
const LONGEST = 300; // seconds
const PEAK = -0.01; // dBFS above which a peak is as good as cut off
const state = { words: {}, beats: [], at: 0, parts: null, microphone: null, busy: false };

/** Words in the film's language, by their English; what stands in braces is filled. */
function worded(english, fields = {}) {
  return (state.words[english] ?? english).replace(/\{(\w+)\}/g, (slot, name) => fields[name] ?? slot);
}

async function begin() {
  const query = new URLSearchParams(location.search);
  if (query.has("token")) history.replaceState(null, "", location.pathname); // it opened the page; a link that is passed on must not hold it
  const told = await (await fetch("/script")).json();
  Object.assign(state, { beats: told.beats, words: told.words });
  byId("title").textContent = told.title;
  byId("folder").textContent = worded("The takes are kept in {folder}", told);
  byId("beats").replaceChildren(...state.beats.map(item));
  const open = state.beats.findIndex((beat) => !good(beat));
  go(open < 0 ? 0 : open);
  document.documentElement.dataset.ready = "yes";
}

const good = ({ take }) => take && !take.faults.length;

function item({ name, words }, k) {
  const button = document.createElement("button");
  const [mark, text] = ["span", "span"].map((tag) => document.createElement(tag));
  text.textContent = words;
  button.append(mark, text);
  button.type = "button";
  button.dataset.beat = name;
  button.addEventListener("click", () => go(k));
  const row = document.createElement("li");
  row.append(button);
  return row;
}

/** Look at beat k; a recording that is on is stopped and kept first. */
async function go(k) {
  if (state.parts) await stop();
  state.at = Math.max(0, Math.min(state.beats.length - 1, k));
  byId("sound").pause();
  draw();
  picture();
  document.querySelector("#beats [aria-current]")?.scrollIntoView({ block: "nearest" });
}

/** The beat's picture, as soon as it is drawn. */
function picture() {
  const shown = byId("picture");
  const { name } = state.beats[state.at];
  const tried = new Image();
  tried.onload = () => {
    if (state.beats[state.at].name === name) Object.assign(shown, { src: tried.src, hidden: false });
  };
  tried.onerror = () => {
    if (state.beats[state.at].name !== name) return;
    shown.hidden = true;
    setTimeout(() => state.beats[state.at].name === name && picture(), 1500);
  };
  tried.src = `/pictures/${name}?${Date.now()}`;
}

function draw() {
  const { beats, at } = state;
  const beat = beats[at];
  const done = beats.filter(good).length;
  byId("count").textContent = worded(done === beats.length ? "All {count} beats are recorded." : "{done} of {count} beats are recorded.", { done, count: beats.length });
  byId("words").textContent = beat.words;
  byId("said").textContent = beat.said;
  byId("pause").textContent = beat.pause ? worded("The film is quiet for {pause} s after this.", beat) : "";
  byId("heard").textContent = told(beat.take);
  byId("heard").className = beat.take ? (good(beat) ? "good" : "faulty") : "";
  const recording = Boolean(state.parts);
  byId("record").textContent = worded(recording ? "stop" : beat.take ? "record again" : "record");
  byId("record").setAttribute("aria-pressed", String(recording));
  byId("play").disabled = recording || !beat.take;
  byId("before").disabled = recording || !beat.before;
  byId("last").disabled = at === 0;
  byId("next").disabled = at === beats.length - 1;
  [...byId("beats").children].forEach((row, k) => {
    const [button, one] = [row.firstChild, beats[k]];
    button.firstChild.textContent = !one.take ? "" : good(one) ? "✓" : "!";
    button.setAttribute("aria-label", `${one.take ? (good(one) ? worded("recorded") : worded("to be recorded again")) : worded("not recorded")}: ${one.words}`);
    if (k === at) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  });
}

function told(take) {
  if (!take) return "";
  const faults = take.faults.join("; ");
  if (faults) return worded("Once more: {faults}.", { faults });
  const [voice, room] = [take.voice, take.room].map((level) => level.toFixed(0).replace("-", "−"));
  return worded("{seconds} s, voice {voice} dB, room {room} dB: good.", { seconds: take.seconds.toFixed(1), voice, room });
}

/** The microphone as it is: no filter of the browser may change a voice. */
async function microphone() {
  if (state.microphone) return state.microphone;
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
  const sound = new AudioContext({ sampleRate: RATE });
  await sound.audioWorklet.addModule("/page/tape.js");
  const tape = new AudioWorkletNode(sound, "tape", { numberOfOutputs: 0 });
  sound.createMediaStreamSource(stream).connect(tape);
  tape.port.onmessage = ({ data }) => hear(data);
  stream.getAudioTracks()[0].onended = lost;
  await sound.resume();
  return (state.microphone = { stream, sound });
}

/** The microphone was pulled out: what was said so far is kept. */
function lost() {
  state.microphone = null;
  say(worded("The microphone is gone. Plug it in and record again."));
  if (state.parts) stop();
}

let shown = 0;

function hear(block) {
  const peak = block.reduce((most, v) => Math.max(most, Math.abs(v)), 1e-6);
  const level = 20 * Math.log10(peak);
  state.peak = Math.max(level, (state.peak ?? -60) - 0.25);
  if (state.parts) {
    state.parts.push(block);
    state.length += block.length;
    if (level > PEAK) state.clipped = true;
    if (state.length > LONGEST * RATE - block.length) stop();
  }
  if (performance.now() - shown < 40) return;
  shown = performance.now();
  byId("level").value = state.peak;
  byId("clock").textContent = `${((state.length ?? 0) / RATE).toFixed(1)} s`;
  if (state.parts) byId("heard").textContent = state.clipped ? worded("Too loud: it is clipped.") : "";
}

async function start() {
  if (state.busy) return;
  say("");
  state.busy = true;
  try {
    await microphone();
    byId("sound").pause();
    Object.assign(state, { parts: [], length: 0, clipped: false });
  } catch (error) {
    say(error.name === "NotAllowedError" ? worded("The browser may not use the microphone. Allow it beside the address, then record again.") : worded("There is no microphone that can be used: {why}", { why: error.message }));
  }
  state.busy = false;
  draw();
}

/** Stop, and keep what was said; where that cannot be, the take stays until it could. */
async function stop() {
  const beat = state.beats[state.at];
  const sound = wav(state.parts, RATE);
  state.parts = null;
  draw();
  await send(beat.name, sound);
}

async function send(name, sound) {
  try {
    const answer = await (await fetch(`/takes/${name}`, { method: "POST", body: sound })).json();
    if (answer.wrong) return say(answer.wrong);
    put(answer);
    say("");
  } catch {
    say(worded("The recorder does not answer. The take is held here, and kept as soon as it does."));
    setTimeout(() => send(name, sound), 2000);
  }
}

function put(beat) {
  state.beats = state.beats.map((one) => (one.name === beat.name ? beat : one));
  draw();
}

function say(text) {
  byId("message").textContent = text;
  byId("message").hidden = !text;
}

function listen() {
  const { name, take } = state.beats[state.at];
  if (!take || state.parts) return;
  const sound = byId("sound");
  if (!sound.paused) return sound.pause();
  sound.src = `/takes/${name}?${take.stamp}`;
  sound.play();
}

async function before() {
  put(await (await fetch(`/takes/${state.beats[state.at].name}/back`, { method: "POST" })).json());
}

const turn = () => (state.parts ? stop() : start());
byId("record").addEventListener("click", turn);
byId("play").addEventListener("click", listen);
byId("before").addEventListener("click", before);
byId("last").addEventListener("click", () => go(state.at - 1));
byId("next").addEventListener("click", () => go(state.at + 1));
addEventListener("beforeunload", (event) => state.parts && event.preventDefault());
addEventListener("keydown", (event) => {
  const act = { " ": turn, ArrowRight: () => go(state.at + 1), ArrowLeft: () => go(state.at - 1), p: listen }[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === " " && event.target.tagName === "BUTTON") return; // which it presses
  event.preventDefault();
  act();
});
begin();
