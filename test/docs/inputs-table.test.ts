import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { READMES, withTables } from '../../scripts/inputs-table.ts';

const root = join(import.meta.dirname, '../..');
const action = await readFile(join(root, 'action.yml'), 'utf8');

describe.each(READMES)('%s', (name) => {
  it('has the inputs and outputs of action.yml', async () => {
    const readme = await readFile(join(root, name), 'utf8');
    expect(readme, 'run "node scripts/inputs-table.ts"').toBe(withTables(readme, action));
  });

  it('uses inputs that action.yml has', async () => {
    const readme = await readFile(join(root, name), 'utf8');
    const known = Object.keys((parse(action) as { inputs: object }).inputs);
    const steps = [...readme.matchAll(/- uses: OWNER\/keras3-migrate@\S+\n(\s+)with:\n((?:\1 {2}.*\n)+)/g)];
    expect(steps.length).toBeGreaterThan(0);
    for (const [, indent, body] of steps) {
      for (const [, input] of (body ?? '').matchAll(new RegExp(`^${indent} {2}([\\w-]+):`, 'gm')))
        expect(known).toContain(input);
    }
  });
});

describe('withTables', () => {
  it('keeps what is around the tables, and says which comment is missing', () => {
    const yaml =
      'inputs:\n  a:\n    description: "b | <c>"\n    default: |\n      d\n      e\noutputs:\n  f:\n    description: g\n';
    const readme =
      'before\n<!-- inputs:start (scripts/inputs-table.ts) -->\nstale\n<!-- inputs:end -->\n<!-- outputs:start (scripts/inputs-table.ts) --><!-- outputs:end -->\nafter';
    const filled = withTables(readme, yaml);
    expect(filled).toContain('| `a` | b \\| &lt;c> | `d`<br>`e` |');
    expect(filled).toContain('| `f` | g |');
    expect(filled).toMatch(/^before.*after$/s);
    expect(filled).not.toContain('stale');
    expect(() => withTables('nothing', yaml)).toThrow('inputs:start');
  });
});
