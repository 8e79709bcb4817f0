import { MalformedBytecode } from './malformed.ts';
import { Code, Container, decodeText, type Marshalled, readMarshal } from './marshal.ts';
import { OPCODES, type Opcodes } from './opcodes/versions.ts';
import { type Layout, tellOpcodes } from './tell-version.ts';

/** A function's code, whichever Python wrote it. */
export interface CodeObject {
  readonly opcodes: Opcodes;
  /** Whether Python 2 wrote it: its strings are bytes, and `True` a name. */
  readonly isPython2: boolean;
  readonly name: string;
  readonly fileName: string;
  readonly flags: number;
  /** Positional arguments; those that take no keyword are among them. */
  readonly argumentCount: number;
  readonly keywordOnlyCount: number;
  readonly code: Uint8Array;
  readonly constants: readonly (Marshalled | CodeObject)[];
  readonly names: readonly string[];
  /** All local variables, arguments first; from 3.11 on cells and free variables are among them. */
  readonly locals: readonly string[];
  /** What LOAD_DEREF counts: cells, then free variables (to 3.10), or all of {@link locals} (3.11 on). */
  readonly cells: readonly string[];
  readonly free: readonly string[];
  /** The variables that LOAD_FAST loads as cells: from 3.13 on a closure is made of them. */
  readonly loadedAsCells: ReadonlySet<string>;
}

/** `co_flags` (`Include/code.h`). */
export const FLAGS = { varArgs: 0x04, varKeywords: 0x08, generator: 0x20, coroutine: 0x380, trueDivision: 0x2000 };

/** `w_object` of `Python/marshal.c` in Python 2.7, 3.4 to 3.7, 3.8 to 3.10 and 3.11 to 3.14. */
const LAYOUTS = {
  '2.7':
    '#argcount #nlocals #stacksize #flags code consts names varnames freevars cellvars filename name #firstlineno lnotab',
  '3.4':
    '#argcount #kwonlyargcount #nlocals #stacksize #flags code consts names varnames freevars cellvars filename name #firstlineno lnotab',
  '3.8':
    '#argcount #posonlyargcount #kwonlyargcount #nlocals #stacksize #flags code consts names varnames freevars cellvars filename name #firstlineno lnotab',
  '3.11':
    '#argcount #posonlyargcount #kwonlyargcount #stacksize #flags code consts names localsplusnames localspluskinds filename name qualname #firstlineno linetable exceptiontable',
};

/** A function's bytes are a few hundred; the largest that a public file holds has 5 kB. */
const MAX_BYTES = 1 << 20;

/**
 * Reads the code object that `marshal.dumps(function.__code__)` gave, of whichever Python: exactly one layout of its
 * fields reads to the last byte, and the instructions tell the rest.
 *
 * @throws MalformedBytecode
 */
export function readCode(bytes: Uint8Array): CodeObject {
  if (bytes.length > MAX_BYTES) throw new MalformedBytecode(`it has more than ${MAX_BYTES} bytes`);
  for (const layout of Object.keys(LAYOUTS) as Layout[]) {
    try {
      const value = readMarshal(bytes, LAYOUTS[layout]);
      if (value instanceof Code) return convert(value, layout);
    } catch (error) {
      if (!(error instanceof MalformedBytecode)) throw error;
    }
  }
  throw new MalformedBytecode('it is not the code of a function of Python 2.7 or 3.4 to 3.14');
}

/** A code object of one layout; its version is that of the outermost one. */
function convert(value: Code, layout: Layout): CodeObject {
  checkFields(value, layout, 0);
  const version = tellOpcodes(layout, value, (code) => ({
    bytes: bytesOf(code, 'code'),
    nested: itemsOf(code, 'consts').filter((item) => item instanceof Code),
    lines: layout === '3.11' ? bytesOf(code, 'linetable') : bytesOf(code, 'lnotab'),
  }));
  const opcodes = OPCODES.get(version);
  if (!opcodes) throw new MalformedBytecode(`there is no table of opcodes of Python ${version}`);
  const known = new Map<Code, CodeObject>();
  const build = (code: Code): CodeObject => {
    const before = known.get(code);
    if (before) return before;
    const built = codeObject(code, layout, opcodes, build);
    known.set(code, built);
    return built;
  };
  return build(value);
}

