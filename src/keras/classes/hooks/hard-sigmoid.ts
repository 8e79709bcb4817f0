import { isObject, type Json } from '../../python-json.ts';
import type { KerasVersion } from '../../version.ts';

/** 0.2x + 0.5 (Keras 2's backend.py) is 1.2x/6 + 0.5 (Keras 3's `keras/src/backend/<name>/nn.py`); both are clipped to [0, 1]. */
export const SCALE = 1.2;

/** Whether an activation is the hard_sigmoid of Keras 1 and 2. */
export function isKeras2HardSigmoid(activation: Json | undefined, writer: KerasVersion): boolean {
  if (writer.isKeras3) return false;
  if (activation === 'hard_sigmoid') return true;
  return isObject(activation) && activation.class_name === 'function' && activation.config === 'hard_sigmoid';
}
