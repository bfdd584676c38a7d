// Every number on the page, with the state that it is of.
() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const places = (selector, tell) => Object.fromEntries(all(selector).map((e) => [e.dataset.place, tell(e)]));
  const texts = (cells) => cells.map((c) => c.firstChild?.value ?? c.textContent);
  return {
    state: { ...app.kept(), lesson: app.state.lesson },
    cells: places("#matrices input", (e) => e.value),
    rows: all("#matrices figure").map((f) => all("tbody tr", f).map((r) => texts([...r.cells].slice(-3)))),
    slopes: Object.fromEntries(all("#matrices td:has(input)").map((c) => [c.firstChild.dataset.place, c.lastChild.textContent])),
    lamps: places('#network [data-place^="n."]', (e) => e.getAttribute("aria-label")),
    table: all("#examples tbody tr").map((r) => texts([...r.cells].slice(1))),
    loss: document.getElementById("loss").textContent,
    L: document.querySelector('#network [data-place="L"]').getAttribute("aria-label"),
  };
}
