/** What one Keras 3 answered, by `<writer> <model> <format>`: `PASS`, `FAIL reason` or `NO ARCHITECTURE reason`. */
export interface Answers {
  readonly keras: string;
  readonly backend: string;
  readonly verdicts: Readonly<Record<string, string>>;
}

const FORMATS = ['h5', 'keras', 'weights'] as const;
type Format = (typeof FORMATS)[number];

const HEADER = `# Keras 3, version by version

Written by \`node scripts/keras-versions.ts\`, which converts the whole-model fixtures of Keras 2.2.4, 2.10 and 2.15 and asks the
newest patch of every Keras 3 minor: does \`load_model\` of \`.h5\` and \`.keras\`, and \`load_weights\` of \`.weights.h5\` into the same
architecture, predict as the Keras that wrote the source did?

Keras 3.0 to 3.6 ran on TensorFlow 2.16, later ones on TensorFlow 2.21, all on processors alone.
`;

/** The document: how many pass in each version, from which version each model does, and every failure. */
export function renderVersions(all: readonly Answers[]): string {
  return [HEADER, totals(all), fromWhich(all), failures(all)].join('\n');
}

function nameOf({ keras, backend }: Answers): string {
  return backend === 'tensorflow' ? keras : `${keras} (${backend})`;
}

function totals(all: readonly Answers[]): string {
  const rows = all.map((answers) => {
    const cells = FORMATS.map((format) => {
      const these = Object.entries(answers.verdicts).filter(
        ([id, verdict]) => formatOf(id) === format && isAnswer(verdict),
      );
      return `${these.filter(([, verdict]) => verdict === 'PASS').length} of ${these.length}`;
    });
    return `| ${nameOf(answers)} | ${cells.join(' | ')} |`;
  });
  return ['## How many pass', '', '| Keras | `h5` | `keras` | `weights` |', '|---|---|---|---|', ...rows, ''].join(
    '\n',
  );
}

/** Where Keras 3 cannot build the architecture to load weights into, nothing is said of the file. */
function isAnswer(verdict: string): boolean {
  return !verdict.startsWith('NO ARCHITECTURE');
}

function formatOf(id: string): string {
  return id.split(' ')[2] ?? '';
}

function modelOf(id: string): string {
  return id.split(' ')[1] ?? '';
}

function fromWhich(all: readonly Answers[]): string {
  const models = [...new Set(all.flatMap(({ verdicts }) => Object.keys(verdicts).map(modelOf)))].sort();
  const rows = models.map(
    (model) => `| ${model} | ${FORMATS.map((format) => support(all, model, format)).join(' | ')} |`,
  );
  return [
    '## From which version each model is supported',
    '',
    'On TensorFlow, whichever Keras 2 wrote it; *all* is 3.0 and later.',
    '',
    '| model | `h5` | `keras` | `weights` |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function support(all: readonly Answers[], model: string, format: Format): string {
  const answers = all
    .filter(({ backend }) => backend === 'tensorflow')
    .map(({ keras, verdicts }) => {
      const these = Object.entries(verdicts).filter(([id]) => modelOf(id) === model && formatOf(id) === format);
      const said = these.map(([, verdict]) => verdict).filter(isAnswer);
      return {
        minor: keras.split('.').slice(0, 2).join('.'),
        asked: said.length > 0,
        passes: said.every((one) => one === 'PASS'),
      };
    })
    .filter(({ asked }) => asked);
  const lastFailure = answers.findLastIndex(({ passes }) => !passes);
  if (answers.length === 0) return 'not buildable';
  if (lastFailure < 0) return 'all';
  const next = answers[lastFailure + 1];
  const earlier = answers.slice(0, lastFailure).filter(({ passes }) => passes);
  if (next && earlier.length === 0) return `from ${next.minor}`;
  const failing = answers.filter(({ passes }) => !passes).map(({ minor }) => minor);
  return failing.length === answers.length ? 'none (see below)' : `not in ${failing.join(', ')}`;
}

/** Failures alike but for names and numbers are told once, with the versions and models they are of. */
function failures(all: readonly Answers[]): string {
  const kinds = new Map<string, Map<string, Set<string>>>();
  for (const answers of all) {
    for (const [id, verdict] of Object.entries(answers.verdicts)) {
      if (verdict === 'PASS' || !isAnswer(verdict)) continue;
      const where = `${modelOf(id)} \`${formatOf(id)}\``;
      const models = kinds.get(gist(verdict)) ?? new Map<string, Set<string>>();
      models.set(where, (models.get(where) ?? new Set()).add(nameOf(answers)));
      kinds.set(gist(verdict), models);
    }
  }
  const lines = [...kinds].map(([reason, models]) => {
    const where = [...models].map(([model, versions]) => `${model} in ${[...versions].join(', ')}`).sort();
    return `- ${reason}\n${where.map((one) => `  - ${one}`).join('\n')}`;
  });
  return ['## What fails', '', ...(lines.length === 0 ? ['Nothing.'] : lines), ''].join('\n');
}

const MOST_CHARACTERS = 160;

function gist(verdict: string): string {
  const words = verdict
    .replace(/^FAIL /, '')
    .replace(/(?:\x1b)?\[\d+m/g, '') // Keras prints some of its words in bold
    .replace(/\bdiffers by [^ ]+/, 'differs by some')
    .replace(/\d{4,}/g, 'N');
  return (words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS)}…` : words)
    .replaceAll('<', '&lt;')
    .replaceAll('*', '\\*');
}
