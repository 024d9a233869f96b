lambda x: torch.sigmoid(x)
