/** What is added before the first number along an axis and after the last; of a crop, what is cut off. */
export interface Padding {
  readonly before: number;
  readonly after: number;
}

/** How a layer moves along an axis. */
export interface Sliding {
  /** Of the kernel, dilation included, or of the pool. */
  readonly extent: number;
  readonly stride: number;
  /** Of the input; undefined where the file does not tell. */
  readonly size: number | undefined;
}

/**
 * Theano pads `same` by half the kernel on both sides and leaves out what it computes beyond the input's size, so that an
 * even kernel is padded by one less at the end (`_postprocess_conv2d_output`).
 */
export function halfPadding(extent: number): Padding {
  return { before: Math.floor(extent / 2), after: Math.floor((extent - 1) / 2) };
}

/** Whether half the kernel on both sides is what TensorFlow pads: it is centred on an odd kernel, and moves by one. */
export function isHalfAlike({ extent, stride }: Pick<Sliding, 'extent' | 'stride'>): boolean {
  return extent === 1 || (extent % 2 === 1 && stride === 1);
}

/** What TensorFlow pads in all, half of it before; negative where strides pass over the end of the input. */
export function tensorflowTotal({ extent, stride, size }: Sliding): number | undefined {
  if (stride === 1) return extent - 1;
  return size === undefined ? undefined : (Math.ceil(size / stride) - 1) * stride + extent - size;
}

/** Theano's pools are padded by more than half: an odd one by two less than its size, an even one by one less (`pool2d`). */
export function theanoPoolPadding(size: number): Padding {
  const before = size > 2 && size % 2 === 1 ? size - 2 : size - 1;
  return { before, after: size - 1 - before };
}

/**
 * What Theano's transposed `same` convolution cuts off of the whole one: half the kernel at the start, and at the end what is
 * beyond the output's length (`deconv_length`, conv_utils.py). A negative `after` is a length that has to be added.
 */
export function halfCrop(extent: number, stride: number, outputPadding: number | undefined): Padding {
  const before = Math.floor(extent / 2);
  const after = outputPadding === undefined ? extent - before - stride : extent - before - 1 - outputPadding;
  return { before, after };
}
