/** A function of another package that Keras 3 has among its activations. */
export interface PackageActivation {
  readonly package: string;
  /** Keras 3's name. */
  readonly equal: string;
  /** The Keras 3 that has it, if not the first. */
  readonly needs?: string;
}

const ADDONS = 'TensorFlow Addons';

/**
 * By the name that files give: activations/*.py of TensorFlow Addons 0.23 with its defaults, the only settings that an
 * activation can have. Its `gelu` is the approximation, which no name stands for in Keras 3; `lisht`, `rrelu` and `snake` Keras
 * has not; Keras's `sparsemax` gives other numbers (to 3.15.1: they do not sum to 1).
 */
export const PACKAGE_ACTIVATIONS: ReadonlyMap<string, PackageActivation> = new Map<string, PackageActivation>([
  ['Addons>mish', { package: ADDONS, equal: 'mish' }],
  ['Addons>hardshrink', { package: ADDONS, equal: 'hard_shrink', needs: '3.7' }],
  ['Addons>softshrink', { package: ADDONS, equal: 'soft_shrink', needs: '3.7' }],
  ['Addons>tanhshrink', { package: ADDONS, equal: 'tanh_shrink', needs: '3.7' }],
]);
