"""Papers, forms, notices and ballots of projects are told apart by keys that carry the app."""

from django.db import migrations

from zsa_portal.regulations.renaming import keys_renamed

NAMES = (
    "announcement",
    "approval_draft",
    "approval_explanation",
    "approval_letter",
    "approval_other",
    "approval_overview",
    "comment_table_paper",
    "comparison_report",
    "drafting_explanation",
    "enquiry",
    "enquiry_draft",
    "enquiry_other",
    "filing_letter",
    "filing_other",
    "licensing_declaration",
    "novelty_report",
    "patent_report",
    "project_approval",
    "project_notice",
    "proposal_attachment",
    "proposal_form",
    "proposal_summary",
    "review_draft",
    "review_explanation",
    "review_minutes",
    "sealed_proposal",
    "standard_cover",
    "standard_outline",
    "standard_summary",
    "standard_text",
    "technical_review",
    "work_plan",
    "working_draft",
)


class Migration(migrations.Migration):
    dependencies = [
        ("standards", "0008_meetings_and_engagements_move_down"),
        ("zsa_ballots", "0003_keys_carry_their_app"),
        ("zsa_documents", "0002_keys_carry_their_app"),
        ("zsa_notices", "0002_keys_carry_their_app"),
    ]

    operations = [
        keys_renamed(
            {name: f"standards.{name}" for name in NAMES},
            "zsa_ballots.Ballot.kind",
            "zsa_documents.Document.kind",
            "zsa_documents.DocumentEvent.kind",
            "zsa_documents.IssuedForm.kind",
            "zsa_notices.Notice.kind",
            past=(
                "zsa_ballots.Ballot:asked_once",
                "zsa_ballots.Ballot:counted_once",
                "zsa_documents.Document:update_update",
                "zsa_documents.IssuedForm:issued_once",
                "zsa_notices.Notice:notice_stays",
            ),
        )
    ]
