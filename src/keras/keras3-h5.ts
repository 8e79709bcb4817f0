import type { Finding } from './findings.ts';
import { isObject, type Json, type JsonObject } from './python-json.ts';
import type { KerasVersion } from './version.ts';

/** Functions of `keras.layers`, for which Keras from 3.14 on takes a setting of that text (legacy/saving/serialization.py). */
const FUNCTIONS: ReadonlySet<unknown> = new Set([
  'Input',
  'add',
  'average',
  'concatenate',
  'deserialize',
  'dot',
  'maximum',
  'minimum',
  'multiply',
  'serialize',
  'subtract',
]);

/**
 * What Keras 3 makes otherwise of a configuration that it wrote into an `.h5` itself. It writes layers there without their
 * modules, and so reads them by the rules of Keras 2's files (`model_from_config` of legacy/saving/saving_utils.py), which
 * forget an `axis` and take texts for functions. Asked of 3.3.3 and 3.15.1 for every built-in layer; undefined: the Keras
 * that wrote the file and every later one read what was written.
 */
export function lostInKeras3H5(config: Json | undefined, writer: KerasVersion): Finding | undefined {
  const pending: Json[] = [config ?? null];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (Array.isArray(value)) pending.push(...value);
    if (!isObject(value)) continue;
    pending.push(...Object.values(value));
    const lost =
      isObject(value.config) && value.module === undefined ? lostSetting(value, value.config, writer) : undefined;
    if (lost !== undefined) return lost;
  }
  return undefined;
}

function lostSetting(
  { class_name: className }: JsonObject,
  config: JsonObject,
  writer: KerasVersion,
): Finding | undefined {
  const name = typeof config.name === 'string' ? config.name : '';
  const say = (what: string): Finding => ({
    code: 'keras-3-h5-unsound',
    layer: name,
    text: `${String(className)} "${name}" has ${what} its own .h5: use the converted file in place of this one`,
  });
  if (Object.hasOwn(config, 'axis') && !isAxisKept(config.axis, writer)) {
    return say('an axis that Keras 3 forgets when it loads');
  }
  if (className === 'Normalization' && config.mean === null && writer.before(3, 6)) {
    return say('a mean and variance that Keras before 3.6 does not load from');
  }
  const text = Object.entries(config).find(([key, value]) => key !== 'name' && FUNCTIONS.has(value));
  if (text) return say(`${text[0]}="${String(text[1])}", which Keras from 3.14 on takes for a function when it loads`);
  return undefined;
}

/** A list of one is read by every version, a number from 3.9 on; what is forgotten is the default again, -1 everywhere. */
function isAxisKept(axis: Json | undefined, writer: KerasVersion): boolean {
  if (Array.isArray(axis)) return axis.length === 1;
  return axis === -1 || (typeof axis === 'number' && !writer.before(3, 9));
}
