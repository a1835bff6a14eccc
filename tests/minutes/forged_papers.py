"""The minutes: document, signatures, decisions, files."""

from __future__ import annotations

import json

from minutes.evidence.bundle import BASE_PDF, DOCUMENT, PDF, Bundle
from tests.minutes.forging import document, redraw, repack, seeded


@seeded("document_hash")
def the_document_edited(bundle: Bundle) -> None:
    document(bundle)["parts"][0]["items"][0]["heard"] = "Басқа сөз."


@seeded("document_not_in_journal")
def the_document_edited_under_a_new_hash(bundle: Bundle) -> None:
    document(bundle)["parts"][0]["items"][0]["heard"] = "Басқа сөз."
    redraw(bundle)


@seeded("document_result")
def a_result_in_the_document_edited(bundle: Bundle) -> None:
    document(bundle)["parts"][0]["items"][0]["result"]["for_"] += 1
    redraw(bundle)


@seeded("document_text")
def a_resolution_in_the_document_edited(bundle: Bundle) -> None:
    document(bundle)["parts"][0]["items"][0]["resolution"][0]["text"] = "Қайтарылсын."
    redraw(bundle)


@seeded("document_annulled")
def the_annulled_vote_left_out_of_the_document(bundle: Bundle) -> None:
    document(bundle)["parts"][0]["items"][1].pop("annulled")
    redraw(bundle)


@seeded("document_recused")
def the_recusal_left_out_of_the_document(bundle: Bundle) -> None:
    document(bundle)["parts"][0]["items"][2].pop("recused")
    redraw(bundle)


@seeded("document_hash")
def a_wrong_hash_in_the_register(bundle: Bundle) -> None:
    bundle.facts["minutes"]["document_hash"] = "0" * 64


@seeded("document_differs")
def another_number(bundle: Bundle) -> None:
    bundle.facts["minutes"]["number"] = "77"


@seeded("signature_other_document")
def a_signature_under_another_document(bundle: Bundle) -> None:
    bundle.facts["signatures"][0]["document_hash"] = "0" * 64


@seeded("signer_wrong")
def another_signer(bundle: Bundle) -> None:
    line = bundle.facts["roll"][6]
    bundle.facts["signatures"][0] |= {"signer": line["user"], "membership": line["membership"]}


@seeded("signer_twice")
def one_person_in_both_places(bundle: Bundle) -> None:
    first, second = bundle.facts["signatures"]
    second["signer"] = first["signer"]


@seeded("signature_missing")
def a_signature_left_out(bundle: Bundle) -> None:
    del bundle.facts["signatures"][-1]


@seeded("decision_number")
def a_decision_under_another_number(bundle: Bundle) -> None:
    bundle.facts["decisions"][0]["number"] = "1/9"


@seeded("decision_number")
def a_decision_that_was_not_adopted(bundle: Bundle) -> None:
    item = bundle.facts["agenda"][2]
    bundle.facts["decisions"].append({"item": item, "number": "1/3"})


@seeded("signature_digest")
def a_byte_of_the_signed_pdf_flipped(bundle: Bundle) -> None:
    data = bytearray(bundle.files[PDF])
    data[len(data) // 3] ^= 1
    repack(bundle, bytes(data))


@seeded("pdf_not_as_frozen")
def the_pdf_swapped_for_another(bundle: Bundle) -> None:
    repack(bundle, bundle.files[PDF][: len(bundle.files[BASE_PDF])] + b"\n", BASE_PDF)


@seeded("signature_coverage")
def something_added_after_the_signatures(bundle: Bundle) -> None:
    repack(bundle, bundle.files[PDF] + b"\n% more\n")


@seeded("signature_count")
def the_last_signature_cut_off(bundle: Bundle) -> None:
    repack(bundle, bundle.files[PDF][: bundle.facts["signatures"][0]["size"]])


@seeded("attached_document")
def other_data_than_the_pdf_carries(bundle: Bundle) -> None:
    document(bundle)["place"] = "x"
    redraw(bundle)


@seeded("file_missing")
def the_signed_pdf_left_out(bundle: Bundle) -> None:
    del bundle.files[PDF]


@seeded("file_altered")
def the_document_file_replaced(bundle: Bundle) -> None:
    bundle.files[DOCUMENT] = json.dumps({"number": "1"}).encode()


@seeded("unreadable")
def facts_of_another_shape(bundle: Bundle) -> None:
    bundle.facts["votes"] = {"none": True}
