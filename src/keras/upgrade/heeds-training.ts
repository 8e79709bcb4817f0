import { unaliased } from '../classes/table.ts';
import { asNumber, isObject, type Json, type JsonObject } from '../python-json.ts';

/** Whether a layer with this configuration computes something else in training. */
type Rule = (config: JsonObject) => boolean;

const always: Rule = () => true;
const where =
  (...rates: readonly string[]): Rule =>
  (config) =>
    rates.some((rate) => (asNumber(config[rate]) ?? 0) !== 0);
const inside =
  (...keys: readonly string[]): Rule =>
  (config) =>
    keys.some((key) => anyHeeds(config[key]));
const drops = where('rate');
const recurs = where('dropout', 'recurrent_dropout');
const attends = where('dropout');

/** Keras 3's classes whose `call` heeds `training` (`call` of each, 3.3.3 and 3.15.1); those that are not here compute the same. */
const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['Dropout', drops],
  ['SpatialDropout1D', drops],
  ['SpatialDropout2D', drops],
  ['SpatialDropout3D', drops],
  ['AlphaDropout', drops],
  ['GaussianDropout', drops],
  ['GaussianNoise', where('stddev')],
  // Frozen, it normalizes by its moving statistics whatever it is told.
  ['BatchNormalization', ({ trainable }) => trainable !== false],
  ['SpectralNormalization', always],
  ['SimpleRNN', recurs],
  ['SimpleRNNCell', recurs],
  ['LSTM', recurs],
  ['LSTMCell', recurs],
  ['GRU', recurs],
  ['GRUCell', recurs],
  ['ConvLSTM1D', recurs],
  ['ConvLSTM2D', recurs],
  ['ConvLSTM3D', recurs],
  ['RNN', inside('cell')],
  ['StackedRNNCells', inside('cells')],
  ['Attention', attends],
  ['AdditiveAttention', attends],
  ['MultiHeadAttention', attends],
  ['RandomBrightness', always],
  ['RandomContrast', always],
  ['RandomCrop', always],
  ['RandomFlip', always],
  ['RandomRotation', always],
  ['RandomTranslation', always],
  ['RandomZoom', always],
  ['TimeDistributed', inside('layer')],
  ['Bidirectional', inside('layer', 'backward_layer')],
  ['Lambda', always],
]);

/** Whether a layer of Keras 3 computes something else where it is called with `training=True`; one that Keras has not may. */
export function heedsTraining({ module, class_name: className, config }: JsonObject): boolean {
  const own = isObject(config) ? config : {};
  if (Array.isArray(own.layers)) return anyHeeds(own.layers);
  if (module === null || module === undefined) return true;
  return typeof className === 'string' && (RULES.get(unaliased(className))?.(own) ?? false);
}

function anyHeeds(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some(anyHeeds);
  return isObject(value) && heedsTraining(value);
}
