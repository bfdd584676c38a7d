() => {
  const answered = app.t && app.answer.id === app.id && app.answer.step && !app.answer.draft;
  return answered && app.drawn === app.id && !app.running && !document.body.ariaBusy;
}
