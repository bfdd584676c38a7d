// What a learning system is told by SCORM 1.2: the seconds that were seen, the answers, the score, and where to go on.

/** The API of the window, or of one that it stands in. */
function apiOf(window) {
  try {
    for (let place = window, k = 0; place && k < 12; place = place.parent === place ? null : place.parent, k += 1) if (place.API) return place.API;
  } catch { /* a window of another site */ }
  return null;
}

// the seconds in which something is told; what is left of a pause may be passed over
const wanted = new Set(data.beats.flatMap(({ start, asks }) => Array.from({ length: Math.ceil(asks - 0.25) - Math.floor(start) }, (_, k) => Math.floor(start) + k)));
const report = { api: apiOf(window) ?? apiOf(window.top.opener), began: Date.now(), open: false, done: false, seen: new Set(), look: null };

function call(name, ...words) {
  try { return String(report.api[name](...words)); } catch { return ""; }
}

function got(element) {
  return call("LMSGetValue", element);
}

/** Tell what a system may take or not. */
function offer(element, value) {
  return call("LMSSetValue", element, String(value)) === "true";
}

function put(element, value) {
  if (offer(element, value)) return true;
  say(worded("The learning system did not take what was reported to it."));
  return false;
}

/** Seconds as SCORM writes a span. */
function span(seconds) {
  const two = (n) => String(Math.floor(n)).padStart(2, "0"), hundredths = Math.round(seconds * 100);
  return `${two(hundredths / 360000)}:${two((hundredths / 6000) % 60)}:${two((hundredths / 100) % 60)}.${two(hundredths % 100)}`;
}

/** What was seen and answered, short: four seconds a digit, a digit a card. */
function packed() {
  const digits = Array.from({ length: Math.ceil(data.seconds / 4) }, (_, k) => [0, 1, 2, 3].reduce((sum, j) => sum + (report.seen.has(4 * k + j) ? 2 ** j : 0), 0));
  return `1/${digits.map((digit) => digit.toString(16)).join("")}/${quiz.answers.map((choice) => choice ?? "-").join("")}`;
}

function unpacked(text) {
  const [version, seen, answers] = text.split("/");
  if (version !== "1") return;
  [...seen].forEach((digit, k) => [0, 1, 2, 3].forEach((j) => { if ((parseInt(digit, 16) >> j) & 1) report.seen.add(4 * k + j); }));
  if (answers.length === quiz.answers.length) [...answers].forEach((choice, k) => { if (choice in data.quiz.cards[k].answers) mark(k, Number(choice)); });
}

function save() {
  if (!report.open) return;
  put("cmi.suspend_data", packed());
  put("cmi.core.lesson_location", state.at.toFixed(2));
  if (call("LMSCommit", "") !== "true") say(worded("The learning system did not keep what was reported to it."));
}

/** Note the seconds that were played since it was last looked; a leap, which is longer than the clock, was not seen. */
function watch(second) {
  const before = report.look, at = performance.now();
  report.look = { second, at, playing: !video.paused };
  if (!before?.playing || second <= before.second || second - before.second > ((at - before.at) / 1000) * video.playbackRate + 0.4) return;
  for (let k = Math.floor(before.second); k <= Math.floor(second); k += 1) report.seen.add(k);
  if (report.open && !report.done && [...wanted].every((each) => report.seen.has(each))) {
    report.done = put("cmi.core.lesson_status", "completed");
    save();
  }
}

/** The answer as one of SCORM's interactions, where the system keeps them, and the score of all. */
function answered({ card, choice }) {
  if (!report.open) return;
  const count = got("cmi.interactions._count"), letter = (k) => "abcdefgh"[k];
  if (/^\d+$/.test(count)) {
    const base = `cmi.interactions.${count}`;
    offer(`${base}.id`, `question-${card + 1}`);
    offer(`${base}.type`, "choice");
    offer(`${base}.correct_responses.0.pattern`, letter(quiz.right[card]));
    offer(`${base}.student_response`, letter(choice));
    offer(`${base}.result`, choice === quiz.right[card] ? "correct" : "wrong");
  }
  offer("cmi.core.score.min", 0);
  offer("cmi.core.score.max", 100);
  put("cmi.core.score.raw", score());
  save();
}

function leave() {
  if (!report.open) return;
  save();
  put("cmi.core.session_time", span((Date.now() - report.began) / 1000));
  put("cmi.core.exit", "suspend");
  call("LMSFinish", "");
  report.open = false;
}

function arrive() {
  if (!report.api || call("LMSInitialize", "") !== "true") return say(worded("Found no learning system: nothing is reported."));
  const status = got("cmi.core.lesson_status"), place = Number(got("cmi.core.lesson_location"));
  unpacked(got("cmi.suspend_data"));
  report.open = !["browse", "review"].includes(got("cmi.core.lesson_mode"));
  report.done = ["completed", "passed", "failed"].includes(status);
  if (report.open && !report.done) put("cmi.core.lesson_status", "incomplete");
  if (place > 0 && place < data.seconds - 1) seek(place);
  if (!report.open) window.addEventListener("pagehide", () => call("LMSFinish", ""));
}

on("time", watch);
on("end", () => say(worded("The film is over.")));
on("turn", (playing) => { if (!playing) report.look = null; });
on("beat", save);
on("answer", answered);
window.addEventListener("pagehide", leave);
window.backreel.report = report;
arrive();
