import type { Format } from '../../src/plan/plan.ts';
import type { Check } from './judge.ts';
import type { Reader } from './suite.ts';

/** Where a suite's answer is another than PASS. Everything that no row names must pass; a row's answer must be as it says. */
export interface Exception {
  readonly suites: readonly string[];
  readonly models: readonly string[];
  /** All, if absent. */
  readonly writers?: readonly string[];
  readonly readers?: readonly Reader[];
  readonly checks?: readonly Check[];
  readonly formats?: readonly Format[];
  /** What the answer must match: a refusal's reason or the judge's verdict. */
  readonly outcome: RegExp | 'not asked';
  /** What a warning in the report must say where the file loads and computes something else. */
  readonly warns?: RegExp;
  /** For the table in docs/compatibility.md. */
  readonly why: string;
}

const WEIGHTS = ['weights-only', 'weights-with-architecture', 'object-trees'];
const MODELS = ['whole-models', 'archives'];
const LAYERS = ['layers', 'layer-archives'];

/** Where Keras 3 cannot build the architecture that load_weights needs, whatever the file. */
const NO_ARCHITECTURE: readonly Exception[] = [
  {
    suites: [...WEIGHTS, ...MODELS],
    models: ['slash_names'],
    checks: ['load_weights'],
    outcome: /^NO ARCHITECTURE/,
    why: 'Keras 3 builds no layer with "/" in its name, so there is no such architecture to load weights into',
  },
  {
    suites: [...WEIGHTS, ...MODELS],
    models: ['tf_ops'],
    checks: ['load_weights'],
    outcome: /^NO ARCHITECTURE/,
    why: 'Keras 3 builds no model with functions of TensorFlow on its tensors, so there is no such architecture to load weights into',
  },
  {
    suites: [...WEIGHTS, ...MODELS],
    models: ['time_distributed_submodel'],
    readers: ['3.3.3'],
    checks: ['load_weights'],
    outcome: /^NO ARCHITECTURE/,
    why: 'Keras 3.3.3 cannot build a model inside TimeDistributed',
  },
  {
    suites: ['weights-with-architecture'],
    models: ['slash_names', 'tf_ops'],
    checks: ['tree'],
    outcome: /^NO ARCHITECTURE/,
    why: 'Keras 3 builds no such architecture to load weights into',
  },
];

const WEIGHTS_ALONE: readonly Exception[] = [
  {
    suites: ['weights-with-architecture'],
    models: ['rnn_defaults'],
    writers: ['2.2.4'],
    checks: ['tree'],
    outcome: /^FAIL ValueError: Shape mismatch/,
    why: "that Keras's recurrent layers had other defaults, so the architecture built in Keras 3 is another",
  },
  {
    suites: ['weights-only'],
    models: ['hard_sigmoid_gates', 'conv_lstm'],
    checks: ['load_weights'],
    outcome: /^FAIL Mismatch/,
    warns: /hard_sigmoid/,
    why: 'Keras 3 computes hard_sigmoid otherwise, and the weights can be compensated only where the architecture is known',
  },
  {
    suites: [...WEIGHTS, ...MODELS],
    models: ['rnn_defaults'],
    writers: ['2.2.4'],
    checks: ['load_weights'],
    outcome: /^FAIL/,
    why: "that Keras's recurrent layers had other defaults, so the architecture built in Keras 3 is another",
  },
  {
    suites: ['weights-only'],
    models: ['preprocessing'],
    readers: ['3.3.3'],
    checks: ['load_weights'],
    outcome: /^FAIL Mismatch/,
    warns: /Normalization/,
    why: 'Keras 3.3.3 ignores an adapted Normalization in H5 files that hold weights alone',
  },
  {
    suites: ['weights-with-architecture'],
    models: ['preprocessing'],
    readers: ['3.3.3'],
    checks: ['load_weights'],
    formats: ['h5'],
    outcome: /^FAIL Mismatch/,
    warns: /Normalization/,
    why: 'Keras 3.3.3 ignores an adapted Normalization in H5 files that hold weights alone; in .weights.h5 it reads it',
  },
  {
    suites: [...MODELS, 'weights-with-architecture', 'object-trees'],
    models: ['hard_sigmoid_gates'],
    checks: ['load_weights'],
    outcome: /^FAIL Mismatch/,
    warns: /Rescaling/,
    why: 'the converted model has a Rescaling before its bare hard_sigmoid Activation, which the architecture built afresh lacks',
  },
];

