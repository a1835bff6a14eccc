"""The one root of every refusal; it lives in the lowest room so that each room can raise it."""


class RuleViolation(Exception):
    """A rule says no.

    `message` is a whole sentence, already in the user's language: it is worded where it is
    raised. `clause` names the clause of the regulation ("20"), or is "" for a rule that is ours.
    """

    def __init__(self, message: str, *, clause: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.clause = clause

    def __str__(self) -> str:
        return self.message


class NotPermitted(RuleViolation):
    """Whoever asked may not do this here."""
