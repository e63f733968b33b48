"""Why so many mistakes: is it stubborn?"""
