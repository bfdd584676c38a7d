// How numbers are written: engine/notation.py line for line, and the only place on the page that rounds.
export const MINUS = "\u2212";
const SMALLEST_FIXED = 1e-5;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

const KEPT = 5000; // numbers whose text is remembered: most of a picture is as it was before
let written = new Map();
let significant = 4;

/** How many digits the lesson wants shown of a number. */
export function wantDigits(digits = 4) {
  if (digits === significant) return;
  significant = digits;
  written = new Map();
}

/** Write a number for the screen: four significant digits, or as many as the lesson wants, fewer when it is short by itself, powers of ten at the ends. */
export function fmt(value, digits = significant, decimals = null) {
  if (digits !== significant || decimals !== null) return text(value, digits, decimals);
  let found = written.get(value);
  if (found !== undefined) return found;
  if (written.size > KEPT) written = new Map();
  written.set(value, (found = text(value, digits, null)));
  return found;
}

function text(value, digits, decimals) {
  if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be shown`);
  return needsPower(value, decimals) ? power(value, digits) : fixed(value, digits, decimals);
}

/** The parts of a sum and the sum with one number of decimals, less where one is short by itself, so that what is shown adds up. */
export function fmtSum(parts, total, digits = significant) {
  const numbers = [...parts, total];
  const largest = numbers.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
  const tail = needsPower(largest, null) ? power(Math.abs(largest), digits).split("×")[1] : "";
  const base = tail ? digits - 1 : placesOf(largest, digits);
  let first = null;
  for (let places = base; places < base + 6; places++) {
    const shift = tail ? places - exponentOf(tail) : places;
    const whole = numbers.map((v) => scaled(v, shift));
    const texts = numbers.map((v, k) => (v === 0 ? "0" : over(whole[k], places, tail, isShort(v, whole[k], shift))));
    first ??= texts;
    if (whole.slice(0, -1).reduce((a, b) => a + b, 0n) === whole.at(-1)) return [texts.slice(0, -1), texts.at(-1)];
  }
  return [first.slice(0, -1), first.at(-1)];
}

/** A shown number with a gap before every third digit of a whole part of five or more, as it is drawn. */
export function grouped(text) {
  return text.replace(/^(\D?)(\d{5,})/, (_, sign, whole) => sign + whole.replace(/\B(?=(\d{3})+$)/g, "\u2009"));
}

/** The shortest decimal that is a number, written alike by JavaScript and Python: its digits, and the power of ten of the first. */
function decimal(value) {
  const [mantissa, lead] = Math.abs(value).toExponential().split("e");
  return { digits: mantissa.replace(".", ""), lead: Number(lead) };
}

/** The digits of a decimal times 10^places as a whole number, halves away from zero on the number as it is written. */
function rounded({ digits, lead }, places) {
  const kept = lead + 1 + places;
  if (kept < 0) return "0";
  const head = digits.slice(0, kept).padEnd(kept, "0");
  if (!(digits[kept] >= "5")) return head || "0";
  return String(kept <= 15 ? Number(head) + 1 : BigInt(head) + 1n).padStart(kept, "0");
}

/** value times 10^places as a whole number. */
function scaled(value, places) {
  const whole = BigInt(rounded(decimal(value), places));
  return value < 0 ? -whole : whole;
}

function needsPower(value, decimals) {
  const size = Math.abs(value);
  return decimals === null && value !== 0 && !(SMALLEST_FIXED <= size && size < 1e6);
}

function fixed(value, digits, decimals) {
  const exact = decimal(value);
  const places = decimals ?? placesFrom(value, exact, digits);
  const whole = pointed(rounded(exact, places), places);
  const close = Math.abs(Number(whole) - Math.abs(value)) <= Math.max(1e-12 * Math.max(Number(whole), Math.abs(value)), 1e-300);
  const short = decimals === null && close ? shortened(whole) : whole;
  return value < 0 && /[1-9]/.test(short) ? MINUS + short : short;
}

/** How many decimals show so many significant digits of a number. */
const placesOf = (value, digits) => placesFrom(value, decimal(value), digits);
const placesFrom = (value, exact, digits) => (value === 0 ? 0 : Math.max(0, digits - 1 - leadOf(exact, digits)));

/** Digits with a point before the last `places`. */
function pointed(digits, places) {
  const padded = digits.replace(/^0+(?=\d)/, "").padStart(places + 1, "0");
  const at = padded.length - places;
  return padded.slice(0, at) + (places ? `.${padded.slice(at)}` : "");
}

function power(value, digits) {
  const exact = decimal(value);
  const lead = leadOf(exact, digits);
  const whole = pointed(rounded(exact, digits - 1 - lead), digits - 1);
  const [size, seen] = [Math.abs(value), Number(`${whole}e${lead}`)];
  const close = Math.abs(seen - size) <= 1e-12 * Math.max(seen, size);
  return `${value < 0 ? MINUS : ""}${close ? shortened(whole) : whole}×10${raised(lead)}`;
}

/** A decimal without the zeros that end it. */
const shortened = (text) => (text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text);

const raised = (exponent) => (exponent < 0 ? "⁻" : "") + [...String(Math.abs(exponent))].map((d) => SUPERSCRIPTS[d]).join("");
const exponentOf = (tail) => Number([...tail.slice(2)].map((c) => (c === "⁻" ? "-" : SUPERSCRIPTS.indexOf(c))).join(""));

function over(whole, places, tail, short) {
  const size = pointed(String(whole < 0n ? -whole : whole), places);
  const seen = (short ? shortened(size) : size) + (tail ? `×${tail}` : "");
  return whole < 0n ? MINUS + seen : seen;
}

/** Whether a number is no more than these digits, so that the zeros that end them can go. */
function isShort(value, whole, shift) {
  const [size, seen] = [Math.abs(value), Math.abs(Number(`${whole}e${-shift}`))];
  return Math.abs(seen - size) <= 1e-12 * Math.max(seen, size);
}

/** The power of ten of the first digit of a number rounded to so many. */
const leadOf = (exact, digits) => (rounded(exact, digits - 1 - exact.lead).length > digits ? exact.lead + 1 : exact.lead);
