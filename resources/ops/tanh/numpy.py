class TanhLayer:
    def __init__(self):
        self.out = None

    def forward(self, x):
        self.out = np.tanh(x)

        return self.out

    def backward(self, dout):
        dx = dout * (1 - self.out * self.out)

        return dx
