import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PACKAGE_ACTIVATIONS } from '../../src/keras/packages/activations.ts';
import { PACKAGE_LAYERS } from '../../src/keras/packages/layers.ts';
import { PACKAGE_METRICS, PACKAGE_OPTIMIZERS } from '../../src/keras/packages/training.ts';

it.each([PACKAGE_LAYERS, PACKAGE_ACTIVATIONS, PACKAGE_OPTIMIZERS, PACKAGE_METRICS].flatMap((rows) => [...rows]))(
  'docs/other-packages.md has a row for %s',
  async (name, { package: packageName, equal }) => {
    const text = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'other-packages.md'), 'utf8');
    const rows = text.split('\n').filter((line) => line.startsWith('|') && line.includes(`\`${name}\``));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain(packageName);
    expect(rows[0]).toContain(`\`${equal}\``);
  },
);
