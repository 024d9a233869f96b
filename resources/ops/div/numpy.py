class DivLayer:
    def __init__(self):
        self.y = None
        self.out = None

    def forward(self, x, y):
        self.y = y
        self.out = np.divide(x, y)  # as x / y, but 1 / 0 is inf

        return self.out

    def backward(self, dout):
        dx = dout * np.divide(1.0, self.y)
        dy = dout * -np.divide(self.out, self.y)

        return dx, dy
