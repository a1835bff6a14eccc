from records.models.act import LegalAct
from records.models.authority import Authority, AuthorityName
from records.models.file import StoredFile
from records.models.journal import JournalEntry, JournalStream
from records.models.locking import Lockable
from records.models.number import DocumentNumber, NumberSeries

__all__ = [
    "Authority",
    "AuthorityName",
    "DocumentNumber",
    "JournalEntry",
    "JournalStream",
    "LegalAct",
    "Lockable",
    "NumberSeries",
    "StoredFile",
]