/** Weights alone go into a model that is built anew, which is not always what the H5 file of the whole model holds. */
const BUILT_ANEW: readonly Exception[] = [
  {
    suites: ['whole-models', 'keras-1'],
    models: ['teachable_machine', 'sequential_of_models'],
    checks: ['tree'],
    outcome: /^FAIL Mismatch: entries differ: ours \('layers\/sequential',\)/,
    why: "the tree is that of the source's own Sequential, which in files of whole models has to be a Functional",
  },
  {
    suites: ['layers'],
    models: [
      'masked_indices_from_Sequential_Rescaling',
      'masked_indices_into_Sequential_Rescaling',
      'masked_indices_in_Sequential_Rescaling',
      'masked_words_Sequential',
    ],
    checks: ['tree'],
    outcome: /^FAIL Mismatch: entries differ: ours \('layers\/(?:input_layer|lstm|time_distributed)',\)/,
    why: "the tree is that of the source's own Sequential, which in files of whole models has to be a Functional",
  },
  {
    suites: ['whole-models', 'layers', 'keras-1'],
    models: ['hard_sigmoid_gates', 'Activation_hard_sigmoid', 'dense_functional'],
    checks: ['tree'],
    outcome: /^FAIL Mismatch: entries differ: .* Keras's \('layers\/rescaling',\)/,
    why: "the tree is that of the source's own layers; files of whole models have a Rescaling before a bare hard_sigmoid",
  },
  {
    suites: ['layers', 'keras-1'],
    models: ['Bidirectional_unequal_Sequential', 'highway', 'batch_norm_mode1'],
    checks: ['tree'],
    outcome: /^FAIL Mismatch: entries differ: .* Keras's \('layers\/input_layer',\)/,
    why: "the tree is that of the source's own Sequential, which in files of whole models is a Functional",
  },
  {
    suites: ['layers'],
    models: ['LSTM_activation_layer'],
    checks: ['tree'],
    outcome: /^FAIL Mismatch: entries differ: .* Keras's \('layers\/lstm\/activation',\)/,
    why: 'an activation that is a layer has a group of its own in Keras 3, which holds nothing',
  },
  {
    suites: ['layers'],
    models: ['order_of_branches_training_False'],
    checks: ['tree'],
    outcome: /^FAIL Mismatch/,
    warns: /weights alone are in the order that the source's operations give/,
    why: 'weights alone are for the model that its own code builds, which has other operations than the written one: Keras 3.15.1 predicts the same there',
  },
];

const NUMBERS_IN_THE_CONFIGURATION =
  'the H5 file carries the adapted numbers in its configuration, so that Keras makes no variables of them';

const PREPROCESSING: readonly Exception[] = [
  {
    suites: MODELS,
    models: ['preprocessing'],
    checks: ['resume'],
    outcome: /^FAIL Mismatch: 9 numbers of the recorded weights are not there/,
    why: `what was trained is as recorded; ${NUMBERS_IN_THE_CONFIGURATION}`,
  },
  {
    suites: MODELS,
    models: ['preprocessing'],
    checks: ['tree'],
    outcome: /^FAIL Mismatch: entries differ/,
    why: NUMBERS_IN_THE_CONFIGURATION,
  },
  {
    suites: ['layers'],
    models: [
      'Normalization_adapt',
      'Normalization_axis_none_adapt',
      'Normalization_invert_adapt',
      'experimental_Normalization_adapt',
    ],
    checks: ['tree'],
    outcome: /^FAIL Mismatch: entries differ/,
    why: NUMBERS_IN_THE_CONFIGURATION,
  },
];

const NETWORKS: readonly Exception[] = [
  {
    suites: ['applications'],
    models: ['EfficientNetB0'],
    checks: ['tree'],
    outcome: /^FAIL Mismatch: entries differ/,
    why: NUMBERS_IN_THE_CONFIGURATION,
  },
];

