// `count` random edits by the page's own controls; how many of each kind.
async ([seed, count]) => {
  let state = seed;
  const random = (n) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * n);
  };
  const pick = (all) => all[random(all.length)];
  const all = (selector) => [...document.querySelectorAll(selector)].filter((e) => !e.disabled && !e.closest("[hidden]"));
  const byId = (id) => document.getElementById(id);
  const settled = () => app.t?.lesson === app.state.lesson && app.answer.id === app.id && app.answer.step && !app.answer.draft && app.drawn === app.id
    && !app.running && !document.body.ariaBusy;
  const until = async (test) => {
    for (let n = 0; n < 4000 && !test(); n++) await new Promise((r) => setTimeout(r, 4));
    if (!test()) throw new Error("it never settled");
  };
  const set = (e, value, kind = "change") => {
    e.value = value;
    e.dispatchEvent(new Event(kind, { bubbles: true }));
  };
  const number = () => String((random(4001) - 2000) / 1000);
  const few = (n) => String(1 + random(n));
  const any = (e) => set(e, pick([...e.options]).value);
  const act = {
    cell: () => set(pick(all("#matrices input")), number()),
    slider: () => {
      app.look({ at: pick(all("#matrices input, #network .hold").map((e) => e.dataset.place)) });
      set(byId("slider"), number(), "input");
    },
    datum: () => {
      const e = pick(all("#examples td input[type=text]"));
      set(e, e.dataset.where.startsWith("y") ? String(random(2)) : number());
    },
    example: () => pick(all("#examples input[type=radio]")).click(),
    activation: () => any(pick(all("#settings .layer-row select"))),
    units: () => set(pick(all("#settings .layer-row input")), few(4)),
    inputs: () => set(byId("inputs"), few(3)),
    loss: () => any(byId("loss-name")),
    rule: () => any(byId("optimizer")),
    rate: () => set(byId("learning_rate"), String((1 + random(50)) / 100)),
    batch: () => set(byId("batch_size"), few(Number(byId("batch_size").max))),
    seed: () => set(byId("seed"), String(random(99))),
    more: () => all("#settings .layer-row").length < 4 && pick(all("#settings button[id^=add]")).click(),
    fewer: () => all("#settings button[id^=less]").length && pick(all("#settings button[id^=less]")).click(),
    row: () => all("#examples tbody tr").length < 6 && byId("more").click(),
    drop: () => byId("fewer").click(),
    step: () => document.querySelector("#training button").click(),
    undo: () => byId("undo").click(),
    redo: () => byId("redo").click(),
    way: () => pick(all("button[data-way]")).click(),
    biases: () => byId("train_biases").click(),
    schedule: () => any(byId("schedule")),
    scheduled: () => all("#settings [id^=schedule-]:not(#schedule-rates)").length && set(pick(all("#settings [id^=schedule-]:not(#schedule-rates)")), "1"),
    penalty: () => set(byId(pick(["l1", "l2"])), pick(["0", "0.01", "0.1"])),
    reduction: () => any(byId("reduction")),
  };
  const often = [...Object.keys(act), "cell", "cell", "cell", "slider", "slider", "datum", "way"];
  const done = {};
  for (let n = 0; n < count; n++) {
    const name = pick(often);
    done[name] = (done[name] ?? 0) + 1;
    act[name]();
    await new Promise((r) => setTimeout(r, 1));
    await until(settled);
  }
  return done;
}
