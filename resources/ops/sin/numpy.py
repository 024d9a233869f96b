class SinLayer:
    def __init__(self):
        self.x = None

    def forward(self, x):
        self.x = x
        out = np.sin(x)

        return out

    def backward(self, dout):
        dx = dout * np.cos(self.x)

        return dx
