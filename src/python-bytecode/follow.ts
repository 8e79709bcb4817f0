import { fold, truth } from './arithmetic.ts';
import { BUILTINS, type Follower } from './builtins.ts';
import { type CodeObject, FLAGS } from './code-object.ts';
import { constantExpression } from './constants.ts';
import { type Cell, constant, type Expression, type FunctionValue, NONE, NotFollowed } from './expression.ts';
import { formatExpression } from './format.ts';
import { MalformedBytecode } from './malformed.ts';
import type { Marshalled } from './marshal.ts';
import { type Step, stepsOf } from './meaning.ts';
import { reachable } from './walk.ts';

/** What is known of the world around a function. */
export interface Environment {
  /** What a global of the function's module stands for; undefined where nobody knows. */
  global(name: string): Expression | undefined;
  /** The module that `import name` gives; undefined for modules that are not known. */
  module(name: string): Expression | undefined;
  /** The constant, tuple or list that an expression is known to be, such as the size of a tensor. */
  known?(expression: Expression): Expression | undefined;
  /** Whether a function of a known module does nothing but compute its value; every one, where this is missing. */
  isPure?(path: string): boolean;
}

/** Steps in all, loops unrolled: a function of the survey takes 200 at most. */
const MAX_STEPS = 20_000;

/** Functions called within one another. */
const MAX_CALLS = 20;

/** Items of all lists and tuples made. */
const MAX_ITEMS = 200_000;

/**
 * Follows a function from its first instruction to the value that it returns, without running anything: what it does to
 * its arguments becomes an expression. Branches and loops are followed over values that are known.
 *
 * @param args the positional arguments
 * @throws NotFollowed where it does something else, MalformedBytecode where its code is damaged
 */
export function followFunction(
  value: FunctionValue,
  args: readonly Expression[],
  keywords: readonly (readonly [string, Expression])[],
  environment: Environment,
): Expression {
  const run = new Run(environment);
  const result = run.callFunction(value, args, keywords);
  run.checkEffects(result);
  return result;
}

/** The slot beside a function that is called (PUSH_NULL). */
const NULL = { empty: true } as const;

type Item =
  | { readonly value: Expression }
  | { readonly cell: Cell }
  | { readonly cells: readonly Cell[] }
  | { readonly code: CodeObject }
  | { readonly items: readonly Expression[]; at: number }
  | typeof NULL;

interface Frame {
  readonly code: CodeObject;
  readonly steps: readonly Step[];
  /** The step that stands at an offset or first behind it. */
  readonly stepAt: (offset: number) => number;
  readonly variables: Map<string, Cell>;
  readonly stack: Item[];
  readonly yielded: Expression[];
  keywordNames: readonly string[];
}

class Run implements Follower {
  private readonly environment: Environment;
  private steps = 0;
  private depth = 0;
  private items = 0;
  private readonly stepsOfCode = new Map<CodeObject, Step[]>();
  private readonly constants = new Map<Marshalled, Expression>();

  private readonly calls = new Set<Expression>();

  constructor(environment: Environment) {
    this.environment = environment;
  }

  /** A call whose value is not used is there for what else it does, unless it is known to do nothing else. */
  checkEffects(result: Expression): void {
    const reached = reachable(result);
    for (const call of this.calls) {
      if (call.kind !== 'call' || reached.has(call)) continue;
      const called = call.function;
      if (called.kind === 'name' && (this.environment.isPure?.(called.path) ?? true)) continue;
      throw new NotFollowed(`calls ${formatExpression(called)}, whose value it does not use`);
    }
  }

