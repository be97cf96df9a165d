"""The one way in which the launcher gives up."""


class LaunchError(Exception):
    """A plain sentence for the person at the keyboard, and the exit code to leave with."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code
