"""The sentences that refuse a signature or a correction; each is a msgid somewhere in the code."""

SIGNING = [
    "At least one of the signers signs in the portal.",
    "By this body's rules minutes are not signed on paper.",
    "By this body's rules the minutes are signed with a personal digital signature.",
    "The certificate belongs to somebody else: %(owner)s.",
    "The digital signature does not belong to these minutes or is damaged.",
    "The paper is signed after the minutes were frozen and not after today.",
    "The service that checks digital signatures does not answer. Nothing was signed; try again "
    "later or sign in the system.",
    "The time-stamping service does not answer. Nothing was signed; try again later.",
    "Whoever signs these minutes does not record another person's signature on paper.",
]
CORRECTING = [
    "A signed correction stays; a further correction follows it.",
    "An office that signs the correction is vacant today.",
    "By this body's rules minutes are signed with a personal digital signature. The portal "
    "takes none under a correction yet: correct these minutes on paper and register it.",
    "Minutes are corrected after both signatures; until then they are returned to draft.",
    "No words are corrected.",
    "The office has changed hands since: withdraw the correction and draw it up again.",
    "These words do not stand in that place of the signed minutes: %(words)s",
    "These words do not stand in that text, or they are no correction's to change. Votes, "
    "results, attendance and the texts put to the vote are never corrected: the body decides "
    "anew. The words: %(words)s",
    "These words stand there more than once, quote more of the sentence: %(words)s",
    "Two rows correct the same words.",
    "What is printed and what should be read are the same.",
]