  callFunction(
    value: FunctionValue,
    args: readonly Expression[],
    keywords: readonly (readonly [string, Expression])[],
  ): Expression {
    if (++this.depth > MAX_CALLS) throw new NotFollowed(`calls functions more than ${MAX_CALLS} deep`);
    const { code } = value;
    if (code.flags & FLAGS.coroutine) throw new NotFollowed('is asynchronous');
    const steps = this.stepsOfCode.get(code) ?? stepsOf(code);
    // Exceptions cost no instruction from 3.11 on, but their handlers stand in the code.
    if (steps.some(({ name }) => name === 'PUSH_EXC_INFO')) throw new NotFollowed('catches exceptions');
    this.stepsOfCode.set(code, steps);
    const frame: Frame = {
      code,
      steps,
      stepAt: (offset) => firstFrom(steps, offset),
      variables: bindArguments(value, args, keywords),
      stack: [],
      yielded: [],
      keywordNames: [],
    };
    code.free.forEach((name, index) => {
      const cell = value.cells[index];
      if (!cell) throw new NotFollowed(`needs the value of "${name}", which the file does not hold`);
      frame.variables.set(name, cell);
    });
    const result = this.run(frame);
    this.depth--;
    // A generator's values are made at once: following them has no effect that an order could matter to.
    return code.flags & FLAGS.generator ? { kind: 'list', items: this.counted(frame.yielded) } : result;
  }

  private run(frame: Frame): Expression {
    for (let at = 0; ; ) {
      const step = frame.steps[at];
      if (!step) throw new MalformedBytecode('it ends without a return');
      if (++this.steps > MAX_STEPS) throw new NotFollowed(`takes more than ${MAX_STEPS} steps`);
      if (step.name === 'RETURN_VALUE') return this.pop(frame);
      if (step.name === 'RETURN_CONST') return this.constantAt(frame, step.argument);
      const target = this.step(frame, step);
      at = target === undefined ? at + 1 : frame.stepAt(target);
    }
  }

