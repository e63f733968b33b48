"""Activation function: is that the power button?"""
