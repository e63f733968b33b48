"""Question 3: backpropagation, as a satnav that recalculates; why not simply start at the right answer."""