  /** @returns the offset to go on from, where that is not the next step's */
  private step(frame: Frame, step: Step): number | undefined {
    const { argument, operator = '' } = step;
    const { code, stack } = frame;
    const push = (value: Expression) => {
      stack.push({ value });
    };
    switch (step.name) {
      case 'LOAD_CONST': {
        const item = code.constants[argument];
        if (item !== undefined && isCodeObject(item)) stack.push({ code: item });
        else push(this.constantAt(frame, argument));
        return;
      }
      case 'LOAD_SMALL_INT':
        push(constant(BigInt(argument)));
        return;
      case 'LOAD_FAST':
        this.load(frame, code.locals[argument]);
        return;
      case 'STORE_FAST':
        this.store(frame, code.locals[argument]);
        return;
      case 'DELETE_FAST':
        this.variable(frame, code.locals[argument]).value = undefined;
        return;
      case 'LOAD_FAST_AND_CLEAR': {
        const variable = this.variable(frame, code.locals[argument]);
        stack.push(variable.value === undefined ? NULL : { value: variable.value });
        variable.value = undefined;
        return;
      }
      case 'LOAD_DEREF':
        push(this.valueOf(this.variable(frame, code.cells[argument]), code.cells[argument]));
        return;
      case 'STORE_DEREF':
        this.store(frame, code.cells[argument]);
        return;
      case 'LOAD_CLOSURE':
        stack.push({ cell: this.variable(frame, code.cells[argument]) });
        return;
      case 'LOAD_GLOBAL':
      case 'LOAD_NAME':
        if (operator === 'call' && !code.opcodes.table.slotBehind) stack.push(NULL);
        push(this.global(nameAt(code, argument)));
        if (operator === 'call' && code.opcodes.table.slotBehind) stack.push(NULL);
        return;
      case 'LOAD_ATTR':
        push(this.attribute(this.pop(frame), nameAt(code, argument)));
        return;
      case 'LOAD_METHOD': {
        const method = this.attribute(this.pop(frame), nameAt(code, argument));
        if (code.opcodes.table.calls === 'names') push(method);
        else stack.push(NULL, { value: method });
        return;
      }
      case 'PUSH_NULL':
        stack.push(NULL);
        return;
      case 'POP_TOP':
      case 'POP_ITER':
      case 'END_FOR':
        // FOR_ITER takes its iterator away itself where it ends, as if these were not there.
        if (step.name === 'POP_TOP') stack.pop();
        return;
      case 'DUP_TOP':
        this.copy(frame, 1);
        return;
      case 'DUP_TOP_TWO':
        this.copy(frame, 2);
        this.copy(frame, 2);
        return;
      case 'COPY':
        this.copy(frame, argument);
        return;
      case 'SWAP': {
        const [top, other] = [stack.length - 1, stack.length - argument];
        const [a, b] = [stack[top], stack[other]];
        if (a === undefined || b === undefined) throw new MalformedBytecode('it takes more than it has');
        stack[top] = b;
        stack[other] = a;
        return;
      }
      case 'ROT_TWO':
        this.rotate(frame, 2);
        return;
      case 'ROT_THREE':
        this.rotate(frame, 3);
        return;
      case 'ROT_FOUR':
        this.rotate(frame, 4);
        return;
      case 'ROT_N':
        this.rotate(frame, argument);
        return;
      case 'UNARY':
        push(this.operate(operator, [this.pop(frame)]));
        return;
      case 'BINARY':
      case 'COMPARE': {
        const right = this.pop(frame);
        push(this.operate(operator, [this.pop(frame), right]));
        return;
      }
      case 'SUBSCRIBE': {
        const key = this.pop(frame);
        push(this.item(this.pop(frame), key));
        return;
      }
      case 'SLICE': {
        const stop = argument & 2 ? this.pop(frame) : NONE;
        const start = argument & 1 ? this.pop(frame) : NONE;
        push(this.item(this.pop(frame), { kind: 'slice', start, stop, step: NONE }));
        return;
      }
      case 'BINARY_SLICE': {
        const [start, stop] = this.popMany(frame, 2);
        push(this.item(this.pop(frame), { kind: 'slice', start: start ?? NONE, stop: stop ?? NONE, step: NONE }));
        return;
      }
      case 'BUILD_SLICE': {
        const [start, stop, by] = this.popMany(frame, argument);
        push({ kind: 'slice', start: start ?? NONE, stop: stop ?? NONE, step: by ?? NONE });
        return;
      }
      case 'BUILD_TUPLE':
        this.buildTuple(frame, argument);
        return;
      case 'BUILD_LIST':
        push({ kind: 'list', items: this.counted(this.popMany(frame, argument)) });
        return;
      case 'BUILD_MAP': {
        // To 3.4 the argument is a size, and STORE_MAP fills the dict.
        const parts = this.popMany(frame, isCounted(code) && stack.length < 2 * argument ? 0 : 2 * argument);
        const entries = Array.from({ length: parts.length / 2 }, (_, index): [Expression, Expression] => [
          parts[2 * index] ?? NONE,
          parts[2 * index + 1] ?? NONE,
        ]);
        push({ kind: 'dict', entries });
        return;
      }
      case 'BUILD_CONST_KEY_MAP': {
        const keys = this.iterate(this.pop(frame));
        const values = this.popMany(frame, argument);
        push({ kind: 'dict', entries: values.map((value, index) => [keys[index] ?? NONE, value]) });
        return;
      }
      case 'LIST_APPEND': {
        const value = this.pop(frame);
        this.listAt(frame, argument).push(value);
        this.spend(1);
        return;
      }
      case 'LIST_EXTEND': {
        const items = this.iterate(this.pop(frame));
        this.listAt(frame, argument).push(...this.counted([...items]));
        return;
      }
      case 'LIST_TO_TUPLE':
        push({ kind: 'tuple', items: [...this.iterate(this.pop(frame))] });
        return;
      case 'CALL_INTRINSIC_1':
        // INTRINSIC_LIST_TO_TUPLE (`Include/internal/pycore_intrinsics.h`).
        if (argument !== 6) throw new NotFollowed('does what only a running Python does');
        push({ kind: 'tuple', items: [...this.iterate(this.pop(frame))] });
        return;
      case 'DICT_MERGE':
      case 'DICT_UPDATE': {
        const added = this.pop(frame);
        const target = stack.at(-argument);
        const dict = target !== undefined && target !== NULL && 'value' in target ? target.value : undefined;
        if (added.kind !== 'dict' || dict?.kind !== 'dict') throw new NotFollowed('merges a value that is no dict');
        dict.entries.push(...added.entries);
        return;
      }
      case 'UNPACK_SEQUENCE':
        for (const item of this.unpack(this.pop(frame), argument).toReversed()) push(item);
        return;
      case 'GET_ITER':
        this.iterator(frame);
        return;
      case 'FOR_ITER':
        return this.nextOf(frame, step);
      case 'YIELD_VALUE':
        frame.yielded.push(this.pop(frame));
        push(NONE);
        return;
      case 'RETURN_GENERATOR':
        push(NONE);
        return;
      case 'JUMP':
        return step.target;
      case 'JUMP_IF':
        return this.isJumping(operator, this.pop(frame)) ? step.target : undefined;
      case 'JUMP_OR_POP': {
        if (this.isTrue(this.peek(frame)) === (operator === 'true')) return step.target;
        stack.pop();
        return;
      }
      case 'MAKE_FUNCTION':
      case 'MAKE_CLOSURE':
        this.makeFunction(frame, step);
        return;
      case 'SET_FUNCTION_ATTRIBUTE':
        this.setFunctionAttribute(frame, argument);
        return;
      case 'IMPORT_NAME':
        push(this.importModule(nameAt(code, argument), this.popMany(frame, 2)));
        return;
      case 'IMPORT_FROM':
        push(this.attribute(this.peek(frame), nameAt(code, argument)));
        return;
      case 'KW_NAMES':
        frame.keywordNames = textsOf(this.constantAt(frame, argument));
        return;
      default:
        this.call(frame, step);
        return;
    }
  }

