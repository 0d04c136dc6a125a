"""Which key does what: data, so that a city, a person or a screen reader's user can change it.

Single keys work wherever nobody is typing text; keys with a modifier work everywhere. The console hands
overrides from its settings to `KeyMap.with_overrides` and shows the problems it returns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

translate = QCoreApplication.translate


class Action(StrEnum):
    """Everything a key can do."""

    CLAIM = "claim"
    RELEASE = "release"
    ASSIGN = "assign"
    RECOMMENDED = "recommended"
    STATUS = "status"
    CHANGE = "change"
    DUPLICATE = "duplicate"
    PRANK = "prank"
    GHOST = "ghost"
    INFORMATION = "information"
    OUTSIDE = "outside"
    NOTE = "note"
    RELOCATE = "relocate"
    NEW_REPORT = "new_report"
    COMMAND = "command"
    SEARCH = "search"
    QUEUE = "queue"
    DETAIL = "detail"
    CONTACTS = "contacts"
    MAP = "map"
    MAP_HOME = "map_home"
    MAP_MODE = "map_mode"
    SOUND = "sound"
    NEXT_PANE = "next_pane"
    PREVIOUS_PANE = "previous_pane"
    TAB_1 = "tab_1"
    TAB_2 = "tab_2"
    TAB_3 = "tab_3"
    TAB_4 = "tab_4"
    TAB_5 = "tab_5"
    ORDERS = "orders"
    FORWARD = "forward"
    KEYS = "keys"
    STEPS = "steps"
    COMPARE = "compare"
    UNMERGE = "unmerge"
    BORDER = "border"
    PROOF = "proof"
    FILE_PROOF = "file_proof"
    PAUSE = "pause"
    PROMISE = "promise"
    PICTURE = "picture"


DEFAULTS: Final = MappingProxyType(
    {
        Action.CLAIM: "K",
        Action.RELEASE: "L",
        Action.ASSIGN: "A",
        Action.RECOMMENDED: "R",
        Action.STATUS: "S",
        Action.CHANGE: "U",
        Action.DUPLICATE: "D",
        Action.PRANK: "I",
        Action.GHOST: "G",
        Action.INFORMATION: "Shift+N",
        Action.OUTSIDE: "Shift+L",
        Action.NOTE: "C",
        Action.RELOCATE: "T",
        Action.NEW_REPORT: "N",
        Action.COMMAND: "/",
        Action.SEARCH: "Ctrl+F",
        Action.QUEUE: "Q",
        Action.DETAIL: "E",
        Action.CONTACTS: "O",
        Action.MAP: "P",
        Action.MAP_HOME: "H",
        Action.MAP_MODE: "M",
        Action.SOUND: "B",
        Action.NEXT_PANE: "F6",
        Action.PREVIOUS_PANE: "Shift+F6",
        Action.TAB_1: "1",
        Action.TAB_2: "2",
        Action.TAB_3: "3",
        Action.TAB_4: "4",
        Action.TAB_5: "5",
        Action.ORDERS: "Y",
        Action.FORWARD: "F",
        Action.KEYS: "?",
        Action.STEPS: "J",
        Action.COMPARE: "=",
        Action.UNMERGE: "Shift+D",
        Action.BORDER: "X",
        Action.PROOF: "V",
        Action.FILE_PROOF: "Shift+V",
        Action.PAUSE: "Z",
        Action.PROMISE: "W",
        Action.PICTURE: "F8",
    }
)


@dataclass(frozen=True, slots=True)
class KeyMap:
    """The keys in force."""

    keys: Mapping[Action, str] = field(default_factory=lambda: DEFAULTS)

    @staticmethod
    def with_overrides(overrides: Mapping[str, str]) -> tuple[KeyMap, list[str]]:
        """The map with `{action: key}` changed, and a sentence for each override that cannot be.

        An empty key switches the action's key off. Two actions on one key: the override wins over a default,
        the first override over a second.
        """
        keys = dict(DEFAULTS)
        problems: list[str] = []
        taken: dict[str, Action] = {}
        for name, text in overrides.items():
            if name not in {action.value for action in Action}:
                problems.append(translate("Keys", "Tindakan “{0}” tidak dikenal.").format(name))
                continue
            action, key = Action(name), portable(text)
            if key is None:
                problems.append(translate("Keys", "“{0}” bukan tombol.").format(text))
            elif key and key in taken:
                problems.append(
                    translate("Keys", "Tombol {0} sudah dipakai untuk {1}.").format(key, taken[key])
                )
            else:
                keys[action] = key
                if key:
                    taken[key] = action
        for action, key in keys.items():
            if key and taken.get(key, action) is not action:
                keys[action] = ""
        return KeyMap(MappingProxyType(keys)), problems

    def key(self, action: Action) -> str:
        """The key's caption, empty where there is none."""
        return self.keys.get(action, "")

    def sequence(self, action: Action) -> QKeySequence:
        return QKeySequence(self.key(action), QKeySequence.SequenceFormat.PortableText)


