"""One page about one body or many, which opens offline in any browser and speaks all three languages."""
