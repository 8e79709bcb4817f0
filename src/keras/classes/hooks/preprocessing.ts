import { asNumber, pythonFloat } from '../../python-json.ts';
import { deleteKey, insertedLayer, type LayerDraft, setKey } from './draft.ts';
import { separateEncoding, squeezeOneHot } from './encoding.ts';

const OUTPUT_MODES: ReadonlyMap<string, string> = new Map([
  ['binary', 'multi_hot'],
  ['tf-idf', 'tf_idf'],
]);

/** Output modes were renamed in Keras 2.7, which still read the old names (index_lookup.py). */
function longOutputMode(layer: LayerDraft): void {
  const mode = layer.config.output_mode;
  const renamed = typeof mode === 'string' ? OUTPUT_MODES.get(mode) : undefined;
  if (renamed !== undefined) setKey(layer, 'output_mode', renamed);
}

const ENCODED: ReadonlySet<string> = new Set(['count', 'multi_hot', 'one_hot']);

/**
 * A lookup that encodes. Its result was of floats in Keras 2; newer Keras 3 say so too, but give integers, at which what
 * computes with floats alone fails (`_encode_output` of index_lookup.py).
 */
export function upgradeLookup(layer: LayerDraft): void {
  longOutputMode(layer);
  const { output_mode: mode, sparse = false } = layer.config;
  if (typeof mode !== 'string' || !ENCODED.has(mode) || sparse === true || layer.notes.writer.isKeras3) return;
  const floats = { dtype: 'float32', scale: pythonFloat(1), offset: pythonFloat(0) };
  layer.after.push(insertedLayer(layer, 'Rescaling', 'floats', floats));
}

/** Keras 3 takes the encoded text for a sample of one row, which it is not (`compute_output_shape` of text_vectorization.py). */
export function upgradeTextVectorization(layer: LayerDraft): void {
  upgradeLookup(layer);
  if (layer.after.length > 0)
    layer.after.unshift(insertedLayer(layer, 'Reshape', 'encoded', { dtype: 'float32', target_shape: [-1] }));
}

/**
 * Keras 2 kept a summary of the data it was adapted to as a weight, and derived the boundaries from it. Its dtype was that
 * of the result; Keras 3 casts the input to it, so that an integer one would cut the fractions off before they are binned.
 */
export function upgradeDiscretization(layer: LayerDraft): void {
  if (typeof layer.config.dtype === 'string' && /^u?int/.test(layer.config.dtype)) setKey(layer, 'dtype', 'float32');
  if (typeof layer.config.bin_boundaries === 'number') {
    setKey(layer, 'num_bins', layer.config.bin_boundaries);
    deleteKey(layer, 'bin_boundaries');
  }
  const boundaries = layer.config.bin_boundaries ?? null;
  if (boundaries !== null) {
    if (Array.isArray(boundaries)) separateEncoding(layer, boundaries.length + 1);
    return;
  }
  if (layer.config.output_mode === 'one_hot') {
    layer.notes.warn(
      layer.sourceName,
      `Discretization "${layer.sourceName}" encodes one_hot by boundaries it was adapted to, which keeps an axis of one in Keras before 3.4 where Keras 2 and newer Keras 3 versions do not: load the file with Keras 3.4 or newer`,
      { code: 'one-hot-axis', needs: '3.4' },
    );
  }
  layer.configFromWeights.push({ variable: 'summary', key: 'bin_boundaries' });
  deleteKey(layer, 'num_bins');
  layer.notes.warn(
    layer.sourceName,
    `the boundaries that Discretization "${layer.sourceName}" was adapted to are written into its configuration, because Keras 3 keeps no such weight`,
    { code: 'boundaries-in-config' },
  );
}

/** Keras 3.15 does not crop at inference; Keras 2's inference is that of a Resizing that keeps the aspect ratio (image_preprocessing.py). */
export function replaceRandomCrop(layer: LayerDraft): void {
  layer.className = 'Resizing';
  deleteKey(layer, 'seed');
  setKey(layer, 'crop_to_aspect_ratio', true);
  layer.notes.warn(
    layer.sourceName,
    `RandomCrop "${layer.sourceName}" became the Resizing that it is at inference, because newer Keras 3 versions do not crop then; further training is without random crops`,
    { code: 'random-crop-replaced' },
  );
}

const INTERPOLATIONS = ['bilinear', 'nearest', 'bicubic', 'lanczos3', 'lanczos5'];

export function checkResizing(layer: LayerDraft): void {
  const { interpolation } = layer.config;
  if (typeof interpolation !== 'string' || INTERPOLATIONS.includes(interpolation)) return;
  layer.notes.refuse(
    layer.sourceName,
    `Resizing "${layer.sourceName}" interpolates by "${interpolation}", which Keras 3 does not know; resize the images before the model`,
    { code: 'interpolation-unknown' },
  );
}

export function upgradeCategoryEncoding(layer: LayerDraft): void {
  longOutputMode(layer);
  const tokens = asNumber(layer.config.num_tokens);
  if (layer.config.output_mode === 'one_hot' && tokens !== undefined) squeezeOneHot(layer, tokens);
}

/** What TensorFlow 2.3 to 2.5 saved for a salt where none was given, by which it did not hash (`_DEFAULT_SALT_KEY` of hashing.py). */
const SALT_FOR_NONE = 0xdecafcaffe;

/**
 * Keras before 2.8 saved the default type of floats for a layer that gives integers, and its salt where it had none: by that
 * number Keras 3 would hash with SipHash, where the model did with FarmHash.
 */
export function upgradeHashing(layer: LayerDraft): void {
  const { writer } = layer.notes;
  const { dtype, salt } = layer.config;
  if (writer.before(2, 8) && typeof dtype === 'string' && /float/.test(dtype)) deleteKey(layer, 'dtype');
  const isForNone = Array.isArray(salt) && salt.length > 0 && salt.every((part) => asNumber(part) === SALT_FOR_NONE);
  if (writer.before(2, 6) && isForNone) deleteKey(layer, 'salt');
}
