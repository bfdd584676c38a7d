// Sums in which zero is zero: engine/sums.py for one example, line by line.
const EPS = 2 ** -52;

/** How much of the sizes of n terms their sum may be and still be nothing but rounding. */
export const dust = (n) => (n + 4) * EPS;

/** A sum of n terms whose sizes together are `size`, 0 where it is dust. */
export const settled = (value, size, n) => (Math.abs(value) <= dust(n) * size ? 0 : value);

/** The sum of an array, compensated, and settled. */
export function total(terms) {
  let [high, low, size] = [0, 0, 0];
  for (let k = 0; k < terms.length; k++) {
    const sum = high + terms[k];
    const back = sum - high;
    low += high - (sum - back) + (terms[k] - back); // what the addition lost
    high = sum;
    size += Math.abs(terms[k]);
  }
  return settled(high + low, size, terms.length);
}

export const sizeOf = (terms) => terms.reduce((sum, v) => sum + Math.abs(v), 0);
export const mean = (terms) => total(terms) / terms.length;

/** a - b, where two numbers that differ by rounding alone are equal. */
export const less = (a, b) => settled(a - b, Math.abs(a) + Math.abs(b), 2);

/** a, and y itself where they differ by rounding alone. */
export const met = (a, y) => a.map((v, i) => (less(v, y[i]) === 0 ? y[i] : v));

/** What is left of a parameter after its step; 0 where the two met. */
export function moved(w, step) {
  const left = w - step;
  return Math.abs(left) <= 2 * dust(2) * Math.abs(step) ? 0 : left;
}
