def affine(x, w, b):
    x = torch.atleast_2d(x)  # a row is a sample
    return x.reshape(len(x), -1) @ torch.atleast_2d(w) + b
