class MinLayer:
    def __init__(self):
        self.first = None

    def forward(self, x, y):
        self.first = np.less_equal(x, y) | np.isnan(x)  # a tie goes to x
        out = np.where(self.first, x, y)

        return out

    def backward(self, dout):
        dx = np.where(self.first, dout, 0.0)
        dy = np.where(self.first, 0.0, dout)

        return dx, dy
