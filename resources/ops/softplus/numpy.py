class SoftplusLayer:
    def __init__(self):
        self.x = None

    def forward(self, x):
        self.x = x
        out = np.logaddexp(x, 0.0)  # no overflow

        return out

    def backward(self, dout):
        dx = dout * (1 / (1 + np.exp(-self.x)))

        return dx
