import { fold, truth } from './arithmetic.ts';
import { type Budget, MAX_ITEMS } from './budget.ts';
import { BUILTINS, type Follower } from './builtins.ts';
import { type CodeObject, isCodeObject } from './code-object.ts';
import { constantExpression } from './constants.ts';
import type { Environment } from './environment.ts';
import { areEqual, entryOf } from './equality.ts';
import { constant, type Expression, type FunctionValue, NONE, NotFollowed } from './expression.ts';
import { formatExpression } from './format.ts';
import type { Keywords } from './keywords.ts';
import { MalformedBytecode } from './malformed.ts';
import type { Marshalled } from './marshal.ts';

/** Follows a function that was made within the one that is followed. */
export type CallFunction = (value: FunctionValue, args: readonly Expression[], keywords: Keywords) => Expression;

/** What Python does with values, done to expressions: what is known is computed, anything else becomes part of the tree. */
export class Values implements Follower {
  readonly budget: Budget;
  /** Every call that became part of the tree. */
  readonly calls = new Set<Expression>();
  private readonly environment: Environment;
  private readonly callFunction: CallFunction;

  private readonly constants = new Map<Marshalled, Expression>();

  constructor(environment: Environment, budget: Budget, callFunction: CallFunction) {
    this.environment = environment;
    this.budget = budget;
    this.callFunction = callFunction;
  }

  callValue(called: Expression, args: readonly Expression[], keywords: Keywords): Expression {
    if (called.kind === 'function') return this.callFunction(called, args, keywords);
    if (called.kind === 'name' && called.path.startsWith('builtins.') && keywords.length === 0) {
      const made = BUILTINS.get(called.path.slice('builtins.'.length))?.(args, this);
      if (made) return made;
    }
    if (called.kind === 'attribute') {
      const made = this.callMethod(called.of, called.name, args);
      if (made) return made;
    }
    this.budget.spend(1);
    const call: Expression = { kind: 'call', function: called, args, keywords };
    this.calls.add(call);
    return call;
  }

  /** Methods of lists and dicts that were made in the function. */
  private callMethod(of: Expression, name: string, args: readonly Expression[]): Expression | undefined {
    const [first, second = NONE] = args;
    if (of.kind === 'list' && first) {
      if (name === 'append') of.items.push(first);
      else if (name === 'extend') of.items.push(...this.budget.counted([...this.iterate(first)]));
      else return undefined;
      this.budget.spend(1);
      return NONE;
    }
    if (of.kind !== 'dict') return undefined;
    const pair = (items: Expression[]): Expression => ({ kind: 'tuple', items });
    if (name === 'get' && first) return entryOf(of.entries, first) ?? second;
    if (name === 'items') return { kind: 'list', items: of.entries.map(([key, value]) => pair([key, value])) };
    if (name === 'keys') return { kind: 'list', items: of.entries.map(([key]) => key) };
    return name === 'values' ? { kind: 'list', items: of.entries.map(([, value]) => value) } : undefined;
  }

  callItem(value: Expression, args: readonly Expression[]): Expression {
    return this.callValue(value, args, []);
  }

  known(value: Expression): Expression {
    if (value.kind === 'constant' || value.kind === 'list' || value.kind === 'tuple') return value;
    return this.environment.known?.(value) ?? value;
  }

  iterate(value: Expression): readonly Expression[] {
    const known = this.known(value);
    if (known.kind === 'tuple' || known.kind === 'list' || known.kind === 'set') return known.items;
    if (known.kind === 'dict') return known.entries.map(([key]) => key);
    throw new NotFollowed(`goes through ${formatExpression(value)}, whose items are known only when the model runs`);
  }

