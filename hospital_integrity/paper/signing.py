"""Signing a finished PDF (PAdES B-B) so that any change of it afterwards is seen by every reader of PDF."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding

from hospital_integrity.paper.keyfile import SigningKey

FIELD = "Signature"


def sign(body: bytes, key: SigningKey) -> bytes:
    """The file with a signature over all of it, made now, which allows no later change.

    pyHanko is loaded here, because it takes half a second and hospitals without a key never need it.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    class Writer(IncrementalPdfFileWriter):  # type: ignore[misc]
        def _update_meta(self) -> None:
            """Leave the metadata as they are: rewritten, some validators no longer find that this is PDF/A."""

    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    signer = signers.PdfSigner(meta, _signer(key, signers), new_field_spec=fields.SigFieldSpec(FIELD, on_page=0))
    signed = BytesIO()
    signer.sign_pdf(Writer(BytesIO(body)), output=signed)
    return signed.getvalue()


def _signer(key: SigningKey, signers: Any) -> Any:
    from asn1crypto.keys import PrivateKeyInfo
    from asn1crypto.x509 import Certificate
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    class Signer(signers.SimpleSigner):  # type: ignore[misc, name-defined]
        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
            """Sign with the key as it was loaded; pyHanko would check an RSA key anew each time."""
            return key.signature(data)

    own, *others = (Certificate.load(one.public_bytes(Encoding.DER)) for one in (key.certificate, *key.others))
    store = SimpleCertificateStore()
    store.register_multiple(others)
    return Signer(own, PrivateKeyInfo.load(key.plain), store)
