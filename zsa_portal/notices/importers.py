"""The tables that this package lets the readers know."""

from zsa_portal.notices.comment_sheet import CommentTable

__all__ = ["CommentTable"]
