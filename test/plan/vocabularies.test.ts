import { describe, expect, it } from 'vitest';
import type { Hdf5Reader } from '../../src/hdf5/reader.ts';
import { type Json, type JsonObject, writeJson } from '../../src/keras/python-json.ts';
import type { UpgradedModel } from '../../src/keras/upgrade/types.ts';
import type { AssignedModel } from '../../src/keras/weights/types.ts';
import { adoptVocabularies, adoptVocabularyFiles, lostVocabularies } from '../../src/plan/vocabularies.ts';
import { graphsIn } from '../keras/weights/models.ts';

const reader = {
  read: ({ shape }: { shape: readonly number[] }) =>
    new Uint8Array(Float32Array.from({ length: shape[0] ?? 0 }, (_, index) => index + 0.5).buffer),
} as unknown as Hdf5Reader;

function adopted(className: string, config: JsonObject, weights: number, vocabulary?: string): Json {
  const written: JsonObject = { name: 'x', output_mode: 'tf_idf', ...config };
  const layer = { class_name: className, config: written };
  const model: JsonObject = { class_name: 'Functional', config: { name: 'm', layers: [layer] } };
  const source = { path: '/layers/lookup/vars/idf_weights', shape: [weights], dtype: 'float32' as const };
  const upgraded = { model, graphs: graphsIn(model) } as unknown as UpgradedModel;
  const assigned = {
    objectVariables: [{ name: 'idf_weights', layer: 'x', sources: [source] }],
  } as unknown as AssignedModel;
  const vocabularies = new Map(vocabulary === undefined ? [] : [['layers/lookup', vocabulary]]);
  const { length } = adoptVocabularies(upgraded, assigned, vocabularies, reader);
  expect(length).toBe(Object.hasOwn(written, 'idf_weights') ? 1 : 0);
  return JSON.parse(writeJson({ vocabulary: written.vocabulary ?? null, weights: written.idf_weights ?? null }));
}

describe('adoptVocabularies', () => {
  it('writes the words of an adapted lookup beside as many of its weights', () => {
    expect(adopted('StringLookup', { vocabulary: null }, 5, '[UNK]\nant\nbee')).toEqual({
      vocabulary: ['[UNK]', 'ant', 'bee'],
      weights: [0.5, 1.5, 2.5],
    });
    expect(adopted('IntegerLookup', { vocabulary: null }, 2, '-1\n7')).toEqual({
      vocabulary: [-1, 7],
      weights: [0.5, 1.5],
    });
  });

  it('puts what stands for unknown words before words that were given without', () => {
    expect(adopted('TextVectorization', { vocabulary: ['ant'] }, 2)).toEqual({
      vocabulary: ['[UNK]', 'ant'],
      weights: [0.5, 1.5],
    });
    const unknown = { vocabulary: ['?', '?', 'ant'], num_oov_indices: 2, oov_token: '?' };
    expect(adopted('StringLookup', unknown, 3)).toEqual({ vocabulary: ['?', '?', 'ant'], weights: [0.5, 1.5, 2.5] });
  });

  it('leaves alone what has fewer weights than words, or no words', () => {
    expect(adopted('StringLookup', { vocabulary: ['ant'], num_oov_indices: 1e9 }, 1)).toEqual({
      vocabulary: ['ant'],
      weights: null,
    });
    expect(adopted('StringLookup', { vocabulary: null }, 3)).toEqual({ vocabulary: null, weights: null });
  });
});

it('lostVocabularies names lookups whose words the configuration does not hold, in models within models too', () => {
  const lookup = (name: string, vocabulary: Json) => ({ class_name: 'StringLookup', config: { name, vocabulary } });
  const inner = {
    class_name: 'Functional',
    config: { name: 'inner', layers: [lookup('a', null), lookup('b', ['ant'])] },
  };
  const model = {
    class_name: 'Functional',
    config: { name: 'm', layers: [inner, { class_name: 'Dense', config: { name: 'd' } }] },
  };
  expect(lostVocabularies({ model, graphs: graphsIn(model) }).map(({ layer }) => layer)).toEqual(['inner/a']);
});

describe('adoptVocabularyFiles', () => {
  function adoptedFrom(className: string, lines: readonly string[], config: JsonObject = {}) {
    const written: JsonObject = { name: 'x', vocabulary: 'words.txt', ...config };
    const model = {
      class_name: 'Functional',
      config: { name: 'm', layers: [{ class_name: className, config: written }] },
    };
    const upgraded = { model, graphs: graphsIn(model) } as unknown as UpgradedModel;
    const [warning] = adoptVocabularyFiles(upgraded, new Map([['words.txt', lines]]));
    return [warning?.code, written.vocabulary];
  }

  it.each<[string, string[], Json]>([
    ['StringLookup', ['a', '', 'b'], ['a', '', 'b']],
    ['TextVectorization', ['a', 'b'], ['a', 'b']],
    ['IntegerLookup', ['7', '0'], [7, 0]],
  ])('writes the words that a %s names by a file', (className, lines, words) => {
    expect(adoptedFrom(className, lines)).toEqual(['vocabulary-in-config', words]);
  });

  it.each<[string, string[], JsonObject]>([
    ['StringLookup', ['a', 'a'], {}],
    ['StringLookup', ['a', '[UNK]'], {}],
    ['StringLookup', ['', 'a'], { mask_token: '' }],
    ['StringLookup', ['a', 'b'], { max_tokens: 2 }],
    ['TextVectorization', ['', 'a'], {}],
    ['IntegerLookup', ['7', 'x'], {}],
    ['IntegerLookup', ['-1', '7'], {}],
    ['StringLookup', [], {}],
  ])(
    'warns of the file of a %s with words %j, of which a list would mean something else',
    (className, lines, config) => {
      expect(adoptedFrom(className, lines, config)).toEqual(['vocabulary-file', 'words.txt']);
    },
  );
});
