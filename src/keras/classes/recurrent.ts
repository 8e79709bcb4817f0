import type { Json } from '../python-json.ts';
import type { KerasVersion } from '../version.ts';
import { recurChannelsLast } from './channels.ts';
import { adjustCuDNN } from './cudnn.ts';
import type { LayerDraft } from './draft.ts';
import { ANY, layerTable } from './row.ts';
import { scaleGates, scaleSimpleRecurrence } from './scaling.ts';

const CELL = [
  'units',
  'activation',
  'use_bias',
  'kernel_initializer',
  'recurrent_initializer',
  'bias_initializer',
  'kernel_regularizer',
  'recurrent_regularizer',
  'bias_regularizer',
  'activity_regularizer',
  'kernel_constraint',
  'recurrent_constraint',
  'bias_constraint',
  'dropout',
  'recurrent_dropout',
  'seed',
];
const LOOP = ['return_sequences', 'return_state', 'go_backwards', 'stateful', 'unroll', 'zero_output_for_mask'];
const GATED = [...CELL, 'recurrent_activation'];
const CONV_LSTM = [
  ...GATED.filter((key) => key !== 'units'),
  ...LOOP,
  'filters',
  'kernel_size',
  'strides',
  'padding',
  'data_format',
  'dilation_rate',
  'unit_forget_bias',
];

// `implementation` chose between equal ways to compute; `input_dim` and `input_length` only described the input.
const LOOP_DROP = {
  time_major: [false],
  num_constants: [null, 0],
  input_dim: ANY,
  input_length: ANY,
  implementation: ANY,
} as const;
const CELL_DROP = { implementation: ANY } as const;

/** Keras 2.3 made `sigmoid` the default of the gates; before, it was `hard_sigmoid`. */
function gateDefault(writer: KerasVersion): Readonly<Record<string, Json>> {
  return writer.before(2, 3) ? { recurrent_activation: 'hard_sigmoid' } : {};
}

/** `reset_after` came with Keras 2.1.3 and a default of False; a configuration without it means False. */
function gruDefaults(writer: KerasVersion): Readonly<Record<string, Json>> {
  return { ...gateDefault(writer), reset_after: false };
}

/** @param rank the number of spatial axes. */
function upgradeConvLstm(rank: number): (layer: LayerDraft) => void {
  return (layer) => {
    scaleGates(layer);
    recurChannelsLast(rank)(layer);
  };
}

const convLstmDefaults = () => ({ recurrent_activation: 'hard_sigmoid' });

/** `keras/src/layers/rnn`. */
export const RECURRENT_LAYERS = layerTable({
  SimpleRNN: { keys: [...CELL, ...LOOP], drop: LOOP_DROP, hook: scaleSimpleRecurrence },
  SimpleRNNCell: { keys: CELL, drop: CELL_DROP, hook: scaleSimpleRecurrence },
  LSTM: {
    keys: [...GATED, ...LOOP, 'unit_forget_bias', 'use_cudnn'],
    drop: LOOP_DROP,
    defaults: gateDefault,
    hook: scaleGates,
  },
  LSTMCell: { keys: [...GATED, 'unit_forget_bias'], drop: CELL_DROP, defaults: gateDefault, hook: scaleGates },
  GRU: {
    keys: [...GATED, ...LOOP, 'reset_after', 'use_cudnn'],
    drop: LOOP_DROP,
    defaults: gruDefaults,
    hook: scaleGates,
  },
  GRUCell: { keys: [...GATED, 'reset_after'], drop: CELL_DROP, defaults: gruDefaults, hook: scaleGates },
  ConvLSTM1D: { keys: CONV_LSTM, drop: LOOP_DROP, defaults: convLstmDefaults, hook: upgradeConvLstm(1) },
  ConvLSTM2D: { keys: CONV_LSTM, drop: LOOP_DROP, defaults: convLstmDefaults, hook: upgradeConvLstm(2) },
  ConvLSTM3D: { keys: CONV_LSTM, drop: LOOP_DROP, defaults: convLstmDefaults, hook: upgradeConvLstm(3) },
  CuDNNLSTM: {
    renamed: 'LSTM',
    keys: [...CELL, ...LOOP, 'unit_forget_bias'],
    drop: LOOP_DROP,
    hook: adjustCuDNN,
  },
  CuDNNGRU: { renamed: 'GRU', keys: [...CELL, ...LOOP], drop: LOOP_DROP, hook: adjustCuDNN },
  RNN: { keys: ['cell', ...LOOP, 'activity_regularizer'], drop: LOOP_DROP },
  // `reverse_state_order` only ordered the states of `return_state` (Keras 2's stacked_rnn_cells.py).
  StackedRNNCells: { keys: ['cells', 'activity_regularizer'], drop: { reverse_state_order: [false] } },
  Bidirectional: {
    keys: ['layer', 'merge_mode', 'backward_layer', 'activity_regularizer'],
    drop: { num_constants: [null, 0] },
  },
  TimeDistributed: { keys: ['layer', 'activity_regularizer'] },
});
