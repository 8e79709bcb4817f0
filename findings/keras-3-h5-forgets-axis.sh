#!/usr/bin/env bash
# Keras 3 reads the .h5 files that it writes by rules made for Keras 2's files, and loses settings without a word:
# - before 3.9 every `axis` given as a number is the default again: Concatenate(axis=1) and Softmax(axis=1) come back as
#   axis=-1 and predict something else (model_from_config, legacy/saving/saving_utils.py);
# - to this day (3.15.1) an `axis` of several numbers is: Softmax(axis=[1, 2]) comes back as axis=-1;
# - from 3.14 on a model with Attention(score_mode="dot"), its default, does not load at all: the text "dot" is taken for the
#   function keras.layers.dot.
# Seen with Keras 3.3.3, 3.8.0, 3.9.2, 3.13.2 and 3.15.1 on the JAX backend. Exits 1 if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/ask.py" <<'P'
import keras
L = keras.layers

def again(layer, inputs=1):
    i = [keras.Input((3, 4)) for _ in range(inputs)]
    keras.Model(i, layer(i[0] if inputs == 1 else i)).save("m.h5")
    try:
        return str(keras.models.load_model("m.h5", compile=False).layers[-1].get_config().get("axis", "loaded"))
    except Exception:
        return "fails"

print(keras.__version__, again(L.Softmax(axis=1)), again(L.Softmax(axis=[1, 2])), again(L.Attention(), 2))
P
expected='3.3.3 -1 -1 loaded
3.8.0 -1 -1 loaded
3.9.2 1 -1 loaded
3.13.2 1 -1 loaded
3.15.1 1 -1 fails'
python3 -m venv "$folder/python"
found=''
for version in 3.3.3 3.8.0 3.9.2 3.13.2 3.15.1; do
  "$folder/python/bin/pip" install --quiet --disable-pip-version-check "keras==$version" 'numpy<2.3' 'scipy<1.16' 'jax[cpu]<0.6' packaging 1>&2
  found+=$(cd "$folder" && KERAS_BACKEND=jax "$folder/python/bin/python" ask.py 2> errors.txt || tail -1 errors.txt)$'\n'
done
echo "$found"
[ "$found" = "$expected"$'\n' ] || { echo 'this has changed' >&2; exit 1; }
