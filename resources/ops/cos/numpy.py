class CosLayer:
    def __init__(self):
        self.x = None

    def forward(self, x):
        self.x = x
        out = np.cos(x)

        return out

    def backward(self, dout):
        dx = dout * -np.sin(self.x)

        return dx
