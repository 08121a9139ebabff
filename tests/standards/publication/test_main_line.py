"""The walk to the published standard."""

from standards.states import S


def test_the_walk_ends_published(project_at):
    project = project_at(S.PUBLISHED)
    assert project.state == S.PUBLISHED
    assert project.number == "T/ZSA 1-2026"
