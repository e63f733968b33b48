"""Why backpropagation is cheap: weight by weight and way by way beside one way back that recycles, and its price."""
