import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withTables } from '../../scripts/inputs-table.ts';
import { HELP } from '../../src/options/help.ts';

const root = join(import.meta.dirname, '../..');
const action = await readFile(join(root, 'action.yml'), 'utf8');

describe('README.md', () => {
  it('has the inputs and outputs of action.yml', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    expect(readme, 'run "npm run inputs-table"').toBe(withTables(readme, action));
  });

  it('lists every flag that --help does', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    const flags = [...HELP.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, flag]) => flag);
    expect(flags.length).toBeGreaterThan(10);
    for (const flag of flags) expect(readme).toContain(`| \`${flag}`);
  });
});

describe.each(['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md'])('%s', (name) => {
  it('links to files that are there', async () => {
    const text = await readFile(join(root, name), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect((await stat(join(root, link))).isFile()).toBe(true);
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
