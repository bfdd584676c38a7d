// The lines of maths of each lesson: their templates, and their parts as digits or Typst.
async ([lessons, calls]) => {
  const names = ["mirror", "reading", "lines", "blame_lines"];
  const [{ answer }, { Reading }, ahead, blame] = await Promise.all(names.map((name) => import(`explorer/${name}`)));
  const part = (p) => (typeof p === "string" ? p : (p.text ?? p.typst));
  const flat = (line) => line && {
    template: line.template.replace(/\s+/g, " "),
    parts: Object.fromEntries(Object.entries(line.parts).map(([key, p]) => [key, part(p)])),
  };
  return lessons.map((lesson, n) => {
    const t = new Reading(lesson, answer({ lesson, k: 0, m: 0 }));
    return calls[n].map(([name, ...at]) => {
      const found = (ahead[name] ?? blame[name])(t, ...at);
      return Array.isArray(found) ? found.map(flat) : flat(found);
    });
  });
}
