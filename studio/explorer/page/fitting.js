// What a lesson says beside its network and data, its names and what films tell, as far as that still fits after a change.
/** The same lesson without what speaks of inputs, outputs, examples or neurons that are not there any more. */
export function fitting(lesson) {
  const { names = {}, told = {}, data, network } = lesson;
  const [N, n, outputs] = [data.x.length, network.inputs, data.y[0].length];
  const counts = { inputs: n, outputs, examples: N, classes: outputs > 1 ? outputs : 2 };
  const kept = Object.fromEntries(Object.entries(names).filter(([key, all]) => !(key in counts) || all?.length === counts[key]));
  const { standardized, test_x, test_y, ...own } = data;
  const measured = standardized?.mean.length === n ? { standardized } : {};
  const tests = test_x?.[0].length === n && test_y[0].length === outputs ? { test_x, test_y } : {};
  return { ...lesson, data: { ...own, ...measured, ...tests }, names: kept, told: there(told, network, N, kept) ? told : {} };
}

/** Whether everything that is told is there; all of it counts from 1, or goes by name. */
function there({ example, neuron, weight, inputs = [] }, { layers, inputs: n }, N, names) {
  const sizes = [n, ...layers.map(({ units }) => units ?? Infinity)];
  const known = (what, count, named) => (typeof what === "string" ? (named ?? []).includes(what) : what <= count);
  const at = ([l, i]) => l < sizes.length && i <= sizes[l];
  if (example !== undefined && !known(example, N, names.examples)) return false;
  if (neuron && !at(neuron)) return false;
  if (weight && !(at(weight) && weight[2] <= sizes[weight[0] - 1])) return false;
  return inputs.every((input) => known(input, n, names.inputs));
}
