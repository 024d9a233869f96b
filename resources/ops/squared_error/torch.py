lambda y, t: torch.sum((y - t) ** 2) / 2
