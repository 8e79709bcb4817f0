import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EarliestFile } from '../../src/hdf5/earliest-file.ts';
import { Hdf5Reader } from '../../src/hdf5/reader.ts';
import { nodePlatform } from '../../src/platform/node.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');
const STORED = join(import.meta.dirname, 'storage');

function earliest(path: string): EarliestFile | undefined {
  return EarliestFile.of(nodePlatform.files.open(path, 'read'));
}

async function files(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith('.h5')).map((name) => join(folder, name));
}

/** What the library says of a path, in the words of {@link EarliestFile}; its errors as their names. */
function asked<T>(call: () => T): T | string {
  try {
    return call();
  } catch (error) {
    return (error as Error).name;
  }
}

/** Holds each answer against the library's, and counts the questions that had one. */
async function compare(path: string): Promise<{ answered: number; unanswered: string[] }> {
  using own = earliest(path);
  // As a result of ours, the library alone reads it.
  using library = await Hdf5Reader.open(path, true);
  let answered = 0;
  const unanswered: string[] = [];
  const hold = (question: string, answer: unknown, call: () => unknown) => {
    if (answer === undefined) return void unanswered.push(question);
    answered++;
    expect(answer, `${question} of ${path}`).toEqual(asked(call));
  };
  const visit = (at: string) => {
    hold(`kind ${at}`, own?.kind(at), () => library.kind(at));
    const names = library.attributeNames(at);
    hold(`attributes ${at}`, own?.attributeNames(at), () => names);
    for (const name of names) {
      hold(`attribute ${at} ${name}`, own?.attribute(at, name), () => {
        const { metadata, ...rest } = library.attribute(at, name);
        // The library tells the largest shape too, which nothing reads.
        const { maxshape: _, ...read } = metadata as typeof metadata & { maxshape: unknown };
        return { ...rest, metadata: read };
      });
    }
    if (library.kind(at) === 'dataset') {
      const dataset = own?.dataset(at);
      const tensor = asked(() => library.tensor(at));
      hold(`dataset ${at}`, dataset && { path: at, shape: dataset.shape, dtype: dataset.dtype }, () => tensor);
      if (dataset?.address === undefined || typeof tensor === 'string') return;
      const wanted = library.read(tensor);
      const bytes = new Uint8Array(wanted.length);
      expect(own?.values(dataset.address, bytes)).toBe(true);
      expect(Buffer.compare(bytes, wanted)).toBe(0);
      return;
    }
    if (library.kind(at) !== 'group') return;
    const children = library.children(at);
    hold(`children ${at}`, own?.children(at), () => children);
    for (const name of children) visit(at === '/' ? `/${name}` : `${at}/${name}`);
  };
  visit('/');
  return { answered, unanswered };
}

describe('what is read without the library is what the library reads', () => {
  it.each(['keras-1.2.2-theano', 'keras-2.2.4', 'keras-2.15.0', 'keras-3.15.1'])(
    'in the files of %s',
    async (keras) => {
      for (const path of await files(join(FIXTURES, keras))) {
        const { answered, unanswered } = await compare(path);
        expect(answered).toBeGreaterThan(5);
        expect(unanswered, path).toEqual([]);
      }
    },
  );

  it('in files that store a model in other ways, as far as there is an answer', async () => {
    for (const path of await files(STORED)) await compare(path);
  });
});

describe('there is no answer', () => {
  it.each(['latest_gzip', 'committed_latest', 'dense_attrs', 'paged', 'userblock4096_latest'])(
    'for a file of another format: %s',
    async (name) => {
      using own = earliest(join(STORED, `${name}.h5`));
      expect(own?.kind('/')).toBeUndefined();
    },
  );

  it('where a file ends before it says', async () => {
    const path = join(await temporaryFolder(), 'cut.h5');
    const bytes = await readFile(join(FIXTURES, 'keras-2.2.4', 'mlp_sequential', 'model.h5'));
    await writeFile(path, bytes.subarray(0, -1));
    expect(earliest(path)).toBeUndefined();
  });

  it.each([
    ['SNOD', 6, 'a node of no links'],
    ['TREE', 5, 'a tree of more levels than it has'],
    ['HEAP', 8, 'names that end before they should'],
  ])('for a group with damaged %s: at byte %i, %s', async (signature, at, _) => {
    const bytes = await readFile(join(FIXTURES, 'keras-2.2.4', 'mlp_sequential', 'model.h5'));
    bytes[bytes.indexOf(signature, 0, 'latin1') + at] = at === 5 ? 1 : 0;
    const path = join(await temporaryFolder(), 'damaged.h5');
    await writeFile(path, bytes);
    using own = earliest(path);
    expect([...(own?.walk() ?? [])]).toContain(undefined);
  });

  it('for a path that is not written in its shortest form', () => {
    using own = earliest(join(FIXTURES, 'keras-2.2.4', 'mlp_sequential', 'model.h5'));
    expect(own?.kind('/model_weights')).toBe('group');
    for (const path of ['//model_weights', '/model_weights/', '/./model_weights', 'model_weights']) {
      expect(own?.kind(path)).toBeUndefined();
    }
    expect(own?.kind('/nothing')).toBe('missing');
    expect(own?.kind('/model_weights/nothing/more')).toBe('missing');
  });
});
