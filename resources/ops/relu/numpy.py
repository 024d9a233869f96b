class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = np.less_equal(x, 0)
        out = np.where(self.mask, 0.0, x)

        return out

    def backward(self, dout):
        dx = np.where(self.mask, 0.0, dout)  # dout itself stays as it is

        return dx
