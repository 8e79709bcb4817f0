"""Ask the Keras that runs this script in which order it lists the layers of models.

    python layer_order.py MODELS.json

MODELS.json holds a list of serialized models. The last line printed is the list of their answers: a list of names, or a text
that says why this Keras does not build the model.
"""

import json
import os
import sys
import warnings

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
warnings.simplefilter("ignore")
import keras


def order(model):
    keras.utils.clear_session()
    try:
        return [layer.name for layer in keras.saving.deserialize_keras_object(model).layers]
    except Exception as error:
        return " ".join(str(error).split())[-300:]


with open(sys.argv[1], encoding="utf-8") as f:
    print(json.dumps([order(model) for model in json.load(f)]))
