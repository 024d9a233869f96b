class Softmax:
    def __init__(self):
        self.shape = None
        self.out = None

    def forward(self, x):
        self.shape = np.shape(x)
        x = np.atleast_2d(x)
        x = x.reshape(len(x), -1)  # a row is a sample
        y = np.exp(x - np.max(x, axis=1, keepdims=True))  # no overflow
        self.out = y / np.sum(y, axis=1, keepdims=True)

        return self.out.reshape(self.shape)

    def backward(self, dout):
        dout = np.reshape(dout, self.out.shape)
        mean = np.sum(dout * self.out, axis=1, keepdims=True)
        dx = self.out * (dout - mean)

        return dx.reshape(self.shape)
