"""Asks every release of Keras 2 which classes and functions it had, and writes src/keras/history/releases.ts:

    python3 scripts/keras-history.py [FOLDER]     # packages are downloaded once, into FOLDER or a temporary one (1.5 GB)

Nothing of a package is run: its wheel's sources are parsed. Releases of Keras itself are told by their own version; a TensorFlow
by the version its Keras writes into files, which several share ("2.2.4-tf": TensorFlow 1.13 to 2.1). So a name that came with
the second of them is dated by the first, and a file with that version may hold Keras's own or the user's.
"""
import ast, glob, json, os, re, subprocess, sys, tarfile, tempfile, zipfile

KERAS = ['2.0.%d' % n for n in range(10)] + ['2.1.%d' % n for n in range(7)] + ['2.2.%d' % n for n in range(6)] + ['2.3.0', '2.3.1']
# TensorFlow's Keras by the Python whose wheel is read; from 2.6 on it is a package of its own, from 2.16 on called tf-keras.
TENSORFLOW = [('tensorflow', v, '36') for v in ('1.4.1', '1.5.1', '1.6.0', '1.7.1', '1.8.0', '1.9.0', '1.10.1', '1.11.0', '1.12.3', '1.13.2', '1.14.0', '1.15.5')]
TENSORFLOW += [('tensorflow-cpu', v, '36') for v in ('2.1.4', '2.2.3', '2.3.4')] + [('tensorflow-cpu', v, '38') for v in ('2.4.4', '2.5.3')]
TF_KERAS = ['2.6.0', '2.7.0', '2.8.0', '2.9.0', '2.10.0', '2.11.0', '2.12.0', '2.13.1', '2.14.0', '2.15.0']
TF_KERAS_ALONE = ['2.16.0', '2.17.0', '2.18.0', '2.19.0', '2.20.1', '2.21.0']
ROOTS = ('tensorflow/python/keras/', 'tensorflow_core/python/keras/', 'tf_keras/src/', 'tf_keras/', 'keras/src/', 'keras/')
# The files, below Keras's root, that hold each family. TensorFlow's own initializers are Keras's too.
FAMILIES = {
  'layers': r'(layers/.*|legacy/layers|engine/(topology|input_layer|base_layer|base_preprocessing_layer|sequential|training|network|functional|.*model.*)|models|feature_column/.*|premade.*|applications/.*)\.py',
  'activations': r'(activations(/activations)?|applications/.*)\.py',
  'initializers': r'initializers(/.*|_v\d|\.py)',
  'regularizers': r'regularizers(/.*)?\.py',
  'constraints': r'constraints(/.*)?\.py',
  'losses': r'losses(/.*)?\.py',
  'metrics': r'metrics(/.*\.py|\.py)',
  'optimizers': r'(optimizers(/.*)?|optimizer_v2/.*|optimizer_experimental/.*|mixed_precision/(experimental/)?loss_scale_optimizer)(\.py)',
}
FUNCTIONS = {'activations', 'initializers', 'regularizers', 'constraints', 'losses', 'metrics', 'optimizers'}
INIT_OPS = re.compile(r'tensorflow(_core)?/python/ops/init_ops(_v2)?\.py$')


def download(folder, name, version, python=None):
    target = os.path.join(folder, name, version)
    if not glob.glob(target + '/*.*'):
        os.makedirs(target, exist_ok=True)
        pip = [sys.executable, '-m', 'pip', 'download', '-q', '--no-deps', '--disable-pip-version-check', '-d', target]
        if python:
            pip += ['--only-binary=:all:', '--implementation', 'cp', '--python-version', python, '--abi', 'cp' + python + ('m' if python < '38' else '')]
            pip += [part for tag in ('manylinux1', 'manylinux2010', 'manylinux2014') for part in ('--platform', tag + '_x86_64')]
        subprocess.run(pip + ['%s==%s' % (name, version)], check=True)
    return glob.glob(target + '/*.*')[0]


def sources(package):
    """Every Python file of a wheel or source archive that may be of interest, by its path inside the package."""
    if package.endswith('.whl'):
        with zipfile.ZipFile(package) as archive:
            for name in archive.namelist():
                path = name.split('.data/purelib/')[-1]
                if name.endswith('.py') and (below_root(path) is not None or INIT_OPS.search(path)): yield path, archive.read(name).decode()
    else:
        with tarfile.open(package) as archive:
            for member in archive:
                if member.name.endswith('.py'): yield member.name.split('/', 1)[1], archive.extractfile(member).read().decode()


