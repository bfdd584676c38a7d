() => {
  const answered = app.t && app.answer.id === app.id && app.answer.step;
  return answered && app.drawn === app.id && !app.running && !document.body.ariaBusy;
}
