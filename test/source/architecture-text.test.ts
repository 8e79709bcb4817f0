import { expect, it } from 'vitest';
import { writeJson } from '../../src/keras/python-json.ts';
import { parseArchitecture } from '../../src/source/architecture-text.ts';

/** The settings of one layer, as they are read from a YAML text. */
function settings(yaml: string): string {
  const text = `class_name: Sequential\nconfig:\n${yaml.replace(/^/gm, '  ')}\n`;
  return writeJson(parseArchitecture(text, 'model.yaml').config ?? null);
}

const DTYPE = `!!python/object/apply:numpy.dtype
  args: [f4, 0, 1]
  state: !!python/tuple [3, <, null, null, null, -1, -1, 0]`;

it('reads lists and dictionaries that TensorFlow had wrapped', () => {
  const wrapper = '!!python/object/apply:tensorflow.python.training.tracking.data_structures.ListWrapper';
  expect(settings(`axis: ${wrapper}\n- - 1\n  - 2`)).toBe('{"axis": [1, 2]}');
  expect(settings('arguments: !!python/object/apply:builtins.dict\n- {}')).toBe('{"arguments": {}}');
});

it("reads NumPy's numbers, each of the type it had", () => {
  const scalar = (type: string, bytes: string) =>
    `rate: !!python/object/apply:numpy.core.multiarray.scalar\n- ${type.replaceAll('\n', '\n  ')}\n- !!binary |\n  ${bytes}`;
  expect(settings(scalar(DTYPE, 'AACAPg=='))).toBe('{"rate": 0.25}');
  expect(settings(scalar(DTYPE, 'AADAQA=='))).toBe('{"rate": 6.0}');
  expect(settings(scalar(DTYPE.replace('f4', 'i8'), 'AwAAAAAAAAA='))).toBe('{"rate": 3}');
  expect(settings(scalar(DTYPE.replace('<', "'>'"), 'PoAAAA=='))).toBe('{"rate": 0.25}');
});

it("reads NumPy's arrays, whose types are named again where they are the same", () => {
  const array = (shape: string, type: string, bytes: string) =>
    `!!python/object/apply:numpy.core.multiarray._reconstruct
  args: [!!python/name:numpy.ndarray '', !!python/tuple [0], !!binary Yg==]
  state: !!python/tuple [1, !!python/tuple ${shape}, ${type}, false, !!binary ${bytes}]`;
  const type = '&id002 !!python/object/apply:numpy.dtype {args: [f4, 0, 1], state: !!python/tuple [3, <]}';
  expect(settings(`max: ${array('[]', type, 'AADAQA==')}\nslope: ${array('[]', '*id002', 'AAAAAA==')}`)).toBe(
    '{"max": 6.0, "slope": 0.0}',
  );
  expect(settings(`value: ${array('[2, 1]', type, 'AACAPwAAAEA=')}`)).toBe('{"value": [[1.0], [2.0]]}');
});

it.each([
  '!!python/object/apply:os.system [ls]',
  '!!python/name:os.system',
  '!!python/object/apply:numpy.core.multiarray.scalar [1]',
  '!!python/object/apply:numpy.core.multiarray._reconstruct {state: [1, [3], *a, false, !!binary AAAA]}',
])('names %s, and says what to write instead', (value) => {
  expect(() => settings(`a: &a 1\nb: ${value}`)).toThrow(
    /"model.yaml" holds a Python object .* in line 4.*to_json\(\) instead/,
  );
});
