import type { Expression } from './expression.ts';

/** What an expression is made of, itself left out. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'tuple':
    case 'list':
    case 'set':
      return expression.items;
    case 'dict':
      return expression.entries.flat();
    case 'slice':
      return [expression.start, expression.stop, expression.step];
    case 'attribute':
      return [expression.of];
    case 'item':
      return [expression.of, expression.key];
    case 'operator':
      return expression.operands;
    case 'call':
      return [expression.function, ...expression.args, ...expression.keywords.map(([, value]) => value)];
    default:
      return [];
  }
}

/** An expression and all that it is made of, each once. */
export function reachable(expression: Expression): ReadonlySet<Expression> {
  const reached = new Set<Expression>();
  const pending = [expression];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (reached.has(value)) continue;
    reached.add(value);
    pending.push(...partsOf(value));
  }
  return reached;
}
