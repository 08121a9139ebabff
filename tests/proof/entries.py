"""What it puts in the menu: one line, under a heading of its own, for staff."""

from zsa_portal.people.menu import MENU, Entry, Group, staff

SUGGESTIONS = Group("Suggestions", 15)

MENU.add(
    "proof.begin", Entry("New suggestion", "proof:begin", "lightbulb", {SUGGESTIONS: 10}, staff)
)
