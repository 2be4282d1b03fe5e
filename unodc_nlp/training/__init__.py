"""Training of the tokenizer and the recogniser from gold, and the benchmark."""
