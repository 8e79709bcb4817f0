import type { Json } from '../keras/python-json.ts';
import { plainLine, shorten } from '../report/escape.ts';
import { findingText } from '../report/finding-text.ts';
import { loadsFrom, plural, STATUS_WORDS, sizeInWords } from '../report/totals.ts';
import type { DatasetFacts, Difference, Inspection, LayerOutline } from './types.ts';

/** Lines of each kind before the rest is left to `--json`. */
const MOST_LAYERS = 2000;
const MOST_LINES = 40;
const VALUE_CHARACTERS = 160;
const LINE_CHARACTERS = 1000;

const LAYOUT_WORDS: ReadonlyMap<string, string> = new Map([
  ['legacy-h5-model', 'a whole model in legacy HDF5'],
  ['legacy-h5-weights', 'weights alone in legacy HDF5'],
  ['object-tree', 'weights in an object tree (.weights.h5)'],
  ['keras-archive', 'a whole model in a .keras archive'],
]);

/** An inspection as lines for a terminal; every line is safe to print, whatever the file holds. */
export function inspectionLines(inspection: Inspection): string[] {
  const lines = [
    ...headLines(inspection),
    ...(inspection.outline === undefined
      ? []
      : ['', inspection.outline.className === undefined ? 'Weights' : 'Architecture']),
    ...(inspection.outline === undefined ? [] : outlineLines(inspection.outline)),
    ...trainingLines(inspection),
    '',
    'Conversion to Keras 3',
    ...conversionLines(inspection.conversion),
  ];
  return lines.map(printable);
}

function printable(line: string): string {
  return shorten(plainLine(line), LINE_CHARACTERS);
}

function headLines(inspection: Inspection): string[] {
  const { file, layout, kerasVersion, backend, convertedFrom, bytes, sha256 } = inspection;
  if (layout === undefined) return [`${file}: not read as Keras's`, `  ${sizeInWords(bytes)}, SHA-256 ${sha256}`];
  const writer = kerasVersion === undefined ? 'by a Keras that left no version' : `by Keras ${kerasVersion}`;
  const counts = `${plural(inspection.tensors, 'weight')}, ${plural(inspection.parameters, 'parameter')} (${sizeInWords(inspection.weightBytes)})`;
  const optimizer =
    inspection.optimizerTensors === 0
      ? ''
      : `, and ${plural(inspection.optimizerTensors, 'tensor')} of optimizer state`;
  return [
    `${file}: ${LAYOUT_WORDS.get(layout) ?? layout}, written ${writer}${backend === undefined ? '' : ` (${backend})`}`,
    ...(convertedFrom === undefined
      ? []
      : [
          `  made by keras3-migrate ${convertedFrom.converter} from a file of Keras ${convertedFrom.kerasVersion}, SHA-256 ${convertedFrom.sha256}`,
        ]),
    `  ${sizeInWords(bytes)}, SHA-256 ${sha256}`,
    `  ${counts}${optimizer}`,
  ];
}

function outlineLines(outline: LayerOutline): string[] {
  const lines: string[] = [];
  const whole = count(outline);
  const print = (layer: LayerOutline, depth: number, before: string | undefined) => {
    if (lines.length >= MOST_LAYERS) return;
    lines.push(`  ${'  '.repeat(depth)}${layerLine(layer, before)}`);
    let previous: string | undefined;
    for (const child of layer.children) {
      print(child, depth + 1, previous);
      previous = child.name;
    }
  };
  print(outline, 0, undefined);
  return whole > lines.length ? [...lines, `  … ${whole - lines.length} more layers; --json has all`] : lines;
}

function layerLine({ name, className, settings, inputs, weights, parameters }: LayerOutline, before?: string): string {
  const said = Object.entries(settings).map(([key, value]) => `${key}=${valueText(value, 60)}`);
  const from = inputs.length === 0 || (inputs.length === 1 && inputs[0] === before) ? '' : `  ← ${inputs.join(', ')}`;
  const shapes = weights.map(
    (weight) => `${lastName(weight.name)} ${shapeText(weight.shape)}${dtypeText(weight.dtype)}`,
  );
  return [
    `${name}${className === undefined ? '' : ` (${className})`}`,
    said.length === 0 ? '' : ` ${said.join(' ')}`,
    shapes.length === 0 ? '' : `: ${shapes.join(', ')}`,
    parameters === 0 ? '' : `  [${parameters}]`,
    from,
  ].join('');
}

