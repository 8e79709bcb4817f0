/** The opcodes of one Python, as `Lib/opcode.py` has them, and how its instructions are written. */
export interface OpcodeTable {
  /** The oldest Python it is the table of. */
  readonly version: string;
  /** `byte`: one byte, and two of argument where there is one (to 3.5); `word`: two bytes each (3.6 on). */
  readonly unit: 'byte' | 'word';
  /** The first opcode with an argument (`HAVE_ARGUMENT`), 90 to Python 3.12. */
  readonly argumentFrom?: number;
  /** How jumps count: to a byte offset (to 3.9), to a word (3.10), or by words from the next instruction (3.11 on). */
  readonly jumps: 'bytes' | 'words' | 'relative';
  /**
   * How calls are written: positional and keyword arguments counted apart (to 3.5), keywords named by a tuple (3.6 to 3.10),
   * or a function with a slot for `self` beside it (3.11 on).
   */
  readonly calls: 'counts' | 'names' | 'pairs';
  /** Whether the lowest bit of LOAD_GLOBAL's argument asks for the empty slot of a call. */
  readonly globalBit?: boolean;
  /** Whether the lowest bit of LOAD_ATTR's argument makes it the load of a method. */
  readonly methodBit?: boolean;
  /** By how many bits the comparison stands shifted in COMPARE_OP's argument. */
  readonly compareShift?: number;
  /** Whether the slot of a call stands behind the function, and functions get their closures by opcodes of their own (3.13 on). */
  readonly slotBehind?: boolean;
  /** Whether CALL_FUNCTION_EX has no argument, and an empty slot for keywords that there are none of (3.14). */
  readonly keywordsOrNull?: boolean;
  /** Words of cache that follow an instruction: `NAME=COUNT`, separated by space. */
  readonly caches?: string;
  /** `NAME=NUMBER`, separated by space. */
  readonly opcodes: string;
}

/** `NAME=NUMBER` pairs. */
export function readPairs(text: string): [string, number][] {
  return text
    .trim()
    .split(/\s+/)
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', number] = pair.split('=');
      return [name, Number(number)];
    });
}
