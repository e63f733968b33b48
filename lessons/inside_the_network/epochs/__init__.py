"""How many examples stand behind one update: epoch, batch and mini-batch, on a hill and on real scans."""
