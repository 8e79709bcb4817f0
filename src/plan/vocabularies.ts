import type { Hdf5Reader } from '../hdf5/reader.ts';
import { LAYERS } from '../keras/classes/table.ts';
import { nestedLayers } from '../keras/graph/model.ts';
import { nestedList } from '../keras/nested-list.ts';
import { asNumber, isObject, type Json, type JsonObject } from '../keras/python-json.ts';
import type { KerasObject, UpgradedModel, Warning } from '../keras/upgrade/types.ts';
import type { AssignedModel, AssignedVariable } from '../keras/weights/types.ts';
import { shorten } from '../shorten.ts';
import type { VocabularyFiles } from '../source/vocabulary-files.ts';

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

/**
 * Writes the words of vocabulary files into the configurations that name them by path: Keras 3 looks for the file below
 * the folder that it runs in, and from 3.12 on only with `safe_mode=False` (`load_model`: "Requested the loading of a
 * vocabulary file outside of the model archive").
 *
 * @returns what is to be said of the layers
 */
export function adoptVocabularyFiles(
  { model, graphs }: Pick<UpgradedModel, 'model' | 'graphs'>,
  files: VocabularyFiles,
): Warning[] {
  return nestedLayers(model, graphs).flatMap(({ path, object }): Warning[] => {
    const { config } = object;
    if (vocabularyOf(object) === undefined || !isObject(config) || typeof config.vocabulary !== 'string') return [];
    const file = config.vocabulary;
    const layer = `${String(object.class_name)} "${path}"`;
    const words = wordsOfFile(files.get(file), object, config);
    if (!words) {
      const text = `the vocabulary of ${layer} is the file "${shorten(file)}", of which the result holds the path alone: Keras 3 reads it from the folder that it runs in, from 3.12 on with load_model(…, safe_mode=False) only; put the file into the workspace, or its words into the layer, and convert again`;
      return [{ code: 'vocabulary-file', layer: path, text }];
    }
    config.vocabulary = words;
    const text = `the words of "${shorten(file)}", which ${layer} names as its vocabulary, are written into its configuration: Keras 3 does not need the file`;
    return [{ code: 'vocabulary-in-config', layer: path, text }];
  });
}

/**
 * The words of a file as the list that Keras 3 takes for the same. A list may not hold what stands for masked or unknown
 * words, nor a word twice, nor more than `max_tokens` (`set_vocabulary`, index_lookup.py).
 */
function wordsOfFile(
  lines: readonly string[] | undefined,
  object: KerasObject,
  config: JsonObject,
): Json[] | undefined {
  if (!lines || lines.length === 0 || config.output_mode === 'tf_idf' || new Set(lines).size < lines.length)
    return undefined;
  const most = asNumber(config.max_tokens);
  const room = asNumber(config.num_oov_indices) ?? 1;
  if (most !== undefined && lines.length + room + 1 > most) return undefined;
  if (vocabularyOf(object) === 'integers') {
    const numbers = lines.map(Number);
    const special = [config.mask_token, config.oov_token ?? -1].map((token) => asNumber(token));
    const isSound = lines.every((line) => /^-?\d{1,15}$/.test(line)) && !numbers.some((one) => special.includes(one));
    return isSound ? numbers : undefined;
  }
  const isText = object.class_name === 'TextVectorization';
  const special = isText ? ['', '[UNK]'] : [config.mask_token, config.oov_token ?? '[UNK]'];
  return lines.some((line) => special.includes(line)) ? undefined : [...lines];
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
