import type { Operation } from '../graph/graph.ts';
import { type JsonObject, pythonFloat } from '../python-json.ts';
import type { Arguments } from './arguments.ts';
import { layer, nn, numpy } from './compose.ts';
import { alike, type OperationRow } from './rows.ts';
import { Unsupported } from './unsupported.ts';

const FEATURES = 'features|x|logits|input';

const PLAIN = {
  Relu: 'nn.relu relu',
  Relu6: 'nn.relu6 relu6',
  Selu: 'nn.selu selu',
  Sigmoid: 'math.sigmoid sigmoid nn.sigmoid',
  Softplus: 'math.softplus nn.softplus softplus',
  Softsign: 'nn.softsign math.softsign softsign',
};

/**
 * As a layer, if the type of the tensor is known: the operation's automatic name in Keras 3.3.3 would be that of a
 * common layer.
 */
function layerOr(operation: Operation, className: string, config: JsonObject, given: Arguments): Operation {
  const dtype = given.layerDtype(given.raw('features'));
  return dtype === undefined ? operation : layer(className, given.operand('features'), config, dtype);
}

/** TensorFlow's default axis is the last. */
function softmax(given: Arguments): Operation {
  const config = { axis: given.integer('axis', -1) };
  return layerOr(nn('Softmax', [given.operand('features')], config), 'Softmax', config, given);
}

function silu(given: Arguments): Operation {
  const beta = given.number('beta', 1);
  const x = given.operand('features');
  if (beta === 1) return nn('Silu', [x]);
  return numpy('Multiply', [x, nn('Sigmoid', [numpy('Multiply', [x, pythonFloat(beta)])])]);
}

/** `nn.dropout` draws at random whenever the model runs, not in training only. */
function dropout(given: Arguments): Operation {
  if (given.number('rate', 0) !== 0 || given.number('keep_prob', 1) !== 1) {
    throw new Unsupported('drops at random in prediction too, which Keras 3 does only in layers of your own');
  }
  return numpy('Copy', [given.operand('x')]);
}

export const ACTIVATIONS: readonly OperationRow[] = [
  ...alike(PLAIN, (className) => ({
    parameters: FEATURES,
    build: (given) => nn(className, [given.operand('features')]),
  })),
  {
    names: 'nn.elu elu',
    parameters: FEATURES,
    build: (given) => {
      const config = { alpha: pythonFloat(1) };
      return layerOr(nn('Elu', [given.operand('features')], config), 'ELU', config, given);
    },
  },
  {
    names: 'nn.leaky_relu leaky_relu',
    parameters: `${FEATURES} alpha`,
    build: (given) =>
      nn('LeakyRelu', [given.operand('features')], { negative_slope: pythonFloat(given.number('alpha', 0.2)) }),
  },
  {
    names: 'nn.gelu gelu',
    parameters: `${FEATURES} approximate`,
    build: (given) => nn('Gelu', [given.operand('features')], { approximate: given.flag('approximate') }),
  },
  { names: 'nn.silu nn.swish', parameters: `${FEATURES} beta`, build: silu },
  { names: 'nn.softmax math.softmax softmax', parameters: `${FEATURES} axis|dim`, build: softmax },
  {
    names: 'nn.log_softmax math.log_softmax log_softmax',
    parameters: `${FEATURES} axis|dim`,
    build: (given) => nn('LogSoftmax', [given.operand('features')], { axis: given.integer('axis', -1) }),
  },
  {
    names: 'nn.crelu',
    parameters: `${FEATURES} axis`,
    build: (given) => {
      const x = given.operand('features');
      const halves = [nn('Relu', [x]), nn('Relu', [numpy('Negative', [x])])];
      return numpy('Concatenate', [halves], { axis: given.integer('axis', -1) });
    },
  },
  { names: 'nn.dropout', parameters: 'x rate|keep_prob noise_shape seed', build: dropout },
];
