class SquareLayer:
    def __init__(self):
        self.x = None

    def forward(self, x):
        self.x = x
        out = x * x

        return out

    def backward(self, dout):
        dx = dout * (2 * self.x)

        return dx
