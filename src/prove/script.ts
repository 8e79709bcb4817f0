/**
 * The program that a machine's own Python runs: it says which Keras it has, then loads each file it is sent. Requests and
 * answers are lines of JSON; answers go to a copy of standard output, so that nothing a library prints mixes with them.
 *
 * `safe_mode` alone does not make loading safe: Keras before 3.11 ignored it for `.h5` and imported any module that a
 * configuration names. So a configuration is read first, and a model is loaded only if all it names is Keras's own, with no
 * Python code, no other model format and no path of another file in it.
 */
export const PROVE_SCRIPT = `
import importlib.util, json, os, sys, zipfile

answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

def answer(**values):
    answers.write(json.dumps(values) + "\\n")
    answers.flush()

# Without a choice Keras wants TensorFlow, whether it is there or not.
if "KERAS_BACKEND" not in os.environ:
    for backend, module in (("tensorflow", "tensorflow"), ("jax", "jax"), ("torch", "torch")):
        if importlib.util.find_spec(module) is not None:
            os.environ["KERAS_BACKEND"] = backend
            break
try:
    import keras, h5py
    answer(keras=str(keras.__version__), backend=str(keras.backend.backend()))
except BaseException as error:
    answer(missing=f"{type(error).__name__}: {error}"[:300])
    sys.exit()

# The modules that a result may name. Operations are classes of their own modules; a bare function of any other could be one
# that opens or fetches files.
MODULES = {"builtins", "keras", "keras.layers", "keras.initializers", "keras.regularizers", "keras.constraints",
           "keras.activations", "keras.losses", "keras.metrics", "keras.optimizers", "keras.optimizers.schedules",
           "keras.dtype_policies", "keras.models", "keras.src.models.functional", "keras.src.models.sequential",
           "keras.src.applications.convnext", "keras.src.ops.core", "keras.src.ops.image", "keras.src.ops.linalg",
           "keras.src.ops.math", "keras.src.ops.nn", "keras.src.ops.numpy"}
OWN_CODE = {"Lambda", "__lambda__", "TorchModuleWrapper", "TFSMLayer", "JaxLayer", "FlaxLayer"}
FILES = {"vocabulary", "idf_weights", "filepath"}

def objection(value):
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, dict):
            name, module = item.get("class_name"), item.get("module")
            if isinstance(name, str) and name in OWN_CODE:
                return f"it holds {name}, and code from a file is not run"
            if name is not None and module is not None and module not in MODULES:
                return f"it names {module}.{name}, which is not Keras's own"
            if item.get("registered_name") not in (None, name) and ">" in str(item["registered_name"]):
                return f"it needs {item['registered_name']}, which is not Keras's own"
            if any(isinstance(item.get(key), str) for key in FILES):
                return "it names another file"
            stack.extend(item.values())
    return None

def config_of(path):
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return json.loads(archive.read("config.json"))
    with h5py.File(path, "r") as file:
        return json.loads(file.attrs["model_config"])

def count_layers(path):
    """What load_weights would find: layers that own weights, and the numbers in them."""
    layers, numbers = set(), 0
    with h5py.File(path, "r") as file:
        if path.endswith(".weights.h5"):
            def visit(name, item):
                nonlocal numbers
                if isinstance(item, h5py.Dataset) and not name.startswith("optimizer/"):
                    layers.add(name.rsplit("/vars/", 1)[0])
                    numbers += item.size
            file.visititems(visit)
        else:
            from keras.src.legacy.saving import legacy_h5_format
            group = file if "layer_names" in file.attrs else file["model_weights"]
            for name in legacy_h5_format.load_attributes_from_hdf5_group(group, "layer_names"):
                weights = legacy_h5_format.load_subset_weights_from_hdf5_group(group[name])
                if weights:
                    layers.add(name)
                numbers += sum(int(weight.size) for weight in weights)
    return len(layers), numbers

model, loaded_for = None, None
for line in sys.stdin:
    request = json.loads(line)
    path, source = request["path"], request["source"]
    if source != loaded_for:
        model, loaded_for = None, source
    try:
        if request["model"]:
            why = objection(config_of(path))
            if why is not None:
                answer(kind="not-tried", reason=why)
                continue
            model = keras.models.load_model(path, safe_mode=True)
            answer(kind="loaded", by="load_model", layers=len(model.layers), parameters=int(model.count_params()))
        elif model is not None:
            model.load_weights(path)
            answer(kind="loaded", by="load_weights", layers=len(model.layers), parameters=int(model.count_params()))
        else:
            layers, parameters = count_layers(path)
            answer(kind="loaded", by="layer counts", layers=layers, parameters=parameters)
    except BaseException as error:
        answer(kind="not-loaded", reason=f"{type(error).__name__}: {error}"[:600])
`;
