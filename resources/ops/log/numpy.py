class LogLayer:
    def __init__(self):
        self.x = None

    def forward(self, x):
        self.x = x
        out = np.log(x)

        return out

    def backward(self, dout):
        dx = dout * np.divide(1.0, self.x)

        return dx
