import type { Json } from '../python-json.ts';
import type { KerasVersion } from '../version.ts';
import { directions, list, ownCell, serialized } from './children.ts';
import { recurChannelsLast } from './hooks/channels.ts';
import { adjustCuDNN, CUDNN_GRU, CUDNN_LSTM } from './hooks/cudnn.ts';
import type { LayerDraft } from './hooks/draft.ts';
import { scaleGates, scaleSimpleRecurrence } from './hooks/scaling.ts';
import { unstackOnlyCell } from './hooks/stacked-cells.ts';
import { exchangeTime, exchangeTimeOfBoth } from './hooks/time-major.ts';
import { ANY, type LayerRow, layerTable, type StateRow } from './row.ts';
import { bidirectional, recurrent } from './shapes.ts';
import { biased, gates, number, times, units, weight, window } from './variables.ts';

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
  // `exchangeTime` makes up for it.
  time_major: [false, true],
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

/** A layer that may have time before the batch. */
function timed(hook: (layer: LayerDraft) => void): (layer: LayerDraft) => void {
  return (layer) => {
    hook(layer);
    exchangeTime(layer.notes.inputShapes.get(layer.source)?.length ?? 3)(layer);
  };
}

/** @param rank the number of spatial axes. */
function convLstm(rank: number): LayerRow {
  return {
    keys: CONV_LSTM,
    drop: LOOP_DROP,
    defaults: () => ({ recurrent_activation: 'hard_sigmoid' }),
    hook: (layer) => {
      scaleGates(layer);
      recurChannelsLast(rank)(layer);
      exchangeTime(rank + 3)(layer);
    },
    recurrent: true,
    children: ownCell('ConvLSTMCell', 'conv_lstm_cell'),
  };
}

/** `keras/src/layers/rnn`. */
export const RECURRENT_LAYERS = layerTable({
  SimpleRNN: {
    keys: [...CELL, ...LOOP],
    drop: LOOP_DROP,
    hook: timed(scaleSimpleRecurrence),
    shape: recurrent,
    recurrent: true,
    children: ownCell('SimpleRNNCell', 'simple_rnn_cell'),
  },
  SimpleRNNCell: {
    keys: CELL,
    drop: CELL_DROP,
    hook: scaleSimpleRecurrence,
    variables: (c) => gates(c, 1, [units(c, 1)]),
  },
  LSTM: {
    aliases: ['LSTMV1', 'LSTMV2', 'UnifiedLSTM'],
    keys: [...GATED, ...LOOP, 'unit_forget_bias', 'use_cudnn'],
    drop: LOOP_DROP,
    defaults: gateDefault,
    hook: timed(scaleGates),
    shape: recurrent,
    recurrent: true,
    children: ownCell('LSTMCell', 'lstm_cell'),
  },
  LSTMCell: {
    aliases: ['LSTMCellV1', 'LSTMCellV2'],
    keys: [...GATED, 'unit_forget_bias'],
    drop: CELL_DROP,
    defaults: gateDefault,
    hook: scaleGates,
    variables: (c) => gates(c, 4, [units(c, 4)]),
    cudnn: CUDNN_LSTM,
  },
  GRU: {
    aliases: ['GRUV1', 'GRUV2', 'UnifiedGRU'],
    keys: [...GATED, ...LOOP, 'reset_after', 'use_cudnn'],
    drop: LOOP_DROP,
    defaults: gruDefaults,
    hook: timed(scaleGates),
    shape: recurrent,
    recurrent: true,
    children: ownCell('GRUCell', 'gru_cell'),
  },
  GRUCell: {
    aliases: ['GRUCellV1', 'GRUCellV2'],
    keys: [...GATED, 'reset_after'],
    drop: CELL_DROP,
    defaults: gruDefaults,
    hook: scaleGates,
    variables: (c) => gates(c, 3, c.reset_after === false ? [units(c, 3)] : [2, units(c, 3)]),
    cudnn: CUDNN_GRU,
  },
  ConvLSTM1D: convLstm(1),
  ConvLSTM2D: convLstm(2),
  ConvLSTM3D: convLstm(3),
  CuDNNLSTM: {
    renamed: 'LSTM',
    keys: [...CELL, ...LOOP, 'unit_forget_bias'],
    drop: LOOP_DROP,
    hook: timed(adjustCuDNN),
    shape: recurrent,
  },
  CuDNNGRU: { renamed: 'GRU', keys: [...CELL, ...LOOP], drop: LOOP_DROP, hook: timed(adjustCuDNN), shape: recurrent },
  RNN: {
    keys: ['cell', ...LOOP, 'activity_regularizer'],
    drop: LOOP_DROP,
    hook: timed(unstackOnlyCell),
    recurrent: true,
    children: (c) => [serialized('cell', c.cell)],
  },
  // `reverse_state_order` only ordered the states of `return_state` (Keras 2's stacked_rnn_cells.py).
  StackedRNNCells: {
    keys: ['cells', 'activity_regularizer'],
    drop: { reverse_state_order: [false] },
    children: (c) => list(c.cells).map((cell) => serialized('cells', cell, { listed: true })),
  },
  Bidirectional: {
    keys: ['layer', 'merge_mode', 'backward_layer', 'activity_regularizer'],
    drop: { num_constants: [null, 0] },
    hook: exchangeTimeOfBoth,
    shape: bidirectional,
    recurrent: true,
    children: directions,
  },
  TimeDistributed: {
    keys: ['layer', 'activity_regularizer'],
    children: (c) => [serialized('layer', c.layer)],
  },
});

/** The cell of the ConvLSTMs, which Keras makes and no file names (`conv_lstm.py`). */
export const CONV_LSTM_CELL: StateRow = {
  variables: (c) => [
    weight('kernel', [...window(c), null, times(c.filters, 4)]),
    weight('recurrent_kernel', [...window(c), number(c.filters), times(c.filters, 4)]),
    biased(c, times(c.filters, 4)),
  ],
  flipped: ['kernel', 'recurrent_kernel'],
};
