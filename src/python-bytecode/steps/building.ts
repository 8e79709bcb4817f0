import { type Expression, NONE, NotFollowed } from '../expression.ts';
import { NULL } from '../frame.ts';
import type { StepMeaning, StepTable } from './meaning.ts';

const toTuple: StepMeaning = (_, frame, values) =>
  frame.push({ kind: 'tuple', items: [...values.iterate(frame.pop())] });

const mergeDict: StepMeaning = ({ argument }, frame) => {
  const added = frame.pop();
  const target = frame.stack.at(-argument);
  const dict = target !== undefined && target !== NULL && 'value' in target ? target.value : undefined;
  if (added.kind !== 'dict' || dict?.kind !== 'dict') throw new NotFollowed('merges a value that is no dict');
  dict.entries.push(...added.entries);
};

/** Lists, tuples and dicts. */
export const BUILDING: StepTable = {
  BUILD_TUPLE: ({ argument }, frame, values) => {
    const items = argument === 0 ? [] : frame.stack.slice(-argument);
    const cells = items.flatMap((item) => (item !== NULL && 'cell' in item ? [item.cell] : []));
    if (argument > 0 && cells.length === argument) {
      frame.stack.length -= argument;
      frame.stack.push({ cells });
      return;
    }
    frame.push({ kind: 'tuple', items: values.budget.counted(frame.popMany(argument)) });
  },
  BUILD_LIST: ({ argument }, frame, values) =>
    frame.push({ kind: 'list', items: values.budget.counted(frame.popMany(argument)) }),
  BUILD_MAP: ({ argument }, frame) => {
    // To 3.4 the argument is a size, and STORE_MAP fills the dict.
    const isSize = frame.code.opcodes.table.calls === 'counts' && frame.stack.length < 2 * argument;
    const parts = frame.popMany(isSize ? 0 : 2 * argument);
    const entries = Array.from({ length: parts.length / 2 }, (_, index): [Expression, Expression] => [
      parts[2 * index] ?? NONE,
      parts[2 * index + 1] ?? NONE,
    ]);
    frame.push({ kind: 'dict', entries });
  },
  BUILD_CONST_KEY_MAP: ({ argument }, frame, values) => {
    const keys = values.iterate(frame.pop());
    const items = frame.popMany(argument);
    frame.push({ kind: 'dict', entries: items.map((value, index) => [keys[index] ?? NONE, value]) });
  },
  LIST_APPEND: ({ argument }, frame, values) => {
    const value = frame.pop();
    frame.listAt(argument).push(value);
    values.budget.spend(1);
  },
  LIST_EXTEND: ({ argument }, frame, values) => {
    const items = values.iterate(frame.pop());
    frame.listAt(argument).push(...values.budget.counted([...items]));
  },
  LIST_TO_TUPLE: toTuple,
  CALL_INTRINSIC_1: (step, frame, values) => {
    // INTRINSIC_LIST_TO_TUPLE (`Include/internal/pycore_intrinsics.h`).
    if (step.argument !== 6) throw new NotFollowed('does what only a running Python does');
    return toTuple(step, frame, values);
  },
  DICT_MERGE: mergeDict,
  DICT_UPDATE: mergeDict,
  UNPACK_SEQUENCE: ({ argument }, frame, values) => {
    for (const item of values.unpack(frame.pop(), argument).toReversed()) frame.push(item);
  },
};