const UNNAMED_VARIABLES: readonly Exception[] = [
  {
    suites: ['layers'],
    models: ['LayerScale'],
    checks: ['again'],
    outcome: /^FAIL Mismatch: entries differ: ours \('layer_scale\/layer_scale\/gamma'/,
    why: 'Keras 3 gives the variable no name of its own; it is loaded by its place, so that any name does',
  },
];

const LAMBDAS: readonly Exception[] = [
  {
    suites: ['weights-with-architecture'],
    models: ['lambda_layer'],
    checks: ['tree'],
    outcome: /^FAIL Mismatch: entries differ: ours \('layers\/rescaling',\), Keras's \('layers\/lambda',\)/,
    why: 'the Lambda, which has no weights, is a Rescaling here; Keras loads the weights of the others into either model',
  },
];

const HOLDING = ['Attending', 'Block', 'Holder', 'Sequential', 'Stack', 'nested_Block'];

/** What a file of one kind does not tell of layers inside the user's own, and one of another needs. */
const CUSTOM_LAYERS: readonly Exception[] = [
  {
    suites: ['custom'],
    models: ['nested_Block_frozen'],
    outcome: /^REFUSED .*an H5 file does not tell which weight is whose/,
    why: 'refused: Keras 2 lists the weights of a frozen layer last, and Keras 3 by what the class does with the layers inside',
  },
  {
    suites: ['custom'],
    models: ['Stack'],
    formats: ['h5'],
    outcome: /^FAIL Mismatch/,
    warns: /unless the class keeps layers in a dictionary/,
    why: 'Keras 2 lists the layers of a dictionary by its sorted keys, Keras 3 as they were put there: a warning says so',
  },
  {
    suites: ['custom'],
    models: HOLDING,
    formats: ['keras', 'weights'],
    outcome: /^CONVERTED .*an H5 file does not tell which weight is whose/,
    why: 'an H5 file does not tell which weight is whose: formats "keras" and "weights" are not written',
  },
  {
    suites: ['custom-archives'],
    models: [...HOLDING, 'nested_Block_frozen', 'nested_Affine'],
    formats: ['h5'],
    outcome: /^CONVERTED .*an archive does not tell it/,
    why: 'an archive does not tell the order of the weights, by which H5 files are read: format "h5" is not written',
  },
];

/** What the oldest Keras 3 cannot do, whatever the file says: the report names the version that can. */
const NEWER_KERAS_3: readonly Exception[] = [
  {
    suites: ['other-packages'],
    models: ['hardshrink', 'softshrink', 'tanhshrink'],
    readers: ['3.3.3'],
    checks: ['load_model'],
    outcome: /^FAIL TypeError/,
    warns: /Keras has it from 3\.7 on/,
    why: 'hard_shrink, soft_shrink and tanh_shrink need Keras 3.7',
  },
  {
    suites: [...MODELS, ...LAYERS, 'weights-with-architecture', 'object-trees', 'keras-1', 'keras-1-weights'],
    models: ['time_distributed_submodel', 'nested_in_time_distributed', 'time_distributed_model', 'masked_steps_model'],
    readers: ['3.3.3'],
    checks: ['order', 'load_model', 'resume'],
    outcome: /^FAIL (?:TypeError|NotImplementedError)/,
    warns: /load the file with Keras 3\.4 or newer/,
    why: 'a model inside TimeDistributed needs Keras 3.4, since which models compute the shapes of their outputs',
  },
  {
    suites: LAYERS,
    models: ['masked_indices_Attention'],
    readers: ['3.3.3'],
    checks: ['load_model'],
    outcome: /^FAIL InvalidArgumentError/,
    warns: /is given masks by its inputs.* Keras 3\.12 or newer/,
    why: 'attention to masked inputs needs Keras 3.12: before, the mask of the query was given the shape of the scores',
  },
  {
    suites: LAYERS,
    models: ['masked_indices_into_model_one_of_two'],
    readers: ['3.3.3'],
    checks: ['load_model'],
    outcome: /^FAIL ValueError/,
    warns: /of which some have masks.* Keras 3\.4 or newer/,
    why: 'a model called with inputs of which only some have masks needs Keras 3.4',
  },
  {
    suites: LAYERS,
    models: ['TimeDistributed_Discretization', 'TimeDistributed_Hashing', 'TimeDistributed_StringLookup'],
    readers: ['3.3.3'],
    checks: ['order', 'load_model'],
    outcome: /^FAIL (?:NotImplementedError|TypeError)/,
    warns: /wraps a \w+, which Keras before 3\.\d+ cannot do/,
    why: 'TimeDistributed takes a lookup from Keras 3.10 on, a Discretization from 3.14 and a Hashing from 3.15',
  },
  {
    suites: LAYERS,
    models: ['LSTM_activation_layer'],
    readers: ['3.3.3'],
    checks: ['order', 'load_model'],
    outcome: /^FAIL ValueError: Could not interpret activation/,
    warns: /has a layer for its activation.* Keras 3\.10 or newer/,
    why: 'a recurrent layer takes a layer for its activation from Keras 3.10 on',
  },
  {
    suites: LAYERS,
    models: ['MultiHeadAttention_cross'],
    readers: ['3.3.3'],
    checks: ['order', 'load_model'],
    outcome: /^FAIL TypeError/,
    warns: /load the file with Keras 3\.7 or newer/,
    why: 'an output_shape of MultiHeadAttention needs Keras 3.7, the first to load one that it saved',
  },
  {
    suites: LAYERS,
    models: ['MultiHeadAttention_sizes'],
    readers: ['3.3.3'],
    checks: ['order', 'load_model'],
    outcome: /^FAIL ValueError/,
    warns: /load the file with Keras 3\.7 or newer/,
    why: 'MultiHeadAttention takes a query of another size than its value from Keras 3.7 on',
  },
  {
    suites: LAYERS,
    models: ['order_of_branches_MultiHeadAttention'],
    readers: ['3.3.3'],
    checks: ['order', 'load_model'],
    outcome: /^FAIL Mismatch/,
    warns: /load the file with Keras 3\.10 or newer/,
    why: 'Keras before 3.10 lists layers in another order where MultiHeadAttention is given masks, and loads weights by it',
  },
  {
    suites: LAYERS,
    models: ['AdditiveAttention_scores'],
    readers: ['3.3.3'],
    checks: ['order', 'load_model'],
    outcome: /^FAIL IndexError/,
    warns: /load the file with Keras 3\.8 or newer/,
    why: 'scores of Attention and AdditiveAttention in a functional model need Keras 3.8',
  },
];

/** What stands in another model cannot be computed from. */
const MASKS: readonly Exception[] = [
  {
    suites: LAYERS,
    models: ['masked_indices_into_model_Add'],
    outcome: /^REFUSED .*depends on a mask that "\w+" merges/,
    why: 'refused: Keras 3 versions lose or combine otherwise the masks of merged tensors, and a nested model has no tensor to compute the right one from',
  },
  {
    suites: LAYERS,
    models: ['masked_indices_into_model_states'],
    checks: ['load_model'],
    outcome: /^FAIL Mismatch/,
    warns: /is called with initial states.* from another model/,
    why: 'Keras 3 heeds no mask in a recurrent layer that is called with initial states, and a nested model has no tensor to compute it from',
  },
];

/** A training step depends on more than the file where layers are random. */
const RANDOM_TRAINING: readonly Exception[] = [
  {
    suites: MODELS,
    models: ['cnn_zoo', 'mlp_sequential', 'regularized', 'image_augment'],
    checks: ['resume'],
    outcome: 'not asked',
    why: 'its training step is random',
  },
  {
    suites: MODELS,
    models: ['conv_lstm', 'hard_sigmoid_gates', 'rnn_defaults'],
    checks: ['resume'],
    outcome: 'not asked',
    why: 'weights are compensated for hard_sigmoid, so that training goes on with weights on another scale',
  },
  {
    suites: MODELS,
    models: ['opt_nadam'],
    checks: ['resume'],
    outcome: /^FAIL Mismatch/,
    warns: /Nadam/,
    why: "the state of Nadam is dropped, as Keras 3's own versions disagree on it",
  },
];

/** The optimizer goes on as it would have; what Keras 3 computes otherwise in training shows all the same. */
const NEXT_STEP: readonly Exception[] = [
  {
    suites: MODELS,
    models: ['residual_stack', 'teachable_machine'],
    checks: ['resume'],
    outcome: /^FAIL Mismatch: gathered weight/,
    warns: /N\/\(N-1\)/,
    why: "the trained weights are as recorded; the moving variance is not, as Keras 2's BatchNormalization of images averages N/(N-1) of a batch's variance",
  },
  {
    suites: ['whole-models'],
    models: ['frozen_layers', 'mlp_functional_bn', 'nested_sequential', 'slash_names'],
    writers: ['2.2.4'],
    checks: ['resume'],
    outcome: /^FAIL Mismatch: gathered weight/,
    warns: /N\/\(N-1\)/,
    why: 'the trained weights are as recorded; the moving statistics are not, as that Keras gathered them by a rule whose state is in no file',
  },
  {
    suites: ['keras-1'],
    models: ['nested'],
    checks: ['resume'],
    outcome: /^FAIL Mismatch: gathered weight/,
    warns: /called more than once/,
    why: 'the trained weights are as recorded; the moving statistics of a layer called twice are not, as Keras 1 gathered them from one call',
  },
  {
    suites: MODELS,
    models: ['time_distributed_submodel'],
    readers: ['3.15.1'],
    checks: ['resume'],
    outcome: /^FAIL Mismatch: trained weight/,
    warns: /normalizes each time step by itself/,
    why: 'in training Keras 3 normalizes each time step by itself, Keras 2 all of them together',
  },
  {
    suites: ['whole-models'],
    models: ['rnn_zoo'],
    writers: ['2.2.4', '2.10.0'],
    checks: ['resume'],
    outcome: /^FAIL Mismatch: trained weight \d+ differs by 0\.000/,
    warns: /RMSprop now has epsilon=/,
    why: "Keras 3's RMSprop adds epsilon inside the square root, so that steps along gradients as small as epsilon differ",
  },
  {
    suites: ['keras-1'],
    models: ['dense_sequential', 'text'],
    checks: ['resume'],
    outcome: 'not asked',
    why: 'its training step is random',
  },
  {
    suites: ['keras-1'],
    models: ['dense_functional'],
    checks: ['resume'],
    outcome: 'not asked',
    why: 'weights are compensated for hard_sigmoid, so that training goes on with weights on another scale',
  },
];

const NOT_SAVED_AGAIN: readonly Exception[] = [
  {
    suites: LAYERS,
    models: ['RandomBrightness'],
    checks: ['again'],
    outcome: /^FAIL TypeError: cannot pickle/,
    why: 'Keras 3.15.1 cannot save any model with this layer as H5',
  },
];

/** What TensorFlow has no kernels for on every machine, and Keras 2 could: Keras 3 leaves it to TensorFlow. */
const SOME_MACHINES: readonly Exception[] = [
  {
    suites: LAYERS,
    models: ['Bidirectional_ConvLSTM2D_first', 'Conv2DTranspose_dilation'],
    checks: ['load_model'],
    outcome: /^FAIL (?:UnimplementedError|InvalidArgumentError)/,
    warns: /on a GPU only, or on a processor where it uses oneDNN/,
    why: 'Keras 3 on TensorFlow computes a dilated transposed convolution, and channels first inside Bidirectional, on a GPU or with oneDNN only',
  },
];

const NUMERIC_MASKS: readonly Exception[] = [
  {
    suites: LAYERS,
    models: ['MultiHeadAttention_mask_integers'],
    checks: ['load_model'],
    outcome: /^FAIL Mismatch/,
    warns: /attention_mask of numbers/,
    why: 'Keras 2 shared its attention out among the greatest numbers of a row of the mask, where they are several and not 1',
  },
];

/** Means of integers. */
const INTEGERS: readonly Exception[] = [
  {
    suites: LAYERS,
    models: ['TimeDistributed_GlobalAveragePooling2D_integers'],
    outcome: /^REFUSED .*whose mean is rounded in Keras 2/,
    why: 'refused: Keras 2 rounds the means of integers',
  },
];

const KERAS_1_SUITES = ['keras-1', 'keras-1-weights'];

const KERAS_1: readonly Exception[] = [
  {
    suites: KERAS_1_SUITES,
    models: ['srelu', 'pool_same_tf', 'pool_same_th'],
    writers: ['1.2.2-theano', '1.2.2-tensorflow'],
    outcome: /^REFUSED/,
    why: 'refused: Keras 3 has nothing equal',
  },
];

const OPERATIONS: readonly Exception[] = [
  {
    suites: ['operations'],
    models: [
      'einsum',
      'einsum_const',
      'einsum_dot',
      'einsum_ellipsis',
      'einsum_one',
      'einsum_sum',
      'meshgrid',
      'eq_op',
      'ne_op',
    ],
    outcome: /^REFUSED .*saved by Keras 2 without its other operands/,
    why: 'refused: Keras 2 saved the operation without its other operands, so that no Keras can load it',
  },
  {
    suites: ['operations'],
    models: ['segment_free_bincount'],
    outcome: /^REFUSED .*no counterpart/,
    why: 'refused: the operation has no counterpart in Keras 3',
  },
  {
    suites: ['raw-operations'],
    models: [
      ...['conv2d_transpose_const', 'depthwise_rate', 'gather_nd_places', 'gather_nd_numbers'],
      ...['resize_antialias', 'resize_lanczos'],
    ],
    outcome: /^REFUSED .*(?:Conv2DBackpropInput|BatchToSpaceND|Range|ScaleAndTranslate)/,
    why: 'refused: the operation has no counterpart in Keras 3',
  },
  {
    suites: ['raw-operations'],
    models: ['repeat_each'],
    outcome: /^REFUSED .*(?:from a tensor|when the model runs)/,
    why: 'refused: TensorFlow saved a computation of sizes in the place of the sizes',
  },
];

const TRAINING: readonly Exception[] = [
  {
    suites: ['optimizers'],
    models: ['optimizer_Nadam', 'optimizer_Nadam_other', 'legacy_Nadam', 'legacy_Nadam_other'],
    checks: ['resume'],
    outcome: /^FAIL Mismatch/,
    warns: /cannot take over the state of Nadam/,
    why: "the state of Nadam is dropped, as Keras 3's own versions disagree on it",
  },
  {
    suites: ['optimizers'],
    models: ['optimizer_Adafactor_other'],
    checks: ['resume'],
    outcome: /^FAIL Mismatch: trained weight \d+ differs by 0\.000/,
    warns: /cannot take over the state of Adafactor/,
    why: 'the state of Adafactor is dropped, as no Keras 3 takes it over',
  },
  {
    suites: ['losses-and-metrics'],
    models: ['loss_SparseCategoricalCrossentropy_other'],
    readers: ['3.3.3'],
    outcome: /^FAIL ValueError: Arguments `target` and `output` must have the same shape/,
    why: 'with an ignore_class, Keras 3.3.3 takes indices in a vector and none in a column: it says so',
  },
];

const MASKED_OUTPUTS: readonly Exception[] = [
  {
    suites: ['losses-and-metrics'],
    models: ['masked_output_merged'],
    outcome: /^FAIL Mismatch: value 0/,
    warns: /weighted by a mask that "average" gives it/,
    why: 'its loss is weighted by a mask that Keras 3 merges otherwise',
  },
  {
    suites: ['losses-and-metrics'],
    models: ['masked_output_of_a_residual'],
    readers: ['3.3.3'],
    outcome: /^FAIL Mismatch: value 0/,
    warns: /weighted by a mask that "add" gives it, which Keras before 3\.4/,
    why: 'Keras before 3.4 merges no masks, so that its loss counts all steps',
  },
  {
    suites: ['losses-and-metrics'],
    models: ['masked_output_means'],
    readers: ['3.3.3'],
    outcome: /^FAIL Mismatch: value 1/,
    warns: /evaluate the model in Keras 3\.12/,
    why: 'Keras before 3.12 counts masked steps in metrics',
  },
  {
    suites: ['losses-and-metrics'],
    models: ['masked_output_counts'],
    outcome: /^FAIL Mismatch: value 1/,
    warns: /leaves masked steps out in the original and counts them in Keras 3/,
    why: 'Keras 3 counts masked steps in metrics that are no mean of a function',
  },
  {
    suites: ['losses-and-metrics'],
    models: ['frozen_regularizer'],
    outcome: /^FAIL Mismatch: value 0/,
    warns: /is frozen and has regularizers/,
    why: 'Keras 3 leaves the penalties of frozen layers out of the loss',
  },
];

const KERAS_3: readonly Exception[] = [
  {
    suites: ['keras-3'],
    models: ['never_compiled', 'healthy'],
    outcome: /^ALREADY-KERAS-3/,
    why: 'it is already as it should be: the Keras 3 that wrote it and every later one load it',
  },
];

export const EXCEPTIONS: readonly Exception[] = [
  ...CUSTOM_LAYERS,
  ...NEWER_KERAS_3,
  ...MASKS,
  ...NO_ARCHITECTURE,
  ...WEIGHTS_ALONE,
  ...BUILT_ANEW,
  ...PREPROCESSING,
  ...NETWORKS,
  ...UNNAMED_VARIABLES,
  ...LAMBDAS,
  ...RANDOM_TRAINING,
  ...NEXT_STEP,
  ...NOT_SAVED_AGAIN,
  ...SOME_MACHINES,
  ...NUMERIC_MASKS,
  ...INTEGERS,
  ...KERAS_1,
  ...OPERATIONS,
  ...TRAINING,
  ...MASKED_OUTPUTS,
  ...KERAS_3,
];