  private call(frame: Frame, { name, argument }: Step): void {
    const { stack } = frame;
    const push = (value: Expression) => {
      stack.push({ value });
    };
    switch (name) {
      case 'CALL': {
        const values = this.popMany(frame, argument);
        const names = frame.keywordNames;
        frame.keywordNames = [];
        push(this.callPair(frame, values, names));
        return;
      }
      case 'CALL_KW': {
        const names = textsOf(this.pop(frame));
        push(this.callPair(frame, this.popMany(frame, argument), names));
        return;
      }
      case 'CALL_FUNCTION': {
        const values = this.popMany(frame, argument);
        push(this.callValue(this.pop(frame), values, []));
        return;
      }
      case 'CALL_FUNCTION_KW': {
        const names = textsOf(this.pop(frame));
        const values = this.popMany(frame, argument);
        push(this.callValue(this.pop(frame), ...named(values, names)));
        return;
      }
      case 'CALL_COUNTED':
        push(this.callCounted(frame, argument, [], []));
        return;
      case 'CALL_FUNCTION_VAR': {
        const args = this.iterate(this.pop(frame));
        push(this.callCounted(frame, argument, args, []));
        return;
      }
      case 'CALL_WITH_KEYWORDS': {
        const keywords = keywordsOf(this.pop(frame));
        push(this.callCounted(frame, argument, [], keywords));
        return;
      }
      case 'CALL_FUNCTION_VAR_KW': {
        const keywords = keywordsOf(this.pop(frame));
        const args = this.iterate(this.pop(frame));
        push(this.callCounted(frame, argument, args, keywords));
        return;
      }
      case 'CALL_FUNCTION_EX': {
        const { calls, keywordsOrNull } = frame.code.opcodes.table;
        const isPair = calls === 'pairs';
        const hasKeywords = keywordsOrNull ? stack.at(-1) !== NULL : (argument & 1) === 1;
        if (keywordsOrNull && !hasKeywords) stack.pop();
        const keywords = hasKeywords ? keywordsOf(this.pop(frame)) : [];
        const args = this.iterate(this.pop(frame));
        if (!isPair) push(this.callValue(this.pop(frame), args, keywords));
        else
          push(
            this.callPair(
              frame,
              [...args, ...keywords.map(([, value]) => value)],
              keywords.map(([key]) => key),
            ),
          );
        return;
      }
      default:
        throw new NotFollowed(`does what is not followed (${name})`);
    }
  }

  /** A call from 3.11 on: the function and the slot beside it, which holds nothing or the first argument. */
  private callPair(frame: Frame, values: readonly Expression[], names: readonly string[]): Expression {
    const [first, second] = [frame.stack.at(-2), frame.stack.at(-1)];
    frame.stack.length = Math.max(0, frame.stack.length - 2);
    const called = first === NULL ? second : first;
    const self = first === NULL || second === NULL ? [] : [second];
    const receivers = self.flatMap((item) => (item === undefined ? [] : [asValue(item)]));
    if (called === undefined) throw new MalformedBytecode('it takes more than it has');
    return this.callValue(asValue(called), ...named([...receivers, ...values], names));
  }

