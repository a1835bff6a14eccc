"""The whole matrix: a row for every route and method, in the order of the way."""

from tests.access.matrix.afar import AFAR
from tests.access.matrix.composing import COMPOSING
from tests.access.matrix.composition import COMPOSITION
from tests.access.matrix.copies import COPIES
from tests.access.matrix.correcting import CORRECTING
from tests.access.matrix.editing import EDITING
from tests.access.matrix.executing import EXECUTING
from tests.access.matrix.kept import KEPT
from tests.access.matrix.packages import PACKAGES
from tests.access.matrix.papers import PAPERS
from tests.access.matrix.portal import PORTAL
from tests.access.matrix.preparing import PREPARING
from tests.access.matrix.registered import REGISTERED
from tests.access.matrix.sections import SECTIONS
from tests.access.matrix.sitting import SITTING
from tests.access.matrix.voting import VOTING
from tests.access.rows import Row

SHEETS: dict[str, list[Row]] = {
    "The front door and bodies": PORTAL,
    "Associations and sections": SECTIONS,
    "Nominations and removals": COMPOSING,
    "Who sits": COMPOSITION,
    "Preparing a meeting": PREPARING,
    "The sitting": SITTING,
    "Votes and ballots": VOTING,
    "Ballots in writing, discussion, dissent": AFAR,
    "Minutes": PAPERS,
    "Corrections of signed minutes": CORRECTING,
    "Copies and review": COPIES,
    "The draft of the minutes": EDITING,
    "Decisions and their execution": EXECUTING,
    "The register of documents": REGISTERED,
    "What is recorded about associations and members": KEPT,
    "Signing in, and the technical pages": PACKAGES,
}
ROWS = [row for sheet in SHEETS.values() for row in sheet]
