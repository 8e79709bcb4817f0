import type { ConstantValue, Expression } from './expression.ts';
import { Complex, ELLIPSIS } from './marshal.ts';

/** Longer texts are cut: an expression that uses one value twice at every step doubles with each. */
const MAX_TEXT = 400;

// Python's precedences, loosest first (the language reference's "Operator precedence").
const PRECEDENCE: readonly (readonly string[])[] = [
  ['in', 'not in', 'is', 'is not', '<', '<=', '==', '!=', '>', '>='],
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '@', '/', 'classic /', '//', '%'],
];
const UNARY_LEVEL = PRECEDENCE.length;
const POWER_LEVEL = UNARY_LEVEL + 1;
const ATOM = POWER_LEVEL + 1;

/** The expression as Python source, cut at {@link MAX_TEXT} characters. */
export function formatExpression(expression: Expression): string {
  const writer = new Writer();
  writer.write(expression, -1);
  return writer.text.length > MAX_TEXT ? `${writer.text.slice(0, MAX_TEXT)}…` : writer.text;
}

class Writer {
  text = '';

  private get full(): boolean {
    return this.text.length > MAX_TEXT;
  }

  private list(items: readonly Expression[]): void {
    for (const [index, item] of items.entries()) {
      if (this.full) return;
      if (index > 0) this.text += ', ';
      this.write(item, -1);
    }
  }

  /** @param level the operator around it, or -1: a looser one stands in brackets */
  write(expression: Expression, level: number): void {
    if (this.full) return;
    switch (expression.kind) {
      case 'constant':
        this.text += formatConstant(expression.value);
        return;
      case 'tuple':
        this.text += '(';
        this.list(expression.items);
        this.text += expression.items.length === 1 ? ',)' : ')';
        return;
      case 'list':
      case 'set':
        this.text += expression.kind === 'list' ? '[' : '{';
        this.list(expression.items);
        this.text += expression.kind === 'list' ? ']' : '}';
        return;
      case 'dict':
        this.text += '{';
        for (const [index, [key, value]] of expression.entries.entries()) {
          if (index > 0) this.text += ', ';
          this.write(key, -1);
          this.text += ': ';
          this.write(value, -1);
        }
        this.text += '}';
        return;
      case 'slice':
        this.slice(expression);
        return;
      case 'argument':
        this.text += expression.text;
        return;
      case 'name':
        this.text += expression.path.replace(/^builtins\./, '');
        return;
      case 'global':
        this.text += expression.name;
        return;
      case 'attribute':
        this.write(expression.of, ATOM);
        this.text += `.${expression.name}`;
        return;
      case 'item':
        this.write(expression.of, ATOM);
        this.text += '[';
        if (expression.key.kind === 'tuple' && expression.key.items.length > 0) this.list(expression.key.items);
        else this.write(expression.key, -1);
        this.text += ']';
        return;
      case 'operator':
        this.operator(expression.operator, expression.operands, level);
        return;
      case 'call':
        this.write(expression.function, ATOM);
        this.text += '(';
        this.list(expression.args);
        for (const [index, [name, value]] of expression.keywords.entries()) {
          if (index > 0 || expression.args.length > 0) this.text += ', ';
          this.text += `${name}=`;
          this.write(value, -1);
        }
        this.text += ')';
        return;
      case 'function':
        this.text += `<function ${expression.code.name}>`;
    }
  }

  private slice({ start, stop, step }: Extract<Expression, { kind: 'slice' }>): void {
    const isNone = (part: Expression) => part.kind === 'constant' && part.value === null;
    if (!isNone(start)) this.write(start, -1);
    this.text += ':';
    if (!isNone(stop)) this.write(stop, -1);
    if (isNone(step)) return;
    this.text += ':';
    this.write(step, -1);
  }

  private operator(operator: string, operands: readonly Expression[], level: number): void {
    const [left, right] = operands;
    if (!left) return;
    const own = precedence(operator, right === undefined);
    if (own < level) this.text += '(';
    if (right === undefined) {
      this.text += operator === 'not' ? 'not ' : operator;
      this.write(left, own);
    } else {
      // `**` binds from the right, the others from the left.
      this.write(left, operator === '**' ? own + 1 : own);
      this.text += ` ${operator.replace('classic ', '')} `;
      this.write(right, operator === '**' ? own : own + 1);
    }
    if (own < level) this.text += ')';
  }
}

function precedence(operator: string, isUnary: boolean): number {
  if (operator === '**') return POWER_LEVEL;
  if (isUnary) return operator === 'not' ? 0 : UNARY_LEVEL;
  return PRECEDENCE.findIndex((level) => level.includes(operator));
}

function formatConstant(value: ConstantValue): string {
  if (value === null) return 'None';
  if (value === ELLIPSIS) return '...';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return formatFloat(value);
  if (typeof value === 'string') return `'${escapeText(value.slice(0, 80))}'`;
  if (value instanceof Complex) return `complex(${formatFloat(value.real)}, ${formatFloat(value.imaginary)})`;
  return `<${(value as Uint8Array).length} bytes>`;
}

function formatFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Names and text come from the file: what is not printable is written as Python would. */
function escapeText(text: string): string {
  return text.replace(/[\\']/g, '\\$&').replace(/[^\x20-\x7e]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
