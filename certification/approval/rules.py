"""Conditions of the approval (认定 第六、十九条)."""

from __future__ import annotations

from certification.approval.papers import RECOGNITION

council_has_approved = RECOGNITION.approved(
    "R19", "The council, which approves the publication, approved the recognition (第六、十九条)."
)
council_has_refused = RECOGNITION.refused("The council refused the recognition.")
