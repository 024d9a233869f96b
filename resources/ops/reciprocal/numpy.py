class ReciprocalLayer:
    def __init__(self):
        self.out = None

    def forward(self, x):
        self.out = np.divide(1.0, x)  # as 1 / x, but 1 / 0 is inf

        return self.out

    def backward(self, dout):
        dx = dout * -(self.out * self.out)

        return dx
