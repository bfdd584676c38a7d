// The page of a watch: it plays the film beat by beat, and goes to the beat that was saved as soon as that is drawn.
const byId = (id) => document.getElementById(id);
const film = byId("film");
let [now, at] = [{ version: -1, beats: [] }, ""];

/** Ask for what is newer than what is shown, for as long as the page is open. */
async function follow() {
  for (;;) {
    try {
      const answer = await fetch(`/news?seen=${now.version}`);
      if (answer.ok) take(await answer.json());
      else await rest();
    } catch {
      say("The watch has ended. Begin it again, and open the address that it prints.");
      await rest();
    }
  }
}

const rest = () => new Promise((done) => setTimeout(done, 1000));

function take(news) {
  const before = now;
  now = news;
  document.title = byId("title").textContent = news.title;
  say(news.message);
  list();
  const moved = news.at && (news.at !== before.at || fileOf(news.at, news) !== fileOf(news.at, before));
  if (moved) return play(news.at);
  if (!at) play(news.beats.find(({ file }) => file)?.name ?? "", false);
  else if (fileOf(at, news) !== fileOf(at, before)) play(at, !film.paused);
}

const fileOf = (name, { beats }) => beats.find((beat) => beat.name === name)?.file ?? "";

function say(message) {
  byId("message").textContent = message;
  byId("message").hidden = !message;
}

/** Show a beat, and play it. */
function play(name, goes = true) {
  const beat = now.beats.find((one) => one.name === name);
  if (!beat?.file) return;
  at = name;
  byId("words").textContent = beat.words;
  film.src = `/beats/${beat.file}`;
  if (goes) film.play().catch(() => {}); // a browser may want to be asked first
  list();
  document.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

film.addEventListener("ended", () => {
  const next = now.beats[now.beats.findIndex(({ name }) => name === at) + 1];
  if (next) play(next.name);
});

function list() {
  const held = document.activeElement?.dataset?.name;
  byId("beats").replaceChildren(...now.beats.flatMap((beat) => [...(beat.title ? [head(beat.title)] : []), item(beat)]));
  if (held) document.querySelector(`button[data-name="${CSS.escape(held)}"]`)?.focus();
}

function head(text) {
  const made = document.createElement("h2");
  made.textContent = text;
  const row = document.createElement("li");
  row.append(made);
  return row;
}

function item({ name, file, seconds }) {
  const [row, button, label, time] = ["li", "button", "span", "span"].map((tag) => document.createElement(tag));
  label.textContent = name.replaceAll("_", " ");
  time.textContent = file ? `${seconds.toFixed(1)} s` : "being drawn";
  button.disabled = !file;
  button.dataset.name = name;
  if (name === at) button.setAttribute("aria-current", "true");
  button.append(label, time);
  button.addEventListener("click", () => play(name));
  row.append(button);
  return row;
}

follow();
