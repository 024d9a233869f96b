class CrossEntropy:
    def __init__(self):
        self.shapes = None
        self.y = None
        self.t = None
        self.indices = None

    def forward(self, y, t):
        self.shapes = np.shape(y), np.shape(t)
        self.y = np.atleast_2d(y)
        self.t = np.atleast_2d(t)
        rows, classes = self.y.shape
        self.indices = self.t.shape[1] == 1 and classes != 1
        if self.indices:  # one class per row, by its number
            meant = np.arange(classes) == np.round(self.t)
            known = np.any(meant, axis=1, keepdims=True)
            self.t = np.where(known, meant, np.nan)
        # what is not meant costs nothing: 0 · log 0 counts as 0
        terms = np.where(self.t == 0, 0.0, self.t * np.log(self.y))
        out = -np.sum(terms) / rows

        return out

    def backward(self, dout):
        rows = len(self.y)
        pull = np.where(self.t == 0, 0.0, self.t * (1 / self.y))
        dy = dout * (-pull / rows)
        dt = dout * (-np.log(self.y) / rows)
        if self.indices:
            dt = np.zeros(self.shapes[1])  # a number is a name here

        return dy.reshape(self.shapes[0]), dt.reshape(self.shapes[1])