  /** A call to 3.5: keywords and values take turns on the stack. */
  private callCounted(
    frame: Frame,
    counts: number,
    args: readonly Expression[],
    keywords: readonly (readonly [string, Expression])[],
  ): Expression {
    const parts = this.popMany(frame, 2 * (counts >> 8));
    const own = Array.from({ length: counts >> 8 }, (_, index): [string, Expression] => [
      textOf(parts[2 * index] ?? NONE),
      parts[2 * index + 1] ?? NONE,
    ]);
    const values = this.popMany(frame, counts & 0xff);
    return this.callValue(this.pop(frame), [...values, ...args], [...own, ...keywords]);
  }

  private callValue(
    called: Expression,
    args: readonly Expression[],
    keywords: readonly (readonly [string, Expression])[],
  ): Expression {
    if (called.kind === 'function') return this.callFunction(called, args, keywords);
    if (called.kind === 'name' && called.path.startsWith('builtins.') && keywords.length === 0) {
      const made = BUILTINS.get(called.path.slice('builtins.'.length))?.(args, this);
      if (made) return made;
    }
    if (called.kind === 'attribute') {
      const made = this.callMethod(called.of, called.name, args);
      if (made) return made;
    }
    this.spend(1);
    const call: Expression = { kind: 'call', function: called, args, keywords };
    this.calls.add(call);
    return call;
  }

