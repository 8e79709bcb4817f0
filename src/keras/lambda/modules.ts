import { constant, type Expression } from '../../python-bytecode/expression.ts';

/** What people import the modules as that Lambda layers use, in Keras's own code and their own. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ...['K', 'KB', 'KK', 'BK', '_K', 'be', 'kb', 'backend', 'keras_backend'].map((name): [string, string] => [
    name,
    'keras.backend',
  ]),
  ['keras', 'keras'],
  ['tf', 'tensorflow'],
  ['tensorflow', 'tensorflow'],
  ['np', 'numpy'],
  ['numpy', 'numpy'],
  ['math', 'math'],
  ['T', 'theano.tensor'],
  ['theano', 'theano'],
]);

const ROOTS = /^(keras|tensorflow|numpy|math|theano)(\.\w+)*$/;

/** One name for each module, wherever its releases keep it. */
const MOVED: readonly (readonly [RegExp, string])[] = [
  [/^tensorflow\.(?:contrib|python|compat\.v[12]|_api\.v[12])\.keras\b/, 'keras'],
  [/^tensorflow\.keras\b/, 'keras'],
  [/^(?:tf_keras|keras\.api\._v[12]\.keras|keras\.src)\b/, 'keras'],
  [/^keras\.backend\.(?:tensorflow_backend|theano_backend|cntk_backend|load_backend)\b/, 'keras.backend'],
  [/^keras\.backend\.(?:common|backend)\b/, 'keras.backend'],
  [/^keras\.backend\.tf\b/, 'tensorflow'],
  [/^keras\.backend\.np\b/, 'numpy'],
  [/^keras\.backend\.T\b/, 'theano.tensor'],
  [/^keras\.activations\.K\b/, 'keras.backend'],
  [/^tensorflow\.compat\.v2\b/, 'tensorflow'],
  [/^tensorflow\.python\.ops\.(?:math_ops|array_ops|clip_ops)\b/, 'tensorflow'],
  [/^tensorflow\.python\.ops\.(?:nn_ops|nn_impl|nn)\b/, 'tensorflow.nn'],
];

/** A dotted name by the module it is known by. */
export function knownPath(path: string): string {
  let found = path;
  for (const [pattern, name] of MOVED) found = found.replace(pattern, name);
  return found;
}

/** The module or constant that a global of a function stands for, by the name it goes by. */
export function knownGlobal(name: string): Expression | undefined {
  // Names in Python 2.
  if (name === 'True' || name === 'False') return constant(name === 'True');
  if (name === 'None') return constant(null);
  const path = ALIASES.get(name);
  return path === undefined ? undefined : { kind: 'name', path };
}

/** The module that `import name` gives. */
export function knownModule(name: string): Expression | undefined {
  return ROOTS.test(name) ? { kind: 'name', path: knownPath(name) } : undefined;
}
