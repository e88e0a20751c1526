"""What is left of the rating's earlier home."""
