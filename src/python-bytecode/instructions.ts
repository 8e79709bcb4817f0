import type { CodeObject } from './code-object.ts';
import { MalformedBytecode } from './malformed.ts';
import type { Opcodes } from './opcodes/versions.ts';

/** One instruction, as `dis` shows it: by the name its Python has for it. */
export interface Instruction {
  readonly name: string;
  readonly argument: number;
  /** Where it stands, in bytes, behind its EXTENDED_ARGs. */
  readonly offset: number;
  /** Where the next one stands, behind its caches. */
  readonly next: number;
  /** Where a jump leads, in bytes. */
  readonly target?: number;
  /** Whether it was repaired: see {@link WINDOWS_UNPACK}. */
  readonly repaired?: boolean;
}

/** A function that Keras dumped has some hundreds. */
const MAX_INSTRUCTIONS = 100_000;

/**
 * Keras wrote code objects on Windows with every byte 0x5c replaced by 0x2f (`func_dump`, which meant the slashes of paths):
 * opcode 92, UNPACK_SEQUENCE of Python 2.7 to 3.12, became 47, which none of these Pythons has.
 */
const WINDOWS_UNPACK = 47;

/**
 * Takes a code object's bytes apart.
 *
 * @throws MalformedBytecode at an opcode that its Python does not have
 */
export function disassemble({ code, opcodes }: CodeObject): Instruction[] {
  const found: Instruction[] = [];
  const isWord = opcodes.table.unit === 'word';
  let extended = 0;
  for (let at = 0; at < code.length; ) {
    const repaired = code[at] === WINDOWS_UNPACK && opcodes.numbers.get('UNPACK_SEQUENCE') === 92;
    const opcode = repaired ? 92 : (code[at] ?? 0);
    const name = opcodes.names.get(opcode);
    if (name === undefined) {
      throw new MalformedBytecode(`it has the opcode ${opcode}, which Python ${opcodes.table.version} does not have`);
    }
    const isBare = opcode < (opcodes.table.argumentFrom ?? 90);
    const size = isWord ? 2 : isBare ? 1 : 3;
    if (at + size > code.length) throw new MalformedBytecode('its last instruction ends too early');
    // Python 3.10 leaves what it made of other instructions in the byte beside one that has no argument.
    const own = isBare ? 0 : (code[at + 1] ?? 0) + (isWord ? 0 : 256 * (code[at + 2] ?? 0));
    const argument = extended * (isWord ? 256 : 65536) + own;
    const end = at + size;
    if (name === 'EXTENDED_ARG') {
      if (argument > 0xffffff) throw new MalformedBytecode('an argument is too large');
      extended = argument;
      at = end;
      continue;
    }
    extended = 0;
    const next = end + 2 * (opcodes.caches.get(name) ?? 0);
    const target = jumpTarget(name, argument, next, opcodes);
    found.push({
      name,
      argument,
      offset: at,
      next,
      ...(target === undefined ? {} : { target }),
      ...(repaired ? { repaired } : {}),
    });
    if (found.length > MAX_INSTRUCTIONS)
      throw new MalformedBytecode(`it has more than ${MAX_INSTRUCTIONS} instructions`);
    at = next;
  }
  return found;
}

const JUMP = /JUMP|^FOR_ITER$|^SETUP_(LOOP|FINALLY|EXCEPT|WITH)$/;

/** Jumps that count from the next instruction in every Python. */
const RELATIVE = /^(JUMP_FORWARD|FOR_ITER|SETUP_\w+)$/;

function jumpTarget(name: string, argument: number, next: number, { table }: Opcodes): number | undefined {
  if (!JUMP.test(name)) return undefined;
  const unit = table.jumps === 'bytes' ? 1 : 2;
  if (table.jumps !== 'relative') return RELATIVE.test(name) ? next + unit * argument : unit * argument;
  return name.includes('BACKWARD') ? next - unit * argument : next + unit * argument;
}
