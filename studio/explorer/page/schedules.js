// Schedules: engine/schedules.py in JavaScript, the learning rate of step k from the one that training begins with.
const RATES = {
  step: (eta, { gamma, every }, k) => eta * gamma ** Math.floor(k / every),
  exponential: (eta, { gamma }, k) => eta * gamma ** k,
  cosine: (eta, { steps, end }, k) => end + ((eta - end) * (1 + Math.cos((Math.PI * Math.min(k, steps)) / steps))) / 2,
  list: (eta, { rates }, k) => rates[Math.min(k, rates.length - 1)],
};

export function rate({ learning_rate, schedule }, k) {
  return schedule ? RATES[schedule.kind](learning_rate, schedule, k) : learning_rate;
}
