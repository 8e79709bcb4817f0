/** A dataset of the source as the plan sees it: no bytes, only what identifies them. */
export interface Tensor {
  /** Absolute HDF5 path in the source file. */
  readonly path: string;
  readonly shape: readonly number[];
  readonly dtype: Dtype;
}

/** NumPy's names; what Keras writes as weights, optimizer state and vocabularies. */
export type Dtype =
  | 'float16'
  | 'bfloat16'
  | 'float32'
  | 'float64'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'bool'
  | 'string';