  operate(operator: string, operands: readonly Expression[]): Expression {
    this.budget.spend(1);
    const [left, right] = operands;
    if (operands.every((operand) => operand.kind === 'constant')) {
      const folded = fold(
        operator,
        operands.map((operand) => operand.value),
      );
      if (folded) return folded;
    }
    if (operator === 'not' && left) return constant(!this.isTrue(left));
    if (left && right) {
      const made = this.identity(operator, left, right) ?? this.sequences(operator, left, right);
      if (made) return made;
    }
    return { kind: 'operator', operator, operands };
  }

  /** `is None`: what is computed from arguments is never None. */
  private identity(operator: string, left: Expression, right: Expression): Expression | undefined {
    if (operator !== 'is' && operator !== 'is not') return undefined;
    const [a, b] = [this.known(left), this.known(right)];
    if (a.kind === 'constant' && b.kind === 'constant') return fold(operator, [a.value, b.value]);
    const other = a.kind === 'constant' && a.value === null ? b : a;
    if (other === a && !(b.kind === 'constant' && b.value === null)) {
      throw new NotFollowed('asks whether two values are one object');
    }
    return constant(this.isNone(other) === (operator === 'is'));
  }

  isNone(value: Expression): boolean {
    if (value.kind === 'constant') return value.value === null;
    const isLibraryCall = value.kind === 'call' && value.function.kind === 'name';
    if (value.kind === 'global' || value.kind === 'attribute' || value.kind === 'item')
      throw new NotFollowed('asks whether a value is None that is known only when the model runs');
    if (value.kind === 'call' && !isLibraryCall)
      throw new NotFollowed('asks whether a value is None that is known only when the model runs');
    return false;
  }

  /** Sums, repetitions and comparisons of lists and tuples that are known. */
  private sequences(operator: string, left: Expression, right: Expression): Expression | undefined {
    if (![left, right].some(({ kind }) => kind === 'list' || kind === 'tuple' || kind === 'set' || kind === 'dict'))
      return undefined;
    const [a, b] = [this.known(left), this.known(right)];
    const areTold = [a, b].every((value) => !('isOfUnknownType' in value && value.isOfUnknownType));
    const areKnown = [a, b].every(({ kind }) => kind === 'list' || kind === 'tuple' || kind === 'constant');
    if ((operator === '+' || operator === '*') && areKnown && !areTold) {
      throw new NotFollowed('computes with a list of which the file does not tell whether it was an array');
    }
    if (operator === '+' && (a.kind === 'list' || a.kind === 'tuple') && b.kind === a.kind)
      return { kind: a.kind, items: this.budget.counted([...a.items, ...b.items]) };
    if (operator === '*') {
      const [list, count] = a.kind === 'constant' ? [b, a] : [a, b];
      if ((list.kind !== 'list' && list.kind !== 'tuple') || count.kind !== 'constant') return undefined;
      if (typeof count.value !== 'bigint') return undefined;
      if (count.value * BigInt(list.items.length) > BigInt(MAX_ITEMS)) throw new NotFollowed('makes too long a list');
      const items = Array.from({ length: Math.max(0, Number(count.value)) }, () => list.items).flat();
      return { kind: list.kind, items: this.budget.counted(items) };
    }
    if (operator === '==' || operator === '!=') {
      const equal = areEqual(a, b);
      return equal === undefined ? undefined : constant(equal === (operator === '=='));
    }
    if (operator === 'in' || operator === 'not in') {
      const found = this.iterate(b).map((item) => areEqual(a, item));
      if (found.some((equal) => equal === undefined)) return undefined;
      return constant(found.includes(true) === (operator === 'in'));
    }
    return undefined;
  }

  isTrue(value: Expression): boolean {
    const known = this.known(value);
    switch (known.kind) {
      case 'constant':
        return truth(known.value);
      case 'tuple':
      case 'list':
      case 'set':
        return known.items.length > 0;
      case 'dict':
        return known.entries.length > 0;
      case 'function':
      case 'name':
        return true;
      case 'operator': {
        const operands = known.operands.map((operand) => this.known(operand));
        const folded = operands.every((operand) => operand.kind === 'constant')
          ? fold(
              known.operator,
              operands.map((operand) => operand.value),
            )
          : undefined;
        if (folded?.kind === 'constant') return truth(folded.value);
      }
    }
    throw new NotFollowed(`branches on ${formatExpression(value)}, which is known only when the model runs`);
  }

