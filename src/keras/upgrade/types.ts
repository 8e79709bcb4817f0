import type { Expression } from '../../python-bytecode/expression.ts';
import type { Transform } from '../../tensor/transform.ts';
import type { VariableSpec } from '../classes/variables.ts';
import type { ConfigChange, Finding } from '../findings.ts';
import type { ModelGraph } from '../graph/model.ts';
import type { MaskedOutput } from '../masks/mask.ts';
import type { JsonObject } from '../python-json.ts';
import type { KerasVersion } from '../version.ts';

export type { ConfigChange, Finding as Warning } from '../findings.ts';

/** A serialized Keras 3 object: `{module, class_name, config, registered_name}`, and for a layer in a graph `name`, `inbound_nodes`. */
export type KerasObject = JsonObject;

/**
 * Where an upgraded layer came from. Variables are named as Keras 3 names them within the layer that owns them
 * (`kernel`, `recurrent_kernel`, `bias`, `gamma`, …); a wrapper's or RNN's adjustments stand on the origin of the cell or
 * wrapped layer that owns the variable, where that one is a serialized object, else on the RNN layer itself.
 */
export interface LayerOrigin {
  /** The class as the source names it, after aliases of the same class are resolved (`CuDNNLSTM`, `BatchNormalization`, `Convolution2D`). */
  readonly className: string;
  /** The layer's name in the source (names holding `/` are renamed on the way). */
  readonly name: string;
  /** The configuration as the source has it. */
  readonly config: JsonObject;
  /** A class that Keras does not have: its variables are known by the file alone. */
  readonly custom: boolean;
  /** Changes to values, by Keras 3 variable name; each has been said in a warning. */
  readonly adjustments: readonly { readonly variable: string; readonly steps: readonly Transform[] }[];
  /** Config keys whose value is a small weight of the source (an adapted Normalization's `mean`): filled in once the weights are assigned. */
  readonly configFromWeights: readonly { readonly variable: string; readonly key: string }[];
  /** The variables of the source's layer in its order, where those of Keras 3's are made of them ({@link Made}). */
  readonly state?: readonly VariableSpec[];
}

/** A variable of Keras 3 that is made of variables of the source's layer, by their names in its {@link LayerOrigin.state}. */
export interface MadeVariable {
  readonly variable: string;
  readonly sources: readonly string[];
  readonly steps: readonly Transform[];
}

/** How a layer's variables are made: its own, or of one that stands beside it. */
export interface Made {
  /** The layer whose origin has the `state`. */
  readonly of: KerasObject;
  readonly variables: readonly MadeVariable[];
}

export interface UpgradedModel {
  /** The architecture: `{module, class_name: 'Functional' | 'Sequential' | a custom class, config, registered_name}`. */
  readonly model: KerasObject;
  /** By identity of the serialized layer object inside {@link model} (nested models, wrapped layers and cells included). Layers the upgrade inserted have none. */
  readonly origins: ReadonlyMap<KerasObject, LayerOrigin>;
  /** How the variables of layers are made that the source's Keras had not, inserted ones too. */
  readonly made: ReadonlyMap<KerasObject, Made>;
  /** The graph of each model, nested ones too, by the same identity. */
  readonly graphs: ReadonlyMap<KerasObject, ModelGraph>;
  /** The same where the user's own code builds the model in Keras 3: with one operation for each of the source's, and nothing put in. */
  readonly graphsInCode: ReadonlyMap<KerasObject, ModelGraph>;
  /** Layers stand in the order of {@link graphsInCode}. */
  readonly isBuiltAnew?: boolean;
  readonly maskedOutputs: readonly MaskedOutput[];
  readonly changes: readonly ConfigChange[];
  readonly warnings: readonly Finding[];
  /** Not empty: the file must be refused. */
  readonly refusals: readonly Finding[];
}

/** What is known of the file that holds the configuration. */
export interface SourceContext {
  /** `keras_version` of the file; undefined for Keras 1's early files. */
  readonly kerasVersion: string | undefined;
  /** `backend` of the file: 'tensorflow', 'theano', 'cntk', or undefined. */
  readonly backend: string | undefined;
  /** Refuse custom classes and Python Lambdas instead of passing them through with a warning. */
  readonly strict: boolean;
  /** The configuration is from another file, and what that says of its Keras. */
  readonly architecture?: { readonly kerasVersion: string | undefined };
  /** The configuration is Keras 1's, rewritten in Keras 2's dialect. */
  readonly isRewritten?: boolean;
  /** The weights are Keras 0.x's: BatchNormalization's statistics are standard deviations. */
  readonly keepsDeviations?: boolean;
  /** The oldest Keras 3 that is to load the result; undefined: any that it can be written for. */
  readonly minKeras?: KerasVersion;
  /** Classes of other packages that stay as they are, though Keras has an equal. */
  readonly keepCustom?: ReadonlySet<string>;
  /** What the globals of Lambdas stand for, as the user says, and which of them any Lambda used. */
  readonly globals?: { readonly values: ReadonlyMap<string, Expression>; readonly used: Set<string> };
}

export interface UpgradedTraining {
  /** Keras 3's `compile_config` of a `.keras` file; undefined when there is nothing to compile with. */
  readonly compileConfig: JsonObject | undefined;
  /** The same as Keras 3's `training_config` of an H5 file, whose keys differ. */
  readonly trainingConfig: JsonObject | undefined;
  readonly changes: readonly ConfigChange[];
  readonly warnings: readonly Finding[];
  readonly refusals: readonly Finding[];
}
