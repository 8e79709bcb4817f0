"""What Keras itself does: load each model, save it as .keras. python keras_convert.py FOLDER OUTPUT_FOLDER"""
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras

folder, output = sys.argv[1:3]
for name in sorted(os.listdir(folder)):
    model = keras.models.load_model(os.path.join(folder, name), compile=False)
    model.save(os.path.join(output, name.removesuffix(".h5") + ".keras"))