  item(of: Expression, key: Expression): Expression {
    this.budget.spend(1);
    const at = this.known(key);
    if ((of.kind === 'list' || of.kind === 'tuple') && (at.kind === 'constant' || at.kind === 'slice')) {
      const found = this.part(of, at);
      if (found) return found;
    }
    if (of.kind === 'dict') {
      const found = entryOf(of.entries, at);
      if (!found) throw new NotFollowed('asks a dict for a key that it does not have');
      return found;
    }
    return { kind: 'item', of, key };
  }

  private part(
    of: Extract<Expression, { kind: 'tuple' | 'list' | 'set' }>,
    key: Extract<Expression, { kind: 'constant' | 'slice' }>,
  ): Expression | undefined {
    if (key.kind === 'constant') {
      if (typeof key.value !== 'bigint' && typeof key.value !== 'boolean') return undefined;
      const found = of.items.at(Number(key.value));
      if (!found) throw new NotFollowed('asks for an item that a list does not have');
      return found;
    }
    const parts = [key.start, key.stop, key.step].map((part) => this.known(part));
    const bounds = parts.map((part) =>
      part.kind === 'constant' && (part.value === null || typeof part.value === 'bigint') ? part.value : undefined,
    );
    if (bounds.includes(undefined)) return undefined;
    const [start, stop, step] = bounds.map((bound) => (bound === null ? undefined : Number(bound)));
    if (step === undefined || step === 1)
      return { kind: of.kind, items: this.budget.counted(of.items.slice(start, stop)) };
    if (step === -1 && start === undefined && stop === undefined)
      return { kind: of.kind, items: this.budget.counted(of.items.toReversed()) };
    return undefined;
  }

  attribute(of: Expression, name: string): Expression {
    this.budget.spend(1);
    return of.kind === 'name' ? { kind: 'name', path: `${of.path}.${name}` } : { kind: 'attribute', of, name };
  }

  global(name: string): Expression {
    const known = this.environment.global(name);
    if (known) return known;
    return BUILTINS.has(name) ? { kind: 'name', path: `builtins.${name}` } : { kind: 'global', name };
  }

  /** Without a list of names to import, the package is what is bound. */
  importModule(name: string, [level, names]: readonly Expression[]): Expression {
    const isRelative = level?.kind === 'constant' && typeof level.value === 'bigint' && level.value > 0n;
    const isPackage = names?.kind === 'constant' && names.value === null;
    const known = isRelative ? undefined : this.environment.module(isPackage ? name.replace(/\..*/, '') : name);
    if (!known || !this.environment.module(name)) throw new NotFollowed(`imports the module ${name}`);
    return known;
  }

  unpack(value: Expression, count: number): readonly Expression[] {
    const known = this.known(value);
    if (known.kind === 'tuple' || known.kind === 'list') {
      if (known.items.length !== count) throw new NotFollowed('takes apart a list of another length');
      return known.items;
    }
    if (known.kind === 'argument') throw new NotFollowed('takes apart a tensor, of which it was given one');
    this.budget.spend(count);
    return Array.from({ length: count }, (_, index) => ({
      kind: 'item',
      of: value,
      key: constant(BigInt(index)),
    }));
  }

  /** A constant of the code, which is one object however often it is loaded. */
  constantAt(code: CodeObject, index: number): Expression {
    const value = code.constants[index];
    if (value === undefined || isCodeObject(value))
      throw new MalformedBytecode('it refers to a constant that it does not have');
    const known = typeof value === 'object' && value !== null ? this.constants.get(value) : undefined;
    if (known) return known;
    const made = constantExpression(value, code);
    if (typeof value === 'object' && value !== null) this.constants.set(value, made);
    return made;
  }
}
