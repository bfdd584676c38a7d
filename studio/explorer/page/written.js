// Lessons and numbers as text: TOML that `backreel render` takes, and every number of an example with its place in the trace.
/** A lesson as its file: every number bit for bit. */
export function toml(lesson) {
  const { network: { layers, ...network }, ...rest } = { title: "Found in the explorer", ...lesson };
  const [tables, plain] = [true, false].map((wanted) => Object.entries(rest).filter(([, v]) => isTable(v) === wanted));
  const parts = [lines(Object.fromEntries(plain)), section("[network]", network), ...layers.map((layer) => section("[[network.layers]]", layer))];
  return [...parts, ...tables.filter(([, table]) => Object.keys(table).length).map(([name, table]) => section(`[${name}]`, table))].join("\n");
}

const isTable = (v) => typeof v === "object" && v !== null && !Array.isArray(v);
const given = (table) => Object.entries(table).filter(([, v]) => v !== null && v !== undefined);
const lines = (table) => given(table).map(([key, v]) => `${key} = ${value(v)}\n`).join("");
const section = (head, table) => `${head}\n${lines(table)}`;

function value(v) {
  if (typeof v === "string") return JSON.stringify(v).replaceAll("\u007f", "\\u007f");
  if (Array.isArray(v)) return `[${v.map(value).join(", ")}]`;
  return isTable(v) ? `{ ${given(v).map(([key, part]) => `${key} = ${value(part)}`).join(", ")} }` : String(v);
}

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
