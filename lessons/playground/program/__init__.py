"""A run of the playground as a whole program to read and to run: with NumPy alone, with PyTorch, with the engine.

To be read in this order: `written`, what is asked of this folder; `template`, the notation of the programs' texts;
`facts`, what of a run they ask about; `data` with `made_data`, `wide_data` and `own_data`, `network` with `saved`,
`activations`, `optimiser` and `loop`, the pieces of programs; and the programs themselves, `numpy_template` with
`numpy_text`, `torch_text` and `engine_text`.
"""
