from pathlib import Path


def test_show(signed):
    Path("/tmp/spike/full.pdf").write_bytes(signed.pdf.read())
    assert signed.state == "signed"
