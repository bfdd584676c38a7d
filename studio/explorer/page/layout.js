// Where the network stands: columns from left to right, or where it is narrow rows from the bottom up; how many neurons are drawn.
const MOST = 10; // neurons of a layer, one of them an ellipsis
const DIGITS = 15; // the smallest radius that carries a number

/** Which neurons of each layer are drawn: the first ones and the last, and one that is looked at. */
export function chosen(sizes, looked) {
  return sizes.map((n, l) => {
    if (n <= MOST) return [...Array(n).keys()];
    const first = [...Array(MOST - 2).keys()];
    const extra = (looked[l] ?? []).filter((i) => i >= MOST - 2 && i < n - 1).slice(0, 1);
    return [...first, ...extra, n - 1];
  });
}

/** Centres of every drawn neuron and of the loss in a frame of w x h. */
export function layout(sizes, drawn, w, h) {
  const upright = w < 560 && sizes.length > 1;
  const columns = sizes.length + 1;
  const rows = Math.max(...drawn.map((d, l) => d.length + (d.length < sizes[l] ? 1 : 0)));
  const [long, wide] = upright ? [h, w] : [w, h];
  const pitch = Math.min((wide - (upright ? 0 : 52)) / rows, upright ? wide / 2 : h / 2.15);
  const gap = (long - 20) / columns;
  const radius = Math.max(3, Math.min(52, (rows > 3 ? 0.38 : 0.31) * pitch, gap * (upright ? 0.3 : 0.22)));
  const along = (c) => (upright ? long - 10 - gap * (c + 0.5) : 10 + gap * (c + 0.5));
  const at = (c, across) => (upright ? [across, along(c)] : [along(c), across]);
  const neurons = drawn.map((d, l) => {
    const cut = d.length < sizes[l];
    const n = d.length + (cut ? 1 : 0);
    return d.map((i, k) => [i, at(l, wide / 2 + (k + (cut && i === sizes[l] - 1 ? 1 : 0) - (n - 1) / 2) * pitch)]);
  });
  const dots = drawn.map((d, l) => (d.length < sizes[l] ? at(l, wide / 2 + (d.length - 1 - d.length / 2) * pitch) : null));
  const tight = upright || pitch - 2 * radius < 46;
  return { w, h, upright, tight, pitch, gap, radius, digits: radius >= DIGITS, neurons: neurons.map((n) => new Map(n)), dots, loss: at(sizes.length, wide / 2) };
}

/** A line from rim to rim. */
export function between([ax, ay], [bx, by], r) {
  const long = Math.hypot(bx - ax, by - ay) || 1;
  const [dx, dy] = [((bx - ax) / long) * r, ((by - ay) / long) * r];
  return { x1: ax + dx, y1: ay + dy, x2: bx - dx, y2: by - dy };
}

export const along = ({ x1, y1, x2, y2 }, t) => [x1 + (x2 - x1) * t, y1 + (y2 - y1) * t];

const PLACES = [0.3, 0.7, 0.24, 0.76, 0.36, 0.64]; // never in the middle, where lines cross

/** Where along each of these lines a box of w x h stands clear of the others and of what is `taken` ([x, y, w, h], x and y the middle), or null. */
export function spots(lines, w, h, taken = []) {
  const boxes = [...taken];
  return lines.map((line) => {
    const places = flat(line, h) ? [0.5] : PLACES;
    const free = places.map((t) => along(line, t)).find(([x, y]) => boxes.every(([a, b, wide, high]) => 2 * Math.abs(a - x) > w + wide || 2 * Math.abs(b - y) > h + high));
    if (free) boxes.push([...free, w, h]);
    return free ?? null;
  });
}

/** Whether a line lies so low that a box of this height covers it from end to end. */
export const flat = ({ y1, y2 }, h) => Math.abs(y2 - y1) < h;
