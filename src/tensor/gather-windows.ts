import { Failure } from '../errors.ts';
import { elementsOf } from '../hdf5/slabs.ts';
import { emptyLike, type NumericArray } from '../hdf5/values.ts';
import type { Windows } from './transform.ts';

/** (positions, window × channels, filters); within a window the channels come last, or with channels first, first. */
export function gatheredShape({ output, window, channels, filters }: Windows): number[] {
  return [elementsOf(output), elementsOf(window) * channels, filters];
}

/**
 * The kernel of a locally connected layer as its first implementation has it; zeros where a window reaches over the edge of the
 * input. Where Keras 2 kept it otherwise is told by `conv_connected_inputs`, `conv_kernel_idxs` of its utils/conv_utils.py and
 * `make_2d` of locally_connected_utils.py.
 *
 * @throws Failure if the kernel has not as many elements as the windows call for
 */
export function gatherWindows(kernel: NumericArray, windows: Windows): NumericArray {
  const { channels, filters, channelsFirst } = windows;
  const size = elementsOf(windows.window);
  const depth = size * channels;
  const result = emptyLike(kernel, elementsOf(gatheredShape(windows)));
  const from = windows.implementation === 2 ? wholeKernel(windows) : sortedValues(windows);
  if (from.length !== kernel.length) {
    throw new Failure(`a kernel of ${kernel.length} values does not fit windows of ${from.length}`);
  }
  for (const [position, inputs] of inputsOf(windows).entries()) {
    for (const [at, input] of inputs.entries()) {
      if (input === undefined) continue;
      for (let channel = 0; channel < channels; channel++) {
        const row = channelsFirst ? channel * size + at : at * channels + channel;
        for (let filter = 0; filter < filters; filter++) {
          const index = from.indexOf(input, channel, position, filter);
          result[(position * depth + row) * filters + filter] = kernel[index] as never;
        }
      }
    }
  }
  return result;
}

interface Layout {
  readonly length: number;
  readonly indexOf: (input: number, channel: number, position: number, filter: number) => number;
}

function wholeKernel({ input, output, channels, filters, channelsFirst }: Windows): Layout {
  const inputs = elementsOf(input);
  const positions = elementsOf(output);
  return {
    length: inputs * channels * positions * filters,
    indexOf: (at, channel, position, filter) =>
      channelsFirst
        ? ((channel * inputs + at) * filters + filter) * positions + position
        : ((at * channels + channel) * positions + position) * filters + filter,
  };
}

function sortedValues(windows: Windows): Layout {
  const { channels, filters, channelsFirst } = windows;
  const inside = inputsOf(windows).map((inputs) => inputs.filter((input) => input !== undefined));
  const starts: number[] = [];
  let length = 0;
  // Sorted by the output's place, then by the input's.
  for (let outer = 0; outer < (channelsFirst ? filters : 1); outer++) {
    for (const [position, inputs] of inside.entries()) {
      starts[outer * inside.length + position] = length;
      length += inputs.length * channels * (channelsFirst ? 1 : filters);
    }
  }
  return {
    length,
    indexOf: (at, channel, position, filter) => {
      const inputs = inside[position] ?? [];
      const place = inputs.indexOf(at);
      const start = starts[(channelsFirst ? filter : 0) * inside.length + position] ?? 0;
      return channelsFirst
        ? start + channel * inputs.length + place
        : start + filter * inputs.length * channels + place * channels + channel;
    },
  };
}

/** For each position of the output the places of its window in the input; undefined outside. */
function inputsOf({ input, window, strides, output, padding }: Windows): (number | undefined)[][] {
  return indices(output).map((position) =>
    indices(window).map((offset) => {
      let place = 0;
      for (const [axis, size] of input.entries()) {
        const at = (position[axis] ?? 0) * (strides[axis] ?? 1) + (offset[axis] ?? 0) - (padding[axis] ?? 0);
        if (at < 0 || at >= size) return undefined;
        place = place * size + at;
      }
      return place;
    }),
  );
}

/** All indices of a shape, in C order. */
function indices(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (all, size) => all.flatMap((index) => Array.from({ length: size }, (_, at) => [...index, at])),
    [[]],
  );
}
