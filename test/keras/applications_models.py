"""Six published architectures with random weights, small images and few classes."""


def build(L, keras, tf):
    A = keras.applications
    options = {"weights": None, "input_shape": (64, 64, 3), "classes": 5}

    def network(make):
        return lambda: (make(**options), None, None)

    return {
        name: network(getattr(A, name))
        for name in ("MobileNetV2", "DenseNet121", "EfficientNetB0", "Xception", "ResNet50V2")
    } | {"NASNetMobile": lambda: (A.NASNetMobile(**{**options, "input_shape": (224, 224, 3)}), None, None)}
