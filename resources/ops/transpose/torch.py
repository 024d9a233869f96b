lambda x: torch.atleast_2d(x).T
