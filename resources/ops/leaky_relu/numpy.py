class LeakyRelu:
    def __init__(self, slope):
        self.slope = slope
        self.positive = None

    def forward(self, x):
        self.positive = np.greater(x, 0)
        out = np.where(self.positive, x, self.slope * x)

        return out

    def backward(self, dout):
        dx = np.where(self.positive, dout, self.slope * dout)

        return dx
