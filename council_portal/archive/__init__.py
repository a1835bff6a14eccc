"""Past meetings: read from a file, judged by the rules of today's meetings, written back out."""

from .exporting import export
from .importing import Report, import_file
from .refusals import ArchiveRefused

__all__ = ["ArchiveRefused", "Report", "export", "import_file"]
