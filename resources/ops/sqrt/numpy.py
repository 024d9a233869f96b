class SqrtLayer:
    def __init__(self):
        self.out = None

    def forward(self, x):
        self.out = np.sqrt(x)

        return self.out

    def backward(self, dout):
        dx = dout * (1 / (2 * self.out))

        return dx
