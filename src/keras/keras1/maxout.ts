import { asNumber, isObject, type JsonObject } from '../python-json.ts';
import type { Expansion, Keras1Findings } from './findings.ts';

/** The largest of `nb_feature` dense layers, element by element: one wide Dense, its units in rows, and the maximum over the rows. */
export function upgradeMaxoutDense(source: JsonObject, dense: JsonObject, findings: Keras1Findings): Expansion {
  const name = typeof source.name === 'string' ? source.name : '';
  const units = asNumber(source.output_dim) ?? 0;
  const features = asNumber(source.nb_feature) ?? 4;
  const config: JsonObject = {
    ...dense,
    units: units * features,
    kernel_constraint: null,
    bias_constraint: null,
  };
  if (isObject(source.W_constraint) || isObject(source.b_constraint)) {
    findings.warn(
      name,
      'its constraints are dropped, for its kernel has another shape now; training alone is concerned',
      { code: 'constraint-dropped' },
    );
  }
  if (isObject(source.activity_regularizer)) {
    config.activity_regularizer = null;
    findings.warn(name, 'its activity_regularizer is dropped; training alone is concerned', {
      code: 'regularizer-dropped',
    });
  }
  findings.change(`${name}/class_name`, 'MaxoutDense', 'Dense');
  findings.compare(name, source, config);
  findings.keepStored({ className: 'Dense', config });
  findings.warn(name, 'MaxoutDense is now a Dense, a Reshape and a GlobalMaxPooling1D layer', {
    code: 'class-replaced',
  });
  const rows: JsonObject = {
    name: findings.uniqueName(`${name}_reshape`),
    trainable: true,
    target_shape: [features, units],
  };
  const largest: JsonObject = { name: findings.uniqueName(`${name}_max`), trainable: true };
  return {
    before: [],
    layer: { className: 'Dense', config },
    after: [
      { className: 'Reshape', config: rows },
      { className: 'GlobalMaxPooling1D', config: largest },
    ],
  };
}
