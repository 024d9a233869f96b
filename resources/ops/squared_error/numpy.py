class SquaredError:
    def __init__(self):
        self.difference = None

    def forward(self, y, t):
        self.difference = y - t
        out = np.sum(self.difference * self.difference) / 2

        return out

    def backward(self, dout):
        dy = dout * self.difference
        dt = dout * -self.difference

        return dy, dt
