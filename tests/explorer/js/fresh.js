// The page as it was when it was opened: lesson, place and moment, nothing to undo, nothing hovered, focused or unfolded.
() => {
  const D = start.lesson.network.layers.length;
  document.activeElement?.blur();
  for (const details of document.querySelectorAll("details[open]")) details.open = false;
  for (const id of ["notice", "csv", "targets"]) Object.assign(document.getElementById(id), id === "notice" ? { textContent: "" } : { value: "" });
  app.stop();
  Object.assign(app.past, { before: [], after: [], what: "" });
  scrollTo(0, 0);
  app.begin({ lesson: start.lesson, k: 0, m: 0, at: "", moment: D + 1, hover: "" });
  app.changed();
}