def below_root(path):
    for root in ROOTS:
        if path.startswith(root): return re.sub(r'^_impl/keras/', '', path[len(root):])


class Release:
    def __init__(self, package):
        self.names = {family: set() for family in FAMILIES}
        self.classes, self.version, self.applications = {}, None, {}
        for path, text in sources(package):
            inside = below_root(path)
            if inside is None and not INIT_OPS.search(path): continue
            if re.search(r'(_test|/tests?/.*)\.py$', path): continue
            families = ['initializers'] if inside is None else [f for f, files in FAMILIES.items() if re.fullmatch(files, inside) or (f == 'initializers' and re.match(files, inside))]
            if inside in ('__init__.py', ''):
                found = re.findall(r"^ *__version__ = '([^']+)'", text, re.M)
                if found: self.version = found[-1]
            if not families: continue
            self.read(ast.parse(text), families, inside or '')

    def read(self, module, families, path):
        def statements(body):
            for node in body:
                yield node
                if isinstance(node, (ast.If, ast.Try)): yield from statements(node.body + node.orelse)
        for node in statements(module.body):
            names = []
            if isinstance(node, ast.ClassDef):
                names, _ = [node.name], self.classes.setdefault(node.name, node)
            elif isinstance(node, ast.FunctionDef): names = [node.name]
            elif isinstance(node, ast.Assign) and isinstance(node.value, (ast.Name, ast.Attribute)):
                names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            for name in names:
                if name.startswith('__') or name in ('serialize', 'deserialize', 'get', 'keras_export', 'K'): continue
                for family in families:
                    if isinstance(node, ast.FunctionDef) and family not in FUNCTIONS: continue
                    if path.startswith('applications/') and family == 'activations' and name != 'relu6': continue
                    self.names[family].add(name)

    def keys(self, name, seen=()):
        """What get_config of a class writes, and what its constructor takes, of the classes it extends too."""
        node = self.classes.get(name)
        if node is None or name in seen or name in ('Layer', 'Module'): return set()
        keys = set()
        for method in node.body:
            if not isinstance(method, ast.FunctionDef) or method.name not in ('get_config', '__init__'): continue
            if method.name == '__init__':
                keys |= {a.arg for a in method.args.args + method.args.kwonlyargs} - {'self'}
            for part in ast.walk(method):
                if isinstance(part, ast.Dict) and method.name == 'get_config': keys |= {k.value if isinstance(k, ast.Constant) else k.s for k in part.keys if isinstance(k, (ast.Constant, ast.Str))}
                if isinstance(part, ast.Call) and getattr(part.func, 'id', '') == 'dict' and method.name == 'get_config': keys |= {k.arg for k in part.keywords if k.arg}
                if isinstance(part, ast.Call) and getattr(part.func, 'attr', '') in ('pop', 'get') and getattr(getattr(part.func, 'value', None), 'id', '') == 'kwargs' and part.args and isinstance(part.args[0], ast.Constant): keys.add(part.args[0].value)
                if isinstance(part, ast.Subscript) and isinstance(part.ctx, ast.Store) and method.name == 'get_config' and isinstance(part.slice, ast.Constant): keys.add(part.slice.value)
        for base in node.bases: keys |= self.keys(base.attr if isinstance(base, ast.Attribute) else getattr(base, 'id', ''), seen + (name,))
        return {key for key in keys if isinstance(key, str)}


def tuple_of(version):
    return tuple(int(part) for part in re.match(r'(\d+)\.(\d+)\.(\d+)', version).groups())


def is_layer(release, name, seen=()):
    node = release.classes.get(name)
    if name in ('Layer', 'Wrapper', 'Recurrent', 'Model', 'Container', 'Network'): return True
    if node is None or name in seen: return False
    return any(is_layer(release, b.attr if isinstance(b, ast.Attribute) else getattr(b, 'id', ''), seen + (name,)) for b in node.bases)


