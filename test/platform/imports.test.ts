import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '..', '..', 'src');
/** What runs in a browser as it runs in Node. */
const PORTABLE_ROOMS = ['archive', 'hdf5', 'keras', 'output', 'plan', 'source', 'tensor'];

function filesOf(room: string): string[] {
  const names = readdirSync(join(SRC, room), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(SRC, room, name));
}

/** What a file imports when it runs: imports of types are gone by then. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from '([^']+)'|\bimport\('([^']+)'\)/gm);
  return [...statements].filter(([, isType]) => isType === undefined).map(([, , named, lazy]) => named ?? lazy ?? '');
}

it('reads, plans and writes without Node: its rooms reach no module of it, directly or through others', () => {
  const seen = new Set<string>();
  const left = [...PORTABLE_ROOMS.flatMap(filesOf), join(SRC, 'convert.ts'), join(SRC, 'inspect', 'inspect-file.ts')];
  const found: string[] = [];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const name of importsOf(file)) {
      if (name.startsWith('.')) left.push(join(dirname(file), name));
      else if (name.startsWith('node:') || name === 'h5wasm/node') found.push(`${relative(SRC, file)}: ${name}`);
    }
  }
  expect(found).toEqual([]);
});
