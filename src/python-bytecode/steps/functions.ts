import { type Cell, type Expression, NONE } from '../expression.ts';
import { NULL } from '../frame.ts';
import { keywordsOf, textOf } from '../keywords.ts';
import { MalformedBytecode } from '../malformed.ts';
import type { StepMeaning, StepTable } from './meaning.ts';

const makeFunction: StepMeaning = ({ name, argument }, frame, values) => {
  const { table } = frame.code.opcodes;
  // The qualified name, which Python 3.4 to 3.10 push last.
  if (!frame.code.isPython2 && table.calls !== 'pairs') frame.pop();
  const body = frame.stack.pop();
  if (body === undefined || body === NULL || !('code' in body))
    throw new MalformedBytecode('it makes a function of no code');
  let cells: readonly Cell[] = [];
  let defaults: readonly Expression[] = [];
  let keywordDefaults: (readonly [string, Expression])[] = [];
  if (table.calls === 'counts') {
    if (name === 'MAKE_CLOSURE') cells = frame.cellsOf();
    const keywordOnly = frame.popMany(2 * ((argument >> 8) & 0xff));
    keywordDefaults = Array.from({ length: keywordOnly.length / 2 }, (_, index) => [
      textOf(keywordOnly[2 * index] ?? NONE),
      keywordOnly[2 * index + 1] ?? NONE,
    ]);
    defaults = frame.popMany(argument & 0xff);
  } else if (!table.slotBehind) {
    if (argument & 8) cells = frame.cellsOf();
    if (argument & 4) frame.pop();
    if (argument & 2) keywordDefaults = [...keywordsOf(frame.pop())];
    if (argument & 1) defaults = values.iterate(frame.pop());
  }
  frame.push({ kind: 'function', code: body.code, defaults, keywordDefaults, cells });
};

/** Functions made within a function. */
export const FUNCTIONS: StepTable = {
  MAKE_FUNCTION: makeFunction,
  MAKE_CLOSURE: makeFunction,
  SET_FUNCTION_ATTRIBUTE: ({ argument }, frame, values) => {
    const made = frame.pop();
    if (made.kind !== 'function') throw new MalformedBytecode('it makes a function of no code');
    let changed = made;
    if (argument === 8) changed = { ...made, cells: frame.cellsOf() };
    else if (argument === 1) changed = { ...made, defaults: values.iterate(frame.pop()) };
    else if (argument === 2) changed = { ...made, keywordDefaults: keywordsOf(frame.pop()) };
    else frame.pop();
    frame.push(changed);
  },
};
