from tests.archive.files import archive


def test_first(folder):
    document = archive()
    report = folder.take(document)
    assert report["items"]["m1i1"] == {
        "composition": 10, "participating": 7, "required": 7, "quorum_reached": True,
        "for": 4, "against": 3, "abstain": 0, "outcome": "adopted", "reason": "majority",
    }
    print(report)
    again = folder.take(document)
    assert set(again["created"].values()) == {0}
    assert again["items"] == report["items"] and again["findings"] == report["findings"]
    back = folder.give()
    assert back == document
