import type { CodeObject } from '../../python-bytecode/code-object.ts';
import { constant, type Expression } from '../../python-bytecode/expression.ts';
import { ELLIPSIS } from '../../python-bytecode/marshal.ts';
import type { Json } from '../python-json.ts';
import { NotConvertible } from './values.ts';

/** A function of a library given to a Lambda as it is: what it makes of the inputs. */
type Library = (inputs: Expression, keywords: readonly (readonly [string, Expression])[]) => Expression;

const called =
  (path: string): Library =>
  (inputs, keywords) => ({ kind: 'call', function: { kind: 'name', path }, args: [inputs], keywords });

/** Files of libraries, and the module that the functions in them are known by. */
const FILES: readonly (readonly [RegExp, string])[] = [
  [/\bkeras\/(?:src\/)?backend(?:\/(?:tensorflow|theano|cntk)_backend)?\.py$/, 'keras.backend'],
  [/\bkeras\/(?:src\/)?activations\.py$/, 'keras.activations'],
  [/\btensorflow(?:_core)?\/python\/ops\/(?:math|array|clip|gen_math|gen_array)_ops\.py$/, 'tensorflow'],
  [/\btensorflow(?:_core)?\/python\/ops\/(?:nn_ops|nn_impl|gen_nn_ops)\.py$/, 'tensorflow.nn'],
];

/** TensorFlow's own wrapper of its functions to 2.4, whose closure holds the name of the function. */
const WRAPPER = /\btensorflow(?:_core)?\/python\/util\/dispatch\.py$/;
/** TensorFlow's wrappers of functions with an argument that was renamed, which hold its name among others. */
const RENAMING = /\btensorflow(?:_core)?\/python\/util\/deprecation\.py$/;
/** That of 2.5 to 2.15, whose closure does not. */
const NAMELESS = /\btensorflow\/python\/util\/traceback_utils\.py$/;
const APPLICATION = /\bkeras(?:\/src|_applications)?\/(?:applications\/)?(\w+)\.py$/;

/** `keras.applications`: how each model's images are prepared (`preprocess_input` of imagenet_utils.py). */
const MODES: ReadonlyMap<string, 'tf' | 'torch' | 'caffe' | 'none'> = new Map([
  ...['inception_v3', 'inception_resnet_v2', 'mobilenet', 'mobilenet_v2', 'nasnet', 'xception', 'resnet_v2'].map(
    (name) => [name, 'tf'] as const,
  ),
  ...['vgg16', 'vgg19', 'resnet', 'resnet50'].map((name) => [name, 'caffe'] as const),
  ['densenet', 'torch'],
  ...['efficientnet', 'efficientnet_v2', 'mobilenet_v3', 'convnext', 'regnet', 'resnet_rs'].map(
    (name) => [name, 'none'] as const,
  ),
]);

/** Names of functions of the library that are exported by others. */
const EXPORTED: ReadonlyMap<string, string> = new Map([
  ['softmax_v2', 'nn.softmax'],
  ['l2_normalize_v2', 'math.l2_normalize'],
  ['log_softmax_v2', 'nn.log_softmax'],
  ['leaky_relu', 'nn.leaky_relu'],
  ['relu', 'nn.relu'],
  ['relu6', 'nn.relu6'],
  ['elu', 'nn.elu'],
  ['selu', 'nn.selu'],
  ['softplus', 'nn.softplus'],
  ['softsign', 'nn.softsign'],
  ['swish', 'nn.silu'],
  ['abs', 'math.abs'],
  ['tanh', 'math.tanh'],
  ['sigmoid', 'math.sigmoid'],
]);

/**
 * The library's function that a code object is, if it is one: told by the file it comes from, and where TensorFlow wraps
 * its functions by the name in the wrapper's closure and by the module that the layer names.
 *
 * @param written `module` of the layer's configuration
 * @throws NotConvertible for a function of TensorFlow whose name the file does not hold
 */
export function libraryFunction(
  code: CodeObject,
  closure: readonly Expression[],
  written: Json | undefined,
): Library | undefined {
  const file = code.fileName.replaceAll('\\', '/');
  if (NAMELESS.test(file)) {
    throw new NotConvertible(
      `calls a function of ${moduleName(written)} as it is, whose name TensorFlow 2.5 to 2.15 does not store: write lambda x: function(x) and save the model again`,
    );
  }
  if (WRAPPER.test(file)) return wrapped(closure, written);
  if (RENAMING.test(file)) {
    throw new NotConvertible(
      'calls a function of TensorFlow as it is, which the file holds in a wrapper: write lambda x: function(x) and save the model again',
    );
  }
  const application = APPLICATION.exec(file)?.[1];
  if (application !== undefined && code.name === 'preprocess_input') return preprocessing(application);
  const module = FILES.find(([pattern]) => pattern.test(file))?.[1];
  if (module === undefined || !/^\w+$/.test(code.name)) return undefined;
  if (module.startsWith('tensorflow')) return called(exported(code.name));
  return called(`${module}.${code.name}`);
}

function wrapped([name]: readonly Expression[], written: Json | undefined): Library {
  if (name?.kind !== 'constant' || typeof name.value !== 'string' || !/^\w+$/.test(name.value)) {
    throw new NotConvertible('calls a function of TensorFlow as it is, whose name the file does not hold');
  }
  const module = moduleName(written);
  // Keras's own are wrapped as TensorFlow's are, some of which have their names: K.sqrt takes negative numbers for 0.
  if (module !== 'TensorFlow') return called(`${module}.${name.value}`);
  return called(exported(name.value));
}

/** What TensorFlow exports a function as; those that its versions call otherwise end in theirs. */
function exported(name: string): string {
  return `tensorflow.${EXPORTED.get(name) ?? name.replace(/_v[12]$/, '')}`;
}

/** The module of a function as Keras writes it beside the code, by the name it is imported by. */
function moduleName(written: Json | undefined): 'keras.backend' | 'keras.activations' | 'TensorFlow' {
  const own = typeof written === 'string' ? /\bkeras\.(?:src\.)?(backend|activations)$/.exec(written)?.[1] : undefined;
  return own === 'backend' || own === 'activations' ? `keras.${own}` : 'TensorFlow';
}

/** Images channels last, which is the default of Keras's settings. */
function preprocessing(application: string): Library | undefined {
  const mode = MODES.get(application);
  if (mode === undefined) return undefined;
  return (inputs, keywords) => {
    if (keywords.length > 0) throw new NotConvertible('prepares images in another way than by default');
    if (mode === 'none') return inputs;
    const operator = (name: string, left: Expression, right: Expression): Expression => ({
      kind: 'operator',
      operator: name,
      operands: [left, right],
    });
    const list = (values: number[]): Expression => ({ kind: 'list', items: values.map(constant) });
    if (mode === 'tf') return operator('-', operator('/', inputs, constant(127.5)), constant(1));
    if (mode === 'torch') {
      const centred = operator('-', operator('/', inputs, constant(255)), list([0.485, 0.456, 0.406]));
      return operator('/', centred, list([0.229, 0.224, 0.225]));
    }
    // Red and blue change places.
    const none = constant(null);
    const key: Expression = {
      kind: 'tuple',
      items: [constant(ELLIPSIS), { kind: 'slice', start: none, stop: none, step: constant(-1n) }],
    };
    return operator('-', { kind: 'item', of: inputs, key }, list([103.939, 116.779, 123.68]));
  };
}
