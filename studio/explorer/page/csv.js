// A pasted table as examples, by the rules of engine/csv_data.py: a header row, targets by name, labels as classes.
/** x and y of a table; without named targets the last column is one. */
export function csv(text, named) {
  const lines = split(text);
  if (lines.length < 2) throw new Error("a table has a header row and at least one example");
  const [header, ...rows] = lines;
  if (new Set(header).size < header.length || header.includes("")) throw new Error("give every column a name of its own");
  const off = rows.findIndex((row) => row.length !== header.length);
  if (off >= 0) throw new Error(`row ${off + 2} has ${rows[off].length} cells, the header ${header.length}`);
  const targets = named.split(",").map((s) => s.trim()).filter(Boolean);
  const unknown = targets.find((name) => !header.includes(name));
  if (unknown) throw new Error(`there is no column ${unknown}; there are ${header.join(", ")}`);
  const chosen = (targets.length ? targets : [header.at(-1)]).map((name) => header.indexOf(name));
  const inputs = header.map((_, j) => j).filter((j) => !chosen.includes(j));
  if (!inputs.length) throw new Error("leave a column to be the input");
  const x = rows.map((row, m) => inputs.map((j) => number(row[j], header[j], m)));
  const wide = chosen.map((j) => target(rows.map((row) => row[j]), header[j], chosen.length === 1));
  return { x, y: rows.map((_, m) => wide.flatMap((column) => column[m])) };
}

function split(text) {
  const comma = text.includes(",") ? "," : text.includes("\t") ? "\t" : ";";
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/).filter((line) => line.trim());
  return lines.map((line) => {
    const cells = [...line.matchAll(new RegExp(`(?:^|${comma})\\s*(?:"((?:[^"]|"")*)"|([^${comma}]*))`, "g"))];
    return cells.map(([, quoted, plain]) => (quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"')));
  });
}

function number(cell, name, m) {
  const value = Number(cell);
  if (cell === "" || !Number.isFinite(value)) throw new Error(`row ${m + 2}, column ${name}: ${cell || "an empty cell"} is not a number`);
  return value;
}

/** Numbers as they are; labels as 0 and 1, or one column a class. */
function target(cells, name, alone) {
  if (cells.every((cell) => cell !== "" && Number.isFinite(Number(cell)))) return cells.map((cell) => [Number(cell)]);
  if (cells.includes("")) throw new Error(`column ${name} has an empty cell`);
  const labels = [...new Set(cells)].sort();
  if (labels.length < 2) throw new Error(`column ${name} has one label only`);
  if (alone && labels.length === 2) return cells.map((cell) => [labels.indexOf(cell)]);
  return cells.map((cell) => labels.map((label) => (label === cell ? 1 : 0)));
}
