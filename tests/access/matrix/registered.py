"""The register of documents (cl. 12, 23)."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access.rows import GET, POST, Row

REGISTER = "Document register (12, 23)"


def letter(_place: object) -> dict[str, object]:
    file = SimpleUploadedFile("letter.pdf", b"%PDF-1.4 x", "application/pdf")
    return {"direction": "incoming", "title": "Хат", "correspondent": "ЖОО", "upload": file}


# fmt: off
REGISTERED = [
    Row(
        route="minutes:document_list", method=GET, on="body", action=REGISTER,
        council="200 RS CTR MIN; 403 ADM RC RD RM",
        association="200 US MIN; 403 ADM R* CTR UC UD UM",
        section="200 MIN; 403 ADM R* CTR U* S*",
    ),
    Row(
        route="minutes:document_sheet_export", method=GET, on="body", action=REGISTER,
        council="200 RS CTR MIN; 403 ADM RC RD RM",
        association="200 US MIN; 403 ADM R* CTR UC UD UM",
        section="200 MIN; 403 ADM R* CTR U* S*",
    ),
    Row(
        route="minutes:document_register", method=GET, on="body", action=REGISTER,
        council="200 RS CTR; 403 ADM RC RD RM MIN",
        association="200 US; 403 ADM R* CTR MIN UC UD UM",
        section="403 ADM R* CTR MIN U* S*",
    ),
    Row(
        route="minutes:document_register", method=POST, on="body", action=REGISTER,
        council="302 RS CTR; 403 ADM RC RD RM MIN",
        association="302 US; 403 ADM R* CTR MIN UC UD UM",
        section="403 ADM R* CTR MIN U* S*",
        data=letter,
    ),
    Row(
        route="minutes:document_detail", method=GET, on="document", action=REGISTER,
        council="200 RS CTR MIN", association="200 US MIN", section="200 MIN",
    ),
    Row(
        route="minutes:document_file", method=GET, on="document", action=REGISTER,
        council="200 RS CTR MIN", association="200 US MIN", section="200 MIN",
    ),
    Row(
        route="minutes:document_cancel", method=GET, on="document", action=REGISTER,
        council="200 RS CTR; 403 MIN", association="200 US; 403 MIN", section="403 MIN",
    ),
    Row(
        route="minutes:document_cancel", method=POST, on="document", action=REGISTER,
        council="302 RS CTR; 403 MIN", association="302 US; 403 MIN", section="403 MIN",
        data=lambda _place: {"reason": "Себебі"},
    ),
]
