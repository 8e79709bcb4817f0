import type { CodeObject } from './code-object.ts';
import { disassemble, type Instruction } from './instructions.ts';
import { MalformedBytecode } from './malformed.ts';

/**
 * What an instruction does, in whichever Python: the names are those of `dis` where one means the same everywhere, and of
 * the table below where several names or numbers mean one thing.
 */
export interface Step {
  readonly name: string;
  readonly argument: number;
  /** The operator of BINARY, COMPARE and UNARY, and what JUMP_IF asks for. */
  readonly operator?: string;
  readonly offset: number;
  readonly next: number;
  readonly target?: number;
}

/** Opcodes that are an operator of their own (to 3.10). */
const BINARY: ReadonlyMap<string, string> = new Map([
  ['ADD', '+'],
  ['SUBTRACT', '-'],
  ['MULTIPLY', '*'],
  ['DIVIDE', 'classic /'],
  ['TRUE_DIVIDE', '/'],
  ['FLOOR_DIVIDE', '//'],
  ['MODULO', '%'],
  ['POWER', '**'],
  ['MATRIX_MULTIPLY', '@'],
  ['AND', '&'],
  ['OR', '|'],
  ['XOR', '^'],
  ['LSHIFT', '<<'],
  ['RSHIFT', '>>'],
]);

const UNARY: ReadonlyMap<string, string> = new Map([
  ['UNARY_NEGATIVE', '-'],
  ['UNARY_POSITIVE', '+'],
  ['UNARY_NOT', 'not'],
  ['UNARY_INVERT', '~'],
]);

/** `_nb_ops` of 3.11's `opcode.py`; those from 13 on are the same in place. */
const BINARY_OPS = ['+', '&', '//', '<<', '@', '*', '%', '|', '**', '>>', '-', '/', '^'];

/** `cmp_op` of `opcode.py`, whose last four are opcodes of their own from 3.9 on. */
const COMPARISONS = ['<', '<=', '==', '!=', '>', '>=', 'in', 'not in', 'is', 'is not'];

/** Names that mean the same as another. */
const SAME: Readonly<Record<string, string>> = {
  LOAD_FAST_BORROW: 'LOAD_FAST',
  LOAD_FAST_CHECK: 'LOAD_FAST',
  LOAD_CLASSDEREF: 'LOAD_DEREF',
  CALL_METHOD: 'CALL',
  JUMP_ABSOLUTE: 'JUMP',
  JUMP_FORWARD: 'JUMP',
  JUMP_BACKWARD: 'JUMP',
  JUMP_BACKWARD_NO_INTERRUPT: 'JUMP',
};

/** Without effect here: what guards the interpreter, the stack of blocks, and what `dis` counts as such. */
const NOTHING = new Set(
  'NOP RESUME CACHE PRECALL SETUP_LOOP POP_BLOCK MAKE_CELL COPY_FREE_VARS TO_BOOL NOT_TAKEN GEN_START EXTENDED_ARG'.split(
    ' ',
  ),
);

const JUMPS: Readonly<Record<string, string>> = {
  POP_JUMP_IF_FALSE: 'false',
  POP_JUMP_IF_TRUE: 'true',
  POP_JUMP_IF_NONE: 'None',
  POP_JUMP_IF_NOT_NONE: 'not None',
  POP_JUMP_FORWARD_IF_FALSE: 'false',
  POP_JUMP_FORWARD_IF_TRUE: 'true',
  POP_JUMP_FORWARD_IF_NONE: 'None',
  POP_JUMP_FORWARD_IF_NOT_NONE: 'not None',
  POP_JUMP_BACKWARD_IF_FALSE: 'false',
  POP_JUMP_BACKWARD_IF_TRUE: 'true',
  POP_JUMP_BACKWARD_IF_NONE: 'None',
  POP_JUMP_BACKWARD_IF_NOT_NONE: 'not None',
};

