/**
 * The operations of Keras 3.3.3 (`keras/src/ops/<module>.py`) that stand in a graph like layers, each with the arguments of
 * its constructor; those without take their `name` alone.
 */
const OPERATIONS: Readonly<Record<string, string>> = {
  numpy: `
    Abs Absolute Add All(axis,keepdims) Amax(axis,keepdims) Amin(axis,keepdims) Any(axis,keepdims) Append(axis)
    Arange Arccos Arccosh Arcsin Arcsinh Arctan Arctan2 Arctanh Argmax(axis,keepdims) Argmin(axis,keepdims)
    Argsort(axis) Array Average(axis) Bincount(weights,minlength,sparse) BroadcastTo(shape) Ceil Clip(x_min,x_max)
    Concatenate(axis) Conj Conjugate Copy Correlate(mode) Cos Cosh CountNonzero(axis) Cross(axisa,axisb,axisc,axis)
    Cumprod(axis,dtype) Cumsum(axis,dtype) Diag(k) Diagonal(offset,axis1,axis2) Diff(n,axis) Digitize Divide
    DivideNoNan Dot Einsum(subscripts) Empty Equal Exp ExpandDims(axis) Expm1 Eye(k,dtype) Flip(axis) Floor
    FloorDivide Full FullLike GetItem Greater GreaterEqual Hstack Identity Imag Isclose Isfinite Isinf Isnan Less
    LessEqual Linspace(num,endpoint,retstep,dtype,axis) Log Log10 Log1p Log2 Logaddexp LogicalAnd LogicalNot
    LogicalOr LogicalXor Logspace(num,endpoint,base,dtype,axis) Matmul Max(axis,keepdims,initial) Maximum
    Mean(axis,keepdims) Median(axis,keepdims) Meshgrid(indexing) Min(axis,keepdims,initial) Minimum Mod
    Moveaxis(source,destination) Multiply NanToNum(nan,posinf,neginf) Ndim Negative Nonzero NotEqual Ones OnesLike
    Outer Pad(pad_width,mode) Power Prod(axis,keepdims,dtype) Quantile(axis,method,keepdims) Ravel Real Reciprocal
    Repeat(repeats,axis) Reshape(newshape) Roll(shift,axis) Round(decimals) Select() Sign Sin Sinh Size Slogdet()
    Sort(axis) Split(indices_or_sections,axis) Sqrt Square Squeeze(axis) Stack(axis) Std(axis,keepdims) Subtract
    Sum(axis,keepdims) Swapaxes(axis1,axis2) Take(axis) TakeAlongAxis(axis) Tan Tanh Tensordot(axes) Tile(repeats)
    Trace(offset,axis1,axis2) Transpose(axes) Tri(k,dtype) Tril(k) Triu(k) TrueDivide Var(axis,keepdims) Vdot Vstack
    Where Zeros ZerosLike
  `,
  nn: `
    AveragePool(pool_size,strides,padding,data_format) BatchNorm(axis,epsilon) BinaryCrossentropy(from_logits)
    CTCDecode(strategy,beam_width,top_paths,merge_repeated,mask_index) CTCLoss(mask_index)
    CategoricalCrossentropy(from_logits,axis) Conv(strides,padding,data_format,dilation_rate)
    ConvTranspose(strides,padding,output_padding,data_format,dilation_rate)
    DepthwiseConv(strides,padding,data_format,dilation_rate) Elu(alpha) Gelu(approximate) HardSigmoid HardSilu
    LeakyRelu(negative_slope) LogSigmoid LogSoftmax(axis) MaxPool(pool_size,strides,padding,data_format)
    Moments(axes,keepdims,synchronized) MultiHot(num_classes,axis,dtype,sparse) Normalize(axis,order)
    OneHot(num_classes,axis,dtype,sparse) PSNR(max_val) Relu Relu6 Selu
    SeparableConv(strides,padding,data_format,dilation_rate) Sigmoid Silu Softmax(axis) Softplus Softsign
    SparseCategoricalCrossentropy(from_logits,axis)
  `,
  math: `
    Erf Erfinv ExtractSequences(sequence_length,sequence_stride) FFT(axis) FFT2() IRFFT(fft_length)
    ISTFT(sequence_length,sequence_stride,fft_length,length,window,center) InTopK(k) Logsumexp(axis,keepdims)
    RFFT(fft_length) Rsqrt STFT(sequence_length,sequence_stride,fft_length,window,center)
    SegmentMax(num_segments,sorted) SegmentSum(num_segments,sorted) TopK(k,sorted)
  `,
  core: `
    Cast(dtype) Cond ForiLoop(lower,upper,body_fun) Scatter ScatterUpdate Slice SliceUpdate StopGradient()
    Unstack(num,axis) WhileLoop(cond,body,maximum_iterations)
  `,
  image: `
    AffineTransform(interpolation,fill_mode,fill_value,data_format)
    CropImages(top_cropping,bottom_cropping,left_cropping,right_cropping,target_height,target_width)
    ExtractPatches(size,strides,dilation_rate,padding,data_format) MapCoordinates(order,fill_mode,fill_value)
    PadImages(top_padding,bottom_padding,left_padding,right_padding,target_height,target_width)
    RGBToGrayscale(data_format)
    Resize(size,interpolation,antialias,crop_to_aspect_ratio,pad_to_aspect_ratio,fill_mode,fill_value,data_format)
  `,
  linalg: `
    Cholesky() Det() Eig() Eigh() Inv() LuFactor() Norm(ord,axis,keepdims) Qr(mode) SVD(full_matrices,compute_uv)
    Solve() SolveTriangular(lower)
  `,
};

interface Keras3Operation {
  readonly module: string;
  readonly keys: readonly string[];
}

/** Keras 3's operations by class name. */
export const KERAS_3_OPERATIONS: ReadonlyMap<string, Keras3Operation> = new Map(
  Object.entries(OPERATIONS).flatMap(([module, words]) =>
    words
      .trim()
      .split(/\s+/)
      .map((word): [string, Keras3Operation] => {
        const [className = '', keys] = word.replace(')', '').split('(');
        return [
          className,
          { module: `keras.src.ops.${module}`, keys: keys === undefined ? ['name'] : keys.split(',') },
        ];
      }),
  ),
);