def portable(text: str) -> str | None:
    """The key in its usual spelling; empty for none; None for what is no single key."""
    text = text.strip()
    if not text:
        return ""
    sequence = QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText)
    spelled = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    return spelled if sequence.count() == 1 and spelled and spelled.isprintable() else None


def action_word(action: Action) -> str:
    """What the action does, for the overlay of all keys."""
    return {
        Action.CLAIM: translate("Keys", "klaim, atau ambil alih dengan alasan"),
        Action.RELEASE: translate("Keys", "lepas klaim"),
        Action.ASSIGN: translate("Keys", "tugaskan OPD"),
        Action.RECOMMENDED: translate("Keys", "terima saran penugasan"),
        Action.STATUS: translate("Keys", "ubah status"),
        Action.CHANGE: translate("Keys", "ubah kategori atau keparahan"),
        Action.DUPLICATE: translate("Keys", "gabung sebagai duplikat"),
        Action.PRANK: translate("Keys", "tandai iseng"),
        Action.GHOST: translate("Keys", "tandai kosong"),
        Action.INFORMATION: translate("Keys", "tandai informasi"),
        Action.OUTSIDE: translate("Keys", "tandai di luar kota"),
        Action.NOTE: translate("Keys", "tulis catatan"),
        Action.RELOCATE: translate("Keys", "betulkan tempat"),
        Action.NEW_REPORT: translate("Keys", "laporan baru"),
        Action.COMMAND: translate("Keys", "bilah perintah"),
        Action.SEARCH: translate("Keys", "cari di antrean"),
        Action.QUEUE: translate("Keys", "ke antrean"),
        Action.DETAIL: translate("Keys", "ke rincian"),
        Action.CONTACTS: translate("Keys", "ke kontak OPD"),
        Action.MAP: translate("Keys", "ke peta"),
        Action.MAP_HOME: translate("Keys", "peta: kembali ke tampilan semula"),
        Action.MAP_MODE: translate("Keys", "peta: titik atau panas"),
        Action.SOUND: translate("Keys", "bunyi hidup atau senyap"),
        Action.NEXT_PANE: translate("Keys", "panel berikutnya"),
        Action.PREVIOUS_PANE: translate("Keys", "panel sebelumnya"),
        Action.TAB_1: translate("Keys", "antrean: terbuka"),
        Action.TAB_2: translate("Keys", "antrean: milik saya"),
        Action.TAB_3: translate("Keys", "antrean: belum diklaim"),
        Action.TAB_4: translate("Keys", "antrean: lewat tenggat"),
        Action.TAB_5: translate("Keys", "antrean: selesai"),
        Action.ORDERS: translate("Keys", "ke penugasan dan perintah"),
        Action.FORWARD: translate("Keys", "teruskan perintah pimpinan"),
        Action.KEYS: translate("Keys", "semua tombol"),
        Action.STEPS: translate("Keys", "ke langkah penanganan"),
        Action.COMPARE: translate("Keys", "bandingkan dengan kejadian yang mirip"),
        Action.UNMERGE: translate("Keys", "pisahkan lagi yang digabung"),
        Action.BORDER: translate("Keys", "serahkan kepada daerah tetangga"),
        Action.PROOF: translate("Keys", "ke bukti: periksa, bandingkan"),
        Action.FILE_PROOF: translate("Keys", "kirim bukti penyelesaian"),
        Action.PAUSE: translate("Keys", "jeda jam: minta, putuskan, lanjutkan"),
        Action.PROMISE: translate("Keys", "kabari pelapor, catat atau tutup janji"),
        Action.PICTURE: translate("Keys", "gambar panel ke log regu"),
    }[action]
