lambda x: torch.abs(x)
