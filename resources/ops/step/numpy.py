class StepLayer:
    def forward(self, x):
        out = np.where(np.isnan(x), x, np.greater(x, 0))

        return out

    def backward(self, dout):
        dx = dout * 0.0

        return dx
