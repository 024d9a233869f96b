class AbsLayer:
    def __init__(self):
        self.x = None

    def forward(self, x):
        self.x = x
        out = np.abs(x)

        return out

    def backward(self, dout):
        dx = dout * np.sign(self.x)  # 0 at 0

        return dx
