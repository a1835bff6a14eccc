from accounts.documents.letter import Letter, headline, letter

__all__ = ["Letter", "headline", "letter"]
