"""Due process of the board, the assessment in full, sanctions, what arrives, and files"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Entries published before this version went the short way: nobody was heard, which stays to be seen.
BOARD_CHECKS = {
    "state": "state IN ('draft', 'returned', 'checked', 'served', 'published', 'withdrawn')",
    "flow": "flow IN ('short', 'full')",
    "three_people": "checked_by <> drafted_by AND checked_by <> decided_by",
    "heard": (
        "state <> 'published' OR flow = 'short' OR (checked_by IS NOT NULL AND served_on IS NOT NULL"
        " AND due_on >= served_on AND (agreed OR shown_from > due_on) AND NOT contested)"
    ),
}


def upgrade() -> None:
    op.create_table(
        "attached_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('pdf', 'png', 'jpeg', 'docx', 'xlsx', 'txt', 'csv')", name=op.f("ck_attached_files_kind")
        ),
        sa.CheckConstraint("size > 0", name=op.f("ck_attached_files_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attached_files")),
        sa.UniqueConstraint("digest", name=op.f("uq_attached_files_digest")),
        info={"append_only": True},
    )
    op.create_table(
        "certificate_check_counts",
        sa.Column("bucket", sa.String(length=32), nullable=False),
        sa.Column("minute", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("bucket", "minute", name=op.f("pk_certificate_check_counts")),
    )
    op.create_table(
        "branches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("head_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["head_id"], ["staff.id"], name=op.f("fk_branches_head_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_branches")),
        sa.UniqueConstraint("name", name=op.f("uq_branches_name")),
    )
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('sick', 'maternity', 'personal', 'study', 'suspended', 'other')", name=op.f("ck_absences_kind")
        ),
        sa.CheckConstraint("last IS NULL OR last >= first", name=op.f("ck_absences_days")),
        sa.ForeignKeyConstraint(["recorded_by"], ["accounts.id"], name=op.f("fk_absences_recorded_by")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_absences_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
        info={"append_only": True},
    )
    with op.batch_alter_table("absences", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absences_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("given_digest", sa.String(length=64), nullable=False),
        sa.Column("given_size", sa.Integer(), nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["attached_files.id"], name=op.f("fk_attachments_file_id")),
        sa.ForeignKeyConstraint(["uploaded_by"], ["accounts.id"], name=op.f("fk_attachments_uploaded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        info={"append_only": True},
    )
    with op.batch_alter_table("attachments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachments_file_id"), ["file_id"], unique=False)
        batch_op.create_index("ix_attachments_uploaded", ["uploaded_by", "uploaded_at"], unique=False)

    op.create_table(
        "board_screens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("registered_by", sa.Integer(), nullable=False),
        sa.Column("registered_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["registered_by"], ["accounts.id"], name=op.f("fk_board_screens_registered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_screens")),
        sa.UniqueConstraint("nonce", name=op.f("uq_board_screens_nonce")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_board_screens_token_hash")),
        info={"append_only": True},
    )
    op.create_table(
        "branch_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.CheckConstraint("to_day IS NULL OR to_day >= from_day", name=op.f("ck_branch_members_days")),
        sa.ForeignKeyConstraint(["branch_id"], ["branches.id"], name=op.f("fk_branch_members_branch_id")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_branch_members_department_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_branch_members")),
    )
    with op.batch_alter_table("branch_members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_branch_members_branch_id"), ["branch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_branch_members_department_id"), ["department_id"], unique=False)
        batch_op.create_index(
            "uq_branch_members_open",
            ["department_id"],
            unique=True,
            sqlite_where=sa.text("to_day IS NULL"),
            postgresql_where=sa.text("to_day IS NULL"),
        )

    op.create_table(
        "certificate_issues",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["issued_by"], ["accounts.id"], name=op.f("fk_certificate_issues_issued_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_issues")),
        sa.UniqueConstraint("nonce", name=op.f("uq_certificate_issues_nonce")),
        info={"append_only": True},
    )
    op.create_table(
        "ethics_pages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=30), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("typed_by", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_ethics_pages_department_id")),
        sa.ForeignKeyConstraint(["typed_by"], ["accounts.id"], name=op.f("fk_ethics_pages_typed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ethics_pages")),
        sa.UniqueConstraint("year", "stage", "department_id", name="uq_ethics_pages_page"),
    )
    op.create_table(
        "ethics_returns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=30), nullable=False),
        sa.Column("given_back_to", sa.String(length=30), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("returned_by", sa.Integer(), nullable=True),
        sa.Column("returned_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_ethics_returns_reason")),
        sa.ForeignKeyConstraint(["returned_by"], ["accounts.id"], name=op.f("fk_ethics_returns_returned_by")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_ethics_returns_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ethics_returns")),
        info={"append_only": True},
    )
    with op.batch_alter_table("ethics_returns", schema=None) as batch_op:
        batch_op.create_index("ix_ethics_returns_year_staff", ["year", "staff_id"], unique=False)

    op.create_table(
        "hospital_pictures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_hospital_pictures_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hospital_pictures")),
        sa.UniqueConstraint("sha256", name=op.f("uq_hospital_pictures_sha256")),
        info={"append_only": True},
    )
    op.create_table(
        "sanctions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("document_no", sa.String(length=60), nullable=False),
        sa.Column("decided_by", sa.String(length=60), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("document_no <> ''", name=op.f("ck_sanctions_has_document")),
        sa.CheckConstraint("effective_on >= decided_on", name=op.f("ck_sanctions_days")),
        sa.ForeignKeyConstraint(["corrects"], ["sanctions.id"], name=op.f("fk_sanctions_corrects")),
        sa.ForeignKeyConstraint(["entered_by"], ["accounts.id"], name=op.f("fk_sanctions_entered_by")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_sanctions_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sanctions")),
        sa.UniqueConstraint("nonce", name=op.f("uq_sanctions_nonce")),
        info={"append_only": True},
    )
    with op.batch_alter_table("sanctions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sanctions_corrects"), ["corrects"], unique=False)
        batch_op.create_index(batch_op.f("ix_sanctions_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "suspicions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("source <> ''", name=op.f("ck_suspicions_has_source")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_suspicions_department_id")),
        sa.ForeignKeyConstraint(["opened_by"], ["accounts.id"], name=op.f("fk_suspicions_opened_by")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_suspicions_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspicions")),
        sa.UniqueConstraint("nonce", name=op.f("uq_suspicions_nonce")),
        info={"append_only": True},
    )
    op.create_table(
        "absence_ends",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("absence_id", sa.Integer(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("last IS NOT NULL OR reason <> ''", name=op.f("ck_absence_ends_reason")),
        sa.ForeignKeyConstraint(["absence_id"], ["absences.id"], name=op.f("fk_absence_ends_absence_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["accounts.id"], name=op.f("fk_absence_ends_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence_ends")),
        info={"append_only": True},
    )
    with op.batch_alter_table("absence_ends", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_ends_absence_id"), ["absence_id"], unique=False)

    op.create_table(
        "board_screen_ends",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("screen_id", sa.Integer(), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["ended_by"], ["accounts.id"], name=op.f("fk_board_screen_ends_ended_by")),
        sa.ForeignKeyConstraint(["screen_id"], ["board_screens.id"], name=op.f("fk_board_screen_ends_screen_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_screen_ends")),
        sa.UniqueConstraint("screen_id", name=op.f("uq_board_screen_ends_screen_id")),
        info={"append_only": True},
    )
    op.create_table(
        "entry_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("closing", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachments.id"], name=op.f("fk_entry_files_attachment_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_entry_files_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_files")),
        sa.UniqueConstraint("attachment_id", name=op.f("uq_entry_files_attachment_id")),
        info={"append_only": True},
    )
    with op.batch_alter_table("entry_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_files_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "ethics_windows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=30), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=True),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("last >= first", name=op.f("ck_ethics_windows_days")),
        sa.ForeignKeyConstraint(["cycle_id"], ["ethics_cycles.id"], name=op.f("fk_ethics_windows_cycle_id")),
        sa.ForeignKeyConstraint(["set_by"], ["accounts.id"], name=op.f("fk_ethics_windows_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ethics_windows")),
        info={"append_only": True},
    )
    with op.batch_alter_table("ethics_windows", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ethics_windows_cycle_id"), ["cycle_id"], unique=False)

    op.create_table(
        "intake_cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("content", sa.String(length=4000), nullable=False),
        sa.Column("public_text", sa.String(length=300), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        sa.Column("handed_in_at", sa.DateTime(), nullable=True),
        sa.Column("receipt", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("follow", sa.String(length=10), nullable=False),
        sa.Column("passed_to", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("registered_by", sa.Integer(), nullable=True),
        sa.Column("registered_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'packet') = (amount IS NOT NULL AND taken_at IS NOT NULL AND handed_in_at IS NOT NULL AND receipt IS NOT NULL AND staff_id IS NOT NULL AND amount > 0 AND handed_in_at >= taken_at)",
            name=op.f("ck_intake_cases_packet"),
        ),
        sa.CheckConstraint("(state IN ('decided', 'closed')) = (outcome <> '')", name=op.f("ck_intake_cases_decided")),
        sa.CheckConstraint(
            "channel IN ('letter', 'visit', 'call', 'web', 'box', 'above', 'desk')",
            name=op.f("ck_intake_cases_channel"),
        ),
        sa.CheckConstraint(
            "follow IN ('', 'none', 'entry', 'board', 'problem', 'clarify')", name=op.f("ck_intake_cases_follow")
        ),
        sa.CheckConstraint(
            "kind IN ('complaint', 'praise', 'banner', 'packet', 'message')", name=op.f("ck_intake_cases_kind")
        ),
        sa.CheckConstraint("outcome IN ('', 'verified', 'not_proved', 'untrue')", name=op.f("ck_intake_cases_outcome")),
        sa.CheckConstraint(
            "state IN ('received', 'passed', 'accepted', 'decided', 'closed')", name=op.f("ck_intake_cases_state")
        ),
        sa.CheckConstraint("first_id <> id", name=op.f("ck_intake_cases_first")),
        sa.CheckConstraint("registered_by <> decided_by", name=op.f("ck_intake_cases_two_people")),
        sa.ForeignKeyConstraint(["decided_by"], ["accounts.id"], name=op.f("fk_intake_cases_decided_by")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_intake_cases_department_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_intake_cases_entry_id")),
        sa.ForeignKeyConstraint(["first_id"], ["intake_cases.id"], name=op.f("fk_intake_cases_first_id")),
        sa.ForeignKeyConstraint(["passed_to"], ["departments.id"], name=op.f("fk_intake_cases_passed_to")),
        sa.ForeignKeyConstraint(["registered_by"], ["accounts.id"], name=op.f("fk_intake_cases_registered_by")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_intake_cases_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_cases")),
        sa.UniqueConstraint("nonce", name=op.f("uq_intake_cases_nonce")),
        sa.UniqueConstraint("receipt", name=op.f("uq_intake_cases_receipt")),
    )
    with op.batch_alter_table("intake_cases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intake_cases_department_id"), ["department_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_cases_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_cases_first_id"), ["first_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_cases_staff_id"), ["staff_id"], unique=False)
        batch_op.create_index("ix_intake_cases_state", ["state", "received_on"], unique=False)

    op.create_table(
        "sanction_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sanction_id", sa.Integer(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "verdict = 'dropped' OR entered_by IS NULL OR entered_by <> answered_by",
            name=op.f("ck_sanction_answers_two_people"),
        ),
        sa.CheckConstraint("verdict IN ('confirmed', 'dropped')", name=op.f("ck_sanction_answers_verdict")),
        sa.ForeignKeyConstraint(["answered_by"], ["accounts.id"], name=op.f("fk_sanction_answers_answered_by")),
        sa.ForeignKeyConstraint(["entered_by"], ["accounts.id"], name=op.f("fk_sanction_answers_entered_by")),
        sa.ForeignKeyConstraint(["sanction_id"], ["sanctions.id"], name=op.f("fk_sanction_answers_sanction_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sanction_answers")),
        sa.UniqueConstraint("sanction_id", name=op.f("uq_sanction_answers_sanction_id")),
        info={"append_only": True},
    )
    op.create_table(
        "sanction_endings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("sanction_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("document_no", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("document_no <> ''", name=op.f("ck_sanction_endings_has_document")),
        sa.CheckConstraint("kind IN ('lifted', 'revoked')", name=op.f("ck_sanction_endings_kind")),
        sa.ForeignKeyConstraint(["entered_by"], ["accounts.id"], name=op.f("fk_sanction_endings_entered_by")),
        sa.ForeignKeyConstraint(["sanction_id"], ["sanctions.id"], name=op.f("fk_sanction_endings_sanction_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sanction_endings")),
        sa.UniqueConstraint("nonce", name=op.f("uq_sanction_endings_nonce")),
        info={"append_only": True},
    )
    with op.batch_alter_table("sanction_endings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sanction_endings_sanction_id"), ["sanction_id"], unique=False)

    op.create_table(
        "sanction_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sanction_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachments.id"], name=op.f("fk_sanction_files_attachment_id")),
        sa.ForeignKeyConstraint(["sanction_id"], ["sanctions.id"], name=op.f("fk_sanction_files_sanction_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sanction_files")),
        sa.UniqueConstraint("attachment_id", name=op.f("uq_sanction_files_attachment_id")),
        info={"append_only": True},
    )
    with op.batch_alter_table("sanction_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sanction_files_sanction_id"), ["sanction_id"], unique=False)

    op.create_table(
        "suspicion_findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("suspicion_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column("found_by", sa.Integer(), nullable=True),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(verdict = 'confirmed') = (entry_id IS NOT NULL)", name=op.f("ck_suspicion_findings_entry")
        ),
        sa.CheckConstraint("verdict IN ('confirmed', 'unfounded')", name=op.f("ck_suspicion_findings_verdict")),
        sa.CheckConstraint("words <> ''", name=op.f("ck_suspicion_findings_has_words")),
        sa.CheckConstraint(
            "opened_by IS NULL OR found_by IS NULL OR opened_by <> found_by",
            name=op.f("ck_suspicion_findings_two_people"),
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_suspicion_findings_entry_id")),
        sa.ForeignKeyConstraint(["found_by"], ["accounts.id"], name=op.f("fk_suspicion_findings_found_by")),
        sa.ForeignKeyConstraint(["opened_by"], ["accounts.id"], name=op.f("fk_suspicion_findings_opened_by")),
        sa.ForeignKeyConstraint(["suspicion_id"], ["suspicions.id"], name=op.f("fk_suspicion_findings_suspicion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspicion_findings")),
        sa.UniqueConstraint("suspicion_id", name=op.f("uq_suspicion_findings_suspicion_id")),
        info={"append_only": True},
    )
    op.create_table(
        "grid_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachments.id"], name=op.f("fk_grid_files_attachment_id")),
        sa.ForeignKeyConstraint(["record_id"], ["grid_records.id"], name=op.f("fk_grid_files_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grid_files")),
        sa.UniqueConstraint("attachment_id", name=op.f("uq_grid_files_attachment_id")),
        info={"append_only": True},
    )
    with op.batch_alter_table("grid_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grid_files_record_id"), ["record_id"], unique=False)

    op.create_table(
        "intake_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("original", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachments.id"], name=op.f("fk_intake_files_attachment_id")),
        sa.ForeignKeyConstraint(["case_id"], ["intake_cases.id"], name=op.f("fk_intake_files_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_files")),
        sa.UniqueConstraint("attachment_id", name=op.f("uq_intake_files_attachment_id")),
        info={"append_only": True},
    )
    with op.batch_alter_table("intake_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intake_files_case_id"), ["case_id"], unique=False)

    op.create_table(
        "intake_sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["intake_cases.id"], name=op.f("fk_intake_sources_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_sources")),
        sa.UniqueConstraint("case_id", name=op.f("uq_intake_sources_case_id")),
        info={"append_only": True},
    )
    op.create_table(
        "intake_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("verb", sa.String(length=10), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "verb IN ('received', 'passed', 'accepted', 'decided', 'told', 'closed', 'reopened')",
            name=op.f("ck_intake_steps_verb"),
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["accounts.id"], name=op.f("fk_intake_steps_actor_id")),
        sa.ForeignKeyConstraint(["case_id"], ["intake_cases.id"], name=op.f("fk_intake_steps_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_steps")),
        sa.UniqueConstraint("nonce", name=op.f("uq_intake_steps_nonce")),
        info={"append_only": True},
    )
    with op.batch_alter_table("intake_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intake_steps_case_id"), ["case_id"], unique=False)

    op.create_table(
        "sanction_ending_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ending_id", sa.Integer(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "verdict = 'dropped' OR entered_by IS NULL OR entered_by <> answered_by",
            name=op.f("ck_sanction_ending_answers_two_people"),
        ),
        sa.CheckConstraint("verdict IN ('confirmed', 'dropped')", name=op.f("ck_sanction_ending_answers_verdict")),
        sa.ForeignKeyConstraint(["answered_by"], ["accounts.id"], name=op.f("fk_sanction_ending_answers_answered_by")),
        sa.ForeignKeyConstraint(
            ["ending_id"], ["sanction_endings.id"], name=op.f("fk_sanction_ending_answers_ending_id")
        ),
        sa.ForeignKeyConstraint(["entered_by"], ["accounts.id"], name=op.f("fk_sanction_ending_answers_entered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sanction_ending_answers")),
        sa.UniqueConstraint("ending_id", name=op.f("uq_sanction_ending_answers_ending_id")),
        info={"append_only": True},
    )
    op.create_table(
        "board_appeals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("board_entry_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("paper", sa.String(length=60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_board_appeals_text")),
        sa.ForeignKeyConstraint(["board_entry_id"], ["board_entries.id"], name=op.f("fk_board_appeals_board_entry_id")),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_board_appeals_made_by")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_board_appeals_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_appeals")),
        sa.UniqueConstraint("board_entry_id", "staff_id", "number", name="one_open"),
        sa.UniqueConstraint("id", "made_by", name=op.f("uq_board_appeals_id_made_by")),
        sa.UniqueConstraint("nonce", name=op.f("uq_board_appeals_nonce")),
        info={"append_only": True},
    )
    with op.batch_alter_table("board_appeals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_board_appeals_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "board_hands",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_entry_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("part = 'subject' OR subject_id <> staff_id", name=op.f("ck_board_hands_not_oneself")),
        sa.CheckConstraint(
            "part IN ('draft', 'collect', 'report', 'check', 'serve', 'answer', 'decide', 'appeal', 'subject')",
            name=op.f("ck_board_hands_part"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_board_hands_account_id")),
        sa.ForeignKeyConstraint(["board_entry_id"], ["board_entries.id"], name=op.f("fk_board_hands_board_entry_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_board_hands_staff_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["staff.id"], name=op.f("fk_board_hands_subject_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_hands")),
        sa.UniqueConstraint("board_entry_id", "account_id", name=op.f("uq_board_hands_board_entry_id_account_id")),
        info={"append_only": True},
    )
    with op.batch_alter_table("board_hands", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_board_hands_account_id"), ["account_id"], unique=False)

    op.create_table(
        "board_notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_entry_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("addressee_id", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=10), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("method IN ('system', 'paper', 'left')", name=op.f("ck_board_notices_method")),
        sa.CheckConstraint("due_on > served_on", name=op.f("ck_board_notices_term")),
        sa.ForeignKeyConstraint(["addressee_id"], ["staff.id"], name=op.f("fk_board_notices_addressee_id")),
        sa.ForeignKeyConstraint(["board_entry_id"], ["board_entries.id"], name=op.f("fk_board_notices_board_entry_id")),
        sa.ForeignKeyConstraint(["sent_by"], ["accounts.id"], name=op.f("fk_board_notices_sent_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_notices")),
        sa.UniqueConstraint("board_entry_id", "version", name=op.f("uq_board_notices_board_entry_id_version")),
        info={"append_only": True},
    )
    with op.batch_alter_table("board_notices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_board_notices_addressee_id"), ["addressee_id"], unique=False)

    op.create_table(
        "board_repairs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("board_entry_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_board_repairs_text")),
        sa.ForeignKeyConstraint(["board_entry_id"], ["board_entries.id"], name=op.f("fk_board_repairs_board_entry_id")),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_board_repairs_made_by")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_board_repairs_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_repairs")),
        sa.UniqueConstraint("board_entry_id", "number", name="one_open_repair"),
        sa.UniqueConstraint("nonce", name=op.f("uq_board_repairs_nonce")),
        info={"append_only": True},
    )
    with op.batch_alter_table("board_repairs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_board_repairs_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "board_replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_entry_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["board_entry_id"], ["board_entries.id"], name=op.f("fk_board_replies_board_entry_id")),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_board_replies_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_replies")),
        sa.UniqueConstraint("board_entry_id", "number", name=op.f("uq_board_replies_board_entry_id_number")),
        info={"append_only": True},
    )
    op.create_table(
        "clarifications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("board_entry_id", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(length=12), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "board_entry_id IS NOT NULL OR entry_id IS NOT NULL OR case_id IS NOT NULL",
            name=op.f("ck_clarifications_source"),
        ),
        sa.ForeignKeyConstraint(
            ["board_entry_id"], ["board_entries.id"], name=op.f("fk_clarifications_board_entry_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["intake_cases.id"], name=op.f("fk_clarifications_case_id")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_clarifications_department_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_clarifications_entry_id")),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_clarifications_made_by")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_clarifications_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clarifications")),
        sa.UniqueConstraint("board_entry_id", name=op.f("uq_clarifications_board_entry_id")),
        sa.UniqueConstraint("case_id", name=op.f("uq_clarifications_case_id")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_clarifications_entry_id")),
        sa.UniqueConstraint("nonce", name=op.f("uq_clarifications_nonce")),
        info={"append_only": True},
    )
    with op.batch_alter_table("clarifications", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clarifications_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "board_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("evidence", sa.String(length=500), nullable=False),
        sa.Column("naming", sa.Boolean(), nullable=False),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "verdict = 'agree' OR (text <> '' AND due_on IS NOT NULL)", name=op.f("ck_board_answers_reasons")
        ),
        sa.CheckConstraint("verdict IN ('agree', 'correct', 'object')", name=op.f("ck_board_answers_verdict")),
        sa.ForeignKeyConstraint(["entered_by"], ["accounts.id"], name=op.f("fk_board_answers_entered_by")),
        sa.ForeignKeyConstraint(["notice_id"], ["board_notices.id"], name=op.f("fk_board_answers_notice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_answers")),
        sa.UniqueConstraint("notice_id", name=op.f("uq_board_answers_notice_id")),
        info={"append_only": True},
    )
    op.create_table(
        "board_receipts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("verb IN ('opened', 'acknowledged')", name=op.f("ck_board_receipts_verb")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_board_receipts_account_id")),
        sa.ForeignKeyConstraint(["notice_id"], ["board_notices.id"], name=op.f("fk_board_receipts_notice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_receipts")),
        sa.UniqueConstraint("notice_id", "verb", name=op.f("uq_board_receipts_notice_id_verb")),
        info={"append_only": True},
    )
    op.create_table(
        "board_remedy_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=True),
        sa.Column("repair_id", sa.Integer(), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(appeal_id IS NULL) <> (repair_id IS NULL)", name=op.f("ck_board_remedy_files_one_owner")),
        sa.ForeignKeyConstraint(["appeal_id"], ["board_appeals.id"], name=op.f("fk_board_remedy_files_appeal_id")),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachments.id"], name=op.f("fk_board_remedy_files_attachment_id")
        ),
        sa.ForeignKeyConstraint(["repair_id"], ["board_repairs.id"], name=op.f("fk_board_remedy_files_repair_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_remedy_files")),
        sa.UniqueConstraint("attachment_id", name=op.f("uq_board_remedy_files_attachment_id")),
        info={"append_only": True},
    )
    with op.batch_alter_table("board_remedy_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_board_remedy_files_appeal_id"), ["appeal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_board_remedy_files_repair_id"), ["repair_id"], unique=False)

    op.create_table(
        "board_repair_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("repair_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.String(length=500), nullable=False),
        sa.Column("old_last", sa.Date(), nullable=False),
        sa.Column("new_last", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("reasons <> ''", name=op.f("ck_board_repair_answers_reasons")),
        sa.CheckConstraint("decided_by <> made_by", name=op.f("ck_board_repair_answers_two_people")),
        sa.CheckConstraint("new_last <= old_last", name=op.f("ck_board_repair_answers_shorter")),
        sa.ForeignKeyConstraint(["decided_by"], ["accounts.id"], name=op.f("fk_board_repair_answers_decided_by")),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_board_repair_answers_made_by")),
        sa.ForeignKeyConstraint(["repair_id"], ["board_repairs.id"], name=op.f("fk_board_repair_answers_repair_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_repair_answers")),
        sa.UniqueConstraint("repair_id", name=op.f("uq_board_repair_answers_repair_id")),
        info={"append_only": True},
    )
    op.create_table(
        "board_verdicts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("reasons", sa.String(length=2000), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("reasons <> ''", name=op.f("ck_board_verdicts_reasons")),
        sa.CheckConstraint(
            "verdict = 'taken_back' OR decided_by <> made_by", name=op.f("ck_board_verdicts_two_people")
        ),
        sa.CheckConstraint(
            "verdict IN ('upheld', 'amended', 'withdrawn', 'taken_back')", name=op.f("ck_board_verdicts_verdict")
        ),
        sa.ForeignKeyConstraint(["appeal_id"], ["board_appeals.id"], name=op.f("fk_board_verdicts_appeal_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["accounts.id"], name=op.f("fk_board_verdicts_decided_by")),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_board_verdicts_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_verdicts")),
        sa.UniqueConstraint("appeal_id", name=op.f("uq_board_verdicts_appeal_id")),
        info={"append_only": True},
    )
    op.create_table(
        "clarification_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clarification_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=10), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.Column("proposed_by", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("consent", sa.String(length=10), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("shown_from", sa.Date(), nullable=True),
        sa.Column("shown_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "consent IN ('', 'yes', 'private', 'no', 'unreached')", name=op.f("ck_clarification_steps_consent")
        ),
        sa.CheckConstraint(
            "form IN ('', 'letter', 'face', 'meeting', 'notice')", name=op.f("ck_clarification_steps_form")
        ),
        sa.CheckConstraint(
            "verb <> 'approved' OR (due_on IS NOT NULL AND answers IS NOT NULL AND actor_id <> proposed_by)",
            name=op.f("ck_clarification_steps_two_people"),
        ),
        sa.CheckConstraint(
            "verb <> 'proposed' OR (form <> '' AND text <> '')", name=op.f("ck_clarification_steps_proposed")
        ),
        sa.CheckConstraint(
            "verb IN ('started', 'asked', 'proposed', 'returned', 'approved', 'published', 'visited', 'ended')",
            name=op.f("ck_clarification_steps_verb"),
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["accounts.id"], name=op.f("fk_clarification_steps_actor_id")),
        sa.ForeignKeyConstraint(
            ["answers", "proposed_by"],
            ["clarification_steps.id", "clarification_steps.actor_id"],
            name=op.f("fk_clarification_steps_answers_proposed_by"),
        ),
        sa.ForeignKeyConstraint(
            ["clarification_id"], ["clarifications.id"], name=op.f("fk_clarification_steps_clarification_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clarification_steps")),
        sa.UniqueConstraint("clarification_id", "number", name=op.f("uq_clarification_steps_clarification_id_number")),
        sa.UniqueConstraint("id", "actor_id", name=op.f("uq_clarification_steps_id_actor_id")),
        info={"append_only": True},
    )
    with op.batch_alter_table("clarification_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clarification_steps_verb"), ["verb"], unique=False)

    op.create_table(
        "closing_objection_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("objection_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachments.id"], name=op.f("fk_closing_objection_files_attachment_id")
        ),
        sa.ForeignKeyConstraint(
            ["objection_id"], ["closing_objections.id"], name=op.f("fk_closing_objection_files_objection_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_objection_files")),
        sa.UniqueConstraint("attachment_id", name=op.f("uq_closing_objection_files_attachment_id")),
        info={"append_only": True},
    )
    with op.batch_alter_table("closing_objection_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closing_objection_files_objection_id"), ["objection_id"], unique=False)

    op.create_table(
        "board_amendments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_entry_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["board_entry_id"], ["board_entries.id"], name=op.f("fk_board_amendments_board_entry_id")
        ),
        sa.ForeignKeyConstraint(["verdict_id"], ["board_verdicts.id"], name=op.f("fk_board_amendments_verdict_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_amendments")),
        sa.UniqueConstraint("board_entry_id", "number", name=op.f("uq_board_amendments_board_entry_id_number")),
        sa.UniqueConstraint("verdict_id", name=op.f("uq_board_amendments_verdict_id")),
        info={"append_only": True},
    )
    op.create_table(
        "board_answer_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["board_answers.id"], name=op.f("fk_board_answer_files_answer_id")),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachments.id"], name=op.f("fk_board_answer_files_attachment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_answer_files")),
        sa.UniqueConstraint("attachment_id", name=op.f("uq_board_answer_files_attachment_id")),
        info={"append_only": True},
    )
    with op.batch_alter_table("board_answer_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_board_answer_files_answer_id"), ["answer_id"], unique=False)

    op.create_table(
        "board_findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("reasons", sa.String(length=500), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("reasons <> ''", name=op.f("ck_board_findings_reasons")),
        sa.CheckConstraint("verdict IN ('accepted', 'kept')", name=op.f("ck_board_findings_verdict")),
        sa.CheckConstraint("made_by <> entered_by", name=op.f("ck_board_findings_two_people")),
        sa.ForeignKeyConstraint(["answer_id"], ["board_answers.id"], name=op.f("fk_board_findings_answer_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["accounts.id"], name=op.f("fk_board_findings_entered_by")),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_board_findings_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_findings")),
        sa.UniqueConstraint("answer_id", name=op.f("uq_board_findings_answer_id")),
        info={"append_only": True},
    )
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("board_entry_id", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("verdict_id", sa.Integer(), nullable=True),
        sa.Column("reversal_id", sa.Integer(), nullable=True),
        sa.Column("clarification_id", sa.Integer(), nullable=True),
        sa.Column("document_no", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("effects", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_corrections_reason")),
        sa.CheckConstraint("board_entry_id IS NOT NULL OR entry_id IS NOT NULL", name=op.f("ck_corrections_subject")),
        sa.ForeignKeyConstraint(["board_entry_id"], ["board_entries.id"], name=op.f("fk_corrections_board_entry_id")),
        sa.ForeignKeyConstraint(
            ["clarification_id"], ["clarifications.id"], name=op.f("fk_corrections_clarification_id")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_corrections_entry_id")),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_corrections_made_by")),
        sa.ForeignKeyConstraint(["reversal_id"], ["entries.id"], name=op.f("fk_corrections_reversal_id")),
        sa.ForeignKeyConstraint(["verdict_id"], ["board_verdicts.id"], name=op.f("fk_corrections_verdict_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
        sa.UniqueConstraint("board_entry_id", name=op.f("uq_corrections_board_entry_id")),
        sa.UniqueConstraint("clarification_id", name=op.f("uq_corrections_clarification_id")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_corrections_entry_id")),
        sa.UniqueConstraint("id", "made_by", name=op.f("uq_corrections_id_made_by")),
        sa.UniqueConstraint("nonce", name=op.f("uq_corrections_nonce")),
        sa.UniqueConstraint("reversal_id", name=op.f("uq_corrections_reversal_id")),
        sa.UniqueConstraint("verdict_id", name=op.f("uq_corrections_verdict_id")),
        info={"append_only": True},
    )
    op.create_table(
        "corrected_awards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("correction_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["award_id"], ["awards.id"], name=op.f("fk_corrected_awards_award_id")),
        sa.ForeignKeyConstraint(
            ["correction_id", "made_by"],
            ["corrections.id", "corrections.made_by"],
            name=op.f("fk_corrected_awards_correction_id_made_by"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrected_awards")),
        sa.UniqueConstraint("correction_id", "award_id", name=op.f("uq_corrected_awards_correction_id_award_id")),
        sa.UniqueConstraint("id", "made_by", name=op.f("uq_corrected_awards_id_made_by")),
        info={"append_only": True},
    )
    with op.batch_alter_table("corrected_awards", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_corrected_awards_award_id"), ["award_id"], unique=False)

    op.create_table(
        "correction_reversals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("correction_id", sa.Integer(), nullable=False),
        sa.Column("reversal_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["corrections.id"], name=op.f("fk_correction_reversals_correction_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_correction_reversals_made_by")),
        sa.ForeignKeyConstraint(["reversal_id"], ["entries.id"], name=op.f("fk_correction_reversals_reversal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_reversals")),
        sa.UniqueConstraint("correction_id", name=op.f("uq_correction_reversals_correction_id")),
        sa.UniqueConstraint("reversal_id", name=op.f("uq_correction_reversals_reversal_id")),
        info={"append_only": True},
    )
    op.create_table(
        "corrected_award_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("corrected_award_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=6), nullable=False),
        sa.Column("reasons", sa.String(length=500), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("decision IN ('keep', 'reopen')", name=op.f("ck_corrected_award_decisions_decision")),
        sa.CheckConstraint("reasons <> ''", name=op.f("ck_corrected_award_decisions_reasons")),
        sa.CheckConstraint("decided_by <> made_by", name=op.f("ck_corrected_award_decisions_two_people")),
        sa.ForeignKeyConstraint(
            ["corrected_award_id", "made_by"],
            ["corrected_awards.id", "corrected_awards.made_by"],
            name=op.f("fk_corrected_award_decisions_corrected_award_id_made_by"),
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["accounts.id"], name=op.f("fk_corrected_award_decisions_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrected_award_decisions")),
        sa.UniqueConstraint("corrected_award_id", name=op.f("uq_corrected_award_decisions_corrected_award_id")),
        info={"append_only": True},
    )
    with op.batch_alter_table("board_entries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("flow", sa.String(length=5), server_default="short", nullable=False))
        batch_op.add_column(sa.Column("clause_set", sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column("clause_number", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("case_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("checked_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("served_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("agreed", sa.Boolean(), server_default=sa.text("(false)"), nullable=False))
        batch_op.add_column(sa.Column("contested", sa.Boolean(), server_default=sa.text("(false)"), nullable=False))
        batch_op.create_foreign_key(batch_op.f("fk_board_entries_checked_by"), "accounts", ["checked_by"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_board_entries_case_id"), "intake_cases", ["case_id"], ["id"])
        batch_op.drop_constraint(batch_op.f("ck_board_entries_state"), type_="check")
        for name, condition in BOARD_CHECKS.items():
            batch_op.create_check_constraint(batch_op.f(f"ck_board_entries_{name}"), condition)

    with op.batch_alter_table("closing_proposals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("proof", sa.Text(), nullable=True))

    with op.batch_alter_table("hospital_profiles", schema=None) as batch_op:
        batch_op.add_column(sa.Column("emblem", sa.String(length=64), nullable=True))

    with op.batch_alter_table("imported_awards", schema=None) as batch_op:
        batch_op.add_column(sa.Column("level", sa.String(length=20), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("imported_awards", schema=None) as batch_op:
        batch_op.drop_column("level")

    with op.batch_alter_table("hospital_profiles", schema=None) as batch_op:
        batch_op.drop_column("emblem")

    with op.batch_alter_table("closing_proposals", schema=None) as batch_op:
        batch_op.drop_column("proof")

    with op.batch_alter_table("board_entries", schema=None) as batch_op:
        for name in BOARD_CHECKS:
            batch_op.drop_constraint(batch_op.f(f"ck_board_entries_{name}"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_board_entries_state"), "state IN ('draft', 'returned', 'published', 'withdrawn')"
        )
        batch_op.drop_constraint(batch_op.f("fk_board_entries_case_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_board_entries_checked_by"), type_="foreignkey")
        batch_op.drop_column("contested")
        batch_op.drop_column("agreed")
        batch_op.drop_column("due_on")
        batch_op.drop_column("served_on")
        batch_op.drop_column("checked_by")
        batch_op.drop_column("case_id")
        batch_op.drop_column("clause_number")
        batch_op.drop_column("clause_set")
        batch_op.drop_column("flow")

    op.drop_table("corrected_award_decisions")
    op.drop_table("correction_reversals")
    with op.batch_alter_table("corrected_awards", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_corrected_awards_award_id"))

    op.drop_table("corrected_awards")
    op.drop_table("corrections")
    op.drop_table("board_findings")
    with op.batch_alter_table("board_answer_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_board_answer_files_answer_id"))

    op.drop_table("board_answer_files")
    op.drop_table("board_amendments")
    with op.batch_alter_table("closing_objection_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closing_objection_files_objection_id"))

    op.drop_table("closing_objection_files")
    with op.batch_alter_table("clarification_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clarification_steps_verb"))

    op.drop_table("clarification_steps")
    op.drop_table("board_verdicts")
    op.drop_table("board_repair_answers")
    with op.batch_alter_table("board_remedy_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_board_remedy_files_repair_id"))
        batch_op.drop_index(batch_op.f("ix_board_remedy_files_appeal_id"))

    op.drop_table("board_remedy_files")
    op.drop_table("board_receipts")
    op.drop_table("board_answers")
    with op.batch_alter_table("clarifications", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clarifications_staff_id"))

    op.drop_table("clarifications")
    op.drop_table("board_replies")
    with op.batch_alter_table("board_repairs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_board_repairs_staff_id"))

    op.drop_table("board_repairs")
    with op.batch_alter_table("board_notices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_board_notices_addressee_id"))

    op.drop_table("board_notices")
    with op.batch_alter_table("board_hands", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_board_hands_account_id"))

    op.drop_table("board_hands")
    with op.batch_alter_table("board_appeals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_board_appeals_staff_id"))

    op.drop_table("board_appeals")
    op.drop_table("sanction_ending_answers")
    with op.batch_alter_table("intake_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_intake_steps_case_id"))

    op.drop_table("intake_steps")
    op.drop_table("intake_sources")
    with op.batch_alter_table("intake_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_intake_files_case_id"))

    op.drop_table("intake_files")
    with op.batch_alter_table("grid_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grid_files_record_id"))

    op.drop_table("grid_files")
    op.drop_table("suspicion_findings")
    with op.batch_alter_table("sanction_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sanction_files_sanction_id"))

    op.drop_table("sanction_files")
    with op.batch_alter_table("sanction_endings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sanction_endings_sanction_id"))

    op.drop_table("sanction_endings")
    op.drop_table("sanction_answers")
    with op.batch_alter_table("intake_cases", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_cases_state")
        batch_op.drop_index(batch_op.f("ix_intake_cases_staff_id"))
        batch_op.drop_index(batch_op.f("ix_intake_cases_first_id"))
        batch_op.drop_index(batch_op.f("ix_intake_cases_entry_id"))
        batch_op.drop_index(batch_op.f("ix_intake_cases_department_id"))

    op.drop_table("intake_cases")
    with op.batch_alter_table("ethics_windows", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ethics_windows_cycle_id"))

    op.drop_table("ethics_windows")
    with op.batch_alter_table("entry_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_files_entry_id"))

    op.drop_table("entry_files")
    op.drop_table("board_screen_ends")
    with op.batch_alter_table("absence_ends", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_absence_ends_absence_id"))

    op.drop_table("absence_ends")
    op.drop_table("suspicions")
    with op.batch_alter_table("sanctions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sanctions_staff_id"))
        batch_op.drop_index(batch_op.f("ix_sanctions_corrects"))

    op.drop_table("sanctions")
    op.drop_table("hospital_pictures")
    with op.batch_alter_table("ethics_returns", schema=None) as batch_op:
        batch_op.drop_index("ix_ethics_returns_year_staff")

    op.drop_table("ethics_returns")
    op.drop_table("ethics_pages")
    op.drop_table("certificate_issues")
    with op.batch_alter_table("branch_members", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_branch_members_open", sqlite_where=sa.text("to_day IS NULL"), postgresql_where=sa.text("to_day IS NULL")
        )
        batch_op.drop_index(batch_op.f("ix_branch_members_department_id"))
        batch_op.drop_index(batch_op.f("ix_branch_members_branch_id"))

    op.drop_table("branch_members")
    op.drop_table("board_screens")
    with op.batch_alter_table("attachments", schema=None) as batch_op:
        batch_op.drop_index("ix_attachments_uploaded")
        batch_op.drop_index(batch_op.f("ix_attachments_file_id"))

    op.drop_table("attachments")
    with op.batch_alter_table("absences", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_absences_staff_id"))

    op.drop_table("absences")
    op.drop_table("branches")
    op.drop_table("certificate_check_counts")
    op.drop_table("attached_files")
