// How numbers are written: engine/notation.py line for line, and the only place on the page that rounds.
export const MINUS = "\u2212";
const SIGNIFICANT = 4;
const SMALLEST_FIXED = 1e-5;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Write a number for the screen: four significant digits, fewer when it is short by itself, powers of ten at the ends. */
export function fmt(value, digits = SIGNIFICANT, decimals = null) {
  if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be shown`);
  const text = needsPower(value, decimals) ? power(value, digits) : fixed(value, digits, decimals);
  return text.replaceAll("-", MINUS);
}

/** The parts of a sum and the sum with one number of decimals, so that what is shown adds up. */
export function fmtSum(parts, total, digits = SIGNIFICANT) {
  const numbers = [...parts, total];
  const largest = numbers.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
  const tail = needsPower(largest, null) ? power(Math.abs(largest), digits).split("×")[1] : "";
  const base = tail ? digits - 1 : placesOf(largest, digits);
  let first = null;
  for (let places = base; places < base + 6; places++) {
    const shift = tail ? places - exponentOf(tail) : places;
    const whole = numbers.map((v) => scaled(v, shift));
    const texts = numbers.map((v, k) => (v === 0 ? "0" : over(whole[k], places, tail)));
    first ??= texts;
    if (whole.slice(0, -1).reduce((a, b) => a + b, 0n) === whole.at(-1)) return [texts.slice(0, -1), texts.at(-1)];
  }
  return [first.slice(0, -1), first.at(-1)];
}

/** How many decimals show so many significant digits of a number. */
export function placesOf(value, digits = SIGNIFICANT) {
  return value === 0 ? 0 : Math.max(0, digits - 1 - leadOf(value, digits));
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

/** value times 10^places as a whole number, halves away from zero on the number as it is written. */
export function scaled(value, places) {
  const { digits, lead } = decimal(value);
  const kept = lead + 1 + places;
  if (kept < 0) return 0n;
  const whole = BigInt(digits.slice(0, kept).padEnd(kept, "0")) + (digits[kept] >= "5" ? 1n : 0n);
  return value < 0 ? -whole : whole;
}

function needsPower(value, decimals) {
  const size = Math.abs(value);
  return decimals === null && value !== 0 && !(SMALLEST_FIXED <= size && size < 1e6);
}

function fixed(value, digits, decimals) {
  const places = decimals ?? placesOf(value, digits);
  const text = pointed(scaled(value, places), places);
  const close = Math.abs(Number(text) - value) <= Math.max(1e-12 * Math.max(Math.abs(Number(text)), Math.abs(value)), 1e-300);
  return decimals === null && close && text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}

function pointed(whole, places) {
  const digits = (whole < 0n ? -whole : whole).toString().padStart(places + 1, "0");
  const at = digits.length - places;
  return (whole < 0n ? "-" : "") + digits.slice(0, at) + (places ? `.${digits.slice(at)}` : "");
}

function power(value, digits) {
  const lead = leadOf(value, digits);
  return `${pointed(scaled(value, digits - 1 - lead), digits - 1)}×10${raised(lead)}`;
}

const raised = (exponent) => (exponent < 0 ? "⁻" : "") + [...String(Math.abs(exponent))].map((d) => SUPERSCRIPTS[d]).join("");
const exponentOf = (tail) => Number([...tail.slice(2)].map((c) => (c === "⁻" ? "-" : SUPERSCRIPTS.indexOf(c))).join(""));

function over(whole, places, tail) {
  const text = pointed(whole, places).replace("-", MINUS) + (tail ? `×${tail}` : "");
  return whole === 0n ? text.replace(MINUS, "") : text;
}

/** The power of ten of the first digit of a number rounded to so many. */
function leadOf(value, digits) {
  const { lead } = decimal(value);
  const whole = scaled(Math.abs(value), digits - 1 - lead);
  return whole >= 10n ** BigInt(digits) ? lead + 1 : lead;
}
