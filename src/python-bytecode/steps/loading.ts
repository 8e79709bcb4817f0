import { isCodeObject } from '../code-object.ts';
import { constant } from '../expression.ts';
import { NULL } from '../frame.ts';
import type { StepTable } from './meaning.ts';

/** Constants, variables, names and modules. */
export const LOADING: StepTable = {
  LOAD_CONST: ({ argument }, frame, values) => {
    const item = frame.code.constants[argument];
    if (item !== undefined && isCodeObject(item)) frame.stack.push({ code: item });
    else frame.push(values.constantAt(frame.code, argument));
  },
  LOAD_SMALL_INT: ({ argument }, frame) => frame.push(constant(BigInt(argument))),
  LOAD_FAST: ({ argument }, frame) => frame.load(frame.code.locals[argument]),
  STORE_FAST: ({ argument }, frame) => frame.store(frame.code.locals[argument]),
  DELETE_FAST: ({ argument }, frame) => {
    frame.variable(frame.code.locals[argument]).value = undefined;
  },
  LOAD_FAST_AND_CLEAR: ({ argument }, frame) => {
    const variable = frame.variable(frame.code.locals[argument]);
    frame.stack.push(variable.value === undefined ? NULL : { value: variable.value });
    variable.value = undefined;
  },
  LOAD_DEREF: ({ argument }, frame) => {
    const name = frame.code.cells[argument];
    frame.push(frame.valueOf(frame.variable(name), name));
  },
  STORE_DEREF: ({ argument }, frame) => frame.store(frame.code.cells[argument]),
  LOAD_CLOSURE: ({ argument }, frame) => {
    frame.stack.push({ cell: frame.variable(frame.code.cells[argument]) });
  },
  LOAD_GLOBAL: loadGlobal,
  LOAD_NAME: loadGlobal,
  LOAD_ATTR: ({ argument }, frame, values) => frame.push(values.attribute(frame.pop(), frame.name(argument))),
  LOAD_METHOD: ({ argument }, frame, values) => {
    frame.stack.push(NULL, { value: values.attribute(frame.pop(), frame.name(argument)) });
  },
  IMPORT_NAME: ({ argument }, frame, values) => frame.push(values.importModule(frame.name(argument), frame.popMany(2))),
  IMPORT_FROM: ({ argument }, frame, values) => frame.push(values.attribute(frame.peek(), frame.name(argument))),
};

function loadGlobal(...[{ argument, operator }, frame, values]: Parameters<StepTable[string]>): void {
  const { slotBehind } = frame.code.opcodes.table;
  if (operator === 'call' && !slotBehind) frame.stack.push(NULL);
  frame.push(values.global(frame.name(argument)));
  if (operator === 'call' && slotBehind) frame.stack.push(NULL);
}
