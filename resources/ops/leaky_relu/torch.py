lambda x, slope: torch.where(x > 0, x, slope * x)
