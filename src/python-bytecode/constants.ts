import type { CodeObject } from './code-object.ts';
import { type ConstantValue, constant, type Expression, NONE, NotFollowed } from './expression.ts';
import { Container, decodeText, type Marshalled } from './marshal.ts';

/** A constant of a code object as an expression. */
export function constantExpression(value: Marshalled, code: CodeObject): Expression {
  if (!(value instanceof Container)) {
    // Python 2 writes text as bytes.
    if (value instanceof Uint8Array && code.isPython2) return constant(decodeText(value));
    return constant(value as ConstantValue);
  }
  if (value.kind === 'slice') {
    const [start, stop, step] = value.items.map((item) => constantExpression(item, code));
    return { kind: 'slice', start: start ?? NONE, stop: stop ?? NONE, step: step ?? NONE };
  }
  if (value.kind === 'dict' || value.kind === 'list') throw new NotFollowed('holds a constant that Python has none of');
  const kind = value.kind === 'tuple' ? 'tuple' : 'set';
  return { kind, items: value.items.map((item) => constantExpression(item, code)) };
}