function count(layer: LayerOutline): number {
  return layer.children.reduce((sum, child) => sum + count(child), 1);
}

/** `dense/kernel:0` → `kernel`. */
function lastName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).replace(/:\d+$/, '');
}

function shapeText(shape: readonly number[]): string {
  return `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
}

function dtypeText(dtype: string): string {
  return dtype === 'float32' ? '' : ` ${dtype}`;
}

/** The settings that say most; all of them are in `--json`. */
const TRAINING = ['optimizer_config', 'optimizer', 'loss', 'loss_weights', 'metrics', 'weighted_metrics'];

function trainingLines({ training }: Inspection): string[] {
  if (training === undefined || training === null || typeof training !== 'object') return [];
  const known = Object.entries(training).filter(([key, value]) => TRAINING.includes(key) && value !== null);
  return known.length === 0
    ? []
    : ['', 'Training', ...known.map(([key, value]) => `  ${key}: ${valueText(value, VALUE_CHARACTERS)}`)];
}

function conversionLines({ status, reason, needs, renamed, changed, warnings }: Inspection['conversion']): string[] {
  return [
    `  ${STATUS_WORDS.get(status) ?? status}${reason === undefined || status === 'would-convert' ? '' : `: ${reason}`}${needs === undefined ? '' : `; the result ${loadsFrom(needs)}`}`,
    ...limited(warnings.map((warning) => `  warning: ${findingText(warning)}`)),
    ...listed(plural(changed.length, 'setting is changed', 'settings are changed'), changed.map(changeText)),
    ...listed(
      plural(renamed.length, 'entry is renamed', 'entries are renamed'),
      renamed.map(({ from, to }) => `${from} → ${to}`),
    ),
  ];
}

function changeText({ path, from, to }: Inspection['conversion']['changed'][number]): string {
  return `${path}: ${valueText(from, VALUE_CHARACTERS)} → ${valueText(to, VALUE_CHARACTERS)}`;
}

function listed(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`  ${title}:`, ...limited(lines).map((line) => `    ${line}`)];
}

function valueText(value: Json | undefined, limit: number): string {
  return value === undefined ? '(not there)' : shorten(JSON.stringify(value) ?? '', limit);
}

/** A difference as lines for a terminal, in the manner of a diff. */
export function differenceLines(difference: Difference): string[] {
  const { files, same, moved, changed, onlyInFirst, onlyInSecond, settings, moreSettings } = difference;
  const lines = [
    `- ${files[0]}`,
    `+ ${files[1]}`,
    `${plural(same, 'dataset')} the same, ${moved.length} the same under another path, ${changed.length} changed, ${onlyInFirst.length} only in the first, ${onlyInSecond.length} only in the second`,
    ...limited(moved.map(({ from, to }) => `  ${from} → ${to}`)),
    ...limited(
      changed.map(({ before, after }) => `! ${before.path}: ${factsText(before, after)} → ${factsText(after, before)}`),
    ),
    ...limited(onlyInFirst.map((facts) => `- ${facts.path}: ${factsText(facts)}`)),
    ...limited(onlyInSecond.map((facts) => `+ ${facts.path}: ${factsText(facts)}`)),
    `${plural(settings.length + moreSettings, 'setting')} of the architecture and training differ`,
    ...limited(
      settings.map(
        ({ path, before, after }) =>
          `  ${path}: ${valueText(before, VALUE_CHARACTERS)} → ${valueText(after, VALUE_CHARACTERS)}`,
      ),
    ),
  ];
  return lines.map(printable);
}

function limited(lines: readonly string[]): string[] {
  if (lines.length <= MOST_LINES) return [...lines];
  return [...lines.slice(0, MOST_LINES), `… ${lines.length - MOST_LINES} more; --json has all`];
}

/** The hash is shown where shape and dtype are the same on both sides. */
function factsText({ shape, dtype, sha256 }: DatasetFacts, other?: DatasetFacts): string {
  const facts = `${shapeText(shape)} ${dtype}`;
  const alike = other !== undefined && String(other.shape) === String(shape) && other.dtype === dtype;
  return alike && sha256 !== undefined ? `${facts} ${sha256.slice(0, 12)}` : facts;
}

/** Whether nothing differs. */
export function isSame({ moved, changed, onlyInFirst, onlyInSecond, settings }: Difference): boolean {
  return moved.length + changed.length + onlyInFirst.length + onlyInSecond.length + settings.length === 0;
}
