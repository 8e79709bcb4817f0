import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixturesWith } from './fixtures.ts';
import { accountOf, generatedFolder, OPERATIONS, RAW_OPERATIONS } from './generated.ts';
import { describeSuite } from './suite.ts';

const IN_EAGER_MODE_ONLY = [
  ...['eq_op', 'ne_op', 'slice_single', 'reshape_mix', 'reshape_flat', 'concat_axis0', 'shape_batch', 'meshgrid'],
  ...['argmax_default', 'segment_free_bincount', 'act_linear', 'nn_dropout_inference', 'preprocess_efficientnet'],
  'backend_more',
];

for (const [generated, slug, title] of [
  [OPERATIONS, 'operations', 'Operations on tensors (TFOpLambda, SlicingOpLambda)'],
  [RAW_OPERATIONS, 'raw-operations', 'Operations on tensors as TensorFlow 2.0 to 2.3 saved them (TensorFlowOpLayer)'],
] as const) {
  it(`has all models of ${slug} but those that Keras 2.15 itself cannot build or run`, () => {
    const { skipped, unsaved } = accountOf(generated);
    expect(unsaved).toEqual([]);
    expect(Object.keys(skipped)).toEqual(generated === OPERATIONS ? [] : IN_EAGER_MODE_ONLY);
  });

  describeSuite({
    slug,
    title,
    fixtures: fixturesWith('model.h5', generatedFolder(generated)),
    source: 'model.h5',
    formats: ['h5'],
    questions: [
      { check: 'load_model', format: 'h5' },
      { check: 'order', format: 'h5' },
    ],
    models: join(import.meta.dirname, generated.models),
  });
}
