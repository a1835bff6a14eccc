from records.actions.files import accept, store_bytes, store_file, upload_limit
from records.actions.numbers import take_number

__all__ = ["accept", "store_bytes", "store_file", "take_number", "upload_limit"]
