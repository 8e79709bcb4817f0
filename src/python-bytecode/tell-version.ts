import type { Code } from './marshal.ts';

/** How a code object's fields are laid out, by the first version that did so. */
export type Layout = '2.7' | '3.4' | '3.8' | '3.11';

interface Parts {
  readonly bytes: Uint8Array;
  readonly nested: readonly Code[];
  readonly lines: Uint8Array;
}

/** The version of the table of opcodes that a code object is of, told from its bytes alone. */
export function tellOpcodes(layout: Layout, code: Code, partsOf: (code: Code) => Parts): string {
  const { bytes, lines, nested } = partsOf(code);
  if (layout === '2.7') return '2.7';
  // From 3.6 on every instruction has two bytes, and the last returns: RETURN_VALUE is 83.
  if (layout === '3.4') return bytes.length % 2 === 0 && bytes.at(-1) === 0 && bytes.at(-2) === 83 ? '3.6' : '3.5';
  if (layout === '3.8') return between38And310(bytes, lines, nested, partsOf);
  return since311(bytes, nested, partsOf);
}

/**
 * 3.10's line table is pairs of a number of bytes and of lines, whose numbers of bytes add up to the code's length; 3.8's
 * and 3.9's leaves the last line out. 3.9 has opcodes that 3.8 does not, and the other way round.
 */
function between38And310(
  bytes: Uint8Array,
  lines: Uint8Array,
  nested: readonly Code[],
  partsOf: (code: Code) => Parts,
): string {
  const covered = [...lines].reduce((sum, value, index) => (index % 2 === 0 ? sum + value : sum), 0);
  if (lines.length > 0 && covered === bytes.length) return '3.10';
  const used = opcodesUsed(bytes, nested, partsOf);
  // IS_OP, CONTAINS_OP, LIST_TO_TUPLE, LIST_EXTEND, SET_UPDATE, DICT_MERGE, DICT_UPDATE came with 3.9.
  return [117, 118, 82, 162, 163, 164, 165].some((opcode) => used.has(opcode)) ? '3.9' : '3.8';
}

function opcodesUsed(bytes: Uint8Array, nested: readonly Code[], partsOf: (code: Code) => Parts): Set<number> {
  const used = new Set<number>();
  for (let at = 0; at < bytes.length; at += 2) used.add(bytes[at] ?? 0);
  for (const code of nested) {
    const inner = partsOf(code);
    for (const opcode of opcodesUsed(inner.bytes, inner.nested, partsOf)) used.add(opcode);
  }
  return used;
}

/** RESUME, which comes before anything that computes, and behind at most COPY_FREE_VARS, MAKE_CELL, RETURN_GENERATOR, POP_TOP. */
const RESUME = new Map([
  [151, '3.12'],
  [149, '3.13'],
  [128, '3.14'],
]);

/** COPY_FREE_VARS, MAKE_CELL of 3.11 and 3.12; of 3.13; of 3.14. */
const BEFORE_RESUME: ReadonlyMap<string, readonly number[]> = new Map([
  ['3.12', [149, 135, 75, 1]],
  ['3.13', [62, 94, 36, 32]],
  ['3.14', [60, 97, 31]],
]);

function since311(bytes: Uint8Array, nested: readonly Code[], partsOf: (code: Code) => Parts): string {
  const version = [...RESUME].find(([resume, name]) => {
    let at = 0;
    while (BEFORE_RESUME.get(name)?.includes(bytes[at] ?? 0)) at += 2;
    return bytes[at] === resume;
  })?.[1];
  if (version !== '3.12') return version ?? '3.12';
  return isPython311(bytes) || nested.some((code) => isPython311(partsOf(code).bytes)) ? '3.11' : '3.12';
}

/** 3.11 has PRECALL (166), which 3.12 has not, and other numbers of caches, which are zero in a dump. */
const CACHES_311 = new Map([
  [25, 4],
  [116, 5],
  [106, 4],
  [107, 2],
  [160, 10],
]);
const CACHES_312 = new Map([
  [25, 1],
  [116, 4],
  [106, 9],
  [107, 1],
  [93, 1],
  [171, 3],
]);

/** UNARY_POSITIVE, LIST_TO_TUPLE, JUMP_IF_FALSE_OR_POP, JUMP_IF_TRUE_OR_POP, LOAD_METHOD and PRECALL are gone in 3.12. */
const ONLY_311: ReadonlySet<number> = new Set([10, 82, 111, 112, 160, 166]);

function isPython311(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 2) {
    const opcode = bytes[at] ?? 0;
    if (ONLY_311.has(opcode)) return true;
    const [old, young] = [CACHES_311.get(opcode), CACHES_312.get(opcode)];
    if (old === undefined && young === undefined) continue;
    const zeros = countCaches(bytes, at + 2);
    if (zeros >= (young ?? 0) && zeros < (old ?? 0)) return false;
    if (old !== undefined && zeros === old) return true;
    if (zeros === young) return false;
  }
  return false;
}

function countCaches(bytes: Uint8Array, at: number): number {
  let count = 0;
  while (bytes[at + 2 * count] === 0 && bytes[at + 2 * count + 1] === 0) count++;
  return count;
}
