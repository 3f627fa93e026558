"""Making the demo hospital, and its sign-ins."""

from hospital_integrity.demo.operations.making import exists, make
from hospital_integrity.demo.operations.signing import SIGN_INS, SignIn, sign_ins

__all__ = ["SIGN_INS", "SignIn", "exists", "make", "sign_ins"]
