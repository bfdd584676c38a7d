// Lessons and numbers as text: TOML that `backreel render` takes, and every number of an example with its place in the trace.
/** A lesson as its file: every number bit for bit. */
export function toml({ title, network, data, training }) {
  const { layers, ...rest } = network;
  const parts = [`title = ${value(title ?? "Found in the explorer")}\n`, section("[network]", rest), ...layers.map((layer) => section("[[network.layers]]", layer))];
  return [...parts, section("[data]", data, true), section("[training]", { ...training, steps: training.steps ?? 1 }, false, ["steps", "batch_size"])].join("\n");
}

const WHOLE = ["inputs", "units", "seed", "shape", "batch_size", "steps"];

const section = (head, table) => `${head}\n${Object.entries(table).map(([key, v]) => `${key} = ${value(v, key)}\n`).join("")}`;

function value(v, key = "") {
  if (typeof v === "string") return JSON.stringify(v).replaceAll("\u007f", "\\u007f");
  if (typeof v === "number") return Number.isInteger(v) && !/e/.test(String(v)) && !isWhole(key) ? `${v}.0` : String(v);
  if (Array.isArray(v)) return `[${v.map((part) => value(part, key)).join(", ")}]`;
  if (v && typeof v === "object") return `{ ${Object.entries(v).map(([k, part]) => `${k} = ${value(part, k)}`).join(", ")} }`;
  return String(v);
}

/** Counts are whole numbers in a lesson; all else is a number with a point. */
const isWhole = (key) => WHOLE.includes(key) || !["weights", "biases", "x", "y", "learning_rate", "momentum", "alpha", "betas", "eps", "scale", "clip"].includes(key);

/** Every number of the example, a line each: its place, its value. */
export function numbersCsv(t) {
  const lines = ["place,value"];
  const walk = (where, v) => {
    if (typeof v === "number") lines.push(`${where},${v}`);
    else if (v instanceof Float64Array || Array.isArray(v)) [...v].forEach((part, k) => walk(`${where}[${k}]`, part));
    else if (v && typeof v === "object") for (const [key, part] of Object.entries(v)) walk(where ? `${where}.${key}` : key, part);
  };
  walk("", { ...t.example, ...(t.step ? { update: t.step.update } : {}) });
  return `${lines.join("\n")}\n`;
}
