"""`patria outreach`: set without showing, list without telling, send through provider and server."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from services.contract.commands import AssignAgencies, SubmitReport
from services.contract.contacts import SaveContact
from tests.city.making import ARJUNA
from tests.harness import BackendProcess
from tests.harness.backend import patria
from tests.harness.smtp import Mailbox
from tests.harness.webhook import Webhook
from tests.outreach.office import AGENCY, contact, write_channels
from tests.outreach.test_restart import ask

pytestmark = pytest.mark.scenario
SECRET = "kata-sandi-surel-31"


def run(*words: str, folder: Path, text: str = "") -> subprocess.CompletedProcess[str]:
    command = patria("outreach", *words, "--data-dir", str(folder))
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False, timeout=60)


def test_a_provider_is_set_listed_tried_and_taken_away(tmp_path: Path) -> None:
    with Mailbox(user="posko", password=SECRET) as mailbox:
        template = mailbox.template("posko", SECRET)
        done = run("set", "email", "--stdin", folder=tmp_path, text=f"{template}\n")
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "channels.toml").stat().st_mode & 0o777 == 0o600
        listed = run("list", folder=tmp_path)
        assert "mailto://•••  belum diverifikasi" in listed.stdout
        assert "sms       tidak ada: dihubungi dengan tangan" in listed.stdout
        tried = run("try", "email", "saya@contoh.go.id", folder=tmp_path)
        assert tried.returncode == 0, tried.stderr
        assert mailbox.messages[0]["To"] == "saya@contoh.go.id"
        assert "belum diverifikasi" in run("list", folder=tmp_path).stdout, "taken is not arrived"
        assert run("confirm", "email", folder=tmp_path).returncode == 0
        assert "  diverifikasi 20" in run("list", folder=tmp_path).stdout
        run("set", "email", "--stdin", folder=tmp_path, text=f"{template}\n")
        assert "belum diverifikasi" in run("list", folder=tmp_path).stdout, "another template, another proof"
    gone = run("try", "email", "saya@contoh.go.id", folder=tmp_path)
    assert gone.returncode == 2
    assert "Connection refused" in gone.stderr
    for said in (done, listed, tried, gone):
        assert SECRET not in said.stdout + said.stderr
    assert run("drill", "email", "latihan@contoh.go.id", folder=tmp_path).returncode == 0
    assert run("schedule", "tue", "--hour", "9", folder=tmp_path).returncode == 0
    listed = run("list", folder=tmp_path)
    assert "latihan: latihan@contoh.go.id" in listed.stdout
    assert "tue pukul 09" in listed.stdout
    assert run("unset", "email", folder=tmp_path).returncode == 0
    assert "mailto" not in run("list", folder=tmp_path).stdout


@pytest.mark.parametrize(
    ("words", "text", "answer"),
    [
        (["set", "phone", "--stdin"], "x://{phone}", "dengan tangan"),
        (["set", "email", "--stdin"], "tanpa tempat", "Templat"),
        (["set", "email", "--stdin", "--keyring"], "mailto://127.0.0.1/?to={address}&from=a@b.id", "keyring"),
        (["unset", "sms"], "", "Tidak ada penyedia"),
        (["confirm", "telegram"], "", "Tidak ada penyedia"),
        (["try", "sms", "0812 3456 7890"], "", "Belum ada penyedia"),
        (["drill", "radio", "kanal 1"], "", "tidak dikirim"),
        (["drill", "email", "bukan surel"], "", "surel"),
        (["schedule", "minggu"], "", "Hari"),
        (["test", "dlh"], "", "Tidak ada server"),
    ],
)
def test_what_cannot_be_is_said_in_words(tmp_path: Path, words: list[str], text: str, answer: str) -> None:
    done = run(*words, folder=tmp_path, text=text)
    assert done.returncode == 2
    assert answer in done.stderr
    assert "Traceback" not in done.stderr


def test_messages_and_tests_go_through_the_running_server(tmp_path: Path) -> None:
    with Webhook() as hook, BackendProcess(tmp_path, arguments=["--city", str(ARJUNA)]) as backend:
        ask(
            backend,
            [
                SubmitReport(text="Banjir di jalan raya"),
                SaveContact(contact=contact("kepala", ("webhook", f"{hook.url}/kepala"))),
                AssignAgencies(incident_id=1, agencies=(AGENCY,), task="Kirim dua pompa"),
            ],
        )
        write_channels(tmp_path, {"webhook": "json://{url}"})
        done = run("send", "1", "--contact", "kepala", folder=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "Kirim dua pompa" in hook.wait()[0].body["message"]
        done = run("test", AGENCY, folder=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "UJI SALURAN" in hook.wait(2)[1].body["message"]
        refused = run("send", "9", folder=tmp_path)
        assert refused.returncode == 2
        assert "tidak ada dalam log ini" in refused.stderr
