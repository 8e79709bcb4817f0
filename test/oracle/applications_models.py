"""Six published architectures with random weights, small images and few classes."""


def build(L, keras, tf):
    def network(name, size):
        def f():
            make = getattr(keras.applications, name)
            return make(weights=None, input_shape=(size, size, 3), classes=5), None, None

        f.deep = True
        return f

    # NASNetMobile takes one size only; Xception no image below 71.
    sizes = {"MobileNetV2": 64, "DenseNet121": 64, "EfficientNetB0": 64, "Xception": 96, "ResNet50V2": 64, "NASNetMobile": 224}
    return {name: network(name, size) for name, size in sizes.items()}
