"""Backup and restore: one snapshot and its files onto an empty database, every checksum proved."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from tests.restored import another_database, portal_on, restored
from zsa_portal.documents import store
from zsa_portal.documents.backups import manifest, restoring, writing
from zsa_portal.documents.models import File, Removal
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.sealing import seal_logs

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def files(tmp_path, settings):
    """A store of one's own with two files."""
    settings.FILES_ROOT = tmp_path / "store"
    return [store.put_own(data, media_type="text/plain") for data in (b"one", "二".encode())]


@pytest.fixture
def backup(files, make_matter, tmp_path):
    """A backup of the test's database, with a sealed log in it."""
    make_matter()
    assert seal_logs()
    call_command("backup", str(tmp_path / "backup"))
    return tmp_path / "backup"


def test_a_backup_is_restored_onto_an_empty_database_with_every_checksum_equal(
    backup, files, tmp_path
):
    state = tmp_path / "other"
    with another_database() as address:
        portal = portal_on(address, state)
        done = restored(backup, portal)
        assert done.returncode == 0, done.stderr
        assert "every checksum is equal, the logs verify" in done.stdout
        assert "2 files" in done.stdout
        again = restored(backup, portal)
        assert again.returncode == 1
        assert "The database is not empty" in again.stderr
    found = {path.name for path in state.rglob("*") if path.is_file()}
    assert found >= {file.sha256 for file in files}


def test_a_database_with_tables_is_refused(backup):
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(backup))


def test_a_folder_with_something_in_it_takes_no_backup(backup):
    with pytest.raises(CommandError, match="is not empty"):
        call_command("backup", str(backup))


def test_a_database_without_tables_takes_no_backup(files, tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "ORDINARY", "SELECT relname FROM pg_class WHERE false")
    with pytest.raises(CommandError, match="the portal was never started on it"):
        call_command("backup", str(tmp_path / "backup"))
    assert list((tmp_path / "backup").iterdir()) == []


def test_a_file_that_the_store_lost_is_named_and_the_rest_is_kept(files, tmp_path):
    lost, changed = files
    store.path_of(lost).unlink()
    path = store.path_of(changed)
    path.chmod(0o600)
    path.write_bytes(b"x")
    with pytest.raises(CommandError, match="2 stored files were not whole"):
        call_command("backup", str(tmp_path / "backup"))
    assert manifest.Manifest.read(tmp_path / "backup").files == 0
    assert [*manifest.wrong_in(tmp_path / "backup")] == []


def test_a_file_that_was_removed_for_good_is_missed_by_nobody(files, make_matter, tmp_path):
    gone, _kept = files
    by = make_matter().people["staff"]
    matter = Matter.objects.get()
    Removal.objects.create(file=gone, matter=matter, by=by, done_at=clock.now())
    store.path_of(gone).unlink()
    call_command("backup", str(tmp_path / "backup"))
    found = manifest.Manifest.read(tmp_path / "backup")
    assert found.files == 1
    assert restoring.prove(found).wrong == []


def test_a_backup_with_a_changed_or_missing_file_is_refused_by_name(backup, monkeypatch, settings):
    monkeypatch.setattr(restoring, "names", lambda *_given: [])
    settings.FILES_ROOT = backup / "nowhere"
    place = store.relative_path(File.objects.first().sha256)
    path = backup / "files" / place
    path.chmod(0o600)
    path.write_bytes(b"x")
    with pytest.raises(CommandError, match="another checksum"):
        call_command("restore", str(backup))
    path.unlink()
    with pytest.raises(CommandError, match="missing"):
        call_command("restore", str(backup))
    (backup / manifest.CHECKSUMS).unlink()
    with pytest.raises(CommandError, match="was not finished"):
        call_command("restore", str(backup))


def test_a_backup_of_another_release_is_refused(backup, monkeypatch):
    monkeypatch.setattr(restoring, "names", lambda *_given: [])
    found = manifest.Manifest.read(backup)
    told = found.migrations
    found.migrations = [*told, "archive.9999_later"]
    assert any("does not know archive.9999_later" in one for one in refusals(backup, found))
    found.migrations = told[:-1]
    assert any("older release" in one for one in refusals(backup, found))
    found.migrations = told
    assert not any("release" in one for one in refusals(backup, found))


def test_a_squashed_migration_is_known_by_all_that_it_replaced(backup, monkeypatch):
    monkeypatch.setattr(restoring, "names", lambda *_given: [])
    found = manifest.Manifest.read(backup)
    found.migrations = [one for one in found.migrations if "0001_squashed_" not in one]
    assert not any("release" in one for one in refusals(backup, found))
    found.migrations.remove("zsa_people.0002_history_invitations_imports")
    assert any(
        "older release, without zsa_people.0001_squashed_0008_texts_are_folded" in one
        for one in refusals(backup, found)
    )


def refusals(folder, found):
    return list(restoring._refusals(folder, found))


def test_what_differs_after_a_restore_is_said(backup, files):
    found = manifest.Manifest.read(backup)
    found.tables["zsa_documents_file"] += 1
    store.path_of(files[0]).unlink()
    wrong = " ".join(restoring.prove(found).wrong)
    assert "zsa_documents_file: 2 rows instead of 3" in wrong
    assert files[0].sha256 in wrong
