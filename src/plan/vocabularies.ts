import type { Hdf5Reader } from '../hdf5/reader.ts';
import { LAYERS } from '../keras/classes/table.ts';
import { nestedLayers } from '../keras/graph/model.ts';
import { nestedList } from '../keras/nested-list.ts';
import { asNumber, isObject, type Json, type JsonObject } from '../keras/python-json.ts';
import type { KerasObject, UpgradedModel, Warning } from '../keras/upgrade/types.ts';
import type { AssignedModel, AssignedVariable } from '../keras/weights/types.ts';

/**
 * Writes the words and weights of lookups that count by `idf_weights` into their configurations, as no version of Keras 3
 * reads them everywhere: not from H5 files, before 3.14 not from an archive's assets (`load_assets` of index_lookup.py),
 * and never what was padded to `max_tokens`.
 *
 * @param vocabularies the words by the folder of their asset, as the source has it
 * @returns what is to be said of the layers
 */
export function adoptVocabularies(
  upgraded: UpgradedModel,
  assigned: AssignedModel,
  vocabularies: ReadonlyMap<string, string>,
  reader: Hdf5Reader,
): Warning[] {
  const weights = new Map<string, AssignedVariable>();
  for (const variable of assigned.objectVariables) {
    if (variable.name === 'idf_weights') weights.set(variable.layer, variable);
  }
  if (weights.size === 0) return [];
  const warnings: Warning[] = [];
  for (const { path, object } of nestedLayers(upgraded.model, upgraded.graphs)) {
    const { config } = object;
    if (!isObject(config)) continue;
    const [source] = weights.get(path)?.sources ?? [];
    if (!source || config.output_mode !== 'tf_idf') continue;
    const padded = nestedList(reader.read(source), source.shape, source.dtype);
    if (!Array.isArray(padded)) continue;
    const words = Array.isArray(config.vocabulary)
      ? withUnknown(config.vocabulary, object, config, padded.length)
      : adaptedWords(vocabularies.get(source.path.replace(/^\//, '').replace(/\/vars\/idf_weights$/, '')), object);
    if (!words || padded.length < words.length) continue;
    config.vocabulary = words;
    config.idf_weights = padded.slice(0, words.length);
    warnings.push({
      code: 'vocabulary-in-config',
      layer: path,
      text: `the vocabulary and the idf_weights that ${String(object.class_name)} "${path}" has in the file are written into its configuration, because most Keras 3 versions read them from nowhere else`,
    });
  }
  return warnings;
}

/** `vocabulary.txt` holds the words of the vocabulary with those for unknown ones, in the order of the weights. */
function adaptedWords(text: string | undefined, object: KerasObject): Json[] | undefined {
  const words = text?.split('\n');
  return vocabularyOf(object) === 'integers' ? words?.map(Number) : words;
}

/** The words given, behind those that stand for unknown ones, which have weights of their own. */
function withUnknown(words: readonly Json[], object: KerasObject, config: JsonObject, weights: number): Json[] {
  const { num_oov_indices: count = 1, oov_token: token = vocabularyOf(object) === 'integers' ? -1 : '[UNK]' } = config;
  const unknown = Array.from({ length: Math.min(asNumber(count) ?? 1, weights) }, () => token);
  return unknown.every((one, index) => words[index] === one) ? [...words] : [...unknown, ...words];
}

/** The kind of words that a lookup holds; undefined for other layers. */
function vocabularyOf({ class_name: className }: KerasObject): 'strings' | 'integers' | undefined {
  return typeof className === 'string' ? LAYERS.get(className)?.vocabulary : undefined;
}

/** Says which lookups have their words nowhere in the source: TensorFlow before 2.7 wrote none into an H5 file. */
export function missingVocabularies(upgraded: Pick<UpgradedModel, 'model' | 'graphs'>): Warning[] {
  return withoutWords(upgraded).map(({ path, object }) => ({
    code: 'vocabulary-missing',
    layer: path,
    text: `${String(object.class_name)} "${path}" has no vocabulary in the file, so that the result loads and cannot predict: give it the words with set_vocabulary, or save the model with them as its vocabulary`,
  }));
}

/** Says which lookups have their words in an archive's assets alone, which no H5 file has. */
export function lostVocabularies({ model, graphs }: Pick<UpgradedModel, 'model' | 'graphs'>): Warning[] {
  return withoutWords({ model, graphs }).map(({ path, object }) => ({
    code: 'vocabulary-lost',
    layer: path,
    text: `the vocabulary of ${String(object.class_name)} "${path}" stands in the archive's assets, for which an H5 file has no place, so that Keras 3 fails when it predicts: use format "keras"`,
  }));
}

function withoutWords({ model, graphs }: Pick<UpgradedModel, 'model' | 'graphs'>) {
  return nestedLayers(model, graphs).filter(
    ({ object }) =>
      vocabularyOf(object) !== undefined && isObject(object.config) && (object.config.vocabulary ?? null) === null,
  );
}
