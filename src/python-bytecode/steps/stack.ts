import { NULL } from '../frame.ts';
import { MalformedBytecode } from '../malformed.ts';
import type { StepMeaning, StepTable } from './meaning.ts';

const rotate =
  (count: number): StepMeaning =>
  (_, frame) =>
    frame.rotate(count);

/** FOR_ITER takes its iterator away itself where it ends, as if these were not there. */
const nothing: StepMeaning = () => undefined;

/** What moves on the stack. */
export const STACK: StepTable = {
  PUSH_NULL: (_, frame) => {
    frame.stack.push(NULL);
  },
  POP_TOP: (_, frame) => {
    frame.stack.pop();
  },
  POP_ITER: nothing,
  END_FOR: nothing,
  DUP_TOP: (_, frame) => frame.copy(1),
  DUP_TOP_TWO: (_, frame) => {
    frame.copy(2);
    frame.copy(2);
  },
  COPY: ({ argument }, frame) => frame.copy(argument),
  SWAP: ({ argument }, { stack }) => {
    const [top, other] = [stack.length - 1, stack.length - argument];
    const [a, b] = [stack[top], stack[other]];
    if (a === undefined || b === undefined) throw new MalformedBytecode('it takes more than it has');
    stack[top] = b;
    stack[other] = a;
  },
  ROT_TWO: rotate(2),
  ROT_THREE: rotate(3),
  ROT_FOUR: rotate(4),
  ROT_N: ({ argument }, frame) => frame.rotate(argument),
};
