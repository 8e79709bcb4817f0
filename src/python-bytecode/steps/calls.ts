import { type Expression, NONE } from '../expression.ts';
import { asValue, type Frame, NULL } from '../frame.ts';
import { type Keywords, keywordsOf, named, textOf, textsOf } from '../keywords.ts';
import { MalformedBytecode } from '../malformed.ts';
import type { Values } from '../values.ts';
import type { StepTable } from './meaning.ts';

/** Calls, in the ways in which one Python after the other wrote them. */
export const CALLS: StepTable = {
  KW_NAMES: ({ argument }, frame, values) => {
    frame.keywordNames = textsOf(values.constantAt(frame.code, argument));
  },
  CALL: ({ argument }, frame, values) => {
    const items = frame.popMany(argument);
    const names = frame.keywordNames;
    frame.keywordNames = [];
    frame.push(callPair(frame, values, items, names));
  },
  CALL_KW: ({ argument }, frame, values) => {
    const names = textsOf(frame.pop());
    frame.push(callPair(frame, values, frame.popMany(argument), names));
  },
  CALL_FUNCTION: ({ argument }, frame, values) => {
    const items = frame.popMany(argument);
    frame.push(values.callValue(frame.pop(), items, []));
  },
  CALL_FUNCTION_KW: ({ argument }, frame, values) => {
    const names = textsOf(frame.pop());
    const items = frame.popMany(argument);
    frame.push(values.callValue(frame.pop(), ...named(items, names)));
  },
  CALL_COUNTED: ({ argument }, frame, values) => frame.push(callCounted(frame, values, argument, [], [])),
  CALL_FUNCTION_VAR: ({ argument }, frame, values) => {
    const args = values.iterate(frame.pop());
    frame.push(callCounted(frame, values, argument, args, []));
  },
  CALL_WITH_KEYWORDS: ({ argument }, frame, values) => {
    const keywords = keywordsOf(frame.pop());
    frame.push(callCounted(frame, values, argument, [], keywords));
  },
  CALL_FUNCTION_VAR_KW: ({ argument }, frame, values) => {
    const keywords = keywordsOf(frame.pop());
    const args = values.iterate(frame.pop());
    frame.push(callCounted(frame, values, argument, args, keywords));
  },
  CALL_FUNCTION_EX: ({ argument }, frame, values) => {
    const { calls, keywordsOrNull } = frame.code.opcodes.table;
    const hasKeywords = keywordsOrNull ? frame.stack.at(-1) !== NULL : (argument & 1) === 1;
    if (keywordsOrNull && !hasKeywords) frame.stack.pop();
    const keywords = hasKeywords ? keywordsOf(frame.pop()) : [];
    const args = values.iterate(frame.pop());
    if (calls !== 'pairs') {
      frame.push(values.callValue(frame.pop(), args, keywords));
      return;
    }
    const names = keywords.map(([key]) => key);
    frame.push(callPair(frame, values, [...args, ...keywords.map(([, value]) => value)], names));
  },
};

/** A call from 3.11 on, and of a method from 3.7 on: the function and the slot beside it, which holds nothing or the first argument. */
function callPair(frame: Frame, values: Values, items: readonly Expression[], names: readonly string[]): Expression {
  const [first, second] = [frame.stack.at(-2), frame.stack.at(-1)];
  frame.stack.length = Math.max(0, frame.stack.length - 2);
  const called = first === NULL ? second : first;
  const self = first === NULL || second === NULL ? [] : [second];
  const receivers = self.flatMap((item) => (item === undefined ? [] : [asValue(item)]));
  if (called === undefined) throw new MalformedBytecode('it takes more than it has');
  return values.callValue(asValue(called), ...named([...receivers, ...items], names));
}

/** A call to 3.5: keywords and values take turns on the stack. */
function callCounted(
  frame: Frame,
  values: Values,
  counts: number,
  args: readonly Expression[],
  keywords: Keywords,
): Expression {
  const parts = frame.popMany(2 * (counts >> 8));
  const own = Array.from({ length: counts >> 8 }, (_, index): [string, Expression] => [
    textOf(parts[2 * index] ?? NONE),
    parts[2 * index + 1] ?? NONE,
  ]);
  const items = frame.popMany(counts & 0xff);
  return values.callValue(frame.pop(), [...items, ...args], [...own, ...keywords]);
}
