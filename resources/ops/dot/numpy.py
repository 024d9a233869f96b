class Dot:
    def __init__(self):
        self.shape = None
        self.x = None
        self.w = None

    def forward(self, x, w):
        self.shape = np.shape(x)
        x = np.atleast_2d(x)
        self.x = x.reshape(len(x), -1)  # a row is a sample
        self.w = np.atleast_2d(w)
        out = np.dot(self.x, self.w)

        return out

    def backward(self, dout):
        dx = np.dot(dout, self.w.T).reshape(self.shape)
        dw = np.dot(self.x.T, dout)

        return dx, dw
