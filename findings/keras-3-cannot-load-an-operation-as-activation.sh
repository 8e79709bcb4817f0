#!/usr/bin/env bash
# Keras 3 takes a function of keras.ops for an activation, trains with it and saves the model, but cannot load what it saved: it
# writes {"module": "builtins", "class_name": "function", "config": "cos"}, which it looks for among the built-in activations
# and the user's own objects alone (serialize_keras_object, activations.get). Those it does find are the operations that are
# called like an activation, such as keras.ops.tanh. Both layouts, .keras and .h5.
# Seen with Keras 3.3.3 and 3.15.1 on the JAX backend. Exits 1 if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/ask.py" <<'P'
import keras

def again(activation, suffix):
    keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, activation=activation)]).save("m" + suffix)
    try:
        keras.models.load_model("m" + suffix)
        return "loads"
    except Exception:
        return "fails"

print(keras.__version__, *(again(f, suffix) for f in (keras.ops.tanh, keras.ops.cos) for suffix in (".keras", ".h5")))
P
expected='3.3.3 loads loads fails fails
3.15.1 loads loads fails fails'
python3 -m venv "$folder/python"
found=''
for version in 3.3.3 3.15.1; do
  "$folder/python/bin/pip" install --quiet --disable-pip-version-check "keras==$version" 'numpy<2.3' 'scipy<1.16' 'jax[cpu]<0.6' packaging 1>&2
  found+=$(cd "$folder" && KERAS_BACKEND=jax "$folder/python/bin/python" ask.py 2> errors.txt || tail -1 errors.txt)$'\n'
done
echo "$found"
[ "$found" = "$expected"$'\n' ] || { echo 'this has changed' >&2; exit 1; }
