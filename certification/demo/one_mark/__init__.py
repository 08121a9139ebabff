"""Brings partners and marks to a state by their steps alone, for demonstration and tests."""

from certification.demo.one_mark.marks import MARK_LINE, MarkWalker
from certification.demo.one_mark.partners import PARTNER_LINE, PartnerWalker
from certification.demo.one_mark.people import Cast

__all__ = ["MARK_LINE", "PARTNER_LINE", "Cast", "MarkWalker", "PartnerWalker"]
