import { kerasObject } from '../classes/hooks/draft.ts';
import { upgradeDtype } from '../dtype.ts';
import { nameOf } from '../graph/source-name.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { Place } from './layer-notes.ts';
import { plainName } from './names.ts';
import type { Notes } from './notes.ts';
import type { KerasObject } from './types.ts';

/** A Lambda layer: Keras 2's `[code, defaults, closure]` lists become Keras 3's `__lambda__` objects (lambda_layer.py in both). */
export function upgradeLambda(layer: JsonObject, place: Place, notes: Notes, name?: string): KerasObject {
  const source = isObject(layer.config) ? layer.config : {};
  const sourceName = nameOf(layer);
  const common: JsonObject = {
    name: name ?? plainName(sourceName),
    trainable: source.trainable ?? true,
    dtype: upgradeDtype(source.dtype) ?? 'float32',
  };
  const config: JsonObject = {
    ...common,
    function: upgradeFunction(source.function ?? null, source.function_type, sourceName, notes, why(source, notes)),
    arguments: source.arguments ?? {},
  };
  const outputShape = source.output_shape ?? null;
  if (outputShape !== null)
    config.output_shape = upgradeFunction(outputShape, source.output_shape_type, sourceName, notes);
  if ((source.mask ?? null) !== null) config.mask = source.mask as Json;
  for (const key of Object.keys(source)) {
    if (!Object.hasOwn(config, key)) notes.change([...place, key], source[key], undefined);
  }
  if (JSON.stringify(config.function) !== JSON.stringify(source.function)) {
    notes.change([...place, 'function'], source.function, config.function);
  }
  const object = kerasObject('keras.layers', 'Lambda', config);
  notes.origins.set(object, {
    className: 'Lambda',
    name: sourceName,
    config: source,
    custom: true,
    adjustments: [],
    configFromWeights: [],
  });
  return object;
}

/** Why the function was not followed, as a part of a sentence. */
function why(source: JsonObject, notes: Notes): string {
  const reason = notes.lambdas.get(source);
  return reason === undefined ? '' : ` that is not converted, as it ${reason}`;
}

function upgradeFunction(value: Json, type: Json | undefined, layer: string, notes: Notes, reason = ''): Json {
  if (Array.isArray(value) && typeof value[0] === 'string' && type !== 'raw')
    return byteCode(value, layer, notes, reason);
  if (isObject(value) && value.class_name === '__lambda__' && isObject(value.config)) {
    const { code, defaults, closure } = value.config;
    return byteCode([code ?? null, defaults ?? null, closure ?? null], layer, notes, reason);
  }
  if (typeof value === 'string' && type === 'lambda') return byteCode([value, null, null], layer, notes, reason);
  if (typeof value === 'string' && type !== 'raw') {
    notes.custom(
      layer,
      `Lambda layer "${layer}" calls the function "${value}", which the file does not hold: load_model needs custom_objects={"${value}": ...}`,
      'custom-object',
    );
    return { class_name: 'function', config: value, module: null, registered_name: value };
  }
  if (isObject(value) && value.class_name === 'function') {
    notes.custom(
      layer,
      `Lambda layer "${layer}" calls the function "${String(value.config)}", which the file does not hold: load_model needs it in custom_objects`,
      'custom-object',
    );
  }
  return value;
}

/** Python bytecode is passed through as it is; Keras 3 runs it only when told to trust the file. */
function byteCode(code: readonly Json[], layer: string, notes: Notes, reason: string): KerasObject {
  if (notes.context.isRewritten) {
    notes.refuse(
      layer,
      `Lambda layer "${layer}" holds bytecode of a Python that no Keras 3 runs on${reason}; rebuild the model in Keras 3 and convert its weights alone`,
      { code: 'lambda-bytecode' },
    );
  }
  notes.custom(
    layer,
    `Lambda layer "${layer}" holds Python bytecode${reason}: load_model needs safe_mode=False, which Keras before 3.11.3 heeds in format keras only ` +
      '(for h5 call keras.config.enable_unsafe_deserialization() first); it runs only in the Python version that saved the model, ' +
      'and not at all where it uses names of its module, such as tf or K: build such a layer anew',
    'lambda-bytecode',
  );
  const [body = null, defaults = null, closure = null] = code;
  // Defaults must reach Python as a tuple, which Keras makes of a list only where it stands beside the code (func_load).
  const config: JsonObject =
    defaults === null
      ? { code: body, defaults, closure }
      : { code: [body, defaults, closure], defaults: null, closure: null };
  return { class_name: '__lambda__', config };
}
