"""What a user finds in the menu: only what the user may enter."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from zsa_portal.people.places import Places
from zsa_portal.people.rules import keeps

Item = dict[str, Any]


def _item(path: str, label: str, name: str, icon: str, count: int | None = None) -> Item | None:
    try:
        url = reverse(name)
    except NoReverseMatch:
        return None
    return {"label": label, "url": url, "icon": icon, "active": path == url, "count": count}


def _group(title: str, items: list[Item | None]) -> dict[str, Any] | None:
    there = [item for item in items if item is not None]
    return {"title": title, "items": there} if there else None


def groups(
    path: str, who: Places, *, duties: int, unread: int, is_admin: bool
) -> list[dict[str, Any]]:
    """The menu of a signed-in user with these places; ``path`` is the page shown now."""
    mine = [
        _item(path, _("My desk"), "home:desk", "house"),
        _item(path, _("My duties"), "home:inbox", "inbox", duties),
        _item(path, _("My ballots"), "ballots:mine", "check2-square"),
        _item(path, _("Messages"), "outbox:inbox", "envelope", unread),
    ]
    found = [_group("", mine), _group(_("Standards"), _standards(path, who))]
    if who.administers:
        people = _item(path, _("People and invitations"), "people:my_organisation", "people")
        found.append(_group(_("My organisation"), [people]))
    if who.staff:
        found.append(_group(_("Secretariat"), _staff(path, who)))
    if is_admin:
        admin = _item(path, _("Administration"), "admin:index", "gear")
        found.append(_group(_("Administration"), [admin]))
    return [group for group in found if group is not None]


def _standards(path: str, who: Places) -> list[Item | None]:
    new = _item(path, _("New proposal"), "standards:proposal_new", "file-earmark-plus")
    return [
        _item(path, _("Projects"), "standards:projects", "kanban"),
        new if who.organisations else None,
        *_public(path),
    ]


def _staff(path: str, who: Places) -> list[Item | None]:
    return [
        _item(path, _("Batches: notices and plans"), "standards:batches", "stack"),
        _item(path, _("Moderate opinions"), "notices:moderation", "chat-left-text"),
        _item(path, _("Departments and posts"), "people:departments", "diagram-3"),
        _item(path, _("Organisations"), "people:organisations", "buildings"),
        _item(path, _("Committees and council"), "people:bodies", "people"),
        _item(path, _("Experts"), "people:experts", "person-badge"),
        _item(path, _("Invitations"), "people:invitations", "person-plus"),
        _item(path, _("Import"), "people:imports", "upload") if keeps(who) else None,
        _item(path, _("Deliveries"), "outbox:deliveries", "send"),
        _item(path, _("Routing"), "outbox:routing", "signpost-split"),
        _item(path, _("Rules"), "home:rules", "book"),
    ]


def _public(path: str) -> list[Item | None]:
    return [
        _item(path, _("Published standards"), "standards:catalogue", "journal-text"),
        _item(path, _("Notices and consultations"), "notices:public_list", "megaphone"),
    ]


def public(path: str) -> list[Item]:
    """The menu of the public site."""
    items = [
        _item(path, _("Start"), "home:start", "house"),
        *_public(path),
        _item(path, _("Technical committees"), "people:committees", "people"),
        _item(path, _("Member organisations"), "people:members", "buildings"),
        _item(path, _("What the states mean"), "workflow:states_main", "diagram-2"),
    ]
    return [item for item in items if item is not None]
