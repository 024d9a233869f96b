class Transpose:
    def __init__(self):
        self.shape = None

    def forward(self, x):
        self.shape = np.shape(x)
        out = np.transpose(np.atleast_2d(x))

        return out

    def backward(self, dout):
        dx = np.transpose(np.atleast_2d(dout)).reshape(self.shape)

        return dx
