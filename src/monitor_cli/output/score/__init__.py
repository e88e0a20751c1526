"""What is left of the breakdown's earlier home."""
