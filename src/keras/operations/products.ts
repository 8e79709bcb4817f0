import { type Operation, type OperationArgument, TensorRef } from '../graph/graph.ts';
import { PRODUCT_SUBSCRIPTS } from '../graph/products.ts';
import type { Arguments } from './arguments.ts';
import { array, linalg, numpy } from './compose.ts';
import { alike, type OperationRow } from './rows.ts';
import { Unsupported } from './unsupported.ts';

function matmul(given: Arguments): Operation {
  for (const name of ['a_is_sparse', 'b_is_sparse']) given.only(name, false);
  // The type of the operands says nothing new.
  const type = given.dtypeArgument('output_type');
  if (type !== undefined && type !== (given.dtype(given.raw('a')) ?? given.dtype(given.raw('b'))))
    given.only('output_type');
  // The adjoint of real numbers is their transpose; Keras 3 has no complex tensors.
  const isTurned = (name: string) => given.flag(`transpose_${name}`) || given.flag(`adjoint_${name}`);
  const [a, b] = [given.operand('a', given.raw('b')), given.operand('b', given.raw('a'))];
  const product = PRODUCT_SUBSCRIPTS.get(`${isTurned('a')} ${isTurned('b')}`);
  // One operation, as in the source: a transposition of its own would put what it turns farther from the outputs, and with
  // it the layers before, by whose order Keras 3 loads weights.
  if (product !== undefined && [a, b].every((operand) => isOfFloats(operand, given)))
    return numpy('Einsum', [a, b], { subscripts: product.subscripts });
  return numpy('Matmul', [isTurned('a') ? transpose(a) : a, isTurned('b') ? transpose(b) : b]);
}

function isOfFloats(operand: OperationArgument, given: Arguments): boolean {
  return operand instanceof TensorRef && given.dtype(operand)?.includes('float') === true;
}

function transpose(matrix: OperationArgument): Operation {
  return numpy('Swapaxes', [matrix], { axis1: -2, axis2: -1 });
}

function einsum(given: Arguments): Operation {
  return numpy('Einsum', given.operands('inputs'), { subscripts: given.text('equation', '') });
}

function tensordot(given: Arguments): Operation {
  const axes = given.raw('axes');
  const pairs = Array.isArray(axes)
    ? axes.map((side) => (Array.isArray(side) ? side.map(Number) : [Number(side)]))
    : given.integer('axes', 2);
  return numpy('Tensordot', [given.operand('a', given.raw('b')), given.operand('b', given.raw('a'))], { axes: pairs });
}

/** Keeps `lower` diagonals below and `upper` above the main one; negative numbers keep all. */
function bandPart(given: Arguments): Operation {
  const lower = given.integer('num_lower', -1);
  const upper = given.integer('num_upper', -1);
  const x = given.operand('input');
  const lowered = upper < 0 ? x : numpy('Tril', [x], { k: upper });
  return lower < 0
    ? lowered === x
      ? numpy('Copy', [x])
      : (lowered as Operation)
    : numpy('Triu', [lowered], { k: 0 - lower });
}

/** A matrix with the vector on its diagonal and zeros elsewhere, whatever the vector holds. */
function diagonalMatrix(given: Arguments): Operation {
  for (const name of ['k', 'num_rows', 'num_cols', 'padding_value']) given.only(name, 0, -1);
  const size = given.shape(given.raw('diagonal'))?.at(-1);
  if (size === undefined || size === null) throw new Unsupported('is called on vectors of unknown length');
  const mask = Array.from({ length: size }, (_, row) => Array.from({ length: size }, (_, column) => row === column));
  const rows = numpy('ExpandDims', [given.operand('diagonal')], { axis: -1 });
  return numpy('Where', [array(mask, 'bool'), rows, numpy('ZerosLike', [rows])]);
}

export const PRODUCTS: readonly OperationRow[] = [
  {
    names: 'linalg.matmul matmul batch_mat_mul mat_mul',
    parameters:
      'a|x b|y transpose_a transpose_b adjoint_a|adj_x adjoint_b|adj_y a_is_sparse b_is_sparse output_type grad_a grad_b',
    build: matmul,
  },
  { names: 'raw_ops.einsum', parameters: 'inputs equation', build: einsum },
  { names: 'tensordot linalg.tensordot', parameters: 'a b axes', build: tensordot },
  {
    names: 'linalg.matrix_transpose matrix_transpose linalg.transpose',
    parameters: 'a|matrix conjugate',
    build: (given) => transpose(given.operand('a')),
  },
  { names: 'linalg.band_part matrix_band_part', parameters: 'input num_lower num_upper', build: bandPart },
  {
    names: 'linalg.diag matrix_diag',
    parameters: 'diagonal k num_rows num_cols padding_value align',
    build: diagonalMatrix,
  },
  {
    names: 'linalg.diag_part matrix_diag_part linalg.tensor_diag_part',
    parameters: 'input|tensor k padding_value align',
    build: (given) => {
      given.only('k', 0);
      return numpy('Diagonal', [given.operand('input')], { offset: 0, axis1: -2, axis2: -1 });
    },
  },
  {
    names: 'linalg.trace trace',
    parameters: 'x',
    build: (given) => {
      // Trace of 3.3.3 fails inside tf.function.
      const diagonal = numpy('Diagonal', [given.operand('x')], { offset: 0, axis1: -2, axis2: -1 });
      return numpy('Sum', [diagonal], { axis: -1, keepdims: false });
    },
  },
  {
    names: 'linalg.cross cross',
    parameters: 'a b',
    build: (given) =>
      numpy('Cross', [given.operand('a'), given.operand('b')], { axisa: -1, axisb: -1, axisc: -1, axis: null }),
  },
  ...alike({ Inv: 'linalg.inv matrix_inverse', Cholesky: 'linalg.cholesky cholesky' }, (className) => ({
    parameters: 'input adjoint',
    build: (given) => {
      given.only('adjoint', false);
      return linalg(className, [given.operand('input')], {});
    },
  })),
];
