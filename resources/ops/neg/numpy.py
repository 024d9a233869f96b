class NegLayer:
    def forward(self, x):
        out = -x

        return out

    def backward(self, dout):
        dx = -dout

        return dx
