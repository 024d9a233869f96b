class ExpLayer:
    def __init__(self):
        self.out = None

    def forward(self, x):
        self.out = np.exp(x)

        return self.out

    def backward(self, dout):
        dx = dout * self.out

        return dx
