import { copyFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Failure, Refusal } from '../../src/errors.ts';
import { parseGlob } from '../../src/find/glob.ts';
import { JsonSyntaxError, parseJson } from '../../src/keras/python-json.ts';
import { namedArchitecture, siblingArchitecture } from '../../src/source/architecture.ts';
import { parseArchitecture } from '../../src/source/architecture-text.ts';
import { temporaryFolder } from '../temporary-folder.ts';

vi.setConfig({ testTimeout: 20_000 });

/** Nine levels of nine aliases each stand for 9⁹ values. */
function billionLaughs(): string {
  const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (let at = 1; at < 9; at++) {
    const [name, before] = [String.fromCharCode(97 + at), String.fromCharCode(96 + at)];
    lines.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
  }
  return `${lines.join('\n')}\nclass_name: Sequential\n`;
}

/** One long list, named once more on each line: few aliases, many values. */
function longListOftenNamed(): string {
  const list = `a: &a [${Array(20_000).fill('1').join(', ')}]`;
  return [list, ...Array.from({ length: 5_000 }, (_, at) => `k${at}: *a`), 'class_name: Sequential'].join('\n');
}

describe('architectures of strangers', () => {
  it.each([
    ['aliases', billionLaughs()],
    ['a long list', longListOftenNamed()],
    ['nesting', `class_name: ${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['a cycle', 'class_name: Sequential\nconfig: &a\n  layers: [*a]\n'],
    ['__proto__', 'class_name: Sequential\n__proto__: {x: 1}\n'],
    ['a tag', 'class_name: !!python/object/apply:os.system [id]\n'],
    ['nothing', ''],
  ])('as YAML with %s end in one sentence', (_, text) => {
    expect(() => parseArchitecture(text, 'model.yaml')).toThrow(Failure);
  });

  it.each([
    ['nesting', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['nested objects', '{"a":'.repeat(10_000)],
    ['__proto__', '{"__proto__": {}}'],
    ['__proto__, spelled otherwise', '{"__pr\\u006fto__": {}}'],
    ['an endless integer', '9'.repeat(2_000_000)],
    ['an endless string', `"${'x'.repeat(20_000_000)}`],
    ['an endless string of escapes', `"${'\\n'.repeat(10_000_000)}`],
  ])('as JSON with %s end in one sentence', (_, text) => {
    expect(() => parseJson(text)).toThrow(JsonSyntaxError);
  });

  it('may hold long strings', () => {
    expect(parseJson(`"${'x'.repeat(20_000_000)}\\n"`)).toHaveLength(20_000_001);
  });

  it.runIf(process.platform !== 'win32')('are not read through a link beside the weights', async () => {
    const outside = await temporaryFolder({ 'secret.json': '{"class_name": "Sequential", "config": []}' });
    const folder = await temporaryFolder();
    const weights = join(folder, 'weights.h5');
    await copyFile(join(import.meta.dirname, 'fixtures', 'sound.h5'), weights);
    for (const name of ['weights.json', 'model.json']) await symlink(join(outside, 'secret.json'), join(folder, name));
    expect(
      await siblingArchitecture(weights, [{ name: 'dense', weights: [] }], ({ config }) => config),
    ).toBeUndefined();
  });

  it('that are no file are refused when they are named', async () => {
    const folder = await temporaryFolder();
    await expect(namedArchitecture(folder)).rejects.toThrow(Refusal);
    await writeFile(join(folder, 'a.yaml'), billionLaughs());
    await expect(namedArchitecture(join(folder, 'a.yaml'))).rejects.toThrow(Failure);
  });
});

describe('patterns', () => {
  it.each([
    '*a'.repeat(500),
    `${'**/'.repeat(300)}x`,
    `${'**/*a*'.repeat(100)}`,
    `${'[a-z]*'.repeat(170)}b`,
    `${'?*'.repeat(500)}`,
  ])('that ask for much going back are answered at once: %#', (pattern) => {
    const started = performance.now();
    expect(parseGlob(pattern).matches(`${'a'.repeat(200)}/${'a/'.repeat(50)}${'a'.repeat(250)}.h5`)).toBeTypeOf(
      'boolean',
    );
    expect(performance.now() - started).toBeLessThan(500);
  });

  it.each(['{a,b}'.repeat(20), `${'{a,'.repeat(200)}b${'}'.repeat(200)}`, 'x'.repeat(2000)])(
    'that stand for too many are refused or answered at once: %#',
    (pattern) => {
      const started = performance.now();
      try {
        parseGlob(pattern).matches('a');
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
      expect(performance.now() - started).toBeLessThan(1000);
    },
  );
});
