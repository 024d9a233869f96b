class MeanLayer:
    def __init__(self, axis=None):
        self.axis = axis
        self.shape = None
        self.size = None

    def forward(self, x):
        self.shape = np.shape(x)
        x = np.atleast_2d(x)
        self.size = np.size(x) if self.axis is None else x.shape[self.axis]
        if self.axis is None:
            return np.sum(x) / self.size

        return np.sum(x, axis=self.axis, keepdims=True) / self.size

    def backward(self, dout):
        dx = dout * (1 / self.size) * np.ones(self.shape)

        return dx
