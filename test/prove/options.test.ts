import { describe, expect, it } from 'vitest';
import { optionsOf, parseArguments } from '../../src/options/command-line.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('--prove and --python', () => {
  const read = async (...flags: string[]) => optionsOf(parseArguments([...flags, 'x.h5']), await temporaryFolder());

  it('are off, and on with the Python on the path or another', async () => {
    expect((await read()).prove).toBeUndefined();
    expect((await read('--no-prove')).prove).toBeUndefined();
    expect((await read('--prove')).prove).toEqual({ python: undefined });
    expect((await read('--prove', '--python', '.venv/bin/python')).prove).toEqual({ python: '.venv/bin/python' });
  });

  it('refuse a Python that nothing would use', async () => {
    await expect(read('--python', 'python3')).rejects.toThrow('--python is for --prove; give that too, or neither');
  });
});
