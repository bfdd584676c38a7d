// The page: its state, its pictures, and the lesson that it opens with.
import { App } from "explorer/app";
import { keep, read } from "explorer/address";
import { bar } from "explorer/bar";
import { board } from "explorer/board";
import { cards } from "explorer/cards";
import { byId } from "explorer/dom";
import { examples } from "explorer/examples";
import { field } from "explorer/field";
import { files } from "explorer/files";
import { film, stateOf } from "explorer/film";
import { hands } from "explorer/hands";
import { start } from "explorer/known";
import { matrices } from "explorer/matrices";
import { network } from "explorer/network";
import { nudge } from "explorer/nudge";
import { reel } from "explorer/reel";
import { settings } from "explorer/settings";
import { Sight } from "explorer/sight";
import { strip } from "explorer/strip";
import { sizes } from "explorer/sizes";
import { trainer } from "explorer/trainer";

const query = new URLSearchParams(location.search);
if (query.has("token")) {
  query.delete("token"); // it opened the page; a link that is passed on must not hold it
  history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
}
const hidden = (query.get("hide") ?? "").split(",");
for (const part of document.querySelectorAll("[data-part]")) if (hidden.includes(part.dataset.part)) part.classList.add("hidden");

const app = new App();
const above = [bar, network, strip, reel, board].map((make) => [make(app), null]);
const room = Object.entries({ matrices, training: trainer, settings, field, sizes, film, examples, cards, nudge, files });
app.sight = new Sight([...above, ...room.map(([id, make]) => [make(app), byId(id)])]);
hands(app);
keep(app);
if (new URLSearchParams(location.search).has("debug") || start.test) Object.assign(globalThis, { app, start });

const D = start.lesson.network.layers.length;
const opened = start.film ? stateOf(start.film, D, start.lesson.data.x.length) : { moment: D + 1 };
app.begin((await read()) ?? opened);
document.documentElement.dataset.ready = "yes";
