"""Making the demo hospital, and its sign-ins."""

from hospital_integrity.demo.operations.making import exists, make
from hospital_integrity.demo.operations.signing import SIGN_INS, sign_ins

__all__ = ["SIGN_INS", "exists", "make", "sign_ins"]
