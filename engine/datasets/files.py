"""The files that come with the package, read where it is installed: in a folder, a wheel or a zip."""


def read(name: str) -> bytes:
    """Return the contents of a file in the package's data folder.

    Args:
        name: The file's name, such as "digits.npz".
    """
    from importlib import resources  # only when a file is wanted: it would slow `import engine`

    return resources.files("engine.datasets").joinpath("data", name).read_bytes()


def read_lines(name: str) -> list[str]:
    """Return the lines of a UTF-8 text file in the data folder, without those that are empty."""
    return [line for line in read(name).decode("utf-8").splitlines() if line]
