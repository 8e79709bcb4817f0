import { isObject, type Json } from '../python-json.ts';
import type { TrainingFindings } from './findings.ts';

/** Metrics that Keras 3 computes of all steps; the others are `MeanMetricWrapper`s. */
const OF_ALL_STEPS: ReadonlySet<string> = new Set([
  'AUC',
  'BinaryIoU',
  'F1Score',
  'FBetaScore',
  'FalseNegatives',
  'FalsePositives',
  'IoU',
  'Mean',
  'MeanIoU',
  'OneHotIoU',
  'OneHotMeanIoU',
  'Precision',
  'PrecisionAtRecall',
  'R2Score',
  'Recall',
  'RecallAtPrecision',
  'RootMeanSquaredError',
  'SensitivityAtSpecificity',
  'SpecificityAtSensitivity',
  'Sum',
  'TrueNegatives',
  'TruePositives',
]);

/**
 * Keras 2 gave a metric the mask of its output as weights (`MetricsContainer` of compile_utils.py, `weighted_masked_objective`
 * before), Keras 1 did not. Keras 3 does so from 3.12 on, of metrics that are means (`MeanMetricWrapper.update_state` of
 * reduction_metrics.py).
 *
 * @param metric as Keras 3 reads it
 */
export function noteMaskedMetric(metric: Json, output: string, found: TrainingFindings): void {
  const name = typeof metric === 'string' ? metric : isObject(metric) ? String(metric.class_name) : '';
  const metricOf = `The metric ${name} of output "${output}"`;
  if (found.writer.isKeras1) {
    found.warn(
      undefined,
      `${metricOf} counts masked steps in the original, as in Keras 3 before 3.12, and leaves them out in later ones.`,
      {
        code: 'masked-metric',
      },
    );
    return;
  }
  const begin = `${metricOf} leaves masked steps out in the original`;
  if (OF_ALL_STEPS.has(name)) {
    found.warn(undefined, `${begin} and counts them in Keras 3.`, { code: 'masked-metric' });
    return;
  }
  found.warn(undefined, `${begin}, as in Keras 3 from 3.12 on: evaluate the model in Keras 3.12 or newer.`, {
    code: 'masked-metric',
    needs: '3.12',
  });
}
