import { isObject, type JsonObject } from '../python-json.ts';
import type { Expansion, Keras1Findings } from './findings.ts';

/** A Highway is a Dense that carries its input on beside what it computes: `carry`, of which classes/hooks/highway.ts makes operations. */
export function upgradeHighway(source: JsonObject, dense: JsonObject, findings: Keras1Findings): Expansion {
  const name = typeof source.name === 'string' ? source.name : '';
  const config: JsonObject = { ...dense, carry: true };
  const penalties = ['kernel_regularizer', 'bias_regularizer', 'kernel_constraint', 'bias_constraint'];
  const dropped = [...penalties, 'activity_regularizer'].filter((key) => isObject(config[key]));
  for (const key of dropped) config[key] = null;
  if (dropped.length > 0) {
    findings.warn(
      name,
      `its ${dropped.join(', ')} ${dropped.length > 1 ? 'are' : 'is'} dropped, for its weights are joined; training alone is concerned`,
      { code: 'regularizer-dropped' },
    );
  }
  findings.change(`${name}/class_name`, 'Highway', 'Dense');
  findings.compare(name, source, config);
  findings.keepStored({ className: 'Dense', config });
  return { before: [], layer: { className: 'Dense', config }, after: [] };
}
