/**
 * What may happen to weight values on their way from source to target, as data. Most tensors are copied bit for bit; the
 * others are listed in the report, each with its reason.
 */
export type Transform =
  /** float16 or bfloat16 to float32, which has their every value. */
  | { readonly kind: 'widen' }
  /** Several source tensors joined along an axis, in the order given (Keras 1 kept an LSTM's gates apart). */
  | { readonly kind: 'concatenate'; readonly axis: number }
  /** Two tensors of one shape, number by number (a pruned kernel and its mask). */
  | { readonly kind: 'multiply' }
  /** A tensor and few numbers: each becomes the nearest of these, the first of two that are as near. Of two axes, they are those of each index of the tensor's last axis. */
  | { readonly kind: 'nearest' }
  /** Numbers and a tensor of places among them, from 0. */
  | { readonly kind: 'gather' }
  /** The last axis is `factors.length` equal blocks, each multiplied by its factor (one factor: the whole tensor). */
  | { readonly kind: 'scale-blocks'; readonly factors: readonly number[] }
  /** The last axis is `order.length` equal blocks; block i of the result is block `order[i]` of the source. */
  | { readonly kind: 'permute-blocks'; readonly order: readonly number[] }
  /** The last axis is `blocks` equal square or rectangular blocks, each of whose matrices is transposed after a C-order reshape (CuDNN v1 kernels). */
  | { readonly kind: 'transpose-blocks'; readonly blocks: number }
  /** A vector of two halves becomes their sum (CuDNN keeps an input and a recurrent bias). */
  | { readonly kind: 'sum-halves' }
  | { readonly kind: 'reshape'; readonly shape: readonly number[] }
  | { readonly kind: 'transpose'; readonly permutation: readonly number[] }
  /** Reverses the axes named (Theano convolves with flipped kernels). */
  | { readonly kind: 'flip'; readonly axes: readonly number[] }
  /** Element `start` to `end` along an axis. */
  | { readonly kind: 'slice'; readonly axis: number; readonly start: number; readonly end: number }
  /** Standard deviations s become variances: (s + added)² − epsilon, of which a layer that adds epsilon takes the root (Keras before 1.0.6). */
  | { readonly kind: 'square-deviations'; readonly added: number; readonly epsilon: number }
  /** Every element becomes this number. */
  | { readonly kind: 'fill'; readonly value: number }
  /** Ones where the index along the axes but the last, in C order, is that along the last, else zeros: the values given do not matter. */
  | { readonly kind: 'identity'; readonly shape: readonly number[] }
  /** Two tensors become one: the first, multiplied by the reciprocal of the second, a single number, in float32. */
  | { readonly kind: 'divide' }
  /** The kernel of a locally connected layer, of Keras 2's second or third implementation, as that of the first: (positions, window × channels, filters). */
  | ({ readonly kind: 'gather-windows' } & Windows)
  | { readonly kind: 'cast'; readonly dtype: 'float32' | 'float64' | 'int32' | 'int64' };

/** The windows of a locally connected layer. */
export interface Windows {
  /** 2: a kernel of all inputs and all outputs; 3: the values of the windows alone, sorted by output, then input. */
  readonly implementation: 2 | 3;
  /** Sizes of the input along its spatial axes; of the window; steps of the window; positions of the output. */
  readonly input: readonly number[];
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly output: readonly number[];
  /** Zeros before the input along each axis. */
  readonly padding: readonly number[];
  readonly channels: number;
  readonly filters: number;
  readonly channelsFirst: boolean;
}