/** Two opcodes in one; each half of the argument is the argument of one. */
const DOUBLE: Readonly<Record<string, readonly [string, string]>> = {
  LOAD_FAST_LOAD_FAST: ['LOAD_FAST', 'LOAD_FAST'],
  LOAD_FAST_BORROW_LOAD_FAST_BORROW: ['LOAD_FAST', 'LOAD_FAST'],
  STORE_FAST_STORE_FAST: ['STORE_FAST', 'STORE_FAST'],
  STORE_FAST_LOAD_FAST: ['STORE_FAST', 'LOAD_FAST'],
};

/**
 * A code object's steps. Instructions that mean nothing here are left out; a jump to one leads to the step behind it.
 *
 * @throws MalformedBytecode
 */
export function stepsOf(code: CodeObject): Step[] {
  return disassemble(code).flatMap((instruction) => meaning(instruction, code));
}

function meaning(instruction: Instruction, code: CodeObject): Step[] {
  const { name, argument, offset, next, target } = instruction;
  const { table } = code.opcodes;
  const step = (as: string, value = argument, operator?: string): Step => ({
    name: as,
    argument: value,
    offset,
    next,
    ...(operator === undefined ? {} : { operator }),
    ...(target === undefined ? {} : { target }),
  });
  if (NOTHING.has(name)) return [];
  const unary = UNARY.get(name);
  if (unary !== undefined) return [step('UNARY', 0, unary)];
  const jump = JUMPS[name];
  if (jump !== undefined) return [step('JUMP_IF', 0, jump)];
  const two = DOUBLE[name];
  if (two) return [step(two[0], argument >> 4), step(two[1], argument & 15)];
  switch (name) {
    case 'JUMP_IF_FALSE_OR_POP':
      return [step('JUMP_OR_POP', 0, 'false')];
    case 'JUMP_IF_TRUE_OR_POP':
      return [step('JUMP_OR_POP', 0, 'true')];
    case 'BINARY_SUBSCR':
      return [step('SUBSCRIBE')];
    case 'BINARY_OP':
      return argument === 26 ? [step('SUBSCRIBE')] : [step('BINARY', 0, binaryOperator(argument))];
    case 'COMPARE_OP':
      return [step('COMPARE', 0, comparison(argument >> (table.compareShift ?? 0)))];
    case 'IS_OP':
      return [step('COMPARE', 0, argument === 1 ? 'is not' : 'is')];
    case 'CONTAINS_OP':
      return [step('COMPARE', 0, argument === 1 ? 'not in' : 'in')];
    case 'LOAD_GLOBAL':
      return table.globalBit ? [step('LOAD_GLOBAL', argument >> 1, argument & 1 ? 'call' : '')] : [step(name)];
    case 'LOAD_ATTR':
      if (!table.methodBit) return [step(name)];
      return [step(argument & 1 ? 'LOAD_METHOD' : 'LOAD_ATTR', argument >> 1)];
    case 'SLICE+0':
    case 'SLICE+1':
    case 'SLICE+2':
    case 'SLICE+3':
      return [step('SLICE', Number(name.at(-1)))];
    case 'CALL_FUNCTION':
      return [step(table.calls === 'counts' ? 'CALL_COUNTED' : name)];
    case 'CALL_FUNCTION_KW':
      // To 3.5 it is the call with `**keywords`.
      return [step(table.calls === 'counts' ? 'CALL_WITH_KEYWORDS' : name)];
  }
  const operator = /^(?:BINARY|INPLACE)_(\w+)$/.exec(name)?.[1];
  const symbol = operator === undefined ? undefined : BINARY.get(operator);
  if (symbol !== undefined) return [step('BINARY', 0, symbol)];
  return [step(SAME[name] ?? name)];
}

function binaryOperator(argument: number): string {
  const operator = BINARY_OPS[argument % 13];
  if (operator === undefined || argument > 25) throw new MalformedBytecode(`it has the operator ${argument}`);
  return operator;
}

function comparison(argument: number): string {
  const operator = COMPARISONS[argument];
  if (operator === undefined) throw new MalformedBytecode(`it compares by ${argument}`);
  return operator;
}
