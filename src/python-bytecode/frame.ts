import type { CodeObject } from './code-object.ts';
import { type Cell, type Expression, NotFollowed } from './expression.ts';
import { MalformedBytecode } from './malformed.ts';
import type { Step } from './meaning.ts';

/** The slot beside a function that is called (PUSH_NULL). */
export const NULL = { empty: true } as const;

/** What stands on the stack. */
export type Item =
  | { readonly value: Expression }
  | { readonly cell: Cell }
  | { readonly cells: readonly Cell[] }
  | { readonly code: CodeObject }
  | { readonly items: readonly Expression[]; at: number }
  | typeof NULL;

/** One call of a function: its variables and its stack. */
export class Frame {
  readonly code: CodeObject;
  readonly steps: readonly Step[];
  readonly variables: Map<string, Cell>;
  readonly stack: Item[] = [];
  readonly yielded: Expression[] = [];
  /** Those of the call that comes next (KW_NAMES). */
  keywordNames: readonly string[] = [];

  constructor(code: CodeObject, steps: readonly Step[], variables: Map<string, Cell>) {
    this.code = code;
    this.steps = steps;
    this.variables = variables;
  }

  /** The step that stands at an offset or first behind it. */
  stepAt(offset: number): number {
    return firstFrom(this.steps, offset);
  }

  push(value: Expression): void {
    this.stack.push({ value });
  }

  name(index: number): string {
    const name = this.code.names[index];
    if (name === undefined) throw new MalformedBytecode('it refers to a name that it does not have');
    return name;
  }

  load(name: string | undefined): void {
    const variable = this.variable(name);
    // From 3.13 on a cell is loaded as any local is, to be put into a closure.
    if (name !== undefined && this.code.loadedAsCells.has(name)) this.stack.push({ cell: variable });
    else this.stack.push({ value: this.valueOf(variable, name) });
  }

  store(name: string | undefined): void {
    const top = this.stack.pop();
    if (top === undefined) throw new MalformedBytecode('it takes more than it has');
    this.variable(name).value = top === NULL ? undefined : asValue(top);
  }

  variable(name: string | undefined): Cell {
    if (name === undefined) throw new MalformedBytecode('it refers to a variable that it does not have');
    const known = this.variables.get(name) ?? { value: undefined };
    this.variables.set(name, known);
    return known;
  }

  valueOf(cell: Cell, name: string | undefined): Expression {
    if (cell.value) return cell.value;
    throw new NotFollowed(`uses "${name}" before it has a value`);
  }

  copy(depth: number): void {
    const item = this.stack.at(-depth);
    if (item === undefined) throw new MalformedBytecode('it takes more than it has');
    this.stack.push(item);
  }

  rotate(count: number): void {
    const item = this.stack.pop();
    if (item === undefined || this.stack.length < count - 1) throw new MalformedBytecode('it takes more than it has');
    this.stack.splice(this.stack.length - count + 1, 0, item);
  }

  peek(): Expression {
    const item = this.stack.at(-1);
    if (item === undefined) throw new MalformedBytecode('it takes more than it has');
    return asValue(item);
  }

  pop(): Expression {
    const value = this.peek();
    this.stack.pop();
    return value;
  }

  popMany(count: number): Expression[] {
    if (count > this.stack.length) throw new MalformedBytecode('it takes more than it has');
    return count === 0 ? [] : this.stack.splice(-count).map(asValue);
  }

  listAt(depth: number): Expression[] {
    const item = this.stack.at(-depth);
    const value = item !== undefined && item !== NULL && 'value' in item ? item.value : undefined;
    if (value?.kind !== 'list') throw new MalformedBytecode('it appends to what is no list');
    return value.items;
  }

  cellsOf(): readonly Cell[] {
    const top = this.stack.pop();
    if (top !== undefined && top !== NULL && 'cells' in top) return top.cells;
    throw new MalformedBytecode('a closure has no cells');
  }
}

export function asValue(item: Item): Expression {
  if (item !== NULL && 'value' in item) return item.value;
  if (item !== NULL && 'items' in item) return { kind: 'list', items: [...item.items.slice(item.at)] };
  throw new MalformedBytecode('it takes for a value what is none');
}

function firstFrom(steps: readonly Step[], offset: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.offset ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
