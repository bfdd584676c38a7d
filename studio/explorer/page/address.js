// The state in the address, packed: whoever opens it sees the same network, example and moment.
import { start } from "explorer/known";

const MOST = 1_000_000; // characters that an address may unfold to

async function through(stream, bytes) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts = [];
  let size = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    parts.push(read.value);
    size += read.value.length;
    if (size > MOST) throw new RangeError("the address holds too much");
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

export async function packed(state) {
  const bytes = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(JSON.stringify(state)));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(await through(new DecompressionStream("deflate-raw"), bytes)));
}

/** The state that the address holds, or nothing where it holds none that can be read. */
export async function read() {
  const found = location.hash.slice(1);
  if (!/^[\w-]{8,}$/.test(found)) return null;
  try {
    const { lesson, k, m, at, moment } = await unpacked(found);
    const whole = [k, m, moment].every((n) => Number.isInteger(n) && n >= 0) && typeof at === "string";
    return whole && lesson?.network?.layers?.length && lesson?.data?.x?.length ? { lesson, k, m, at, moment } : null;
  } catch {
    return null;
  }
}

/** Keep the address in step with the page, a little behind; a notebook's page, which has none, tells the notebook. */
export function keep(app) {
  let timer = 0;
  const tell = async () => {
    if (start.notebook) return parent.postMessage({ backreel: app.present }, "*");
    history.replaceState(null, "", `${location.pathname}${location.search}#${await packed(app.kept())}`);
  };
  const note = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, 300);
  };
  app.ears.push({ changed: note });
}
