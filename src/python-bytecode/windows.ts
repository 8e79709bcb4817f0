import type { CodeObject } from './code-object.ts';
import type { ConstantValue, Expression } from './expression.ts';
import { disassemble } from './instructions.ts';

const SLASH = 0x2f;

/**
 * Whether a code object was surely written on Windows by a Keras that replaced every byte 0x5c by 0x2f: it has an
 * instruction that only that explains, or the path of its file begins with a drive.
 */
export function isFromWindows(code: CodeObject): boolean {
  if (/^[A-Za-z]:\//.test(code.fileName)) return true;
  if (disassemble(code).some(({ repaired }) => repaired)) return true;
  return code.constants.some(
    (item) => typeof item === 'object' && item !== null && 'opcodes' in item && isFromWindows(item),
  );
}

/** Whether a constant may have been another before: its bytes hold a 0x2f. */
export function mayBeDamaged(expression: Expression): boolean {
  return expression.kind === 'constant' && bytesOf(expression.value).includes(SLASH);
}

function bytesOf(value: ConstantValue): number[] {
  if (typeof value === 'number') return [...new Uint8Array(new Float64Array([value]).buffer)];
  if (typeof value !== 'bigint') return [];
  return [...new Uint8Array(new BigInt64Array([value]).buffer)];
}