  /** Methods of lists and dicts that were made in the function. */
  private callMethod(of: Expression, name: string, args: readonly Expression[]): Expression | undefined {
    const [first, second = NONE] = args;
    if (of.kind === 'list' && first) {
      if (name === 'append') of.items.push(first);
      else if (name === 'extend') of.items.push(...this.counted([...this.iterate(first)]));
      else return undefined;
      this.spend(1);
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
    this.spend(1);
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

  private isNone(value: Expression): boolean {
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
      return { kind: a.kind, items: this.counted([...a.items, ...b.items]) };
    if (operator === '*') {
      const [list, count] = a.kind === 'constant' ? [b, a] : [a, b];
      if ((list.kind !== 'list' && list.kind !== 'tuple') || count.kind !== 'constant') return undefined;
      if (typeof count.value !== 'bigint') return undefined;
      if (count.value * BigInt(list.items.length) > BigInt(MAX_ITEMS)) throw new NotFollowed('makes too long a list');
      const items = Array.from({ length: Math.max(0, Number(count.value)) }, () => list.items).flat();
      return { kind: list.kind, items: this.counted(items) };
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

  private isJumping(asked: string, value: Expression): boolean {
    if (asked === 'true' || asked === 'false') return this.isTrue(value) === (asked === 'true');
    return this.isNone(this.known(value)) === (asked === 'None');
  }

  private item(of: Expression, key: Expression): Expression {
    this.spend(1);
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
    if (step === undefined || step === 1) return { kind: of.kind, items: this.counted(of.items.slice(start, stop)) };
    if (step === -1 && start === undefined && stop === undefined)
      return { kind: of.kind, items: this.counted(of.items.toReversed()) };
    return undefined;
  }

  private attribute(of: Expression, name: string): Expression {
    this.spend(1);
    return of.kind === 'name' ? { kind: 'name', path: `${of.path}.${name}` } : { kind: 'attribute', of, name };
  }

  private global(name: string): Expression {
    const known = this.environment.global(name);
    if (known) return known;
    return BUILTINS.has(name) ? { kind: 'name', path: `builtins.${name}` } : { kind: 'global', name };
  }

  /** Without a list of names to import, the package is what is bound. */
  private importModule(name: string, [level, names]: readonly Expression[]): Expression {
    const isRelative = level?.kind === 'constant' && typeof level.value === 'bigint' && level.value > 0n;
    const isPackage = names?.kind === 'constant' && names.value === null;
    const known = isRelative ? undefined : this.environment.module(isPackage ? name.replace(/\..*/, '') : name);
    if (!known || !this.environment.module(name)) throw new NotFollowed(`imports the module ${name}`);
    return known;
  }

  private unpack(value: Expression, count: number): readonly Expression[] {
    const known = this.known(value);
    if (known.kind === 'tuple' || known.kind === 'list') {
      if (known.items.length !== count) throw new NotFollowed('takes apart a list of another length');
      return known.items;
    }
    if (known.kind === 'argument') throw new NotFollowed('takes apart a tensor, of which it was given one');
    this.spend(count);
    return Array.from({ length: count }, (_, index) => ({
      kind: 'item',
      of: value,
      key: constant(BigInt(index)),
    }));
  }

  private iterator(frame: Frame): void {
    const top = frame.stack.pop();
    if (top === undefined || top === NULL) throw new MalformedBytecode('it takes more than it has');
    if ('items' in top) frame.stack.push(top);
    else frame.stack.push({ items: [...this.iterate(asValue(top))], at: 0 });
  }

  private nextOf(frame: Frame, step: Step): number | undefined {
    const top = frame.stack.at(-1);
    if (top === undefined || top === NULL) throw new MalformedBytecode('it takes more than it has');
    let iterator = top;
    if (!('items' in iterator)) {
      // A comprehension's own function is given an iterator.
      iterator = { items: [...this.iterate(asValue(top))], at: 0 };
      frame.stack[frame.stack.length - 1] = iterator;
    }
    const next = iterator.items[iterator.at++];
    if (next) {
      frame.stack.push({ value: next });
      return undefined;
    }
    frame.stack.pop();
    return afterLoop(frame, step.target ?? 0);
  }

  private makeFunction(frame: Frame, { name, argument }: Step): void {
    const { table } = frame.code.opcodes;
    // The qualified name, which Python 3.4 to 3.10 push last.
    if (!frame.code.isPython2 && table.calls !== 'pairs') this.pop(frame);
    const body = frame.stack.pop();
    if (body === undefined || body === NULL || !('code' in body))
      throw new MalformedBytecode('it makes a function of no code');
    let cells: readonly Cell[] = [];
    let defaults: readonly Expression[] = [];
    let keywordDefaults: (readonly [string, Expression])[] = [];
    if (table.calls === 'counts') {
      if (name === 'MAKE_CLOSURE') cells = this.cellsOf(frame);
      const keywordOnly = this.popMany(frame, 2 * ((argument >> 8) & 0xff));
      keywordDefaults = Array.from({ length: keywordOnly.length / 2 }, (_, index) => [
        textOf(keywordOnly[2 * index] ?? NONE),
        keywordOnly[2 * index + 1] ?? NONE,
      ]);
      defaults = this.popMany(frame, argument & 0xff);
    } else if (!table.slotBehind) {
      if (argument & 8) cells = this.cellsOf(frame);
      if (argument & 4) this.pop(frame);
      if (argument & 2) keywordDefaults = keywordsOf(this.pop(frame));
      if (argument & 1) defaults = this.iterate(this.pop(frame));
    }
    frame.stack.push({ value: { kind: 'function', code: body.code, defaults, keywordDefaults, cells } });
  }

  private setFunctionAttribute(frame: Frame, attribute: number): void {
    const made = this.pop(frame);
    if (made.kind !== 'function') throw new MalformedBytecode('it makes a function of no code');
    let changed = made;
    if (attribute === 8) changed = { ...made, cells: this.cellsOf(frame) };
    else if (attribute === 1) changed = { ...made, defaults: this.iterate(this.pop(frame)) };
    else if (attribute === 2) changed = { ...made, keywordDefaults: keywordsOf(this.pop(frame)) };
    else this.pop(frame);
    frame.stack.push({ value: changed });
  }

  private cellsOf(frame: Frame): readonly Cell[] {
    const top = frame.stack.pop();
    if (top !== undefined && top !== NULL && 'cells' in top) return top.cells;
    throw new MalformedBytecode('a closure has no cells');
  }

  private buildTuple(frame: Frame, count: number): void {
    const items = count === 0 ? [] : frame.stack.slice(-count);
    const cells = items.flatMap((item) => (item !== NULL && 'cell' in item ? [item.cell] : []));
    if (count > 0 && cells.length === count) {
      frame.stack.length -= count;
      frame.stack.push({ cells });
      return;
    }
    frame.stack.push({ value: { kind: 'tuple', items: this.counted(this.popMany(frame, count)) } });
  }

  private load(frame: Frame, name: string | undefined): void {
    const variable = this.variable(frame, name);
    // From 3.13 on a cell is loaded as any local is, to be put into a closure.
    if (name !== undefined && frame.code.loadedAsCells.has(name)) frame.stack.push({ cell: variable });
    else frame.stack.push({ value: this.valueOf(variable, name) });
  }

  private store(frame: Frame, name: string | undefined): void {
    const top = frame.stack.pop();
    if (top === undefined) throw new MalformedBytecode('it takes more than it has');
    this.variable(frame, name).value = top === NULL ? undefined : asValue(top);
  }

  private variable(frame: Frame, name: string | undefined): Cell {
    if (name === undefined) throw new MalformedBytecode('it refers to a variable that it does not have');
    const known = frame.variables.get(name) ?? { value: undefined };
    frame.variables.set(name, known);
    return known;
  }

  private valueOf(cell: Cell, name: string | undefined): Expression {
    if (cell.value) return cell.value;
    throw new NotFollowed(`uses "${name}" before it has a value`);
  }

  private constantAt(frame: Frame, index: number): Expression {
    const value = frame.code.constants[index];
    if (value === undefined || isCodeObject(value))
      throw new MalformedBytecode('it refers to a constant that it does not have');
    const known = typeof value === 'object' && value !== null ? this.constants.get(value) : undefined;
    if (known) return known;
    const made = constantExpression(value, frame.code);
    if (typeof value === 'object' && value !== null) this.constants.set(value, made);
    return made;
  }

  private listAt(frame: Frame, depth: number): Expression[] {
    const item = frame.stack.at(-depth);
    const value = item !== undefined && item !== NULL && 'value' in item ? item.value : undefined;
    if (value?.kind !== 'list') throw new MalformedBytecode('it appends to what is no list');
    return value.items;
  }

  private copy(frame: Frame, depth: number): void {
    const item = frame.stack.at(-depth);
    if (item === undefined) throw new MalformedBytecode('it takes more than it has');
    frame.stack.push(item);
  }

  private rotate(frame: Frame, count: number): void {
    const item = frame.stack.pop();
    if (item === undefined || frame.stack.length < count - 1) throw new MalformedBytecode('it takes more than it has');
    frame.stack.splice(frame.stack.length - count + 1, 0, item);
  }

  private peek(frame: Frame): Expression {
    const item = frame.stack.at(-1);
    if (item === undefined) throw new MalformedBytecode('it takes more than it has');
    return asValue(item);
  }

  private pop(frame: Frame): Expression {
    const value = this.peek(frame);
    frame.stack.pop();
    return value;
  }

  private popMany(frame: Frame, count: number): Expression[] {
    if (count > frame.stack.length) throw new MalformedBytecode('it takes more than it has');
    return count === 0 ? [] : frame.stack.splice(-count).map(asValue);
  }

  private counted<T>(items: T[]): T[] {
    this.spend(items.length);
    return items;
  }

  private spend(count: number): void {
    this.items += count;
    if (this.items > MAX_ITEMS) throw new NotFollowed(`makes more than ${MAX_ITEMS} values`);
  }
}

function asValue(item: Item): Expression {
  if (item !== NULL && 'value' in item) return item.value;
  if (item !== NULL && 'items' in item) return { kind: 'list', items: [...item.items.slice(item.at)] };
  throw new MalformedBytecode('it takes for a value what is none');
}

function isCodeObject(value: Marshalled | CodeObject): value is CodeObject {
  return typeof value === 'object' && value !== null && 'opcodes' in value;
}

function isCounted(code: CodeObject): boolean {
  return code.opcodes.table.calls === 'counts';
}

function nameAt(code: CodeObject, index: number): string {
  const name = code.names[index];
  if (name === undefined) throw new MalformedBytecode('it refers to a name that it does not have');
  return name;
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

/** Behind END_FOR, and 3.13's POP_TOP and 3.14's POP_ITER that take the iterator away. */
function afterLoop(frame: Frame, target: number): number {
  const at = frame.stepAt(target);
  const step = frame.steps[at];
  if (step?.name !== 'END_FOR') return target;
  const next = frame.steps[at + 1];
  const takesIterator = frame.code.opcodes.table.slotBehind && next?.name === 'POP_TOP';
  return takesIterator ? next.next : step.next;
}

function named(
  values: readonly Expression[],
  names: readonly string[],
): [Expression[], (readonly [string, Expression])[]] {
  const count = values.length - names.length;
  if (count < 0) throw new MalformedBytecode('a call has more keywords than arguments');
  return [values.slice(0, count), names.map((name, index) => [name, values[count + index] ?? NONE])];
}

function textOf(value: Expression): string {
  if (value.kind === 'constant' && typeof value.value === 'string') return value.value;
  throw new MalformedBytecode('a keyword is not text');
}

function textsOf(value: Expression): string[] {
  if (value.kind !== 'tuple') throw new MalformedBytecode('the keywords of a call are no tuple');
  return value.items.map(textOf);
}

function keywordsOf(value: Expression): (readonly [string, Expression])[] {
  if (value.kind === 'dict') return value.entries.map(([key, item]) => [textOf(key), item]);
  throw new NotFollowed('calls a function with keywords that are known only when it runs');
}

function entryOf(entries: readonly [Expression, Expression][], key: Expression): Expression | undefined {
  return entries.findLast(([known]) => areEqual(known, key) === true)?.[1];
}

/** Whether two values are equal, where both are known. */
function areEqual(left: Expression, right: Expression): boolean | undefined {
  if (left.kind === 'constant' && right.kind === 'constant') {
    const equal = fold('==', [left.value, right.value]);
    return equal?.kind === 'constant' ? equal.value === true : undefined;
  }
  const isSequence = (value: Expression) => value.kind === 'list' || value.kind === 'tuple';
  if (isSequence(left) && isSequence(right) && 'items' in left && 'items' in right) {
    if (left.kind !== right.kind || left.items.length !== right.items.length) return false;
    const parts = left.items.map((item, index) => areEqual(item, right.items[index] ?? NONE));
    if (parts.includes(false)) return false;
    return parts.includes(undefined) ? undefined : true;
  }
  if ((left.kind === 'constant' && isSequence(right)) || (isSequence(left) && right.kind === 'constant')) return false;
  return undefined;
}

/** The function's variables, its arguments among them. */
function bindArguments(
  { code, defaults, keywordDefaults }: FunctionValue,
  args: readonly Expression[],
  keywords: readonly (readonly [string, Expression])[],
): Map<string, Cell> {
  const variables = new Map<string, Cell>();
  const positional = code.locals.slice(0, code.argumentCount);
  const keywordOnly = code.locals.slice(code.argumentCount, code.argumentCount + code.keywordOnlyCount);
  const given = new Map<string, Expression>();
  for (const [index, value] of args.entries()) {
    const name = positional[index];
    if (name !== undefined) given.set(name, value);
  }
  const others: [Expression, Expression][] = [];
  for (const [name, value] of keywords) {
    if (given.has(name)) throw new NotFollowed(`is given its argument "${name}" twice`);
    if (positional.includes(name) || keywordOnly.includes(name)) given.set(name, value);
    else others.push([constant(name), value]);
  }
  const hasArgs = (code.flags & FLAGS.varArgs) !== 0;
  const hasKeywords = (code.flags & FLAGS.varKeywords) !== 0;
  if (args.length > positional.length && !hasArgs) throw new NotFollowed('is given more arguments than it takes');
  const [unknown] = others;
  if (unknown && !hasKeywords)
    throw new NotFollowed(`is given the argument "${textOf(unknown[0])}", which it does not take`);
  const missing = new Map<string, Expression>(keywordDefaults.map(([name, value]) => [name, value]));
  for (const [index, value] of defaults.entries()) {
    const name = positional[positional.length - defaults.length + index];
    if (name !== undefined) missing.set(name, value);
  }
  for (const name of [...positional, ...keywordOnly]) {
    const value = given.get(name) ?? missing.get(name);
    if (!value) throw new NotFollowed(`needs the argument "${name}", whose value the file does not hold`);
    variables.set(name, { value });
  }
  let next = positional.length + keywordOnly.length;
  if (hasArgs) {
    const name = code.locals[next++];
    if (name !== undefined) variables.set(name, { value: { kind: 'tuple', items: args.slice(positional.length) } });
  }
  if (hasKeywords) {
    const name = code.locals[next];
    if (name !== undefined) variables.set(name, { value: { kind: 'dict', entries: others } });
  }
  return variables;
}
