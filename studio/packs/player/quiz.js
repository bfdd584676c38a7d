// The questions after the film: each is answered once, then the mistake behind a wrong answer is named.

const quiz = { answers: data.quiz.cards.map(() => null), right: data.quiz.cards.map(({ answers }) => answers.findIndex(({ why }) => !why)) };
const sheet = made("section", "", { id: "quiz", hidden: true });
const asking = made("button", worded("Questions"), { title: worded("The questions on this film") });
sheet.setAttribute("aria-label", worded("Questions"));

const choices = data.quiz.cards.map(({ asks, answers }, k) => {
  const card = made("div", "", { className: "card" }), why = made("p", "", { className: "why" });
  const buttons = answers.map(({ shown: text }, choice) => {
    const button = made("button", text);
    button.addEventListener("click", () => answer(k, choice));
    return button;
  });
  why.setAttribute("role", "status");
  card.append(made("p", `${k + 1}. ${asks}`), ...buttons, why);
  sheet.append(card);
  return { buttons, why };
});

/** Mark a card as answered. */
function mark(k, choice) {
  const { buttons, why } = choices[k], right = quiz.right[k];
  quiz.answers[k] = choice;
  buttons.forEach((button, j) => { button.disabled = true; button.classList.toggle("right", j === right); button.classList.toggle("taken", j === choice); });
  const [was, wanted] = [choice, right].map((j) => data.quiz.cards[k].answers[j]);
  why.textContent = choice === right ? worded("Right.") : worded("Not so: {why}. Right is {right}.", { why: was.why, right: wanted.shown });
}

/** Answer a card, if it is not answered yet. */
function answer(k, choice) {
  if (quiz.answers[k] !== null) return;
  mark(k, choice);
  tell("answer", { card: k, choice });
}

/** The share of right answers among all cards, 0..100. */
function score() {
  const right = quiz.answers.filter((choice, k) => choice === quiz.right[k]).length;
  return Math.round((100 * right) / quiz.right.length);
}

function ask(wanted) {
  sheet.hidden = !wanted;
  if (wanted) video.pause();
}

if (choices.length) {
  sheet.prepend(made("h2", worded("Questions")), ...data.quiz.given.map((line) => made("p", line, { className: "given" })));
  byId("stage").append(sheet);
  byId("time").after(asking);
  asking.addEventListener("click", () => ask(sheet.hidden));
  on("end", () => ask(true));
  on("on", () => ask(false));
}
Object.assign(window.backreel, { quiz, answer, score });
