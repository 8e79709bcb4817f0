import { describe, expect, it } from 'vitest';
import { libraryFunction } from '../../../src/keras/lambda/library.ts';
import { readCode } from '../../../src/python-bytecode/code-object.ts';
import { constant } from '../../../src/python-bytecode/expression.ts';
import { formatExpression } from '../../../src/python-bytecode/format.ts';
import { bytesOf, dumpsOf } from '../../python-bytecode/sources.ts';

const [dumped] = dumpsOf('3.8');
if (!dumped) throw new Error('there is no such source');
const code = readCode(bytesOf(dumped));
const SITE = '/usr/lib/python3.8/site-packages';

/** TensorFlow 2.2 to 2.4 keep a function's name in the closure of what they wrap it in. */
function wrapped(name: string, module: string): string {
  const wrapper = { ...code, name: 'wrapper', fileName: `${SITE}/tensorflow/python/util/dispatch.py` };
  const found = libraryFunction(wrapper, [constant(name), constant(name)], module);
  return found ? formatExpression(found({ kind: 'argument', text: 'x' }, [])) : 'none';
}

describe('a function of a library as it is', () => {
  it.each([
    ['sqrt', 'tensorflow.python.keras.backend', 'keras.backend.sqrt(x)'],
    ['argmax', 'tensorflow.python.keras.backend', 'keras.backend.argmax(x)'],
    ['selu', 'tensorflow.python.keras.activations', 'keras.activations.selu(x)'],
    ['sqrt', 'tensorflow.python.ops.math_ops', 'tensorflow.sqrt(x)'],
    ['argmax_v2', 'tensorflow.python.ops.math_ops', 'tensorflow.argmax(x)'],
    ['softmax_v2', 'tensorflow.python.ops.nn_ops', 'tensorflow.nn.softmax(x)'],
  ])('%s of %s is %s', (name, module, expected) => {
    expect(wrapped(name, module)).toBe(expected);
  });

  it('is said by its module where its name is not stored', () => {
    const wrapper = { ...code, name: 'error_handler', fileName: `${SITE}/tensorflow/python/util/traceback_utils.py` };
    expect(() => libraryFunction(wrapper, [constant('op_dispatch_handler')], 'keras.src.backend')).toThrow(
      'calls a function of keras.backend as it is, whose name TensorFlow 2.5 to 2.15 does not store',
    );
  });
});
