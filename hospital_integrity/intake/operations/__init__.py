"""Writing the register: each verb is one step of a case and one journal event, which never says who it came from."""

from hospital_integrity.intake.operations.deciding import Consequence, decide
from hospital_integrity.intake.operations.registering import register
from hospital_integrity.intake.operations.sources import open_source
from hospital_integrity.intake.operations.stepping import step

__all__ = ["Consequence", "decide", "open_source", "register", "step"]