def kept(family, name, releases):
    """What a file may name: no helper of a module."""
    if name.startswith('_'): return False
    if family == 'layers': return any(is_layer(r, name) for r in releases)
    if family == 'activations': return True
    if family == 'optimizers': return name[0].isupper() and not name.startswith(('Base', 'Backend', 'Legacy', 'Fake', 'Null', 'Callable', 'Restored', 'NonFused'))
    if name[0].islower() and name not in KERAS_3['activations'] | KERAS_3['losses'] | KERAS_3['metrics'] | SHORT: return False
    return name in KERAS_3[family] - HELPERS or name[0].isupper() or name in SHORT


# Short names, and those that are gone in Keras 3.
SHORT = {'logcosh', 'huber_loss', 'cosine_proximity', 'cosine', 'acc', 'bce', 'mse', 'mae', 'mape', 'msle', 'kld', 'maxnorm', 'nonneg', 'unitnorm', 'radial_constraint', 'orthogonal_regularizer', 'lecun_normal'}
HELPERS = {'compute_fans', 'assert_thresholds_range', 'confusion_matrix', 'is_evenly_distributed_thresholds', 'parse_init_thresholds', 'reduce_to_samplewise_values', 'update_confusion_matrix_variables', 'AUCCurve', 'AUCSummationMethod', 'ConfusionMatrix'}
KERAS_3 = {}
BASE = {'name', 'trainable', 'dtype', 'dynamic', 'batch_input_shape', 'batch_size', 'input_shape', 'input_dtype', 'autocast', 'kwargs', 'weights', 'activity_regularizer'}


def row(values):
    return json.dumps(values).replace('"', "'")


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp()
    own = [(v, Release(download(folder, 'keras', v))) for v in KERAS]
    tensorflow = [Release(download(folder, *package)) for package in TENSORFLOW]
    tensorflow = [(r.version, r) for r in tensorflow] + [(v, Release(download(folder, 'keras', v))) for v in TF_KERAS]
    tensorflow += [(v, Release(download(folder, 'tf-keras', v))) for v in TF_KERAS_ALONE]
    KERAS_3.update(Release(download(folder, 'keras', '3.3.3')).names)
    releases = [r for _, r in own + tensorflow]
    first = [min((v for v, _ in column), key=tuple_of) for column in (own, tensorflow)]
    lines = [HEAD % {'own': first[0], 'tf': first[1]}]
    lines.append('export const SINCE: Readonly<Record<Family, Readonly<Record<string, Since>>>> = {')
    for family in FAMILIES:
        rows = {name: [None, None] for name in KERAS_3[family] if family != 'layers' and kept(family, name, releases)}
        for column, packages in enumerate((own, tensorflow)):
            for version, release in sorted(packages, key=lambda one: tuple_of(one[0])):
                for name in release.names[family]:
                    if kept(family, name, releases):
                        since = rows.setdefault(name, [None, None])
                        since[column] = since[column] or version
        lines.append('  %s: {' % family)
        lines += ["    %s: [%s]," % (name, ', '.join('undefined' if v is None else row(v) for v in since)) for name, since in sorted(rows.items()) if since != first]
        lines.append('  },')
    lines += ['};', '', KEYS]
    for name in sorted({name for r in releases for name in r.names['layers'] if kept('layers', name, [r])}):
        keys = sorted({key for r in releases if name in r.classes for key in r.keys(name)} - BASE)
        if keys: lines.append('  %s: %s,' % (name, row(keys)))
    lines += ['};', '']
    target = os.path.join(os.path.dirname(__file__), '../src/keras/history/releases.ts')
    os.makedirs(os.path.dirname(target), exist_ok=True)
    open(target, 'w').write('\n'.join(lines))
    subprocess.run(['npx', 'biome', 'format', '--write', os.path.abspath(target)], check=True, cwd=os.path.dirname(os.path.abspath(__file__)))


HEAD = """// Made by scripts/keras-history.py, which asks the releases themselves: do not edit.

/** The first release of multi-backend Keras that had a name, and the first version that a TensorFlow which had it wrote into its files. */
export type Since = readonly [keras: string | undefined, tensorflow: string | undefined];

export type Family = 'layers' | 'activations' | 'initializers' | 'regularizers' | 'constraints' | 'losses' | 'metrics' | 'optimizers';

/** Names that were not there from the beginning (Keras %(own)s, tf.keras %(tf)s), and Keras 3's that no Keras 2 had. */"""
KEYS = """/** What each layer class of any release wrote into its configuration or took from it, beside what all layers do. */
export const LAYER_KEYS: Readonly<Record<string, readonly string[]>> = {"""

main()
