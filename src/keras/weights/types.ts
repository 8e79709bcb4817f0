import type { Tensor } from '../../tensor/tensor.ts';
import type { Transform } from '../../tensor/transform.ts';
import type { KerasObject, Warning } from '../upgrade/types.ts';

/** What a variable is made from. */
export interface Material {
  readonly sources: readonly Tensor[];
  readonly steps: readonly Transform[];
}

/** A weight of the Keras 3 model together with the source tensors it is made from. */
export interface AssignedVariable {
  /** Keras 3's name within its owner: `kernel`, `moving_mean`. */
  readonly name: string;
  /** For reports: layer names joined by `/`, as the source names them: `encoder/lstm`. */
  readonly layer: string;
  /** As in Keras 3's legacy-H5 `weight_names`, inside the top-level layer's group: `sub/dense/kernel`. */
  readonly h5Name: string;
  /** As in Keras 3's object tree: `layers/functional/layers/dense/vars/0`. */
  readonly objectPath: string;
  readonly sources: readonly Tensor[];
  readonly steps: readonly Transform[];
  /** After `steps`. */
  readonly shape: readonly number[];
  readonly trainable: boolean;
}

/** A whole model with every weight in its place in Keras 3. */
export interface AssignedModel {
  /** Keras 3's `layer_names` order, weightless layers included; weights in Keras 3's `weight_names` order. */
  readonly h5Layers: readonly { readonly name: string; readonly weights: readonly AssignedVariable[] }[];
  readonly topLevelWeights: readonly AssignedVariable[];
  /** Every group of Keras 3's object tree, parents first (`vars` groups of weightless layers included). */
  readonly objectGroups: readonly string[];
  readonly objectVariables: readonly AssignedVariable[];
  /** The model's trainable variables in the order the Keras that wrote the source kept them: optimizer slots follow it. */
  readonly sourceTrainables: readonly AssignedVariable[];
  /** … and in Keras 3's order. */
  readonly targetTrainables: readonly AssignedVariable[];
  /** Source tensors whose values end in the configuration, where plan/config-weights.ts writes them. */
  readonly configWeights: readonly ConfigWeight[];
  /** Source tensors that Keras 3 has no place for; each has been said in a warning. */
  readonly dropped: readonly Tensor[];
  readonly untold: Untold;
  readonly warnings: readonly Warning[];
}

/** Custom layers of which the source does not tell what a format needs, by their paths: how the layers that they hold are kept. */
export interface Untold {
  /** Where each weight lies in an object tree, which `keras` and `weights` are. */
  readonly places: readonly string[];
  /** In which order the weights are listed, by which `h5` is read. */
  readonly order: readonly string[];
}

/** A small weight that becomes an entry of a layer's configuration (`LayerOrigin.configFromWeights`). */
export interface ConfigWeight {
  /** The serialized layer, by identity: an object inside `UpgradedModel.model`. */
  readonly object: KerasObject;
  readonly layer: string;
  /** The key to fill in the layer's `config`. */
  readonly key: string;
  /** The source's name of the weight. */
  readonly variable: string;
  readonly source: Tensor;
}

/** A layer group of a legacy-H5 source. */
export interface SourceLayer {
  readonly name: string;
  /** In `weight_names` order. */
  readonly weights: readonly { readonly name: string; readonly tensor: Tensor }[];
}
