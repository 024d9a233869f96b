lambda x: torch.sqrt(x)
