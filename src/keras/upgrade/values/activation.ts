import { kerasClassOf, sourceClassOf } from '../../graph/source-class.ts';
import { kerasHad } from '../../history/keras-had.ts';
import { activationCode, namedActivation } from '../../lambda/activation-code.ts';
import { PACKAGE_ACTIVATIONS } from '../../packages/activations.ts';
import { isKept, packageClassText } from '../../packages/packages.ts';
import { asNumber, isObject, type Json, type JsonObject } from '../../python-json.ts';
import type { KerasVersion } from '../../version.ts';
import type { LayerNotes } from '../layer-notes.ts';
import { ownFunction } from './own.ts';

/** Keras 3.3.3's activations (`keras/src/activations/__init__.py`). */
const ACTIVATIONS: ReadonlySet<string> = new Set([
  'elu',
  'exponential',
  'gelu',
  'hard_sigmoid',
  'hard_silu',
  'hard_swish',
  'leaky_relu',
  'linear',
  'log_softmax',
  'mish',
  'relu',
  'relu6',
  'selu',
  'sigmoid',
  'silu',
  'softmax',
  'softplus',
  'softsign',
  'swish',
  'tanh',
]);

/** Those that act along the last axis. */
const ALONG_AN_AXIS: ReadonlySet<string> = new Set(['softmax', 'log_softmax']);

/** TensorFlow functions used as activations, by their Python name. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['softmax_v2', 'softmax'],
  ['log_softmax_v2', 'log_softmax'],
  ['tanh_v2', 'tanh'],
  ['sigmoid_v2', 'sigmoid'],
  ['elu_v2', 'elu'],
  ['relu_v2', 'relu'],
  ['exp', 'exponential'],
  ['identity', 'linear'],
  ['hardsigmoid', 'hard_sigmoid'],
]);

/** An activation function in Keras 3's form, or the layer that stood for one (Keras 2 allowed a LeakyReLU there). */
export type UpgradedActivation = { readonly value: Json } | { readonly layer: Json };

/** The name of a serialized function: a string, or Keras 2.12+'s `function` dict. */
function functionName(activation: Json): string | undefined {
  if (typeof activation === 'string') return activation;
  if (!isObject(activation) || activation.class_name !== 'function') return undefined;
  return typeof activation.config === 'string' ? activation.config : undefined;
}

export function upgradeActivation(activation: Json, layer: string, notes: LayerNotes): UpgradedActivation {
  if (activation === null) return { value: 'linear' };
  const name = functionName(activation);
  if (name === undefined) {
    const code = activationCode(activation);
    if (code !== undefined) return { value: upgradeLambdaActivation(code, layer, notes) };
    if (isObject(activation) && sourceClassOf(activation).className !== undefined) return { layer: activation };
    return { value: activation };
  }
  const found = isKept(name, notes.context) ? undefined : PACKAGE_ACTIVATIONS.get(name);
  if (found) {
    const text = packageClassText(
      `the activation of layer "${layer}"`,
      name,
      found.package,
      `keras.activations.${found.equal}`,
    );
    const since = found.needs === undefined ? '' : `; Keras has it from ${found.needs} on`;
    notes.warn(layer, text + since, {
      code: 'package-class',
      ...(found.needs === undefined ? {} : { needs: found.needs }),
    });
    return { value: found.equal };
  }
  const known = ALIASES.get(name) ?? name;
  if (!ACTIVATIONS.has(known)) {
    notes.custom(layer, ownFunctionText(name, layer), 'custom-activation');
    return { value: ownFunction(name) };
  }
  if (kerasHad('activations', name, notes.namer)) return { value: known };
  notes.custom(
    layer,
    `layer "${layer}" uses an activation "${name}", of which the Keras that wrote the file had none: it is TensorFlow's or the user's own. ` +
      `Keras 3 takes its own${PECULIAR.get(known) ?? ''}, unless load_model is given another in custom_objects={"${name}": ...}`,
    'custom-activation-like-keras',
  );
  return { value: ownFunction(name) };
}

/** Settings that say nothing of what a layer computes. */
const IDLE_KEYS: ReadonlySet<string> = new Set(['name', 'trainable', 'dtype', 'batch_input_shape']);

/** Activation layers that are functions of Keras 3 with these settings, which they have where none are given. */
const EQUALS: readonly (readonly [className: string, settings: Readonly<Record<string, Json>>, name: string])[] = [
  ['ReLU', { max_value: null, negative_slope: 0, threshold: 0 }, 'relu'],
  ['ReLU', { max_value: 6, negative_slope: 0, threshold: 0 }, 'relu6'],
  ['ELU', { alpha: 1 }, 'elu'],
  ['Softmax', { axis: -1 }, 'softmax'],
];

/** The function of Keras 3 that computes what a layer of the source does; undefined where there is none. */
export function equalActivation(layer: JsonObject): string | undefined {
  const className = kerasClassOf(layer);
  const config = isObject(layer.config) ? layer.config : {};
  const settings = Object.entries(config).filter(([key, value]) => !IDLE_KEYS.has(key) && value !== undefined);
  const equal = EQUALS.find(
    ([name, wanted]) =>
      name === className &&
      settings.length === Object.keys(wanted).length &&
      settings.every(([key, value]) => Object.hasOwn(wanted, key) && sameNumber(value, wanted[key] ?? null)),
  );
  return equal?.[2];
}

function sameNumber(one: Json, other: Json): boolean {
  return one === other || (asNumber(one) !== undefined && asNumber(one) === asNumber(other));
}

/** A lambda whose code the file holds: the activation that it is, or the code in the form that Keras 3 loads if told to trust it. */
function upgradeLambdaActivation(code: Json, layer: string, notes: LayerNotes): Json {
  const found = namedActivation(code);
  if ('name' in found) return found.name;
  notes.custom(
    layer,
    `layer "${layer}" has a lambda for its activation, as Python bytecode that is not converted, as it ${found.reason}: load_model needs safe_mode=False, ` +
      'which early releases of Keras 3, such as 3.3.3, do not heed for activations, and it runs only in the Python version that saved the model: give the layer a function in custom_objects, or put what it computes behind the layer',
    'lambda-bytecode',
  );
  return { class_name: '__lambda__', config: { value: code } };
}

/** What TensorFlow's function of the name, and Keras 3's, computes where others may differ. */
const PECULIAR: ReadonlyMap<string, string> = new Map([
  ['leaky_relu', ", which is as TensorFlow's with a slope of 0.2 below zero"],
  ['gelu', ", which is exact as TensorFlow's, and no approximation"],
]);

function ownFunctionText(name: string, layer: string): string {
  const what = name === '<lambda>' ? 'a lambda for its activation' : `the activation "${name}"`;
  const why = name === '<lambda>' ? 'which the file does not hold' : "which is not Keras's";
  return `layer "${layer}" uses ${what}, ${why}: load_model needs custom_objects={"${name}": ...}`;
}

/** Whether an activation of the source is known to act on each number alone; a layer in its place is none of its. */
export function isElementwise(activation: Json, writer: KerasVersion): boolean {
  if (activation === null) return true;
  const name = functionName(activation);
  const code = activationCode(activation);
  if (code !== undefined) return 'name' in namedActivation(code);
  if (name === undefined) return isObject(activation) && sourceClassOf(activation).className !== undefined;
  const known = ALIASES.get(name) ?? name;
  return ACTIVATIONS.has(known) && !ALONG_AN_AXIS.has(known) && kerasHad('activations', name, writer);
}
