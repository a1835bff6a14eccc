"""Taking files in."""

import errno
import hashlib
import unicodedata
from collections.abc import Sequence
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accounts.models import User
from records.errors import DiskFull, FileRefused, NotStored
from records.models import StoredFile
from records.rules import file_types
from records.rules.file_types import DOCUMENTS, MEGABYTE, FileType, Flaw

LONGEST_NAME = 255


def upload_limit() -> int:
    """The largest accepted file in bytes (`PORTAL_MAX_UPLOAD_MB`, 20 unless set)."""
    return int(settings.PORTAL_MAX_UPLOAD_MB) * MEGABYTE


def accept(upload: File, allowed: Sequence[FileType] = DOCUMENTS) -> FileType:
    """What type of file this is. Raises FileRefused, which tells what would be accepted."""
    name, size = upload.name or "", upload.size
    if not size:
        raise FileRefused(_("The file is empty."))
    limit = upload_limit()
    if size > limit:
        raise FileRefused(
            _("The file is %(size)s MB; at most %(limit)s MB is accepted.")
            % {"size": _megabytes(size), "limit": limit // MEGABYTE}
        )
    kind = file_types.named(name, allowed)
    if kind is None:
        raise FileRefused(_wrong_type(name, allowed))
    flaw = file_types.flaw(upload, kind)
    upload.seek(0)
    if flaw is not None:
        raise FileRefused(_flawed(flaw, kind))
    return kind


def store_file(
    upload: File, *, by: User | None, allowed: Sequence[FileType] = DOCUMENTS
) -> StoredFile:
    """Check an upload and keep it as it is. Raises FileRefused; then nothing is kept.

    NotStored is the refusal of the portal's own disk.
    """
    kind = accept(upload, allowed)
    return _store(upload, name=upload.name or "", media_type=kind.media_type, by=by)


def store_bytes(data: bytes, *, name: str, media_type: str, by: User | None) -> StoredFile:
    """Keep bytes that the portal itself has made, under the name people will see."""
    if not data:
        raise FileRefused(_("The file is empty."))
    return _store(ContentFile(data), name=name, media_type=media_type, by=by)


def _store(content: File, *, name: str, media_type: str, by: User | None) -> StoredFile:
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    content.seek(0)
    stored = StoredFile(
        sha256=digest.hexdigest(),
        size=content.size,
        name=tidy_name(name),
        media_type=media_type,
        uploaded_by=by,
    )
    try:
        stored.content.save(stored.name, content, save=False)
    except OSError as error:
        raise _not_stored(error) from error
    stored.save(force_insert=True)
    return stored


def _not_stored(error: OSError) -> NotStored:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(
            _("The portal's disk is full, so the file was not kept. Tell the administrator.")
        )
    return NotStored(_("The portal could not write the file. Tell the administrator."))


def tidy_name(name: str) -> str:
    """A name fit for people and file systems: no folders, no control characters, not too long."""
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    shown = "".join(sign for sign in base if unicodedata.category(sign)[0] != "C").strip(" .")
    ending = PurePath(shown).suffix
    return shown.removesuffix(ending)[: LONGEST_NAME - len(ending)] + ending[:LONGEST_NAME]


def _megabytes(size: int) -> str:
    """Rounded up to a tenth, so that a file just above the limit does not read as the limit."""
    tenths = -(-size * 10 // MEGABYTE)
    return number_format(tenths / 10, decimal_pos=1)


def _wrong_type(name: str, allowed: Sequence[FileType]) -> str:
    ending = PurePath(name).suffix.removeprefix(".").upper()
    accepted = ", ".join(kind.label for kind in allowed)
    if not ending:
        return _("The file's name does not tell its type; accepted: %(accepted)s.") % {
            "accepted": accepted
        }
    return _("%(type)s files are not accepted; accepted: %(accepted)s.") % {
        "type": ending[:10],
        "accepted": accepted,
    }


def _flawed(flaw: Flaw, kind: FileType) -> str:
    match flaw:
        case Flaw.OTHER_CONTENT:
            return _("The file's content is not %(type)s although its name says so.") % {
                "type": kind.label
            }
        case Flaw.TOO_MANY_PARTS:
            return _("The file consists of more than %(limit)s parts, which is not accepted.") % {
                "limit": file_types.MOST_PARTS
            }
        case Flaw.UNPACKS_TOO_LARGE:
            return _("The file unpacks to more than %(limit)s MB, which is not accepted.") % {
                "limit": file_types.MOST_UNPACKED // MEGABYTE
            }
