/**
 * What every Python that runs a real Keras here is started with, whatever the shell has set: its libraries choose their
 * kernels by the processor, which changes the last digits of a result and which operations there are at all.
 */
export const SWITCHES: Readonly<Record<string, string>> = {
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONUTF8: '1',
  CUDA_VISIBLE_DEVICES: '',
  TF_CPP_MIN_LOG_LEVEL: '3',
  // TensorFlow takes oneDNN's kernels by itself where the processor has AVX512_VNNI, AVX512_BF16 or AMX (`IsOneDnnEnabled`
  // in tsl/util/onednn_util_flags.cc). They compute convolutions of channels first and dilated transposed ones; Eigen's raise.
  TF_ENABLE_ONEDNN_OPTS: '0',
  // Eigen's matrix products call oneDNN's all the same, under its earlier name in TensorFlow 2.0 to 2.3.
  ONEDNN_MAX_CPU_ISA: 'AVX2',
  DNNL_MAX_CPU_ISA: 'AVX2',
  // PyTorch chooses among its kernels and among MKL's.
  ATEN_CPU_CAPABILITY: 'avx2',
  MKL_CBWR: 'AVX2',
  // Sums are split by the number of threads.
  TF_NUM_INTRAOP_THREADS: '1',
  TF_NUM_INTEROP_THREADS: '1',
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
};

/** JAX compiles for the processor. TensorFlow's XLA reads the same variable, and ends a process whose flag it does not know. */
export const JAX_SWITCHES: Readonly<Record<string, string>> = { XLA_FLAGS: '--xla_cpu_max_isa=AVX2' };

/** The environment of such a process: this one's, then the switches, then what the caller needs. */
export function pythonVariables(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...SWITCHES, ...more };
}
