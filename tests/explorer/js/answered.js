// What the mirror answers to each question, every number as the page writes it.
async (asked) => {
  const [{ answer }, { fmt }] = await Promise.all([import("explorer/mirror"), import("explorer/numbers")]);
  const plain = (v) => {
    if (typeof v === "number") return fmt(v);
    return v?.length !== undefined ? [...v].map(plain) : Object.fromEntries(Object.entries(v).map(([key, part]) => [key, plain(part)]));
  };
  return asked.map((question) => {
    const { example, step } = answer(question);
    return plain({ example, L: step.L, L_new: step.L_new, update: step.update });
  });
}
