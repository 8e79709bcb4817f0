import { NONE } from '../expression.ts';
import type { StepMeaning, StepTable } from './meaning.ts';

const binary: StepMeaning = ({ operator = '' }, frame, values) => {
  const right = frame.pop();
  frame.push(values.operate(operator, [frame.pop(), right]));
};

/** Operators, items and slices. */
export const COMPUTING: StepTable = {
  UNARY: ({ operator = '' }, frame, values) => frame.push(values.operate(operator, [frame.pop()])),
  BINARY: binary,
  COMPARE: binary,
  SUBSCRIBE: (_, frame, values) => {
    const key = frame.pop();
    frame.push(values.item(frame.pop(), key));
  },
  SLICE: ({ argument }, frame, values) => {
    const stop = argument & 2 ? frame.pop() : NONE;
    const start = argument & 1 ? frame.pop() : NONE;
    frame.push(values.item(frame.pop(), { kind: 'slice', start, stop, step: NONE }));
  },
  BINARY_SLICE: (_, frame, values) => {
    const [start, stop] = frame.popMany(2);
    frame.push(values.item(frame.pop(), { kind: 'slice', start: start ?? NONE, stop: stop ?? NONE, step: NONE }));
  },
  BUILD_SLICE: ({ argument }, frame) => {
    const [start, stop, by] = frame.popMany(argument);
    frame.push({ kind: 'slice', start: start ?? NONE, stop: stop ?? NONE, step: by ?? NONE });
  },
};