function codeObject(code: Code, layout: Layout, opcodes: Opcodes, build: (code: Code) => CodeObject): CodeObject {
  const isPython2 = layout === '2.7';
  const locals = texts(code, layout === '3.11' ? 'localsplusnames' : 'varnames');
  const kinds = layout === '3.11' ? [...bytesOf(code, 'localspluskinds')] : [];
  const free = layout === '3.11' ? locals.filter((_, index) => (kinds[index] ?? 0) & 0x80) : texts(code, 'freevars');
  return {
    opcodes,
    isPython2,
    name: textOf(code.fields.get('name') ?? null),
    fileName: textOf(code.fields.get('filename') ?? null),
    flags: numberOf(code, 'flags'),
    argumentCount: numberOf(code, 'argcount'),
    keywordOnlyCount: layout === '2.7' ? 0 : numberOf(code, 'kwonlyargcount'),
    code: bytesOf(code, 'code'),
    constants: itemsOf(code, 'consts').map((item) => (item instanceof Code ? build(item) : item)),
    names: texts(code, 'names'),
    locals,
    cells: layout === '3.11' ? locals : [...texts(code, 'cellvars'), ...free],
    free,
    loadedAsCells: new Set(locals.filter((_, index) => (kinds[index] ?? 0) & 0xc0)),
  };
}

/** Whether the fields are of the types that a code object's are: another layout may read to the last byte by chance. */
function checkFields(code: Code, layout: Layout, depth: number): void {
  bytesOf(code, 'code');
  for (const field of ['names', layout === '3.11' ? 'localsplusnames' : 'varnames']) texts(code, field);
  textOf(code.fields.get('filename') ?? null);
  const counts = numberOf(code, 'argcount') + (layout === '2.7' ? 0 : numberOf(code, 'kwonlyargcount'));
  const locals = texts(code, layout === '3.11' ? 'localsplusnames' : 'varnames').length;
  if (counts < 0 || counts > locals) throw new MalformedBytecode('it has more arguments than local variables');
  for (const item of itemsOf(code, 'consts')) if (item instanceof Code) checkFields(item, layout, depth + 1);
}

function numberOf(code: Code, field: string): number {
  const value = code.fields.get(field);
  if (typeof value !== 'bigint') throw new MalformedBytecode(`its ${field} is not a number`);
  return Number(value);
}

function bytesOf(code: Code, field: string): Uint8Array {
  const value = code.fields.get(field);
  // Python 2 interns what looks like a name, an empty line table among it.
  if (typeof value === 'string') return new TextEncoder().encode(value);
  if (!(value instanceof Uint8Array)) throw new MalformedBytecode(`its ${field} is not bytes`);
  return value;
}

function itemsOf(code: Code, field: string): readonly Marshalled[] {
  const value = code.fields.get(field);
  if (!(value instanceof Container) || value.kind !== 'tuple') throw new MalformedBytecode(`its ${field} is no tuple`);
  return value.items;
}

/** Names, which are put into messages: nothing but what Python takes for one, or makes up (`.0`). */
function texts(code: Code, field: string): string[] {
  return itemsOf(code, field).map((item) => {
    const name = textOf(item);
    if (!/^[\p{L}\p{N}_.]{1,200}$/u.test(name)) throw new MalformedBytecode('a name is none that Python has');
    return name;
  });
}

/** Python 2 has text as bytes. */
function textOf(value: Marshalled): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return decodeText(value);
  throw new MalformedBytecode('a name is not text');
}

export function isCodeObject(value: Marshalled | CodeObject): value is CodeObject {
  return typeof value === 'object' && value !== null && 'opcodes' in value;
}
