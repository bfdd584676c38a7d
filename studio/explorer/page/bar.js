// The bar: what to open, undo and redo, the link, light or dark; and the keys that do the same.
import { byId, el, put, write } from "explorer/dom";
import { start, tables } from "explorer/known";
import { packed } from "explorer/address";
import { knows } from "explorer/mirror";

const STORE = "backreel-theme";

export function bar(app) {
  const presets = byId("presets");
  const groups = Map.groupBy(tables.shelf.filter(({ lesson }) => start.engine === "socket" || knows(lesson)), ({ group }) => group);
  presets.append(el("option", { value: "" }, "open a network"), ...[...groups].map(([label, all]) => el("optgroup", { label }, ...all.map(({ name, group }) => el("option", { value: `${group}/${name}` }, name.replaceAll("_", " "))))));
  presets.addEventListener("change", () => {
    const found = tables.shelf.find(({ name, group }) => `${group}/${name}` === presets.value);
    if (found) app.change(found.lesson, "", { m: Infinity, at: "", moment: found.lesson.network.layers.length + 1 });
    if (found) app.tell(found.note === found.lesson.title ? "" : found.note);
    presets.value = "";
  });
  byId("undo").addEventListener("click", () => app.undo());
  byId("redo").addEventListener("click", () => app.redo());
  byId("share").addEventListener("click", async () => {
    const url = new URL(location.href);
    url.searchParams.delete("token");
    url.hash = await packed(app.kept());
    await copied(url.href);
    app.tell("The link is copied: it holds the whole network.");
  });
  looks();
  document.addEventListener("keydown", (event) => keys(app, event));
  return () => {
    byId("undo").disabled = !app.past.before.length;
    byId("redo").disabled = !app.past.after.length;
    write(byId("title"), app.state.lesson.title ?? "");
  };
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = el("textarea", { ".value": text });
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
}

function looks() {
  const root = document.documentElement;
  const kept = safely(() => localStorage.getItem(STORE));
  const show = (name) => {
    put(root, { "data-theme": name });
    write(byId("look"), name === "dark" ? "light" : "dark");
  };
  show(kept ?? (matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark"));
  byId("look").addEventListener("click", () => {
    const next = root.dataset.theme === "dark" ? "light" : "dark";
    show(next);
    safely(() => localStorage.setItem(STORE, next));
    dispatchEvent(new Event("resize"));
  });
}

function safely(act) {
  try {
    return act();
  } catch {
    return null; // a page in a page may keep nothing
  }
}

function keys(app, event) {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "range";
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) {
    event.preventDefault();
    if (event.shiftKey) app.redo();
    else app.undo();
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "p") byId("play").click();
  if (event.key === "t") byId("run").click();
}
