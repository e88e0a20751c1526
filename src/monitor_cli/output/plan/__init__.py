"""What is left of the plan's earlier home."""
