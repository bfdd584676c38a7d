// Back as far as it goes.
async () => {
  const undo = document.getElementById("undo");
  for (let n = 0; n < 400 && app.past.before.length; n++) {
    undo.click();
    await new Promise((r) => setTimeout(r, 10));
  }
}
