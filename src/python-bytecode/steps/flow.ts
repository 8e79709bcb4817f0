import { NONE } from '../expression.ts';
import { asValue, type Frame, NULL } from '../frame.ts';
import { MalformedBytecode } from '../malformed.ts';
import type { StepTable } from './meaning.ts';

/** Branches and loops, over what is known. */
export const FLOW: StepTable = {
  GET_ITER: (_, { stack }, values) => {
    const top = stack.pop();
    if (top === undefined || top === NULL) throw new MalformedBytecode('it takes more than it has');
    if ('items' in top) stack.push(top);
    else stack.push({ items: [...values.iterate(asValue(top))], at: 0 });
  },
  FOR_ITER: ({ target = 0 }, frame, values) => {
    const top = frame.stack.at(-1);
    if (top === undefined || top === NULL) throw new MalformedBytecode('it takes more than it has');
    let iterator = top;
    if (!('items' in iterator)) {
      // A comprehension's own function is given an iterator.
      iterator = { items: [...values.iterate(asValue(top))], at: 0 };
      frame.stack[frame.stack.length - 1] = iterator;
    }
    const next = iterator.items[iterator.at++];
    if (next) {
      frame.push(next);
      return undefined;
    }
    frame.stack.pop();
    return afterLoop(frame, target);
  },
  YIELD_VALUE: (_, frame) => {
    frame.yielded.push(frame.pop());
    frame.push(NONE);
  },
  RETURN_GENERATOR: (_, frame) => frame.push(NONE),
  JUMP: ({ target }) => target,
  JUMP_IF: ({ operator = '', target }, frame, values) => {
    const value = frame.pop();
    const isJumping =
      operator === 'true' || operator === 'false'
        ? values.isTrue(value) === (operator === 'true')
        : values.isNone(values.known(value)) === (operator === 'None');
    return isJumping ? target : undefined;
  },
  JUMP_OR_POP: ({ operator, target }, frame, values) => {
    if (values.isTrue(frame.peek()) === (operator === 'true')) return target;
    frame.stack.pop();
    return undefined;
  },
};

/** Behind END_FOR, and 3.13's POP_TOP and 3.14's POP_ITER that take the iterator away. */
function afterLoop(frame: Frame, target: number): number {
  const at = frame.stepAt(target);
  const step = frame.steps[at];
  if (step?.name !== 'END_FOR') return target;
  const next = frame.steps[at + 1];
  const takesIterator = frame.code.opcodes.table.slotBehind && next?.name === 'POP_TOP';
  return takesIterator ? next.next : step.next;
}
