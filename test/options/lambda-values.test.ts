import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readValueFile, readValueLines } from '../../src/options/lambda-values.ts';

describe('lines', () => {
  it('are numbers, text and lists', () => {
    expect(readValueLines('SCALE=2.0\nN = 3\n\nMODE=max\nMEAN=[0.5, 1]', 'input lambda-values')).toBe(
      '{"SCALE": 2.0, "N": 3, "MODE": "max", "MEAN": [0.5, 1]}',
    );
  });

  it.each([
    ['SCALE', 'input lambda-values has the line "SCALE"; give NAME=VALUE, one a line'],
    ['a.b=1', 'input lambda-values gives the name "a.b", which no Python global has'],
    ['A={"b": 1}', 'input lambda-values gives "A" a value that is no number, text, truth value or list of them'],
  ])('%s is refused', (text, sentence) => {
    expect(() => readValueLines(text, 'input lambda-values')).toThrow(sentence);
  });
});

describe('a file', () => {
  it('is a JSON object', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'values-')), 'values.json');
    await writeFile(path, '{"SCALE": 2.0}');
    expect(await readValueFile(path, '--lambda-values')).toBe('{"SCALE": 2.0}');
    await writeFile(path, '[1]');
    await expect(readValueFile(path, '--lambda-values')).rejects.toThrow('no object of names and values');
    await expect(readValueFile(`${path}x`, '--lambda-values')).rejects.toThrow('cannot be read');
  });
});
